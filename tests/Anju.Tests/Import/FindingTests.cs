using Anju.Ledgers;

namespace Anju.Tests.Import;

/// <summary>Every code of the import's table: what the sheet says, the code, the level, and what becomes of the row.</summary>
[OnSqliteAlone("what is found in cells, before anything is stored")]
public sealed class FindingTests
{
    private static readonly string[] Columns =
        ["户编号", "户主姓名", "家庭人口", "迁出地", "姓名", "证件号码", "与户主关系", "性别", "出生日期", "文化程度", "就业状态", "务工所在地", "月收入", "联系电话", "备注"];

    private static readonly string Number = Someone.Number(1990, 5, 6, 12);

    public static TheoryData<string, string, object?, string, string> Cells => new()
    {
        { "ID_SPACES", "证件号码", Number.Insert(6, " "), "fix", "import" },
        { "ID_LOWER_X", "证件号码", LowerX(), "fix", "import" },
        { "ID_FULLWIDTH", "证件号码", string.Concat(Number.Select(c => char.IsAsciiDigit(c) ? (char)(c + 0xFEE0) : c)), "fix", "import" },
        { "ID_APOSTROPHE", "证件号码", "'" + Number, "fix", "import" },
        { "ID_ZERO_WIDTH", "证件号码", Number.Insert(3, "\u200B"), "fix", "import" },
        { "ID_TRAILING_TAB", "证件号码", Number + "\t", "fix", "import" },
        { "ID_LEGACY_15", "证件号码", "431021900506121", "warn", "import" },
        { "ID_NUMERIC_LOST", "证件号码", 431021199005060120d, "error", "reject" },
        { "ID_SCI_TEXT", "证件号码", "4.31E+17", "error", "reject" },
        { "ID_CHECKSUM", "证件号码", Number[..17] + (Number[17] == '0' ? '1' : '0'), "error", "reject" },
        { "ID_LENGTH", "证件号码", Number[..17], "error", "reject" },
        { "ID_LENGTH", "证件号码", Number + "1", "error", "reject" },
        { "ID_CHAR", "证件号码", "43102119900506O120", "error", "reject" },
        { "ID_CHAR", "证件号码", "431021********0120", "error", "reject" },
        { "ID_MISSING", "证件号码", null, "error", "hold" },
        { "ID_MISSING", "证件号码", "待补", "error", "hold" },
        { "ID_MISSING", "证件号码", "未上户", "error", "hold" },
        { "BIRTH_MISMATCH", "出生日期", "1991-05-06", "warn", "import" },
        { "SEX_MISMATCH", "性别", "男", "warn", "import" },
        { "RELATION_SEX_CONFLICT", "与户主关系", "之子", "warn", "import" },
        { "NAME_SPACES", "姓名", "李  四", "fix", "import" },
        { "NAME_MISSING", "姓名", null, "error", "reject" },
        { "NAME_RARE_CHAR", "姓名", "李𬱖", "ok", "import" },
        { "OLD_AREA_CODE", "证件号码", Someone.Number(1990, 5, 6, 12, "432822"), "ok", "import" },
        { "PHONE_FORMAT", "联系电话", "+86 138-0000-0001", "fix", "import" },
        { "PHONE_FORMAT", "联系电话", "１３８００００００００１"[..11], "fix", "import" },
        { "PHONE_TWO", "联系电话", "13800000001/13900000002", "warn", "import" },
        { "PHONE_TWO", "联系电话", "13800000001 13900000002", "warn", "import" },
        { "PHONE_BAD", "联系电话", "138000000", "warn", "import" },
        { "INCOME_TEXT", "月收入", "3000元", "fix", "import" },
        { "INCOME_TEXT", "月收入", "0.3万", "fix", "import" },
        { "INCOME_TEXT", "月收入", "3千", "fix", "import" },
        { "INCOME_RANGE", "月收入", "2000-3000", "warn", "import" },
        { "INCOME_RANGE", "月收入", "约3000", "warn", "import" },
        { "EMPLOYED_NO_PLACE", "务工所在地", null, "warn", "import" },
        { "UNKNOWN_VILLAGE", "迁出地", "桂阳县仁义镇没有这个村", "warn", "import" },
        { "EDU_UNKNOWN", "文化程度", "私塾三年", "warn", "import" },
        { "DECEASED_NOTE", "备注", "2024年已故", "warn", "import" },
        { "MOVED_OUT_NOTE", "备注", "已迁出", "warn", "import" },
        { "CELL_ERROR", "务工所在地", "#!REF!", "warn", "import" },
        { "SIZE_MISMATCH", "家庭人口", 5, "warn", "import" },
        { "HEAD_NAME_MISMATCH", "户主姓名", "张四", "warn", "import" },
    };

    [Theory]
    [MemberData(nameof(Cells))]
    public async Task A_cell_gets_its_code(string code, string column, object? value, string level, string action)
    {
        await using var city = await ImportCity.OpenAsync();
        var spoiled = Spouse();
        spoiled[Array.IndexOf(Columns, column)] = value;
        // What stands with the household's first row is read there.
        var head = Head();
        if (column is "家庭人口" or "迁出地")
        {
            head[Array.IndexOf(Columns, column)] = value;
        }

        var run = await city.CheckAsync(Book.Of([.. Columns], head, spoiled).Bytes());
        var row = run.Rows.First(row => row.Findings.Any(finding => finding.Kind.Code == code));
        Assert.Equal(level, row.Level.ToString().ToLowerInvariant());
        Assert.Equal(action, row.Action.ToString().ToLowerInvariant());
        Assert.All(row.Findings, finding => Assert.False(string.IsNullOrWhiteSpace(finding.Message)));
    }

