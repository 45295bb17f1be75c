using System.Collections.Concurrent;
using System.Data.Common;
using System.Linq.Expressions;
using System.Runtime.CompilerServices;
using System.Text.Json;
using Microsoft.EntityFrameworkCore;
using Microsoft.EntityFrameworkCore.Metadata;

namespace Anju.Kernel;

/// <summary>
/// Streams rows of one type past the change tracker in the order asked for, within the actor's scope. The connection is
/// busy while a stream is open on PostgreSQL: one stream, one <see cref="AnjuDb"/>.
/// </summary>
public static class BulkRead
{
    private static readonly ConcurrentDictionary<(IModel, Type), Delegate> Materialisers = new();

    /// <param name="where">SQL over quoted column names with <c>@p0…</c>; never contains input itself.</param>
    public static async IAsyncEnumerable<T> StreamAsync<T>(
        AnjuDb db, string where, string orderBy, object[] values, [EnumeratorCancellation] CancellationToken cancellation)
        where T : class
    {
        await using var reader = await OpenAsync<T>(db, where, orderBy, values, cancellation);
        while (reader.Next() is { } row)
        {
            cancellation.ThrowIfCancellationRequested();
            yield return row;
        }
    }

    /// <summary>The rows one by one, for loops that must not pay for an async step per row.</summary>
    public static async Task<RowReader<T>> OpenAsync<T>(
        AnjuDb db, string where, string orderBy, object[] values, CancellationToken cancellation)
        where T : class
    {
        var shape = Shape.Of<T>(db);
        var sql = $"SELECT {shape.ColumnList} FROM \"{shape.Table}\" WHERE ({where}) AND {WithinScope<T>(db)} ORDER BY {orderBy}";
        if (db.IsSqlite)
        {
            await db.Database.OpenConnectionAsync(cancellation);
            return new SqliteRows<T>(db, sql, values);
        }

        if (values.All(CopyText.CanHold))
        {
            return await CopyRows<T>.OpenAsync(db, sql, values, cancellation);
        }

        var command = await CommandAsync(db, sql, values, cancellation);
        return new ProviderRows<T>(command, await command.ExecuteReaderAsync(cancellation), Materialiser<T>(db));
    }

    /// <summary>The rows whose column holds one of the ids, in no order.</summary>
    /// <param name="property">Name of the property that holds the id.</param>
    public static async Task<List<T>> AmongAsync<T>(AnjuDb db, string property, IReadOnlyCollection<Guid> ids, CancellationToken cancellation)
        where T : class
    {
        var rows = new List<T>(ids.Count);
        if (ids.Count > 0)
        {
            var column = Shape.Of<T>(db)[property].Quoted;
            var (among, value) = db.IsSqlite
                ? ("IN (SELECT value FROM json_each(@p0))", (object)JsonSerializer.Serialize(ids.Select(id => id.ToString().ToUpperInvariant())))
                : ("= ANY(@p0)", ids.ToArray());
            await using var reader = await OpenAsync<T>(db, $"{column} {among}", column, [value], cancellation);
            while (reader.Next() is { } row)
            {
                rows.Add(row);
            }
        }

        return rows;
    }

    public static Func<DbDataReader, T> Materialiser<T>(AnjuDb db)
        where T : class
    {
        var make = (Func<DbDataReader, KeyRing, T>)Materialisers.GetOrAdd((db.Model, typeof(T)), _ => Build<T>(Shape.Of<T>(db)));
        var keys = db.Keys;
        return reader => make(reader, keys);
    }

    /// <summary>A command on the context's connection and transaction, with <c>@p0…</c> bound as the providers store them.</summary>
    public static async Task<DbCommand> CommandAsync(AnjuDb db, string sql, object?[] values, CancellationToken cancellation)
    {
        await db.Database.OpenConnectionAsync(cancellation);
        var command = db.Database.GetDbConnection().CreateCommand();
        command.CommandText = sql;
        command.Transaction = db.Database.CurrentTransaction is { } current
            ? Microsoft.EntityFrameworkCore.Storage.DbContextTransactionExtensions.GetDbTransaction(current)
            : null;
        for (var i = 0; i < values.Length; i++)
        {
            var parameter = command.CreateParameter();
            parameter.ParameterName = "@p" + i;
            parameter.Value = values[i] switch
            {
                null => DBNull.Value,
                Month month => month.ToString(),
                Enum code => code.ToString(),
                var other => other,
            };
            command.Parameters.Add(parameter);
        }

        return command;
    }

