using Anju.Kernel;
using Microsoft.EntityFrameworkCore;

namespace Anju.Policy;

/// <summary>Fields that are blank most often, out of the reasons a run stored for what it could not judge.</summary>
/// <param name="Read">How many unknown answers were read.</param>
/// <param name="IsPart">There are more than were read; the counts are those of the part.</param>
public sealed record MissingFields(IReadOnlyList<(string Field, int Subjects)> Fields, int Read, bool IsPart)
{
    private const string Mark = "缺少：";
    private const int Most = 20_000;

    public static async Task<MissingFields> OfAsync(AnjuDb db, MonthlyRun run, Rule rule, CancellationToken cancellation)
    {
        var place = run.PlaceOf(rule.Subject.Code, rule.Code);
        if (place < 0 || !RuleBook.MayRead(db.Actor, rule))
        {
            return new([], 0, false);
        }

        var counts = new Dictionary<string, int>();
        var read = 0;
        var kind = rule.Subject.Code;
        await foreach (var reasons in db.Set<Judgement>().AsNoTracking()
            .Where(x => x.Run == run.Number && x.Subject == kind && x.Letters.Substring(place, 1) == "U")
            .Take(Most).Select(x => x.Reasons).AsAsyncEnumerable().WithCancellation(cancellation))
        {
            read++;
            if (StoredReason.Read(reasons).TryGetValue(rule.Code, out var reason) && reason.Reason.StartsWith(Mark, StringComparison.Ordinal))
            {
                foreach (var field in reason.Reason[Mark.Length..].Split('、').Distinct())
                {
                    counts[field] = counts.GetValueOrDefault(field) + 1;
                }
            }
        }

        return new([.. counts.OrderByDescending(x => x.Value).ThenBy(x => x.Key, StringComparer.Ordinal).Select(x => (x.Key, x.Value))], read, read == Most);
    }
}
