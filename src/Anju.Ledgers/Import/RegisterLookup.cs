using System.Text.Json;
using Anju.Kernel;

namespace Anju.Ledgers;

/// <summary>
/// Set-based look-ups by key over the whole city, whatever the actor's scope: a number that is already registered elsewhere
/// must be found in order to be refused. What is found outside the scope is never shown.
/// </summary>
public static class RegisterLookup
{
    private const int ChunkSize = 2_000;

    /// <summary>All rows of <typeparamref name="T"/> whose property is one of the keys.</summary>
    public static Task ByTextAsync<T>(
        AnjuDb db, string property, IEnumerable<string> keys, Action<T> take, CancellationToken cancellation, string and = "1 = 1")
        where T : Record
    {
        var column = Shape.Of<T>(db)[property];
        return RunAsync(
            db, column.LookUp, keys.SelectMany(key => column.LookedUp(db, key)).Chunk(ChunkSize), chunk => db.IsSqlite ? JsonSerializer.Serialize(chunk) : chunk, take, and, cancellation);
    }

    /// <inheritdoc cref="ByTextAsync"/>
    public static Task ByIdAsync<T>(
        AnjuDb db, string property, IEnumerable<Guid> keys, Action<T> take, CancellationToken cancellation, string and = "1 = 1")
        where T : Record => RunAsync(
            db, Shape.Of<T>(db)[property].Quoted, keys.Chunk(ChunkSize), chunk => db.IsSqlite ? JsonSerializer.Serialize(chunk.Select(id => id.ToString().ToUpperInvariant())) : chunk, take, and, cancellation);

    private static Task RunAsync<T, TKey>(
        AnjuDb db, string column, IEnumerable<TKey[]> chunks, Func<TKey[], object> bind, Action<T> take, string and, CancellationToken cancellation)
        where T : Record =>
        db.PastWallsAsync(() => ReadAsync(db, column, chunks, bind, take, and, cancellation), cancellation);

    /// <returns>How many rows were found.</returns>
    private static async Task<int> ReadAsync<T, TKey>(
        AnjuDb db, string column, IEnumerable<TKey[]> chunks, Func<TKey[], object> bind, Action<T> take, string and, CancellationToken cancellation)
        where T : Record
    {
        var found = 0;
        var shape = Shape.Of<T>(db);
        var among = db.IsSqlite ? "IN (SELECT value FROM json_each(@p0))" : "= ANY(@p0)";
        var sql = $"SELECT {shape.ColumnList} FROM \"{shape.Table}\" WHERE {column} {among} AND {and}";
        var materialise = BulkRead.Materialiser<T>(db);
        foreach (var chunk in chunks)
        {
            await using var command = await BulkRead.CommandAsync(db, sql, [bind(chunk)], cancellation);
            await using var reader = await command.ExecuteReaderAsync(cancellation);
            while (await reader.ReadAsync(cancellation))
            {
                take(materialise(reader));
                found++;
            }
        }

        return found;
    }
}
