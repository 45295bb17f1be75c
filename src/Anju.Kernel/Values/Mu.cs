using System.Diagnostics.CodeAnalysis;
using System.Globalization;

namespace Anju.Kernel;

/// <summary>An area of land in 亩 (1/15 hectare), kept as whole ten-thousandths so that it adds and compares exactly.</summary>
public readonly record struct Mu(long TenThousandths) : IComparable<Mu>, IParsable<Mu>
{
    private const int Parts = 10_000;

    private static readonly (string, decimal)[] Units =
        [("", 1), ("亩", 1), ("公顷", 15), ("平方米", 0.0015m), ("㎡", 0.0015m), ("m²", 0.0015m)];

    public static Mu Zero => default;

    public decimal InMu => (decimal)TenThousandths / Parts;

    /// <summary>More than four decimals are rounded half to even.</summary>
    /// <exception cref="OverflowException">Too large for whole ten-thousandths in 64 bits.</exception>
    public static Mu FromMu(decimal mu) =>
        Quantity.TryWhole(mu, Parts, out var whole) ? new(whole) : throw new OverflowException($"Too large an area: {mu} 亩");

    /// <summary>1 公顷 = 15 亩; rounded as by <see cref="FromMu"/>.</summary>
    /// <exception cref="OverflowException">Too large for whole ten-thousandths in 64 bits.</exception>
    public static Mu FromHectares(decimal hectares) => FromMu(hectares * 15);

    public static Mu operator +(Mu left, Mu right) => new(left.TenThousandths + right.TenThousandths);

    public static Mu operator -(Mu left, Mu right) => new(left.TenThousandths - right.TenThousandths);

    public static bool operator <(Mu left, Mu right) => left.TenThousandths < right.TenThousandths;

    public static bool operator >(Mu left, Mu right) => left.TenThousandths > right.TenThousandths;

    public static bool operator <=(Mu left, Mu right) => left.TenThousandths <= right.TenThousandths;

    public static bool operator >=(Mu left, Mu right) => left.TenThousandths >= right.TenThousandths;

    public int CompareTo(Mu other) => TenThousandths.CompareTo(other.TenThousandths);

    /// <summary>The number of 亩 without unit or trailing zeros: <c>3.5</c></summary>
    public override string ToString() => InMu.ToString("0.####", CultureInfo.InvariantCulture);

    /// <summary>Reads 3.5, 3.5亩, ２亩, 0.2公顷, 2000平方米; no unit means 亩.</summary>
    public static bool TryParse([NotNullWhen(true)] string? text, out Mu area)
    {
        area = default;
        if (!Quantity.TryParse(text, Units, out var mu) || !Quantity.TryWhole(mu, Parts, out var whole))
        {
            return false;
        }

        area = new(whole);
        return true;
    }

    public static bool TryParse([NotNullWhen(true)] string? s, IFormatProvider? provider, out Mu result) =>
        TryParse(s, out result);

    /// <exception cref="FormatException">Not an area as <see cref="TryParse(string?, out Mu)"/> reads it.</exception>
    public static Mu Parse(string s, IFormatProvider? provider = null) =>
        TryParse(s, out var area) ? area : throw new FormatException($"Not an area: {s}");
}
