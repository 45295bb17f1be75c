using System.Globalization;
using Anju.Kernel;
using Anju.Register;

namespace Anju.Demo;

/// <summary>
/// Every way of going wrong that the import distinguishes, each with a hand that does it. A hand returns false when the
/// row gives it no occasion.
/// </summary>
internal static class Messes
{
    public static IReadOnlyList<(string Code, Func<Dice, MessyHome, MessyRow, bool> Do)> All { get; } =
    [
        Number("ID_SPACES", number => $" {number[..6]} {number[6..14]} {number[14..]}"),
        Number("ID_LOWER_X", number => number[17] == 'X' ? number.ToLowerInvariant() : null),
        Number("ID_FULLWIDTH", Tidy.Wide),
        Number("ID_APOSTROPHE", number => "'" + number),
        Number("ID_ZERO_WIDTH", number => number.Insert(8, "\u200B")),
        Number("ID_TRAILING_TAB", number => number + "\t"),
        Number("ID_LEGACY_15", number => number[6..8] == "19" ? number[..6] + number[8..17] : null),
        ("ID_NUMERIC_LOST", (_, home, row) => Lost(home, row, () => row.Count(Said.Number, row.Person.IdNumber![..15] + "000"))),
        Unreadable("ID_SCI_TEXT", _ => "4.31E+17"),
        Unreadable("ID_CHECKSUM", number => number[..17] + (number[17] == '5' ? '6' : '5')),
        Unreadable("ID_LENGTH", number => number[..16] + number[17]),
        Unreadable("ID_BIRTH_INVALID", number => Checked(number[..10] + "0230" + number[14..17])),
        Unreadable("ID_CHAR", number => number[..9] + 'O' + number[10..]),
        ("ID_MISSING", (dice, home, row) => Lost(home, row, () => row.Say(Said.Number, dice.Of("", "无", "待补", "未上户")))),
        ("BIRTH_MISMATCH", (_, _, row) => Say(row, Said.Birth, row.Person.BirthDate!.Value.AddYears(-3).ToString("yyyy-MM-dd", CultureInfo.InvariantCulture))),
        ("SEX_MISMATCH", (_, _, row) => row.Person.Relation == Relation.Head && Say(row, Said.Sex, row.Person.Sex == Sex.Male ? "女" : "男")),
        ("RELATION_SEX_CONFLICT", (_, _, row) => row.Person.Relation switch
        {
            Relation.Son => Say(row, Said.Relation, "之女"),
            Relation.Daughter => Say(row, Said.Relation, "之子"),
            Relation.Spouse => Say(row, Said.Relation, row.Person.Sex == Sex.Male ? "妻" : "丈夫"),
            _ => false,
        }),
        ("NAME_SPACES", (_, _, row) => row.Person.Name.Length == 2 && Say(row, Said.Name, $"{row.Person.Name[0]}  {row.Person.Name[1]}")),
        ("NAME_MISSING", (_, home, row) => Lost(home, row, () => row.Say(Said.Name, null))),
        ("NAME_RARE_CHAR", (dice, _, row) => row.Person.Relation != Relation.Head && Say(row, Said.Name, row.Person.Name[..1] + dice.Of("𬭎", "䶮", "𠅤"))),
        ("PHONE_FORMAT", (dice, _, row) => row.Person.Phone is { } phone && Say(row, Said.Phone, dice.Of($"{phone[..3]}-{phone[3..7]}-{phone[7..]}", $"+86 {phone}", Tidy.Wide(phone), $"{phone[..3]} {phone[3..]}"))),
        ("PHONE_TWO", (_, _, row) => row.Person.Phone is { } phone && Say(row, Said.Phone, $"{phone}/{phone[..10]}{(phone[10] == '1' ? '2' : '1')}")),
        ("PHONE_BAD", (_, _, row) => row.Person.Phone is { } phone && Say(row, Said.Phone, phone[..10])),
        ("INCOME_TEXT", (dice, _, row) => row.Person.MonthlyIncome is { } income && Say(row, Said.Income, Written(dice, income))),
        ("INCOME_RANGE", (dice, _, row) => row.Person.MonthlyIncome is { } income && Say(row, Said.Income, dice.Of($"{income.InYuan:0}-{income.InYuan + 1000:0}", $"约{income.InYuan:0}"))),
        ("MINOR_EMPLOYED", (_, _, row) => row.Person.BirthDate > new DateOnly(2011, 1, 1) && Say(row, Said.WorkPlace, "广东省东莞市长安镇") && Say(row, Said.Employed, "是")),
        ("EMPLOYED_NO_PLACE", (_, _, row) => row.Person.Employment == EmploymentStatus.Employed && Say(row, Said.WorkPlace, null)),
        ("UNKNOWN_VILLAGE", (_, home, row) => home.Rows.Count == 1 && Say(row, Said.Origin, row.Person.HukouPlace![..6] + "青石坳乡云头寨村3组")),
        ("EDU_UNKNOWN", (_, _, row) => Say(row, Said.Education, "扫盲班结业")),
        ("DECEASED_NOTE", (_, _, row) => row.Person.Relation != Relation.Head && Say(row, Said.Note, "2025年3月已故")),
        ("MOVED_OUT_NOTE", (_, _, row) => row.Person.Relation != Relation.Head && Say(row, Said.Note, "户口已迁出")),
        ("CELL_ERROR", (dice, _, row) =>
        {
            row.Cells[Said.Ethnicity] = new(RawKind.Error, dice.Of("#REF!", "#N/A", "#VALUE!"));
            return true;
        }),
        ("HEAD_NAME_MISMATCH", (_, home, row) => home.Rows.Count == 1 && Say(row, Said.HeadName, row.Person.Name[..1] + "大山")),
        ("SIZE_MISMATCH", (_, home, row) => home.Rows[0] == row && home.Rows.Count > 1 && Resize(home, home.Rows.Count + 1)),
        ("NO_HEAD", (_, home, row) => home.Rows.Count > 1 && Whole(home, "NO_HEAD", () => home.Rows[0].Say(Said.Relation, "其他"))),
        // Below merged cells a second head could as well begin a household whose code was forgotten.
        ("TWO_HEADS", (_, home, row) => !home.Merged && home.Rows.Count > 1 && row != home.Rows[0] && Whole(home, "TWO_HEADS", () => row.Say(Said.Relation, "户主"))),
    ];

