using System.Globalization;
using System.Text.RegularExpressions;
using Anju.Demo;
using Anju.Kernel;
using Anju.Ledgers;
using Anju.Policy;
using Anju.Register;
using Microsoft.EntityFrameworkCore;
using Microsoft.Playwright;

namespace Anju.Browser.Tests.Product;

/// <summary>
/// The main job as a county officer does it: the county's messy workbook in, the month run, a figure opened down to one
/// household, a fact mended on the page, the month run again, and the work item closed because the data changed.
/// </summary>
public sealed partial class MainJobTests(Chromium chromium)
{
    private const string County = "431026";

    private static CancellationToken Stop => TestContext.Current.CancellationToken;

    [Theory]
    [InlineData(false, 1440)]
    [InlineData(false, 390)]
    [InlineData(true, 1440)]
    [InlineData(true, 390)]
    public async Task A_workbook_becomes_a_judged_month_and_a_mended_fact_closes_its_work_item(bool onServer, int width)
    {
        await using var server = await DemoServer.StartAsync(onServer);
        var page = await server.SignInAsync(chromium, Role.CountyOfficer, width, County);
        var picture = 0;
        Task Keep(string what) => DemoServer.PictureAsync(page, $"main-job-{(onServer ? "postgresql" : "sqlite")}-{width}-{++picture:00}-{what}");

        // The workbook goes in.
        var before = await PeopleAsync(server);
        await OpenFromMenuAsync(page, "数据导入", width);
        await page.Locator("main a[href='/import/person']").First.ClickAsync();
        await page.Locator("input[type=file]").SetInputFilesAsync(MessyWorkbook());
        await Keep("upload");
        await page.GetByRole(AriaRole.Button, new() { Name = "上传并识别" }).ClickAsync();
        await Expect(page.GetByRole(AriaRole.Button, new() { Name = "开始检查" }).First).ToBeVisibleAsync();
        await Keep("columns");
        await page.GetByRole(AriaRole.Button, new() { Name = "开始检查" }).First.ClickAsync();
        var sum = page.Locator("main p", new() { HasText = "读取" }).Filter(new() { HasTextRegex = Sum() });
        await Expect(sum).ToBeVisibleAsync(new() { Timeout = 60_000 });
        await Keep("preview");
        var rows = Sum().Match(await sum.InnerTextAsync());
        Assert.Equal(NumberOf(rows, 1), NumberOf(rows, 2) + NumberOf(rows, 3) + NumberOf(rows, 4) + NumberOf(rows, 5));
        Assert.All(Enumerable.Range(2, 4), part => Assert.True(NumberOf(rows, part) > 0));
        var fresh = (int)NumberOf(Regex.Match(await sum.InnerTextAsync(), @"新增 ([\d,]+)"), 1);
        Assert.True(fresh > 0);
        await page.GetByRole(AriaRole.Link, new() { NameRegex = new Regex("^确认导入") }).ClickAsync();
        await page.GetByLabel("导入理由").FillAsync("2025年11月全员核实表");
        await Keep("confirm");
        Assert.Equal(before, await PeopleAsync(server));
        await page.GetByRole(AriaRole.Button, new() { NameRegex = new Regex("^写入") }).ClickAsync();
        await Expect(page.GetByText("导入完成")).ToBeVisibleAsync(new() { Timeout = 60_000 });
        await Keep("result");
        Assert.Equal(before + fresh, await PeopleAsync(server));

        // The month is run.
        await RunAsync(page);
        await Keep("month");

        // The figure opens to its households, and one of them to its file.
        var (notMet, list) = await NotMetAsync(page);
        await Keep("county");
        Assert.True(notMet > 0);
        await page.GotoAsync(list);
        await Expect(page.Locator(".pager")).ToContainTextAsync($"{notMet:N0} 户");
        await Keep("households");
        var (household, labourer, name, from) = await WithoutWorkAsync(server);
        await page.GotoAsync(list + "&q=" + household.Code);
        await page.Locator("tbody tr").First.Locator("a").First.ClickAsync();
        await Expect(page.Locator(".judged-rule", new() { HasText = "R-M03-3" })).ToContainTextAsync("未达标");
        await Expect(page.Locator("main")).ToContainTextAsync("仅不稳定就业或无人就业");
        await Keep("file");

        // The fact that was missing is entered.
        await page.Locator($"main a[href*='employment-spell/new'][href*='{labourer}']").First.ClickAsync();
        await page.GetByLabel("开始日期").FillAsync(from.ToString("O"));
        await page.GetByLabel("就业渠道").SelectOptionAsync(new SelectOptionValue { Label = "县内务工" });
        await page.GetByLabel("工作地点").FillAsync("湖南省郴州市汝城县");
        await page.GetByLabel("用人单位名称").FillAsync("汝城兴旺制衣有限公司");
        await page.GetByLabel("月收入").FillAsync("3200");
        await page.GetByLabel("核实日期").FillAsync("2025-11-18");
        await Keep("spell");
        await page.GetByRole(AriaRole.Button, new() { Name = "保存" }).ClickAsync();
        await Expect(page.Locator("main")).ToContainTextAsync("汝城兴旺制衣有限公司");
        await page.GotoAsync($"/households/{household.Id}");
        await Expect(page.Locator(".judged-rule", new() { HasText = "R-M03-3" })).ToContainTextAsync($"{name}稳定就业");
        await Expect(page.Locator(".judged-rule", new() { HasText = "R-M03-3" })).ToContainTextAsync("上次运行为“未达标”，数据已变化");
        await Keep("file-mended");

        // Run again: one less, and the item is closed by the data.
        await RunAsync(page);
        Assert.Equal(notMet - 1, (await NotMetAsync(page)).Count);
        await page.GotoAsync("/work?rule=R-M03-3&state=closed");
        var closed = page.Locator("tbody tr", new() { HasText = household.Code });
        await Expect(closed).ToContainTextAsync("2025年11月运行判定：已达标");
        await Keep("closed");
        await using var db = server.Open();
        var item = await db.Set<WorkItem>().AsNoTracking().Where(x => x.Rule == "R-M03-3" && x.HouseholdId == household.Id).OrderByDescending(x => x.OpenedOn).FirstAsync(Stop);
        Assert.Equal(DemoServer.City.Today, item.ClosedOn);
    }

