using Anju.Ledgers.Workbooks;

namespace Anju.Tests.Workbooks;

public sealed class WorkbookReaderTests
{
    [Fact]
    public void Each_kind_of_cell_is_told_apart()
    {
        using var book = Xlsx.Sheet("""
            <row r="2"><c r="A2" t="s"><v>0</v></c><c r="B2"><v>12.5</v></c><c r="C2" t="b"><v>1</v></c><c r="D2" t="e"><v>#REF!</v></c>
            <c r="E2" t="str"><f>A2&amp;B2</f><v>合计</v></c><c r="F2" t="inlineStr"><is><t>内联</t></is></c><c r="G2" s="1"><v>44260</v></c>
            <c r="H2" s="1"/><c r="I2"><f>1+1</f><v>2</v></c></row>
            """).Strings("张三").Styles([0, 14]).Open();

        Assert.Equal(
            [
                (1, CellKind.Text, "张三", false), (2, CellKind.Number, "12.5", false), (3, CellKind.Boolean, "TRUE", false),
                (4, CellKind.Error, "#REF!", false), (5, CellKind.Text, "合计", true), (6, CellKind.Text, "内联", false),
                (7, CellKind.Date, "44260", false), (9, CellKind.Number, "2", true),
            ],
            book.Cells(cell => (cell.Column, cell.Kind, cell.ToString(), cell.IsFormula)));
    }

    [Fact]
    public void A_number_keeps_the_digits_of_the_file()
    {
        using var book = Xlsx.Sheet("<row><c><v>4.3100219900101098E+17</v></c><c><v>431002199001010980</v></c></row>").Open();

        Assert.Equal(["4.3100219900101098E+17", "431002199001010980"], book.Cells(cell => cell.ToString()));
        Assert.All(book.Cells(cell => cell.Number), number => Assert.Equal(431002199001010980d, number));
    }

    [Fact]
    public void Rows_and_cells_without_addresses_are_counted()
    {
        using var book = Xlsx.Sheet("""<row><c><v>1</v></c><c/><c><v>3</v></c></row><row r="5"><c><v>4</v></c></row><row><c r="D6"><v>5</v></c><c><v>6</v></c></row>""").Open();

        Assert.Equal(["A1=1 C1=3", "A5=4", "D6=5 E6=6"], book.Rows());
    }

    [Fact]
    public void Cells_out_of_order_are_put_in_order()
    {
        using var book = Xlsx.Sheet("""<row r="1"><c r="C1"><v>3</v></c><c r="A1"><v>1</v></c></row>""").Open();
        using var rows = book.Sheets[0].OpenRows();

        Assert.True(rows.Read());
        Assert.Equal("1", rows.Row[1].ToString());
        Assert.True(rows.Row[2].IsBlank);
        Assert.Equal("3", rows.Row[3].ToString());
    }

    [Fact]
    public void Rich_text_is_joined_and_phonetic_guides_are_left_out()
    {
        using var book = Xlsx.Sheet("""<row><c t="s"><v>0</v></c><c t="s"><v>1</v></c><c t="s"><v>2</v></c></row>""")
            .Strings(
                "<r><rPr><b/></rPr><t>户</t></r><r><t>主</t></r><rPh sb=\"0\" eb=\"1\"><t>hu</t></rPh>",
                "<t xml:space=\"preserve\"> 张  三 </t>",
                "<t>第一行_x000D_&#10;第二行_x005F_x000D_</t>").Open();

        Assert.Equal(["户主", " 张  三 ", "第一行\r\n第二行_x000D_"], book.Cells(cell => cell.ToString()));
    }

    [Theory]
    [InlineData("yyyy-mm-dd", true)]
    [InlineData("yyyy\"年\"m\"月\"d\"日\"", true)]
    [InlineData("yyyy年m月", true)]
    [InlineData("[$-804]m\"月\"d\"日\";@", true)]
    [InlineData("[DBNum1][$-804]yyyy\"年\"m\"月\"", true)]
    [InlineData("[$-F800]dddd\\,\\ mmmm\\ dd\\,\\ yyyy", true)]
    [InlineData("mmm", true)]
    [InlineData("aaaa", true)]
    [InlineData("e\"年\"", true)]
    [InlineData("[Red]yyyy/m/d", true)]
    [InlineData("h:mm", false)]
    [InlineData("h:mm AM/PM", false)]
    [InlineData("[h]:mm:ss", false)]
    [InlineData("[mm]:ss", false)]
    [InlineData("General", false)]
    [InlineData("G/通用格式", false)]
    [InlineData("0\"年\"", false)]
    [InlineData("0.00E+00", false)]
    [InlineData("[Red]0.00", false)]
    [InlineData("\\y0", false)]
    [InlineData("_d0", false)]
    [InlineData("#,##0;[Red]-#,##0", false)]
    [InlineData("@", false)]
    public void A_custom_format_shows_a_date_or_not(string format, bool isDate)
    {
        using var book = Xlsx.Sheet("""<row><c s="1"><v>44260</v></c></row>""").Styles([0, 176], (176, format)).Open();

        Assert.Equal([isDate ? CellKind.Date : CellKind.Number], book.Cells(cell => cell.Kind));
    }

