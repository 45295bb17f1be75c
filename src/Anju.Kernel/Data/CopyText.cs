using System.Globalization;
using System.Text.RegularExpressions;

namespace Anju.Kernel;

/// <summary>
/// A COPY takes no parameters: values stand in its text. Only those do that can hold no quotes by their type; text that
/// somebody wrote never does.
/// </summary>
internal static partial class CopyText
{
    public static bool CanHold(object value) => value is Guid or DateOnly or Month or Enum or int or long;

    /// <param name="sql">With <c>@p0…</c> for the values.</param>
    /// <exception cref="ArgumentException">A value is of a type that <see cref="CanHold"/> refuses.</exception>
    public static string Of(string sql, object[] values) =>
        Placeholder().Replace(sql, found => Literal(values[int.Parse(found.ValueSpan[2..], CultureInfo.InvariantCulture)]));

    private static string Literal(object value) => value switch
    {
        Guid id => $"'{id}'::uuid",
        DateOnly date => $"DATE '{date:yyyy-MM-dd}'",
        Month month => $"'{month}'",
        Enum code when Enum.IsDefined(code.GetType(), code) => $"'{code}'",
        int or long => Convert.ToString(value, CultureInfo.InvariantCulture)!,
        _ => throw new ArgumentException($"A {value.GetType().Name} must not stand in the text of a query."),
    };

    [GeneratedRegex("@p[0-9]+", RegexOptions.None, 1_000)]
    private static partial Regex Placeholder();
}
