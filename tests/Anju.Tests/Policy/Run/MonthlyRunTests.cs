using Anju.Employment.LocalJobs;
using Anju.Employment.OutwardJobs;
using Anju.Employment.OwnBusiness;
using Anju.Employment.PublicWork;
using Anju.Employment.Skills;
using Anju.Kernel;
using Anju.Policy;
using Anju.Register;
using Microsoft.EntityFrameworkCore;
using Record = Anju.Kernel.Record;

namespace Anju.Tests.Policy.Run;

/// <summary>One run: once or twice, whole or broken off, with others at the register or at the same month.</summary>
[OnBothDatabases]
public sealed class MonthlyRunTests
{
    /// <summary>As a process leaves them that dies between its figures and its end.</summary>
    private static Task LeaveFiguresAsync(AnjuDb db, MonthlyRun run) => Derived.InsertAsync(
        db, [new IndicatorCell { Run = run.Number, Code = "R-M03-3", Level = AreaLevel.City, Area = "431000", Met = 4_711 }], Stop);

    private static CancellationToken Stop => TestContext.Current.CancellationToken;

    [Fact]
    public async Task Running_a_month_again_adds_nothing_and_says_the_same_byte_for_byte()
    {
        await using var city = await RunCity.NewAsync();
        var first = await city.RunAsync();
        var (rows, said, work) = (await city.RowsAsync(), await city.SaidAsync(first), await city.WorkAsync());

        var again = await city.RunAsync();

        rows["monthly_run"]++;
        Assert.Equal(rows, await city.RowsAsync());
        Assert.Equal((first.Digest, 0, 0, first.WorkOpened), (again.Digest, again.WorkOpened, again.WorkClosed, again.WorkKept));
        Assert.Equal(said, await city.SaidAsync(again));
        Assert.Equal(work, await city.WorkAsync());
        Assert.True(first.WorkOpened > 50);
        await city.HoldsAsync();
    }

    [Fact]
    public async Task What_a_run_put_out_of_date_does_not_show_and_the_next_sweep_takes_it_away()
    {
        await using var city = await RunCity.NewAsync();
        var october = await city.RunAsync(RunCity.October);
        var first = await city.RunAsync();
        var (rows, said) = (await city.RowsAsync(), await city.SaidAsync(october));

        // As a server leaves it that goes down right behind the figures.
        var again = (await city.Server().RunAsync(RunCity.November, RunCity.Today, "测试", null, Stop)).Value;
        await using (var db = city.Open())
        {
            Assert.True(await db.Set<Judgement>().CountAsync(x => x.Run == first.Number, Stop) > 50);
            Assert.Equal(again.Number, (await new Figures(db, null!, Given.Pack).RunAsync(RunCity.November, Stop))!.Number);
        }

        await city.HoldsAsync();
        await city.Server().SweepAsync(Stop);

        rows["monthly_run"]++;
        Assert.Equal(rows, await city.RowsAsync());
        Assert.Equal((first.Digest, said), (again.Digest, await city.SaidAsync(october)));
        await city.HoldsAsync();
    }

    [Fact]
    public async Task A_run_broken_off_goes_on_behind_the_last_finished_part_and_ends_like_one_undisturbed()
    {
        await using var undisturbed = await RunCity.NewAsync();
        await using var city = await RunCity.NewAsync();
        var expected = await undisturbed.RunAsync();
        var broken = await city.BreakOffAsync(parts: 5);
        await using var db = city.Open();
        var written = await db.Set<RunPart>().CountAsync(x => x.Run == broken.Number, Stop);
        Assert.InRange(written, 1, 5);
        await LeaveFiguresAsync(db, broken);
        Assert.Null(await new Figures(db, null!, Given.Pack).RunAsync(RunCity.November, Stop));

        var read = 0;
        var run = await city.RunAsync(beforePart: _ => Task.FromResult(Interlocked.Increment(ref read)));

        Assert.Equal((broken.Number, expected.Parts, expected.Parts - written), (run.Number, run.Parts, read));
        Assert.Equal((expected.Digest, expected.Households, expected.People, expected.WorkOpened), (run.Digest, run.Households, run.People, run.WorkOpened));
        Assert.Equal(await undisturbed.SaidAsync(expected), await city.SaidAsync(run));
        await city.HoldsAsync();
    }

