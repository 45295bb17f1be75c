using Anju.Kernel;
using Anju.Policy;
using Anju.Register;
using Anju.Workflows;
using Microsoft.EntityFrameworkCore;
using static Anju.Employment.OutwardJobs.ZeroEmploymentState;

namespace Anju.Employment.OutwardJobs;

/// <summary>
/// c.3, the way of a household without anybody at work. It opens when R-M03-Z asks for it; that somebody works, or does no
/// longer, or that there is nobody left who could, is read from the ledgers and said by nobody.
/// </summary>
internal sealed class ZeroEmployment(HouseholdsNow households, RuleBook rules, PlanPack pack) : Workflow<ZeroEmploymentCase, ZeroEmploymentState, HouseholdFacts>
{
    private const string Rule = "R-M03-Z";

    private static readonly Role[] Village = [Role.SiteWorker, Role.Township, Role.CountyOfficer];
    private static readonly ZeroEmploymentState[] Searching = [Detected, Confirmed, Assisting, PostOffered];

    /// <summary>Counted from the discovery, whoever is helping how [A05].</summary>
    private static Limit ToClear { get; } = Limit.Days("zero-employment.clear-days").YellowAfter("zero-employment.warning-days");

    private Parameters Now => households.Parameters;

    public override string Code => "zero-employment";

    public override string Title => "零就业家庭援助";

    public override Clause Clause => Plan.Measure(3).Says("保障搬迁劳动力家庭实现1户1人以上稳定就业");

