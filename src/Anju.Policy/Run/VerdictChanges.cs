using Anju.Kernel;
using Microsoft.EntityFrameworkCore;

namespace Anju.Policy;

/// <summary>How many subjects of a rule went from one answer to another between two runs.</summary>
public sealed record VerdictMove(Outcome From, Outcome To, int Subjects);

/// <summary>A subject whose answer changed.</summary>
public sealed record MovedSubject(Guid Id, string CountyCode, Guid? SiteId, char From, char To, string? Reasons);

/// <summary>Compares the stored answers of two months, within the actor's scope.</summary>
public sealed class VerdictChanges(AnjuDb db)
{
    public async Task<IReadOnlyList<VerdictMove>> CountAsync(MonthlyRun before, MonthlyRun after, Rule rule, CancellationToken cancellation)
    {
        if (Moves(before, after, rule) is not { } moves)
        {
            return [];
        }

        var groups = await moves.GroupBy(x => new { x.From, x.To }).Select(x => new { x.Key.From, x.Key.To, Count = x.Count() }).ToListAsync(cancellation);
        return
        [
            .. groups.Select(x => new VerdictMove(Outcomes.OfLetter(x.From[0])!.Value, Outcomes.OfLetter(x.To[0])!.Value, x.Count))
                .OrderBy(x => x.From).ThenBy(x => x.To),
        ];
    }

    /// <summary>Subjects that went from one answer to another, by id from <paramref name="after"/> on.</summary>
    public async Task<IReadOnlyList<MovedSubject>> ListAsync(
        MonthlyRun before, MonthlyRun now, Rule rule, Outcome from, Outcome to, Guid? after, int size, CancellationToken cancellation)
    {
        var (left, right) = (from.Letter().ToString(), to.Letter().ToString());
        if (Moves(before, now, rule)?.Where(x => x.From == left && x.To == right) is not { } moves)
        {
            return [];
        }

        var found = await (after is { } id ? moves.Where(x => x.Id > id) : moves).OrderBy(x => x.Id).Take(size).ToListAsync(cancellation);
        return [.. found.Select(x => new MovedSubject(x.Id, x.CountyCode, x.SiteId, x.From[0], x.To[0], x.Reasons))];
    }

    /// <summary>Null when one of the runs did not judge the rule.</summary>
    private IQueryable<Move>? Moves(MonthlyRun before, MonthlyRun after, Rule rule)
    {
        var (left, right) = (before.PlaceOf(rule.Subject.Code, rule.Code), after.PlaceOf(rule.Subject.Code, rule.Code));
        var (earlier, later, kind) = (before.Number, after.Number, rule.Subject.Code);
        return left < 0 || right < 0 || !RuleBook.MayRead(db.Actor, rule)
            ? null
            : from now in db.Set<Judgement>().AsNoTracking()
              join then in db.Set<Judgement>() on now.SubjectId equals then.SubjectId
              where now.Run == later && then.Run == earlier && now.Subject == kind
                  && now.Letters.Substring(right, 1) != then.Letters.Substring(left, 1)
              select new Move
              {
                  Id = now.SubjectId,
                  CountyCode = now.CountyCode,
                  SiteId = now.SiteId,
                  From = then.Letters.Substring(left, 1),
                  To = now.Letters.Substring(right, 1),
                  Reasons = now.Reasons,
              };
    }

    private sealed class Move
    {
        public Guid Id { get; init; }

        public string CountyCode { get; init; } = "";

        public Guid? SiteId { get; init; }

        public string From { get; init; } = "";

        public string To { get; init; } = "";

        public string? Reasons { get; init; }
    }
}
