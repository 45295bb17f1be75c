using Anju.Employment.Skills;
using Anju.Kernel;
using Anju.Ledgers;
using Anju.Register;
using Anju.Tests.Register;
using Anju.Web;
using Anju.Workflows;
using Microsoft.EntityFrameworkCore;
using Microsoft.Extensions.DependencyInjection;
using static Anju.Employment.Skills.TrainingState;

namespace Anju.Tests.Workflows;

/// <summary>c.8 told through: from the wish to the job half a year later, sent back, overdue, declined, left; and the desk that arranges people.</summary>
[OnBothDatabases]
public sealed class TrainingStoryTests() : CaseStory<TrainingEnrolment>("training")
{
    private TrainingClass course = null!;
    private Household home = null!;
    private Person person = null!;
    private TrainingWish wish = null!;

    protected override async Task BeginAsync()
    {
        var site = (await City.SiteAsync("GY001")).Id;
        person = Given.Person();
        person.SiteId = site;
        home = Given.Household(row => row.SiteId = site).With(person).Row;
        home.HeadName = person.Name;
        course = new()
        {
            CountyCode = RegisterCity.Guiyang, Code = "PX-1", Trade = "电工", Kind = TrainingKind.Other, Institution = "县技校", Places = 2,
            StartsOn = Given.Day("2025-03-10"), EndsOn = Given.Day("2025-03-29"),
        };
        wish = new() { PersonId = person.Id, HouseholdId = home.Id, CountyCode = RegisterCity.Guiyang, SiteId = site, AskedOn = Given.Day("2025-01-20"), Wish = Willingness.Willing, Trade = "电工" };
        await using var db = City.Open();
        await using var change = await Change.BeginAsync(db, Origin.Import, "登记", TimeProvider.System, Stop);
        await change.InsertAsync([home], Stop);
        await change.InsertAsync([person], Stop);
        await change.InsertAsync([course], Stop);
        await change.InsertAsync([wish], Stop);
        Assert.True((await change.CommitAsync(Stop)).IsOk);
    }

    [Fact]
    public async Task From_the_wish_to_the_job_half_a_year_later()
    {
        await InClassAsync();
        await KeepAsync("2025-03-29", home.Id);
        Assert.Equal(InClass, (await LineAsync()).State); // its last day
        await KeepAsync("2025-03-30", home.Id);
        Assert.Equal(Assessing, (await LineAsync()).State);

        await DoneAsync("2025-04-02", "考核合格", x => (x.Attendance, x.AssessedOn, x.Certificate) = (95, Given.Day("2025-04-01"), "JN-1"));
        await KeepAsync("2025-04-02", home.Id);
        var line = await LineAsync();
        Assert.Equal((AllowanceDue, TrainingResult.Passed, Given.Day("2025-05-28")), (line.State, line.Result, line.DueOn)); // sixty days after the course

        await RefusedAsync("2025-05-10", "登记补贴发放", x => (x.AllowanceDue, x.AllowancePaid, x.AllowancePaidOn) = (Yuan.FromYuan(600), Yuan.FromYuan(500), Given.Day("2025-05-10")), "还差100.00元");
        await RefusedAsync("2025-05-10", "登记补贴发放", x => (x.AllowanceDue, x.AllowancePaid, x.AllowancePaidOn) = (Yuan.FromYuan(600), Yuan.FromYuan(700), Given.Day("2025-05-10")), "不能多于应发");
        await DoneAsync("2025-05-10", "登记补贴发放", x => (x.AllowanceDue, x.AllowancePaid, x.AllowancePaidOn) = (Yuan.FromYuan(600), Yuan.FromYuan(600), Given.Day("2025-05-10")));
        await KeepAsync("2025-05-10", home.Id);
        line = await LineAsync();
        Assert.Equal((FollowUp, Given.Day("2025-09-29")), (line.State, line.DueOn));

        await WorkAsync("2025-06-01", "2025-09-20");
        await KeepAsync("2025-09-28", home.Id);
        Assert.Equal(FollowUp, (await LineAsync()).State);
        await KeepAsync("2025-09-29", home.Id);
        Assert.Equal((Followed, true), ((await LineAsync()).State, (await LineAsync()).EmployedAfter));
    }

    [Fact]
    public async Task Whoever_has_no_claim_to_an_allowance_is_followed_up_at_once_and_without_a_job_it_says_so()
    {
        await InClassAsync();
        await KeepAsync("2025-03-30", home.Id);
        await DoneAsync("2025-04-02", "考核合格", x => (x.Attendance, x.AssessedOn) = (80, Given.Day("2025-04-01")));
        await CorrectAsync(x => x.Category = TraineeKind.Other);
        await KeepAsync("2025-04-02", home.Id);
        Assert.Equal(FollowUp, (await LineAsync()).State);
        await KeepAsync("2025-10-01", home.Id);
        Assert.Equal((Followed, false), ((await LineAsync()).State, (await LineAsync()).EmployedAfter));
    }

