using Anju.Kernel;
using Anju.Ledgers;
using Anju.Register;
using Microsoft.EntityFrameworkCore;

namespace Anju.Tests.Import;

/// <summary>Rows of the ledger of membership changes do what the household file's actions do.</summary>
[OnBothDatabases]
public sealed class MembershipImportTests
{
    private const string Ledger = "membership-change";

    private static readonly object?[] Header =
        ["户编号", "证件号码", "姓名", "与户主关系", "性别", "变动类型", "变动时间", "报告日期", "佐证材料"];

    private static CancellationToken Cancellation => TestContext.Current.CancellationToken;

    [Fact]
    public async Task Births_deaths_and_returns_of_a_sheet_change_the_roll_and_a_second_time_nothing()
    {
        await using var city = await CityAsync();
        var file = Book.Of(
            Header,
            ["H1", "", "张小宝", "之子", "男", "出生", "2025-10-03", "2025-10-20", "出生医学证明"],
            ["H1", Someone.Number(1992), "李四", "", "", "服刑", "2025-02-01", "2025-03-01", "判决书"],
            ["H1", Someone.Number(1992), "李四", "", "", "刑满释放", "2025-09-01", "2025-09-02", ""],
            ["H2", Someone.Number(1950), "王五", "", "", "死亡", "2025-08-08", "2025-08-10", "死亡证明"]).Bytes();

        var run = await city.ImportAsync(file, Ledger);

        Assert.Equal((4, 0, 0), (run.Tally.New, run.Tally.Rejected, run.Tally.Changed));
        var people = await city.PersonsAsync();
        var child = Assert.Single(people, person => person.Name == "张小宝");
        Assert.Equal((Relation.Son, new DateOnly(2025, 10, 3), new DateOnly(2025, 10, 3), PersonStatus.Active), (child.Relation, child.BirthDate!.Value, child.JoinedOn, child.Status));
        Assert.Equal((PersonStatus.Active, (DateOnly?)null), people.Where(person => person.Name == "李四").Select(person => (person.Status, person.LeftOn)).Single());
        Assert.Equal((PersonStatus.Left, new DateOnly(2025, 8, 8)), people.Where(person => person.Name == "王五").Select(person => (person.Status, person.LeftOn!.Value)).Single());
        await using (var db = city.Open())
        {
            Assert.True((await new RollsHold().CheckAsync(db, Cancellation)).Holds);
            Assert.True((await new PlacesHold().CheckAsync(db, Cancellation)).Holds);
            Assert.Equal(new DateOnly(2025, 10, 20), (await db.Set<MembershipChange>().SingleAsync(x => x.Kind == ChangeKind.Birth, Cancellation)).ReportedOn);
        }

        var batches = await city.BatchesAsync();
        var again = await city.ImportAsync(file, Ledger);
        Assert.Equal((0, 0, 4), (again.Tally.New, again.Tally.Rejected, again.Tally.Unchanged));
        Assert.Equal(batches, await city.BatchesAsync());
    }

    [Fact]
    public async Task A_death_by_sheet_ends_the_job_and_the_whole_file_can_be_taken_back()
    {
        await using var city = await CityAsync();
        await city.ImportAsync(
            Book.Of(["证件号码", "就业渠道", "开始日期"], [Someone.Number(1992), "县内务工", "2024-01-05"]).Bytes(), "employment-spell");
        await city.ImportAsync(Book.Of(Header, ["H1", Someone.Number(1992), "李四", "", "", "死亡", "2025-08-08", "2025-08-10", ""]).Bytes(), Ledger);
        await using var db = city.Open();
        Assert.Equal(new DateOnly(2025, 8, 8), (await db.Set<EmploymentSpell>().AsNoTracking().SingleAsync(Cancellation)).EndedOn);

        var batch = await db.Set<JournalBatch>().OrderByDescending(x => x.Sequence).FirstAsync(Cancellation);
        Assert.True((await Undo.RunAsync(db, batch.Id, "错", TimeProvider.System, Cancellation)).IsOk);

        Assert.Null((await db.Set<EmploymentSpell>().AsNoTracking().SingleAsync(Cancellation)).EndedOn);
        Assert.All(await city.PersonsAsync(), person => Assert.Equal(PersonStatus.Active, person.Status));
    }

