using Anju.Kernel;
using Anju.Policy;

namespace Anju.Register;

/// <summary>
/// All that rules may know of one person in one month. The derived facts are those of the domain specification, 0.5 and
/// b.1; each says <c>null</c> when it cannot be known, never a guess.
/// </summary>
public sealed class PersonFacts(Person person, HouseholdFacts household) : Facts
{
    /// <summary>A month of work: every six calendar months hold 180 days, no five do.</summary>
    private const int DaysPerMonth = 30;

    /// <summary>The gap of a job that was entered and has not been verified for too long.</summary>
    public const string VerifiedOnGap = "就业核实日期";

    private Parameters? answeredFor;
    private bool? isLabourer;
    private (bool Looked, IdNumber? Found) trusted;

    public Person Person => person;

    public HouseholdFacts Household => household;

    public override SubjectKind Kind => SubjectKind.Person;

    public override Guid Id => person.Id;

    public string Name => person.Name;

    public override Guid? HouseholdId => person.HouseholdId;

    public override string CountyCode => household.CountyCode;

    public override string? TownshipCode => household.TownshipCode;

    public override Guid? SiteId => household.SiteId;

    public override IReadOnlyList<Facts> Parts => [];

    /// <summary>The person's spells that had begun by the day, oldest first.</summary>
    public IReadOnlyList<EmploymentSpell> Spells => field ??= household.SpellsOf(person.Id, spell => spell.StartedOn <= AsOf);

    /// <summary>Full years on the day; null without a birth date.</summary>
    public int? Age => person.BirthDate is { } born ? AgeOn(AsOf, born) : null;

    /// <summary>Full years on a day; below zero for who is not born yet.</summary>
    public static int AgeOn(DateOnly day, DateOnly born) =>
        day.Year - born.Year - (day < born.AddYears(day.Year - born.Year) ? 1 : 0);

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