    [Fact]
    public async Task A_run_broken_off_starts_over_when_the_register_has_changed_since()
    {
        await using var undisturbed = await RunCity.NewAsync();
        await using var city = await RunCity.NewAsync();
        var broken = await city.BreakOffAsync(parts: 5);
        await using var db = city.Open();
        await LeaveFiguresAsync(db, broken);
        var one = (await db.Set<Person>().AsNoTracking().OrderBy(x => x.HouseholdId).ThenBy(x => x.Id).FirstAsync(Stop)).Id;
        await city.ChangeAsync(some => ForgetEducationAsync(some, [one]));
        await undisturbed.ChangeAsync(some => ForgetEducationAsync(some, [one]));

        var read = 0;
        var run = await city.RunAsync(beforePart: _ => Task.FromResult(Interlocked.Increment(ref read)));

        var expected = await undisturbed.RunAsync();
        Assert.Equal((broken.Number + 1, expected.Parts), (run.Number, read));
        Assert.Equal(expected.Digest, run.Digest);
        Assert.Equal(RunState.Replaced, (await db.Set<MonthlyRun>().AsNoTracking().SingleAsync(x => x.Number == broken.Number, Stop)).State);
        Assert.False(await db.Set<Judgement>().AnyAsync(x => x.Run == broken.Number, Stop));
        Assert.False(await db.Set<RunPart>().AnyAsync(x => x.Run == broken.Number, Stop));
        Assert.False(await db.Set<IndicatorCell>().AnyAsync(x => x.Run == broken.Number, Stop));
    }

    [Fact]
    public async Task A_run_broken_off_starts_over_on_another_day()
    {
        await using var city = await RunCity.NewAsync();
        var broken = await city.BreakOffAsync(parts: 5);

        var run = await city.RunAsync(judgedOn: RunCity.Today.AddDays(1));

        Assert.Equal((broken.Number + 1, RunCity.Today.AddDays(1)), (run.Number, run.JudgedOn));
        await city.HoldsAsync();
    }

    [Fact]
    public async Task What_is_written_during_a_run_is_not_seen_by_it()
    {
        await using var undisturbed = await RunCity.NewAsync();
        await using var city = await RunCity.NewAsync();
        var expected = await undisturbed.RunAsync();
        var once = 0;

        var run = await city.RunAsync(beforePart: async _ =>
        {
            if (Interlocked.Exchange(ref once, 1) == 0)
            {
                await city.ChangeAsync(async db =>
                {
                    await ForgetEducationAsync(db, await db.Set<Person>().Select(x => x.Id).ToListAsync(Stop));
                    db.AddRange(Enumerable.Range(0, 25).Select(i => new Household { Code = $"43102199990{i:00}", CountyCode = "431021" }));
                });
            }
        });

        Assert.Equal((expected.Digest, expected.Households), (run.Digest, run.Households));
        Assert.Equal(await undisturbed.SaidAsync(expected), await city.SaidAsync(run));
        var after = await city.RunAsync();
        Assert.NotEqual(run.Digest, after.Digest);
        Assert.Equal(run.Households + 25, after.Households);
        await city.HoldsAsync();
    }

    [Fact]
    public async Task Cancelled_by_token_it_leaves_nothing_and_the_earlier_run_in_force()
    {
        await using var city = await RunCity.NewAsync();
        var first = await city.RunAsync();
        await city.ChangeAsync(async db => await ForgetEducationAsync(db, await db.Set<Person>().Select(x => x.Id).ToListAsync(Stop)));
        var (rows, said, work) = (await city.RowsAsync(), await city.SaidAsync(first), await city.WorkAsync());
        using var cancel = new CancellationTokenSource();
        var read = 0;
        using var server = city.Server(async _ =>
        {
            if (Interlocked.Increment(ref read) == 6)
            {
                await cancel.CancelAsync();
            }
        });

        await Assert.ThrowsAnyAsync<OperationCanceledException>(() => server.RunAsync(RunCity.November, RunCity.Today, "测试", null, cancel.Token));

        rows["monthly_run"]++;
        Assert.Equal(rows, await city.RowsAsync());
        Assert.Equal((said, work), (await city.SaidAsync(first), await city.WorkAsync()));
        await using var db = city.Open();
        Assert.Equal([RunState.Done, RunState.Cancelled], await db.Set<MonthlyRun>().OrderBy(x => x.Number).Select(x => x.State).ToListAsync(Stop));
        Assert.NotEqual(first.Digest, (await city.RunAsync()).Digest);
        await city.HoldsAsync();
    }

