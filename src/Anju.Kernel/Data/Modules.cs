using System.Reflection;

namespace Anju.Kernel;

/// <summary>
/// The modules a host is made of. Ledgers, rules, indicators and stored types are found in them by type, so that adding
/// one takes one file and no registration.
/// </summary>
public sealed class Modules(params IEnumerable<Assembly> assemblies)
{
    private readonly Type[] types = [.. assemblies.Append(typeof(Modules).Assembly).Distinct()
        .SelectMany(assembly => assembly.GetTypes())
        .OrderBy(type => type.FullName, StringComparer.Ordinal)];

    public IReadOnlyList<Assembly> Assemblies { get; } = [.. assemblies.Distinct()];

    /// <summary>Concrete types that derive from or implement <typeparamref name="T"/>, ordered by full name.</summary>
    public IEnumerable<Type> Concrete<T>() =>
        types.Where(type => type is { IsAbstract: false, IsGenericTypeDefinition: false } && typeof(T).IsAssignableFrom(type));

    /// <summary>One instance of every concrete <typeparamref name="T"/> with a parameterless constructor.</summary>
    public IReadOnlyList<T> Create<T>() =>
        [.. Concrete<T>().Select(type => (T)Activator.CreateInstance(type, nonPublic: true)!)];
}
