using Anju.Kernel;
using Anju.Ledgers.Workbooks;
using Microsoft.EntityFrameworkCore;

namespace Anju.Ledgers;

/// <summary>How careful imports are.</summary>
public sealed record ImportSettings
{
    public static ImportSettings Default { get; } = new();

    public WorkbookLimits Limits { get; init; } = WorkbookLimits.Default;

    /// <summary>Above this share of suspected duplicates among the rows to be imported, 0–1, the import stops at the preview.</summary>
    public double SuspectedShare { get; init; } = 0.05;

    /// <summary>Fewer suspected duplicates than this never stop an import.</summary>
    public int SuspectedAtLeast { get; init; } = 10;

    public bool TooManySuspected(ImportSession session) =>
        session.Suspected >= SuspectedAtLeast && session.Suspected > SuspectedShare * (session.Imported + session.Held);
}

/// <summary>The steps of the wizard, on behalf of one actor: upload, correct the columns, check, confirm, undo.</summary>
public sealed class ImportDesk(AnjuDb db, ImportTargets targets, IDivisionNames divisions, BusinessDate today, TimeProvider clock, ImportSettings settings, SecurityLog log)
{
    private const int RecentShown = 20;
    private const int LongestNotice = 1_000;

    private readonly Trail trail = new(log, db.Actor, db.Keys);

    public Actor Actor => db.Actor;

    /// <summary>The actor's session; those of others are seen by the city only.</summary>
    public async Task<ImportSession?> FindAsync(Guid id, CancellationToken cancellation) =>
        await db.Set<ImportSession>().AsNoTracking().FirstOrDefaultAsync(session => session.Id == id, cancellation) is { } session
            && (session.OwnerId == Actor.Id || Actor.Scope.WholeCity) ? session : null;

    public Task<List<ImportSession>> RecentAsync(string? ledger, CancellationToken cancellation) => db.Set<ImportSession>().AsNoTracking()
        .Where(session => (session.OwnerId == Actor.Id || Actor.Scope.WholeCity) && (ledger == null || session.Ledger == ledger))
        .OrderByDescending(session => session.Id)
        .Take(RecentShown)
        .ToListAsync(cancellation);

    /// <summary>Takes a file in: opens it, finds sheets and headers, keeps it. A file that cannot be read leaves nothing.</summary>
    public async Task<Result<ImportSession>> UploadAsync(
        ImportTarget target, string fileName, Stream upload, string? county, CancellationToken cancellation)
    {
        await using var file = ImportStore.TemporaryFile();
        await upload.CopyToAsync(file, cancellation);
        FileMapping mapping;
        try
        {
            using var book = TabularFile.Open(file, fileName, settings.Limits, cancellationToken: cancellation);
            mapping = Recogniser.Recognise(book, target, await RememberedAsync(target, cancellation));
        }
        catch (FileRefusedException refused)
        {
            return refused.Refusal;
        }

        if (!mapping.Data.Any())
        {
            return Recogniser.Problem(mapping, target)!;
        }

        var session = New(target, fileName, file.Length, county);
        session.Mapping = ImportStore.Write(mapping);
        await using var transaction = await db.Database.BeginTransactionAsync(cancellation);
        db.Add(session);
        await db.SaveChangesAsync(cancellation);
        await ImportStore.SaveFileAsync(db, session.Id, file, cancellation);
        await transaction.CommitAsync(cancellation);
        return session;
    }

