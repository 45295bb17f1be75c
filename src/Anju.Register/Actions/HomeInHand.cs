using Anju.Ledgers;

namespace Anju.Register.Actions;

/// <summary>One household in the hand of an action: copies to be edited, beside what they were.</summary>
internal sealed class HomeInHand
{
    private readonly Dictionary<Guid, Person> before;

    public HomeInHand(Household household, IReadOnlyList<Person> people, IReadOnlyList<MembershipChange> log)
    {
        Before = household;
        Household = RecordField.CloneOf(household);
        before = people.ToDictionary(person => person.Id);
        Everybody = [.. people.Select(RecordField.CloneOf)];
        Log = [.. log];
    }

    /// <summary>Null for a household that the action founds.</summary>
    public Household? Before { get; init; }

    public Household Household { get; }

    public List<Person> Everybody { get; }

    /// <summary>The log, and what has been thought out since.</summary>
    public List<MembershipChange> Log { get; }

    public IReadOnlyList<Person> Members => [.. Everybody.Where(person => person.HouseholdId == Household.Id && person.Status == PersonStatus.Active)];

    public Person? Head => Members.FirstOrDefault(person => person.Relation == Relation.Head);

    public Person? Member(Guid id) => Members.FirstOrDefault(person => person.Id == id);

    public IEnumerable<(Person Before, Person After)> Edits => Everybody.Where(person => before.ContainsKey(person.Id)).Select(person => (before[person.Id], person));

    /// <summary>Takes in somebody from another household's hand, or from none.</summary>
    public void Take(Person was, Person now)
    {
        before[was.Id] = was;
        Everybody.Add(now);
    }

    /// <summary>Who was its head when it was taken in hand.</summary>
    public Guid? HeadBefore => before.Values.FirstOrDefault(person =>
        person.HouseholdId == Household.Id && person is { Relation: Relation.Head, Status: PersonStatus.Active })?.Id;

    /// <summary>The day since when a member belongs to the household without a break.</summary>
    public DateOnly Since(Person member) =>
        Log.Where(change => change.PersonId == member.Id && change.Kind.IsIn()).Select(change => change.HappenedOn).Append(member.JoinedOn).Max();

    /// <summary>The first day on which the register knows the household to be there; null when nothing tells.</summary>
    public DateOnly? BeganOn => before.Values.Where(person => person.HouseholdId == Household.Id).Select(person => (DateOnly?)person.JoinedOn)
        .Concat(Log.Where(change => change.Kind.IsIn()).Select(change => (DateOnly?)change.HappenedOn))
        .Append(Before?.MovedInOn)
        .Min();

    /// <summary>The newest line of the log of one of <paramref name="kinds"/>.</summary>
    public DateOnly? Last(params ChangeKind[] kinds) =>
        Log.Where(change => kinds.Contains(change.Kind)).Select(change => (DateOnly?)change.HappenedOn).Max();

    /// <summary>Changes whenever the household or anybody on its line changes.</summary>
    public static string StampOf(Household household, IReadOnlyList<Person> people) =>
        $"{household.Version}.{people.Count}.{people.Sum(person => (long)person.Version)}";
}
