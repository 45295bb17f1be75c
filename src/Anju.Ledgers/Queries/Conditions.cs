using System.Linq.Expressions;
using System.Reflection;
using Anju.Kernel;
using Microsoft.EntityFrameworkCore;

namespace Anju.Ledgers;

/// <summary>Filters as conditions that both databases translate.</summary>
internal static class Conditions
{
    /// <summary>Sorts behind every text that begins with what stands before it, in the byte order of both databases.</summary>
    private const string AfterAll = "\U0010FFFF";

    private static readonly MethodInfo CompareTexts = typeof(string).GetMethod(nameof(string.Compare), [typeof(string), typeof(string)])!;
    private static readonly MethodInfo TextContains = typeof(string).GetMethod(nameof(string.Contains), [typeof(string)])!;

    public static Expression<Func<T, bool>> Of<T>(ColumnFilter filter)
    {
        var line = Expression.Parameter(typeof(T), "x");
        Expression value = filter.Column.Encrypted
            ? Expression.Call(typeof(EF), nameof(EF.Property), [typeof(byte[])], line, Expression.Constant(EncryptedAttribute.Stored(filter.Column.Name)))
            : Expression.Property(line, filter.Column.Property);
        return Expression.Lambda<Func<T, bool>>(Body(filter, value), line);
    }

    /// <summary>The text begins with <paramref name="start"/>: a range, so that an index serves (LIKE ignores case on SQLite).</summary>
    public static Expression StartsWith(Expression text, string start) => Expression.AndAlso(
        Compare(ExpressionType.GreaterThanOrEqual, text, Held.Value(start, typeof(string))),
        Compare(ExpressionType.LessThan, text, Held.Value(start + AfterAll, typeof(string))));

    public static Expression Contains(Expression text, string part) => Expression.Call(text, TextContains, Held.Value(part, typeof(string)));

    /// <summary>An order comparison; texts have no operators of their own.</summary>
    public static Expression Compare(ExpressionType how, Expression left, Expression right) => left.Type == typeof(string)
        ? Expression.MakeBinary(how, Expression.Call(CompareTexts, left, right), Expression.Constant(0))
        : Expression.MakeBinary(how, left, right);

    private static Expression Body(ColumnFilter filter, Expression value) => filter.Test switch
    {
        FilterTest.Blank => IsNull(value),
        FilterTest.NotBlank => Expression.Not(IsNull(value)),
        FilterTest.Contains => Contains(value, (string)filter.Values[0]),
        FilterTest.StartsWith => StartsWith(value, (string)filter.Values[0]),
        FilterTest.From => Compare(ExpressionType.GreaterThanOrEqual, value, Held.Value(filter.Values[0], value.Type)),
        FilterTest.To => Compare(ExpressionType.LessThanOrEqual, value, Held.Value(filter.Values[0], value.Type)),
        _ => filter.Values.Select(one => Expression.Equal(value, Held.Value(one, value.Type))).Aggregate<Expression>(Expression.OrElse),
    };

    private static Expression IsNull(Expression value) =>
        value.Type.IsValueType && Nullable.GetUnderlyingType(value.Type) is null
            ? Expression.Constant(false)
            : Expression.Equal(value, Expression.Constant(null, value.Type));
}