    [Fact]
    public async Task The_journey_to_a_household_needs_no_script()
    {
        await using var server = await DemoServer.StartAsync(onServer: false);
        var page = await server.SignInAsync(chromium, Role.CountyOfficer, 1440, County, script: false);

        await page.GotoAsync("/");
        await page.GetByRole(AriaRole.Link, new() { NameRegex = new Regex("^未达标 ") }).First.ClickAsync();
        await page.Locator("tbody tr").First.Locator("a").First.ClickAsync();
        await Expect(page.Locator("main h1")).ToHaveTextAsync("一户一档");
        await page.GetByRole(AriaRole.Link, new() { Name = "月度核实" }).First.ClickAsync();

        await Expect(page.GetByRole(AriaRole.Button).First).ToBeVisibleAsync();
    }

    private static async Task RunAsync(IPage page)
    {
        await page.GotoAsync("/months");
        await page.GetByRole(AriaRole.Button, new() { NameRegex = new Regex("^运行") }).ClickAsync();
        await page.WaitForURLAsync(new Regex($"/months/{DemoServer.Latest}"));
        await Expect(page.GetByRole(AriaRole.Heading, new() { Name = "正在运行" })).ToHaveCountAsync(0, new() { Timeout = 60_000 });
        await Expect(page.GetByRole(AriaRole.Heading, new() { Name = "运行结果" })).ToBeVisibleAsync();
    }

    /// <summary>What the start page says of households without a stable job, and where that leads.</summary>
    private static async Task<(int Count, string List)> NotMetAsync(IPage page)
    {
        await page.GotoAsync("/");
        var link = page.Locator(".figure", new() { HasText = "一户一人稳定就业率" }).GetByRole(AriaRole.Link, new() { NameRegex = new Regex("^未达标") });
        var count = int.Parse(Regex.Match(await link.InnerTextAsync(), @"[\d,]+").Value, NumberStyles.AllowThousands, CultureInfo.InvariantCulture);
        return (count, (await link.GetAttributeAsync("href"))!);
    }

    /// <summary>A household of the county in which nobody works, and a labourer of it.</summary>
    /// <summary>Somebody of a household without work, and a day from which a job can be entered: a job does not begin before the last one ended.</summary>
    private static async Task<(Household Household, Guid Labourer, string Name, DateOnly From)> WithoutWorkAsync(DemoServer server)
    {
        await using var db = server.Open();
        var found = await (
            from item in db.Set<WorkItem>()
            join household in db.Set<Household>() on item.HouseholdId equals household.Id
            join person in db.Set<Person>() on household.Id equals person.HouseholdId
            where item.Rule == "R-M03-3" && item.ClosedOn == null && item.CountyCode == County && item.Reason.Contains("无人就业")
                && person.Status == PersonStatus.Active && person.LabourCapacity == LabourCapacity.Ordinary
                && person.BirthDate > new DateOnly(1968, 1, 1) && person.BirthDate < new DateOnly(2005, 1, 1)
            orderby household.Id
            select new { household, person.Id, person.Name }).AsNoTracking().FirstAsync(Stop);
        var free = new DateOnly(2025, 2, 10);
        var ended = await db.Set<EmploymentSpell>().Where(spell => spell.PersonId == found.Id).MaxAsync(spell => spell.EndedOn, Stop);
        return (found.household, found.Id, found.Name, ended > free ? ended.Value : free);
    }

    private static async Task<int> PeopleAsync(DemoServer server)
    {
        await using var db = server.Open();
        return await db.Set<Person>().CountAsync(Stop);
    }

    private static FilePayload MessyWorkbook()
    {
        using var file = new MemoryStream();
        DemoWorkbook.Write(file, DemoServer.City with { Households = 1_700 }, County);
        return new() { Name = "汝城县全员核实表.xlsx", MimeType = "application/vnd.openxmlformats-officedocument.spreadsheetml.sheet", Buffer = file.ToArray() };
    }

    private static async Task OpenFromMenuAsync(IPage page, string name, int width)
    {
        if (width < 600)
        {
            await page.Locator("[data-menu]").ClickAsync();
        }

        await page.Locator("#side").GetByRole(AriaRole.Link, new() { Name = name }).ClickAsync();
    }

    private static long NumberOf(Match found, int group) => long.Parse(found.Groups[group].Value, NumberStyles.AllowThousands, CultureInfo.InvariantCulture);

    private static ILocatorAssertions Expect(ILocator locator) => Assertions.Expect(locator);

    [GeneratedRegex(@"读取 ([\d,]+) = 导入 ([\d,]+) \+ 退回 ([\d,]+) \+ 待定 ([\d,]+) \+ 跳过 ([\d,]+)")]
    private static partial Regex Sum();
}
