using Anju.Employment.PublicWork;
using Anju.Kernel;
using Anju.Ledgers;
using Anju.Tests.Register;
using Anju.Web;
using Anju.Workflows;
using Microsoft.EntityFrameworkCore;
using Microsoft.Extensions.DependencyInjection;
using static Anju.Employment.PublicWork.WorkReliefState;

namespace Anju.Tests.Workflows;

/// <summary>c.6 told through: straight to the books, sent back below the share, late and extended, stopped and gone on.</summary>
[OnBothDatabases]
public sealed class WorkReliefStoryTests() : CaseStory<WorkReliefProject>("work-relief")
{
    private Guid id;

    protected override async Task BeginAsync()
    {
        var project = new WorkReliefProject
        {
            CountyCode = RegisterCity.Guiyang, SiteId = (await City.SiteAsync("GY001")).Id, Code = "YG431021001", Name = "排水沟整修", Fund = WorkReliefFund.CentralBudget,
            CentralFunds = Yuan.FromYuan(10_000), Investment = Yuan.FromYuan(12_000),
        };
        id = project.Id;
        await using var db = City.Open();
        await using var change = await Change.BeginAsync(db, Origin.Import, "入库", TimeProvider.System, Stop);
        await change.InsertAsync([project], Stop);
        Assert.True((await change.CommitAsync(Stop)).IsOk);
    }

    [Fact]
    public async Task From_the_library_to_the_books()
    {
        await BuildingAsync();
        await RefusedAsync("2025-09-20", "完工", x => x.CompletedOn = Given.Day("2025-09-19"), "还没有登记一个月的考勤");
        await PaidAsync(3_000);
        await DoneAsync("2025-09-20", "完工", x => x.CompletedOn = Given.Day("2025-09-19"));
        await DoneAsync("2025-09-25", "验收", x => x.AcceptedOn = Given.Day("2025-09-25"));
        await DoneAsync("2025-10-10", "移交资产", x => x.AssetOwner = "仁义村集体");
        await DoneAsync("2025-10-11", "办结", _ => { });
        Assert.Equal((Closed, null), ((await LineAsync()).State, (await LineAsync()).DueOn));
    }

    [Fact]
    public async Task Below_the_share_it_is_sent_back_and_not_accepted()
    {
        await BuildingAsync();
        await PaidAsync(2_999);
        await DoneAsync("2025-09-20", "完工", x => x.CompletedOn = Given.Day("2025-09-19"));
        await RefusedAsync("2025-09-25", "验收", x => x.AcceptedOn = Given.Day("2025-09-25"), "低于应达比例30.0%");
        await DoneAsync("2025-09-25", "要求整改", _ => { }, "补发劳务报酬");
        Assert.Equal((Rectifying, 1), ((await LineAsync()).State, (await LineAsync()).Returns));
        await PaidAsync(1);
        await DoneAsync("2025-10-08", "整改完成", _ => { }, "已补发");
        await DoneAsync("2025-10-09", "验收", x => x.AcceptedOn = Given.Day("2025-10-09"));
        Assert.Equal(Accepted, (await LineAsync()).State);
    }

    [Fact]
    public async Task What_has_not_been_paid_is_paid_before_the_acceptance()
    {
        await BuildingAsync();
        await PaidAsync(3_000);
        await PaidAsync(500, paid: false);
        await DoneAsync("2025-09-20", "完工", x => x.CompletedOn = Given.Day("2025-09-19"));
        await RefusedAsync("2025-09-25", "验收", x => x.AcceptedOn = Given.Day("2025-09-25"), "还有1人次劳务报酬没有发放");
    }

