using Anju.Employment.OutwardJobs;
using Anju.Kernel;
using Anju.Register;
using Anju.Tests.Register;
using Anju.Workflows;
using Microsoft.EntityFrameworkCore;
using static Anju.Employment.OutwardJobs.ServiceTaskState;

namespace Anju.Tests.Workflows;

/// <summary>c.2 told through: it opens by itself, is served to the end, ends with a job and is taken up again, ends with the wish, ends unmet with the year.</summary>
[OnBothDatabases]
public sealed class ServiceYearStoryTests() : CaseStory<ServiceTask>("service-task")
{
    private Person person = null!;

    protected override async Task BeginAsync()
    {
        person = Given.Person(also: x => (x.WillingToWork, x.RegisteredUnemployed, x.Employment) = (Willingness.Willing, true, EmploymentStatus.NotEmployed));
        var site = (await City.SiteAsync("GY001")).Id;
        var row = Given.Household(x => x.SiteId = site).With(person).Row;
        person.SiteId = site;
        var home = row.Id;
        await WriteAsync("登记", async (_, change) =>
        {
            await change.InsertAsync([row], Stop);
            await change.InsertAsync([person], Stop);
        });
        await KeepAsync("2025-02-03", home);
        var task = await LineAsync();
        Assert.Equal((person.Id, 2025, Given.Day("2025-02-03"), Given.Day("2025-12-31"), Targeted, Given.Day("2025-12-31")), (task.PersonId, task.Year, task.TargetedOn, task.OwedBy, task.State, task.DueOn));
        await KeepAsync("2025-02-04", home); // once a year alone
        Assert.Equal(task.Id, (await LineAsync()).Id);
    }

    [Fact]
    public async Task From_the_wish_to_all_five_services()
    {
        await DoneAsync("2025-02-05", "确认意愿", x => x.IntentOn = Given.Day("2025-02-05"));
        await KeepAsync("2025-02-05");
        Assert.Equal(IntentConfirmed, (await LineAsync()).State);
        await ServeAsync(ServiceKind.JobInfo, "2025-03-01", "GW1");
        await KeepAsync("2025-03-01");
        Assert.Equal(InService, (await LineAsync()).State);
        await ServeAsync(ServiceKind.Guidance, "2025-04-01", null);
        await ServeAsync(ServiceKind.TrainingInfo, "2025-05-01", "PX1");
        await ServeAsync(ServiceKind.JobInfo, "2025-06-01", "GW2");
        await ServeAsync(ServiceKind.JobInfo, "2025-07-01", "GW2"); // the same post again
        await KeepAsync("2025-07-01");
        Assert.Equal(InService, (await LineAsync()).State);
        await ServeAsync(ServiceKind.JobInfo, "2025-08-01", "GW3");
        await KeepAsync("2025-08-01");
        Assert.Equal((Completed, "年度达标", null), ((await LineAsync()).State, (await LineAsync()).EndedBy, (await LineAsync()).DueOn));
    }

    [Theory]
    [InlineData(0, "2025-03-31")]
    [InlineData(1, "2025-06-30")]
    [InlineData(2, "2025-09-30")]
    [InlineData(3, "2025-09-30")]
    public async Task Behind_the_pace_of_a_quarter_the_light_is_yellow(int services, string from)
    {
        for (var i = 0; i < services; i++)
        {
            await ServeAsync(i == 0 ? ServiceKind.Guidance : ServiceKind.JobInfo, $"2025-02-1{i}", $"GW{i}");
        }

        await KeepAsync("2025-02-20");
        var line = await LineAsync();
        Assert.Equal((CaseLight.Green, CaseLight.Yellow), (line.LightOn(Given.Day(from).AddDays(-1)), line.LightOn(Given.Day(from))));
        Assert.Equal(Given.Day("2025-12-31"), line.DueOn);
    }

    [Fact]
    public async Task A_job_ends_it_and_its_loss_lets_it_be_taken_up_again()
    {
        var spell = new EmploymentSpell
        {
            PersonId = person.Id, HouseholdId = person.HouseholdId, CountyCode = person.CountyCode, SiteId = person.SiteId, Channel = EmploymentChannel.InsideCounty, StartedOn = Given.Day("2025-03-10"), VerifiedOn = Given.Day("2025-03-10"),
        };
        await WriteAsync("就业", (_, change) => change.InsertAsync([spell], Stop));
        await KeepAsync("2025-03-10");
        Assert.Equal((Employed, "2025-03-10起就业"), ((await LineAsync()).State, (await LineAsync()).EndedBy));
        await RefusedAsync("2025-03-20", "重新纳入", _ => { }, "不欠“311”服务", "听说又失业了");
        await WriteAsync("失业", async (db, _) => (await db.Set<EmploymentSpell>().SingleAsync(x => x.Id == spell.Id, Stop)).EndedOn = Given.Day("2025-05-01"));
        await DoneAsync("2025-05-06", "重新纳入", _ => { }, "已失业");
        Assert.Equal((InService, null), ((await LineAsync()).State, (await LineAsync()).EndedBy));
    }

    [Fact]
    public async Task Without_the_wish_it_is_not_confirmed_and_ends()
    {
        await SearchAsync(Willingness.Unwilling);
        await RefusedAsync("2025-02-05", "确认意愿", x => x.IntentOn = Given.Day("2025-02-05"), "就业意愿不是“有”");
        await KeepAsync("2025-02-06");
        Assert.Equal((Exited, "无就业意愿"), ((await LineAsync()).State, (await LineAsync()).EndedBy));
    }

    [Fact]
    public async Task The_end_of_the_year_ends_it_unmet_and_late_it_is_red()
    {
        await DoneAsync("2025-02-05", "确认意愿", x => x.IntentOn = Given.Day("2025-02-05"));
        var line = await LineAsync();
        Assert.Equal((CaseLight.Green, CaseLight.Red), (line.LightOn(Given.Day("2025-11-03")), line.LightOn(Given.Day("2026-01-01"))));
        await KeepAsync("2025-12-31");
        Assert.Equal(IntentConfirmed, (await LineAsync()).State);
        await WriteAsync("不再服务", async (db, _) => (await db.FindAsync<Person>([person.Id], Stop))!.RegisteredUnemployed = null);
        await KeepAsync("2026-01-01");
        Assert.Equal(Unmet, (await LineAsync()).State);
    }

    private Task SearchAsync(Willingness wish) => WriteAsync("核实", async (db, _) => (await db.FindAsync<Person>([person.Id], Stop))!.WillingToWork = wish);

    private Task ServeAsync(ServiceKind kind, string on, string? reference) => WriteAsync("服务", (_, change) => change.InsertAsync(
        [
            new EmploymentServiceEvent
            {
                PersonId = person.Id, HouseholdId = person.HouseholdId, CountyCode = person.CountyCode, SiteId = person.SiteId, Kind = kind, GivenOn = Given.Day(on), Reference = reference, Channel = ServiceChannel.Phone, Officer = "王专干",
            },
        ],
        Stop));
}
