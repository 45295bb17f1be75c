using Google.OrTools.Graph;

namespace Anju.Employment.OutwardJobs;

/// <summary>A post suggested to somebody.</summary>
/// <param name="Points">How well it suits, of a hundred.</param>
internal sealed record Suggestion(Seeker Seeker, Opening Opening, int Points, IReadOnlyList<string> Reasons);

/// <summary>Somebody for whom there is nothing, and why.</summary>
internal sealed record LeftOver(Seeker Seeker, string Why);

/// <summary>
/// Shares out the openings of posts among those who look for one: first as many households without any stable job as can be,
/// then as many people as can be, then the posts that suit them best. A flow of least cost from the people through the pairs that
/// go together to the posts; the same for whatever order they come in.
/// </summary>
internal static class Sharing
{
    /// <summary>One post at most for each, of those that go together; no post more often than it has openings left.</summary>
    public static (IReadOnlyList<Suggestion> Suggestions, IReadOnlyList<LeftOver> Left) Of(IEnumerable<Seeker> seekers, IEnumerable<Opening> openings, FitWeights weights)
    {
        Seeker[] people = [.. seekers.OrderBy(x => x.Id)];
        Opening[] posts = [.. openings.Where(x => x.Left > 0).OrderBy(x => x.Vacancy.Code, StringComparer.Ordinal)];
        var homes = people.Index().GroupBy(x => x.Item.Household).ToList();

        // One more person outweighs all the points together, one more household that comes first all the people.
        var best = weights.Sum;
        var person = (long)(best + 1) * (people.Length + 1);
        var household = person * (people.Length + 1);
        const int Source = 0, Sink = 1, HomesFrom = 2;
        var peopleFrom = HomesFrom + homes.Count;
        var postsFrom = peopleFrom + people.Length;
        var flow = new MinCostFlow();
        foreach (var (at, home) in homes.Index())
        {
            flow.AddArcWithCapacityAndUnitCost(Source, HomesFrom + at, 1, home.Any(x => x.Item.First) ? 0 : household);
            flow.AddArcWithCapacityAndUnitCost(Source, HomesFrom + at, home.Count() - 1, household);
            foreach (var (who, _) in home)
            {
                flow.AddArcWithCapacityAndUnitCost(HomesFrom + at, peopleFrom + who, 1, 0);
            }
        }

        var pairs = new List<(int Arc, int Person, int Post, int Points)>();
        var against = people.Select(_ => new Dictionary<string, int>()).ToArray();
        for (var who = 0; who < people.Length; who++)
        {
            for (var at = 0; at < posts.Length; at++)
            {
                if (JobFit.Obstacle(people[who], posts[at]) is { } obstacle)
                {
                    against[who][obstacle] = against[who].GetValueOrDefault(obstacle) + 1;
                    continue;
                }

                var points = JobFit.Points(people[who], posts[at], weights);
                pairs.Add((flow.AddArcWithCapacityAndUnitCost(peopleFrom + who, postsFrom + at, 1, best - points), who, at, points));
            }
        }

        foreach (var (at, opening) in posts.Index())
        {
            flow.AddArcWithCapacityAndUnitCost(postsFrom + at, Sink, opening.Left, 0);
        }

        // Whoever is left over costs more than any post would.
        flow.AddArcWithCapacityAndUnitCost(Source, Sink, people.Length, household + person + best);
        flow.SetNodeSupply(Source, people.Length);
        flow.SetNodeSupply(Sink, -people.Length);
        if (people.Length > 0 && flow.Solve() is var status and not MinCostFlowBase.Status.OPTIMAL)
        {
            throw new InvalidOperationException($"The openings could not be shared out: {status}");
        }

        var given = pairs.Where(pair => flow.Flow(pair.Arc) > 0).ToList();
        var served = given.Select(pair => pair.Person).ToHashSet();
        var fitting = pairs.Select(pair => pair.Person).ToHashSet();
        return
        (
            [
                .. given.Select(pair => Explained(people[pair.Person], posts[pair.Post], pair.Points, weights))
                    .OrderByDescending(x => x.Seeker.First).ThenByDescending(x => x.Points).ThenBy(x => x.Seeker.Id),
            ],
            [.. people.Index().Where(x => !served.Contains(x.Index)).Select(x => new LeftOver(x.Item, Why(x.Index)))]);

        string Why(int who) => fitting.Contains(who) ? "合适的岗位已全部推荐给别人"
            : against[who].OrderByDescending(x => x.Value).ThenBy(x => x.Key, StringComparer.Ordinal).FirstOrDefault().Key ?? "现在没有空缺的岗位";
    }

    private static Suggestion Explained(Seeker seeker, Opening opening, int points, FitWeights weights)
    {
        var reasons = new List<string>();
        JobFit.Points(seeker, opening, weights, reasons);
        return new(seeker, opening, points, reasons);
    }
}
