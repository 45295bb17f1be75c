using System.Collections.Concurrent;
using System.Security.Cryptography;
using System.Text;
using Anju.Kernel;
using Microsoft.EntityFrameworkCore;

namespace Anju.Policy;

/// <summary>How far a run is.</summary>
public readonly record struct RunProgress(int Run, int PartsDone, int Parts, int Households, int People);

/// <summary>
/// Judges one month of the whole register as it is at one moment: reads facts part by part, judges on all cores, writes
/// packed answers and figures, and opens, keeps or closes work items. Until it is finished nothing of it shows; stopped, it
/// goes on behind the last finished part if nothing has changed since; repeated, it gives the same answers byte for byte.
/// </summary>
public sealed class RunMonth(Databases databases, IFactSource source, RuleBook rules, PlanPack pack, TimeProvider clock) : IDisposable
{
    /// <summary>Households judged and written at one go: some tens of megabytes whatever the size of the register.</summary>
    internal int PartSize { get; init; } = 2_500;

    /// <summary>Answers that are removed in one transaction.</summary>
    internal int SweptAtOnce { get; init; } = 20_000;

    /// <summary>Answers that the worklists are compared with at one go.</summary>
    internal int ComparedAtOnce { get; init; } = 2_000;

    private readonly SemaphoreSlim writing = new(1);

    public async Task<Result<MonthlyRun>> RunAsync(
        Month month, DateOnly judgedOn, string startedBy, IProgress<RunProgress>? progress, CancellationToken cancellation)
    {
        if (Refuse(month, judgedOn) is { } refusal)
        {
            return refusal;
        }

        await using var turn = await RunTurn.TakeAsync(databases, month, cancellation);
        if (turn is null)
        {
            return new Refusal("RUN_UNDER_WAY", $"{month.ToChinese()}正在另一处运行，请等它完成后再看结果，或先取消它。", "month");
        }

        MonthlyRun? run = null;
        try
        {
            await using (var register = await source.TakeAsync(cancellation))
            {
                var parts = await register.PartsAsync(PartSize, rules.Subjects(month), cancellation);
                run = await StartAsync(month, judgedOn, startedBy, parts.Count, Basis(register.State, parts, month, judgedOn), cancellation);
                await JudgeAsync(run, register, parts, progress, cancellation);
            }

            await FinishAsync(run, cancellation);
            return run;
        }
        catch (OperationCanceledException)
        {
            await EndAsync(run, RunState.Cancelled, null);
            await SweepAsync(CancellationToken.None);
            throw;
        }
        catch (Exception problem)
        {
            await EndAsync(run, RunState.Broken, problem.GetType().Name);
            throw;
        }
    }

    /// <summary>
    /// Removes the answers and figures of runs that were cancelled or replaced, a few thousand answers at a time, so that nobody who writes
    /// meanwhile has to wait. A sweep that was broken off is taken up by the next.
    /// </summary>
    public async Task SweepAsync(CancellationToken cancellation)
    {
        await using var db = databases.Open(Actor.System);
        var over = db.Set<MonthlyRun>().Where(run => run.State == RunState.Replaced || run.State == RunState.Cancelled);
        foreach (var run in await over.Where(run => db.Set<RunPart>().Any(part => part.Run == run.Number)).Select(run => run.Number).ToListAsync(cancellation))
        {
            var answers = db.Set<Judgement>().Where(x => x.Run == run);
            while (await answers.OrderBy(x => x.SubjectId).Skip(SweptAtOnce).Select(x => (Guid?)x.SubjectId).FirstOrDefaultAsync(cancellation) is { } rest)
            {
                await answers.Where(x => x.SubjectId < rest).ExecuteDeleteAsync(cancellation);
            }

            await answers.ExecuteDeleteAsync(cancellation);
            await db.Set<IndicatorCell>().Where(x => x.Run == run).ExecuteDeleteAsync(cancellation);
            await db.Set<RunPart>().Where(x => x.Run == run).ExecuteDeleteAsync(cancellation);
        }
    }

    public void Dispose() => writing.Dispose();

    private Refusal? Refuse(Month month, DateOnly judgedOn)
    {
        if (month > Month.Of(judgedOn))
        {
            return new("FUTURE_MONTH", $"{month.ToChinese()}还没有到，不能运行。请选择{Month.Of(judgedOn).ToChinese()}或更早的月份。", "month");
        }

        return month < new Month(pack.Plan.FirstYear, 1)
            ? new("BEFORE_PLAN", $"方案从{pack.Plan.FirstYear}年起实施，请选择{pack.Plan.FirstYear}年1月或以后的月份。", "month")
            : null;
    }

