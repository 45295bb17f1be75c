using System.Collections.Concurrent;
using System.Security.Cryptography;
using System.Text;
using Anju.Kernel;
using Microsoft.EntityFrameworkCore;

namespace Anju.Policy;

/// <summary>How far a run is.</summary>
public readonly record struct RunProgress(int Run, int PartsDone, int Parts, int Households, int People);

/// <summary>
/// Judges one month of the whole register: reads facts part by part, judges on all cores, writes packed answers and
/// figures, and opens, keeps or closes work items. Until it is finished nothing of it shows; stopped, it goes on behind
/// the last finished part; repeated, it gives the same answers byte for byte.
/// </summary>
public sealed class RunMonth(Databases databases, IFactSource source, RuleBook rules, PlanPack pack, TimeProvider clock) : IDisposable
{
    /// <summary>Households judged and written at one go: some tens of megabytes whatever the size of the register.</summary>
    private const int PartSize = 2_500;

    private readonly SemaphoreSlim writing = new(1);

    public async Task<Result<MonthlyRun>> RunAsync(
        Month month, DateOnly judgedOn, string startedBy, IProgress<RunProgress>? progress, CancellationToken cancellation)
    {
        if (Refuse(month, judgedOn) is { } refusal)
        {
            return refusal;
        }

        var run = await StartAsync(month, judgedOn, startedBy, cancellation);
        try
        {
            var parts = await source.PartsAsync(PartSize, cancellation);
            await JudgeAsync(run, parts, progress, cancellation);
            await FinishAsync(run, cancellation);
            return run;
        }
        catch (OperationCanceledException)
        {
            await EndAsync(run, RunState.Cancelled, null);
            throw;
        }
        catch (Exception problem)
        {
            await EndAsync(run, RunState.Broken, problem.GetType().Name);
            throw;
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

    /// <summary>Takes up the month's unfinished run when it was begun with the same rules on the same day, or starts a new one.</summary>
    private async Task<MonthlyRun> StartAsync(Month month, DateOnly judgedOn, string startedBy, CancellationToken cancellation)
    {
        await using var db = databases.Open(Actor.System);
        var householdRules = string.Join(' ', rules.Of(SubjectKind.Household, month).Select(rule => rule.Code));
        var personRules = string.Join(' ', rules.Of(SubjectKind.Person, month).Select(rule => rule.Code));
        var unfinished = await db.Set<MonthlyRun>()
            .Where(run => run.Month == month && run.State != RunState.Done && run.State != RunState.Replaced)
            .OrderByDescending(run => run.Number)
            .FirstOrDefaultAsync(cancellation);
        if (unfinished is { State: RunState.Broken or RunState.Running } && unfinished.JudgedOn == judgedOn
            && unfinished.HouseholdRules == householdRules && unfinished.PersonRules == personRules)
        {
            unfinished.State = RunState.Running;
            await db.SaveChangesAsync(cancellation);
            return unfinished;
        }

        var run = new MonthlyRun
        {
            Number = (await db.Set<MonthlyRun>().MaxAsync(x => (int?)x.Number, cancellation) ?? 0) + 1,
            Month = month,
            JudgedOn = judgedOn,
            State = RunState.Running,
            StartedAt = clock.GetUtcNow().UtcDateTime,
            StartedBy = startedBy,
            HouseholdRules = householdRules,
            PersonRules = personRules,
        };
        db.Add(run);
        await db.SaveChangesAsync(cancellation);
        return run;
    }

    private async Task JudgeAsync(MonthlyRun run, IReadOnlyList<FactPart> parts, IProgress<RunProgress>? progress, CancellationToken cancellation)
    {
        await using var db = databases.Open(Actor.System);
        var done = await db.Set<RunPart>().Where(part => part.Run == run.Number)
            .Select(part => new { part.Number, part.Households, part.People }).ToListAsync(cancellation);
        var (finished, households, people) = (done.Count, done.Sum(part => part.Households), done.Sum(part => part.People));
        var parameters = pack.Parameters.At(run.Month);
        var ofHousehold = rules.Of(SubjectKind.Household, run.Month);
        var ofPerson = rules.Of(SubjectKind.Person, run.Month);
        run.Parts = parts.Count;
        progress?.Report(new(run.Number, finished, parts.Count, households, people));
        await Parallel.ForEachAsync(
            parts.ExceptBy(done.Select(part => part.Number), part => part.Number),
            new ParallelOptions { MaxDegreeOfParallelism = Environment.ProcessorCount, CancellationToken = cancellation },
            async (part, token) =>
            {
                using var judge = new PartJudge(run.Number, run.Month, parameters, ofHousehold, ofPerson, pack.Divisions.City.Code.Value);
                await source.ReadAsync(part, run.Month, run.JudgedOn, judge.Judge, token);
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
            Digest = judge.Digest(),
            Tallies = judge.Tally.Write(),
        };
        await writing.WaitAsync(cancellation);
        try
        {
            await using var db = databases.Open(Actor.System);
            await using var transaction = await db.Database.BeginTransactionAsync(cancellation);
            await Derived.InsertAsync(db, judge.Rows, cancellation);
            await Derived.InsertAsync(db, [row], cancellation);
            await transaction.CommitAsync(cancellation);
        }
        finally
        {
            writing.Release();
        }
    }

    /// <summary>Adds up the parts and, in one transaction, puts the run in the place of the one before it.</summary>
    private async Task FinishAsync(MonthlyRun run, CancellationToken cancellation)
    {
        await using var db = databases.Open(Actor.System);
        await using var transaction = await db.Database.BeginTransactionAsync(cancellation);
        var tally = new Tally(run.HouseholdRules.Split(' '), run.PersonRules.Split(' '));
        using var digest = IncrementalHash.CreateHash(HashAlgorithmName.SHA256);
        (run.Households, run.People) = (0, 0);
        await foreach (var part in db.Set<RunPart>().Where(x => x.Run == run.Number).OrderBy(x => x.Number).AsNoTracking().AsAsyncEnumerable().WithCancellation(cancellation))
        {
            tally.Add(part.Tallies);
            digest.AppendData(Encoding.ASCII.GetBytes(part.Digest));
            run.Households += part.Households;
            run.People += part.People;
        }

        run.Digest = Convert.ToHexStringLower(digest.GetHashAndReset());
        await Derived.InsertAsync(db, tally.Cells(run.Number), cancellation);
        await new WorkTurn(db, run, rules).TakeAsync(cancellation);
        await ReplaceEarlierAsync(db, run, cancellation);
        run.State = RunState.Done;
        run.FinishedAt = clock.GetUtcNow().UtcDateTime;
        db.Update(run);
        await db.SaveChangesAsync(cancellation);
        await transaction.CommitAsync(cancellation);
    }

    private static async Task ReplaceEarlierAsync(AnjuDb db, MonthlyRun run, CancellationToken cancellation)
    {
        var earlier = await db.Set<MonthlyRun>()
            .Where(x => x.Month == run.Month && x.Number != run.Number && x.State != RunState.Replaced)
            .Select(x => x.Number).ToListAsync(cancellation);
        await db.Set<MonthlyRun>().Where(x => earlier.Contains(x.Number))
            .ExecuteUpdateAsync(set => set.SetProperty(x => x.State, RunState.Replaced), cancellation);
        await db.Set<Judgement>().Where(x => earlier.Contains(x.Run)).ExecuteDeleteAsync(cancellation);
        await db.Set<IndicatorCell>().Where(x => earlier.Contains(x.Run)).ExecuteDeleteAsync(cancellation);
        await db.Set<RunPart>().Where(x => earlier.Contains(x.Run)).ExecuteDeleteAsync(cancellation);
    }

    private async Task EndAsync(MonthlyRun run, RunState state, string? failure)
    {
        await using var db = databases.Open(Actor.System);
        await db.Set<MonthlyRun>().Where(x => x.Number == run.Number).ExecuteUpdateAsync(
            set => set.SetProperty(x => x.State, state).SetProperty(x => x.Failure, failure), CancellationToken.None);
        if (state == RunState.Cancelled)
        {
            await db.Set<Judgement>().Where(x => x.Run == run.Number).ExecuteDeleteAsync(CancellationToken.None);
            await db.Set<RunPart>().Where(x => x.Run == run.Number).ExecuteDeleteAsync(CancellationToken.None);
        }
    }
}
