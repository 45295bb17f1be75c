using Anju.Employment.LocalJobs;
using Anju.Kernel;
using Anju.Tests.Register;
using Anju.Workflows;
using static Anju.Employment.LocalJobs.CarrierState;

namespace Anju.Tests.Workflows;

/// <summary>c.4, recognition, told through: recognised and looked at again by the year, sent back, below its heads for two months, put right, late and revoked.</summary>
[OnBothDatabases]
public sealed class CarrierStoryTests() : CaseStory<EmploymentCarrier>("carrier")
{
    private readonly EmploymentCarrier carrier = new()
    {
        CountyCode = RegisterCity.Guiyang, Code = "CJ1", Name = "制衣车间", Kind = CarrierKind.Workshop, Address = "安置点旁", FloorArea = SquareMetres.From(200),
    };

    protected override async Task BeginAsync()
    {
        carrier.SiteId = (await City.SiteAsync("GY001")).Id;
        await WriteAsync("车间", (_, change) => change.InsertAsync([carrier], Stop));
    }

    [Fact]
    public async Task From_the_application_to_the_yearly_review()
    {
        await RecognisedAsync();
        await KeepAsync("2026-02-19");
        Assert.Equal((Recognised, null), ((await LineAsync()).State, (await LineAsync()).DueOn));
        await KeepAsync("2026-02-20");
        Assert.Equal(Review, (await LineAsync()).State);
        await RefusedAsync("2026-02-25", "复核通过", x => x.ReviewedOn = Given.Day("2026-02-19"), "这次复核应在2026-02-20以后");
        await DoneAsync("2026-02-25", "复核通过", x => x.ReviewedOn = Given.Day("2026-02-25"));
        await KeepAsync("2026-02-25");
        Assert.Equal(Recognised, (await LineAsync()).State);
        await CorrectAsync(x => x.ClosedOn = Given.Day("2026-03-01"));
        await KeepAsync("2026-03-01");
        Assert.Equal(Closed, (await LineAsync()).State);
    }

    [Fact]
    public async Task Recognised_long_ago_its_day_is_told_later()
    {
        await DoneAsync("2025-02-03", "补登认定", x => (x.RecognisedOn, x.RecognitionNumber) = (Given.Day("2023-05-01"), "2023年认定第3号"), "按文件补登");
        Assert.Equal(Recognised, (await LineAsync()).State);
        await KeepAsync("2025-02-03");
        Assert.Equal(Review, (await LineAsync()).State);
    }

    [Fact]
    public async Task Sent_back_after_the_visit_it_begins_again()
    {
        await CheckedAsync();
        await DoneAsync("2025-02-06", "退回补正", _ => { }, "工资凭证不全");
        var line = await LineAsync();
        Assert.Equal((Draft, 1, null, null, null), (line.State, line.Returns, line.AppliedOn, line.CheckedOn, line.CheckedBy));
    }

    [Fact]
    public async Task One_person_alone_does_not_check_and_too_few_heads_too_small_a_floor_or_arrears_are_not_recognised()
    {
        await ApplyAsync();
        await RefusedAsync("2025-02-05", "实地核查", x => (x.CheckedOn, x.CheckedBy) = (Given.Day("2025-02-05"), "王专干、王专干"), "实地核查要两人以上", "属实");
        await CorrectAsync(x => (x.RelocatedStaff, x.PovertyStaff) = (3, 1));
        await DoneAsync("2025-02-05", "实地核查", x => (x.CheckedOn, x.CheckedBy) = (Given.Day("2025-02-05"), "王专干、李专干"), "实际4人");
        await RefusedAsync("2025-02-10", "公示", Notice, "不足5人");
        await CorrectAsync(x => (x.PovertyStaff, x.InArrears) = (2, true));
        await RefusedAsync("2025-02-10", "公示", Notice, "有欠薪的不能认定");
        await CorrectAsync(x => (x.InArrears, x.Posts) = (false, 14));
        await RefusedAsync("2025-02-10", "公示", Notice, "不少于100平方米、15个岗位");
        await CorrectAsync(x => x.Posts = 15);
        await RefusedAsync("2025-02-10", "公示", x => (x.NoticeFrom, x.NoticeTo) = (Given.Day("2025-02-10"), Given.Day("2025-02-15")), "公示不少于7天");
        await DoneAsync("2025-02-10", "公示", Notice);
        await RefusedAsync("2025-02-16", "认定", x => (x.RecognisedOn, x.RecognitionNumber) = (Given.Day("2025-02-16"), "1号"), "期满才能认定");
        Assert.Equal(CaseLight.Red, (await LineAsync()).LightOn(Given.Day("2025-02-18")));
    }

