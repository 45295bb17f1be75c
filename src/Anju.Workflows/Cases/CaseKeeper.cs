using Anju.Kernel;

namespace Anju.Workflows;

/// <summary>What a round over the cases did.</summary>
public readonly record struct Kept(int Opened, int Moved)
{
    public static Kept operator +(Kept one, Kept other) => new(one.Opened + other.Opened, one.Moved + other.Moved);
}

/// <summary>
/// The system's own steps: cases that the data asks for are opened, cases move on as soon as the data says so. Done for one
/// household after a line of it was written, for all after a monthly run and from time to time. A case that somebody else
/// is moving at the same moment is left for the next round.
/// </summary>
public sealed class CaseKeeper(Databases databases, WorkflowBook workflows, CaseClock clock, BusinessDate date, TimeProvider time)
{
    /// <summary>Steps that may follow from one another at once: taken up and settled in one round.</summary>
    private const int MostSteps = 5;

    private const int AtOnce = 500;

    /// <param name="household">Only cases of this household; null for all.</param>
    public async Task<Kept> KeepAsync(Guid? household, CancellationToken cancellation)
    {
        var kept = default(Kept);
        foreach (var workflow in workflows.All.Where(workflow => household is null || workflow.IsOfHouseholds))
        {
            kept += await KeepAsync(workflow, household, cancellation);
        }

        return kept;
    }

    private async Task<Kept> KeepAsync(Workflow workflow, Guid? household, CancellationToken cancellation)
    {
        await using var db = databases.Open(Actor.System);
        var opened = await OpenAsync(db, workflow, household, cancellation);
        var (moved, after) = (0, Guid.Empty);
        while (true)
        {
            var open = await workflow.OpenAsync(db, household, after, AtOnce, cancellation);
            moved += open.Count == 0 ? 0 : await MoveAsync(db, workflow, open, cancellation);
            if (open.Count < AtOnce)
            {
                return new(opened, moved);
            }

            after = open[^1].Id;
        }
    }

    private async Task<int> OpenAsync(AnjuDb db, Workflow workflow, Guid? household, CancellationToken cancellation)
    {
        var opened = 0;
        foreach (var some in (await workflow.DueAsync(db, household, date.Today, cancellation)).Chunk(AtOnce))
        {
            await using var change = await Change.BeginAsync(db, Origin.Job, $"{workflow.Title}：按台账和规则产生", time, cancellation);
            foreach (var line in some)
            {
                clock.Set(line, null, workflow.StateOf(line), null, date.Today);
            }

            await workflow.InsertAsync(change, some, cancellation);
            opened += (await change.CommitAsync(cancellation)).IsOk ? some.Length : 0;
        }

        return opened;
    }

    private async Task<int> MoveAsync(AnjuDb db, Workflow workflow, IReadOnlyList<CaseRecord> open, CancellationToken cancellation)
    {
        var facts = await workflow.LookAsync(db, open, date.Today, cancellation);
        var edits = new List<(CaseRecord Before, CaseRecord After)>();
        foreach (var before in open)
        {
            var after = before.Copy();
            if (Settle(workflow, after, facts.GetValueOrDefault(before.Id)))
            {
                edits.Add((before, after));
            }
        }

        if (edits.Count == 0)
        {
            return 0;
        }

        await using var change = await Change.BeginAsync(db, Origin.Job, $"{workflow.Title}：台账情况变化，自动办理", time, cancellation);
        return await workflow.UpdateAsync(change, edits, cancellation) is { IsOk: true } && (await change.CommitAsync(cancellation)).IsOk ? edits.Count : 0;
    }

    /// <summary>Takes all steps that the data gives a reason for, sets a clock that was never set, and the yellow light where the data says from when; false when there was nothing to do.</summary>
    internal bool Settle(Workflow workflow, CaseRecord line, object? facts)
    {
        var moved = false;
        if (line.StateSince is null)
        {
            clock.Set(line, null, workflow.StateOf(line), null, date.Today);
            moved = true;
        }

        for (var step = 0; facts is not null && step < MostSteps; step++)
        {
            var next = workflow.MovesFrom(workflow.StateOf(line)).Select(move => (Move: move, Words: move.Because?.Invoke(line, facts, date.Today))).FirstOrDefault(x => x.Words is not null);
            if (next.Words is null)
            {
                break;
            }

            line.Opinion = next.Words;
            CaseDesk.Take(next.Move, line, facts, date.Today, clock);
            moved = true;
        }

        return (facts is not null && clock.Warn(line, workflow.StateOf(line), facts, date.Today)) || moved;
    }
}
