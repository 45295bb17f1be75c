using Anju.Kernel;

namespace Anju.Register;

/// <summary>One month of a household's roll. The roll at its end is counted by itself, so that the balance can be wrong.</summary>
public readonly record struct MonthBalance(Month Month, int Opening, int In, int Out, int Closing)
{
    /// <summary>Opening + in − out = closing.</summary>
    public bool Holds => Opening + In - Out == Closing;
}

/// <summary>
/// Who belonged to a household on any day: today's roll, with the log read backwards. A person belongs from the day of
/// coming to the day before leaving. Those who were there before the log began have no line in it.
/// </summary>
/// <param name="now">Ids of the people on the roll today.</param>
/// <param name="log">Every membership change of the household.</param>
public sealed class HouseholdRoll(IReadOnlyCollection<Guid> now, IReadOnlyCollection<MembershipChange> log)
{
    private readonly Dictionary<Guid, List<MembershipChange>> byPerson =
        log.GroupBy(change => change.PersonId).ToDictionary(x => x.Key, x => x.ToList());

    public IReadOnlySet<Guid> On(DateOnly day) => now.Union(byPerson.Keys).Where(person => Times(person, day) > 0).ToHashSet();

    /// <summary>The months up to and including <paramref name="last"/>, oldest first.</summary>
    public IEnumerable<MonthBalance> Months(Month last, int count) => Enumerable.Range(1 - count, count).Select(i => last.AddMonths(i)).Select(month => new MonthBalance(
        month,
        On(month.First.AddDays(-1)).Count,
        log.Count(change => month.Contains(change.HappenedOn) && change.Kind.IsIn()),
        log.Count(change => month.Contains(change.HappenedOn) && change.Kind.IsOut()),
        On(month.Last).Count));

    /// <summary>People whose lines contradict each other or today's roll: they came twice without leaving, or left without being there.</summary>
    public IEnumerable<Guid> Contradicted => byPerson
        .Where(pair => pair.Value.Where(change => change.Kind.RollStep() != 0).Select(change => change.HappenedOn.AddDays(-1)).Any(day => Times(pair.Key, day) is < 0 or > 1))
        .Select(pair => pair.Key);

    /// <summary>Days of a move to another site on which not exactly those went along who belonged to the household the day before.</summary>
    public IEnumerable<DateOnly> Unsettled => log.Where(change => change.Kind == ChangeKind.SiteEntered)
        .GroupBy(change => change.HappenedOn, change => change.PersonId)
        .Where(move => !On(move.Key.AddDays(-1)).SetEquals(move) || log.Any(change => change.HappenedOn == move.Key && change.Kind.RollStep() != 0))
        .Select(move => move.Key);

    /// <summary>1 when the person was there on the day, 0 when not, anything else when the log is wrong.</summary>
    private int Times(Guid person, DateOnly day) =>
        (now.Contains(person) ? 1 : 0)
        - (byPerson.GetValueOrDefault(person)?.Where(change => change.HappenedOn > day).Sum(change => change.Kind.RollStep()) ?? 0);
}
