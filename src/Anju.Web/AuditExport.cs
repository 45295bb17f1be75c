using Anju.Access;
using Anju.Kernel;
using Anju.Ledgers.Workbooks;
using Anju.Ui;

namespace Anju.Web;

/// <summary>
/// The security log as a workbook, with the filters of the page, streamed; with sequence and code of each event, so that it can be compared later.
/// Here because the module of access does not see the engine that writes workbooks.
/// </summary>
internal static class AuditExport
{
    private static readonly SheetLayout Layout = new("安全日志",
    [
        new("序号") { Width = 10 }, new("时间") { Width = 20 }, new("事件") { Width = 16 }, new("结果") { Width = 8 }, new("姓名") { Width = 16 }, new("账号") { Width = 24 }, new("单位") { Width = 24 },
        new("来源地址") { Width = 18 }, new("对象") { Width = 30 }, new("记录") { Width = 38 }, new("户") { Width = 38 }, new("县市区") { Width = 10 }, new("说明") { Width = 40 }, new("校验值") { Width = 66 },
    ]) { FrozenColumns = 1 };

    public static void Map(IEndpointRouteBuilder routes) =>
        routes.MapGet("/audit/export.xlsx", WriteAsync).RequireAuthorization(Policies.Audit).WithMetadata(new StepUpAttribute(), new PaceAttribute(Pace.Export)).ExcludeFromDescription();

    private static async Task WriteAsync(AuditLog audit, TypedWords words, Trail trail, HttpContext context)
    {
        var query = context.Request.Query;
        string? Of(string name) => query[name].FirstOrDefault();
        var filter = AuditFilter.Read(Of("from"), Of("to"), Of("kind"), Of("result"), words.Asked(context.Request, "who"), Of("what"), Of("county"), Of("address"));
        await trail.ExportedAsync("security-log.xlsx", query.Keys, context.RequestAborted);
        context.Response.ContentType = "application/vnd.openxmlformats-officedocument.spreadsheetml.sheet";
        context.Response.Headers.ContentDisposition = $"attachment; filename=\"security-log.xlsx\"; filename*=UTF-8''{Uri.EscapeDataString(Layout.Name)}.xlsx";
        await using var book = new WorkbookWriter(context.Response.Body, Layout.Name);
        var sheet = book.AddSheet(Layout);
        await foreach (var one in audit.AllAsync(filter, context.RequestAborted))
        {
            sheet.Text(one.Sequence.ToString()).Text(Format.Moment(one.At)).Text(TermTitles.Of(one.Kind)).Text(one.Succeeded ? "成功" : "未成功").Text(one.ActorName).Text(one.ActorId).Text(one.Organisation)
                .Text(one.Address).Text(one.Subject).Text(one.RecordId?.ToString()).Text(one.HouseholdId?.ToString()).Text(one.CountyCode).Text(one.Detail).Text(one.Hash).EndRow();
            await book.FlushAsync(context.RequestAborted);
        }
    }
}
