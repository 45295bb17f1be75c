using Anju.Kernel;
using Anju.Policy;

namespace Anju.Register;

/// <summary>
/// All that rules may know of one person in one month. The derived facts are those of the domain specification, 0.5 and
/// b.1; each says <c>null</c> when it cannot be known, never a guess.
/// </summary>
public sealed class PersonFacts(Person person, HouseholdFacts household) : Facts
{
    private const double DaysPerMonth = 365.25 / 12;

    private Parameters? answeredFor;
    private bool? isLabourer;

    public Person Person => person;

    public HouseholdFacts Household => household;

    public override SubjectKind Kind => SubjectKind.Person;

    public override Guid Id => person.Id;

    public override string Code => person.Code ?? "";

    public override string Name => person.Name;

    public override Guid HouseholdId => person.HouseholdId;

    public override string CountyCode => household.CountyCode;

    public override string? TownshipCode => household.TownshipCode;

    public override Guid? SiteId => household.SiteId;

    public override IReadOnlyList<Facts> Parts => [];

    /// <summary>The person's spells that had begun by the day, oldest first.</summary>
    public IReadOnlyList<EmploymentSpell> Spells => field ??= [.. household.SpellsOf(person.Id).Where(spell => spell.StartedOn <= AsOf)];

    /// <summary>Full years on the day; null without a birth date.</summary>
    public int? Age => person.BirthDate is { } born
        ? AsOf.Year - born.Year - (AsOf < born.AddYears(AsOf.Year - born.Year) ? 1 : 0)
        : null;

    public bool IsStudent => person.Student is { } student && student != StudentStatus.NotStudent;

    /// <summary>
    /// 搬迁劳动力 [A01]: of working age, able to work at least weakly, not in school, not supported as destitute. Null when
    /// birth date or labour capacity is blank and could make the difference.
    /// </summary>
    public bool? IsLabourer(Parameters parameters)
    {
        // Asked by most rules: remembered for the parameters it was answered for.
        if (!ReferenceEquals(answeredFor, parameters))
        {
            (answeredFor, isLabourer) = (parameters, FindLabourer(parameters));
        }

        return isLabourer;
    }

    private bool? FindLabourer(Parameters parameters)
    {
        if (IsStudent || person.Assistance == Register.Assistance.Destitute
            || person.LabourCapacity is LabourCapacity.Lost or LabourCapacity.None
            || Age < parameters.Int("labour.age-from") || Age >= parameters.Int("labour.age-below"))
        {
            return false;
        }

        return Age is null || person.LabourCapacity is null ? null : true;
    }

    public bool IsWeakLabourer => person.LabourCapacity == LabourCapacity.WeakOrHalf;

    /// <summary>The job the person has on the day, whether or not it was verified lately; the latest begun if there are two.</summary>
    public EmploymentSpell? OpenSpell => Spells.LastOrDefault(spell => spell.IsOpen(AsOf));

    /// <summary>isEmployed(asOf): a spell open on the day, verified within the days that a job fact stays valid [A02].</summary>
    public bool IsEmployed(Parameters parameters) => OpenSpell is { } spell && IsFresh(spell, parameters);

    /// <summary>A spell is open but nobody has looked for too long: it may or may not still be so.</summary>
    public bool EmploymentIsStale(Parameters parameters) => OpenSpell is { } spell && !IsFresh(spell, parameters);

    /// <summary>Whole months worked in the trailing window, days in two jobs counted once.</summary>
    public int MonthsWorked(Parameters parameters)
    {
        var from = AsOf.AddMonths(-parameters.Int("stable-job.window-months"));
        var (days, reached) = (0, from);
        foreach (var spell in Spells)
        {
            var start = spell.StartedOn > reached ? spell.StartedOn : reached;
            var end = spell.EndedOn is { } ended && ended < AsOf ? ended : AsOf;
            if (end > start)
            {
                days += end.DayNumber - start.DayNumber;
                reached = end;
            }
        }

        return (int)((days + 1) / DaysPerMonth);
    }

    /// <summary>稳定就业 by any of the five ways of b.1 [A03].</summary>
    public bool IsStablyEmployed(Parameters parameters)
    {
        if (IsStudent || OpenSpell is not { } spell || !IsFresh(spell, parameters)
            || spell.MonthlyIncome < parameters.Yuan("stable-job.minimum-monthly-income"))
        {
            return false;
        }

        return spell.Channel == EmploymentChannel.PublicInstitution
            || MonthsWorked(parameters) >= parameters.Int("stable-job.months")
            || (HasLongContract(spell, parameters) && ServedSince(spell, parameters.Int("stable-job.contract-served-months")))
            || (HasPublicPost(spell) && ServedSince(spell, parameters.Int("stable-job.public-post-served-months")))
            || (IsOwnBusiness(spell) && ServedSince(spell, parameters.Int("stable-job.own-business-months")));
    }

    /// <summary>Does not want to work and signed so within the months that such a statement stays valid [A04].</summary>
    public bool IsUnwillingOnPaper(Parameters parameters) =>
        person.WillingToWork == Willingness.Unwilling
        && person.UnwillingStatementOn is { } signed
        && signed <= AsOf && signed.AddMonths(parameters.Int("unwilling.confirm-months")) >= AsOf;

    /// <summary>A field's Chinese name with the person's, as an official reads it in a list of what is missing.</summary>
    public string Field(string title) => $"{person.Name}·{title}";

    private bool IsFresh(EmploymentSpell spell, Parameters parameters) =>
        spell.VerifiedOn is { } verified && verified.AddDays(parameters.Int("employment.valid-days")) >= AsOf;

    private bool ServedSince(EmploymentSpell spell, int months) => spell.StartedOn.AddMonths(months) <= AsOf;

    private bool HasLongContract(EmploymentSpell spell, Parameters parameters) => spell.Contract switch
    {
        ContractKind.OpenEnded => true,
        ContractKind.FixedTerm => spell is { ContractFrom: { } from, ContractTo: { } to }
            && from.AddMonths(parameters.Int("stable-job.contract-months")).AddDays(-1) <= to && to >= AsOf,
        _ => false,
    };

    private static bool HasPublicPost(EmploymentSpell spell) =>
        spell.Channel == EmploymentChannel.PublicPost && spell.Contract == ContractKind.PublicPostAgreement;

    /// <summary>The contract kind stands for the licence or the village's certificate, which is what it is entered from.</summary>
    private static bool IsOwnBusiness(EmploymentSpell spell) =>
        spell.Channel is EmploymentChannel.OwnBusiness or EmploymentChannel.Farming
        && spell.Contract is ContractKind.SelfEmployed or ContractKind.FarmBusiness;
}
