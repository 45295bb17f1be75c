using Anju.Employment.OutwardJobs;
using Anju.Ledgers;
using Anju.Register;
using Microsoft.EntityFrameworkCore;

namespace Anju.Tests.Import;

/// <summary>Every ledger through its own columns.</summary>
[OnBothDatabases]
public sealed class LedgerImportTests
{
    private static CancellationToken Cancellation => TestContext.Current.CancellationToken;

    [Fact]
    public async Task Sites_by_code_with_places_by_name()
    {
        await using var city = await ImportCity.OpenAsync();
        var file = Book.Of(
            ["安置点台账"],
            ["填写说明：* 必填"],
            ["安置点编码*", "安置点名称*", "县市区*", "乡镇(街道)", "安置方式*", "安置户数(户)", "毗邻景区", "建成时间"],
            ["GY002", "方元集中安置点", "桂阳县", "仁义镇", "集中", "120户", "√", "2018.10"]).Bytes();
        var run = await city.ImportAsync(file, "site", county: null);
        Assert.Equal(1, run.Tally.New);
        await using var db = city.Open();
        var site = await db.Set<ResettlementSite>().SingleAsync(one => one.Code == "GY002", Cancellation);
        Assert.Equal((ImportCity.Guiyang, 120, true, new DateOnly(2018, 10, 1)), (site.CountyCode, site.Households, site.AdjacentScenic, site.BuiltOn));
        Assert.NotNull(site.TownshipCode);
        Assert.Equal(1, (await city.ImportAsync(file, "site", county: null)).Tally.Unchanged);
    }

    [Fact]
    public async Task Records_of_a_person_find_the_person_and_take_household_county_and_site_from_there()
    {
        await using var city = await ImportCity.OpenAsync();
        await city.ImportAsync(Book.Of(
            ["户编号", "安置点", "姓名", "证件号码", "与户主关系"], ["H1", "仁义集中安置点", "张三", Someone.Number(), "户主"]).Bytes());
        var file = Book.Of(
            ["姓名", "身份证号", "服务类型", "服务日期", "方式", "服务人"],
            ["张三", Someone.Number(), "岗位推荐", "2025-10-09", "电话", "王专干"],
            ["张山", Someone.Number(), "职业指导", new DateOnly(2025, 10, 10), "面谈", "王专干"],
            ["无此人", Someone.Number(sequence: 9), "职业指导", "2025-10-10", "面谈", "王专干"]).Bytes();
        var run = await city.ImportAsync(file, "employment-service", county: null);

        Assert.Equal((2, 1), (run.Tally.New, run.Tally.Rejected));
        Assert.Equal(["NAME_MISMATCH", "REFERENCE_UNKNOWN"], run.Rows.SelectMany(row => row.Findings).Where(x => x.Kind.Level > FindingLevel.Ok).Select(x => x.Kind.Code));
        await using var db = city.Open();
        var person = await db.Set<Person>().SingleAsync(Cancellation);
        var service = await db.Set<EmploymentServiceEvent>().FirstAsync(Cancellation);
        Assert.Equal((person.Id, person.HouseholdId, person.CountyCode, person.SiteId), (service.PersonId, service.HouseholdId, service.CountyCode, service.SiteId));
        Assert.Equal(2, (await city.ImportAsync(file, "employment-service", county: null)).Tally.Unchanged);
    }

    [Fact]
    public async Task A_month_that_has_not_come_and_a_household_twice_are_refused()
    {
        await using var city = await ImportCity.OpenAsync();
        await city.ImportAsync(Book.Of(["户编号", "姓名", "证件号码", "与户主关系"], ["H1", "张三", Someone.Number(), "户主"]).Bytes());
        var run = await city.ImportAsync(
            Book.Of(
                ["月份", "户编号", "户主姓名", "核实方式", "核实日期", "结果", "核实人"],
                ["2025年10月", "H1", "张三", "入户", "2025-10-08", "无变化", "李干部"],
                ["2025.10", "H1", "张三", "电话", "2025-10-09", "无变化", "李干部"],
                ["2026-03", "H1", "张三", "入户", "2025-10-08", "无变化", "李干部"]).Bytes(),
            "monthly-verification");
        Assert.Equal(["DUP_SAME_SHEET", "FUTURE_MONTH"], run.Rows.Where(row => row.Action == RowAction.Reject).Select(row => row.Findings[0].Kind.Code));
        Assert.Equal(1, run.Tally.New);
    }

    [Fact]
    public async Task A_range_of_money_leaves_its_lower_bound_and_its_words_in_the_note()
    {
        await using var city = await ImportCity.OpenAsync();
        await city.ImportAsync(Book.Of(["户编号", "姓名", "证件号码", "与户主关系"], ["H1", "张三", Someone.Number(), "户主"]).Bytes());
        var file = Book.Of(
            ["证件号码", "开始日期", "就业渠道", "用人单位", "月收入", "备注"],
            [Someone.Number(), "2025-03-01", "省外务工", "东莞某厂", "4000-5000", "夜班"]).Bytes();
        var run = await city.ImportAsync(file, "employment-spell");

        Assert.Equal(1, run.Tally.New);
        await using var db = city.Open();
        var spell = await db.Set<EmploymentSpell>().SingleAsync(Cancellation);
        Assert.Contains("夜班；", spell.Note, StringComparison.Ordinal);
        Assert.Contains("4000-5000", spell.Note, StringComparison.Ordinal);
        Assert.Equal(1, (await city.ImportAsync(file, "employment-spell")).Tally.Unchanged);
    }

    public static TheoryData<string> Ledgers => [.. ImportCity.Targets.All.Select(target => target.Code)];

    [Theory]
    [MemberData(nameof(Ledgers))]
    public void Every_ledger_recognises_its_own_headers(string code)
    {
        var target = ImportCity.Targets.Find(code)!;
        var headers = target.Fields.Where(field => field is { Ignored: false, Column: not null }).ToList();
        var file = Book.Of(["标题"], [.. headers.Select(field => (object?)((field.Column!.Refers is null ? field.Column.Header : field.Title) + (field.Column.Required ? "*" : "")))], ["值"]).Bytes();
        using var book = Anju.Ledgers.Workbooks.TabularFile.Open(new MemoryStream(file), "表.xlsx", cancellationToken: Cancellation);
        var mapping = Recogniser.Recognise(book, target);
        var ambiguous = headers.GroupBy(field => field.Title).Where(group => group.Count() > 1).Select(group => group.Key).ToHashSet();
        Assert.Null(ambiguous.Count == 0 ? Recogniser.Problem(mapping, target) : null);
        Assert.All(
            mapping.Sheets[0].Columns.Zip(headers).Where(pair => !ambiguous.Contains(pair.Second.Title)),
            pair => Assert.Equal(pair.Second.Key, pair.First.Field));
    }
}
