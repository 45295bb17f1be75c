using System.Reflection;

namespace Anju.Kernel;

/// <summary>Says of a stored type which measure of the plan asks for it: whoever reads for another measure alone does not see its rows.</summary>
[AttributeUsage(AttributeTargets.Class, Inherited = false)]
public abstract class OfMeasureAttribute : Attribute
{
    /// <summary>The measure that asks for the register itself, the ground of all others.</summary>
    public const int Register = 1;

    /// <summary>The measure (1–22) of the plan that asks for the ledger.</summary>
    public int Measure { get; init; }

    /// <summary>Null for a type that no measure asks for by itself.</summary>
    public static int? MeasureOf(Type type) => type.GetCustomAttributes().OfType<OfMeasureAttribute>().FirstOrDefault()?.Measure;
}