    [Theory]
    [InlineData("ROLL_NEW_HEAD", "H1", 1990, "张三", "", "死亡", "2025-08-08", "2025-08-10")]
    [InlineData("ROLL_BY_ACTION", "H1", 1992, "李四", "", "分户迁出", "2025-08-08", "2025-08-10")]
    [InlineData("ROLL_NOT_A_MEMBER", "H1", 1950, "王五", "", "死亡", "2025-08-08", "2025-08-10")]
    [InlineData("ROLL_ON_A_ROLL", "H1", 1950, "王五", "之父", "户籍迁入", "2025-08-08", "2025-08-10")]
    [InlineData("FUTURE_DATE", "H1", 1992, "李四", "", "死亡", "2025-12-08", "2025-12-10")]
    [InlineData("ROLL_REPORTED_EARLY", "H1", 1992, "李四", "", "死亡", "2025-08-08", "2025-08-01")]
    [InlineData("ROLL_BEFORE_HOUSEHOLD", "H1", 1992, "李四", "", "死亡", "2010-08-08", "2025-08-10")]
    [InlineData("ROLL_RELATION", "H1", 0, "张小宝", "", "出生", "2025-08-08", "2025-08-10")]
    [InlineData("ROLL_GENERATION", "H1", 1995, "赵六", "之父", "户籍迁入", "2025-08-08", "2025-08-10")]
    [InlineData("REFERENCE_UNKNOWN", "H9", 1992, "李四", "", "死亡", "2025-08-08", "2025-08-10")]
    [InlineData("REQUIRED_MISSING", "H1", 1992, "李四", "", "", "2025-08-08", "2025-08-10")]
    public async Task What_the_file_of_the_household_would_refuse_the_sheet_is_refused(
        string code, string home, int born, string name, string relation, string kind, string on, string reported)
    {
        await using var city = await CityAsync();
        var number = born == 0 ? "" : Someone.Number(born);

        var run = await city.ImportAsync(
            Book.Of(Header, [home, number, name, relation, "男", kind, on, reported, ""], ["H1", Someone.Number(1992), "李四", "", "", "婚出", "2025-09-09", "2025-09-09", ""]).Bytes(), Ledger);

        Assert.Equal((1, 1), (run.Tally.Rejected, run.Tally.New));
        Assert.Contains(code, run.Rows.Single(row => row.Action == RowAction.Reject).Findings.Select(finding => finding.Kind.Code));
    }

    [Fact]
    public async Task Another_countys_household_does_not_exist_for_the_sender()
    {
        await using var city = await CityAsync();
        var run = await city.CheckAsync(
            Book.Of(Header, ["H1", Someone.Number(1992), "李四", "", "", "死亡", "2025-08-08", "2025-08-10", ""]).Bytes(),
            Ledger, ImportCity.Yizhang, ImportCity.CountyOfficer(ImportCity.Yizhang));

        Assert.Equal("REFERENCE_UNKNOWN", run.Rows.Single(row => row.Action == RowAction.Reject).Findings[0].Kind.Code);
    }

    [Fact]
    public async Task A_report_date_is_mended_by_the_sheet_and_rows_in_any_order_come_out_the_same()
    {
        await using var city = await CityAsync();
        object?[] away = ["H1", Someone.Number(1992), "李四", "", "", "失联", "2025-02-01", "2025-03-01", ""], back = ["H1", Someone.Number(1992), "李四", "", "", "返乡", "2025-09-01", "2025-09-02", ""];
        Assert.Equal(2, (await city.ImportAsync(Book.Of(Header, back, away).Bytes(), Ledger)).Tally.New);

        away[7] = "2025-03-05";
        var mended = await city.ImportAsync(Book.Of(Header, away, back).Bytes(), Ledger);

        Assert.Equal((1, 1), (mended.Tally.Changed, mended.Tally.Unchanged));
    }

    private static async Task<ImportCity> CityAsync()
    {
        var city = await ImportCity.OpenAsync();
        await city.ImportAsync(Book.Of(
            ["户编号", "安置点", "入住时间", "姓名", "证件号码", "与户主关系"],
            ["H1", "仁义集中安置点", "2019-05-01", "张三", Someone.Number(1990), "户主"],
            ["H1", "仁义集中安置点", "2019-05-01", "李四", Someone.Number(1992), "之兄弟姐妹"],
            ["H2", "仁义集中安置点", "2019-05-01", "王二", Someone.Number(1985), "户主"],
            ["H2", "仁义集中安置点", "2019-05-01", "王五", Someone.Number(1950), "之父"]).Bytes());
        return city;
    }
}