    /// <summary>Reads, judges and, unless it is only a check, writes a file in one go, as commands do. The session kept is that of the wizard.</summary>
    public async Task<Result<ImportRun>> ImportAsync(
        ImportTarget target, string fileName, Stream file, string? county, string? reason, IProgress<ReadProgress>? progress, CancellationToken cancellation)
    {
        var remembered = await RememberedAsync(target, cancellation);
        ImportRun run;
        try
        {
            using var book = TabularFile.Open(file, fileName, settings.Limits, progress, cancellation);
            var context = new ImportContext(county, today.Today, divisions, RowDecisions.None);
            var read = ImportRun.Read(book, target, context, Recogniser.Recognise(book, target, remembered), cancellation);
            if (!read.IsOk)
            {
                return read;
            }

            run = read.Value;
        }
        catch (FileRefusedException refused)
        {
            return refused.Refusal;
        }

        if (reason is null)
        {
            await run.JudgeAsync(db, cancellation);
            return run;
        }

        await using var change = await Change.BeginAsync(db, Origin.Import, reason, clock, cancellation);
        var session = New(target, fileName, file.Length, county);
        var id = session.Id;

        // Sealed beside the judging and the writing, which keep one core busy and not two.
        var kept = new List<Task<List<ImportContent>>> { Task.Run(() => ImportStore.Sealed(db.Keys, id, file), cancellation) };
        try
        {
            await run.JudgeAsync(db, cancellation);
            session.Count(run);
            if (settings.TooManySuspected(session))
            {
                return new Refusal("TOO_MANY_SUSPECTED", $"有 {session.Suspected} 行疑似与系统中的人重复，超过允许的比例，没有写入。请核对是否选错了文件，或在网页上逐行决定后导入。");
            }

            kept.Add(Task.Run(() => ImportStore.Sealed(db.Keys, id, run.Rows), cancellation));
            if (await run.WriteAsync(db, change, cancellation) is { Refusal: { } no })
            {
                return no;
            }
        }
        finally
        {
            await Task.WhenAll(kept); // whatever became of the rows: the file is the caller's to close
        }

        session.Mapping = ImportStore.Write(run.Layout);
        session.Reason = reason;
        session.State = ImportState.Committed;
        session.BatchId = run.Tally is { New: 0, Changed: 0 } ? null : change.BatchId;
        session.FinishedAt = clock.GetUtcNow().UtcDateTime;
        db.Add(session);
        await db.SaveChangesAsync(cancellation);
        foreach (var pieces in kept)
        {
            await ImportStore.SaveAsync(db, await pieces, cancellation);
        }

        if (await change.CommitAsync(cancellation) is { Refusal: { } refusal })
        {
            return refusal;
        }

        await TellAsync(session, change.BatchId);
        return run;
    }

    /// <summary>Takes corrected columns, and remembers them for the sender's next file.</summary>
    public async Task<Result> MapAsync(ImportSession session, FileMapping mapping, CancellationToken cancellation)
    {
        var target = targets.Find(session.Ledger)!;
        var before = MappingOf(session);
        var changed = mapping.Sheets.SelectMany(sheet => sheet.Columns.Select(column => (column, Sheet: before.Sheets[sheet.Index])))
            .Where(pair => pair.Sheet.Columns.FirstOrDefault(column => column.Column == pair.column.Column)?.Field != pair.column.Field)
            .Select(pair => (Header: Recogniser.KeyOf(pair.column.Header), Field: pair.column.Field ?? ""))
            .DistinctBy(pair => pair.Header)
            .ToList();
        var headers = changed.ConvertAll(pair => pair.Header);
        await db.Set<ImportHeader>()
            .Where(known => known.Organisation == Actor.Organisation && known.Ledger == target.Code && headers.Contains(known.Header))
            .ExecuteDeleteAsync(cancellation);
        db.AddRange(changed.Where(pair => pair.Header.Length is > 0 and <= 200)
            .Select(pair => new ImportHeader { Organisation = Actor.Organisation, Ledger = target.Code, Header = pair.Header, Field = pair.Field }));
        await db.SaveChangesAsync(cancellation);
        await db.Set<ImportSession>().Where(one => one.Id == session.Id).ExecuteUpdateAsync(
            set => set.SetProperty(one => one.Mapping, ImportStore.Write(mapping)).SetProperty(one => one.CountyCode, session.CountyCode), cancellation);
        session.Mapping = ImportStore.Write(mapping);
        return Recogniser.Problem(mapping, target) is { } problem ? problem : Result.Ok;
    }

    public async Task DecideAsync(ImportSession session, IReadOnlyDictionary<string, RowDecision> decisions, CancellationToken cancellation)
    {
        var all = DecisionsOf(session);
        foreach (var (row, decision) in decisions)
        {
            all[row] = decision;
        }

        session.Decisions = ImportStore.Write(all);
        await db.Set<ImportSession>().Where(one => one.Id == session.Id)
            .ExecuteUpdateAsync(set => set.SetProperty(one => one.Decisions, session.Decisions), cancellation);
    }

