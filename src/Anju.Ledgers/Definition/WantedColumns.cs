using System.Linq.Expressions;
using System.Reflection;

namespace Anju.Ledgers;

/// <summary>
/// The columns of a ledger's class that the specification asks for with *, for checks of completeness. A run asks for each
/// of them of every line: they are looked at by compiled functions, without a boxed value.
/// </summary>
public sealed class WantedColumns<T>
{
    /// <summary>Those a line cannot be stored without are left out: they are never blank.</summary>
    private static readonly IReadOnlyList<(string Name, string Title, Func<T, bool> IsBlank)> Columns = [.. typeof(T).GetProperties(BindingFlags.Public | BindingFlags.Instance)
        .Where(property => property.IsDefined(typeof(WantedAttribute)))
        .Select((property, place) => (property.Name, new LedgerColumn(property, place).Title, BlankOf(property)))];

    /// <summary>The Chinese names of those that hold nothing on the line.</summary>
    /// <param name="except">Name of a property that this line is not asked for.</param>
    public IReadOnlyList<string> BlankOn(T line, string? except = null)
    {
        List<string>? blank = null;
        foreach (var (name, title, isBlank) in Columns)
        {
            if (isBlank(line) && name != except)
            {
                (blank ??= []).Add(title);
            }
        }

        return blank ?? (IReadOnlyList<string>)[];
    }

    /// <summary>The Chinese names of those that hold nothing on one of the lines or more.</summary>
    public IReadOnlyList<string> BlankOn(IReadOnlyList<T> lines)
    {
        List<string>? blank = null;
        foreach (var (_, title, isBlank) in Columns)
        {
            foreach (var line in lines)
            {
                if (isBlank(line))
                {
                    (blank ??= []).Add(title);
                    break;
                }
            }
        }

        return blank ?? (IReadOnlyList<string>)[];
    }

    private static Func<T, bool> BlankOf(PropertyInfo property)
    {
        var line = Expression.Parameter(typeof(T));
        var value = Expression.Property(line, property);
        Expression blank = property.PropertyType == typeof(string)
            ? Expression.Call(typeof(string), nameof(string.IsNullOrWhiteSpace), [], value)
            : property.PropertyType.IsValueType && Nullable.GetUnderlyingType(property.PropertyType) is null
                ? Expression.Constant(false)
                : Expression.Equal(value, Expression.Constant(null, property.PropertyType));
        return Expression.Lambda<Func<T, bool>>(blank, line).Compile();
    }
}
