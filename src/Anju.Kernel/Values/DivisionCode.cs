using System.Diagnostics.CodeAnalysis;

namespace Anju.Kernel;

public enum DivisionLevel
{
    Province,
    City,
    County,
    Township,
    Village,
}

/// <summary>
/// Code of an administrative division: 6 digits for province, city and county (GB/T 2260), 12 digits for township and
/// village (statistical division codes of the National Bureau of Statistics). The 9-digit form of a township and the
/// 12-digit form of a county are read too and brought to this form, so that one place has one code.
/// </summary>
public readonly record struct DivisionCode : IComparable<DivisionCode>, IParsable<DivisionCode>
{
    private readonly string? _value;

    private DivisionCode(string value) => _value = value;

    /// <summary>6 or 12 digits; empty for the default value, which is no division.</summary>
    public string Value => _value ?? "";

    public DivisionLevel Level => Prefix.Length switch
    {
        2 => DivisionLevel.Province,
        4 => DivisionLevel.City,
        6 => DivisionLevel.County,
        9 => DivisionLevel.Township,
        _ => DivisionLevel.Village,
    };

    /// <summary>The first six digits; the code itself for a province or city.</summary>
    public DivisionCode County => Value.Length == 12 ? new(Value[..6]) : this;

    /// <summary>The digits that everything within the division begins with: 2, 4, 6, 9 or 12 of them.</summary>
    public string Prefix => Value switch
    {
        [_, _, '0', '0', '0', '0'] => Value[..2],
        [_, _, _, _, '0', '0'] => Value[..4],
        [_, _, _, _, _, _, _, _, _, '0', '0', '0'] => Value[..9],
        _ => Value,
    };

    /// <summary>True for the division itself and for everything below it. Nothing is within the default value.</summary>
    public bool IsWithin(DivisionCode other) =>
        other._value is not null && Value.StartsWith(other.Prefix, StringComparison.Ordinal);

    public int CompareTo(DivisionCode other) => string.CompareOrdinal(Value, other.Value);

    public static bool operator <(DivisionCode left, DivisionCode right) => left.CompareTo(right) < 0;

    public static bool operator >(DivisionCode left, DivisionCode right) => left.CompareTo(right) > 0;

    public static bool operator <=(DivisionCode left, DivisionCode right) => left.CompareTo(right) <= 0;

    public static bool operator >=(DivisionCode left, DivisionCode right) => left.CompareTo(right) >= 0;

    public override string ToString() => Value;

    public static bool TryParse([NotNullWhen(true)] string? text, out DivisionCode code)
    {
        code = default;
        if (text is not { Length: 6 or 9 or 12 } || text[0] == '0' || text.AsSpan().ContainsAnyExceptInRange('0', '9'))
        {
            return false;
        }

        var whole = text.EndsWith("000", StringComparison.Ordinal);
        code = new(text.Length switch
        {
            9 => whole ? text[..6] : text + "000",
            12 when whole && text.AsSpan(6, 3) is "000" => text[..6],
            _ => text,
        });
        return true;
    }

    public static bool TryParse([NotNullWhen(true)] string? s, IFormatProvider? provider, out DivisionCode result) =>
        TryParse(s, out result);

    /// <exception cref="FormatException">Not 6, 9 or 12 digits.</exception>
    public static DivisionCode Parse(string s, IFormatProvider? provider = null) =>
        TryParse(s, out var code) ? code : throw new FormatException($"Not a division code: {s}");
}
