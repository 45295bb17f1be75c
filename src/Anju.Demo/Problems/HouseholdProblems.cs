using Anju.Kernel;
using Anju.Register;

namespace Anju.Demo;

/// <summary>What can be wrong with a household as a whole: its roll, its rounds, the work of all its labourers.</summary>
internal static class HouseholdProblems
{
    public static Dictionary<ProblemKind, Func<Home, string?>> All { get; } = new()
    {
        [ProblemKind.LandImplausible] = home => To(home, row => row.ContractedLand = Mu.FromMu(186)),
        [ProblemKind.ForestImplausible] = home => To(home, row => row.Forest = Mu.FromMu(640.5m)),
        [ProblemKind.SizeUnexplained] = home => To(home, row => row.DeclaredSize++),
        [ProblemKind.ComparedLongAgo] = home => To(home, row => row.ComparedOn = home.Today.AddMonths(-home.Dice.Between(13, 20))),
        [ProblemKind.NeverCompared] = home => To(home, row => (row.ComparedOn, row.ComparedSize) = (null, null)),
        [ProblemKind.ComparedDifferently] = home => To(home, row => row.ComparedSize++),
        [ProblemKind.NoLabourNoSupport] = home => home.There.Any(member => Livelihood.IsLabourer(home, member) || member.Row.Employment is not null)
            ? null
            : To(home, row =>
            {
                row.LowIncome = LowIncomeClass.None;
                ForAll(home, member => member.Row.Assistance = Assistance.None);
            }),
        [ProblemKind.PoorNotMonitored] = home => To(home, row => (row.IncomePerHead, row.Monitoring) = (Yuan.FromYuan(5_260), MonitoringClass.NotMonitored)),
        [ProblemKind.NotVerified] = home => To(home, _ => Miss(home, 2)),
        [ProblemKind.NotVerifiedForMonths] = home => To(home, _ => Miss(home, 4)),
        [ProblemKind.ZeroEmploymentFresh] = home => Workless(home, 16),
        [ProblemKind.ZeroEmploymentLong] = home => Workless(home, 74),
        [ProblemKind.ZeroEmploymentCleared] = home => Workless(home, 45) is null || home.There.First(member => Livelihood.IsLabourer(home, member)) is not { } first
            ? null
            : To(home, _ => JobHistory.Replace(home, first, Course.JustStarted, daysAgo: 9)),
        [ProblemKind.AllUnwilling] = home => Unwilling(home, 60),
        [ProblemKind.AllUnwillingStale] = home => Unwilling(home, 320),
        [ProblemKind.OnlyUnstable] = home => Unstable(home, served: true),
        [ProblemKind.NothingDone] = home => Unstable(home, served: false),
        [ProblemKind.ReportedBefore] = home => home.Changes.Count == 0 ? null : To(home, _ => home.Changes[0].ReportedOn = home.Changes[0].HappenedOn.AddDays(-3)),
        [ProblemKind.ServedAfterLeaving] = home =>
            home.Members.Find(member => member.Row.LeftOn < home.Today.AddDays(-20) && member.AgeOn(home.Today) is > 18 and < 65) is { } gone
                ? To(home, _ => Callers.Add(home, gone, Employment.OutwardJobs.ServiceKind.JobInfo, home.Today.AddDays(-7)))
                : null,
        [ProblemKind.VerifiedOutside] = home => To(home, _ => home.Visits.Misdated = Month.Of(home.Today)),
        [ProblemKind.NoHead] = home => home.There.Count() < 2 || home.There.First().Relation != Relation.Head
            ? null
            : To(home, _ => home.There.First().Row.Relation = Relation.Other),
        [ProblemKind.MovedInBeforeBuilt] = home => home.Place.Row.BuiltOn is { } built ? To(home, row => row.MovedInOn = built.AddDays(-75)) : null,
        [ProblemKind.PostButNobodyWorks] = home => Workless(home, 25) is null
            ? null
            : To(home, _ => home.There.First(member => member.Row.Employment == EmploymentStatus.NotEmployed).Row.Channel = EmploymentChannel.PublicPost),
        [ProblemKind.NobodyCaught] = home => Workless(home, 45) is null
            ? null
            : To(home, _ => ForAll(home, member =>
            {
                member.Row.Assistance = Assistance.None;
                if (Livelihood.IsLabourer(home, member))
                {
                    (member.Row.LabourCapacity, member.Row.Health) = (LabourCapacity.WeakOrHalf, Health.ChronicIllness);
                }
            })),
        [ProblemKind.BlankOriginPlace] = home => To(home, row => row.OriginPlace = null),
        [ProblemKind.DwellingTooLarge] = home => To(home, row => row.DwellingArea = SquareMetres.From(38 * home.Members.Count)),
        [ProblemKind.SpellsStale] = home => home.Members.Any(IsEmployed)
            ? To(home, _ => ForAll(home, member => member.Spells.ForEach(spell =>
                spell.VerifiedOn = spell.EndedOn ?? Later(spell.StartedOn, home.Today.AddDays(-home.Dice.Between(70, 160))))))
            : null,
    };

