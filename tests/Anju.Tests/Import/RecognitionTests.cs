using Anju.Ledgers;

namespace Anju.Tests.Import;

/// <summary>Sheets, headers and columns as counties write them.</summary>
[OnBothDatabases]
public sealed class RecognitionTests
{
    [Fact]
    public async Task Grouped_headers_line_breaks_and_blanks_in_words_are_understood()
    {
        await using var city = await ImportCity.OpenAsync();
        var run = await city.CheckAsync(new Book()
            .Sheet("填表说明", ["一、本表由村填报"], ["二、证件号码请用文本格式"])
            .Sheet("花名册",
                ["桂阳县易地扶贫搬迁人口花名册"],
                ["填报单位：桂阳县", null, null, null, "填报日期：2025年11月"],
                ["序号", "户主信息", null, null, "家庭成员基本情况", null, null, "劳动就业情况", null],
                [null, "户 编\n号", "姓名", "家庭\n人口", "姓 名", "公民身份\n号码*", "与户主\n关  系", "是否务工", "务工地点（到县）"],
                [1, "H001", "张三", 1, "张三", Someone.Number(), "户主", "是", "东莞市"],
                [],
                ["序号", "户编号", "姓名", "家庭人口", "姓名", "公民身份号码", "与户主关系", "是否务工", "务工地点"],
                [2, "H002", "李四", 1, "李四", Someone.Number(sequence: 3), "户主", "否", null],
                ["小计", null, null, 2],
                ["填表人：王五", null, null, "审核人："])
            .HiddenSheet("底稿", ["姓名", "证件号码"], ["赵六", Someone.Number(sequence: 5)]).Bytes());

        Assert.Equal((2, 0, 0), (run.Tally.Imported, run.Tally.Rejected, run.Tally.Held));
        Assert.Equal(run.Tally.Read, run.Tally.Imported + run.Tally.Skipped);
        Assert.Equal([SheetUse.Cover, SheetUse.Data, SheetUse.Hidden], run.Layout.Sheets.Select(sheet => sheet.Use));
        Assert.Equal(8, run.Layout.Data.Single().Columns.Count(column => column.Field is not null));
        Assert.Empty(run.Rows.Where(row => row.Imports).SelectMany(row => row.Findings));
    }

    [Fact]
    public async Task A_header_that_comes_again_below_data_does_not_hide_what_stands_above_it()
    {
        await using var city = await ImportCity.OpenAsync();
        object?[] header = ["户编号", "姓名", "证件号码", "与户主关系"];
        var run = await city.CheckAsync(Book.Of(
            header, ["H1", "张三", Someone.Number(), "户主"], header, ["H2", "李四", Someone.Number(sequence: 3), "户主"]).Bytes());

        Assert.Equal(1, run.Layout.Sheets[0].HeaderTo);
        Assert.Equal((2, 2), (run.Tally.New, run.Tally.Skipped));
    }

    [Fact]
    public void Two_columns_for_one_field_are_refused_by_their_names()
    {
        var refused = ImportCity.Read(Book.Of(["户编号", "姓名", "身份证号", "证件号码"], ["H1", "张三", Someone.Number(), Someone.Number()]).Bytes()).Refusal;
        Assert.Equal("TWO_COLUMNS", refused?.Code);
        Assert.Contains("C 列“身份证号”", refused!.Message);
        Assert.Contains("D 列“证件号码”", refused.Message);
    }

    [Fact]
    public void Without_a_header_the_refusal_says_which_words_were_looked_for()
    {
        var refused = ImportCity.Read(Book.Of(["甲", "乙", "丙"], ["H1", "张三", Someone.Number()]).Bytes()).Refusal;
        Assert.Equal("NO_HEADER", refused?.Code);
        Assert.Contains("姓名", refused!.Message);
        Assert.Contains("证件号码", refused.Message);
    }

    [Fact]
    public void An_empty_template_is_refused()
    {
        Assert.Equal("NO_ROWS", ImportCity.Read(Book.Of(["户编号", "姓名", "证件号码"]).Bytes()).Refusal?.Code);
    }

    [Theory]
    [InlineData("2021.3", 2021, 3, 1, DatePrecision.Month)]
    [InlineData("2021年3月", 2021, 3, 1, DatePrecision.Month)]
    [InlineData("2021年3月5日", 2021, 3, 5, DatePrecision.Day)]
    [InlineData("2021-03-05", 2021, 3, 5, DatePrecision.Day)]
    [InlineData("2021/3/5", 2021, 3, 5, DatePrecision.Day)]
    [InlineData("20210305", 2021, 3, 5, DatePrecision.Day)]
    [InlineData("202103", 2021, 3, 1, DatePrecision.Month)]
    [InlineData("２０２１．３．５", 2021, 3, 5, DatePrecision.Day)]
    [InlineData("2021-03-05 00:00:00", 2021, 3, 5, DatePrecision.Day)]
    [InlineData("2021", 2021, 1, 1, DatePrecision.Year)]
    public void Dates_are_read_in_all_their_forms(string text, int year, int month, int day, DatePrecision precision)
    {
        Assert.Equal(precision, DateText.Read(text, out var date));
        Assert.Equal(new DateOnly(year, month, day), date);
    }

    [Theory]
    [InlineData("2021-02-30")]
    [InlineData("2021.13")]
    [InlineData("不详")]
    [InlineData("5")]
    [InlineData("1234567890123")]
    public void What_is_no_date_is_not_made_one(string text) => Assert.Equal(DatePrecision.None, DateText.Read(text, out _));

    [Theory]
    [InlineData("3000", MoneyForm.Plain, 3000)]
    [InlineData("3000元/月", MoneyForm.Worded, 3000)]
    [InlineData("３０００", MoneyForm.Worded, 3000)]
    [InlineData("1.5万元", MoneyForm.Worded, 15000)]
    [InlineData("2000—3000元", MoneyForm.Range, 2000)]
    [InlineData("2-3千", MoneyForm.Range, 2000)]
    [InlineData("3000左右", MoneyForm.Range, 3000)]
    [InlineData("看情况", MoneyForm.None, 0)]
    [InlineData("-5", MoneyForm.None, 0)]
    public void Amounts_are_read_as_people_write_them(string text, MoneyForm form, int yuan)
    {
        Assert.Equal(form, MoneyText.Read(text, out var amount));
        Assert.Equal(yuan, amount.InYuan);
    }
}
