using System.Globalization;
using Anju.Kernel;
using Anju.Ledgers.Workbooks;
using Anju.Policy;
using Microsoft.AspNetCore.Builder;
using Microsoft.AspNetCore.Http;
using Microsoft.AspNetCore.Routing;

namespace Anju.Register.Drill;

/// <summary>The worklist as a workbook or csv, with the filters of the page, streamed.</summary>
internal static class WorkExport
{
    private const int Batch = 500;

    private static readonly SheetLayout Layout = new("待办事项",
    [
        new("对象") { Width = 12 }, new("编号") { Width = 18 }, new("事项") { Width = 24 }, new("规则"), new("原因") { Width = 40 },
        new("县（市、区）"), new("安置点") { Width = 24 }, new("牵头单位") { Width = 18 }, new("产生日期", CellFormat.Date),
        new("最晚办理", CellFormat.Date), new("灯色"), new("销号日期", CellFormat.Date), new("销号依据") { Width = 40 },
    ]) { FrozenColumns = 1 };

    /// <summary>One line, ready to be written.</summary>
    private sealed record Line(WorkItem Item, SubjectName? Subject, string County, string Site, string Lead, string Light);

    public static void Map(IEndpointRouteBuilder routes)
    {
        routes.MapGet("/work/export.xlsx", WorkbookAsync).RequireAuthorization(Policies.Read).WithMetadata(new StepUpAttribute(), new PaceAttribute(Pace.Export)).ExcludeFromDescription();
        routes.MapGet("/work/export.csv", CsvAsync).RequireAuthorization(Policies.Read).WithMetadata(new StepUpAttribute(), new PaceAttribute(Pace.Export)).ExcludeFromDescription();
    }

    private static async Task WorkbookAsync(
        [AsParameters] Asked asked, Worklist worklist, AnjuDb db, ISubjectNames names, PlanPack pack, Trail trail, HttpContext context)
    {
        await TellAsync(trail, "work.xlsx", context);
        Announce(context, "application/vnd.openxmlformats-officedocument.spreadsheetml.sheet", "xlsx");
        await using var book = new WorkbookWriter(context.Response.Body, Layout.Name);
        var sheet = book.AddSheet(Layout);
        await foreach (var line in LinesAsync(asked.Filter, worklist, db, names, pack, context.RequestAborted))
        {
            var item = line.Item;
            sheet.Text(line.Subject?.Name).Text(line.Subject?.Code).Text(item.Title).Text(item.Rule).Text(item.Reason).Text(line.County).Text(line.Site)
                .Text(line.Lead).Date(item.OpenedOn).Date(item.DueOn).Text(line.Light).Date(item.ClosedOn).Text(item.ClosedBecause).EndRow();
            await book.FlushAsync(context.RequestAborted);
        }
    }

    private static async Task CsvAsync(
        [AsParameters] Asked asked, Worklist worklist, AnjuDb db, ISubjectNames names, PlanPack pack, Trail trail, HttpContext context)
    {
        await TellAsync(trail, "work.csv", context);
        Announce(context, "text/csv; charset=utf-8", "csv");
        await using var csv = new CsvWriter(context.Response.Body);
        foreach (var column in Layout.Columns)
        {
            csv.Text(column.Header);
        }

        csv.EndRow();
        await foreach (var line in LinesAsync(asked.Filter, worklist, db, names, pack, context.RequestAborted))
        {
            var item = line.Item;
            csv.Text(line.Subject?.Name).Text(line.Subject?.Code).Text(item.Title).Text(item.Rule).Text(item.Reason).Text(line.County).Text(line.Site)
                .Text(line.Lead).Text(Day(item.OpenedOn)).Text(Day(item.DueOn)).Text(line.Light).Text(Day(item.ClosedOn)).Text(item.ClosedBecause).EndRow();
            await csv.FlushAsync(context.RequestAborted);
        }
    }

    private static async IAsyncEnumerable<Line> LinesAsync(
        WorkFilter filter, Worklist worklist, AnjuDb db, ISubjectNames names, PlanPack pack,
        [System.Runtime.CompilerServices.EnumeratorCancellation] CancellationToken cancellation)
    {
        var sites = (await names.SitesAsync(db, null, cancellation)).ToDictionary(site => site.Id, site => site.Name);
        string? after = null;
        do
        {
            var slice = await worklist.PageAsync(filter, after, null, end: false, Batch, cancellation);
            var subjects = new Dictionary<Guid, SubjectName>();
            foreach (var kind in slice.Items.GroupBy(item => item.Subject))
            {
                foreach (var (id, name) in await names.OfAsync(db, kind.Key, [.. kind.Select(item => item.SubjectId)], cancellation))
                {
                    subjects[id] = name;
                }
            }

            foreach (var item in slice.Items)
            {
                yield return new(
                    item, subjects.GetValueOrDefault(item.SubjectId), pack.NameOf(item.CountyCode), item.SiteId is { } site ? sites.GetValueOrDefault(site, "") : "",
                    pack.DepartmentName(item.Lead, item.CountyCode), filter.Closed ? "" : worklist.LightOf(item).ChineseName());
            }

            after = slice.After;
        }
        while (after is not null);
    }

    private static Task TellAsync(Trail trail, string what, HttpContext context) => trail.ExportedAsync(what, context.Request.Query.Keys, context.RequestAborted);

    private static void Announce(HttpContext context, string type, string extension)
    {
        context.Response.ContentType = type;
        context.Response.Headers.ContentDisposition = $"attachment; filename=\"work.{extension}\"; filename*=UTF-8''{Uri.EscapeDataString(Layout.Name)}.{extension}";
    }

    private static string Day(DateOnly? date) => date?.ToString("yyyy-MM-dd", CultureInfo.InvariantCulture) ?? "";

    /// <summary>The filters as the page's address has them.</summary>
    internal sealed record Asked(string? Rule, string? Lead, string? County, string? Site, string? Light, string? State, string? Township, string? Month)
    {
        public WorkFilter Filter => WorkFilters.Read(Rule, Lead, County, Site, Light, State, Township, Month);
    }
}
