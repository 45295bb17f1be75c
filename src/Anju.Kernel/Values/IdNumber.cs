using System.Diagnostics.CodeAnalysis;
using System.Globalization;

namespace Anju.Kernel;

/// <summary>
/// A citizen identity number of GB 11643-1999, also that of a residence permit for people from Hong Kong, Macao and
/// Taiwan (81, 82, 83): six digits of area, eight of birth, three of sequence, one check character (ISO 7064 MOD 11-2).
/// Its text form is masked, so that a number written to a page or log by mistake is not disclosed: ask for
/// <see cref="Value"/> to have it whole.
/// </summary>
public readonly record struct IdNumber : IParsable<IdNumber>
{
    internal const int Length = 18;

    private const string CheckCharacters = "10X98765432";

    private static readonly IReadOnlyList<IdNumberWarning> NoWarnings = [];

    private readonly string? _value;

    private IdNumber(string value) => _value = value;

    /// <summary>18 characters, the last of which may be X; empty for the default value, which is no number.</summary>
    public string Value => _value ?? "";

    public string AreaCode => Value[..6];

    public DateOnly BirthDate =>
        TryBirth(Value, out var birth) ? birth : throw new InvalidOperationException("No identity number.");

    public bool IsMale => (Value[16] - '0') % 2 == 1;

    public Sex Sex => IsMale ? Sex.Male : Sex.Female;

    /// <summary>Four characters, ten stars, four characters: <c>4310**********002X</c></summary>
    public string Masked => _value is null ? "" : string.Concat(_value.AsSpan(0, 4), "**********", _value.AsSpan(14));

    private static ReadOnlySpan<byte> Weights => [7, 9, 10, 5, 8, 4, 2, 1, 6, 3, 7, 9, 10, 5, 8, 4, 2];

    /// <summary>
    /// Reads a cell: puts right what can be put right without doubt, and tells whatever stands against the number.
    /// A 15-digit number is brought to 18 digits (born in 19xx) with a warning.
    /// </summary>
    /// <param name="today">A birth after this date is refused.</param>
    public static IdNumberCheck Check(string? text, DateOnly today, IAreaCodes areas) =>
        text is not null && IsWellFormed(text)
            ? Judge(text, Array.Empty<IdNumberFix>(), fifteen: false, today, areas)
            : CheckUntidy(text ?? "", today, areas);

    /// <summary>Strict: 18 characters as printed, a real date, the right check character. No area table, no clock.</summary>
    public static bool TryParse([NotNullWhen(true)] string? text, out IdNumber number)
    {
        var real = text is not null && IsWellFormed(text) && TryBirth(text, out _) && text[^1] == CheckCharacter(text);
        number = real ? new(text!) : default;
        return real;
    }

    public static bool TryParse([NotNullWhen(true)] string? s, IFormatProvider? provider, out IdNumber result) =>
        TryParse(s, out result);

    /// <exception cref="FormatException">
    /// No number in the sense of <see cref="TryParse(string?, out IdNumber)"/>; the message does not repeat the text.
    /// </exception>
    public static IdNumber Parse(string s, IFormatProvider? provider = null) =>
        TryParse(s, out var number) ? number : throw new FormatException("Not an identity number.");

    /// <summary>The number of area, birth and sequence (0–999, odd for men), with its check character.</summary>
    public static IdNumber Of(DivisionCode area, DateOnly birth, int sequence)
    {
        ArgumentOutOfRangeException.ThrowIfNegative(sequence);
        ArgumentOutOfRangeException.ThrowIfGreaterThan(sequence, 999);
        var body = string.Create(CultureInfo.InvariantCulture, $"{area.County.Value}{birth:yyyyMMdd}{sequence:000}");
        return new(body + CheckCharacter(body));
    }

    /// <summary>The masked form.</summary>
    public override string ToString() => Masked;

    private static IdNumberCheck CheckUntidy(string text, DateOnly today, IAreaCodes areas)
    {
        var clean = IdNumberTyping.Clean(text, out var fixes);
        if (clean.Length == 15 && AreDigits(clean))
        {
            var body = string.Concat(clean.AsSpan(0, 6), "19", clean.AsSpan(6));
            return Judge(body + CheckCharacter(body), fixes, fifteen: true, today, areas);
        }

        return IsWellFormed(clean)
            ? Judge(clean, fixes, fifteen: false, today, areas)
            : new(null, [], [IdNumberTyping.ProblemOf(clean)], []);
    }

    private static IdNumberCheck Judge(
        string value, IReadOnlyList<IdNumberFix> fixes, bool fifteen, DateOnly today, IAreaCodes areas)
    {
        List<IdNumberProblem>? problems = null;
        List<IdNumberWarning>? warnings = null;

        if (!IsProvince(Digits(value, 0, 2)))
        {
            (problems ??= []).Add(IdNumberProblem.UnknownProvince);
        }
        else if (!fifteen && !areas.Contains(Digits(value, 0, 6)))
        {
            (warnings ??= []).Add(IdNumberWarning.AreaNotInTable);
        }

        if (ProblemOfBirth(value, today) is { } birth)
        {
            (problems ??= []).Add(birth);
        }

        if (value[^1] != CheckCharacter(value))
        {
            (problems ??= []).Add(IdNumberProblem.CheckCharacter);
        }

        if (!fifteen && value.EndsWith("000", StringComparison.Ordinal))
        {
            (warnings ??= []).Add(IdNumberWarning.PrecisionSuspect);
        }

        if (fifteen)
        {
            (warnings ??= []).Add(IdNumberWarning.FifteenDigits);
        }

        if (IdNumberTyping.IsPlaceholder(value))
        {
            (warnings ??= []).Add(IdNumberWarning.Placeholder);
        }

        return problems is null
            ? new(new IdNumber(value), fixes, Array.Empty<IdNumberProblem>(), warnings ?? NoWarnings)
            : new(null, Array.Empty<IdNumberFix>(), problems, warnings ?? NoWarnings);
    }

    private static IdNumberProblem? ProblemOfBirth(string value, DateOnly today)
    {
        if (!TryBirth(value, out var birth))
        {
            return IdNumberProblem.BirthInvalid;
        }

        return birth > today ? IdNumberProblem.BirthInFuture : birth.Year < 1900 ? IdNumberProblem.BirthTooLongAgo : null;
    }

    private static bool IsWellFormed(string text) =>
        text.Length == Length && AreDigits(text.AsSpan(0, 17)) && text[17] is (>= '0' and <= '9') or 'X';

    // A plain loop: the vectorised search of the library allocates on some machines, and costs more on so short a text.
    private static bool AreDigits(ReadOnlySpan<char> text)
    {
        foreach (var c in text)
        {
            if (!char.IsAsciiDigit(c))
            {
                return false;
            }
        }

        return true;
    }

    // GB/T 2260 and, for residence permits, 81 to 83.
    private static bool IsProvince(int code) =>
        code is (>= 11 and <= 15) or (>= 21 and <= 23) or (>= 31 and <= 37) or (>= 41 and <= 46)
            or (>= 50 and <= 54) or (>= 61 and <= 65) or 71 or (>= 81 and <= 83);

    private static bool TryBirth(string value, out DateOnly birth)
    {
        birth = default;
        if (value.Length != Length)
        {
            return false;
        }

        var (year, month, day) = (Digits(value, 6, 4), Digits(value, 10, 2), Digits(value, 12, 2));
        if (year < 1 || month is < 1 or > 12 || day < 1 || day > DateTime.DaysInMonth(year, month))
        {
            return false;
        }

        birth = new(year, month, day);
        return true;
    }

    private static char CheckCharacter(string body)
    {
        var sum = 0;
        for (var i = 0; i < Weights.Length; i++)
        {
            sum += (body[i] - '0') * Weights[i];
        }

        return CheckCharacters[sum % 11];
    }

    private static int Digits(string value, int start, int count)
    {
        var number = 0;
        for (var i = start; i < start + count; i++)
        {
            number = number * 10 + (value[i] - '0');
        }

        return number;
    }
}
