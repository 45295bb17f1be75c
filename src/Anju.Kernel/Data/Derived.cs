using Microsoft.EntityFrameworkCore;

namespace Anju.Kernel;

/// <summary>
/// Bulk writes of what follows from the facts: verdicts, figures, work items. Such rows can be made again and leave no
/// entry in the journal; records cannot be written here.
/// </summary>
public static class Derived
{
    /// <summary>Runs in the context's open transaction.</summary>
    public static Task InsertAsync<T>(AnjuDb db, IReadOnlyList<T> rows, CancellationToken cancellation)
        where T : Stored
    {
        if (typeof(Record).IsAssignableFrom(typeof(T)))
        {
            throw new InvalidOperationException($"{typeof(T).Name} is a record: write it through {nameof(Change)}.");
        }

        return rows.Count == 0 ? Task.CompletedTask : InsertOpenAsync(db, rows, cancellation);
    }

    private static async Task InsertOpenAsync<T>(AnjuDb db, IReadOnlyList<T> rows, CancellationToken cancellation)
        where T : Stored
    {
        await db.Database.OpenConnectionAsync(cancellation);
        await BulkInsert.WriteAsync(db, rows, cancellation);
    }
}
