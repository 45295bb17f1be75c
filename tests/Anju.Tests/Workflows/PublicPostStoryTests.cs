using Anju.Employment.PublicWork;
using Anju.Kernel;
using Anju.Register;
using Anju.Tests.Register;
using Anju.Workflows;

namespace Anju.Tests.Workflows;

/// <summary>c.5 up to the agreement, told through: to the holder in the ledger, sent back, somebody who may not hold it, late notice.</summary>
[OnBothDatabases]
public sealed class PostPlanStoryTests() : CaseStory<PostPlan>("post-plan")
{
    private Person person = null!;

    protected override async Task BeginAsync()
    {
        person = (await City.MembersAsync(await City.HouseholdAsync("431021000101")))[0];
        await WriteAsync("设岗", (_, change) => change.InsertAsync(
            [
                new PostPlan
                {
                    CountyCode = RegisterCity.Guiyang, SiteId = person.SiteId, Code = "GS1", Developer = "居委会", AppliedOn = Given.Day("2025-02-03"), WorkPlace = "安置点", Hours = PostHours.Part, WeeklyHours = 20,
                },
            ],
            Stop));
    }

    [Fact]
    public async Task From_the_villages_wish_to_the_signed_agreement()
    {
        await SelectedAsync();
        await RefusedAsync("2025-03-03", "公示", x => (x.NoticeFrom, x.NoticeTo) = (Given.Day("2025-03-03"), Given.Day("2025-03-08")), "公示不少于7天");
        await DoneAsync("2025-03-03", "公示", x => (x.NoticeFrom, x.NoticeTo) = (Given.Day("2025-03-03"), Given.Day("2025-03-09")));
        Assert.Equal((PostPlanState.Notice, Given.Day("2025-03-10")), ((await LineAsync()).State, (await LineAsync()).DueOn));
        await KeepAsync("2025-03-10");
        Assert.Equal(PostPlanState.Notice, (await LineAsync()).State); // nobody stands in the ledger yet
        Assert.Equal(CaseLight.Red, (await LineAsync()).LightOn(Given.Day("2025-03-11")));

        await WriteAsync("上岗", (_, change) => change.InsertAsync([Holder("2025-03-12")], Stop));
        await KeepAsync("2025-03-12");
        Assert.Equal(PostPlanState.Signed, (await LineAsync()).State);
    }

    [Fact]
    public async Task An_agreement_from_within_the_notice_does_not_end_it()
    {
        await SelectedAsync();
        await DoneAsync("2025-03-03", "公示", x => (x.NoticeFrom, x.NoticeTo) = (Given.Day("2025-03-03"), Given.Day("2025-03-09")));
        await WriteAsync("上岗", (_, change) => change.InsertAsync([Holder("2025-03-09")], Stop));
        await KeepAsync("2025-03-20");
        Assert.Equal(PostPlanState.Notice, (await LineAsync()).State);
    }

    [Fact]
    public async Task Sent_back_by_the_township_it_begins_again_and_the_county_may_refuse()
    {
        await DoneAsync("2025-02-04", "报乡镇审核", Paid);
        await DoneAsync("2025-02-05", "退回", _ => { }, "与现有岗位重复");
        Assert.Equal((PostPlanState.Planned, 1), ((await LineAsync()).State, (await LineAsync()).Returns));
        await DoneAsync("2025-02-06", "报乡镇审核", Paid);
        await DoneAsync("2025-02-07", "不予设岗", _ => { }, "资金不足");
        Assert.Equal(PostPlanState.Refused, (await LineAsync()).State);
    }

    [Fact]
    public async Task Of_a_cadres_family_nobody_is_put_on_notice_and_the_post_is_advertised_again()
    {
        await SelectedAsync(cadre: true);
        await RefusedAsync("2025-03-03", "公示", x => (x.NoticeFrom, x.NoticeTo) = (Given.Day("2025-03-03"), Given.Day("2025-03-09")), "不符合公益性岗位条件：本人或家属是村干部");
        await DoneAsync("2025-03-04", "重新招聘", x => x.RecruitTo = Given.Day("2025-03-10"), "拟聘人员不符合条件");
        Assert.Equal((PostPlanState.Recruiting, null, null), ((await LineAsync()).State, (await LineAsync()).PersonId, (await LineAsync()).OfCadre));
    }

    private static void Paid(PostPlan x) => (x.MonthlyPay, x.Funding) = (Yuan.FromYuan(800), "就业补助资金");

