using System.Linq.Expressions;
using System.Reflection;
using Anju.Kernel;

namespace Anju.Register;

/// <summary>
/// Which records of a ledger the rules of a month look at: from and up to values of columns, both included. Said once, it
/// selects rows in the database and records read from a file alike.
/// </summary>
public sealed class FactWindow<T>
    where T : Record
{
    private readonly List<(string Test, object Value)> tests = [];
    private readonly List<Func<T, bool>> holds = [];

    public FactWindow<T> From<TValue>(Expression<Func<T, TValue>> column, TValue first)
        where TValue : struct, IComparable<TValue>
    {
        var get = Getter(column);
        holds.Add(record => get(record).CompareTo(first) >= 0);
        return Test(column.Body, ">=", first);
    }

    public FactWindow<T> UpTo<TValue>(Expression<Func<T, TValue>> column, TValue last)
        where TValue : struct, IComparable<TValue>
    {
        var get = Getter(column);
        holds.Add(record => get(record).CompareTo(last) <= 0);
        return Test(column.Body, "<=", last);
    }

    public bool Holds(T record) => holds.TrueForAll(test => test(record));

    internal (string Where, object[] Values) Sql => tests.Count == 0
        ? ("1 = 1", [])
        : (string.Join(" AND ", tests.Select((test, i) => test.Test + " @p" + i)), [.. tests.Select(test => test.Value)]);

    /// <summary>A window is made for every question: its columns are read through their properties, nothing is compiled.</summary>
    private static Func<T, TValue> Getter<TValue>(Expression<Func<T, TValue>> column) =>
        ((PropertyInfo)((MemberExpression)column.Body).Member).GetMethod!.CreateDelegate<Func<T, TValue>>();

    private FactWindow<T> Test(Expression column, string comparison, object value)
    {
        tests.Add(($"\"{Naming.Snake(((MemberExpression)column).Member.Name)}\" {comparison}", value));
        return this;
    }
}
