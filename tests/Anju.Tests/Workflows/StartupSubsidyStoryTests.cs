using Anju.Employment.OwnBusiness;
using Anju.Kernel;
using Anju.Tests.Register;
using Anju.Workflows;
using static Anju.Employment.OwnBusiness.SubsidyState;

namespace Anju.Tests.Workflows;

/// <summary>c.7, subsidy, told through: to the money on the account, sent back, refused, withdrawn.</summary>
[OnBothDatabases]
public sealed class StartupSubsidyStoryTests() : CaseStory<StartupSubsidyApplication>("startup-subsidy")
{
    protected override async Task BeginAsync()
    {
        var home = await City.HouseholdAsync("431021000101");
        var person = (await City.MembersAsync(home))[0];
        await WriteAsync("申请", (_, change) => change.InsertAsync(
            [
                new StartupSubsidyApplication
                {
                    CountyCode = RegisterCity.Guiyang, SiteId = person.SiteId, HouseholdId = home, PersonId = person.Id, AppliedOn = Given.Day("2025-06-02"), Kind = SubsidyKind.Startup,
                },
            ],
            Stop));
    }

    [Fact]
    public async Task From_the_application_to_the_money()
    {
        await CompleteAsync("2024-11-01");
        await DoneAsync("2025-06-05", "受理审核", _ => { });
        await DoneAsync("2025-06-06", "公示", x => (x.NoticeFrom, x.NoticeTo) = (Given.Day("2025-06-06"), Given.Day("2025-06-12")));
        await RefusedAsync("2025-06-12", "批准", x => (x.DecidedOn, x.Amount) = (Given.Day("2025-06-12"), Yuan.FromYuan(5000)), "期满才能批准");
        await DoneAsync("2025-06-13", "批准", x => (x.DecidedOn, x.Amount) = (Given.Day("2025-06-13"), Yuan.FromYuan(5000)));
        Assert.Equal((Approved, SubsidyDecision.Approved), ((await LineAsync()).State, (await LineAsync()).Decision));
        await RefusedAsync("2025-06-20", "登记拨付", x => (x.PaidOn, x.PaidAmount) = (Given.Day("2025-06-20"), Yuan.FromYuan(6000)), "不能多于批准金额");
        await RefusedAsync("2025-06-20", "登记拨付", x => (x.PaidOn, x.PaidAmount) = (Given.Day("2025-06-20"), Yuan.FromYuan(5000)), "再次确认身份", by: Officer with { Confirmed = false });
        await DoneAsync("2025-06-20", "登记拨付", x => (x.PaidOn, x.PaidAmount) = (Given.Day("2025-06-20"), Yuan.FromYuan(5000)));
        await KeepAsync("2025-06-20");
        Assert.Equal(Paid, (await LineAsync()).State);
    }

    [Fact]
    public async Task Sent_back_it_is_completed_again_and_without_a_published_limit_no_light_is_lit()
    {
        await CompleteAsync("2024-11-01");
        await DoneAsync("2025-06-05", "退回补正", _ => { }, "缺营业执照");
        var line = await LineAsync();
        Assert.Equal((Applied, 1, null, null), (line.State, line.Returns, line.CompleteOn, line.DueOn));
        await CompleteAsync("2024-11-01");
        line = await LineAsync();
        Assert.Equal((Complete, null, null), (line.State, line.DueOn, line.LightOn(Given.Day("2026-06-01"))));
    }

    [Fact]
    public async Task Open_for_less_than_six_months_it_is_refused_with_its_reason()
    {
        await CompleteAsync("2025-01-01");
        await DoneAsync("2025-06-05", "受理审核", _ => { });
        await RefusedAsync("2025-06-30", "公示", x => (x.NoticeFrom, x.NoticeTo) = (Given.Day("2025-06-30"), Given.Day("2025-07-06")), "开业满6个月");
        await RefusedAsync("2025-06-30", "不予补贴", x => x.DecidedOn = Given.Day("2025-06-30"), "不符合原因", "经营不满期限");
        await DoneAsync("2025-06-30", "不予补贴", x => (x.DecidedOn, x.RefusedFor) = (Given.Day("2025-06-30"), "经营不满规定期限"), "经营不满期限");
        Assert.Equal((Rejected, SubsidyDecision.Refused), ((await LineAsync()).State, (await LineAsync()).Decision));
    }

    [Fact]
    public async Task Six_months_to_the_day_are_enough_and_it_may_be_withdrawn()
    {
        await CompleteAsync("2025-01-01");
        await DoneAsync("2025-06-05", "受理审核", _ => { });
        await DoneAsync("2025-07-01", "公示", x => (x.NoticeFrom, x.NoticeTo) = (Given.Day("2025-07-01"), Given.Day("2025-07-07")));
        await DoneAsync("2025-07-02", "本人撤回", _ => { }, "本人不再申请");
        Assert.Equal(Withdrawn, (await LineAsync()).State);
    }

    private Task CompleteAsync(string opened) =>
        DoneAsync("2025-06-05", "材料齐全", x => (x.CompleteOn, x.Business, x.OpenedOn) = (Given.Day("2025-06-05"), "谢记小吃店", Given.Day(opened)));
}
