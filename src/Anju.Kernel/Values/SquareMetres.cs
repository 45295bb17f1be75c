using System.Diagnostics.CodeAnalysis;
using System.Globalization;

namespace Anju.Kernel;

/// <summary>Floor area in ㎡, kept as whole hundredths so that it adds and compares exactly.</summary>
public readonly record struct SquareMetres(long Hundredths) : IComparable<SquareMetres>, IParsable<SquareMetres>
{
    private static readonly (string, decimal)[] Units = [("", 1), ("平方米", 1), ("平方", 1), ("平米", 1), ("㎡", 1), ("m²", 1), ("m2", 1)];

    public decimal InSquareMetres => Hundredths / 100m;

    /// <summary>More than two decimals are rounded half to even.</summary>
    /// <exception cref="OverflowException">Too large for whole hundredths in 64 bits.</exception>
    public static SquareMetres From(decimal area) =>
        Quantity.TryWhole(area, 100, out var whole) ? new(whole) : throw new OverflowException($"Too large an area: {area} ㎡");

    public static bool operator <(SquareMetres left, SquareMetres right) => left.Hundredths < right.Hundredths;

    public static bool operator >(SquareMetres left, SquareMetres right) => left.Hundredths > right.Hundredths;

    public static bool operator <=(SquareMetres left, SquareMetres right) => left.Hundredths <= right.Hundredths;

    public static bool operator >=(SquareMetres left, SquareMetres right) => left.Hundredths >= right.Hundredths;

    public int CompareTo(SquareMetres other) => Hundredths.CompareTo(other.Hundredths);

    /// <summary>The number without unit or trailing zeros: <c>112.5</c></summary>
    public override string ToString() => InSquareMetres.ToString("0.##", CultureInfo.InvariantCulture);

    /// <summary>Reads 112.5, 112.5㎡, １００平方米.</summary>
    public static bool TryParse([NotNullWhen(true)] string? text, out SquareMetres area)
    {
        area = default;
        if (!Quantity.TryParse(text, Units, out var amount) || !Quantity.TryWhole(amount, 100, out var whole))
        {
            return false;
        }

        area = new(whole);
        return true;
    }

    public static bool TryParse([NotNullWhen(true)] string? s, IFormatProvider? provider, out SquareMetres result) => TryParse(s, out result);

    /// <exception cref="FormatException">Not an area as <see cref="TryParse(string?, out SquareMetres)"/> reads it.</exception>
    public static SquareMetres Parse(string s, IFormatProvider? provider = null) =>
        TryParse(s, out var area) ? area : throw new FormatException($"Not an area: {s}");
}
