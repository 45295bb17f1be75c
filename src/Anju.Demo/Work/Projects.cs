using System.Globalization;
using Anju.Employment.PublicWork;
using Anju.Kernel;
using Anju.Register;

namespace Anju.Demo;

/// <summary>
/// Projects that pay people for building, each a stage further on, with the sheets of their months: most of it on notice and
/// paid in time, one month in some projects late, one share too low. Beside them projects that keep posts.
/// </summary>
internal static class Projects
{
    private const int Stream = 2_730;

    private static readonly string[] Works = ["安置点排水沟整修", "产业路硬化", "安置点护坡加固", "蓄水池修缮", "晒坪和集散场地建设", "灌溉渠道疏通"];
    private static readonly string[] Trades = ["小工", "模板工", "泥工", "搬运", "保洁"];

    public static (IReadOnlyList<WorkReliefProject> Projects, IReadOnlyList<LabourPayment> Payments) Of(DemoOptions options, CountyProfile county, IReadOnlyList<DemoBatch> batches)
    {
        var (projects, payments) = (new List<WorkReliefProject>(), new List<LabourPayment>());
        var number = 0;
        foreach (var batch in batches.Where(batch => batch.People.Count > 0).Take(6))
        {
            var dice = Dice.For(options.Seed, county.Index, number, Stream);
            var project = Make(options, county, batch, ++number, dice);
            var flaw = FlawOf(county.Index, number);
            projects.Add(project);
            payments.AddRange(Pay(options, project, batch, flaw, dice));
            if (Finish(project, payments.Where(line => line.ProjectId == project.Id).ToList(), flaw) is { } state)
            {
                project.State = state;
            }
        }

        return (projects, payments);
    }

    public static IReadOnlyList<GovInvestmentProject> Reserving(DemoOptions options, CountyProfile county)
    {
        string[] names = ["县城污水管网改造", "乡镇卫生院改扩建", "城乡公益性服务岗位项目", "农村公路养护", "社区网格辅助服务"];
        return [.. names.Select((name, i) =>
        {
            var dice = Dice.For(options.Seed, county.Index, i, Stream + 1);
            var (posts, percent) = (dice.Between(10, 60), dice.Of(10.0, 15.0, 20.0));
            var project = new GovInvestmentProject
            {
                Code = string.Create(CultureInfo.InvariantCulture, $"YL{county.Code}{i + 1:000}"),
                Name = county.Name + name,
                CountyCode = county.Code,
                Kind = i < 2 ? ReservingKind.Investment : i < 4 ? ReservingKind.Services : ReservingKind.Governance,
                Owner = $"{county.Name}{(i < 2 ? "城市建设投资公司" : "项目办公室")}",
                Posts = posts,
                ReservedPercent = i == county.Index % names.Length ? null : percent,
                StartedOn = dice.Chance(0.8) ? options.Today.AddDays(-dice.Between(30, 300)) : null,
            };
            if (project.ReservedPercent is null)
            {
                return project;
            }

            var least = GovInvestmentProject.Least(posts, percent);
            project.ReservedOn = (project.StartedOn ?? options.Today).AddDays(-dice.Between(5, 40));
            project.ReservedPosts = least;
            project.Filled = project.StartedOn is null ? null : Math.Max(0, least + dice.Between(-1, 2));
            project.TooFewApplied = project.Filled < least ? dice.Chance(0.5) : null;
            return project;
        })];
    }

    /// <summary>What is wrong with a project on purpose.</summary>
    private enum Flaw
    {
        None,
        TooLarge,
        PaidLate,
        NotFirst,
        BelowShare,
    }

    private static int Flaws { get; } = Enum.GetValues<Flaw>().Length;

    private static Flaw FlawOf(int county, int number) => (Flaw)((county + number) % Flaws);