    /// <summary>All that an answer can come from. What is equal in it gives equal answers, part by part.</summary>
    private string Basis(string register, IReadOnlyList<FactPart> parts, Month month, DateOnly judgedOn)
    {
        var parameters = pack.Parameters.At(month);
        var lines = parts.Select(part => $"{part.Number} {part.Subject} {part.From}")
            .Concat(rules.Subjects(month).SelectMany(kind => rules.Of(kind, month))
                .Select(rule => $"{rule.Code} {rule.Version} {rule.GetType().Module.ModuleVersionId}"))
            .Concat(pack.Parameters.All.Select(parameter => $"{parameter.Key}={parameters[parameter.Key].Value?.Text}"))
            .Prepend($"{register} {month} {judgedOn:O}");
        return Convert.ToHexStringLower(SHA256.HashData(Encoding.UTF8.GetBytes(string.Join('\n', lines))));
    }

    /// <summary>Takes up the month's unfinished run when it stands on the same basis, or starts a new one in its place.</summary>
    private async Task<MonthlyRun> StartAsync(
        Month month, DateOnly judgedOn, string startedBy, int parts, string basis, CancellationToken cancellation)
    {
        await using var db = databases.Open(Actor.System);
        await using var transaction = await db.Database.BeginTransactionAsync(cancellation);
        await RunTurn.QueueAsync(db, cancellation);
        var unfinished = await db.Set<MonthlyRun>()
            .Where(run => run.Month == month && run.State != RunState.Done && run.State != RunState.Replaced).ToListAsync(cancellation);
        var run = unfinished.Find(run => run.State is RunState.Broken or RunState.Running && run.Basis == basis);
        foreach (var left in unfinished.Where(left => left != run))
        {
            left.State = left.State == RunState.Cancelled ? RunState.Cancelled : RunState.Replaced;
        }

        if (run is null)
        {
            run = new MonthlyRun
            {
                Number = (await db.Set<MonthlyRun>().MaxAsync(x => (int?)x.Number, cancellation) ?? 0) + 1,
                Month = month,
                JudgedOn = judgedOn,
                StartedAt = clock.GetUtcNow().UtcDateTime,
                StartedBy = startedBy,
                Rules = MonthlyRun.Write(rules.Subjects(month).Select(kind => (kind.Code, rules.Of(kind, month).Select(rule => rule.Code)))),
                Basis = basis,
                Parts = parts,
            };
            db.Add(run);
        }

        (run.State, run.Failure) = (RunState.Running, null);
        await db.SaveChangesAsync(cancellation);
        await transaction.CommitAsync(CancellationToken.None);
        return run;
    }

    private async Task JudgeAsync(
        MonthlyRun run, IFactSnapshot register, IReadOnlyList<FactPart> parts, IProgress<RunProgress>? progress, CancellationToken cancellation)
    {
        await using var db = databases.Open(Actor.System);
        var done = await db.Set<RunPart>().Where(part => part.Run == run.Number)
            .Select(part => new { part.Number, part.Households, part.People }).ToListAsync(cancellation);
        var (finished, households, people) = (done.Count, done.Sum(part => part.Households), done.Sum(part => part.People));
        var parameters = pack.Parameters.At(run.Month);
        var book = rules.Subjects(run.Month).Select(kind => (kind, rules.Of(kind, run.Month))).ToList();
        progress?.Report(new(run.Number, finished, parts.Count, households, people));
        await Parallel.ForEachAsync(
            parts.ExceptBy(done.Select(part => part.Number), part => part.Number),
            new ParallelOptions { MaxDegreeOfParallelism = register.Readers, CancellationToken = cancellation },
            async (part, token) =>
            {
                using var judge = new PartJudge(run.Number, run.Month, parameters, book, pack.Divisions.City.Code.Value);
                await register.ReadAsync(part, run.Month, run.JudgedOn, judge.Judge, token);
                await WriteAsync(run.Number, part.Number, judge, token);
                lock (parts)
                {
                    (finished, households, people) = (finished + 1, households + judge.Households, people + judge.People);
                    progress?.Report(new(run.Number, finished, parts.Count, households, people));
                }
            });
    }

    private async Task WriteAsync(int run, int part, PartJudge judge, CancellationToken cancellation)
    {
        var row = new RunPart
        {
            Run = run,
            Number = part,
            Households = judge.Households,
            People = judge.People,
            Others = judge.Others,
            Digest = judge.Digest(),
            Tallies = judge.Tally.Write(),
        };
        await writing.WaitAsync(cancellation);
        try
        {
            await using var db = databases.Open(Actor.System);
            await using var transaction = await db.Database.BeginTransactionAsync(cancellation);
            await StillRunningAsync(db, run, cancellation);
            await Derived.InsertAsync(db, judge.Rows, cancellation);
            await Derived.InsertAsync(db, [row], cancellation);
            await transaction.CommitAsync(CancellationToken.None);
        }
        finally
        {
            writing.Release();
        }
    }