    [Fact]
    public async Task A_clean_household_has_no_findings()
    {
        await using var city = await ImportCity.OpenAsync();
        var run = await city.CheckAsync(Book.Of([.. Columns], Head(), Spouse()).Bytes());
        Assert.Empty(run.Rows.Where(row => row.Action != RowAction.Skip).SelectMany(row => row.Findings).Select(finding => finding.Message));
    }

    [Fact]
    public async Task A_date_that_never_was_is_refused_although_the_check_character_is_right()
    {
        await using var city = await ImportCity.OpenAsync();
        var row = Spouse();
        row[5] = WithCheck("43102119900231012");
        var run = await city.CheckAsync(Book.Of([.. Columns], Head(), row).Bytes());
        Assert.Equal(["ID_BIRTH_INVALID"], run.Rows.Last().Findings.Select(finding => finding.Kind.Code));
        Assert.Equal(RowAction.Reject, run.Rows.Last().Action);
    }

    [Fact]
    public async Task The_same_number_again_is_refused_and_says_where_it_stood_first()
    {
        await using var city = await ImportCity.OpenAsync();
        var run = await city.CheckAsync(new Book()
            .Sheet("一", [[.. Columns], Head(), Spouse(), Spouse()])
            .Sheet("二", [[.. Columns], Spouse()]).Bytes());
        var repeated = run.Rows.Where(row => row.Action == RowAction.Reject).ToList();
        Assert.Equal(["DUP_SAME_SHEET", "DUP_OTHER_SHEET"], repeated.Select(row => row.Findings.Single().Kind.Code));
        Assert.Equal($"证件号码：本表内重复，与第 3 行相同，只导入第 3 行；确是重复的请删去本行，不是的请更正证件号码（原文“{Number}”）", repeated[0].Findings[0].Message);
        Assert.Contains("与工作表“一”第 3 行相同，只导入那一行；确是重复的请删去本行", repeated[1].Findings[0].Message);
    }

    [Fact]
    public async Task A_household_without_head_or_with_two_is_held_as_a_whole()
    {
        await using var city = await ImportCity.OpenAsync();
        object?[] With(string code, string name, int sequence, string relation)
        {
            var row = Spouse();
            (row[0], row[1], row[2], row[4], row[5], row[6], row[7]) =
                (code, null, null, name, Someone.Number(1980, 1, 1, sequence), relation, sequence % 2 == 1 ? "男" : "女");
            row[8] = null;
            return row;
        }

        var run = await city.CheckAsync(Book.Of(
            [.. Columns], With("H8", "甲", 10, "其他"), With("H8", "乙", 11, "之子"), With("H9", "丙", 13, "户主"), With("H9", "丁", 15, "户主")).Bytes());
        var data = run.Rows.Where(row => row.Action != RowAction.Skip).ToList();
        Assert.Equal(["NO_HEAD", "NO_HEAD", "TWO_HEADS", "TWO_HEADS"], data.Select(row => row.Findings[^1].Kind.Code));
        Assert.All(data, row => Assert.Equal(RowAction.Hold, row.Action));
    }

    [Fact]
    public async Task A_child_with_work_is_doubted()
    {
        await using var city = await ImportCity.OpenAsync();
        var child = Spouse();
        (child[4], child[5], child[6], child[8]) = ("张小妹", Someone.Number(2015, 5, 6, 14), "之女", null);
        var run = await city.CheckAsync(Book.Of([.. Columns], Head(), child).Bytes());
        Assert.Equal(["MINOR_EMPLOYED"], run.Rows.Last().Findings.Select(finding => finding.Kind.Code));
    }

    [Fact]
    public async Task Same_name_and_birthday_with_another_number_is_another_person()
    {
        await using var city = await ImportCity.OpenAsync();
        var twin = Spouse();
        (twin[5], twin[6]) = (Someone.Number(1990, 5, 6, 14), "之女");
        var head = Head();
        head[2] = 3;
        var run = await city.CheckAsync(Book.Of([.. Columns], head, Spouse(), twin).Bytes());
        Assert.Equal(["SAME_NAME_OTHER_PERSON"], run.Rows.Last().Findings.Select(finding => finding.Kind.Code));
        Assert.Equal(RowAction.Import, run.Rows.Last().Action);
    }

    private static object?[] Head() =>
        ["H001", "张三", 2, "桂阳县仁义镇", "张三", Someone.Number(1988, 1, 2, 11), "户主", "男", "1988-01-02", "初中", "已就业", "广东省东莞市", 3000, "13800000009", null];

    private static object?[] Spouse() =>
        ["H001", "张三", 2, "桂阳县仁义镇", "李四", Number, "妻", "女", "1990.5", "小学", "已就业", "桂阳县", "2500", "13800000008", null];

    private static string LowerX()
    {
        for (var sequence = 2; ; sequence += 2)
        {
            if (Someone.Number(1990, 5, 6, sequence) is [.., 'X'] number)
            {
                return number.ToLowerInvariant();
            }
        }
    }

    private static string WithCheck(string body)
    {
        int[] weights = [7, 9, 10, 5, 8, 4, 2, 1, 6, 3, 7, 9, 10, 5, 8, 4, 2];
        return body + "10X98765432"[body.Select((c, i) => (c - '0') * weights[i]).Sum() % 11];
    }
}