    [Theory]
    [InlineData(14, true)]
    [InlineData(22, true)]
    [InlineData(31, true)]
    [InlineData(36, true)]
    [InlineData(57, true)]
    [InlineData(58, true)]
    [InlineData(0, false)]
    [InlineData(2, false)]
    [InlineData(20, false)]
    [InlineData(46, false)]
    [InlineData(49, false)]
    [InlineData(59, false)]
    public void Built_in_formats_need_no_declaration(int format, bool isDate)
    {
        using var book = Xlsx.Sheet("""<row><c s="1"><v>44260</v></c></row>""").Styles([0, format]).Open();

        Assert.Equal([isDate ? new DateOnly(2021, 3, 5) : null], book.Cells(cell => cell.Date));
    }

    [Theory]
    [InlineData("1", "1900-01-01")]
    [InlineData("59", "1900-02-28")]
    [InlineData("60", null)]
    [InlineData("61", "1900-03-01")]
    [InlineData("0", null)]
    [InlineData("0.5", null)]
    [InlineData("44260.75", "2021-03-05")]
    [InlineData("2958465", "9999-12-31")]
    [InlineData("2958465.9999999", "9999-12-31")]
    [InlineData("2958466", null)]
    [InlineData("-1", null)]
    public void Days_count_from_1900_with_the_leap_day_that_never_was(string serial, string? date)
    {
        using var book = Xlsx.Sheet($"""<row><c s="1"><v>{serial}</v></c></row>""").Styles([0, 14]).Open();

        Assert.Equal([date is null ? null : DateOnly.Parse(date)], book.Cells(cell => cell.Date));
    }

    [Fact]
    public void Days_may_count_from_1904()
    {
        using var book = Xlsx.Sheet("""<row><c s="1"><v>0</v></c><c s="1"><v>42798</v></c><c t="d"><v>2021-03-05</v></c></row>""").Styles([0, 14])
            .With("xl/workbook.xml", $"""
                <workbook xmlns="{Xlsx.Main}" xmlns:r="{Xlsx.Office}"><workbookPr date1904="1"/><sheets><sheet name="人员" sheetId="1" r:id="rId1"/></sheets></workbook>
                """).Open();

        Assert.Equal([new(1904, 1, 1), new(2021, 3, 5), new DateOnly(2021, 3, 5)], book.Cells(cell => cell.Date));
    }

    [Fact]
    public void A_workbook_without_styles_and_shared_texts_is_read()
    {
        using var book = Xlsx.Sheet("""<row><c t="inlineStr"><is><r><t>张</t></r><r><t>三</t></r></is></c><c><v>44260</v></c></row>""")
            .With("xl/_rels/workbook.xml.rels", Xlsx.Relationships(("rId1", "worksheet", "/xl/worksheets/sheet1.xml"))).Open();

        Assert.Equal(["A1=张三 B1=44260"], book.Rows());
    }

    [Fact]
    public void Prefixed_and_strict_namespaces_are_read()
    {
        const string strict = "http://purl.oclc.org/ooxml/spreadsheetml/main";
        const string office = "http://purl.oclc.org/ooxml/officeDocument/relationships";
        using var book = Xlsx.Empty()
            .With("_rels/.rels", $"""<Relationships xmlns="x"><Relationship Id="a" Type="{office}/officeDocument" Target="/xl/workbook.xml"/></Relationships>""")
            .With("xl/_rels/workbook.xml.rels", $"""<Relationships xmlns="x"><Relationship Id="b" Type="{office}/worksheet" Target="../xl/worksheets/sheet1.xml"/></Relationships>""")
            .With("xl/workbook.xml", $"""<x:workbook xmlns:x="{strict}" xmlns:r="{office}"><x:sheets><x:sheet name="甲" r:id="b"/></x:sheets></x:workbook>""")
            .With("xl/worksheets/sheet1.xml", $"""
                <x:worksheet xmlns:x="{strict}"><x:dimension ref="A1:B9"/>
                <x:sheetData><x:row r="1"><x:c r="A1" t="inlineStr"><x:is><x:t>sheetData</x:t></x:is></x:c></x:row></x:sheetData>
                <x:mergeCells count="1"><x:mergeCell ref="A1:B2"/></x:mergeCells></x:worksheet>
                """).Open();

        Assert.Equal(["A1=sheetData"], book.Rows());
        Assert.Equal([new CellRange(1, 1, 2, 2)], book.Sheets[0].ReadMerges());
        Assert.Equal(new CellRange(1, 1, 9, 2), book.Sheets[0].ReadDimension());
    }

