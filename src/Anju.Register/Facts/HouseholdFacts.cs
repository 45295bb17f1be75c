using System.Collections.ObjectModel;
using Anju.Kernel;
using Anju.Policy;

namespace Anju.Register;

/// <summary>All that rules may know of one household in one month: its record, its people, and any ledger's records of it.</summary>
public sealed class HouseholdFacts : Facts
{
    private readonly IReadOnlyDictionary<Type, IReadOnlyList<Record>> records;
    private readonly EmploymentSpell[] spells;
    private Parameters? labourersFor;
    private IReadOnlyList<PersonFacts> labourers = [];
    private IReadOnlyList<PersonFacts> perhapsLabourers = [];

    /// <param name="people">Everybody the register ever had in the household; those on the roll on the day become members.</param>
    /// <param name="records">Records of the household and its people by type, each list of exactly that type.</param>
    public HouseholdFacts(Household household, IReadOnlyList<Person> people, IReadOnlyDictionary<Type, IReadOnlyList<Record>> records)
    {
        Household = household;
        Everybody = people;
        this.records = records;
        spells = [.. All<EmploymentSpell>()];
        Array.Sort(spells, (left, right) => left.StartedOn.CompareTo(right.StartedOn) is not 0 and var days ? days : left.Id.CompareTo(right.Id));
    }

    public Household Household { get; }

    public IReadOnlyList<Person> Everybody { get; }

    /// <summary>The site it lives at; null for a household without one.</summary>
    public ResettlementSite? Site { get; init; }

    /// <summary>People whose number another person has too, written in another way: the code of that person's household by their id.</summary>
    public IReadOnlyDictionary<Guid, string> Twins { get; init; } = ReadOnlyDictionary<Guid, string>.Empty;

    /// <summary>Those on the roll on <see cref="Facts.AsOf"/>, in order of their numbers, so that no answer depends on the order of rows.</summary>
    public IReadOnlyList<PersonFacts> Members => field ??= FindMembers();

    public override SubjectKind Kind => SubjectKind.Household;

    public override Guid Id => Household.Id;

    public override Guid? HouseholdId => Household.Id;

    public override string CountyCode => Household.CountyCode;

    public override string? TownshipCode => Household.TownshipCode;

    public override Guid? SiteId => Household.SiteId;

    public override IReadOnlyList<Facts> Parts => IsDissolved ? [] : Members;

    /// <summary>Struck off before or on the day: no duty towards it is left.</summary>
    public bool IsDissolved => Household.Status == HouseholdStatus.Dissolved && !(Household.DissolvedOn > AsOf);

    /// <summary>Nobody had joined by the day, somebody has since: the household came to be later, by a split or a later move.</summary>
    public bool IsNotYet
    {
        get
        {
            foreach (var person in Everybody)
            {
                if (person.JoinedOn <= AsOf)
                {
                    return false;
                }
            }

            return Everybody.Count > 0;
        }
    }

    /// <summary>
    /// How many belonged to it on the day: the members, and those who have gone over to another household since and are on
    /// that one's line now.
    /// </summary>
    public int Size
    {
        get
        {
            var size = Members.Count;
            foreach (var change in All<MembershipChange>())
            {
                size += change.HappenedOn > AsOf && change.Kind is ChangeKind.SplitOut or ChangeKind.MergedOut ? 1 : 0;
            }

            return size;
        }
    }

    /// <summary>Any ledger's records of this household and its people, as its fact stream selects them for the month.</summary>
    public IReadOnlyList<T> All<T>()
        where T : Record => records.TryGetValue(typeof(T), out var found) ? (IReadOnlyList<T>)found : [];

    /// <summary>Somebody's spells of the kind asked for, oldest first.</summary>
    internal IReadOnlyList<EmploymentSpell> SpellsOf(Guid person, Predicate<EmploymentSpell> asked)
    {
        List<EmploymentSpell>? found = null;
        foreach (var spell in spells)
        {
            if (spell.PersonId == person && asked(spell))
            {
                (found ??= []).Add(spell);
            }
        }

        return found ?? (IReadOnlyList<EmploymentSpell>)[];
    }

    internal bool HasSpellOf(Guid person)
    {
        foreach (var spell in spells)
        {
            if (spell.PersonId == person)
            {
                return true;
            }
        }

        return false;
    }

    /// <summary>Members known to be labourers.</summary>
    public IReadOnlyList<PersonFacts> Labourers(Parameters parameters)
    {
        SortLabourers(parameters);
        return labourers;
    }

    /// <summary>Members of whom it cannot be said whether they are labourers.</summary>
    public IReadOnlyList<PersonFacts> PerhapsLabourers(Parameters parameters)
    {
        SortLabourers(parameters);
        return perhapsLabourers;
    }

    /// <summary>The fields, with their people's names, that leave open whether somebody works.</summary>
    public IReadOnlyList<string> EmploymentGaps(Parameters parameters) =>
        [.. Members.Select(member => member.EmploymentGap(parameters) is { } gap ? member.Field(gap) : null).OfType<string>()];

    /// <summary>The fields, with their people's names, that leave open whether anybody is a labourer.</summary>
    public IReadOnlyList<string> LabourGaps(Parameters parameters) => PerhapsLabourers(parameters) is { Count: > 0 } perhaps
        ? [.. perhaps.SelectMany(person => person.LabourGaps.Select(person.Field))]
        : [];

    /// <summary>The household as it would be with a record, new or in place of itself, to ask a rule before something is done.</summary>
    public HouseholdFacts With<T>(T record)
        where T : Record => new(Household, Everybody, new Dictionary<Type, IReadOnlyList<Record>>(records) { [typeof(T)] = (T[])[.. All<T>().Where(x => x.Id != record.Id), record] })
    {
        AsOf = AsOf,
        JudgedOn = JudgedOn,
        Site = Site,
        Twins = Twins,
    };

    private List<PersonFacts> FindMembers()
    {
        var members = new List<PersonFacts>(Everybody.Count);
        foreach (var person in Everybody)
        {
            if (person.JoinedOn <= AsOf && !(person.LeftOn <= AsOf))
            {
                members.Add(new PersonFacts(person, this) { AsOf = AsOf, JudgedOn = JudgedOn });
            }
        }

        members.Sort((left, right) => Compare(left.Person, right.Person));
        return members;

        static int Compare(Person left, Person right) =>
            left.Relation != right.Relation ? ((int)left.Relation).CompareTo((int)right.Relation)
            : left.BirthDate != right.BirthDate ? Nullable.Compare(left.BirthDate, right.BirthDate)
            : left.Id.CompareTo(right.Id);
    }

    /// <summary>Asked by many rules: remembered for the parameters it was answered for.</summary>
    private void SortLabourers(Parameters parameters)
    {
        if (ReferenceEquals(labourersFor, parameters))
        {
            return;
        }

        labourersFor = parameters;
        labourers = [.. Members.Where(member => member.IsLabourer(parameters) == true)];
        perhapsLabourers = Members.Any(member => member.IsLabourer(parameters) is null) ? [.. Members.Where(member => member.IsLabourer(parameters) is null)] : [];
    }
}
