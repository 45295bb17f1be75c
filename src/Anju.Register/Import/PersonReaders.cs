using System.Text;
using System.Text.RegularExpressions;
using Anju.Kernel;
using Anju.Ledgers;
using Anju.Ledgers.Workbooks;

namespace Anju.Register;

/// <summary>The identity number: put right where that is certain, refused where the original cannot be known.</summary>
internal sealed class IdNumberReader(MappedColumn at, ImportField field, DateOnly today) : CellReader(at, field)
{
    private const int DigitsThatSurvive = 15;

    private static readonly Dictionary<string, FindingKind> Kinds = new(StringComparer.Ordinal);

    protected override bool PassesOverMasked => false;

    public static FindingKind Missing { get; } = KindOf(IdNumberProblem.Missing.Code, IdNumberProblem.Missing.Message, FindingLevel.Error, RowAction.Hold);

    protected override bool ReadValue(in Cell cell, object record, ImportRow row)
    {
        var person = (PersonRow)row;
        var text = cell.Text;
        if (cell.Kind is CellKind.Number or CellKind.Date)
        {
            if (cell.Number >= 1e15 || text.ContainsAny('E', 'e', '.') || text.Trim().Length > DigitsThatSurvive)
            {
                person.HasIdProblem = true;
                row.Tell(PersonCodes.NumericLost, At, text.ToString());
                return false;
            }
        }

        var written = text.ToString();
        var check = IdNumber.Check(written, today, AreaCodes.OfAnyYear);
        if (check.Number is not { } number)
        {
            Refuse(check, person, written);
            return false;
        }

        foreach (var fix in check.Fixes)
        {
            row.Tell(KindOf(fix.Code, fix.Message, FindingLevel.Fix, RowAction.Import), At, written, number.Value);
        }

        foreach (var warning in check.Warnings)
        {
            row.Tell(KindOf(warning.Code, warning.Message, FindingLevel.Warn, RowAction.Import), At, written, number.Value);
        }

        if (number.Value.StartsWith("4328", StringComparison.Ordinal))
        {
            row.Tell(PersonCodes.OldArea, At);
        }

        person.Draft.IdNumber = number.Value;
        return true;
    }

    private void Refuse(IdNumberCheck check, PersonRow row, string written)
    {
        if (check.Problems[0] == IdNumberProblem.Missing)
        {
            return; // told as missing when the row is complete
        }

        row.HasIdProblem = true;
        foreach (var problem in check.Problems)
        {
            row.Tell(KindOf(problem.Code, problem.Message, FindingLevel.Error, RowAction.Reject), At, written);
        }
    }

    /// <summary>Tells that there is no number, unless somebody decided that there is none yet.</summary>
    public static void TellMissing(PersonRow row, MappedColumn? at, RowDecisions decisions) =>
        row.Tell(decisions.Of(row) == RowDecision.NoNumber ? PersonCodes.NoNumberYet : Missing, at);

    private static FindingKind KindOf(string code, string message, FindingLevel level, RowAction action)
    {
        lock (Kinds)
        {
            return Kinds.TryGetValue(code + message, out var kind) ? kind : Kinds[code + message] = new(code, level, action, message);
        }
    }
}

/// <summary>Names without the blanks that were put in to make two characters as wide as three.</summary>
internal sealed class NameReader(MappedColumn at, ImportField field) : CellReader<string>(at, field)
{
    protected override bool TryRead(in Cell cell, ImportRow row, out string value)
    {
        value = "";
        var text = cell.Text;
        var plain = true;
        foreach (var c in text)
        {
            plain &= c is >= '\u4E00' and <= '\u9FA5';
        }

        if (plain)
        {
            value = text.ToString();
            return text.Length > 0;
        }

        var name = Clean(text, out var hadSpaces, out var rare);
        if (CellText.SaysNothing(name))
        {
            return false;
        }

        if (hadSpaces)
        {
            row.Tell(PersonCodes.NameSpaces, At, text.ToString(), name);
        }

        if (rare)
        {
            row.Tell(PersonCodes.NameRare, At);
        }

        value = name.Length <= 60 ? name : name[..60];
        return true;
    }

    public static string Clean(ReadOnlySpan<char> text, out bool hadSpaces, out bool rare)
    {
        var name = new StringBuilder(text.Length);
        hadSpaces = rare = false;
        for (var i = 0; i < text.Length;)
        {
            Rune.DecodeFromUtf16(text[i..], out var rune, out var length);
            i += length;
            if (Rune.IsWhiteSpace(rune) || (rune.IsBmp && Text.IsInvisible((char)rune.Value)))
            {
                hadSpaces = true;
                if (name.Length > 0 && char.IsAsciiLetter(name[^1]) && i < text.Length && char.IsAsciiLetter(text[i]))
                {
                    name.Append(' ');
                }

                continue;
            }

            name.Append(rune.ToString());
            rare |= rune.Value is (>= 0x3400 and <= 0x4DBF) or (> 0x9FA5 and < 0xFF00) or > 0xFFFF;
        }

        return name.ToString();
    }
}

