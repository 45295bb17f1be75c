using Anju.Employment.LocalJobs;
using Anju.Employment.OutwardJobs;
using Anju.Employment.OwnBusiness;
using Anju.Kernel;
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
    public async Task A_loan_over_the_cap_of_its_day_is_rejected_and_the_others_are_kept()
    {
        await using var city = await ImportCity.OpenAsync();
        var run = await city.ImportAsync(Book.Of(
            ["贷款编号", "借款人类型", "名称/姓名", "贷款产品", "申请日期", "审批结果", "审批日期", "金额"],
            ["DK1", "个人", "张三", "创业担保贷款", "2023-05-01", "同意", "2023-05-20", 200_000],
            ["DK2", "个人", "李四", "创业担保贷款", "2023-05-01", "同意", "2023-05-20", 200_001],
            ["DK3", "个人", "王五", "创业担保贷款", "2024-05-01", "同意", "2024-05-20", 900_000]).Bytes(), "loan");

        Assert.Equal((2, 1), (run.Tally.New, run.Tally.Rejected));
        var finding = Assert.Single(run.Rows.SelectMany(row => row.Findings), x => x.Kind.Code == "LOAN_CAP");
        Assert.Contains("2023-05-01的上限是200000", finding.Kind.Says.Replace(",", "", StringComparison.Ordinal), StringComparison.Ordinal);
        await using var db = city.Open();
        Assert.Equal(["DK1", "DK3"], await db.Set<LoanApplication>().OrderBy(loan => loan.Code).Select(loan => loan.Code).ToListAsync(Cancellation));
    }

    [Fact]
    public async Task Somebody_is_not_put_on_two_full_time_posts_at_once_and_the_others_are_kept()
    {
        await using var city = await ImportCity.OpenAsync();
        await city.ImportAsync(Book.Of(
            ["户编号", "安置点", "姓名", "证件号码", "与户主关系"],
            ["H1", "仁义集中安置点", "张三", Someone.Number(), "户主"], ["H1", "仁义集中安置点", "李四", Someone.Number(sequence: 8), "配偶"]).Bytes());
        var run = await city.ImportAsync(Book.Of(
            ["岗位编号", "类型", "开发单位", "资金来源", "工作地点", "用工形式", "周工时", "证件号码", "上岗日期"],
            ["GG1", "保洁", "仁义社区", "就业补助资金", "仁义社区", "全日制", 40, Someone.Number(), "2024-01-01"],
            ["GG2", "护林", "林业站", "就业补助资金", "后山", "全日制", 40, Someone.Number(), "2024-06-01"],
            ["GG3", "护林", "林业站", "就业补助资金", "后山", "全日制", 40, Someone.Number(sequence: 8), "2024-06-01"]).Bytes(), "public-post", county: null);

        Assert.Equal((2, 1), (run.Tally.New, run.Tally.Rejected));
        Assert.Contains("2024-01-01起已在仁义社区的岗位GG1", Assert.Single(run.Rows.SelectMany(row => row.Findings), x => x.Kind.Code == "TWO_FULL_TIME_POSTS").Kind.Says, StringComparison.Ordinal);
    }

    [Fact]
    public async Task A_payment_that_is_not_what_the_sheet_says_is_rejected_and_the_others_are_kept()
    {
        await using var city = await ImportCity.OpenAsync();
        await city.ImportAsync(Book.Of(
            ["项目编码", "名称", "安置点", "资金类别", "总投资"], ["YG1", "护坡加固", "仁义集中安置点", "中央预算内投资", 400_000]).Bytes(), "work-relief");
        var run = await city.ImportAsync(Book.Of(
            ["项目编码", "月份", "序号", "姓名", "人员类别", "出勤天数", "日工资", "应发", "扣款", "扣款原因", "实发"],
            ["YG1", "2025-09", 1, "张三", "搬迁", 20, 150, "3000.00", "", "", "3000.00"],
            ["YG1", "2025-09", 2, "李四", "搬迁", 20, 150, "3000.00", "", "", "3000.01"],
            ["YG1", "2025-09", 3, "王五", "搬迁", 20, 150, "3150.00", "", "", "3150.00"],
            ["YG1", "2025-09", 4, "赵六", "搬迁", 20, 150, "3000.00", "50.00", "预支", "2950.00"]).Bytes(), "labour-payment");

        Assert.Equal((2, 2), (run.Tally.New, run.Tally.Rejected));
        Assert.Contains(run.Rows.SelectMany(row => row.Findings), x => x.Kind.Says.Contains("与考勤不一致：20天×150", StringComparison.Ordinal));
        await using var db = city.Open();
        Assert.Equal(["张三", "赵六"], await db.Set<Anju.Employment.PublicWork.LabourPayment>().OrderBy(line => line.Number).Select(line => line.Name).ToListAsync(Cancellation));
    }

    [Fact]
    public async Task A_class_that_ends_before_it_starts_is_rejected_and_the_others_are_kept()
    {
        await using var city = await ImportCity.OpenAsync();
        var run = await city.ImportAsync(Book.Of(
            ["班次编号", "工种", "培训类型", "机构", "开班日期", "结业日期"],
            ["PX1", "缝纫工", "安置点办班", "县技工学校", "2025-03-01", "2025-03-20"],
            ["PX2", "电工", "安置点办班", "县技工学校", "2025-03-20", "2025-03-19"]).Bytes(), "training-class");

        Assert.Equal((1, 1), (run.Tally.New, run.Tally.Rejected));
        Assert.Contains(run.Rows.SelectMany(row => row.Findings), x => x.Kind.Says.Contains("结束日期", StringComparison.Ordinal));
    }

    [Fact]
    public async Task A_job_that_begins_before_the_last_one_ended_is_rejected_and_the_others_are_kept()
    {
        await using var city = await ImportCity.OpenAsync();
        await city.ImportAsync(Book.Of(
            ["户编号", "安置点", "姓名", "证件号码", "与户主关系"],
            ["H1", "仁义集中安置点", "张三", Someone.Number(), "户主"], ["H1", "仁义集中安置点", "李四", Someone.Number(sequence: 8), "配偶"]).Bytes());
        string[] head = ["证件号码", "就业渠道", "用人单位名称", "开始日期", "结束日期"];
        var first = await city.ImportAsync(Book.Of(
            head,
            [Someone.Number(), "县内务工", "甲厂", "2023-01-01", "2023-07-01"],
            [Someone.Number(), "县内务工", "乙厂", "2023-06-01", "2023-09-01"],
            [Someone.Number(), "县内务工", "丙厂", "2024-01-01", ""],
            [Someone.Number(sequence: 8), "县内务工", "乙厂", "2023-06-01", ""]).Bytes(), "employment-spell", county: null);

        Assert.Equal((3, 1), (first.Tally.New, first.Tally.Rejected));
        Assert.Contains("2023-01-01起的甲厂到2023-07-01才结束", Assert.Single(first.Rows.SelectMany(row => row.Findings), x => x.Kind.Code == "SPELL_OVERLAPS").Kind.Says, StringComparison.Ordinal);

        // The file that ends the open job may begin the next one, whichever row comes first.
        var second = await city.ImportAsync(Book.Of(
            head,
            [Someone.Number(), "县内务工", "丁厂", "2024-06-01", ""],
            [Someone.Number(), "县内务工", "丙厂", "2024-01-01", "2024-06-01"],
            [Someone.Number(sequence: 8), "县内务工", "丁厂", "2024-06-01", ""]).Bytes(), "employment-spell", county: null);
        Assert.Equal((1, 1, 1), (second.Tally.New, second.Tally.Changed, second.Tally.Rejected));
        Assert.Contains("还没有结束：2023-06-01起的乙厂", Assert.Single(second.Rows.SelectMany(row => row.Findings), x => x.Kind.Code == "SPELL_OVERLAPS").Kind.Says, StringComparison.Ordinal);
        await using var db = city.Open();
        Assert.Equal(["乙厂", "甲厂", "丙厂", "丁厂"], (await db.Set<EmploymentSpell>().ToListAsync(Cancellation))
            .OrderBy(spell => spell.Employer == "乙厂" ? 0 : 1).ThenBy(spell => spell.StartedOn).Select(spell => spell.Employer));
    }

    [Fact]
    public async Task Workshops_and_their_months_come_in_by_code_and_a_month_that_counts_too_many_is_rejected()
    {
        await using var city = await ImportCity.OpenAsync();
        await city.ImportAsync(Book.Of(
            ["载体编号", "名称", "类型", "县市区", "安置点名称", "认定时间", "从业人数", "其中搬迁"],
            ["CJ1", "仁义车间", "就业帮扶车间", "桂阳县", "仁义集中安置点", "2023.3.1", 20, 8]).Bytes(), "employment-carrier", county: null);
        var run = await city.ImportAsync(Book.Of(
            ["载体编号", "月份", "从业人数", "其中脱贫/监测", "其中搬迁", "搬迁或脱贫/监测", "有无欠薪"],
            ["CJ1", "2025年9月", 20, 6, 8, 9, "无"],
            ["CJ1", "2025年10月", 20, 6, 8, 15, "无"],
            ["CJ9", "2025年10月", 20, 6, 8, 9, "无"]).Bytes(), "carrier-return", county: null);

        Assert.Equal((1, 2), (run.Tally.New, run.Tally.Rejected));
        Assert.Equal(["COUNTED", "REFERENCE_UNKNOWN"], run.Rows.SelectMany(row => row.Findings).Where(x => x.Kind.Level > FindingLevel.Ok).Select(x => x.Kind.Code));
        await using var db = city.Open();
        var (carrier, month) = (await db.Set<EmploymentCarrier>().SingleAsync(Cancellation), await db.Set<CarrierReturn>().SingleAsync(Cancellation));
        Assert.Equal((carrier.Id, carrier.CountyCode, carrier.SiteId, new Month(2025, 9)), (month.CarrierId, month.CountyCode, month.SiteId, month.Month));
        Assert.NotNull(carrier.SiteId);
    }

    [Fact]
    public async Task A_household_sheet_with_another_heads_number_is_told_and_computed_columns_are_read_over()
    {
        await using var city = await ImportCity.OpenAsync();
        await city.ImportAsync(Book.Of(["户编号", "姓名", "证件号码", "与户主关系"], ["H1", "张三", Someone.Number(), "户主"]).Bytes());
        static IEnumerable<string> Doubts(ImportRun run) => run.Rows.SelectMany(row => row.Findings).Where(x => x.Kind.Level > FindingLevel.Ok).Select(x => x.Kind.Code);
        byte[] Sheet(string number, string cause) => Book.Of(
            ["户编号*", "县市区*", "户主姓名△", "户主身份证号△", "劳动力人口(人)△", "人均面积(㎡)△", "住房面积(㎡)", "致贫原因", "填报人", "填报单位", "填报时间"],
            ["H1", "桂阳县", "张三", number, 99, 88, 75, cause, "王专干", "县发改局", "2025-11-01"]).Bytes();

        var other = await city.CheckAsync(Sheet(Someone.Number(sequence: 7), "缺乏技术"), "household", county: null);
        var same = await city.ImportAsync(Sheet(Someone.Number(), "缺乏技术"), "household", county: null);
        var masked = await city.CheckAsync(Sheet("431021**********15", "祖上贫穷"), "household", county: null);

        Assert.Equal(["HEAD_NUMBER_MISMATCH"], Doubts(other));
        Assert.Equal((1, 1), (other.Tally.Imported, same.Tally.Changed));
        Assert.Empty(Doubts(same));
        Assert.Equal(["WORD_UNKNOWN"], Doubts(masked));
        Assert.Equal(["祖上贫穷"], masked.Rows.SelectMany(row => row.Edits).Select(edit => edit.After));
        await using var db = city.Open();
        var household = await db.Set<Household>().SingleAsync(Cancellation);
        Assert.Equal(("缺技术", SquareMetres.From(75), "张三"), (household.PovertyCause, household.DwellingArea, household.HeadName));
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
    public async Task What_cannot_be_is_pointed_at_and_the_rest_is_kept()
    {
        await using var city = await ImportCity.OpenAsync();
        await city.ImportAsync(Book.Of(["户编号", "姓名", "证件号码", "与户主关系"], ["H1", "张三", Someone.Number(), "户主"]).Bytes());
        var number = Someone.Number();
        var run = await city.ImportAsync(
            Book.Of(
                ["证件号码", "就业渠道", "开始日期", "结束日期", "统一社会信用代码", "月收入", "核实日期"],
                [number, "县内务工", "2024-05-01", "2024-03-01", null, null, null],
                [number, "县内务工", "2026-05-01", null, null, null, null],
                [number, "县内务工", "2024-06-01", null, "123", null, null],
                [number, "县内务工", "2023-01-01", "2023-02-01", "无", "2000000", "2026-01-01"],
                [number[..6] + number[8..17], "县内务工", "2023-03-01", "2023-03-01", null, "-500", null]).Bytes(),
            "employment-spell");

        var codes = run.Rows.ToDictionary(row => row.Number, row => string.Join(' ', row.Findings.Where(x => x.Kind.Level > FindingLevel.Fix).Select(x => x.Kind.Code).Order()));
        Assert.Equal(("DATE_ORDER", "FUTURE_DATE REQUIRED_MISSING", "CREDIT_CODE", "FUTURE_DATE VALUE_RANGE", "VALUE_UNKNOWN"), (codes[2], codes[3], codes[4], codes[5], codes[6]));
        Assert.Equal((2, 3), (run.Tally.New, run.Tally.Rejected));
        await using var db = city.Open();
        var kept = await db.Set<EmploymentSpell>().OrderBy(x => x.StartedOn).FirstAsync(Cancellation);
        Assert.Equal((new DateOnly(2023, 1, 1), null, null, null), (kept.StartedOn, kept.CreditCode, kept.MonthlyIncome, kept.VerifiedOn));
    }

    [Fact]
    public async Task A_sheet_moves_no_household_to_another_county_or_site_and_gives_people_the_site_of_their_household()
    {
        await using var city = await ImportCity.OpenAsync();
        await city.ImportAsync(Book.Of(["户编号", "姓名", "证件号码", "与户主关系"], ["H1", "张三", Someone.Number(), "户主"]).Bytes());
        object?[] head = ["户编号", "县市区", "安置点"];

        Assert.Equal(1, (await city.ImportAsync(Book.Of(head, ["H1", "桂阳县", "GY001"]).Bytes(), "household", county: null)).Tally.Changed);
        var elsewhere = await city.ImportAsync(Book.Of(head, ["H1", "宜章县", "YZ001"]).Bytes(), "household", county: null);
        var crossed = await city.ImportAsync(Book.Of(head, ["H2", "桂阳县", "YZ001"]).Bytes(), "household", county: null);

        Assert.Contains("COUNTY_FIXED", elsewhere.Rows.SelectMany(row => row.Findings).Select(x => x.Kind.Code));
        Assert.Contains("SITE_ELSEWHERE", crossed.Rows.SelectMany(row => row.Findings).Select(x => x.Kind.Code));
        await using var db = city.Open();
        var household = await db.Set<Household>().SingleAsync(Cancellation);
        var person = await db.Set<Person>().SingleAsync(Cancellation);
        Assert.NotNull(household.SiteId);
        Assert.Equal((ImportCity.Guiyang, household.SiteId), (person.CountyCode, person.SiteId));
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
