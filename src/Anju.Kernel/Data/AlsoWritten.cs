namespace Anju.Kernel;

/// <summary>Other words for the same thing in sheets that counties send: column headers on a property, terms on an enum member.</summary>
[AttributeUsage(AttributeTargets.Property | AttributeTargets.Field)]
public sealed class AlsoWrittenAttribute(params string[] words) : Attribute
{
    public IReadOnlyList<string> Words { get; } = words;
}
