using System.Buffers;
using System.Collections.Frozen;
using System.Diagnostics.CodeAnalysis;

namespace Anju.Kernel;

/// <summary>
/// A unified social credit code of GB 32100-2015: registering department and kind of organisation (two characters, such
/// as 91 for a company, N2 for a village collective), six digits of area, nine characters of organisation code
/// (GB 11714), one check character (modulo 31).
/// </summary>
public readonly record struct CreditCode : IParsable<CreditCode>
{
    private const int Length = 18;

    // No I, O, S, V, Z: they look like digits or one another.
    private const string Alphabet = "0123456789ABCDEFGHJKLMNPQRTUWXY";

    private static readonly SearchValues<char> Allowed = SearchValues.Create(Alphabet);

    // GB 32100-2015 as amended (A, N); 54, committees of villages and residents, is in use though not printed there.
    private static readonly FrozenSet<string> Kinds = FrozenSet.Create(
        "11", "12", "13", "19", "21", "29", "31", "32", "33", "34", "35", "39", "41", "49", "51", "52", "53", "54", "59",
        "61", "62", "69", "71", "72", "79", "81", "89", "91", "92", "93", "A1", "A9", "N1", "N2", "N3", "N9", "Y1");

    private readonly string? _value;

    private CreditCode(string value) => _value = value;

    /// <summary>18 characters; empty for the default value, which is no code.</summary>
    public string Value => _value ?? "";

    /// <summary>The first two characters: registering department and kind.</summary>
    public string Kind => Value[..2];

    public string AreaCode => Value[2..8];

    /// <summary>The nine characters of GB 11714 within, known to older records on their own.</summary>
    public string OrganisationCode => Value[8..17];

    // 3 to the power of the position, modulo 31.
    private static ReadOnlySpan<byte> Weights => [1, 3, 9, 27, 19, 26, 16, 17, 20, 29, 25, 13, 8, 24, 10, 30, 28];

    private static ReadOnlySpan<byte> OrganisationWeights => [3, 7, 9, 10, 5, 8, 4, 2];

    /// <summary>
    /// Reads a cell: white space, full-width and small letters are put right; the first thing that stands against it is told.
    /// </summary>
    public static CreditCodeCheck Check(string? text)
    {
        var value = Text.Compact(text ?? "").ToUpperInvariant();
        return ProblemOf(value) is { } problem ? new(null, false, problem) : new(new CreditCode(value), value != text, null);
    }

    /// <summary>As a record keeps what somebody typed: put right where it is a code, as it was where it is none; 无 and 暂无 say that there is none.</summary>
    public static string? Tidied(string typed) => Check(typed).Code?.Value ?? (typed.Any(char.IsAsciiLetterOrDigit) ? typed : null);

    /// <summary>The code of given parts, with both check characters.</summary>
    /// <param name="kind">Two characters, as 91.</param>
    /// <param name="area">Six digits.</param>
    /// <param name="organisation">The eight characters of the organisation code without its own check character.</param>
    /// <exception cref="FormatException">The parts make no code.</exception>
    public static CreditCode Of(string kind, string area, string organisation)
    {
        var body = kind + area + organisation + OrganisationCheck(organisation);
        return Parse(body + CheckCharacter(body));
    }

    /// <summary>Strict: 18 characters as printed, a known kind, the right check character.</summary>
    public static bool TryParse([NotNullWhen(true)] string? text, out CreditCode code)
    {
        var real = text is not null && ProblemOf(text) is null;
        code = real ? new(text!) : default;
        return real;
    }

    public static bool TryParse([NotNullWhen(true)] string? s, IFormatProvider? provider, out CreditCode result) =>
        TryParse(s, out result);

    /// <exception cref="FormatException">No code in the sense of <see cref="TryParse(string?, out CreditCode)"/>.</exception>
    public static CreditCode Parse(string s, IFormatProvider? provider = null) =>
        TryParse(s, out var code) ? code : throw new FormatException($"Not a unified social credit code: {s}");

    /// <summary>
    /// Whether the organisation code agrees with its own check character (GB 11714). GB 32100 does not ask for it:
    /// a code that fails here is lawful, but worth a second look.
    /// </summary>
    public bool OrganisationCodeAgrees() => OrganisationCode[^1] == OrganisationCheck(OrganisationCode);

    public override string ToString() => Value;

    private static CreditCodeProblem? ProblemOf(string value)
    {
        if (value.Length != Length)
        {
            return CreditCodeProblem.Length;
        }

        if (value.AsSpan().ContainsAnyExcept(Allowed) || value.AsSpan(2, 6).ContainsAnyExceptInRange('0', '9'))
        {
            return CreditCodeProblem.Characters;
        }

        if (!Kinds.Contains(value[..2]))
        {
            return CreditCodeProblem.UnknownKind;
        }

        return value[^1] == CheckCharacter(value) ? null : CreditCodeProblem.CheckCharacter;
    }

    private static char OrganisationCheck(string code)
    {
        var sum = 0;
        for (var i = 0; i < OrganisationWeights.Length; i++)
        {
            sum += OrganisationWeights[i] * (char.IsAsciiDigit(code[i]) ? code[i] - '0' : code[i] - 'A' + 10);
        }

        return "0X987654321"[sum % 11];
    }

    private static char CheckCharacter(string body)
    {
        var sum = 0;
        for (var i = 0; i < Weights.Length; i++)
        {
            sum += Alphabet.IndexOf(body[i], StringComparison.Ordinal) * Weights[i];
        }

        return Alphabet[(31 - sum % 31) % 31];
    }
}

/// <summary>
/// The outcome of <see cref="CreditCode.Check"/>: a code, perhaps <c>Tidied</c>, or the problem that stands against it.
/// </summary>
public readonly record struct CreditCodeCheck(CreditCode? Code, bool Tidied, CreditCodeProblem? Problem);

/// <summary>Why a text is no credit code. <c>Code</c> is that of the test vectors, <c>Message</c> says what to do.</summary>
public sealed record CreditCodeProblem
{
    public static readonly CreditCodeProblem Length = new("LENGTH", "统一社会信用代码应为18位，请对照营业执照或登记证书核对");

    public static readonly CreditCodeProblem Characters =
        new("CHARSET", "统一社会信用代码含有不该有的字符（不使用字母I、O、S、V、Z，第3至8位只能是数字），请核对");

    public static readonly CreditCodeProblem UnknownKind =
        new("PREFIX_UNKNOWN", "统一社会信用代码前两位不是任何登记管理部门和机构类别，请核对");

    public static readonly CreditCodeProblem CheckCharacter = new("CHECKSUM", "统一社会信用代码校验位不符，至少有一位填错，请核对");

    private CreditCodeProblem(string code, string message) => (Code, Message) = (code, message);

    public string Code { get; }

    public string Message { get; }
}