    protected override void Define(WorkflowBuilder<ZeroEmploymentCase, ZeroEmploymentState, HouseholdFacts> on)
    {
        on.State(Detected).Within(Limit.WorkingDays("zero-employment.verify-working-days"), from: x => x.DetectedOn);
        on.State(Confirmed).Within(Limit.Days(0), from: x => x.ConfirmedOn);
        on.State(Assisting).Within(ToClear, from: x => x.WorklessAgainOn ?? x.DetectedOn);
        on.State(PostOffered).Within(ToClear, from: x => x.WorklessAgainOn ?? x.DetectedOn);
        on.State(Dismissed).Ends();
        on.State(Stable).Ends();
        on.State(ClosedNoJob).Ends();

        on.Move(Detected, Confirmed, "认定").By(Village)
            .Records(x => x.ConfirmedOn, x => x.Ability)
            .Hint("入户核实：有劳动能力、有就业意愿、全家无人就业的才认定。核实到有人就业的，请先登记就业台账，系统自动排除；确实没有能力或意愿的，请先更正人员信息。");
        on.Move(Confirmed, Assisting, "制定援助措施").By(Role.CountyOfficer, Role.Township)
            .Records(x => x.Measure1).MayRecord(x => x.Measure2, x => x.Measure3, x => x.Responsible);
        on.Move(Assisting, Assisting, "登记荐岗情况").By(Village)
            .Records(x => x.Offers).MayRecord(x => x.Refusals, x => x.UnreachableSince)
            .Hint("填从发现以来的累计次数；荐岗记录台账中已有的不用再填，结案和托底按多的一个算。");
        on.Move(Assisting, PostOffered, "公岗托底").By(Role.CountyOfficer).NeedsOpinion()
            .Unless((x, facts, _) => Offered(x, facts) >= Now.FindInt("zero-employment.offers") ? null : $"推荐适合岗位满{Now.FindInt("zero-employment.offers")}次、市场就业不成的，才安排公益性岗位托底；现在是{Offered(x, facts)}次")
            .Hint("安排后请登记公益性岗位台账和就业台账，有人上岗后自动转入“已上岗”。");
        on.Move([Assisting, PostOffered], ClosedNoJob, "未就业结案").By(Role.CountyOfficer).NeedsOpinion()
            .Records(x => x.EndKind).Unless((x, facts, today) => EndedRightly(x, facts, today), x => x.EndKind)
            .Hint("只有多次拒绝适合岗位或长期失联可以这样结案。不再有能力或意愿的，请更正人员信息，系统自动结案。");
        on.Move(ClosedNoJob, Assisting, "重新援助").By(Role.CountyOfficer).NeedsOpinion()
            .Unless((_, facts, _) => Standing(facts) is { Outcome: Outcome.NotMet } ? null : "按现在的台账，这户不是零就业家庭；本人又有就业意愿的，请先更正人员信息")
            .Fills((x, _, today) => (x.EndKind, x.WorklessAgainOn) = (null, today), x => x.EndKind);

        on.Move(Searching, Placed, "已有人上岗").Hint("有人就业并登记到就业台账后自动转入。")
            .When((x, facts, _) => Job(x, facts) is { StartedOn: var day } && day >= x.DetectedOn ? $"就业台账：{day:yyyy-MM-dd}起有人就业" : null)
            .Fills((x, facts, _) => (x.PlacedPersonId, x.PlacedOn) = (Job(x, facts!)?.PersonId, Job(x, facts!)?.StartedOn), x => x.PlacedPersonId, x => x.PlacedOn);
        on.Move([Detected, Confirmed], Dismissed, "排除").Hint("台账表明不是零就业家庭的，自动排除。")
            .When((_, facts, _) => Standing(facts) is { Outcome: Outcome.NotApplicable or Outcome.Met } verdict ? verdict.InWords() : null)
            .Fills((x, _, _) => x.EndKind = ZeroEmploymentEnd.NotZero, x => x.EndKind);
        on.Move([Assisting, PostOffered], Dismissed, "排除").Hint("后来登记的就业表明发现之前已有人就业的，自动排除。")
            .When((x, facts, _) => Job(x, facts) is { StartedOn: var day } ? $"就业台账：发现之前（{day:yyyy-MM-dd}）已有人就业" : null)
            .Fills((x, _, _) => x.EndKind = ZeroEmploymentEnd.NotZero, x => x.EndKind);
        on.Move([Assisting, PostOffered], ClosedNoJob, "不再有能力或意愿").Hint("台账表明已没有能就业、愿就业的人的，自动结案。")
            .When((_, facts, _) => Standing(facts) is { Outcome: Outcome.NotApplicable } verdict ? verdict.InWords() : null)
            .Fills((x, _, _) => x.EndKind = ZeroEmploymentEnd.Unable, x => x.EndKind);
        on.Move(Placed, Stable, "稳定就业").Hint("达到稳定就业标准，或上岗后跟踪期满仍在岗的，自动结案。")
            .When((x, facts, today) => Kept(x, facts, today))
            .Fills((x, _, _) => x.EndKind = ZeroEmploymentEnd.Stable, x => x.EndKind);
        on.Move(Placed, Assisting, "又无人就业").Hint("上岗的人又失业、全家无人就业的，自动恢复援助，期限重新计算。")
            .When((_, facts, _) => Standing(facts) is { Outcome: Outcome.NotMet } verdict ? verdict.InWords() : null)
            .Fills((x, _, today) => (x.PlacedPersonId, x.PlacedOn, x.WorklessAgainOn) = (null, null, today), x => x.PlacedPersonId, x => x.PlacedOn);
    }

    protected override async Task<IReadOnlyDictionary<Guid, HouseholdFacts>> FactsAsync(
        AnjuDb db, IReadOnlyList<ZeroEmploymentCase> cases, DateOnly today, CancellationToken cancellation)
    {
        var found = await households.OfAsync(db, [.. cases.Select(x => x.HouseholdId).Distinct()], cancellation);
        return cases.Where(x => found.ContainsKey(x.HouseholdId)).ToDictionary(x => x.Id, x => found[x.HouseholdId]);
    }

    /// <summary>Households that the newest run put on the list, or this one, that R-M03-Z is not met for today, without a case of their own.</summary>
    protected override async Task<IReadOnlyList<ZeroEmploymentCase>> NewAsync(AnjuDb db, Guid? household, DateOnly today, CancellationToken cancellation)
    {
        var ended = new[] { Dismissed, Stable, ClosedNoJob };
        var open = db.Set<ZeroEmploymentCase>().AsNoTracking().Where(x => !ended.Contains(x.State)).Select(x => x.HouseholdId);
        var listed = household is { } one
            ? (await open.AnyAsync(id => id == one, cancellation) ? [] : [one])
            : await db.Set<WorkItem>().AsNoTracking().Where(x => x.Rule == Rule && x.ClosedOn == null && x.HouseholdId != null && !open.Contains(x.HouseholdId!.Value))
                .Select(x => x.HouseholdId!.Value).Distinct().ToListAsync(cancellation);
        var closed = (await BulkRead.AmongAsync<ZeroEmploymentCase>(db, nameof(ZeroEmploymentCase.HouseholdId), listed, cancellation)).ToLookup(x => x.HouseholdId);
        var found = await households.OfAsync(db, listed, cancellation);
        return
        [
            .. listed.Order().Where(id => found.TryGetValue(id, out var facts) && Standing(facts) is { Outcome: Outcome.NotMet } && !IsSettled(closed[id], facts, today))
                .Select(id => found[id].Household)
                .Select(x => new ZeroEmploymentCase
                {
                    HouseholdId = x.Id,
                    CountyCode = x.CountyCode,
                    SiteId = x.SiteId,
                    DetectedOn = today,
                    Responsible = pack.DepartmentName(Department.HumanResources.Value, x.CountyCode),
                }),
        ];
    }