/// <summary>Relation to the head; also what the word says of the sex.</summary>
internal sealed class RelationReader(MappedColumn at, ImportField field) : TermReader<Relation>(at, field, PersonCodes.RelationUnknown)
{
    private readonly Dictionary<string, Sex?> sexes = [];

    protected override bool TryRead(in Cell cell, ImportRow row, out Relation value)
    {
        var person = (PersonRow)row;
        if (!base.TryRead(cell, row, out value))
        {
            person.HasRelation = row.Has(PersonCodes.RelationUnknown);
            value = Relation.Other;
            return person.HasRelation;
        }

        person.HasRelation = true;
        person.RelationSex = value is Relation.Spouse or Relation.Sibling or Relation.NephewOrNiece ? OfWord(CellText.Of(cell)) : Relations.SexOf(value);
        return true;
    }

    protected override void Unknown(string text, ImportRow row)
    {
        base.Unknown(text, row);
        row.Keep(At.Title, text);
    }

    private Sex? OfWord(ReadOnlySpan<char> word)
    {
        var lookup = sexes.GetAlternateLookup<ReadOnlySpan<char>>();
        if (!lookup.TryGetValue(word, out var sex))
        {
            var text = word.ToString();
            sex = text.AsSpan().ContainsAny("妻姐妹") || text.Contains("侄女", StringComparison.Ordinal) ? Sex.Female
                : text.AsSpan().ContainsAny("夫兄弟哥") || text.Contains("侄子", StringComparison.Ordinal) || text.Contains("侄儿", StringComparison.Ordinal) ? Sex.Male
                : null;
            sex = text.Contains("兄弟姐妹", StringComparison.Ordinal) || text.Contains("侄子女", StringComparison.Ordinal) ? null : sex;
            sexes[text] = sex;
        }

        return sex;
    }
}

/// <summary>Education; what cannot be mapped is kept in the note.</summary>
internal sealed class EducationReader(MappedColumn at, ImportField field) : TermReader<Education>(at, field, PersonCodes.EducationUnknown)
{
    protected override void Unknown(string text, ImportRow row)
    {
        base.Unknown(text, row);
        row.Keep(At.Title, text);
    }
}

/// <summary>The date of birth as written, compared with the number when the row is complete.</summary>
internal sealed class BirthReader(MappedColumn at, ImportField field, DateOnly today) : DateReader(at, field, today)
{
    protected override bool TryRead(in Cell cell, ImportRow row, out DateOnly value)
    {
        var person = (PersonRow)row;
        person.BirthPrecision = DateText.Read(cell, out value);
        person.BirthSaid = value;
        person.IsBirthUnread = person.BirthPrecision == DatePrecision.None && !CellText.SaysNothing(CellText.Of(cell));
        return base.TryRead(cell, row, out value);
    }
}

/// <summary>Telephone numbers, mobile or fixed.</summary>
internal sealed class PhoneReader(MappedColumn at, ImportField field) : CellReader<string>(at, field)
{
    private static readonly char[] Separators = ['/', '、', ',', ';', '|', '或', '\n', '\\'];

    protected override bool TryRead(in Cell cell, ImportRow row, out string value)
    {
        var text = CellText.Of(cell);
        if (IsMobile(text))
        {
            value = text.ToString();
            return true;
        }

        value = "";
        if (CellText.SaysNothing(text) || text is "无" or "没有")
        {
            return false;
        }

        var written = text.ToString();
        var numbers = Numbers(Text.ToHalfWidth(written)).ToList();
        if (numbers.Count == 0)
        {
            row.Tell(PersonCodes.PhoneBad, At, written);
            return false;
        }

        value = numbers[0];
        if (numbers.Count > 1)
        {
            row.Tell(PersonCodes.PhoneTwo, At, written, value);
            row.Keep("另一" + At.Title, numbers[1]);
        }
        else if (!IsPhone(value))
        {
            row.Tell(PersonCodes.PhoneBad, At, written);
        }
        else if (value != written)
        {
            row.Tell(PersonCodes.PhoneFormat, At, written, value);
        }

        value = value.Length <= 20 ? value : value[..20];
        return true;
    }

