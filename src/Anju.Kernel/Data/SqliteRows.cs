using System.Collections.Concurrent;
using System.Linq.Expressions;
using Microsoft.Data.Sqlite;
using Microsoft.EntityFrameworkCore;
using Microsoft.EntityFrameworkCore.Metadata;
using SQLitePCL;

namespace Anju.Kernel;

/// <summary>
/// Rows straight from the SQLite statement: columns are read as bytes into their values, without a boxed value or a text
/// in between. Three times as fast as the provider's reader, which a month of a city needs.
/// </summary>
internal sealed class SqliteRows<T> : RowReader<T>
    where T : class
{
    private static readonly ConcurrentDictionary<IModel, Func<nint, SqliteText, T>> Materialisers = new();

    private readonly sqlite3 handle;
    private readonly sqlite3_stmt statement;
    private readonly SqliteText text = new();
    private readonly Func<nint, SqliteText, T> materialise;

    public SqliteRows(AnjuDb db, string sql, object?[] values)
    {
        materialise = Materialisers.GetOrAdd(db.Model, _ => Build(Shape.Of<T>(db)));
        handle = ((SqliteConnection)db.Database.GetDbConnection()).Handle!;
        SqliteBinding.Check(handle, raw.sqlite3_prepare_v2(handle, sql, out statement));
        for (var i = 0; i < values.Length; i++)
        {
            SqliteBinding.BindAny(statement, raw.sqlite3_bind_parameter_index(statement, "@p" + i), values[i]);
        }
    }

    public override T? Next()
    {
        switch (raw.sqlite3_step(statement))
        {
            case raw.SQLITE_ROW:
                return materialise(statement.DangerousGetHandle(), text);
            case raw.SQLITE_DONE:
                return null;
            default:
                SqliteBinding.Check(handle, raw.sqlite3_extended_errcode(handle));
                return null;
        }
    }

    public override ValueTask DisposeAsync()
    {
        statement.Dispose();
        return ValueTask.CompletedTask;
    }

    private static Func<nint, SqliteText, T> Build(Shape shape)
    {
        var statement = Expression.Parameter(typeof(nint));
        var text = Expression.Parameter(typeof(SqliteText));
        var bindings = shape.Columns.Select((column, i) => (MemberBinding)Expression.Bind(column.Property, Value(statement, text, column, i)));
        return Expression.Lambda<Func<nint, SqliteText, T>>(Expression.MemberInit(Expression.New(typeof(T)), bindings), statement, text).Compile();
    }

    private static Expression Value(ParameterExpression statement, ParameterExpression text, Column column, int place)
    {
        var type = column.Property.PropertyType;
        var plain = Nullable.GetUnderlyingType(type) ?? type;
        var at = Expression.Constant(place);
        if (plain.IsEnum)
        {
            return Found(Expression.Call(text, nameof(SqliteText.Code), [plain], statement, at));
        }

        var provider = column.Converter?.ProviderClrType ?? plain;
        provider = Nullable.GetUnderlyingType(provider) ?? provider;
        var read = Expression.Call(text, SqliteText.ReaderOf(provider), statement, at);
        if (column.Converter is not { } converter)
        {
            return Found(read);
        }

        var some = provider == typeof(string) ? (Expression)read : Expression.Property(read, "Value");
        var there = provider == typeof(string) ? Expression.NotEqual(read, Expression.Constant(null, typeof(string))) : (Expression)Expression.Property(read, "HasValue");
        return Expression.Condition(
            there, Expression.Convert(Expression.Invoke(converter.ConvertFromProviderExpression, some), type), Expression.Default(type));

        // A column that may not be blank holds a value; should it not, the default stands for it.
        Expression Found(Expression value) => value.Type == type
            ? value
            : Expression.Call(value, value.Type.GetMethod("GetValueOrDefault", Type.EmptyTypes)!);
    }
}
