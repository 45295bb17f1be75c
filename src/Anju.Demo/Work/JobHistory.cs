using Anju.Kernel;
using Anju.Register;

namespace Anju.Demo;

/// <summary>How a person's working life of the last years went.</summary>
internal enum Course
{
    Steady,
    ChangedOnce,
    Seasonal,
    JustStarted,
    LostJob,
    NeverWorked,
}

/// <summary>
/// Spells of employment, one after the other and never two at once, and the person's own fields as the last of them
/// tells: the ledger and the spells agree unless a problem is made on purpose.
/// </summary>
internal static class JobHistory
{
    /// <param name="daysAgo">When the job was lost, or begun; by chance if not given.</param>
    public static void Make(Home home, Member member, Course course, EmploymentChannel? channel = null, int? daysAgo = null)
    {
        var dice = home.Dice;
        var today = home.Today;
        var age = member.AgeOn(today);
        var small = home.Members.Any(x => x.IsThere && x.AgeOn(today) < 4);
        var job = Job.Find(home, member, channel ?? Job.Usual(dice, member, age, small));
        var earliest = member.Birth.AddYears(16).AddDays(dice.Between(30, 400));
        if (earliest > today.AddDays(-150) && course is not (Course.NeverWorked or Course.JustStarted))
        {
            course = earliest > today.AddDays(-60) ? Course.NeverWorked : Course.JustStarted;
        }

        switch (course)
        {
            case Course.Steady:
                Open(Later(earliest, home.Options.HistoryStart.AddDays(-dice.Between(10, 1_900))), job);
                break;
            case Course.ChangedOnce:
                var change = Later(earliest.AddDays(60), today.AddDays(-dice.Between(40, 680)));
                Closed(Later(earliest, change.AddDays(-dice.Between(200, 1_500))), change.AddDays(dice.Chance(0.8) ? 0 : -dice.Between(3, 35)), dice.Chance(0.5) ? job : Another(), "合同到期");
                Open(change, job);
                break;
            case Course.Seasonal:
                Seasons(earliest, job);
                if (member.Spells.Count == 0)
                {
                    Open(Later(earliest, today.AddDays(-dice.Between(120, 240))), job);
                }

                break;
            case Course.JustStarted:
                var started = today.AddDays(-(daysAgo ?? dice.Between(10, 75)));
                if (earliest < started.AddDays(-700))
                {
                    Closed(started.AddDays(-dice.Between(600, 690)), started.AddDays(-dice.Between(330, 450)), Another(), "照顾家人");
                }

                Open(started, job with { Contract = ContractKind.Flexible });
                break;
            case Course.LostJob:
                var lost = today.AddDays(-(daysAgo ?? dice.Between(12, 400)));
                Closed(Later(earliest, lost.AddDays(-dice.Between(150, 900))), lost, job, dice.Of("企业停工", "照顾家人", "合同到期", "身体原因"));
                break;
            default:
                break;
        }

        Tell(home, member);

        Job Another() => Job.Find(home, member, Job.Usual(dice, member, age, small));

        void Open(DateOnly from, Job of) => member.Spells.Add(Spell(home, member, from, null, of, null));

        void Closed(DateOnly from, DateOnly to, Job of, string reason)
        {
            if (from < to)
            {
                member.Spells.Add(Spell(home, member, from, to, of, reason));
            }
        }

        void Seasons(DateOnly first, Job of)
        {
            for (var year = home.Options.HistoryStart.Year; year <= today.Year; year++)
            {
                var from = new DateOnly(year, 2, 10).AddDays(dice.Between(0, 28));
                var to = new DateOnly(year + 1, 1, 8).AddDays(dice.Between(0, 20));
                if (from < first || from > today)
                {
                    continue;
                }

                if (to < today)
                {
                    Closed(from, to, of, "春节返乡");
                }
                else
                {
                    Open(from, of);
                }
            }
        }
    }

    /// <summary>Another life instead of the one that was thrown.</summary>
    public static void Replace(Home home, Member member, Course course, EmploymentChannel? channel = null, int? daysAgo = null)
    {
        member.Spells.Clear();
        home.Services.RemoveAll(service => service.PersonId == member.Row.Id);
        Make(home, member, course, channel, daysAgo);
        Livelihood.Register(home, member);
        Callers.Make(home, member);
    }

