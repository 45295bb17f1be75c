using Anju.Ledgers.Workbooks;

namespace Anju.Tests.Workbooks;

/// <summary>A sheet read ahead on another thread says what it says read straight, and no more than was read.</summary>
public sealed class RowsAheadTests
{
    [Theory]
    [InlineData(0)]
    [InlineData(1)]
    [InlineData(64)]
    [InlineData(1_000)]
    public void Rows_read_ahead_are_those_read_straight(int count)
    {
        using var book = Book(count).Open();
        using var straight = book.Sheets[0].OpenRows();
        using var again = Book(count).Open();
        using var ahead = new RowsAhead(again.Sheets[0].OpenRows());
        var rows = 0;
        while (straight.Read())
        {
            rows++;
            Assert.True(ahead.Read());
            Assert.Equal((straight.Row.Number, straight.Row.Hidden), (ahead.Row.Number, ahead.Row.Hidden));
            Assert.Equal(Cells(straight.Row), Cells(ahead.Row));
        }

        Assert.Equal(count, rows);
        Assert.False(ahead.Read());
        Assert.False(ahead.Read());
    }

    [Fact]
    public void A_row_may_be_filled_up_without_harm_to_those_behind_it()
    {
        using var book = Book(200).Open();
        using var ahead = new RowsAhead(book.Sheets[0].OpenRows());
        for (var row = 1; row <= 200; row++)
        {
            Assert.True(ahead.Read());
            Assert.Equal($"第{row}行", ahead.Row[1].ToString());
            ahead.Row.Put(new Cell(9, CellKind.Text, "并".AsMemory(), 0, false));
            Assert.True(ahead.Row.Number == row && ahead.Row.Cells.Length == 3);
        }
    }

    [Fact]
    public void What_is_wrong_is_said_behind_the_rows_before_it()
    {
        using var book = Xlsx.Sheet(Rows(100) + """<row r="101"><c r="A101"><v>1</v></c><c r="A101"><v>2</v></c></row>""").Open();
        using var ahead = new RowsAhead(book.Sheets[0].OpenRows());
        for (var row = 1; row <= 100; row++)
        {
            Assert.True(ahead.Read());
        }

        var first = Assert.Throws<FileRefusedException>(() => ahead.Read());
        Assert.Equal(first.Refusal, Assert.Throws<FileRefusedException>(() => ahead.Read()).Refusal);
    }

    [Fact]
    public void One_who_has_had_enough_leaves_nobody_reading()
    {
        var before = Threads();
        for (var i = 0; i < 50; i++)
        {
            using var book = Book(5_000).Open();
            using var ahead = new RowsAhead(book.Sheets[0].OpenRows());
            Assert.True(ahead.Read());
        }

        Assert.InRange(Threads(), 0, before + 25); // other tests run beside this one
    }

    private static int Threads() => System.Diagnostics.Process.GetCurrentProcess().Threads.Count;

    private static Xlsx Book(int rows) => Xlsx.Sheet(Rows(rows));

    private static string Rows(int count) => string.Concat(Enumerable.Range(1, count).Select(row =>
        $"""<row r="{row}"{(row % 7 == 0 ? " hidden=\"1\"" : "")}><c r="A{row}" t="inlineStr"><is><t>第{row}行</t></is></c><c r="C{row}" t="inlineStr"><is><t>{new string('长', row % 900)}</t></is></c></row>"""));

    private static List<(int, CellKind, string, double)> Cells(SheetRow row)
    {
        var cells = new List<(int, CellKind, string, double)>();
        foreach (var cell in row.Cells)
        {
            cells.Add((cell.Column, cell.Kind, cell.ToString(), cell.Number));
        }

        return cells;
    }
}
