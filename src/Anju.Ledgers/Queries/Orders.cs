using System.Linq.Expressions;
using System.Reflection;
using Anju.Kernel;

namespace Anju.Ledgers;

/// <summary>What a list is ordered by: a column's value, terms in the order of their dictionary, references by the name of their line.</summary>
internal static class Orders
{
    private static readonly MethodInfo Typed = typeof(Orders).GetMethod(nameof(OfKey), BindingFlags.NonPublic | BindingFlags.Static)!;

    /// <summary>Without a column: by code where the ledger has one, else by id, which is the order of arrival.</summary>
    public static LineOrder<T> Of<T>(AnjuDb db, LedgerCatalogue catalogue, LedgerDefinition ledger, LedgerColumn? sort)
        where T : Record
    {
        if ((sort ?? ledger.CodeKey) is not { } column)
        {
            return LineOrder<T>.ById;
        }

        var line = Expression.Parameter(typeof(T), "x");
        Expression value = Expression.Property(line, column.Property);
        var key = column.Kind switch
        {
            ColumnKind.Term => Ranked(column, value),
            ColumnKind.YesNo => Yes(value),
            ColumnKind.Reference => catalogue.Of(column.Refers!).Rows.NameOf(db, value),
            _ => value,
        };
        var mayBeBlank = column.MayBeBlank || column.Kind == ColumnKind.Reference;
        return (LineOrder<T>)Typed.MakeGenericMethod(typeof(T), key.Type).Invoke(null, [key, line, mayBeBlank])!;
    }

    private static LineOrder<T> OfKey<T, TKey>(Expression key, ParameterExpression line, bool mayBeBlank)
        where T : Record => LineOrder<T>.By(Expression.Lambda<Func<T, TKey>>(key, line), mayBeBlank);

    private static Expression Ranked(LedgerColumn column, Expression value) => column.Terms
        .Select((term, rank) => (term, rank)).Reverse()
        .Aggregate((Expression)Expression.Constant(null, typeof(int?)), (rest, term) => Expression.Condition(
            Expression.Equal(value, Expression.Constant(term.term.Value, value.Type)), Expression.Constant(term.rank, typeof(int?)), rest));

    private static Expression Yes(Expression value) => Expression.Condition(
        Expression.Equal(value, Expression.Constant(true, value.Type)),
        Expression.Constant(1, typeof(int?)),
        Expression.Condition(
            Expression.Equal(value, Expression.Constant(false, value.Type)),
            Expression.Constant(0, typeof(int?)),
            Expression.Constant(null, typeof(int?))));
}
