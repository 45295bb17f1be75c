using System.Net.ServerSentEvents;
using System.Runtime.CompilerServices;
using Anju.Kernel;
using Anju.Ledgers.Workbooks;
using Anju.Ui;
using Microsoft.AspNetCore.Builder;
using Microsoft.AspNetCore.Http;
using Microsoft.AspNetCore.Http.HttpResults;
using Microsoft.AspNetCore.Http.Metadata;
using Microsoft.AspNetCore.Routing;

namespace Anju.Ledgers;

/// <summary>What the import pages post to and download from. Every post answers with the way to the page that shows the outcome.</summary>
internal static class ImportEndpoints
{
    private const string Workbook = "application/vnd.openxmlformats-officedocument.spreadsheetml.sheet";

    public static void Map(IEndpointRouteBuilder routes)
    {
        var import = routes.MapGroup("/import").RequireAuthorization(Policies.Import).ExcludeFromDescription();
        var most = WorkbookLimits.Default.FileBytes + (1 << 20);
        import.MapPost("/{ledger}/upload", UploadAsync).WithMetadata(new BodyLimit(most), new PaceAttribute(Pace.Upload)).WithFormOptions(multipartBodyLengthLimit: most);
        var session = import.MapGroup("/session/{id:guid}");
        session.MapPost("/columns", ColumnsAsync).WithFormOptions(valueCountLimit: 20_000);
        session.MapPost("/decide", DecideAsync).WithFormOptions(valueCountLimit: 20_000);
        session.MapPost("/commit", CommitAsync);
        session.MapPost("/cancel", CancelAsync);
        session.MapPost("/abandon", AbandonAsync);
        session.MapPost("/undo", UndoAsync);
        session.MapGet("/progress", ProgressAsync);
        session.MapGet("/report.csv", ReportAsync);
        session.MapGet("/annotated", AnnotatedAsync);
    }

    public static string PageOf(ImportSession session) => $"/import/session/{session.Id}";

    private static async Task<IResult> UploadAsync(
        string ledger, IFormFile? file, IFormCollection form, ImportTargets targets, ImportDesk desk, CancellationToken cancellation)
    {
        if (targets.Find(ledger) is not { } target)
        {
            return TypedResults.NotFound();
        }

        if (file is null || file.Length == 0)
        {
            return TypedResults.Redirect($"/import/{ledger}?missing=true");
        }

        var county = form["county"].ToString() is { Length: > 0 } chosen ? chosen : null;
        await using var upload = file.OpenReadStream();
        var session = await desk.UploadAsync(target, file.FileName, upload, county, cancellation);
        return To(session.IsOk ? session.Value : await desk.KeepRefusalAsync(target, file.FileName, session.Refusal, cancellation));
    }

    private static async Task<IResult> ColumnsAsync(
        Guid id, IFormCollection form, ImportDesk desk, ImportTargets targets, ImportJobs jobs, CancellationToken cancellation)
    {
        if (await desk.FindAsync(id, cancellation) is not { State: not (ImportState.Committed or ImportState.Undone) } session)
        {
            return TypedResults.NotFound();
        }

        session.CountyCode = form["county"].ToString() is { Length: > 0 } county ? county : session.CountyCode;
        var mapped = await desk.MapAsync(session, ColumnForm.Read(form, ImportDesk.MappingOf(session), targets.Find(session.Ledger)!), cancellation);
        if (!mapped.IsOk)
        {
            await desk.NoteAsync(session, mapped.Refusal.Message, cancellation);
            return TypedResults.Redirect(PageOf(session) + "?step=columns");
        }

        await jobs.CheckAsync(session, desk.Actor, cancellation);
        return To(session);
    }

    private static async Task<IResult> DecideAsync(Guid id, IFormCollection form, ImportDesk desk, ImportJobs jobs, CancellationToken cancellation)
    {
        if (await desk.FindAsync(id, cancellation) is not { State: ImportState.Checked } session)
        {
            return TypedResults.NotFound();
        }

        var decisions = form
            .Where(pair => pair.Key.StartsWith("row-", StringComparison.Ordinal) && Enum.TryParse<RowDecision>(pair.Value, out _))
            .ToDictionary(pair => pair.Key["row-".Length..], pair => Enum.Parse<RowDecision>(pair.Value!));
        await desk.DecideAsync(session, decisions, cancellation);
        await jobs.CheckAsync(session, desk.Actor, cancellation);
        return To(session);
    }