    private async Task SelectedAsync(bool cadre = false)
    {
        await DoneAsync("2025-02-04", "报乡镇审核", Paid);
        await DoneAsync("2025-02-06", "审核通过，报县", _ => { }, "同意");
        await DoneAsync("2025-02-10", "批准并公告", x => (x.RecruitFrom, x.RecruitTo) = (Given.Day("2025-02-10"), Given.Day("2025-02-28")));
        await RefusedAsync("2025-02-28", "选定人员", Choose, "截止后才能选定");
        await DoneAsync("2025-03-01", "选定人员", Choose);

        void Choose(PostPlan x) => (x.PersonId, x.OfCadre, x.Applicants) = (person.Id, cadre, 2);
    }

    private PublicPost Holder(string from) => new()
    {
        CountyCode = RegisterCity.Guiyang, SiteId = person.SiteId, HouseholdId = person.HouseholdId, PersonId = person.Id, Code = "GS1", Developer = "居委会", Funding = "就业补助资金", WorkPlace = "安置点",
        Hours = PostHours.Part, WeeklyHours = 20, StartedOn = Given.Day(from), AgreementFrom = Given.Day(from), AgreementTo = Given.Day(from).AddYears(1).AddDays(-1), OfCadre = false,
    };
}

/// <summary>c.5 from the agreement on, told through: renewed in time, late, off the post, and for how long it may be agreed.</summary>
[OnBothDatabases]
public sealed class OnPostStoryTests() : CaseStory<PublicPost>("public-post")
{
    protected override async Task BeginAsync()
    {
        var person = (await City.MembersAsync(await City.HouseholdAsync("431021000101")))[0];
        await WriteAsync("上岗", (_, change) => change.InsertAsync(
            [
                new PublicPost
                {
                    CountyCode = RegisterCity.Guiyang, SiteId = person.SiteId, HouseholdId = person.HouseholdId, PersonId = person.Id, Code = "GS1", Developer = "居委会", Funding = "就业补助资金", WorkPlace = "安置点",
                    Hours = PostHours.Part, WeeklyHours = 20, StartedOn = Given.Day("2024-04-01"), AgreementFrom = Given.Day("2024-04-01"), AgreementTo = Given.Day("2025-03-31"), OfCadre = false,
                },
            ],
            Stop));
    }

    [Fact]
    public async Task Reminded_thirty_days_before_and_renewed()
    {
        await KeepAsync("2025-02-28");
        Assert.Equal(PublicPostState.OnDuty, (await LineAsync()).State);
        await KeepAsync("2025-03-01");
        Assert.Equal((PublicPostState.EndDue, Given.Day("2025-03-31")), ((await LineAsync()).State, (await LineAsync()).DueOn));
        await CorrectAsync(x => (x.AgreementFrom, x.AgreementTo) = (Given.Day("2025-04-01"), Given.Day("2026-03-31")));
        await KeepAsync("2025-03-20");
        Assert.Equal((PublicPostState.OnDuty, null), ((await LineAsync()).State, (await LineAsync()).DueOn));
    }

    [Fact]
    public async Task Not_renewed_it_is_red_until_the_holder_is_off_the_post()
    {
        await KeepAsync("2025-03-01");
        Assert.Equal((CaseLight.Yellow, CaseLight.Red), ((await LineAsync()).LightOn(Given.Day("2025-03-31")), (await LineAsync()).LightOn(Given.Day("2025-04-01"))));
        await CorrectAsync(x => (x.LeftOn, x.LeftFor) = (Given.Day("2025-04-02"), OffPostReason.Employed));
        await KeepAsync("2025-04-01");
        Assert.Equal(PublicPostState.EndDue, (await LineAsync()).State);
        await KeepAsync("2025-04-02");
        Assert.Equal((PublicPostState.OffPost, null), ((await LineAsync()).State, (await LineAsync()).DueOn));
    }

    [Theory]
    [InlineData("2026-03-31", true)]
    [InlineData("2026-04-01", false)]
    public void An_agreement_is_for_a_year_at_most(string to, bool may)
    {
        var post = new PublicPost { CountyCode = RegisterCity.Guiyang, AgreementFrom = Given.Day("2025-04-01"), AgreementTo = Given.Day(to) };
        Assert.Equal(may, !new AgreementWithinYear(Given.Pack).Against(null, post).Any());
        Assert.Empty(new AgreementWithinYear(Given.Pack).Against(post, post)); // what was longer before is left alone
    }
}