    [Fact]
    public async Task Below_for_two_months_it_is_warned_and_put_right_by_its_return()
    {
        await RecognisedAsync();
        await ReportAsync("2025-03", 4);
        await KeepAsync("2025-04-05");
        Assert.Equal(Recognised, (await LineAsync()).State);
        await ReportAsync("2025-04", 4);
        await KeepAsync("2025-05-05");
        Assert.Equal(Warning, (await LineAsync()).State);
        await DoneAsync("2025-05-06", "下达整改", _ => { }, "限期60天");
        Assert.Equal((Rectify, Given.Day("2025-07-05")), ((await LineAsync()).State, (await LineAsync()).DueOn));
        await RefusedAsync("2025-07-05", "取消认定", x => x.RevokedOn = Given.Day("2025-07-05"), "期满仍不达标才能取消认定", "未整改");
        await ReportAsync("2025-05", 5);
        await KeepAsync("2025-06-05");
        Assert.Equal((Recognised, null), ((await LineAsync()).State, (await LineAsync()).DueOn));
    }

    [Fact]
    public async Task Two_months_with_a_gap_are_no_warning_and_late_it_is_red_and_revoked()
    {
        await RecognisedAsync();
        await ReportAsync("2025-03", 4);
        await ReportAsync("2025-05", 4);
        await KeepAsync("2025-06-05");
        Assert.Equal(Recognised, (await LineAsync()).State);
        await ReportAsync("2025-06", 3);
        await KeepAsync("2025-07-05");
        await DoneAsync("2025-07-06", "下达整改", _ => { }, "限期60天");
        Assert.Equal(CaseLight.Red, (await LineAsync()).LightOn(Given.Day("2025-09-05")));
        await DoneAsync("2025-09-05", "取消认定", x => x.RevokedOn = Given.Day("2025-09-05"), "期满未达标");
        Assert.Equal(Revoked, (await LineAsync()).State);
    }

    private static void Notice(EmploymentCarrier x) => (x.NoticeFrom, x.NoticeTo) = (Given.Day("2025-02-10"), Given.Day("2025-02-16"));

    private async Task ApplyAsync()
    {
        await RefusedAsync("2025-02-03", "提出申请", x => x.AppliedOn = Given.Day("2025-02-03"), "请先在台账中填写形式、岗位数");
        await CorrectAsync(x => (x.Form, x.Posts, x.Staff, x.RelocatedStaff, x.PovertyStaff) = (CarrierForm.Factory, 20, 12, 6, 4));
        await DoneAsync("2025-02-03", "提出申请", x => x.AppliedOn = Given.Day("2025-02-03"));
    }

    private async Task CheckedAsync()
    {
        await ApplyAsync();
        await DoneAsync("2025-02-05", "实地核查", x => (x.CheckedOn, x.CheckedBy) = (Given.Day("2025-02-05"), "王专干、李专干"), "属实");
    }

    private async Task RecognisedAsync()
    {
        await CheckedAsync();
        await DoneAsync("2025-02-10", "公示", Notice);
        await DoneAsync("2025-02-20", "认定", x => (x.RecognisedOn, x.RecognitionNumber) = (Given.Day("2025-02-20"), "2025年认定第1号"));
        Assert.Equal(Recognised, (await LineAsync()).State);
    }