    private static IEnumerable<string> Numbers(string text)
    {
        var pieces = text.Split(Separators, StringSplitOptions.RemoveEmptyEntries).Select(Digits).Where(piece => piece.Length > 0).ToList();
        if (pieces.Count > 1 && pieces.Skip(1).All(piece => piece.Length >= 7))
        {
            return pieces;
        }

        var all = Digits(text);
        return all.Length == 0 ? []
            : all.Length == 22 && IsMobile(all.AsSpan(0, 11)) && IsMobile(all.AsSpan(11)) ? [all[..11], all[11..]]
            : [Landline(text, all) ?? all];
    }

    private static string Digits(string text)
    {
        var digits = string.Concat(text.Where(char.IsAsciiDigit));
        return digits.Length == 13 && digits.StartsWith("86", StringComparison.Ordinal) ? digits[2..] : digits;
    }

    /// <summary>0735-2123456 keeps the dash after its area code.</summary>
    private static string? Landline(string text, string digits)
    {
        var dash = text.AsSpan().Trim().IndexOf('-');
        return digits.Length is >= 10 and <= 12 && digits[0] == '0' && dash is 3 or 4 && IsPhone(digits) ? $"{digits[..dash]}-{digits[dash..]}" : null;
    }

    private static bool IsMobile(ReadOnlySpan<char> text) =>
        text.Length == 11 && text[0] == '1' && text[1] is >= '3' and <= '9' && !text.ContainsAnyExceptInRange('0', '9');

    private static bool IsPhone(string text)
    {
        var digits = text.Replace("-", "", StringComparison.Ordinal);
        return IsMobile(digits) || (digits.Length is 7 or 8 && digits[0] is not ('0' or '1')) || (digits.Length is >= 10 and <= 12 && digits[0] == '0');
    }
}

/// <summary>Remarks; some of them say that the person is no longer there.</summary>
internal sealed class NoteReader(MappedColumn at, ImportField field) : PlainTextReader(at, field)
{
    private static readonly string[] Dead = ["已故", "去世", "死亡", "亡故", "病故", "已亡", "过世", "身故"];
    private static readonly string[] Gone = ["已迁出", "迁出", "户口迁走", "已迁走", "外迁"];

    protected override bool TryRead(in Cell cell, ImportRow row, out string value)
    {
        if (!base.TryRead(cell, row, out value))
        {
            return false;
        }

        var text = value;
        if (Array.Exists(Dead, word => text.Contains(word, StringComparison.Ordinal)))
        {
            row.Tell(PersonCodes.Deceased, At, text);
        }
        else if (Array.Exists(Gone, word => text.Contains(word, StringComparison.Ordinal)) && !text.Contains("迁出地", StringComparison.Ordinal))
        {
            row.Tell(PersonCodes.MovedOut, At, text);
        }

        return true;
    }
}

/// <summary>Place of origin: any village of the division tables of any year.</summary>
internal sealed partial class OriginReader(MappedColumn at, ImportField field, IDivisionNames divisions, Func<string?> county) : PlainTextReader(at, field)
{
    private readonly Dictionary<string, bool> known = [];
    private readonly Dictionary<string, bool> villages = [];

    protected override bool TryRead(in Cell cell, ImportRow row, out string value)
    {
        if (!base.TryRead(cell, row, out value))
        {
            return false;
        }

        if (!known.TryGetValue(value, out var exists))
        {
            // Few villages have many groups: the tables are looked through once for each village.
            var village = Group().Replace(value, "");
            if (!villages.TryGetValue(village, out exists))
            {
                villages[village] = exists = Exists(village);
            }

            known[value] = exists;
        }

        if (!exists)
        {
            row.Tell(PersonCodes.UnknownVillage, At, value);
        }

        return true;
    }

    private bool Exists(string place) => divisions.Find(place) is not null || (county() is { } within && divisions.Find(place, within) is not null);

    /// <summary>The villagers' group, number or yard behind the village: it stands in no table.</summary>
    [GeneratedRegex(@"(?<=村|社区|居委会|委会)[^村社区]{0,12}$", RegexOptions.None, 1_000)]
    private static partial Regex Group();
}

/// <summary>Text that belongs to the row or its household and not to a field of the record.</summary>
internal sealed class WordReader(MappedColumn at, ImportField field, Action<PersonRow, string> take) : CellReader(at, field)
{
    private readonly Dictionary<string, string> known = [];

    protected override bool ReadValue(in Cell cell, object record, ImportRow row)
    {
        var text = CellText.Of(cell);
        if (CellText.SaysNothing(text))
        {
            return false;
        }

        var lookup = known.GetAlternateLookup<ReadOnlySpan<char>>();
        if (!lookup.TryGetValue(text, out var word))
        {
            word = text.ToString();
            known.Add(word, word);
        }

        take((PersonRow)row, word);
        return true;
    }
}
