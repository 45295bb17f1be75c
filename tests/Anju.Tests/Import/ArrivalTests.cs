using Anju.Ledgers;
using Anju.Register;
using Anju.Tests.Workbooks;
using Microsoft.EntityFrameworkCore;

namespace Anju.Tests.Import;

/// <summary>What arrives, read to the end: hidden parts, days in all ways of counting, plain files of other programs.</summary>
[OnBothDatabases]
public sealed class ArrivalTests
{
    private static readonly object?[] Header = ["户编号", "姓名", "证件号码", "与户主关系", "联系电话"];

    private static CancellationToken Stop => TestContext.Current.CancellationToken;

    [Fact]
    public async Task Hidden_rows_and_columns_of_a_data_sheet_are_read_like_the_others()
    {
        await using var city = await ImportCity.OpenAsync();
        await city.ImportAsync(Book.Of(Header, ["H1", "张三", Someone.Number(), "户主", null], ["H2", "李四", Someone.Number(sequence: 3), "户主", "13800000001"]).Hidden(column: 5, row: 3).Bytes());

        Assert.Equal([null, "13800000001"], (await city.PersonsAsync()).Select(person => person.Phone));
    }

    [Theory]
    [InlineData(43374, 1, false)]
    [InlineData(43374, 2, false)] // format 31, which styles.xml does not declare
    [InlineData(43374, 3, false)] // format 57
    [InlineData(41912, 2, true)]
    public async Task Days_are_the_same_in_every_format_and_epoch(int serial, int style, bool from1904)
    {
        await using var city = await ImportCity.OpenAsync();
        var book = Book.Of(["安置点编码", "安置点名称", "县市区", "安置方式", "建成时间"], ["GY009", "方元集中安置点", "桂阳县", "集中", new Serial(serial, style)]);
        var run = await city.ImportAsync((from1904 ? book.From1904() : book).Bytes(), "site", county: null);

        Assert.Equal(1, run.Tally.New);
        await using var db = city.Open();
        Assert.Equal(new DateOnly(2018, 10, 1), (await db.Set<ResettlementSite>().SingleAsync(site => site.Code == "GY009", Stop)).BuiltOn);
    }

    [Fact]
    public async Task A_plain_workbook_without_styles_with_texts_in_its_cells_is_imported()
    {
        await using var city = await ImportCity.OpenAsync();
        string[][] rows = [["户编号", "姓名", "证件号码", "与户主关系"], ["H1", "张三", Someone.Number(), "户主"]];
        var file = Xlsx.Sheet(string.Concat(rows.Select(row => $"<row>{string.Concat(row.Select(text => $"<c t=\"inlineStr\"><is><t>{text}</t></is></c>"))}</row>"))).Bytes();

        Assert.Equal(1, (await city.ImportAsync(file)).Tally.New);
    }

    [Fact]
    public async Task Formula_results_rich_text_and_numbers_in_text_columns_are_values()
    {
        await using var city = await ImportCity.OpenAsync();
        var cells = $"""
            <c t="str"><f>"H"&amp;1</f><v>H1</v></c><c t="inlineStr"><is><r><t>张</t></r><r><t>三</t></r></is></c>
            <c t="str"><v>{Someone.Number()}</v></c><c t="str"><v>户主</v></c><c><v>1.3800000001E+10</v></c><c><f>1500*2</f><v>3000</v></c>
            """;
        var header = string.Concat(((string[])["户编号", "姓名", "证件号码", "与户主关系", "联系电话", "月收入"]).Select(text => $"<c t=\"str\"><v>{text}</v></c>"));
        var run = await city.ImportAsync(Xlsx.Sheet($"<row>{header}</row><row>{cells}</row>").Bytes());

        Assert.Empty(run.Rows.Where(row => row.Imports).SelectMany(row => row.Findings));
        var person = (await city.PersonsAsync()).Single();
        Assert.Equal(("张三", "13800000001", 3000), (person.Name, person.Phone, person.MonthlyIncome?.InYuan));
    }

    [Fact]
    public async Task Several_sheets_one_for_each_site_are_one_import()
    {
        await using var city = await ImportCity.OpenAsync();
        object?[] header = ["安置区(点)", "是否务工", "公民身份号码", "姓 名", "户编号", "与户主\n关系"];
        var run = await city.ImportAsync(new Book()
            .Sheet("填表说明", ["一、本表由村填报"])
            .Sheet("仁义", header, ["仁义集中安置点", "是", Someone.Number(), "张三", "H1", "户主"])
            .Sheet("其他", ["姓名", "身份证号", "户编号", "与户主关系", "集中安置点名称"], ["李四", Someone.Number(sequence: 3), "H2", "户主", "仁义集中安置点"])
            .Sheet("汇总表", ["安置点", "户数"], ["仁义", 1]).Bytes());

        Assert.Equal([SheetUse.Cover, SheetUse.Data, SheetUse.Data, SheetUse.Cover], run.Layout.Sheets.Select(sheet => sheet.Use));
        Assert.Equal((2, 5), (run.Tally.New, run.Tally.Skipped));
        Assert.All(await city.PersonsAsync(), person => Assert.NotNull(person.SiteId));
    }
}
