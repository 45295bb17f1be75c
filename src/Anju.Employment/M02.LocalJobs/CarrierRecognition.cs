using Anju.Kernel;
using Anju.Policy;
using Anju.Workflows;
using static Anju.Employment.LocalJobs.CarrierState;

namespace Anju.Employment.LocalJobs;

/// <param name="Returns">The monthly returns, newest first.</param>
internal sealed record CarrierMonths(IReadOnlyList<CarrierReturn> Returns);

/// <summary>
/// c.4, a workshop or base: applied for, looked at by two people, on public notice for seven days, recognised; warned when its returns
/// stay below what it was recognised for, put right within sixty days or no longer recognised [A10]. What the returns say moves it,
/// nobody's word.
/// </summary>
internal sealed class CarrierRecognition(PlanPack pack, BusinessDate date) : Workflow<EmploymentCarrier, CarrierState, CarrierMonths>
{
    private const string NoticeDays = "carrier.notice-days";

    private static readonly Role[] Village = [Role.SiteWorker, Role.Township, Role.CountyOfficer];
    private static readonly CarrierState[] Open = [Draft, Applied, SiteChecked, PublicNotice, Recognised, Review, Warning, Rectify];

    private Parameters Now => pack.Parameters.At(date.ThisMonth);

    public override string Code => "carrier";

    public override string Title => "就业帮扶车间、基地认定";

    public override Clause Clause => Plan.Measure(2).Says("引导发挥就业帮扶车间、就业帮扶基地等就业载体作用,吸纳搬迁劳动力就业");

    protected override void Define(WorkflowBuilder<EmploymentCarrier, CarrierState, CarrierMonths> on)
    {
        on.State(PublicNotice).Within(Limit.Days(NoticeDays), from: x => x.NoticeFrom);
        on.State(Rectify).Within(Limit.Days("workshop.rectify-days"));
        on.State(Revoked).Ends();
        on.State(Closed).Ends();

        on.Move(Draft, Applied, "提出申请").By(Village).Records(x => x.AppliedOn)
            .Unless((x, _, _) => x.Form is null || x.Posts is null || x.Staff is null || x.RelocatedStaff is null ? "请先在台账中填写形式、岗位数、从业人数和其中搬迁" : null);
        on.Move(Applied, SiteChecked, "实地核查").By(Role.Township, Role.CountyOfficer).NeedsOpinion().Records(x => x.CheckedOn, x => x.CheckedBy)
            .Unless((x, _, _) => x.CheckedBy?.Split('、', StringSplitOptions.RemoveEmptyEntries | StringSplitOptions.TrimEntries).Distinct().Count() >= 2 ? null : "实地核查要两人以上，姓名用顿号分开", x => x.CheckedBy)
            .Hint("核查场地、实际人数和工资发放凭证，与申报不符的请更正台账。");
        on.Move([Applied, SiteChecked], Draft, "退回补正").By(Role.CountyOfficer).NeedsOpinion().Returns()
            .Fills((x, _, _) => (x.AppliedOn, x.CheckedOn, x.CheckedBy) = (null, null, null), x => x.AppliedOn, x => x.CheckedOn, x => x.CheckedBy);
        on.Move(SiteChecked, PublicNotice, "公示").By(Role.CountyOfficer).Records(x => x.NoticeFrom, x => x.NoticeTo)
            .Unless((x, _, _) => NoticeTerm.TooShort(x.NoticeFrom, x.NoticeTo, Now.Int(NoticeDays)), x => x.NoticeTo)
            .Unless((x, _, _) => BelowCriteria(x));
        on.Move(PublicNotice, Recognised, "认定").By(Role.CountyOfficer).Records(x => x.RecognisedOn, x => x.RecognitionNumber)
            .Unless((x, _, _) => NoticeTerm.NotOver(x.RecognisedOn, x.NoticeTo, "认定"), x => x.RecognisedOn);
        on.Move(Draft, Recognised, "补登认定").By(Role.CountyOfficer).NeedsOpinion().Records(x => x.RecognisedOn, x => x.RecognitionNumber)
            .Hint("早已认定、旧台账里没有认定时间的，按文件补登。");
        on.Move(Review, Recognised, "复核通过").By(Role.CountyOfficer).Records(x => x.ReviewedOn)
            .Unless((x, _, _) => x.ReviewedOn < x.StateSince ? $"这次复核应在{x.StateSince:yyyy-MM-dd}以后" : null, x => x.ReviewedOn);
        on.Move(Warning, Rectify, "下达整改").By(Role.CountyOfficer).NeedsOpinion();
        on.Move(Rectify, Revoked, "取消认定").By(Role.CountyOfficer).NeedsOpinion().Records(x => x.RevokedOn)
            .Unless((x, _, today) => x.DueOn >= today ? $"整改到{x.DueOn:yyyy-MM-dd}，期满仍不达标才能取消认定" : null);

        on.Move(Open, Closed, "注销").Hint("在台账中登记注销时间后，自动办结。")
            .When((x, _, today) => x.ClosedOn <= today ? $"{x.ClosedOn:yyyy-MM-dd}注销" : null);
        on.Move([Recognised, Review], Warning, "预警").Hint("月报连续低于认定标准的，自动预警。")
            .When((x, facts, _) => IsBelow(x, facts) ? $"月报连续{Now.Int("workshop.warning-months")}个月低于认定标准（至少{CarrierActive.Least(x, Now)}人）" : null);
        on.Move([Warning, Rectify], Recognised, "恢复达标").Hint("最近一个月的月报达到认定标准的，自动恢复。")
            .When((x, facts, _) => facts.Returns is [{ Counted: { } counted } newest, ..] && counted >= CarrierActive.Least(x, Now) ? $"{newest.Month.ToChinese()}吸纳{counted}人" : null);
        on.Move(Recognised, Review, "年度复核").Hint("认定或上次复核满12个月的，自动转入。")
            .When((x, _, today) => ReviewDay(x) <= today ? $"认定或上次复核满{Now.Int("base.review-months")}个月" : null);
    }

