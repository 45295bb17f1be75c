using System.Reflection;

namespace Anju.Kernel;

/// <summary>
/// Says of a stored type that tells of nobody, such as a vacancy or a class, that everybody of the county may read its rows,
/// whichever sites are theirs. To write one still takes a scope that covers it.
/// </summary>
[AttributeUsage(AttributeTargets.Class, Inherited = false)]
public sealed class OpenInCountyAttribute : Attribute
{
    public static bool Is(Type type) => type.GetCustomAttribute<OpenInCountyAttribute>() is not null;
}