    /// <summary>Takes the whole import back, while nothing later touched its rows.</summary>
    public async Task<Result<Written>> UndoAsync(ImportSession session, string reason, CancellationToken cancellation)
    {
        if (session is not { State: ImportState.Committed, BatchId: { } batch })
        {
            return new Refusal("NOT_COMMITTED", "这次导入没有写入过数据，不需要撤销。");
        }

        var undone = await Undo.RunAsync(
            db, batch, reason, clock, cancellation, async _ => await MoveAsync(session, ImportState.Committed, ImportState.Undone, cancellation) ? null : Refusals.Conflict);
        if (undone.IsOk)
        {
            await trail.DidAsync(SecurityEventKind.Undone, session.Ledger, "撤销导入", batch, CancellationToken.None);
        }

        return undone;
    }

    /// <summary>Gives the upload up; its file and rows are deleted.</summary>
    public async Task AbandonAsync(ImportSession session, CancellationToken cancellation)
    {
        if (await MoveAsync(session, session.State, ImportState.Abandoned, cancellation))
        {
            await db.Set<ImportContent>().Where(content => content.SessionId == session.Id).ExecuteDeleteAsync(cancellation);
        }
    }

    /// <summary>Keeps a refusal for the page that shows it; there is no file to go with it.</summary>
    public async Task<ImportSession> KeepRefusalAsync(ImportTarget target, string fileName, Refusal refusal, CancellationToken cancellation)
    {
        var session = New(target, fileName, 0, null);
        session.State = ImportState.Refused;
        session.Notice = refusal.Message.Length <= LongestNotice ? refusal.Message : refusal.Message[..LongestNotice];
        db.Add(session);
        await db.SaveChangesAsync(cancellation);
        return session;
    }

    public async Task NoteAsync(ImportSession session, string notice, CancellationToken cancellation) => await db.Set<ImportSession>()
        .Where(one => one.Id == session.Id)
        .ExecuteUpdateAsync(set => set.SetProperty(one => one.Notice, notice.Length <= LongestNotice ? notice : notice[..LongestNotice]), cancellation);

    /// <summary>The judged rows of a session, in the order of the file.</summary>
    public IAsyncEnumerable<RowRecord> RowsAsync(ImportSession session, CancellationToken cancellation) => ImportStore.RowsAsync(db, session.Id, cancellation);

    /// <summary>The uploaded file, in a temporary place that vanishes when closed.</summary>
    public Task<Stream> OpenFileAsync(ImportSession session, CancellationToken cancellation) => ImportStore.OpenFileAsync(db, session.Id, cancellation);

    private async Task<bool> MoveAsync(ImportSession session, ImportState from, ImportState to, CancellationToken cancellation) =>
        from is not (ImportState.Checking or ImportState.Committing) && await db.Set<ImportSession>()
            .Where(one => one.Id == session.Id && one.Fence == session.Fence && one.State == from)
            .ExecuteUpdateAsync(set => set.SetProperty(one => one.State, to).SetProperty(one => one.Fence, session.Fence + 1), cancellation) == 1;

    public static FileMapping MappingOf(ImportSession session) => ImportStore.Parse<FileMapping>(session.Mapping)!;

    public static Dictionary<string, RowDecision> DecisionsOf(ImportSession session) => ImportStore.Parse<Dictionary<string, RowDecision>>(session.Decisions) ?? [];

    /// <summary>Reads and judges the file; writes the rows and counts into the session, nothing into the register.</summary>
    internal async Task<Result<ImportRun>> CheckAsync(ImportSession session, ImportProgress progress, CancellationToken cancellation)
    {
        var read = await ReadAsync(session, "正在检查（1/3）：读取表格", progress, cancellation);
        if (!read.IsOk)
        {
            return read.Refusal;
        }

        progress.Enter("正在检查（2/3）：与系统中已有的数据比对", read.Value);
        await read.Value.JudgeAsync(db, cancellation);
        session.Count(read.Value);
        progress.Enter("正在检查（3/3）：保存检查结果", read.Value);
        await using var transaction = await db.Database.BeginTransactionAsync(cancellation);
        await ImportStore.SaveRowsAsync(db, session.Id, read.Value.Rows, cancellation);
        await transaction.CommitAsync(cancellation);
        return read;
    }

