using Anju.Kernel;
using Anju.Ledgers;

namespace Anju.Workflows;

/// <summary>A case as somebody sees it who is about to move it.</summary>
/// <param name="Facts">What its workflow looked up about it; null where there is nothing.</param>
/// <param name="Mine">Ways on that this person may take.</param>
/// <param name="Others">Ways on that are for others, or for the system.</param>
public sealed record OpenedCase(Workflow Workflow, CaseRecord Line, CaseState State, object? Facts, IReadOnlyList<Move> Mine, IReadOnlyList<Move> Others);

/// <summary>What people do with cases, within their scope. Every "no" is a refusal in words, and nothing is half done.</summary>
public sealed class CaseDesk(AnjuDb db, LedgerCatalogue ledgers, IEnumerable<ILedgerObjection> objections, CaseClock clock, BusinessDate date, TimeProvider time)
{
    public const int LongestOpinion = 500;

    private static readonly Refusal Moved = new("CASE_MOVED", "这件事在您打开之后已由他人或系统办到了下一步，请看过现在的状态再办理。");

    /// <summary>Null for an unknown case and for one outside the actor's scope alike.</summary>
    public async Task<OpenedCase?> FindAsync(Workflow workflow, Guid id, CancellationToken cancellation)
    {
        if (await ledgers.Of(workflow.Ledger).FindAsync(db, id, cancellation) is not CaseRecord line)
        {
            return null;
        }

        var state = workflow.StateOf(line);
        var facts = (await workflow.LookAsync(db, [line], date.Today, cancellation)).GetValueOrDefault(id);
        var ways = workflow.MovesFrom(state).ToLookup(move => move.IsFor(db.Actor));
        return new(workflow, line, state, facts, [.. ways[true]], [.. ways[false]]);
    }

    /// <summary>What stands against a move as the case is now, before anything is filled in; null when nothing does.</summary>
    public string? Against(OpenedCase opened, Move move) =>
        move.Guards.Where(guard => guard.Property is null).Select(guard => guard.Words(opened.Line, opened.Facts, date.Today)).FirstOrDefault(words => words is not null);

    /// <param name="filled">The case with what was filled in, at the version the person saw.</param>
    /// <param name="opinion">办理意见</param>
    public async Task<Result<Written>> MoveAsync(
        Workflow workflow, Move move, CaseRecord filled, string? opinion, Origin origin, CancellationToken cancellation)
    {
        if (!move.IsFor(db.Actor))
        {
            return new Refusal("NOT_YOURS", $"“{move.Title}”不由您的岗位办理。");
        }

        if (move.PaysOut && !db.Actor.Confirmed)
        {
            return Refusals.Unconfirmed;
        }

        var ledger = ledgers.Of(workflow.Ledger);
        await using var change = await Change.BeginAsync(db, origin, $"{workflow.Title}：{move.Title}", time, cancellation);
        if (await ledger.FindAsync(db, filled.Id, cancellation) is not CaseRecord before)
        {
            return Refusals.NotFound;
        }

        if (before.Version != filled.Version || workflow.StateOf(before) != move.From)
        {
            return Moved;
        }

        var after = before.Copy();
        foreach (var name in move.Records.Concat(move.MayRecord))
        {
            ledger[name].Set(after, ledger[name].Get(filled));
        }

        var facts = (await workflow.LookAsync(db, [before], date.Today, cancellation)).GetValueOrDefault(before.Id);
        if (Refusal.OfAll(WrongIn(ledger, move, before, after, facts, opinion)) is { } wrong)
        {
            return wrong;
        }

        after.Opinion = string.IsNullOrWhiteSpace(opinion) ? null : opinion.Trim();
        Take(move, after, facts, date.Today, clock);
        if (move.ExtendsTo is { } extended && ledger[extended].Get(after) is DateOnly due)
        {
            clock.Extend(after, due);
        }

        var written = await workflow.UpdateAsync(change, [(before, after)], cancellation);
        return written.IsOk ? await change.CommitAsync(cancellation) : Moved;
    }

    /// <summary>The move itself, once nothing stands against it.</summary>
    internal static void Take(Move move, CaseRecord line, object? facts, DateOnly today, CaseClock clock)
    {
        move.Effect?.Invoke(line, facts, today);
        line.Stage = move.To.Value;
        clock.Set(line, move.From, move.To, move, today);
    }

    private IEnumerable<Refusal> WrongIn(LedgerDefinition ledger, Move move, CaseRecord before, CaseRecord after, object? facts, string? opinion)
    {
        foreach (var column in move.Records.Select(name => ledger[name]).Where(column => column.Get(after) is null or ""))
        {
            yield return new("REQUIRED", $"请填写{column.Called}", column.Field);
        }

        if (move.NeedsOpinion && string.IsNullOrWhiteSpace(opinion))
        {
            yield return new("REQUIRED", "请填写办理意见", "opinion");
        }

        if (opinion?.Trim().Length > LongestOpinion)
        {
            yield return new("OPINION", $"办理意见不能超过 {LongestOpinion} 个字", "opinion");
        }

        foreach (var refusal in LineRules.Check(ledger, after, before, date.Today))
        {
            yield return refusal;
        }

        foreach (var objection in objections.Where(one => one is not ByMoveOnly).SelectMany(one => one.Against(before, after)))
        {
            yield return new(objection.Code, objection.Message, Naming.Camel(objection.Properties[0]));
        }

        foreach (var (property, words) in move.Guards)
        {
            if (words(after, facts, date.Today) is { } against)
            {
                yield return new("NOT_YET", against, property is null ? null : ledger[property].Field);
            }
        }

        if (move.ExtendsTo is { } extends && ledger[extends].Get(after) is DateOnly later)
        {
            var field = ledger[extends].Field;
            if (before.Extensions >= move.MostExtensions)
            {
                yield return new("EXTENDED", $"最多可以延期 {move.MostExtensions} 次，这件已延期 {before.Extensions} 次", field);
            }
            else if (before.DueOn < date.Today)
            {
                yield return new("TOO_LATE", $"延期应在期限（{before.DueOn:yyyy-MM-dd}）之前申请", field);
            }
            else if (later <= before.DueOn)
            {
                yield return new("NOT_LATER", $"新的期限应晚于原来的期限（{before.DueOn:yyyy-MM-dd}）", field);
            }
        }
    }
}