    /// <summary>Level and action of each code, as the import page of the design states them.</summary>
    public static (string Level, string Action) Of(string code) => code switch
    {
        "ID_SPACES" or "ID_LOWER_X" or "ID_FULLWIDTH" or "ID_APOSTROPHE" or "ID_ZERO_WIDTH" or "ID_TRAILING_TAB"
            or "NAME_SPACES" or "PHONE_FORMAT" or "INCOME_TEXT" => ("fix", "import"),
        "ID_NUMERIC_LOST" or "ID_SCI_TEXT" or "ID_CHECKSUM" or "ID_LENGTH" or "ID_BIRTH_INVALID" or "ID_CHAR"
            or "NAME_MISSING" or "DUP_SAME_SHEET" or "DUP_OTHER_SHEET" => ("error", "reject"),
        "ID_MISSING" or "NO_HEAD" or "TWO_HEADS" => ("error", "hold"),
        "NAME_RARE_CHAR" or "SAME_NAME_OTHER_PERSON" or "OLD_AREA_CODE" => ("ok", "import"),
        _ => ("warn", "import"),
    };

    private static (string, Func<Dice, MessyHome, MessyRow, bool>) Number(string code, Func<string, string?> write) =>
        (code, (_, _, row) => write(row.Person.IdNumber!) is { } written && Say(row, Said.Number, written));

    /// <summary>A number that is beyond reading: the row is refused, and is never the head's.</summary>
    private static (string, Func<Dice, MessyHome, MessyRow, bool>) Unreadable(string code, Func<string, string> write) =>
        (code, (_, home, row) => Lost(home, row, () => row.Say(Said.Number, write(row.Person.IdNumber!))));

    private static bool Lost(MessyHome home, MessyRow row, Action spoil)
    {
        if (row.Person.Relation == Relation.Head)
        {
            return false;
        }

        spoil();
        home.SayNoSize();
        return true;
    }

    private static bool Whole(MessyHome home, string code, Action spoil)
    {
        spoil();
        home.SayNoSize();
        home.Rows.ForEach(row => row.Spoil(code));
        return true;
    }

    private static bool Resize(MessyHome home, int size)
    {
        home.Rows.ForEach(row => row.Count(Said.Size, size.ToString(CultureInfo.InvariantCulture)));
        return true;
    }

    private static bool Say(MessyRow row, Said what, string? text)
    {
        row.Say(what, text);
        return true;
    }

    private static string Written(Dice dice, Yuan income)
    {
        var plain = income.InYuan.ToString("0", CultureInfo.InvariantCulture);
        return dice.Of(plain + "元", (income.InYuan / 10_000).ToString("0.####", CultureInfo.InvariantCulture) + "万", (income.InYuan / 1_000).ToString("0.###", CultureInfo.InvariantCulture) + "千", Tidy.Wide(plain));
    }

    /// <summary>With the right check character, whatever the date (GB 11643).</summary>
    private static string Checked(string body)
    {
        ReadOnlySpan<byte> weights = [7, 9, 10, 5, 8, 4, 2, 1, 6, 3, 7, 9, 10, 5, 8, 4, 2];
        var sum = 0;
        for (var i = 0; i < weights.Length; i++)
        {
            sum += weights[i] * (body[i] - '0');
        }

        return body + "10X98765432"[sum % 11];
    }
}
