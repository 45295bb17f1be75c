using Anju.Kernel;
using Anju.Policy;
using Anju.Workflows;
using static Anju.Employment.LocalJobs.CarrierSubsidyState;

namespace Anju.Employment.LocalJobs;

/// <param name="Carrier">Null when it is not the actor's.</param>
internal sealed record SubsidyFacts(EmploymentCarrier? Carrier);

/// <summary>c.4, subsidy: claimed by a recognised workshop or base, reviewed, on public notice, paid or refused with a reason.</summary>
internal sealed class CarrierSubsidyPaid(PlanPack pack) : Workflow<CarrierSubsidy, CarrierSubsidyState, SubsidyFacts>
{
    private const string NoticeDays = "carrier.notice-days";

    public override string Code => "carrier-subsidy";

    public override string Title => "车间、基地奖补";

    public override Clause Clause => Plan.Measure(4).Says("延续支持安置点就业帮扶车间的优惠政策");

    protected override void Define(WorkflowBuilder<CarrierSubsidy, CarrierSubsidyState, SubsidyFacts> on)
    {
        on.State(Notice).Within(Limit.Days(NoticeDays), from: x => x.NoticeFrom);
        on.State(Paid).Ends();
        on.State(Rejected).Ends();

        on.Move(Claimed, Reviewed, "审核").By(Role.CountyOfficer).Records(x => x.ReviewedOn, x => x.Approved)
            .Unless((_, facts, _) => facts?.Carrier?.IsRecognised() == true ? null : "这个车间（基地）现在没有认定，不能奖补");
        on.Move(Reviewed, Claimed, "退回补正").By(Role.CountyOfficer).NeedsOpinion().Returns()
            .Fills((x, _, _) => (x.ReviewedOn, x.Approved) = (null, null), x => x.ReviewedOn, x => x.Approved);
        on.Move(Reviewed, Notice, "公示").By(Role.CountyOfficer).Records(x => x.NoticeFrom, x => x.NoticeTo)
            .Unless((x, _, today) => NoticeTerm.TooShort(x.NoticeFrom, x.NoticeTo, pack.Parameters.At(Month.Of(today)).Int(NoticeDays)), x => x.NoticeTo);
        on.Move([Claimed, Reviewed, Notice], Rejected, "不予奖补").By(Role.CountyOfficer).Records(x => x.RefusedFor);
        on.Move(Notice, Notice, "登记拨付").By(Role.CountyOfficer).PaysOut().Records(x => x.PaidOn, x => x.PaidAmount)
            .Unless((x, _, _) => NoticeTerm.NotOver(x.PaidOn, x.NoticeTo, "拨付"), x => x.PaidOn);
        on.Move(Notice, Paid, "已拨付").Hint("登记了拨付日期和金额的，自动办结。")
            .When((x, _, today) => x.PaidOn <= today && x.PaidAmount is not null ? $"{x.PaidOn:yyyy-MM-dd}拨付" : null);
    }

    protected override async Task<IReadOnlyDictionary<Guid, SubsidyFacts>> FactsAsync(AnjuDb db, IReadOnlyList<CarrierSubsidy> cases, DateOnly today, CancellationToken cancellation)
    {
        var carriers = (await BulkRead.AmongAsync<EmploymentCarrier>(db, nameof(Kernel.Record.Id), [.. cases.Select(x => x.CarrierId).Distinct()], cancellation)).ToDictionary(x => x.Id);
        return cases.ToDictionary(x => x.Id, x => new SubsidyFacts(carriers.GetValueOrDefault(x.CarrierId)));
    }
}
