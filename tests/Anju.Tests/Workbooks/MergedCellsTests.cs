using System.Diagnostics;
using Anju.Ledgers.Workbooks;

namespace Anju.Tests.Workbooks;

/// <summary>What stands under merged cells, row by row.</summary>
public sealed class MergedCellsTests
{
    [Fact]
    public void A_value_reaches_to_the_last_row_of_its_range_and_no_further()
    {
        Assert.Equal(
            ["A1=户 B1=1", "A2=户 B2=2", "A4=户 B4=4", "B5=5"],
            Filled("""<row r="1"><c r="A1" t="str"><v>户</v></c><c r="B1"><v>1</v></c></row><row r="2"><c r="B2"><v>2</v></c></row><row r="4"><c r="B4"><v>4</v></c></row><row r="5"><c r="B5"><v>5</v></c></row>""", "A1:A4"));
    }

    [Fact]
    public void Only_the_first_column_of_a_wide_range_has_its_value() =>
        Assert.Equal(
            ["A1=户 D1=1", "A2=户 D2=2"],
            Filled("""<row r="1"><c r="A1" t="str"><v>户</v></c><c r="D1"><v>1</v></c></row><row r="2"><c r="D2"><v>2</v></c></row>""", "A1:C2"));

    [Fact]
    public void What_a_program_left_underneath_gives_way_but_not_to_a_blank() =>
        Assert.Equal(
            ["A1=户 C1=1", "A2=户 B2=旧 C2=2"],
            Filled("""<row r="1"><c r="A1" t="str"><v>户</v></c><c r="C1"><v>1</v></c></row><row r="2"><c r="A2" t="str"><v>旧</v></c><c r="B2" t="str"><v>旧</v></c><c r="C2"><v>2</v></c></row>""", "A1:A2", "B1:B2"));

    [Fact]
    public void A_date_is_still_a_date_further_down()
    {
        using var book = Xlsx.Sheet("""<row r="1"><c r="A1" s="1"><v>45000</v></c></row><row r="2"><c r="B2"><v>1</v></c></row>""", after: Merges("A1:A2")).Styles([0, 14]).Open();
        var merged = new MergedCells(book.Sheets[0].ReadMerges());
        using var rows = book.Sheets[0].OpenRows();
        while (rows.Read())
        {
            merged.Enter(rows.Row.Number);
            merged.Take(rows.Row);
            merged.Fill(rows.Row);
            Assert.Equal(new DateOnly(2023, 3, 15), rows.Row[1].Date);
        }
    }

    [Fact]
    public void Ranges_are_found_by_the_column_after_rows_were_left_out()
    {
        var merged = new MergedCells([new(2, 5, 9, 6), new(3, 1, 8, 1), new(1, 3, 1, 4), new(7, 8, 7, 9)]);
        merged.Enter(1);
        Assert.Equal(new CellRange(1, 3, 1, 4), merged.Over(4)?.Range);
        merged.Enter(7);
        Assert.Equal(["A3:A8", "E2:F9", "H7:I7"], merged.Active.Select(one => one.Range.ToString()));
        Assert.Equal([1, null, null, null, 5, 5, null, 8, 8, null], Enumerable.Range(1, 10).Select(column => merged.Over(column)?.Range.FirstColumn));
        merged.Enter(9);
        Assert.Equal(["E2:F9"], merged.Active.Select(one => one.Range.ToString()));
        merged.Enter(10);
        Assert.Empty(merged.Active);
    }

    [Fact]
    public void A_million_ranges_over_each_other_cost_no_more_than_the_columns()
    {
        var merged = new MergedCells(Enumerable.Range(0, 1_000_000).Select(i => new CellRange(1 + (i % 1_000), 1, CellAddress.LastRow, CellAddress.LastColumn)));
        var started = Stopwatch.GetTimestamp();
        for (var row = 1; row <= 20_000; row++)
        {
            merged.Enter(row);
            Assert.Single(merged.Active);
        }

        Assert.InRange(Stopwatch.GetElapsedTime(started), TimeSpan.Zero, TimeSpan.FromSeconds(10));
    }

    private static string Merges(params string[] ranges) => $"<mergeCells>{string.Concat(ranges.Select(range => $"<mergeCell ref=\"{range}\"/>"))}</mergeCells>";

    private static List<string> Filled(string rows, params string[] ranges)
    {
        using var book = Xlsx.Sheet(rows, after: Merges(ranges)).Open();
        var merged = new MergedCells(book.Sheets[0].ReadMerges());
        using var read = book.Sheets[0].OpenRows();
        var found = new List<string>();
        while (read.Read())
        {
            merged.Enter(read.Row.Number);
            merged.Take(read.Row);
            merged.Fill(read.Row);
            var cells = new List<string>();
            foreach (var cell in read.Row.Cells)
            {
                cells.Add($"{CellAddress.Name(read.Row.Number, cell.Column)}={cell.Text}");
            }

            found.Add(string.Join(' ', cells));
        }

        return found;
    }
}
