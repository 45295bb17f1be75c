using System.Collections.Concurrent;
using System.Reflection;

namespace Anju.Kernel;

/// <summary>
/// Rows of the stored type are for holders of one role alone, whatever else others may see (security requirement B6). They lie in a
/// store of their own: sealed with a key that opens nothing else, on PostgreSQL behind a database role that other connections do
/// not have, and no ledger, search, import or export knows them. The product itself opens them to check and to renew seals.
/// </summary>
public sealed class GuardedAttribute(Role role) : OfMeasureAttribute
{
    private static readonly ConcurrentDictionary<Type, Role?> Known = new();

    public Role Role { get; } = role;

    /// <summary>Null for a type that is not guarded.</summary>
    public static Role? RoleOf(Type type) => Known.GetOrAdd(type, static one => one.GetCustomAttribute<GuardedAttribute>()?.Role);

    public static bool IsOpen(Type type, Actor actor) => RoleOf(type) is not { } role || actor.Holds(role);
}
