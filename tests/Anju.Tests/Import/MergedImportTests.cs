using Anju.Ledgers;
using Anju.Register;

namespace Anju.Tests.Import;

/// <summary>Merged cells: what they say, and what a blank cell says that is not merged.</summary>
[OnBothDatabases]
public sealed class MergedImportTests
{
    private static readonly object?[] Header = ["序号", "户编号", "户主姓名", "安置点", "姓名", "证件号码", "与户主关系", "联系电话"];

    [Fact]
    public async Task A_merged_cell_belongs_to_every_row_of_its_range()
    {
        await using var city = await ImportCity.OpenAsync();
        var run = await city.ImportAsync(Book.Of(
            Header,
            [1, "H1", "张三", "仁义集中安置点", "张三", Id(1), "户主", "13800000001"],
            [2, null, null, null, "李四", Id(2), "妻", null],
            [3, null, null, null, "张五", Id(3), "之子", "13800000003"],
            [4, "H2", "王六", "仁义集中安置点", "王六", Id(5), "户主", null]).Merged("B2:B4", "C2:C4", "D2:D4", "H2:H3").Bytes());

        Assert.Equal((4, 0, 0), (run.Tally.New, run.Tally.Rejected, run.Tally.Held));
        var persons = (await city.PersonsAsync()).ToDictionary(person => person.Name);
        Assert.Equal(persons["张三"].HouseholdId, persons["李四"].HouseholdId);
        Assert.Equal(persons["张三"].HouseholdId, persons["张五"].HouseholdId);
        Assert.NotEqual(persons["张三"].HouseholdId, persons["王六"].HouseholdId);
        Assert.Equal(["13800000001", "13800000001", "13800000003", null], ((string[])["张三", "李四", "张五", "王六"]).Select(name => persons[name].Phone));
    }

    [Fact]
    public async Task A_second_head_under_the_same_merged_code_is_in_the_same_household()
    {
        await using var city = await ImportCity.OpenAsync();
        var run = await city.CheckAsync(Book.Of(
            Header,
            [1, "H1", null, null, "张三", Id(1), "户主", null],
            [2, null, null, null, "李四", Id(3), "户主", null]).Merged("B2:B3").Bytes());

        Assert.Equal(["TWO_HEADS", "TWO_HEADS"], Codes(run));
    }

    [Fact]
    public async Task Beside_merged_codes_a_blank_code_is_a_missing_one()
    {
        await using var city = await ImportCity.OpenAsync();
        var run = await city.CheckAsync(Book.Of(
            Header,
            [1, "H1", null, null, "张三", Id(1), "户主", null],
            [2, null, null, null, "李四", Id(2), "妻", null],
            [3, null, null, null, "赵七", Id(5), "其他", null]).Merged("B2:B3").Bytes());

        Assert.Equal([(3, "HOUSEHOLD_MISSING")], Told(run));
        Assert.Equal((2, 1), (run.Tally.Imported, run.Tally.Rejected));
    }

    [Fact]
    public async Task Where_nothing_is_merged_a_blank_code_means_the_household_above()
    {
        await using var city = await ImportCity.OpenAsync();
        var run = await city.CheckAsync(Book.Of(
            Header,
            [1, "H1", null, null, "张三", Id(1), "户主", null],
            [2, null, null, null, "李四", Id(2), "妻", null],
            Header,
            [3, null, null, null, "张五", Id(3), "之子", null]).Bytes());

        Assert.Empty(Told(run));
        Assert.Equal(3, run.Tally.New);
    }

    [Theory]
    [InlineData("a blank row")]
    [InlineData("a total")]
    [InlineData("a new sheet")]
    public async Task But_not_across(string what)
    {
        await using var city = await ImportCity.OpenAsync();
        object?[] head = [1, "H1", null, null, "张三", Id(1), "户主", null];
        object?[] member = [2, null, null, null, "李四", Id(2), "妻", null];
        var book = what switch
        {
            "a blank row" => Book.Of(Header, head, [], member),
            "a total" => Book.Of(Header, head, ["小计", "1户", 1], member),
            _ => Book.Of(Header, head).Sheet("二", Header, member),
        };
        var run = await city.CheckAsync(book.Bytes());

        Assert.Equal(["HOUSEHOLD_MISSING"], Codes(run));
        Assert.Equal(1, run.Tally.Rejected);
    }

    [Fact]
    public async Task A_merged_household_with_a_line_left_empty_stays_together()
    {
        await using var city = await ImportCity.OpenAsync();
        var run = await city.CheckAsync(Book.Of(
            Header,
            [1, "H1", "张三", "仁义集中安置点", "张三", Id(1), "户主", null],
            [2, null, null, null, null, null, null, null],
            [3, null, null, null, "李四", Id(2), "妻", null]).Merged("B2:B4", "C2:C4", "D2:D4").Bytes());

        Assert.Empty(Told(run));
        Assert.Equal((2, 1 + 1), (run.Tally.New, run.Tally.Skipped));
    }