    [Fact]
    public async Task It_is_due_on_the_day_planned_stands_still_while_stopped_and_is_extended_before_and_not_after()
    {
        await BuildingAsync();
        Assert.Equal((Given.Day("2025-09-30"), CaseLight.Red), ((await LineAsync()).DueOn, (await LineAsync()).LightOn(Given.Day("2025-10-01"))));

        await DoneAsync("2025-09-01", "停工", _ => { }, "汛期停工");
        await DoneAsync("2025-09-11", "复工", _ => { });
        Assert.Equal(Given.Day("2025-10-10"), (await LineAsync()).DueOn);

        await RefusedAsync("2025-09-12", "申请延期", x => x.PlannedCompletionOn = Given.Day("2025-10-10"), "应晚于原来的期限", "雨天多");
        await DoneAsync("2025-09-12", "申请延期", x => x.PlannedCompletionOn = Given.Day("2025-10-31"), "雨天多");
        Assert.Equal((Building, Given.Day("2025-10-31"), 1), ((await LineAsync()).State, (await LineAsync()).DueOn, (await LineAsync()).Extensions));
        await RefusedAsync("2025-11-01", "申请延期", x => x.PlannedCompletionOn = Given.Day("2025-11-30"), "应在期限（2025-10-31）之前申请", "又下雨");
        await DoneAsync("2025-10-30", "申请延期", x => x.PlannedCompletionOn = Given.Day("2025-11-10"), "又下雨");
        await RefusedAsync("2025-11-01", "申请延期", x => x.PlannedCompletionOn = Given.Day("2025-11-30"), "最多可以延期 2 次", "又下雨");
    }

    [Fact]
    public async Task Money_of_the_county_needs_a_share_of_its_own_before_people_are_hired()
    {
        await using (var db = City.Open())
        {
            await using var change = await Change.BeginAsync(db, Origin.Page, "更正", TimeProvider.System, Stop);
            (await db.Set<WorkReliefProject>().SingleAsync(Stop)).Fund = WorkReliefFund.Local;
            Assert.True((await change.CommitAsync(Stop)).IsOk);
        }

        await DoneAsync("2025-06-01", "批复", x => x.ApprovalNumber = "县发改批〔2025〕1号");
        await DoneAsync("2025-06-10", "下达计划", x => (x.PlanNumber, x.PlannedOn, x.PlannedPay) = ("计划1号", Given.Day("2025-06-09"), Yuan.FromYuan(3_000)));
        await RefusedAsync("2025-06-20", "编制务工组织方案", x => x.LabourPlanOn = Given.Day("2025-06-20"), "还没有应达劳务报酬比例");
    }

    private async Task BuildingAsync()
    {
        await DoneAsync("2025-06-01", "批复", x => x.ApprovalNumber = "县发改批〔2025〕1号");
        await DoneAsync("2025-06-10", "下达计划", x => (x.PlanNumber, x.PlannedOn, x.PlannedPay) = ("计划1号", Given.Day("2025-06-09"), Yuan.FromYuan(3_000)));
        await DoneAsync("2025-06-20", "编制务工组织方案", x => x.LabourPlanOn = Given.Day("2025-06-20"));
        await DoneAsync("2025-07-01", "发布招工公告", x => x.RecruitedOn = Given.Day("2025-07-01"));
        await DoneAsync("2025-08-01", "开工", x => (x.StartedOn, x.PlannedCompletionOn, x.Applicants, x.RelocatedApplicants) = (Given.Day("2025-08-01"), Given.Day("2025-09-30"), 3, 2));
    }

    private async Task PaidAsync(int yuan, bool paid = true)
    {
        await using var db = City.Open();
        await using var change = await Change.BeginAsync(db, Origin.Import, "工资表", TimeProvider.System, Stop);
        var number = await db.Set<LabourPayment>().CountAsync(Stop) + 1;
        await change.InsertAsync(
            [new LabourPayment
            {
                CountyCode = RegisterCity.Guiyang, ProjectId = id, Month = Given.Month("2025-08"), Number = number, Name = "谢甲", Kind = WorkerKind.Relocated,
                IdNumber = IdNumber.Of(DivisionCode.Parse(RegisterCity.Guiyang), new DateOnly(1985, 3, 15), number).Value, Days = 1, DailyWage = Yuan.FromYuan(yuan),
                Earned = Yuan.FromYuan(yuan), Paid = Yuan.FromYuan(yuan), PaidOn = paid ? Given.Day("2025-09-12") : null,
            }],
            Stop);
        Assert.True((await change.CommitAsync(Stop)).IsOk);
    }
}
