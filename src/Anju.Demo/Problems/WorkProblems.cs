using Anju.Kernel;
using Anju.Register;

namespace Anju.Demo;

/// <summary>What can be wrong with one person's work, in the line and in the spells alike.</summary>
internal static class WorkProblems
{
    public static Dictionary<ProblemKind, Func<Home, string?>> All { get; } = new()
    {
        [ProblemKind.BlankEmployment] = home => PersonProblems.To(home, Labours(home), member => member.Row.Employment = null),
        [ProblemKind.BlankWorkPlace] = home => To(home, WorksAway, (member, spell) => member.Row.WorkPlace = spell.WorkPlace = null),
        [ProblemKind.MinorWorking] = home => PersonProblems.To(home, (_, age) => age is >= 13 and < 16, member => Work(home, member, EmploymentChannel.InsideCounty)),
        [ProblemKind.StudentWorking] = home => PersonProblems.To(
            home, (member, age) => age is >= 16 and < 23 && member.Row.Student != StudentStatus.NotStudent, member => Work(home, member, EmploymentChannel.OutsideProvince)),
        [ProblemKind.DestituteWorkingAway] = home => To(home, WorksAway, (member, _) => member.Row.Assistance = Assistance.Destitute),
        [ProblemKind.TooOldForPublicPost] = home => PersonProblems.To(
            home, (member, age) => age is >= 70 and < 80 && home.Row.LowIncome != LowIncomeClass.Destitute, member => Work(home, member, EmploymentChannel.PublicPost)),
        [ProblemKind.PublicPostOutsideCounty] = home => To(
            home, (_, spell) => spell.Channel == EmploymentChannel.PublicPost, (member, spell) => member.Row.WorkPlace = spell.WorkPlace = "广东省东莞市厚街镇"),
        [ProblemKind.PhoneMalformed] = home => To(home, (member, _) => member.Row.Phone is not null, (member, _) => member.Row.Phone = member.Row.Phone![..10]),
        [ProblemKind.PhoneShared] = SharePhone,
        [ProblemKind.WorkPlaceTooVague] = home => To(home, WorksAway, (member, spell) => member.Row.WorkPlace = spell.WorkPlace = spell.WorkPlace![..spell.WorkPlace!.IndexOf('省', StringComparison.Ordinal)]),
        [ProblemKind.SpellsOverlap] = home => To(
            home, (member, _) => member.Spells.Count > 1, (member, _) => member.Spells[^2].EndedOn = member.Spells[^1].StartedOn.AddDays(25)),
        [ProblemKind.WageTooLow] = home => To(home, (_, _) => true, (member, spell) => member.Row.MonthlyIncome = spell.MonthlyIncome = Yuan.FromYuan(320)),
        [ProblemKind.SkilledNotWorking] = home => PersonProblems.To(
            home,
            (member, age) => age is > 24 and < 58 && member.Row is { LabourCapacity: LabourCapacity.Skilled, WillingToWork: Willingness.Willing } && SomebodyElseWorks(home, member),
            member => JobHistory.Replace(home, member, Course.LostJob)),
        [ProblemKind.WillingnessUnknown] = home => PersonProblems.To(
            home,
            (member, age) => age > 18 && Livelihood.IsLabourer(home, member) && SomebodyElseWorks(home, member),
            member =>
            {
                JobHistory.Replace(home, member, Course.LostJob, daysAgo: 200);
                (member.Row.WillingToWork, member.Row.WillingnessAskedOn) = (Willingness.Unknown, null);
            }),
        [ProblemKind.RegistrationUnknown] = home => OutOfWork(home, 220, member => member.Row.RegisteredUnemployed = null),
        [ProblemKind.NoService] = home => OutOfWork(home, 330, member => home.Services.RemoveAll(Of(member))),
        [ProblemKind.TooFewServices] = home => OutOfWork(home, 320, member =>
        {
            home.Services.RemoveAll(Of(member));
            Callers.Add(home, member, Employment.OutwardJobs.ServiceKind.JobInfo, home.Today.AddDays(-150));
            Callers.Add(home, member, Employment.OutwardJobs.ServiceKind.Guidance, home.Today.AddDays(-80));
        }),
        [ProblemKind.LateEntrant] = home => OutOfWork(home, 25, member =>
        {
            home.Services.RemoveAll(service => Of(member)(service) && service.GivenOn.Year == home.Today.Year);
            Callers.Add(home, member, Employment.OutwardJobs.ServiceKind.JobInfo, home.Today.AddDays(-12));
        }),
        [ProblemKind.StatusAgainstSpells] = home => To(
            home,
            (member, _) => Livelihood.IsLabourer(home, member),
            (member, _) => (member.Row.Employment, member.Row.Channel, member.Row.NotWorkingReason) = (EmploymentStatus.NotEmployed, null, "求职中")),
        [ProblemKind.ContractEndsSoon] = home => To(
            home, (_, spell) => spell is { Contract: ContractKind.FixedTerm }, (_, spell) => spell.ContractTo = home.Today.AddDays(18)),
    };

    /// <summary>Does it to the first member with a job, and tells that one's code.</summary>
    private static string? To(Home home, Func<Member, EmploymentSpell, bool> fits, Action<Member, EmploymentSpell> spoil) => PersonProblems.To(
        home,
        (member, age) => age >= 18 && Open(member) is { } spell && fits(member, spell),
        member => spoil(member, Open(member)!));

    private static string? OutOfWork(Home home, int days, Action<Member> spoil) => PersonProblems.To(
        home,
        (member, age) => age is > 20 and < 58 && Livelihood.IsLabourer(home, member) && member.Row.WillingToWork == Willingness.Willing && SomebodyElseWorks(home, member),
        member =>
        {
            JobHistory.Replace(home, member, Course.LostJob, daysAgo: days);
            member.Row.RegisteredUnemployed = true;
            spoil(member);
        });

    private static string? SharePhone(Home home)
    {
        var workers = home.There.Where(member => Open(member) is not null && member.Row.Phone is not null).DistinctBy(member => member.Row.WorkPlace).ToList();
        if (workers.Count < 2)
        {
            return null;
        }

        workers[1].Row.Phone = workers[0].Row.Phone;
        return workers[1].Row.Code;
    }

    private static void Work(Home home, Member member, EmploymentChannel channel)
    {
        var job = Job.Find(home, member, channel) with { Insured = false };
        member.Spells.Clear();
        member.Spells.Add(JobHistory.Spell(home, member, home.Today.AddDays(-home.Dice.Between(60, 150)), null, job, null));
        JobHistory.Tell(home, member);
    }

    private static bool WorksAway(Member member, EmploymentSpell spell) => spell.Channel == EmploymentChannel.OutsideProvince && spell.WorkPlace!.Contains('省');

    private static bool SomebodyElseWorks(Home home, Member member) => home.There.Any(other => other != member && Open(other) is not null);

    private static Func<Member, int, bool> Labours(Home home) => (member, _) => Livelihood.IsLabourer(home, member);

    private static Predicate<Employment.OutwardJobs.EmploymentServiceEvent> Of(Member member) => service => service.PersonId == member.Row.Id;

    private static EmploymentSpell? Open(Member member) => member.Spells.LastOrDefault() is { EndedOn: null } spell ? spell : null;
}