    /// <summary>Somebody who does no work and whom nobody asks about it.</summary>
    public static void Clear(Home home, Member member)
    {
        member.Spells.Clear();
        home.Services.RemoveAll(service => service.PersonId == member.Row.Id);
        var row = member.Row;
        (row.Employment, row.Channel, row.WorkPlace, row.MonthlyIncome, row.MonthsWorked) = (null, null, null, null, null);
        (row.WillingToWork, row.WillingnessAskedOn, row.UnwillingStatementOn, row.TrainingWish, row.WishedTrade) = (null, null, null, null, null);
    }

    /// <summary>The person's own fields from the spells.</summary>
    public static void Tell(Home home, Member member)
    {
        var row = member.Row;
        if (member.Spells.LastOrDefault() is { EndedOn: null } open)
        {
            row.Employment = EmploymentStatus.Employed;
            row.Channel = open.Channel;
            row.WorkPlace = open.WorkPlace;
            row.MonthlyIncome = open.MonthlyIncome;
            row.MonthsWorked = MonthsWorked(member.Spells, home.Today);
            row.NotWorkingReason = null;
            if (open.SocialInsurance == SocialInsurance.Employees)
            {
                row.MedicalInsurance = MedicalInsurance.Employees;
                row.Pension = PensionKind.Employees;
                row.InsuredPlace = open.WorkPlace;
            }
        }
        else
        {
            row.Employment = EmploymentStatus.NotEmployed;
            row.Channel = null;
            row.WorkPlace = null;
            row.MonthlyIncome = null;
            row.MonthsWorked = MonthsWorked(member.Spells, home.Today);
            row.NotWorkingReason = home.Dice.Of("料理家务", "因本人原因失去工作", "料理家务", "其他", "因单位原因失去工作");
        }
    }

    public static EmploymentSpell Spell(Home home, Member member, DateOnly from, DateOnly? to, Job job, string? reason)
    {
        var dice = home.Dice;
        var dated = job.Contract is ContractKind.FixedTerm or ContractKind.OpenEnded or ContractKind.ServiceAgreement or ContractKind.PublicPostAgreement;
        var years = job.Contract == ContractKind.FixedTerm ? dice.Weighted((3, 1), (4, 2), (3, 3)) : 1;
        var signed = from;
        while (signed.AddYears(years) <= (to ?? home.Today))
        {
            signed = signed.AddYears(years);
        }

        home.Visits.NoteJob(Month.Of(from));
        if (to is { } end)
        {
            home.Visits.NoteJob(Month.Of(end));
        }

        var back = to is not null && job.Channel is EmploymentChannel.OutsideProvince or EmploymentChannel.OutsideCounty;
        return home.Own(
            new EmploymentSpell
            {
                PersonId = member.Row.Id,
                HouseholdId = home.Row.Id,
                Channel = job.Channel,
                Employer = job.Employer,
                CreditCode = job.Employer is { } employer ? Employers.CodeOf(employer, job, home.County.Code) : null,
                Trade = job.Trade,
                WorkPlace = job.WorkPlace,
                Contract = job.Contract,
                ContractFrom = dated ? signed : null,
                ContractTo = dated && job.Contract != ContractKind.OpenEnded ? signed.AddYears(years).AddDays(-1) : null,
                StartedOn = from,
                EndedOn = to,
                MonthlyIncome = job.Wage,
                SocialInsurance = job.Insured ? SocialInsurance.Employees : job.Channel == EmploymentChannel.Workshop ? SocialInsurance.InjuryOnly : SocialInsurance.None,
                CarrierCode = job.CarrierCode,
                ReturnedOn = back ? Earlier(to!.Value.AddDays(dice.Between(1, 4)), home.Today) : null,
                ReturnReason = back ? reason : null,
                TransportSubsidy = job.Channel == EmploymentChannel.OutsideProvince && dice.Chance(0.7) ? Yuan.FromYuan(dice.Between(20, 50) * 10) : null,
                VerifiedOn = to is { } last ? Earlier(last.AddDays(dice.Between(3, 30)), home.Today) : Later(from, home.Today.AddDays(-dice.Between(0, 52))),
            },
            Made.Spell);
    }

    /// <summary>Months of work in the last twelve, 0 to 12.</summary>
    private static int MonthsWorked(List<EmploymentSpell> spells, DateOnly today)
    {
        var yearAgo = today.AddYears(-1);
        var days = spells.Sum(spell => Math.Max(0, (spell.EndedOn ?? today).DayNumber - Later(spell.StartedOn, yearAgo).DayNumber));
        return Math.Min(12, (days + 15) / 30);
    }

    private static DateOnly Later(DateOnly left, DateOnly right) => left > right ? left : right;

    private static DateOnly Earlier(DateOnly left, DateOnly right) => left < right ? left : right;
}