    /// <summary>What the query filters let through, as SQL. Codes and ids come from the actor's post, are checked here, and hold no quotes.</summary>
    /// <param name="table">Alias of the table with its dot, where the statement has more than one.</param>
    /// <param name="toWrite">The rows are to be replaced: what is open to the county is read by all and written by its owners.</param>
    internal static string WithinScope<T>(AnjuDb db, string table = "", bool toWrite = false)
    {
        if (!GuardedAttribute.IsOpen(typeof(T), db.Actor) && !db.PastGuards)
        {
            return "1 = 0";
        }

        var scope = db.Sight;
        if (scope.WholeCity || !typeof(IScoped).IsAssignableFrom(typeof(T)))
        {
            return "1 = 1";
        }

        if (scope.County is not { Length: 6 } county || !county.All(char.IsAsciiDigit))
        {
            return "1 = 0";
        }

        return scope.WholeCounty || (!toWrite && OpenInCountyAttribute.Is(typeof(T)))
            ? $"{table}\"county_code\" = '{county}'"
            : $"{table}\"county_code\" = '{county}' AND {table}\"site_id\" IN ({string.Join(", ", scope.Sites.Select(id => $"'{id.ToString().ToUpperInvariant()}'"))})";
    }

    private static Func<DbDataReader, KeyRing, T> Build<T>(Shape shape)
    {
        var (reader, keys) = (Expression.Parameter(typeof(DbDataReader)), Expression.Parameter(typeof(KeyRing)));
        var bindings = shape.Columns.Select((column, i) => (MemberBinding)Expression.Bind(column.Property, column.Sealed is null
            ? Value(reader, column, i)
            : Expression.Call(
                typeof(BulkRead), nameof(Opened), [], reader, keys,
                Expression.Constant(i), Expression.Constant(shape.PlaceOf(nameof(Record.Id))), Expression.Constant(column.Sealed))));
        return Expression.Lambda<Func<DbDataReader, KeyRing, T>>(Expression.MemberInit(Expression.New(typeof(T)), bindings), reader, keys).Compile();
    }

    private static string? Opened(DbDataReader reader, KeyRing keys, int place, int id, SealedColumn column) =>
        reader.IsDBNull(place) ? null : column.Open(keys, reader.GetGuid(id), reader.GetFieldValue<byte[]>(place));

    private static Expression Value(ParameterExpression reader, Column column, int place)
    {
        var type = column.Property.PropertyType;
        var plain = Nullable.GetUnderlyingType(type) ?? type;
        var provider = column.Converter?.ProviderClrType ?? plain;
        provider = Nullable.GetUnderlyingType(provider) ?? provider;
        var at = Expression.Constant(place);
        Expression read = provider switch
        {
            _ when provider == typeof(string) => Call(nameof(DbDataReader.GetString)),
            _ when provider == typeof(int) => Call(nameof(DbDataReader.GetInt32)),
            _ when provider == typeof(long) => Call(nameof(DbDataReader.GetInt64)),
            _ when provider == typeof(bool) => Call(nameof(DbDataReader.GetBoolean)),
            _ when provider == typeof(Guid) => Call(nameof(DbDataReader.GetGuid)),
            _ when provider == typeof(double) => Call(nameof(DbDataReader.GetDouble)),
            _ when provider == typeof(DateTime) => Call(nameof(DbDataReader.GetDateTime)),
            _ => Expression.Call(reader, typeof(DbDataReader).GetMethod(nameof(DbDataReader.GetFieldValue))!.MakeGenericMethod(provider), at),
        };
        var value = column.Converter is { } converter ? Expression.Invoke(converter.ConvertFromProviderExpression, read) : read;
        return Expression.Condition(Call(nameof(DbDataReader.IsDBNull)), Expression.Default(type), Expression.Convert(value, type));

        MethodCallExpression Call(string name) => Expression.Call(reader, typeof(DbDataReader).GetMethod(name)!, at);
    }
}
