using System.Diagnostics.CodeAnalysis;
using System.Globalization;

namespace Anju.Kernel;

/// <summary>An amount of money in 元, kept as whole 分 so that it adds and compares exactly.</summary>
public readonly record struct Yuan(long Cents) : IComparable<Yuan>, IParsable<Yuan>
{
    private const int Parts = 100;

    private static readonly (string, decimal)[] Units =
        [("", 1), ("元", 1), ("元整", 1), ("百", 100), ("百元", 100), ("千", 1_000), ("千元", 1_000), ("万", 10_000), ("万元", 10_000),
            ("亿", 100_000_000), ("亿元", 100_000_000)];

    public static Yuan Zero => default;

    public decimal InYuan => (decimal)Cents / Parts;

    /// <summary>Parts of a 分 are rounded half to even.</summary>
    /// <exception cref="OverflowException">Too large for whole 分 in 64 bits.</exception>
    public static Yuan FromYuan(decimal yuan) =>
        Quantity.TryWhole(yuan, Parts, out var whole)
            ? new(whole)
            : throw new OverflowException($"Too large an amount: {yuan} 元");

    public static Yuan operator +(Yuan left, Yuan right) => new(left.Cents + right.Cents);

    public static Yuan operator -(Yuan left, Yuan right) => new(left.Cents - right.Cents);

    public static Yuan operator *(Yuan amount, int times) => new(amount.Cents * times);

    public static bool operator <(Yuan left, Yuan right) => left.Cents < right.Cents;

    public static bool operator >(Yuan left, Yuan right) => left.Cents > right.Cents;

    public static bool operator <=(Yuan left, Yuan right) => left.Cents <= right.Cents;

    public static bool operator >=(Yuan left, Yuan right) => left.Cents >= right.Cents;

    public int CompareTo(Yuan other) => Cents.CompareTo(other.Cents);

    /// <summary>For people: <c>3,000.00</c></summary>
    public override string ToString() => InYuan.ToString("N2", CultureInfo.InvariantCulture);

    /// <summary>For files and forms: <c>3000.00</c></summary>
    public string ToPlain() => InYuan.ToString("F2", CultureInfo.InvariantCulture);

    /// <summary>
    /// Reads 3000, 3,000.00, ￥3000, 3000元, 0.3万, 3千, full-width too; no unit means 元.
    /// A range such as 2000-3000 is not an amount.
    /// </summary>
    public static bool TryParse([NotNullWhen(true)] string? text, out Yuan amount)
    {
        amount = default;
        if (!Quantity.TryParse(text, Units, out var yuan) || !Quantity.TryWhole(yuan, Parts, out var whole))
        {
            return false;
        }

        amount = new(whole);
        return true;
    }

    public static bool TryParse([NotNullWhen(true)] string? s, IFormatProvider? provider, out Yuan result) =>
        TryParse(s, out result);

    /// <exception cref="FormatException">Not an amount as <see cref="TryParse(string?, out Yuan)"/> reads it.</exception>
    public static Yuan Parse(string s, IFormatProvider? provider = null) =>
        TryParse(s, out var amount) ? amount : throw new FormatException($"Not an amount: {s}");
}
