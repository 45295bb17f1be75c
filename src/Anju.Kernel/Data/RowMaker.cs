using System.Collections.Concurrent;
using System.Linq.Expressions;
using System.Reflection;
using Microsoft.EntityFrameworkCore.Metadata;

namespace Anju.Kernel;

/// <summary>
/// Makes rows of a type from the cells of a database's own format. A class of cells has one method for each kind of value,
/// from the place of the column to the value or nothing: <c>Text</c>, <c>Code</c>, <c>Whole</c>, <c>Long</c>, <c>Flag</c>,
/// <c>Real</c>, <c>Id</c>, <c>Date</c>, <c>Time</c>, <c>Bytes</c>; and <c>Opened</c> for an encrypted text, with the place of the row's id.
/// </summary>
internal static class RowMaker
{
    private static readonly ConcurrentDictionary<(IModel, Type Cells, Type Row), Delegate> Made = new();

    public static Func<TCells, T> Of<TCells, T>(AnjuDb db)
        where T : class =>
        (Func<TCells, T>)Made.GetOrAdd((db.Model, typeof(TCells), typeof(T)), _ => Build<TCells, T>(Shape.Of<T>(db)));

    private static Func<TCells, T> Build<TCells, T>(Shape shape)
    {
        var cells = Expression.Parameter(typeof(TCells));
        var bindings = shape.Columns.Select((column, i) => (MemberBinding)Expression.Bind(column.Property, column.Sealed is null ? Value(cells, column, i) : Opened(cells, column, i, shape)));
        return Expression.Lambda<Func<TCells, T>>(Expression.MemberInit(Expression.New(typeof(T)), bindings), cells).Compile();
    }

    private static MethodCallExpression Opened(ParameterExpression cells, Column column, int place, Shape shape) =>
        Expression.Call(cells, "Opened", [], Expression.Constant(place), Expression.Constant(shape.PlaceOf(nameof(Record.Id))), Expression.Constant(column.Sealed));

    private static Expression Value(ParameterExpression cells, Column column, int place)
    {
        var type = column.Property.PropertyType;
        var plain = Nullable.GetUnderlyingType(type) ?? type;
        var at = Expression.Constant(place);
        if (plain.IsEnum)
        {
            return Found(Expression.Call(cells, "Code", [plain], at));
        }

        var provider = column.Converter?.ProviderClrType ?? plain;
        provider = Nullable.GetUnderlyingType(provider) ?? provider;
        var read = Expression.Call(cells, ReaderOf(cells.Type, provider), at);
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

    private static MethodInfo ReaderOf(Type cells, Type provider) => cells.GetMethod(provider switch
    {
        _ when provider == typeof(string) => "Text",
        _ when provider == typeof(int) => "Whole",
        _ when provider == typeof(long) => "Long",
        _ when provider == typeof(bool) => "Flag",
        _ when provider == typeof(double) => "Real",
        _ when provider == typeof(Guid) => "Id",
        _ when provider == typeof(DateOnly) => "Date",
        _ when provider == typeof(DateTime) => "Time",
        _ when provider == typeof(byte[]) => "Bytes",
        _ => throw new InvalidOperationException($"No reading for {provider.Name}."),
    })!;
}