    /// <summary>Adds up the parts and, in one transaction, turns over the worklists and puts the run in the place of the one before it.</summary>
    private async Task FinishAsync(MonthlyRun run, CancellationToken cancellation)
    {
        var figures = WriteFiguresAsync(run, await AddUpAsync(run, cancellation), cancellation);
        if (databases.Address.IsSqlite)
        {
            await figures; // one writer at a time
        }

        try
        {
            await using var db = databases.Open(Actor.System);
            await using var transaction = await db.Database.BeginTransactionAsync(cancellation);
            await RunTurn.QueueAsync(db, cancellation);
            await StillRunningAsync(db, run.Number, cancellation);

            // SQLite does one thing after the other: a second connection would only cost its cache.
            await using var ahead = databases.Address.IsSqlite ? null : databases.Open(Actor.System);
            await new WorkTurn(db, ahead, run, rules, ComparedAtOnce).TakeAsync(cancellation);
            await ReplaceEarlierAsync(db, run, cancellation);
            run.State = RunState.Done;
            run.FinishedAt = clock.GetUtcNow().UtcDateTime;
            db.Update(run);
            await db.SaveChangesAsync(cancellation);
            await figures;

            // From here on it is done: a cancellation that came too late must not leave it half said.
            await transaction.CommitAsync(CancellationToken.None);
        }
        finally
        {
            await figures;
        }
    }

    private async Task<Tally> AddUpAsync(MonthlyRun run, CancellationToken cancellation)
    {
        await using var db = databases.Open(Actor.System);
        var tally = new Tally([.. run.RulesBySubject.Values]);
        using var digest = IncrementalHash.CreateHash(HashAlgorithmName.SHA256);
        (run.Households, run.People, run.Others) = (0, 0, 0);
        await foreach (var part in db.Set<RunPart>().Where(x => x.Run == run.Number).OrderBy(x => x.Number).AsNoTracking().AsAsyncEnumerable().WithCancellation(cancellation))
        {
            tally.Add(part.Tallies);
            digest.AppendData(Encoding.ASCII.GetBytes(part.Digest));
            run.Households += part.Households;
            run.People += part.People;
            run.Others += part.Others;
        }

        run.Digest = Convert.ToHexStringLower(digest.GetHashAndReset());
        return tally;
    }

    /// <summary>They belong to nobody until the run is finished; those of one that broke off here before are written anew.</summary>
    private async Task WriteFiguresAsync(MonthlyRun run, Tally tally, CancellationToken cancellation)
    {
        await using var db = databases.Open(Actor.System);
        await using var transaction = await db.Database.BeginTransactionAsync(cancellation);
        await db.Set<IndicatorCell>().Where(x => x.Run == run.Number).ExecuteDeleteAsync(cancellation);
        await Derived.InsertAsync(db, tally.Cells(run.Number), cancellation);
        await transaction.CommitAsync(CancellationToken.None);
    }

    /// <summary>Keeps the run's row to the end of the transaction; it may have been cancelled from another server.</summary>
    private static async Task StillRunningAsync(AnjuDb db, int run, CancellationToken cancellation)
    {
        var held = await db.Set<MonthlyRun>().Where(x => x.Number == run && x.State == RunState.Running)
            .ExecuteUpdateAsync(set => set.SetProperty(x => x.State, RunState.Running), cancellation);
        if (held == 0)
        {
            throw new OperationCanceledException("The run was cancelled elsewhere.");
        }
    }

    private static async Task ReplaceEarlierAsync(AnjuDb db, MonthlyRun run, CancellationToken cancellation)
    {
        var earlier = await db.Set<MonthlyRun>().Where(x => x.Month == run.Month && x.Number != run.Number && x.State == RunState.Done)
            .Select(x => x.Number).ToListAsync(cancellation);
        foreach (var number in earlier)
        {
            await db.Set<MonthlyRun>().Where(x => x.Number == number)
                .ExecuteUpdateAsync(set => set.SetProperty(x => x.State, RunState.Replaced), cancellation);
        }
    }

    private async Task EndAsync(MonthlyRun? run, RunState state, string? failure)
    {
        if (run is null)
        {
            return;
        }

        await using var db = databases.Open(Actor.System);
        await db.Set<MonthlyRun>().Where(x => x.Number == run.Number && (x.State == RunState.Running || x.State == RunState.Cancelled))
            .ExecuteUpdateAsync(set => set.SetProperty(x => x.State, state).SetProperty(x => x.Failure, failure), CancellationToken.None);
    }
}