    [Fact]
    public async Task Sent_back_the_class_of_the_person_is_checked_anew_and_twice_sent_back_is_red()
    {
        await InClassAsync();
        await KeepAsync("2025-03-30", home.Id);
        await DoneAsync("2025-04-01", "安排补考", _ => { }, "请假三天，补考");
        await DoneAsync("2025-04-02", "考核合格", x => (x.Attendance, x.AssessedOn) = (95, Given.Day("2025-04-02")));
        await KeepAsync("2025-04-02", home.Id);
        await DoneAsync("2025-04-10", "退回核查资格", _ => { }, "系统比对不是脱贫人口");
        var line = await LineAsync();
        Assert.Equal((Passed, null, 2), (line.State, line.Category, line.Returns));
        await KeepAsync("2025-04-10", home.Id);
        Assert.Equal(Passed, (await LineAsync()).State); // nobody knows yet

        await DoneAsync("2025-04-11", "核查补贴资格", x => x.Category = TraineeKind.HardToEmploy);
        await KeepAsync("2025-04-11", home.Id);
        Assert.Equal((AllowanceDue, CaseLight.Red), ((await LineAsync()).State, (await LineAsync()).LightOn(Given.Day("2025-04-11"))));
    }

    [Fact]
    public async Task An_allowance_not_paid_in_sixty_days_is_red()
    {
        await InClassAsync();
        await KeepAsync("2025-03-30", home.Id);
        await DoneAsync("2025-04-02", "考核合格", x => (x.Attendance, x.AssessedOn) = (95, Given.Day("2025-04-01")));
        await KeepAsync("2025-04-02", home.Id);
        var line = await LineAsync();
        Assert.Equal((CaseLight.Green, CaseLight.Red), (line.LightOn(Given.Day("2025-05-01")), line.LightOn(Given.Day("2025-05-29"))));
    }

    [Fact]
    public async Task A_class_that_is_not_filed_enrols_nobody_and_who_declines_in_writing_is_answered()
    {
        Assert.Equal(1, (await ArrangeAsync("2025-02-20")).Value);
        await RefusedAsync("2025-02-25", "确认报名", x => x.EnrolledOn = Given.Day("2025-02-25"), "还没有开班备案");
        await DoneAsync("2025-02-26", "书面放弃", x => x.DeclinedOn = Given.Day("2025-02-26"));
        Assert.Equal((Declined, null), ((await LineAsync()).State, (await LineAsync()).DueOn));
    }

    [Fact]
    public async Task Whoever_leaves_the_course_does_not_pass_it()
    {
        await InClassAsync();
        await DoneAsync("2025-03-15", "中途退出", _ => { }, "外出务工");
        Assert.Equal((Dropped, TrainingResult.Dropped), ((await LineAsync()).State, (await LineAsync()).Result));
    }

    [Fact]
    public async Task The_desk_offers_open_wishes_of_the_trade_answers_them_once_and_keeps_to_the_places()
    {
        // Asked again, the newest answer counts; another trade, another year and who has left are not offered.
        await InsertAsync(
            Wish("2025-01-21", "焊工"), Wish("2024-12-31", "电工"), Wish("2025-01-22", null),
            Wish("2025-01-23", "电工", x => x.Wish = Willingness.Unwilling), Wish("2025-01-24", "电工", x => x.DeclinedOn = Given.Day("2025-02-01")));
        await InsertAsync(Wish("2025-01-25", "电工"), Wish("2025-01-26", "电工"));

        await using (var db = City.Open(Officer))
        {
            Assert.Equal(["2025-01-20", "2025-01-22", "2025-01-25", "2025-01-26"], (await Desk(db, "2025-02-20").WishesAsync(course, Stop)).Select(x => x.Wish.AskedOn.ToString("O")));
        }

        Assert.Contains("计划2人，已安排0人，还能安排2人", (await ArrangeAsync("2025-02-20", 3)).Refusal!.Message, StringComparison.Ordinal);
        Assert.Contains("请先选择", (await ArrangeAsync("2025-02-20", 0)).Refusal!.Message, StringComparison.Ordinal);
        Assert.Contains("已于2025-03-29结束", (await ArrangeAsync("2025-03-30", 1)).Refusal!.Message, StringComparison.Ordinal);
        Assert.Equal(2, (await ArrangeAsync("2025-02-20", 2)).Value);
        await using (var db = City.Open(Officer))
        {
            Assert.Equal(2, (await Desk(db, "2025-02-20").WishesAsync(course, Stop)).Count);
            Assert.Contains("重新选择", (await Desk(db, "2025-02-20").ArrangeAsync(course, [wish.Id], Stop)).Refusal!.Message, StringComparison.Ordinal);
            Assert.Equal([(Matched, TraineeKind.PovertyAlleviated, (DateOnly?)course.StartsOn), (Matched, TraineeKind.PovertyAlleviated, course.StartsOn)],
                await db.Set<TrainingEnrolment>().Select(x => new ValueTuple<TrainingState, TraineeKind, DateOnly?>(x.State, x.Category!.Value, x.StartedOn)).ToListAsync(Stop));
            Assert.Equal((course.Id, Given.Day("2025-02-20")), await db.Set<TrainingWish>().Where(x => x.Id == wish.Id).Select(x => new ValueTuple<Guid?, DateOnly?>(x.ClassId, x.OfferedOn)).SingleAsync(Stop));
        }

        await using (var village = City.Open(new Actor("u-village", "安置点专干", "仁义社区", Scope.OfSites(RegisterCity.Guiyang, [home.SiteId!.Value]), [Role.SiteWorker])))
        {
            Assert.Contains("由县级办理", (await Desk(village, "2025-02-20").ArrangeAsync(course, [wish.Id], Stop)).Refusal!.Message, StringComparison.Ordinal);
        }

        await using var elsewhere = City.Open(RegisterCity.CountyOfficer(RegisterCity.Yizhang));
        Assert.Empty(await Desk(elsewhere, "2025-02-20").WishesAsync(course, Stop));
    }