    private static async Task<IResult> CommitAsync(
        Guid id, IFormCollection form, ImportDesk desk, ImportJobs jobs, ImportSettings settings, CancellationToken cancellation)
    {
        if (await desk.FindAsync(id, cancellation) is not { } session)
        {
            return TypedResults.NotFound();
        }

        var reason = form["reason"].ToString().Trim();
        if (settings.TooManySuspected(session))
        {
            await desk.NoteAsync(session, "疑似重复的行太多，不能导入。请先对“待定”的行作出决定，或核对是否选错了文件。", cancellation);
            return TypedResults.Redirect(PageOf(session) + "?step=preview&do=hold");
        }

        if (reason.Length == 0)
        {
            return TypedResults.Redirect(PageOf(session) + "?step=confirm&missing=true");
        }

        await jobs.CommitAsync(session, desk.Actor, reason.Length <= 500 ? reason : reason[..500], cancellation);
        return To(session);
    }

    private static async Task<IResult> CancelAsync(Guid id, IFormCollection form, ImportDesk desk, ImportJobs jobs, CancellationToken cancellation)
    {
        if (await desk.FindAsync(id, cancellation) is not { } session)
        {
            return TypedResults.NotFound();
        }

        jobs.Cancel(session.Id);
        return To(session);
    }

    private static async Task<IResult> AbandonAsync(Guid id, IFormCollection form, ImportDesk desk, CancellationToken cancellation)
    {
        if (await desk.FindAsync(id, cancellation) is not { State: ImportState.Recognised or ImportState.Checked or ImportState.Refused } session)
        {
            return TypedResults.NotFound();
        }

        await desk.AbandonAsync(session, cancellation);
        return TypedResults.Redirect("/import");
    }

    private static async Task<IResult> UndoAsync(Guid id, IFormCollection form, ImportDesk desk, CancellationToken cancellation)
    {
        if (await desk.FindAsync(id, cancellation) is not { } session)
        {
            return TypedResults.NotFound();
        }

        var reason = form["reason"].ToString().Trim();
        if (reason.Length == 0)
        {
            await desk.NoteAsync(session, "请填写撤销的理由。", cancellation);
        }
        else if (await desk.UndoAsync(session, reason, cancellation) is { Refusal: { } refusal })
        {
            await desk.NoteAsync(session, refusal.Message, cancellation);
        }

        return To(session);
    }

    private static async Task<IResult> ProgressAsync(Guid id, ImportDesk desk, ImportJobs jobs, CancellationToken cancellation) =>
        await desk.FindAsync(id, cancellation) is null
            ? TypedResults.NotFound()
            : TypedResults.ServerSentEvents(EventsAsync(id, desk, jobs, cancellation), ProgressEvent.Name);

    private static async IAsyncEnumerable<ProgressEvent> EventsAsync(
        Guid id, ImportDesk desk, ImportJobs jobs, [EnumeratorCancellation] CancellationToken cancellation)
    {
        while (true)
        {
            if (jobs.ProgressOf(id) is { } progress)
            {
                yield return progress;
            }
            else if (await desk.FindAsync(id, cancellation) is not { State: ImportState.Checking or ImportState.Committing } session)
            {
                yield return new ProgressEvent(0, 0, "已结束", Finished: true);
                yield break;
            }
            else
            {
                yield return new ProgressEvent(0, 0, session.State == ImportState.Checking ? "正在检查" : "正在写入");
            }

            await Task.Delay(TimeSpan.FromMilliseconds(400), cancellation);
        }
    }

    private static async Task<IResult> ReportAsync(Guid id, ImportDesk desk, CancellationToken cancellation)
    {
        if (await desk.FindAsync(id, cancellation) is not { } session)
        {
            return TypedResults.NotFound();
        }

        var sheets = ImportDesk.MappingOf(session).Sheets;
        return TypedResults.Stream(
            output => ImportReport.WriteForPeopleAsync(sheets, desk.RowsAsync(session, cancellation), output, cancellation),
            "text/csv; charset=utf-8",
            $"逐行结果-{Path.ChangeExtension(session.FileName, ".csv")}");
    }

    private static async Task<IResult> AnnotatedAsync(Guid id, ImportDesk desk, CancellationToken cancellation)
    {
        if (await desk.FindAsync(id, cancellation) is not { } session)
        {
            return TypedResults.NotFound();
        }

        var sheets = ImportDesk.MappingOf(session).Sheets;
        var notes = new List<CellNote>();
        await foreach (var row in desk.RowsAsync(session, cancellation))
        {
            notes.AddRange(ImportNotes.Of(sheets, row));
        }

        await using var file = await desk.OpenFileAsync(session, cancellation);
        var output = ImportStore.TemporaryFile();
        AnnotatedWorkbook.Write(file, session.FileName, notes, output, cancellationToken: cancellation);
        output.Position = 0;
        return TypedResults.Stream(output, Workbook, "批注-" + Path.ChangeExtension(session.FileName, ".xlsx"));
    }

    private static RedirectHttpResult To(ImportSession session) => TypedResults.Redirect(PageOf(session));

    private sealed record BodyLimit(long? MaxRequestBodySize) : IRequestSizeLimitMetadata;
}