    private static WorkReliefProject Make(DemoOptions options, CountyProfile county, DemoBatch batch, int number, Dice dice)
    {
        var flaw = FlawOf(county.Index, number);
        var fund = number % 4 == 0 ? WorkReliefFund.Local : number % 3 == 0 ? WorkReliefFund.CentralFiscal : WorkReliefFund.CentralBudget;
        var money = Yuan.FromYuan(dice.Between(12, 40) * 10_000);
        var started = options.Today.AddDays(-dice.Between(95, 140));
        var project = new WorkReliefProject
        {
            Code = string.Create(CultureInfo.InvariantCulture, $"YG{county.Code}{number:000}"),
            Name = batch.Site.Name + Works[number % Works.Length],
            CountyCode = county.Code,
            SiteId = batch.Site.Id,
            Place = batch.Site.Name,
            Fund = fund,
            CentralFunds = fund == WorkReliefFund.Local ? Yuan.Zero : money,
            ProvincialFunds = Yuan.Zero,
            LocalFunds = fund == WorkReliefFund.Local ? money : Yuan.FromYuan(20_000),
            Investment = fund == WorkReliefFund.Local ? money : money + Yuan.FromYuan(20_000),
            IsSmall = flaw != Flaw.TooLarge,
            IsSimple = true,
            IsPrepared = dice.Chance(0.9) ? true : null,
            IsForAnybody = true,
            TraitsBecause = "总投资50万元以下，普工即可完成，无征地拆迁，不需要专门技能",
            ApprovalNumber = $"县发改批〔{started.Year}〕{number + 20}号",
            ApprovedShare = fund == WorkReliefFund.Local ? 20 : null,
        };
        if (number == 6)
        {
            project.State = WorkReliefState.Approved;
            return project;
        }

        project.PlanNumber = $"郴发改计划〔{started.Year}〕{number + 100}号";
        project.PlannedOn = started.AddDays(-60);
        project.PlannedWorkers = dice.Between(8, 14);
        project.LabourPlanOn = started.AddDays(-40);
        project.RecruitedOn = started.AddDays(-20);
        project.Applicants = project.PlannedWorkers + dice.Between(2, 8);
        project.RelocatedApplicants = project.Applicants * 6 / 10;
        project.RejectionsReasoned = flaw == Flaw.NotFirst ? null : dice.Chance(0.3) ? true : null;
        project.StartedOn = started;
        project.Progress = number == 3 || flaw == Flaw.BelowShare && number > 1 ? 100 : dice.Between(5, 9) * 10;
        project.State = WorkReliefState.Building;
        project.PlannedCompletionOn = options.Today.AddDays(dice.Between(-6, 60));
        (project.StateSince, project.DueOn, project.WarnOn) = (started, project.PlannedCompletionOn, project.PlannedCompletionOn.Value.AddDays(-5));
        return project;
    }

    /// <summary>The months from the beginning to the one before the last; people of the site first, then others from the villages around.</summary>
    private static IEnumerable<LabourPayment> Pay(DemoOptions options, WorkReliefProject project, DemoBatch batch, Flaw flaw, Dice dice)
    {
        if (project.StartedOn is not { } started || project.PlannedWorkers is not { } heads)
        {
            yield break;
        }

        var workers = batch.People.Where(person => person is { Status: PersonStatus.Active, IdNumber: not null, LabourCapacity: LabourCapacity.Ordinary or LabourCapacity.Skilled or LabourCapacity.WeakOrHalf })
            .Take(heads).Select(person => (person.Name, IdNumber: person.IdNumber!)).ToList();
        var late = flaw == Flaw.PaidLate;
        for (var month = Month.Of(started); month < Month.Of(options.Today); month = month.Next)
        {
            var wage = Yuan.FromYuan(dice.Of(120, 130, 150));
            var isLast = month.Next == Month.Of(options.Today);
            var paidOn = month.Last.AddDays(late && !isLast ? 40 : dice.Between(12, 16));
            foreach (var (index, worker) in workers.Index())
            {
                var line = new LabourPayment
                {
                    ProjectId = project.Id,
                    CountyCode = project.CountyCode,
                    SiteId = project.SiteId,
                    Month = month,
                    Number = index + 1,
                    Name = worker.Name,
                    IdNumber = worker.IdNumber,
                    Kind = flaw == Flaw.NotFirst && index % 2 == 1 ? WorkerKind.Other : WorkerKind.Relocated,
                    Trade = dice.Of<string>(Trades),
                    Days = dice.Between(16, 25),
                    DailyWage = wage,
                    CardEnding = string.Create(CultureInfo.InvariantCulture, $"{dice.Between(0, 9999):0000}"),
                };
                line.Paid = line.Earned = line.ByAttendance();
                (line.NoticeFrom, line.NoticeTo) = (month.Last.AddDays(2), month.Last.AddDays(9));
                if (paidOn <= options.Today)
                {
                    (line.PaidOn, line.Receipt, line.Confirmed) = (paidOn, $"HD{month}-{index + 1:00}", true);
                }

                yield return line;
            }
        }
    }

    /// <summary>The third project of a county is finished, and accepted when enough of it was paid for work.</summary>
    private static WorkReliefState? Finish(WorkReliefProject project, List<LabourPayment> lines, Flaw flaw)
    {
        if (project.Progress != 100 || lines.Count == 0 || lines.Any(line => line.PaidOn is null))
        {
            return null;
        }

        project.CompletedOn = lines.Max(line => line.Month).Last.AddDays(1);
        (project.StateSince, project.DueOn, project.WarnOn) = (project.CompletedOn, null, null);
        if (flaw != Flaw.BelowShare)
        {
            return WorkReliefState.Completed;
        }

        // Accepted before anybody counted.
        project.CentralFunds = project.LocalFunds = Yuan.FromYuan(lines.Sum(line => line.Paid.InYuan) * 5);
        project.Investment = project.CentralFunds + project.LocalFunds;
        (project.AcceptedOn, project.StateSince) = (project.CompletedOn, project.CompletedOn);
        return WorkReliefState.Accepted;
    }
}