    [Fact]
    public async Task Titles_merged_over_the_columns_are_titles_wherever_they_stand()
    {
        await using var city = await ImportCity.OpenAsync();
        object?[] narrow = ["姓名", "户编号", "证件号码", "与户主关系"];
        var run = await city.CheckAsync(Book.Of(
            ["桂阳县易地扶贫搬迁户花名册"],
            narrow,
            ["张三", "H1", Id(1), "户主"],
            ["桂阳县易地扶贫搬迁户花名册（续）"],
            narrow,
            ["李四", "H2", Id(3), "户主"]).Merged("A1:D1", "A4:D4").Bytes());

        Assert.Equal(["TITLE_ROW", "HEADER_ROW", "TITLE_ROW", "HEADER_ROW"], run.Rows.Where(row => row.Action == RowAction.Skip).Select(row => row.Findings[0].Kind.Code));
        Assert.Equal(2, run.Tally.New);
    }

    [Fact]
    public async Task A_title_beside_an_annex_number_is_no_row_of_groups()
    {
        await using var city = await ImportCity.OpenAsync();
        var run = await city.CheckAsync(Book.Of(
            ["附件1", "桂阳县易地扶贫搬迁户主信息表"],
            ["序号", "户编号", "姓名", "证件号码", "与户主关系", "备注"],
            [1, "H1", "张三", Id(1), "户主", "在家"]).Merged("B1:F1").Bytes());

        Assert.Equal((2, 2), (run.Layout.Sheets[0].HeaderFrom, run.Layout.Sheets[0].HeaderTo));
        Assert.Equal("person.note", run.Layout.Sheets[0].Columns[^1].Field);
        Assert.Equal(1, run.Tally.New);
    }

    [Fact]
    public async Task A_group_reaches_as_far_as_its_cell_is_merged()
    {
        await using var city = await ImportCity.OpenAsync();
        var run = await city.CheckAsync(Book.Of(
            ["序号", "户主信息", null, "家庭成员基本情况", null, null, null],
            [null, "户编号", "姓名", "姓名", "证件号码", "与户主关系", "联系电话"],
            [1, "H1", "张三", "张三", Id(1), "户主", "13800000001"]).Merged("A1:A2", "B1:C1", "D1:F1").Bytes());

        Assert.Equal(
            [null, "household.code", "household.headName", "person.name", "person.idNumber", "person.relation", "person.phone"],
            run.Layout.Sheets[0].Columns.Select(column => column.Field));
        Assert.Equal("联系电话", run.Layout.Sheets[0].Columns[^1].Header);
        Assert.Equal("序号", run.Layout.Sheets[0].Columns[0].Header);
        Assert.Empty(Told(run));
    }

    [Fact]
    public async Task A_ledgers_cells_merged_down_are_read_as_well()
    {
        await using var city = await ImportCity.OpenAsync();
        await city.ImportAsync(Book.Of(
            ["户编号", "姓名", "证件号码", "与户主关系"], ["H1", "张三", Id(1), "户主"], ["H2", "李四", Id(3), "户主"]).Bytes());
        var run = await city.ImportAsync(
            Book.Of(
                ["月份", "户编号", "户主姓名", "核实方式", "核实日期", "结果", "核实人"],
                ["2025年10月", "H1", "张三", "入户", "2025-10-08", "无变化", "李干部"],
                [null, "H2", "李四", "电话", null, "无变化", null]).Merged("A2:A3", "E2:E3", "G2:G3").Bytes(),
            "monthly-verification");

        Assert.Equal((2, 0), (run.Tally.New, run.Tally.Rejected));
        await using var db = city.Open();
        Assert.All(db.Set<MonthlyVerification>().ToList(), one => Assert.Equal((new DateOnly(2025, 10, 8), "李干部"), (one.VerifiedOn, one.Verifier)));
    }

    [Fact]
    public void Too_many_merged_cells_are_refused()
    {
        var file = Book.Of(Header, [1, "H1", null, null, "张三", Id(1), "户主", null]).Merged("B2:B3", "C2:C3").Bytes();
        var refused = Assert.Throws<Anju.Ledgers.Workbooks.FileRefusedException>(() =>
        {
            using var book = Anju.Ledgers.Workbooks.TabularFile.Open(new MemoryStream(file), "花名册.xlsx", new() { Merges = 1 }, cancellationToken: TestContext.Current.CancellationToken);
            Recogniser.Recognise(book, ImportCity.Targets.Find("person")!);
        });
        Assert.Equal("FILE_TOO_MANY_MERGES", refused.Refusal.Code);
    }

    private static string Id(int sequence) => Someone.Number(1980, sequence: sequence);

    private static List<string> Codes(ImportRun run) => Told(run).ConvertAll(told => told.Code);

    private static List<(int Row, string Code)> Told(ImportRun run) => [.. run.Rows
        .Where(row => row.Action != RowAction.Skip)
        .SelectMany(row => row.Findings.Where(finding => finding.Kind.Level > FindingLevel.Ok).Select(finding => (row.Number - 1, finding.Kind.Code)))];
}
