using System.Collections.Concurrent;
using System.Linq.Expressions;
using System.Reflection;
using Microsoft.Data.Sqlite;
using Microsoft.EntityFrameworkCore;
using Microsoft.EntityFrameworkCore.Metadata;
using Npgsql;
using SQLitePCL;

namespace Anju.Kernel;

/// <summary>
/// Writes many rows of one type past the change tracker: prepared statements bound without boxing on SQLite, binary COPY
/// on PostgreSQL. Runs in the connection's open transaction.
/// </summary>
internal static class BulkInsert
{
    private const int SentAtOnce = 1 << 16;

    /// <summary>How long the server may take over its indexes.</summary>
    private static readonly TimeSpan Patience = TimeSpan.FromMinutes(10);

    private static readonly ConcurrentDictionary<(IModel, Type), Delegate> Binders = new();

    public static async Task WriteAsync<T>(AnjuDb db, IEnumerable<T> rows, CancellationToken cancellation)
        where T : class
    {
        var shape = Shape.Of<T>(db);
        if (db.IsSqlite)
        {
            var columns = string.Join(", ", shape.Written.Select((_, i) => "?" + (i + 1)));
            SqliteRows(db, $"INSERT INTO \"{shape.Table}\" ({shape.WrittenList}) VALUES ({columns})", rows, cancellation);
            return;
        }

        if (!typeof(IScoped).IsAssignableFrom(typeof(T)))
        {
            await CopyAsync(db, $"\"{shape.Table}\"", rows, cancellation);
            return;
        }

        // The server takes no COPY into a table whose rows it guards: they go through a table of this transaction.
        // Outside of a change there is no transaction yet, and the table would be empty again before it is read.
        await using var own = db.Database.CurrentTransaction is null ? await db.Database.BeginTransactionAsync(cancellation) : null;
        var staging = await StageAsync(db, shape, rows, cancellation);
        await RunAsync(db, $"INSERT INTO \"{shape.Table}\" ({shape.WrittenList}) SELECT {shape.WrittenList} FROM \"{staging}\"", cancellation);
        await RunAsync(db, $"TRUNCATE \"{staging}\"", cancellation);
        if (own is not null)
        {
            await own.CommitAsync(cancellation);
        }
    }

    /// <summary>The rows in a temporary table like theirs, made once in a session and emptied at the end of each transaction.</summary>
    private static async Task<string> StageAsync<T>(AnjuDb db, Shape shape, IEnumerable<T> rows, CancellationToken cancellation)
        where T : class
    {
        var staging = "new_" + shape.Table;
        await RunAsync(db, $"CREATE TEMP TABLE IF NOT EXISTS \"{staging}\" (LIKE \"{shape.Table}\") ON COMMIT DELETE ROWS", cancellation);
        await CopyAsync(db, $"\"{staging}\"", rows, cancellation);
        return staging;
    }

    /// <summary>Replaces the rows of the same ids whose stored version is one less; returns how many were.</summary>
    public static async Task<int> ReplaceAsync<T>(AnjuDb db, IReadOnlyList<T> rows, CancellationToken cancellation)
        where T : Record
    {
        var shape = Shape.Of<T>(db);
        var within = BulkRead.WithinScope<T>(db, db.IsSqlite ? "" : "t.", toWrite: true);
        if (db.IsSqlite)
        {
            var sets = string.Join(", ", shape.Written.Select((column, i) => $"{column.Quoted} = ?{i + 1}"));
            int Place(string name) => shape.Written.ToList().FindIndex(column => column.Name == name) + 1;
            return SqliteRows(db, $"UPDATE \"{shape.Table}\" SET {sets} WHERE \"id\" = ?{Place("Id")} AND \"version\" = ?{Place("Version")} - 1 AND {within}", rows, cancellation);
        }

        var staging = await StageAsync(db, shape, rows, cancellation);
        var assignments = string.Join(", ", shape.Written.Select(column => $"{column.Quoted} = n.{column.Quoted}"));
        var replaced = 0;
        var (rule, rules) = UniqueRules<T>(db);
        for (var held = 0; held <= rules; held++)
        {
            replaced += await RunAsync(
                db,
                $"UPDATE \"{shape.Table}\" t SET {assignments} FROM (SELECT * FROM \"{staging}\" WHERE {rule} = {held}) n WHERE t.\"id\" = n.\"id\" AND t.\"version\" = n.\"version\" - 1 AND {within}",
                cancellation);
        }

        await RunAsync(db, $"TRUNCATE \"{staging}\"", cancellation);
        return replaced;
    }

    /// <summary>
    /// How many unique rules a row will come under, and how many there are. The server goes through rows in an order of its
    /// own and looks at each rule row by row: who gives a place up, such as the head of a household, must do so first.
    /// </summary>
    private static (string Sql, int Most) UniqueRules<T>(AnjuDb db)
    {
        var rules = db.Model.FindEntityType(typeof(T))!.GetIndexes().Where(index => index.IsUnique).Select(index => index.GetFilter()).OfType<string>().ToList();
        return (rules.Count == 0 ? "0" : string.Join(" + ", rules.Select(rule => $"coalesce(({rule})::int, 0)")), rules.Count);
    }

    private static async Task<int> RunAsync(AnjuDb db, string sql, CancellationToken cancellation)
    {
        await using var command = await BulkRead.CommandAsync(db, sql, [], cancellation);
        return await command.ExecuteNonQueryAsync(cancellation);
    }

