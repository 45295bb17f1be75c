namespace Anju.Demo;

/// <summary>
/// Gives every ninth household of a county one problem. The kinds take turns; one that does not fit a household waits
/// for the next, so that rare ones come as soon as they can.
/// </summary>
internal sealed class ProblemSeeder
{
    private const int Every = 9;

    private static readonly Dictionary<ProblemKind, Func<Home, string?>> Makers =
        new[] { PersonProblems.All, WorkProblems.All, HouseholdProblems.All }.SelectMany(all => all).ToDictionary();

    private readonly LinkedList<ProblemKind> _turns;

    public ProblemSeeder(CountyProfile county)
    {
        var kinds = Enum.GetValues<ProblemKind>();
        var first = county.Index * kinds.Length / CountyProfile.All.Count;
        _turns = new([.. kinds[first..], .. kinds[..first]]);
    }

    public (ProblemKind Kind, string Code)? Seed(Home home)
    {
        if (home.Number % Every != 4)
        {
            return null;
        }

        for (var turn = _turns.First; turn is not null; turn = turn.Next)
        {
            if (Makers[turn.Value](home) is { } code)
            {
                _turns.Remove(turn);
                _turns.AddLast(turn);
                return (turn.Value, code);
            }
        }

        return null;
    }
}