    /// <summary>Closed without a job, and nobody has lost one since: it is taken up again on wish, not by itself. Nor is there a second one of the day.</summary>
    private static bool IsSettled(IEnumerable<ZeroEmploymentCase> cases, HouseholdFacts facts, DateOnly today) => cases.Any(x =>
        x.DetectedOn == today
        || (x.State == ClosedNoJob && !facts.All<EmploymentSpell>().Any(spell => spell.EndedOn > (x.StateSince ?? x.DetectedOn))));

    private Verdict? Standing(HouseholdFacts? facts) => facts is null ? null : ((HouseholdRule)rules[Rule]).Judge(facts, households.Month, Now);

    /// <summary>The first job begun since the household was noticed, or else the latest one; verified lately.</summary>
    private EmploymentSpell? Job(ZeroEmploymentCase line, HouseholdFacts facts)
    {
        var jobs = facts.Members.Select(member => member.Job(Now)).OfType<EmploymentSpell>().OrderBy(spell => spell.StartedOn).ThenBy(spell => spell.Id).ToList();
        return jobs.Find(spell => spell.StartedOn >= (line.WorklessAgainOn ?? line.DetectedOn)) ?? jobs.LastOrDefault();
    }

    private string? Kept(ZeroEmploymentCase line, HouseholdFacts facts, DateOnly today)
    {
        if (facts.Members.Any(member => member.IsStablyEmployed(Now)))
        {
            return "有人已稳定就业";
        }

        return Now.FindInt("zero-employment.follow-months") is { } months && line.PlacedOn?.AddMonths(months) <= today && facts.Members.Any(member => member.IsEmployed(Now))
            ? $"上岗满{months}个月仍有人在岗"
            : null;
    }

    /// <summary>Posts offered since the household was noticed: as the referrals tell, or as somebody counted who offered without them.</summary>
    private static int Offered(ZeroEmploymentCase line, HouseholdFacts? facts) => Math.Max(line.Offers ?? 0, Referred(line, facts).Count());

    private static int Declined(ZeroEmploymentCase line, HouseholdFacts? facts) =>
        Math.Max(line.Refusals ?? 0, Referred(line, facts).Count(referral => referral.Outcome == ReferralOutcome.Refused));

    private static IEnumerable<JobReferral> Referred(ZeroEmploymentCase line, HouseholdFacts? facts) =>
        facts is null ? [] : facts.All<JobReferral>().Where(referral => referral.ReferredOn >= (line.WorklessAgainOn ?? line.DetectedOn));

    private string? EndedRightly(ZeroEmploymentCase line, HouseholdFacts? facts, DateOnly today)
    {
        var (offers, months) = (Now.FindInt("zero-employment.offers"), Now.FindInt("zero-employment.unreachable-months"));
        return line.EndKind switch
        {
            ZeroEmploymentEnd.Refused => Declined(line, facts) >= offers ? null : $"拒绝适合岗位满{offers}次才能以此结案，现在登记的是{Declined(line, facts)}次",
            ZeroEmploymentEnd.Unreachable => line.UnreachableSince is { } since && months is { } wait && since.AddMonths(wait) <= today ? null : $"连续{months}个月联系不上才能以此结案，请先在荐岗情况中登记失联日期",
            ZeroEmploymentEnd.Unable => "不再有能力或意愿的，请更正人员信息，系统自动结案",
            null => null,
            _ => "这种结案由台账决定，不在这里选择",
        };
    }
}
