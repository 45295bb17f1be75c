using System.ComponentModel.DataAnnotations;
using Anju.Kernel;
using Anju.Policy;
using Anju.Workflows;
using static Anju.Tests.Workflows.SlipState;

namespace Anju.Tests.Workflows;

/// <summary>
/// Clocks, returns, pauses, extensions and lights on a workflow of the shape of c.20: it is handed out, worked on, reported,
/// sent back, suspended and extended. The days are those of November 2025, without a holiday.
/// </summary>
public sealed class CaseClockTests
{
    private static readonly PlanPack Pack = PlanPack.Load();
    private static readonly CaseClock Clock = new(Pack);
    private static readonly SlipFlow Flow = new();

    [Theory]
    [InlineData("2025-11-10", "Green")] // due 2025-11-17, a Monday; three working days before it is the 12th
    [InlineData("2025-11-11", "Green")]
    [InlineData("2025-11-12", "Yellow")]
    [InlineData("2025-11-17", "Yellow")]
    [InlineData("2025-11-18", "Red")]
    public void The_light_follows_from_the_limit(string on, string light)
    {
        var slip = Begun();
        Assert.Equal((Given.Day("2025-11-17"), light), (slip.DueOn, $"{slip.LightOn(Given.Day(on))}"));
    }

    [Fact]
    public void Suspended_time_does_not_count()
    {
        var slip = Begun();
        Go(slip, Suspended, "2025-11-12");
        Assert.Equal(CaseLight.Paused, slip.LightOn(Given.Day("2025-12-30")));

        Go(slip, Working, "2025-11-19"); // five working days later: the limit moves by as many

        Assert.Equal((Given.Day("2025-11-24"), Given.Day("2025-11-19"), null), (slip.DueOn, slip.WarnOn, slip.PausedOn));
        Assert.Equal(Given.Day("2025-11-19"), slip.StateSince);
    }

    [Fact]
    public void Sent_back_twice_is_red_whatever_the_limit_says()
    {
        var slip = Begun();
        foreach (var day in new[] { "2025-11-11", "2025-11-12" })
        {
            Go(slip, Reported, day);
            Go(slip, Working, day);
        }

        Assert.Equal((2, CaseLight.Red), (slip.Returns, slip.LightOn(Given.Day("2025-11-12"))));
    }

    [Fact]
    public void Reporting_keeps_the_clock_and_ending_stops_it()
    {
        var slip = Begun();
        Go(slip, Reported, "2025-11-13");
        Assert.Equal(Given.Day("2025-11-17"), slip.DueOn);

        Go(slip, Done, "2025-11-14");

        Assert.Equal((null, null), (slip.DueOn, slip.LightOn(Given.Day("2025-12-01"))));
    }

    [Fact]
    public void A_step_that_stays_where_it_is_leaves_state_and_clock_alone()
    {
        var slip = Begun();
        Go(slip, Working, "2025-11-13");

        Assert.Equal((Given.Day("2025-11-10"), Given.Day("2025-11-17")), (slip.StateSince, slip.DueOn));
    }

    [Fact]
    public void A_limit_whose_parameter_nobody_has_set_is_none()
    {
        var limit = Limit.Days("loan.decision-days");
        Assert.Null(limit.From(Given.Day("2025-11-10"), Clock));
    }

    [Fact]
    public void Limits_count_days_working_days_and_months_over_holidays()
    {
        var eve = Given.Day("2025-09-30"); // the holiday is 1 to 8 October, with 11 October worked
        Assert.Equal(
            ("2025-10-03", "2025-10-11", "2025-10-30"),
            (Due(Limit.Days(3)), Due(Limit.WorkingDays(3)), Due(Limit.Months(1))));

        string Due(Limit limit) => $"{limit.From(eve, Clock)!.Value.Due:yyyy-MM-dd}";
    }

    private static Slip Begun()
    {
        var slip = new Slip { State = Working };
        Clock.Set(slip, null, Flow.StateOf(slip), null, Given.Day("2025-11-10"));
        return slip;
    }

    private static void Go(Slip slip, SlipState to, string on) =>
        CaseDesk.Take(Flow.MovesFrom(Flow.StateOf(slip)).First(move => move.To.Value.Equals(to)), slip, null, Given.Day(on), Clock);
}

public enum SlipState
{
    [Display(Name = "办理中")] Working,
    [Display(Name = "中止")] Suspended,
    [Display(Name = "反馈")] Reported,
    [Display(Name = "办结")] Done,
}

internal sealed class Slip : CaseRecord<SlipState>
{
    protected override SlipState Beginning => Working;
}

internal sealed class SlipFlow : Workflow<Slip, SlipState, object>
{
    public override string Code => "slip";

    public override string Title => "督办";

    public override Clause Clause => Plan.Measure(3).Says("保障搬迁劳动力家庭实现1户1人以上稳定就业");

    protected override void Define(WorkflowBuilder<Slip, SlipState, object> on)
    {
        on.State(Working).Within(Limit.WorkingDays(5));
        on.State(Suspended).StopsClock();
        on.State(Reported).KeepsClock();
        on.State(Done).Ends();
        on.Move(Working, Working, "登记进展").By(Role.CountyOfficer);
        on.Move(Working, Suspended, "中止").By(Role.CityLead).NeedsOpinion();
        on.Move(Suspended, Working, "恢复").By(Role.CityLead);
        on.Move(Working, Reported, "反馈").By(Role.CountyOfficer);
        on.Move(Reported, Working, "驳回重办").By(Role.CityLead).NeedsOpinion().Returns();
        on.Move(Reported, Done, "办结").By(Role.CityLead);
    }

    protected override Task<IReadOnlyDictionary<Guid, object>> FactsAsync(AnjuDb db, IReadOnlyList<Slip> cases, DateOnly today, CancellationToken cancellation) =>
        Task.FromResult<IReadOnlyDictionary<Guid, object>>(new Dictionary<Guid, object>());
}