    private static int SqliteRows<T>(AnjuDb db, string sql, IEnumerable<T> rows, CancellationToken cancellation)
    {
        var shape = Shape.Of<T>(db);
        var bind = (Action<SqliteBound, T>)Binders.GetOrAdd((db.Model, typeof(T)), _ => SqliteBinder<T>(shape));
        var handle = ((SqliteConnection)db.Database.GetDbConnection()).Handle!;
        SqliteBinding.Check(handle, raw.sqlite3_prepare_v2(handle, sql, out var statement));
        var written = 0;
        using (statement)
        {
            var bound = new SqliteBound(statement, shape.Written.Count);
            foreach (var row in rows)
            {
                cancellation.ThrowIfCancellationRequested();
                Seal(db, shape, row);
                bind(bound, row);
                var outcome = raw.sqlite3_step(statement);
                if (outcome != raw.SQLITE_DONE)
                {
                    raw.sqlite3_reset(statement);
                    SqliteBinding.Check(handle, raw.sqlite3_extended_errcode(handle));
                }

                written += raw.sqlite3_changes(handle);
                raw.sqlite3_reset(statement);
            }
        }

        return written;
    }

    private static Action<SqliteBound, T> SqliteBinder<T>(Shape shape)
    {
        var bound = Expression.Parameter(typeof(SqliteBound));
        var record = Expression.Parameter(typeof(T));
        var calls = shape.Written.Select((column, i) =>
        {
            var value = ProviderValue(record, column);
            var method = typeof(SqliteBound).GetMethod(nameof(SqliteBound.Bind), [typeof(int), value.Type])
                ?? throw new InvalidOperationException($"{typeof(T).Name}.{column.Name}: no binding for {value.Type.Name}.");
            return Expression.Call(bound, method, Expression.Constant(i + 1), value);
        });
        return Expression.Lambda<Action<SqliteBound, T>>(Expression.Block(calls), bound, record).Compile();
    }

    private static async Task CopyAsync<T>(AnjuDb db, string table, IEnumerable<T> rows, CancellationToken cancellation)
        where T : class
    {
        var shape = Shape.Of<T>(db);
        var add = (Action<CopyBytes, T>)Binders.GetOrAdd((db.Model, typeof(T)), _ => CopyWriter<T>(shape));
        var connection = (NpgsqlConnection)db.Database.GetDbConnection();
        var copy = await connection.BeginRawBinaryCopyAsync($"COPY {table} ({shape.WrittenList}) FROM STDIN (FORMAT BINARY)", cancellation);
        try
        {
            copy.ReadTimeout = copy.WriteTimeout = (int)Patience.TotalMilliseconds;
            var bytes = new CopyBytes();
            foreach (var row in rows)
            {
                Seal(db, shape, row);
                add(bytes, row);
                if (bytes.Written.Length >= SentAtOnce)
                {
                    await copy.WriteAsync(bytes.Written, cancellation);
                    bytes.Clear();
                }
            }

            bytes.End();
            await copy.WriteAsync(bytes.Written, cancellation);
        }
        catch
        {
            await copy.CancelAsync();
            throw;
        }

        await copy.DisposeAsync();
    }

    private static Action<CopyBytes, T> CopyWriter<T>(Shape shape)
    {
        var bytes = Expression.Parameter(typeof(CopyBytes));
        var record = Expression.Parameter(typeof(T));
        var calls = shape.Written.Select(column =>
        {
            var value = ProviderValue(record, column);
            var method = typeof(CopyBytes).GetMethod(nameof(CopyBytes.Add), [value.Type])
                ?? throw new InvalidOperationException($"{typeof(T).Name}.{column.Name}: no binding for {value.Type.Name}.");
            return Expression.Call(bytes, method, value);
        }).Prepend(Expression.Call(bytes, nameof(CopyBytes.BeginRow), null, Expression.Constant(shape.Written.Count)));
        return Expression.Lambda<Action<CopyBytes, T>>(Expression.Block(calls), bytes, record).Compile();
    }

    private static void Seal<T>(AnjuDb db, Shape shape, T row)
    {
        if (shape.Encrypted.Count > 0)
        {
            Sealing.Seal(db.Keys, shape, (Stored)(object)row!);
        }

        if (row is IRowCoded coded)
        {
            RowCode.Set(db.Keys, shape, coded);
        }
    }

    /// <summary>The column's value as the provider stores it; value types come out nullable so that there is one binding each.</summary>
    internal static Expression ProviderValue(Expression record, Column column)
    {
        if (column.Sealed is { } encrypted)
        {
            var fields = Expression.Property(Expression.Convert(record, typeof(Stored)), nameof(Stored.Sealed));
            return Expression.ArrayIndex(
                Expression.Property(fields, column.IsCode ? nameof(SealedFields.Codes) : nameof(SealedFields.Values)), Expression.Constant(encrypted.Place));
        }

        if (column.Property.GetCustomAttribute<OrBytesAttribute>() is { } ready)
        {
            return Expression.New(
                typeof(StoredText).GetConstructor([typeof(string), typeof(byte[])])!, Expression.Property(record, column.Property), Expression.Property(record, ready.Property));
        }

        Expression value = Expression.Property(record, column.Property);
        var plain = Nullable.GetUnderlyingType(value.Type) ?? value.Type;
        Expression Converted(Expression of) => column.Converter is { } converter
            ? Expression.Invoke(converter.ConvertToProviderExpression, of)
            : of;
        if (value.Type.IsValueType && plain != value.Type)
        {
            var some = Converted(Expression.Property(value, "Value"));
            return Expression.Condition(Expression.Property(value, "HasValue"), OrNothing(some), Expression.Default(NothingOf(some.Type)));
        }

        return OrNothing(Converted(value));
    }

    private static Expression OrNothing(Expression value) => Expression.Convert(value, NothingOf(value.Type));

    private static Type NothingOf(Type type) =>
        type.IsValueType && Nullable.GetUnderlyingType(type) is null ? typeof(Nullable<>).MakeGenericType(type) : type;
}