    [Fact]
    public async Task Cancelled_from_another_server_it_leaves_nothing()
    {
        await using var city = await RunCity.NewAsync();
        var first = await city.RunAsync();
        var rows = await city.RowsAsync();
        var other = new MonthRunner(city.Server(), city.Databases, []);
        var read = 0;

        await Assert.ThrowsAnyAsync<OperationCanceledException>(() => city.RunAsync(beforePart: async _ =>
        {
            if (Interlocked.Increment(ref read) == 4)
            {
                var elsewhere = await other.ElsewhereAsync(RunCity.November, Stop);
                Assert.Equal((true, first.Number + 1, first.Parts), (elsewhere!.IsUnderWay, elsewhere.Run.Number, elsewhere.Run.Parts));
                await other.CancelAsync(RunCity.November, Stop);
            }
        }));

        rows["monthly_run"]++;
        Assert.Equal(rows, await city.RowsAsync());
        Assert.Null(await other.ElsewhereAsync(RunCity.November, Stop));
    }

    [Fact]
    public async Task A_run_whose_process_is_gone_is_told_from_one_that_is_under_way()
    {
        await using var city = await RunCity.NewAsync();
        await city.BreakOffAsync(parts: 3);

        var left = await new MonthRunner(city.Server(), city.Databases, []).ElsewhereAsync(RunCity.November, Stop);

        Assert.Equal((false, RunState.Running), (left!.IsUnderWay, left.Run.State));
        Assert.InRange(left.PartsDone, 1, 3);
    }

    [Fact]
    public async Task A_second_server_is_refused_while_the_first_is_at_the_month()
    {
        await using var city = await RunCity.NewAsync();
        Refusal? refusal = null;
        var read = 0;

        var run = await city.RunAsync(beforePart: async _ =>
        {
            if (Interlocked.Increment(ref read) == 3)
            {
                refusal = (await city.Server().RunAsync(RunCity.November, RunCity.Today, "别人", null, Stop)).Refusal;
            }
        });

        Assert.Equal("RUN_UNDER_WAY", refusal?.Code);
        Assert.Equal((1, RunState.Done, "测试"), (run.Number, run.State, run.StartedBy));
        Assert.Equal(2, (await city.RunAsync()).Number);
    }

    [Fact]
    public async Task Servers_that_start_the_same_month_at_once_leave_one_run_in_force()
    {
        await using var city = await RunCity.NewAsync();
        var servers = Enumerable.Range(0, 5).Select(_ => city.Server()).ToList();

        var results = await Task.WhenAll(servers.Select(server => Task.Run(() => server.RunAsync(RunCity.November, RunCity.Today, "测试", null, Stop))));

        Assert.Contains(results, result => result.IsOk);
        Assert.All(results, result => Assert.True(result.IsOk || result.Refusal?.Code == "RUN_UNDER_WAY"));
        await using var db = city.Open();
        Assert.Equal(1, await db.Set<MonthlyRun>().CountAsync(x => x.State == RunState.Done, Stop));
        Assert.Single(results.Where(x => x.IsOk).Select(x => x.Value.Digest).Distinct());
        await city.HoldsAsync();
    }

