using System.Reflection;

namespace Anju.Ledgers;

/// <summary>The columns of a ledger's class that the specification asks for with *, for checks of completeness.</summary>
public static class WantedColumns
{
    /// <summary>Those a line cannot be stored without are left out: they are never blank.</summary>
    public static IReadOnlyList<LedgerColumn> Of<T>() => [.. typeof(T).GetProperties(BindingFlags.Public | BindingFlags.Instance)
        .Where(property => property.IsDefined(typeof(WantedAttribute)))
        .Select((property, place) => new LedgerColumn(property, place))];

    public static bool IsBlank(object? value) => value is null || (value is string text && string.IsNullOrWhiteSpace(text));
}