    [Fact]
    public void Merged_ranges_behind_many_rows_are_found()
    {
        var rows = string.Concat(Enumerable.Range(1, 5_000).Select(row => $"<row r=\"{row}\"><c r=\"A{row}\"><v>{row}</v></c></row>"));
        using var book = Xlsx.Sheet(rows, after: """<mergeCells><mergeCell ref="A1:J1"/><mergeCell ref="$A$2:$A$4"/></mergeCells>""").Open();

        Assert.Equal([new(1, 1, 1, 10), new CellRange(2, 1, 4, 1)], book.Sheets[0].ReadMerges());
        Assert.Equal(5_000, book.Rows().Count);
        Assert.Empty(Xlsx.Sheet("<row><c><v>1</v></c></row>").Open().Sheets[0].ReadMerges());
    }

    [Fact]
    public void An_empty_sheet_has_no_rows()
    {
        using var book = Xlsx.Empty().With("xl/worksheets/sheet1.xml", $"<worksheet xmlns=\"{Xlsx.Main}\"><sheetData/></worksheet>").Open();

        Assert.Empty(book.Rows());
        Assert.Empty(book.Sheets[0].ReadMerges());
        Assert.Null(book.Sheets[0].ReadDimension());
    }

    [Fact]
    public void Hidden_sheets_rows_and_columns_are_known()
    {
        using var book = Xlsx.Sheet(
            """<row r="1" hidden="1"><c><v>1</v></c></row><row r="2"><c><v>2</v></c></row>""",
            before: """<cols><col min="1" max="1" width="9"/><col min="2" max="3" hidden="1"/></cols>""")
            .With("xl/workbook.xml", $"""
                <workbook xmlns="{Xlsx.Main}" xmlns:r="{Xlsx.Office}"><sheets><sheet name="甲" r:id="rId1"/>
                <sheet name="乙" state="hidden" r:id="rId1"/><sheet name="丙" state="veryHidden" r:id="rId1"/></sheets></workbook>
                """).Open();
        using var rows = book.Sheets[0].OpenRows();

        Assert.Equal(
            [("甲", 0, SheetVisibility.Visible), ("乙", 1, SheetVisibility.Hidden), ("丙", 2, SheetVisibility.VeryHidden)],
            book.Sheets.Select(sheet => (sheet.Name, sheet.Index, sheet.Visibility)));
        Assert.Equal([false, true, true, false], Enumerable.Range(1, 4).Select(rows.IsHiddenColumn));
        Assert.True(rows.Read() && rows.Row.Hidden);
        Assert.True(rows.Read() && !rows.Row.Hidden);
        Assert.False(rows.Read());
    }

    [Fact]
    public void Two_readers_of_one_file_do_not_disturb_each_other()
    {
        var many = string.Concat(Enumerable.Range(1, 20_000).Select(row => $"<row><c><v>{row}</v></c></row>"));
        using var book = Xlsx.Sheet(many).Open();
        using var one = book.Sheets[0].OpenRows();
        using var two = book.Sheets[0].OpenRows();

        for (var row = 1; row <= 20_000; row++)
        {
            Assert.True(one.Read() && two.Read());
            Assert.Equal(row, one.Row[1].Number);
            Assert.Equal(row, two.Row[1].Number);
        }

        Assert.False(one.Read() || two.Read());
    }

    [Fact]
    public void Reading_tells_how_far_it_is_and_can_be_cancelled()
    {
        var many = string.Concat(Enumerable.Range(1, 100_000).Select(row => $"<row><c><v>{row}</v></c></row>"));
        var told = new List<ReadProgress>();
        using var stop = new CancellationTokenSource();
        using var stream = new MemoryStream(Xlsx.Sheet(many).Bytes());
        using var book = TabularFile.Open(stream, "登记表.xlsx", progress: new Listener(told), cancellationToken: stop.Token);

        Assert.Equal(100_000, book.Rows().Count);
        Assert.True(told.Count >= 2);
        Assert.Equal(100_000, told[^1].Rows);
        Assert.Equal(told[^1].BytesTotal, told[^1].BytesDone);

        stop.Cancel();
        Assert.Throws<OperationCanceledException>(() => book.Rows());
    }

    private sealed class Listener(List<ReadProgress> told) : IProgress<ReadProgress>
    {
        public void Report(ReadProgress value) => told.Add(value);
    }
}
