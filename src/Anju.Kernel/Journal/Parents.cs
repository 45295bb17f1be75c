using System.Collections.Concurrent;
using System.Reflection;
using Microsoft.EntityFrameworkCore;
using Microsoft.EntityFrameworkCore.ChangeTracking;
using Microsoft.EntityFrameworkCore.Metadata;

namespace Anju.Kernel;

/// <summary>
/// What the rows of a change refer to, by the model's foreign keys. A row of one's own county under another county's
/// household would stand in that household's file: whatever a row names must lie within the actor's scope (requirement B3).
/// The database is asked once, before the commit, whatever the objects in hand say.
/// </summary>
internal sealed class Parents(AnjuDb db)
{
    private const int AskedAtOnce = 500;

    private static readonly ConcurrentDictionary<(IModel, Type), IReadOnlyList<Link>> Known = new();

    private static readonly MethodInfo Ask = typeof(Parents).GetMethod(nameof(AskAsync), BindingFlags.NonPublic | BindingFlags.Instance)!;

    private readonly Dictionary<Type, HashSet<Guid>> named = [];

    /// <summary>A row that is written as a whole.</summary>
    public void Note(Record row)
    {
        if (db.Actor.Scope.WholeCity)
        {
            return;
        }

        foreach (var link in Links(row.GetType()))
        {
            Note(link, link.Column.GetGetter().GetClrValue(row));
        }
    }

    /// <summary>An edited row: what it went on referring to while it stayed behind in its place is not written again.</summary>
    public void Note(EntityEntry<Record> edited)
    {
        foreach (var link in Links(edited.Metadata.ClrType).Where(link => edited.Property(link.Column.Name).IsModified))
        {
            Note(link, edited.Property(link.Column.Name).CurrentValue);
        }
    }

    /// <summary>Throws when one of them lies outside; one that does not exist is the foreign key's to refuse.</summary>
    public async Task CheckAsync(CancellationToken cancellation)
    {
        if (db.Actor.Scope.WholeCity)
        {
            return;
        }

        foreach (var (type, ids) in named)
        {
            foreach (var some in ids.Chunk(AskedAtOnce))
            {
                await (Task)Ask.MakeGenericMethod(type).Invoke(this, [some, cancellation])!;
            }
        }
    }

    private async Task AskAsync<T>(Guid[] ids, CancellationToken cancellation)
        where T : Record
    {
        if (await db.Set<T>().CountAsync(parent => ids.Contains(parent.Id), cancellation) != ids.Length)
        {
            throw new OutOfScopeException();
        }
    }

    private void Note(Link link, object? value)
    {
        if (value is Guid id)
        {
            (named.TryGetValue(link.Parent, out var ids) ? ids : named[link.Parent] = []).Add(id);
        }
    }

    private IReadOnlyList<Link> Links(Type type) => Known.GetOrAdd((db.Model, type), static key =>
    [
        .. key.Item1.FindEntityType(key.Item2)!.GetForeignKeys()
            .Where(reference => typeof(IScoped).IsAssignableFrom(reference.PrincipalEntityType.ClrType) && reference.Properties.Count == 1)
            .Select(reference => new Link(reference.Properties[0], reference.PrincipalEntityType.ClrType)),
    ]);

    private sealed record Link(IProperty Column, Type Parent);
}
