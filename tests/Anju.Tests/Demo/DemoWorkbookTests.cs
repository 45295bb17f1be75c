using Anju.Demo;
using Anju.Kernel;
using Anju.Ledgers.Workbooks;

namespace Anju.Tests.Demo;

public sealed class DemoWorkbookTests
{
    private static readonly DemoOptions Options = new() { Households = 4_000 };

    private static readonly string[] Codes =
    [
        "ID_SPACES", "ID_LOWER_X", "ID_FULLWIDTH", "ID_APOSTROPHE", "ID_ZERO_WIDTH", "ID_TRAILING_TAB", "ID_LEGACY_15", "ID_NUMERIC_LOST", "ID_SCI_TEXT",
        "ID_CHECKSUM", "ID_LENGTH", "ID_BIRTH_INVALID", "ID_CHAR", "ID_MISSING", "BIRTH_MISMATCH", "SEX_MISMATCH", "RELATION_SEX_CONFLICT",
        "DUP_SAME_SHEET", "DUP_OTHER_SHEET", "NO_HEAD", "TWO_HEADS", "HEAD_NAME_MISMATCH", "SIZE_MISMATCH", "NAME_SPACES", "NAME_MISSING",
        "NAME_RARE_CHAR", "OLD_AREA_CODE", "PHONE_FORMAT", "PHONE_TWO", "PHONE_BAD", "INCOME_TEXT", "INCOME_RANGE", "MINOR_EMPLOYED",
        "EMPLOYED_NO_PLACE", "UNKNOWN_VILLAGE", "EDU_UNKNOWN", "DECEASED_NOTE", "MOVED_OUT_NOTE", "CELL_ERROR",
    ];

    [Fact]
    public void Every_code_of_the_import_occurs_and_every_outcome()
    {
        var key = DemoWorkbook.Write(Stream.Null, Options, "431026");

        Assert.Empty(Codes.Except(key.SelectMany(row => row.Codes)));
        Assert.Equal(["hold", "import", "reject", "skip"], key.Select(row => row.Action).Distinct().Order());
        Assert.Equal(key.Count, key.Select(row => (row.Sheet, row.Row)).Distinct().Count());
    }

    [Fact]
    public void The_key_covers_every_row_that_the_reader_finds()
    {
        using var stream = new MemoryStream();
        var key = DemoWorkbook.Write(stream, Options, "431024");
        stream.Position = 0;

        var known = key.Select(row => (row.Sheet, row.Row)).ToHashSet();
        using var file = TabularFile.Open(stream, "嘉禾县.xlsx");
        foreach (var sheet in file.Sheets)
        {
            using var rows = sheet.OpenRows();
            while (rows.Read())
            {
                Assert.Contains((sheet.Name, rows.Row.Number), known);
            }
        }
    }

    [Fact]
    public void The_same_options_give_the_same_workbook()
    {
        using var first = new MemoryStream();
        using var second = new MemoryStream();
        DemoWorkbook.Write(first, Options, "431024");
        DemoWorkbook.Write(second, Options, "431024");

        Assert.Equal(first.ToArray(), second.ToArray());
    }

    [Fact]
    public void A_clean_workbook_has_forty_columns_and_as_many_people_as_asked_for()
    {
        using var stream = new MemoryStream();
        var rows = DemoWorkbook.WriteClean(stream, new DemoOptions(), 1_500);
        stream.Position = 0;

        using var file = TabularFile.Open(stream, "搬迁人口.xlsx");
        using var read = file.Sheets.Single().OpenRows();
        Assert.True(read.Read());
        Assert.Equal(40, read.Row.Cells.Length);
        var count = 0;
        while (read.Read())
        {
            count++;
        }

        Assert.InRange(rows, 1_500, 1_510);
        Assert.Equal(rows, count);
    }
}
