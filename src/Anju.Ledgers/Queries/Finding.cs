using System.Linq.Expressions;
using Anju.Kernel;
using Microsoft.EntityFrameworkCore;

namespace Anju.Ledgers;

/// <summary>What a text typed into a search box can be; decides which index answers.</summary>
internal enum SearchKind
{
    /// <summary>A whole identity number.</summary>
    Number,

    /// <summary>The beginning of a code: Latin letters and digits.</summary>
    Code,

    /// <summary>Part of a name.</summary>
    Name,
}

internal static class SearchText
{
    public static SearchKind KindOf(string text) =>
        IdNumber.TryParse(text.ToUpperInvariant(), out _) ? SearchKind.Number
        : text.All(char.IsAscii) ? SearchKind.Code
        : SearchKind.Name;

    /// <summary>A whole identity number, an old one of fifteen digits too.</summary>
    public static IdNumber? NumberOf(string text) =>
        LooksLikeNumber(text) ? IdNumber.Check(Compact(text), DateOnly.MaxValue, AreaCodes.OfAnyYear).Number : null;

    /// <summary>Without white space, as a number is looked up.</summary>
    public static string Compact(string text) => string.Concat(text.Where(c => !char.IsWhiteSpace(c))).ToUpperInvariant();

    /// <summary>Something that was probably meant as an identity number, right or wrong: never repeated in an address.</summary>
    public static bool LooksLikeNumber(string text)
    {
        var compact = Compact(text);
        return compact.Length is >= 15 and <= 20 && compact.Count(char.IsAsciiDigit) >= 14;
    }
}

/// <summary>Finds lines of a ledger by what people type: code, name, or whole identity number.</summary>
internal sealed class Finding<T>(LedgerDefinition ledger)
    where T : Record
{
    private static readonly Expression<Func<T, bool>> Nothing = x => false;

    /// <param name="deep">Also through the lines referred to: jobs by the name of the person.</param>
    public Expression<Func<T, bool>> Matching(AnjuDb db, LedgerCatalogue catalogue, string text, bool deep)
    {
        if (ledger.NumberKey is { } numbered && SearchText.NumberOf(text) is { } whole)
        {
            return Same(db, numbered, whole.Value);
        }

        var kind = SearchText.KindOf(text);
        var own = kind switch
        {
            SearchKind.Number => null,
            SearchKind.Code => ledger.CodeKey is { } code ? Where(code, x => Conditions.StartsWith(x, text)) : null,
            _ => Named(db, text),
        };
        if (own is not null)
        {
            return own;
        }

        var referred = deep
            ? ledger.Columns.Where(column => column.Refers is not null && column.Refers != typeof(T) && column.Required)
                .Where(column => catalogue.Of(column.Refers!) is var other
                    && kind switch
                    {
                        SearchKind.Number => other.NumberKey is not null,
                        SearchKind.Code => other.CodeKey is not null,
                        _ => other.Caption is not null,
                    })
                .ToList()
            : [];
        return referred.Count == 0 ? Nothing : Through(referred.Select(column =>
            (column, catalogue.Of(column.Refers!).Rows.Search(db, catalogue, text))));
    }

    public Expression<Func<T, bool>> WithKey(AnjuDb db, string key) =>
        ledger.NumberKey is { } column && SearchText.NumberOf(key) is { } number ? Same(db, column, number.Value)
        : ledger.CodeKey is { } code ? Same(db, code, key)
        : Nothing;

    private Expression<Func<T, bool>>? Named(AnjuDb db, string text)
    {
        if (ledger.Caption is not { } caption)
        {
            return null;
        }

        if (!typeof(ISearchable).IsAssignableFrom(typeof(T)))
        {
            return Where(caption, x => Conditions.Contains(x, text));
        }

        var runes = text.EnumerateRunes().Count();
        if (runes == 1)
        {
            var until = text + "\U0010FFFF";
            return x => db.Set<NameGram>()
                .Where(gram => string.Compare(gram.Gram, text) >= 0 && string.Compare(gram.Gram, until) < 0)
                .Select(gram => gram.RecordId).Contains(x.Id);
        }

        // All pairs of the text must occur; that they follow each other only the name itself can tell.
        var pairs = NameGram.Grams(text).Where(gram => gram.EnumerateRunes().Count() == 2).Select(gram =>
            (Expression<Func<T, bool>>)(x => db.Set<NameGram>().Where(g => g.Gram == gram).Select(g => g.RecordId).Contains(x.Id)));
        var whole = runes > 2 ? pairs.Append(Where(caption, x => Conditions.Contains(x, text))) : pairs;
        return whole.Aggregate(And);
    }

    private static Expression<Func<T, bool>> Same(AnjuDb db, LedgerColumn column, string text) => column.Encrypted
        ? BlindIndex.Is<T>(db, column.Name, text)
        : Where(column, x => Expression.Equal(x, Held.Value(text, typeof(string))));

    private static Expression<Func<T, bool>> Where(LedgerColumn column, Func<Expression, Expression> condition)
    {
        var line = Expression.Parameter(typeof(T), "x");
        return Expression.Lambda<Func<T, bool>>(condition(Expression.Property(line, column.Property)), line);
    }

    private static Expression<Func<T, bool>> And(Expression<Func<T, bool>> left, Expression<Func<T, bool>> right) =>
        Expression.Lambda<Func<T, bool>>(
            Expression.AndAlso(left.Body, new Renamed(right.Parameters[0], left.Parameters[0]).Visit(right.Body)), left.Parameters);

    private static Expression<Func<T, bool>> Through(IEnumerable<(LedgerColumn Column, IQueryable<Guid> Lines)> references)
    {
        var line = Expression.Parameter(typeof(T), "x");
        var any = references
            .Select(reference => (Expression)Expression.Call(
                typeof(Queryable), nameof(Queryable.Contains), [typeof(Guid)],
                reference.Lines.Expression, Expression.Property(line, reference.Column.Property)))
            .Aggregate(Expression.OrElse);
        return Expression.Lambda<Func<T, bool>>(any, line);
    }

    private sealed class Renamed(ParameterExpression from, ParameterExpression to) : ExpressionVisitor
    {
        protected override Expression VisitParameter(ParameterExpression node) => node == from ? to : node;
    }
}
