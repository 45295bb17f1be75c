using Anju.Employment.LocalJobs;
using Anju.Kernel;
using Anju.Policy;

namespace Anju.Tests.Rules;

/// <summary>W-M04-5: 车间优惠到期. Judged as of 2025-10-31; thirty days of notice.</summary>
public sealed class SupportEndsTests
{
    private readonly EmploymentCarrier carrier = new()
    {
        CountyCode = Given.County, Code = "CJ1", Name = "制衣车间", SiteId = Guid.CreateVersion7(), RecognisedOn = Given.Day("2024-05-01"), Support = "场地",
    };

    [Theory]
    [InlineData(null, Outcome.Met, "长期有效")]
    [InlineData("2025-12-01", Outcome.Met, "至2025-12-01")]
    [InlineData("2025-11-30", Outcome.NotMet, "2025-11-30到期")]
    [InlineData("2025-10-31", Outcome.NotMet, "2025-10-31到期")]
    [InlineData("2025-10-30", Outcome.NotMet, "已于2025-10-30到期")]
    public void The_support_of_a_workshop_ends(string? last, Outcome outcome, string words)
    {
        carrier.SupportTo = last is null ? null : Given.Day(last);
        var verdict = Judge();
        Assert.Equal(outcome, verdict.Outcome);
        Assert.Contains(words, verdict.Reason, StringComparison.Ordinal);
        Assert.Equal(outcome == Outcome.NotMet ? carrier.SupportTo : null, verdict.DueOn);
    }

    [Fact]
    public void Nothing_ends_for_who_has_none_stands_at_no_site_is_not_recognised_or_has_closed()
    {
        carrier.SupportTo = Given.Day("2025-10-31");
        (carrier.Support, var had) = (null, carrier.Support);
        Assert.Equal("没有享受优惠政策", Judge().Reason);
        (carrier.Support, carrier.SiteId) = (had, null);
        Assert.Equal("不在安置点", Judge().Reason);
        carrier.RecognisedOn = Given.Day("2025-11-01");
        Assert.Equal("当时尚未认定", Judge().Reason);
        carrier.ClosedOn = Given.Day("2025-10-31");
        Assert.Equal("已注销或取消", Judge().Reason);
    }

    private Verdict Judge() => Given.Rules["I-M04-E"].JudgeAny(Given.Line(carrier, Given.Day("2025-10-31")), Given.Month("2025-10"), Given.Pack.Parameters.At(Given.Month("2025-10")));
}
