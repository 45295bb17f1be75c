using System.Globalization;
using Anju.Employment.OutwardJobs;
using Anju.Register;

namespace Anju.Demo;

/// <summary>
/// The "311" services (M03-2) to those who were willing and out of work: three job informations, one guidance and one
/// training information a year, at the pace of the quarters (1, 2, 4, 5), with gaps.
/// </summary>
internal static class Callers
{
    private static readonly (ServiceKind Kind, (int Month, int Day) From, (int Month, int Day) To)[] Year =
    [
        (ServiceKind.JobInfo, (1, 10), (3, 26)),
        (ServiceKind.Guidance, (4, 3), (6, 24)),
        (ServiceKind.JobInfo, (7, 4), (8, 12)),
        (ServiceKind.TrainingInfo, (8, 15), (9, 26)),
        (ServiceKind.JobInfo, (10, 9), (11, 27)),
    ];

    public static void Make(Home home)
    {
        foreach (var member in home.There)
        {
            Make(home, member);
        }
    }

    public static void Make(Home home, Member member)
    {
        if (member.Row.WillingToWork != Willingness.Willing || !Livelihood.IsLabourer(home, member))
        {
            return;
        }

        foreach (var (from, to) in OutOfWork(home, member))
        {
            for (var year = from.Year; year <= to.Year; year++)
            {
                Serve(home, member, Later(from, new DateOnly(year, 1, 1)), Earlier(to, new DateOnly(year, 12, 31)));
            }
        }
    }

    /// <summary>Spells out of work of 50 days and more since the history began, with their last days.</summary>
    private static IEnumerable<(DateOnly From, DateOnly To)> OutOfWork(Home home, Member member)
    {
        var from = Later(home.Options.HistoryStart, member.Birth.AddYears(17));
        foreach (var spell in member.Spells)
        {
            if (spell.StartedOn > from.AddDays(50))
            {
                yield return (from, spell.StartedOn.AddDays(-1));
            }

            from = Later(from, spell.EndedOn ?? DateOnly.MaxValue);
        }

        if (from < home.Today)
        {
            yield return (from, home.Today);
        }
    }

    private static void Serve(Home home, Member member, DateOnly from, DateOnly to)
    {
        var dice = home.Dice;
        if (dice.Chance(0.05))
        {
            return;
        }

        var skips = dice.Chance(0.12) ? dice.Below(Year.Length) : -1;
        var entered = from.Day == 1 && from.Month == 1 ? 0 : Array.FindIndex(Year, step => new DateOnly(from.Year, step.To.Month, step.To.Day) >= from);
        for (var i = 0; i < Year.Length; i++)
        {
            var (kind, first, last) = Year[i];
            var due = new DateOnly(from.Year, last.Month, last.Day);
            var day = due >= from
                ? dice.Between(Later(from, new DateOnly(from.Year, first.Month, first.Day)), due)
                : from.AddDays(((i + 1) * 5) + dice.Below(4)); // Whoever comes late gets what the others had already.
            if (i == skips || day > to || entered < 0)
            {
                continue;
            }

            Add(home, member, kind, day);
        }
    }

    public static void Add(Home home, Member member, ServiceKind kind, DateOnly day)
    {
        var dice = home.Dice;
        var number = (home.Services.Count * 997) + home.Number + 1;
        home.Services.Add(home.Own(
            new EmploymentServiceEvent
            {
                PersonId = member.Row.Id,
                HouseholdId = home.Row.Id,
                TargetGroup = member.Row.RegisteredUnemployed == true || home.Row.Type != HouseholdType.PovertyAlleviated ? ServiceTarget.RegisteredUnemployed : ServiceTarget.PovertyAlleviated,
                Willing = member.Row.WillingToWork,
                Kind = kind,
                GivenOn = day,
                Reference = kind == ServiceKind.Guidance ? null : string.Create(CultureInfo.InvariantCulture, $"{(kind == ServiceKind.JobInfo ? "GW" : "PX")}{home.County.Code}-{day.Year}-{number % 10_000:0000}"),
                Channel = kind == ServiceKind.Guidance ? dice.Of(ServiceChannel.Meeting, ServiceChannel.Phone) : dice.Weighted((4, ServiceChannel.Phone), (3, ServiceChannel.Message), (2, ServiceChannel.Push), (2, ServiceChannel.JobFair), (2, ServiceChannel.Meeting)),
                Officer = home.Place.EmploymentOfficer,
                Receipt = dice.Chance(0.7) ? member.Row.Name : null,
            },
            Made.Service));
    }

    private static DateOnly Later(DateOnly left, DateOnly right) => left > right ? left : right;

    private static DateOnly Earlier(DateOnly left, DateOnly right) => left < right ? left : right;
}
