using Anju.Kernel;

namespace Anju.Ui;

/// <summary>One line of a drop-down: the code that is stored and the words people see.</summary>
public sealed record Choice(string Code, string Text, string? Group = null)
{
    /// <summary>The terms of a closed dictionary, in its order.</summary>
    public static IReadOnlyList<Choice> Of<T>(Func<T, bool>? only = null)
        where T : struct, Enum =>
        [.. Enum.GetValues<T>().Where(only ?? (_ => true)).Select(term => new Choice(term.ToString(), TermTitles.Of(term)))];
}

/// <summary>Which control a <see cref="Field" /> shows.</summary>
public enum FieldKind
{
    Text,
    Number,
    Date,
    Month,
    Select,
    TextArea,
    Check,
    Phone,
    Password,
    File,
    Search,
}