    private async Task InClassAsync()
    {
        Assert.Equal(1, (await ArrangeAsync("2025-02-20")).Value);
        await using (var db = City.Open())
        {
            await using var change = await Change.BeginAsync(db, Origin.Page, "备案", TimeProvider.System, Stop);
            (await db.Set<TrainingClass>().SingleAsync(Stop)).FiledOn = Given.Day("2025-02-21");
            Assert.True((await change.CommitAsync(Stop)).IsOk);
        }

        await DoneAsync("2025-02-25", "确认报名", x => x.EnrolledOn = Given.Day("2025-02-25"));
        await KeepAsync("2025-03-09", home.Id);
        Assert.Equal(Enrolled, (await LineAsync()).State);
        await KeepAsync("2025-03-10", home.Id);
        Assert.Equal(InClass, (await LineAsync()).State);
    }

    /// <summary>Somebody else of the household, who wishes.</summary>
    private (Person, TrainingWish) Wish(string asked, string? trade, Action<TrainingWish>? also = null)
    {
        var somebody = Given.Person(Relation.Other, born: Given.Day(asked).AddYears(-40).ToString("O"));
        (somebody.HouseholdId, somebody.SiteId) = (home.Id, home.SiteId);
        var theirs = new TrainingWish { PersonId = somebody.Id, HouseholdId = home.Id, CountyCode = RegisterCity.Guiyang, SiteId = home.SiteId, AskedOn = Given.Day(asked), Wish = Willingness.Willing, Trade = trade };
        also?.Invoke(theirs);
        return (somebody, theirs);
    }

    private async Task InsertAsync(params (Person Person, TrainingWish Wish)[] all)
    {
        await using var db = City.Open();
        await using var change = await Change.BeginAsync(db, Origin.Import, "意愿", TimeProvider.System, Stop);
        await change.InsertAsync([.. all.Select(x => x.Person)], Stop);
        await change.InsertAsync([.. all.Select(x => x.Wish)], Stop);
        Assert.True((await change.CommitAsync(Stop)).IsOk);
    }

    private async Task<Result<int>> ArrangeAsync(string on, int heads = 1)
    {
        await using var db = City.Open(Officer);
        var desk = Desk(db, on);
        var wishes = (await desk.WishesAsync(course, Stop)).Take(heads).Select(x => x.Wish.Id).ToList();
        Assert.Equal(heads, wishes.Count);
        return await desk.ArrangeAsync(course, wishes, Stop);
    }

    private static ClassDesk Desk(AnjuDb db, string on) => new(db, new BusinessDate(TimeProvider.System, Given.Day(on)), TimeProvider.System);

    private async Task WorkAsync(string from, string verified)
    {
        var spell = Given.Job(person, from, null, verified, EmploymentChannel.InsideCounty, also: x => x.WorkPlace = "湖南省郴州市桂阳县");
        (spell.HouseholdId, spell.SiteId) = (home.Id, home.SiteId);
        await using var db = City.Open();
        await using var change = await Change.BeginAsync(db, Origin.Page, "就业", TimeProvider.System, Stop);
        await change.InsertAsync([spell], Stop);
        Assert.True((await change.CommitAsync(Stop)).IsOk);
    }
}