    private static string To(Home home, Action<Household> spoil)
    {
        spoil(home.Row);
        return home.Row.Code;
    }

    private static void ForAll(Home home, Action<Member> change)
    {
        foreach (var member in home.There)
        {
            change(member);
        }
    }

    /// <summary>Nobody came in the last months, the present one among them.</summary>
    private static void Miss(Home home, int months)
    {
        for (var i = 0; i < months; i++)
        {
            home.Visits.Missed |= home.Visits.Bit(Month.Of(home.Today).AddMonths(-i));
        }
    }

    /// <summary>All labourers willing and out of work since so many days, and nobody else working.</summary>
    private static string? Workless(Home home, int days)
    {
        if (!Idle(home, 19, out var labourers))
        {
            return null;
        }

        foreach (var member in labourers)
        {
            Livelihood.Ask(home, member, unwilling: false);
            JobHistory.Replace(home, member, Course.LostJob, daysAgo: days + (10 * labourers.IndexOf(member)));
        }

        return home.Row.Code;
    }

    private static string? Unwilling(Home home, int days)
    {
        if (!Idle(home, 19, out var labourers))
        {
            return null;
        }

        foreach (var member in labourers)
        {
            JobHistory.Replace(home, member, Course.NeverWorked);
            Livelihood.Ask(home, member, unwilling: true);
            member.Row.WillingnessAskedOn = member.Row.UnwillingStatementOn = home.Today.AddDays(-days);
            Livelihood.Register(home, member);
            home.Services.RemoveAll(service => service.PersonId == member.Row.Id);
        }

        return home.Row.Code;
    }

    /// <summary>One began some weeks ago without a contract, the others are out of work.</summary>
    private static string? Unstable(Home home, bool served)
    {
        if (!Idle(home, 20, out var labourers))
        {
            return null;
        }

        foreach (var member in labourers)
        {
            var first = member == labourers[0];
            Livelihood.Ask(home, member, unwilling: false);
            JobHistory.Replace(home, member, first ? Course.JustStarted : Course.LostJob, first ? EmploymentChannel.InsideCounty : null, first ? 40 : 90);
        }

        if (!served)
        {
            home.Services.RemoveAll(service => service.GivenOn.Year == home.Today.Year);
        }

        return home.Row.Code;
    }

    /// <summary>The labourers, none younger than that, after the old have been relieved of their work.</summary>
    private static bool Idle(Home home, int youngest, out List<Member> labourers)
    {
        labourers = [.. home.There.Where(member => Livelihood.IsLabourer(home, member))];
        if (labourers.Count is 0 or > 3 || labourers.Exists(member => member.AgeOn(home.Today) < youngest) || home.Row.LowIncome == LowIncomeClass.Destitute)
        {
            return false;
        }

        foreach (var member in home.There.Except(labourers))
        {
            JobHistory.Clear(home, member);
        }

        return true;
    }

    private static bool IsEmployed(Member member) => member.IsThere && member.Spells.LastOrDefault() is { EndedOn: null };

    private static DateOnly Later(DateOnly left, DateOnly right) => left > right ? left : right;
}