    [Fact]
    public async Task Servers_that_run_different_months_at_once_end_one_after_the_other()
    {
        await using var city = await RunCity.NewAsync();
        var months = Enumerable.Range(8, 4).Select(month => new Month(2025, month)).ToList();

        var results = await Task.WhenAll(months.Select(month => (month, server: city.Server())).ToList()
            .Select(x => Task.Run(() => x.server.RunAsync(x.month, RunCity.Today, "测试", null, Stop))));

        Assert.All(results, result => Assert.True(result.IsOk, result.Refusal?.Message));
        Assert.Equal([1, 2, 3, 4], results.Select(result => result.Value.Number).Order());
        await city.HoldsAsync();

        // The newest month has the last word on the lists.
        await using var db = city.Open();
        var last = results.Single(x => x.Value.Month == RunCity.November).Value.Number;
        var raised = (await db.Set<Judgement>().Where(x => x.Run == last && x.Raised != null).Select(x => new { x.SubjectId, x.Raised }).ToListAsync(Stop))
            .SelectMany(x => x.Raised!.Split(' ').Where(rule => rule[0] != Judgement.Released).Select(rule => (x.SubjectId, rule))).ToHashSet();
        var open = (await db.Set<WorkItem>().Where(x => x.ClosedOn == null).Select(x => new { x.SubjectId, x.Rule }).ToListAsync(Stop)).Select(x => (x.SubjectId, x.Rule)).ToHashSet();
        Assert.Superset(raised, open);
    }

    [Theory]
    [InlineData(1)]
    [InlineData(2)]
    public async Task Neither_the_order_of_members_nor_the_order_in_which_rows_were_written_matters(int seed)
    {
        await using var city = await RunCity.NewAsync();
        await using var shuffled = await RunCity.EmptyAsync();
        var chance = new Random(seed);
        await using (var from = city.Open())
        await using (var to = shuffled.Open())
        {
            await using var change = await Change.BeginAsync(to, Origin.Import, "另一种顺序", TimeProvider.System, Stop);
            await CopyAsync<ResettlementSite>();
            await CopyAsync<Household>();
            await CopyAsync<Person>();
            await CopyAsync<EmploymentServiceEvent>();
            await CopyAsync<MembershipChange>();
            await CopyAsync<MonthlyVerification>();
            await CopyAsync<EmploymentSpell>();
            await CopyAsync<EmploymentCarrier>();
            await CopyAsync<CarrierReturn>();
            await CopyAsync<LoanApplication>();
            await CopyAsync<PublicPost>();
            await CopyAsync<EmploymentAssistanceCase>();
            await CopyAsync<WorkReliefProject>();
            await CopyAsync<LabourPayment>();
            await CopyAsync<GovInvestmentProject>();
            await CopyAsync<ShopLease>();
            await CopyAsync<Incubator>();
            await CopyAsync<IncubatorTenancy>();
            await CopyAsync<Entrepreneurship>();
            await CopyAsync<StartupSubsidyApplication>();
            await CopyAsync<LegalAidCase>();
            await CopyAsync<TrainingClass>();
            await CopyAsync<TrainingEnrolment>();
            await CopyAsync<TrainingWish>();
            await CopyAsync<PersonSkill>();
            await CopyAsync<JobVacancy>();
            await CopyAsync<JobWish>();
            await CopyAsync<JobReferral>();
            await CopyAsync<ExpertGuidance>();
            await CopyAsync<InvestmentIntroduction>();
            await CopyAsync<FinancialProduct>();
            await CopyAsync<LabourCooperationAgreement>();
            await CopyAsync<LabourBrand>();
            await CopyAsync<MentorPair>();
            await CopyAsync<SupportReturn>();
            await change.CommitAsync(Stop);

            async Task CopyAsync<T>()
                where T : Record
            {
                var rows = (await from.Set<T>().AsNoTracking().ToListAsync(Stop)).ToArray();
                chance.Shuffle(rows);
                await change.InsertAsync(rows, Stop);
            }
        }

        var (one, other) = (await city.RunAsync(), await shuffled.RunAsync());

        Assert.Equal(one.Digest, other.Digest);
        Assert.Equal(await city.SaidAsync(one), await shuffled.SaidAsync(other));
    }

    private static async Task ForgetEducationAsync(AnjuDb db, List<Guid> people)
    {
        foreach (var person in await db.Set<Person>().Where(x => people.Contains(x.Id)).ToListAsync(Stop))
        {
            person.Education = null;
        }
    }
}