    private Task ReportAsync(string month, int counted) => WriteAsync("月报", (_, change) => change.InsertAsync(
        [new CarrierReturn { CarrierId = carrier.Id, CountyCode = carrier.CountyCode, SiteId = carrier.SiteId, Month = Given.Month(month), Staff = 12, Counted = counted, RelocatedStaff = counted, PovertyStaff = 0 }], Stop));
}

/// <summary>c.4, subsidy, told through: paid after the notice, sent back, refused, and of a workshop that is not recognised.</summary>
[OnBothDatabases]
public sealed class CarrierSubsidyStoryTests() : CaseStory<CarrierSubsidy>("carrier-subsidy")
{
    private EmploymentCarrier carrier = null!;

    protected override async Task BeginAsync()
    {
        carrier = new() { CountyCode = RegisterCity.Guiyang, SiteId = (await City.SiteAsync("GY001")).Id, Code = "CJ1", Name = "制衣车间", State = Recognised, RecognisedOn = Given.Day("2024-12-01") };
        await WriteAsync("车间", async (_, change) =>
        {
            await change.InsertAsync([carrier], Stop);
            await change.InsertAsync([new CarrierSubsidy { CarrierId = carrier.Id, CountyCode = carrier.CountyCode, SiteId = carrier.SiteId, Purpose = "场地租金", ClaimedOn = Given.Day("2025-02-03"), Claimed = Yuan.FromYuan(12_000) }], Stop);
        });
    }

    [Fact]
    public async Task Reviewed_on_notice_and_paid()
    {
        await RefusedAsync("2025-02-10", "审核", x => (x.ReviewedOn, x.Approved) = (Given.Day("2025-02-10"), Yuan.FromYuan(12_001)), "不能多于申请金额");
        await DoneAsync("2025-02-10", "审核", x => (x.ReviewedOn, x.Approved) = (Given.Day("2025-02-10"), Yuan.FromYuan(10_000)));
        await DoneAsync("2025-02-11", "公示", x => (x.NoticeFrom, x.NoticeTo) = (Given.Day("2025-02-11"), Given.Day("2025-02-17")));
        await RefusedAsync("2025-02-17", "登记拨付", x => (x.PaidOn, x.PaidAmount) = (Given.Day("2025-02-17"), Yuan.FromYuan(10_000)), "期满才能拨付");
        Assert.Equal(CaseLight.Red, (await LineAsync()).LightOn(Given.Day("2025-02-19")));
        await DoneAsync("2025-02-20", "登记拨付", x => (x.PaidOn, x.PaidAmount) = (Given.Day("2025-02-20"), Yuan.FromYuan(10_000)));
        await KeepAsync("2025-02-20");
        Assert.Equal(CarrierSubsidyState.Paid, (await LineAsync()).State);
    }

    [Fact]
    public async Task Sent_back_and_refused()
    {
        await DoneAsync("2025-02-10", "审核", x => (x.ReviewedOn, x.Approved) = (Given.Day("2025-02-10"), Yuan.FromYuan(10_000)));
        await DoneAsync("2025-02-11", "退回补正", _ => { }, "租赁合同过期");
        Assert.Equal((CarrierSubsidyState.Claimed, 1, null), ((await LineAsync()).State, (await LineAsync()).Returns, (await LineAsync()).Approved));
        await DoneAsync("2025-02-12", "不予奖补", x => x.RefusedFor = "同一项目已享受其他奖补");
        Assert.Equal(CarrierSubsidyState.Rejected, (await LineAsync()).State);
    }

    [Fact]
    public async Task A_workshop_that_is_not_recognised_is_paid_nothing()
    {
        await WriteAsync("取消", async (db, _) => (await db.FindAsync<EmploymentCarrier>([carrier.Id], Stop))!.State = Revoked);
        await RefusedAsync("2025-02-10", "审核", x => (x.ReviewedOn, x.Approved) = (Given.Day("2025-02-10"), Yuan.FromYuan(10_000)), "现在没有认定");
    }
}