    protected override async Task<IReadOnlyDictionary<Guid, CarrierMonths>> FactsAsync(AnjuDb db, IReadOnlyList<EmploymentCarrier> cases, DateOnly today, CancellationToken cancellation)
    {
        var returns = (await BulkRead.AmongAsync<CarrierReturn>(db, nameof(CarrierReturn.CarrierId), [.. cases.Select(x => x.Id)], cancellation)).ToLookup(x => x.CarrierId);
        return cases.ToDictionary(x => x.Id, x => new CarrierMonths([.. returns[x.Id].OrderByDescending(one => one.Month)]));
    }

    /// <summary>The newest returns, of months one after the other, are all below.</summary>
    private bool IsBelow(EmploymentCarrier carrier, CarrierMonths facts)
    {
        var (least, months) = (CarrierActive.Least(carrier, Now), Now.Int("workshop.warning-months"));
        var newest = facts.Returns.Take(months).ToList();
        return newest.Count == months && newest.TrueForAll(one => one.Counted < least) && newest.Zip(newest.Skip(1)).All(pair => pair.First.Month.Previous == pair.Second.Month);
    }

    private DateOnly? ReviewDay(EmploymentCarrier carrier) => (carrier.ReviewedOn ?? carrier.RecognisedOn)?.AddMonths(Now.Int("base.review-months"));

    /// <summary>b.2: heads of both kinds, and of a factory its floor and posts. What is not filled in is not held against it.</summary>
    private string? BelowCriteria(EmploymentCarrier carrier)
    {
        var (least, area, posts) = (CarrierActive.Least(carrier, Now), Now.Decimal("workshop.factory-area"), Now.Int("workshop.factory-posts"));
        return (carrier.RelocatedStaff ?? 0) + (carrier.PovertyStaff ?? 0) < least ? $"搬迁和脱贫劳动力合起来不足{least}人，达不到认定标准"
            : carrier.InArrears == true ? "有欠薪的不能认定"
            : carrier is { Kind: CarrierKind.Workshop, Form: CarrierForm.Factory } && (carrier.FloorArea?.InSquareMetres < area || carrier.Posts < posts) ? $"厂房式车间应不少于{area:0.#}平方米、{posts}个岗位"
            : null;
    }
}