    private IReadOnlyList<EmploymentChannel> FindChannels(EmploymentChannel? told)
    {
        if (OpenSpells.Count == 0)
        {
            return told is { } alone ? [alone] : [];
        }

        var channels = new List<EmploymentChannel>(1);
        foreach (var spell in OpenSpells)
        {
            if (!channels.Contains(spell.Channel))
            {
                channels.Add(spell.Channel);
            }
        }

        if (told is { } own && !channels.Contains(own))
        {
            channels.Add(own);
        }

        return channels;
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

    /// <summary>What is blank and leaves open whether the person is a labourer; meaningful where <see cref="IsLabourer"/> is null.</summary>
    public IReadOnlyList<string> LabourGaps =>
        [.. person.BirthDate is null ? (IEnumerable<string>)["出生日期"] : [], .. person.LabourCapacity is null ? (IEnumerable<string>)["劳动技能"] : []];

    public bool IsWeakLabourer => person.LabourCapacity == LabourCapacity.WeakOrHalf;

    /// <summary>The jobs that are open on the day, whether or not verified lately, oldest first.</summary>
    public IReadOnlyList<EmploymentSpell> OpenSpells => field ??= household.SpellsOf(person.Id, spell => spell.StartedOn <= AsOf && spell.IsOpen(AsOf));

    /// <summary>The latest begun of the jobs open on the day, whether or not it was verified lately.</summary>
    public EmploymentSpell? OpenSpell => OpenSpells is [.., var last] ? last : null;

    /// <summary>The latest begun of the jobs open on the day that were verified within the days a job fact stays valid [A02].</summary>
    public EmploymentSpell? Job(Parameters parameters)
    {
        for (var i = OpenSpells.Count - 1; i >= 0; i--)
        {
            if (IsFresh(OpenSpells[i], parameters))
            {
                return OpenSpells[i];
            }
        }

        return null;
    }

    /// <summary>isEmployed(asOf): a spell open on the day, verified within the days that a job fact stays valid [A02].</summary>
    public bool IsEmployed(Parameters parameters) => Job(parameters) is not null;

    /// <summary>
    /// What is missing to tell whether the person works; null when it can be told. An open job that nobody has looked at for
    /// too long may be over. Where no job of the person was ever entered, the person's own line speaks: work that it tells of
    /// wants entering, and of a labourer a blank is no "no" (0.1 rule 2).
    /// </summary>
    public string? EmploymentGap(Parameters parameters) =>
        OpenSpells.Count > 0 ? IsEmployed(parameters) ? null : VerifiedOnGap
        : household.HasSpellOf(person.Id) ? null
        : person.Employment switch
        {
            EmploymentStatus.Employed => "就业台账记录",
            null when IsLabourer(parameters) != false => "就业状态",
            _ => null,
        };

    /// <summary>The channel of work that only the person's own line tells of; null where jobs are entered, or it tells of none.</summary>
    public EmploymentChannel? ToldChannel =>
        person.Employment == EmploymentStatus.Employed && !household.HasSpellOf(person.Id) ? person.Channel : null;

    /// <summary>At work, fresh or not, by a spell or by the person's own line; null when neither says anything.</summary>
    public bool? IsSaidToWork => OpenSpells.Count > 0 || person.Employment == EmploymentStatus.Employed ? true
        : person.Employment == EmploymentStatus.NotEmployed ? false : null;

    /// <summary>Where the person works, by open spells and by the own line; more than one when they disagree.</summary>
    public IReadOnlyList<EmploymentChannel> Channels => field ??= FindChannels(person.Employment == EmploymentStatus.Employed ? person.Channel : null);

    /// <summary>Whole months of 30 days worked in the trailing window; first and last day count, days in two jobs count once.</summary>
    public int MonthsWorked(Parameters parameters)
    {
        var (days, counted) = (0, AsOf.AddMonths(-parameters.Int("stable-job.window-months")));
        foreach (var spell in Spells)
        {
            var first = spell.StartedOn > counted ? spell.StartedOn : counted.AddDays(1);
            var last = spell.EndedOn is { } ended && ended < AsOf ? ended : AsOf;
            if (last >= first)
            {
                days += last.DayNumber - first.DayNumber + 1;
                counted = last;
            }
        }

        return days / DaysPerMonth;
    }

    /// <summary>稳定就业 proven by any of the five ways of b.1 [A03].</summary>
    public bool IsStablyEmployed(Parameters parameters)
    {
        foreach (var spell in OpenSpells)
        {
            if (IsProvenStable(spell, parameters))
            {
                return true;
            }
        }

        return false;
    }

    /// <summary>Why the work of somebody who has a job is no stable employment: which of the conditions of b.1 it misses [A03].</summary>
    public string WhyUnstable(Parameters parameters)
    {
        var (months, window) = (parameters.Int("stable-job.months"), parameters.Int("stable-job.window-months"));
        return IsStudent ? $"{Name}是在校学生，就业不计入"
            : OpenSpells.Any(spell => Counts(spell, parameters)) ? $"{Name}近{window}个月就业{MonthsWorked(parameters)}个月，不满{months}个月"
            : $"{Name}月收入不到{parameters.Yuan("stable-job.minimum-monthly-income")}元";
    }

    /// <summary>What is blank about jobs that are not proven stable and would be, were it a contract long enough.</summary>
    public IReadOnlyList<string> StabilityGaps(Parameters parameters) => OpenSpells.Count == 0 || IsStablyEmployed(parameters)
        ? []
        : [.. OpenSpells.Where(spell => MayBeStable(spell, parameters))
            .Select(spell => spell.Contract is null ? "合同类型" : "合同起止日期").Distinct()];

    /// <summary>稳定就业 as far as it is known today: null when work that is not entered or not verified lately, or a blank contract, may be the stable one.</summary>
    public bool? StableEmployment(Parameters parameters) => IsStablyEmployed(parameters) ? true
        : EmploymentGap(parameters) is not null || StabilityGaps(parameters).Count > 0 ? null
        : false;

    /// <summary>The same of one of the person's jobs; null as well for a job that is over.</summary>
    public bool? IsStable(EmploymentSpell spell, Parameters parameters) => !OpenSpells.Contains(spell) ? null
        : IsProvenStable(spell, parameters) ? true
        : !IsFresh(spell, parameters) || MayBeStable(spell, parameters) ? null
        : false;

    /// <summary>
    /// Does not want to work and signed so within the months that such a statement stays valid [A04]. Whoever has a job
    /// all the same is not unwilling, whatever was signed.
    /// </summary>
    public bool IsUnwillingOnPaper(Parameters parameters) =>
        person.WillingToWork == Willingness.Unwilling
        && OpenSpells.Count == 0
        && person.UnwillingStatementOn is { } signed
        && signed <= AsOf && signed.AddMonths(parameters.Int("unwilling.confirm-months")) >= AsOf;

    /// <summary>
    /// The day from which the person, if willing, could have worked: on the roll, old enough, and asked again after a signed
    /// unwillingness. Being asked once more while willing begins nothing anew.
    /// </summary>
    public DateOnly AvailableSince(Parameters parameters)
    {
        var since = person.JoinedOn;
        if (person.BirthDate is { } born && born <= AsOf && born.AddYears(parameters.Int("labour.age-from")) is var grown && grown > since)
        {
            since = grown;
        }

        return person is { UnwillingStatementOn: { } signed, WillingnessAskedOn: { } asked } && asked > signed && asked > since && asked <= AsOf
            ? asked
            : since;
    }

    /// <summary>The number as far as it can be trusted to say birth and sex.</summary>
    public IdNumber? TrustedNumber
    {
        get
        {
            if (!trusted.Looked)
            {
                trusted = (true, person.IdType != IdType.Other && IdNumber.TryParse(person.IdNumber, out var number) ? number : null);
            }

            return trusted.Found;
        }
    }

    /// <summary>A field's Chinese name with the person's, as an official reads it in a list of what is missing.</summary>
    public string Field(string title) => $"{person.Name}·{title}";

    private bool IsProvenStable(EmploymentSpell spell, Parameters parameters) => Counts(spell, parameters)
        && (spell.Channel == EmploymentChannel.PublicInstitution
            || MonthsWorked(parameters) >= parameters.Int("stable-job.months")
            || (HasLongContract(spell, parameters) == true && ServedSince(spell, parameters.Int("stable-job.contract-served-months")))
            || (HasPublicPost(spell) && ServedSince(spell, parameters.Int("stable-job.public-post-served-months")))
            || (IsOwnBusiness(spell) && ServedSince(spell, parameters.Int("stable-job.own-business-months"))));

    private bool MayBeStable(EmploymentSpell spell, Parameters parameters) => Counts(spell, parameters)
        && HasLongContract(spell, parameters) is null && ServedSince(spell, parameters.Int("stable-job.contract-served-months"));

    private bool IsFresh(EmploymentSpell spell, Parameters parameters) =>
        spell.VerifiedOn is { } verified && AsOf.DayNumber - verified.DayNumber <= parameters.Int("employment.valid-days");

    /// <summary>Neither a pupil's job nor one paid so little that it is not believed, and verified lately.</summary>
    private bool Counts(EmploymentSpell spell, Parameters parameters) =>
        !IsStudent && IsFresh(spell, parameters) && !(spell.MonthlyIncome < parameters.Yuan("stable-job.minimum-monthly-income"));

    private bool ServedSince(EmploymentSpell spell, int months) => spell.StartedOn.AddMonths(months) <= AsOf;

    /// <summary>Null when the kind of contract, or the dates of one for a fixed term, are blank.</summary>
    private bool? HasLongContract(EmploymentSpell spell, Parameters parameters)
    {
        var months = parameters.Int("stable-job.contract-months");
        return spell switch
        {
            { Contract: ContractKind.OpenEnded } => true,
            { Contract: ContractKind.FixedTerm, ContractTo: { } to } when to < AsOf => false,
            { Contract: ContractKind.FixedTerm, ContractFrom: { } from, ContractTo: { } to } =>
                from < DateOnly.MaxValue.AddMonths(-months) && from.AddMonths(months).AddDays(-1) <= to,
            { Contract: null or ContractKind.FixedTerm } => null,
            _ => false,
        };
    }

    /// <summary>An agreement in force.</summary>
    private bool HasPublicPost(EmploymentSpell spell) =>
        spell is { Channel: EmploymentChannel.PublicPost, Contract: ContractKind.PublicPostAgreement } && !(spell.ContractTo < AsOf);

    /// <summary>The contract kind stands for the licence or the village's certificate, which is what it is entered from.</summary>
    private static bool IsOwnBusiness(EmploymentSpell spell) =>
        spell.Channel is EmploymentChannel.OwnBusiness or EmploymentChannel.Farming
        && spell.Contract is ContractKind.SelfEmployed or ContractKind.FarmBusiness;
}