    /// <summary>
    /// Reads the file again and judges it in the change that writes it. All rows or none; refused when the register has moved
    /// on and the outcome is no longer the one that was confirmed.
    /// </summary>
    internal async Task<Result<Written>> CommitAsync(
        ImportSession session, string reason, ImportProgress progress, Func<AnjuDb, Guid?, Task<bool>> finish, CancellationToken cancellation)
    {
        var read = await ReadAsync(session, "正在写入（1/3）：重新读取表格", progress, cancellation);
        if (!read.IsOk)
        {
            return read.Refusal;
        }

        var run = read.Value;
        progress.Enter("正在写入（2/3）：与系统中的数据再次比对", run);
        await using var change = await Change.BeginAsync(db, Origin.Import, reason, clock, cancellation);
        await run.JudgeAsync(db, cancellation);
        if (run.Digest() != session.Digest)
        {
            return new Refusal("PREVIEW_OUTDATED", "检查之后系统中的数据有了变化，导入结果会和刚才的预览不同，所以没有写入。已重新检查，请再次核对后确认。");
        }

        progress.Enter("正在写入（3/3）：写入系统", run);
        var written = await run.WriteAsync(db, change, cancellation);
        if (!written.IsOk)
        {
            return written.Refusal;
        }

        var any = run.Tally is { New: 0, Changed: 0 } ? (Guid?)null : change.BatchId;
        if (!await finish(db, any))
        {
            return new Refusal("IMPORT_TAKEN_OVER", "这次导入已在别处继续，这里没有写入。请刷新页面查看进展。");
        }

        var committed = await change.CommitAsync(cancellation);
        if (committed.IsOk)
        {
            await TellAsync(session, change.BatchId);
        }

        return committed;
    }

    private async Task<Result<ImportRun>> ReadAsync(ImportSession session, string step, ImportProgress progress, CancellationToken cancellation)
    {
        await using var file = await ImportStore.OpenFileAsync(db, session.Id, cancellation);
        try
        {
            using var book = TabularFile.Open(file, session.FileName, settings.Limits, progress, cancellation);
            progress.Read(step, session.Digest is null ? Stated(book) : session.Read);
            var context = new ImportContext(session.CountyCode, today.Today, divisions, new RowDecisions(DecisionsOf(session)));
            return ImportRun.Read(book, targets.Find(session.Ledger)!, context, MappingOf(session), cancellation, progress.Follow);
        }
        catch (FileRefusedException refused)
        {
            return refused.Refusal;
        }
    }

    /// <summary>Rows of all sheets as the workbook states them; 0 when it does not of each.</summary>
    private static int Stated(TabularFile book)
    {
        var last = book.Sheets.Select(sheet => sheet.ReadDimension()?.LastRow ?? 0).ToList();
        return last.Contains(0) ? 0 : last.Sum();
    }

    /// <summary>Once it is committed, whatever becomes of the request.</summary>
    private Task TellAsync(ImportSession session, Guid batch) => trail.DidAsync(
        SecurityEventKind.Imported, session.Ledger, $"导入 {session.Imported} 行，暂缓 {session.Held} 行", batch, CancellationToken.None);

    private ImportSession New(ImportTarget target, string fileName, long size, string? county) => new()
    {
        Ledger = target.Code,
        FileName = Path.GetFileName(fileName) is { Length: <= 200 } name ? name : Path.GetFileName(fileName)[^200..],
        FileSize = size,
        OwnerId = Actor.Id,
        OwnerName = Actor.Name,
        Organisation = Actor.Organisation,
        CountyCode = county ?? Actor.Scope.County,
        CreatedAt = clock.GetUtcNow().UtcDateTime,
        State = ImportState.Recognised,
    };

    private async Task<Dictionary<string, string>> RememberedAsync(ImportTarget target, CancellationToken cancellation) => await db.Set<ImportHeader>().AsNoTracking()
        .Where(header => header.Organisation == Actor.Organisation && header.Ledger == target.Code)
        .ToDictionaryAsync(header => header.Header, header => header.Field, cancellation);
}
