using System.ComponentModel.DataAnnotations;
using Anju.Kernel;
using Microsoft.EntityFrameworkCore;

namespace Anju.Access;

public enum SignalKind
{
    [Display(Name = "夜间导出")] NightExport,
    [Display(Name = "多人查同一证件号码")] SameNumber,
    [Display(Name = "查看量异常")] ManyViews,
}

/// <summary>Something out of pattern, to be asked about; no proof of anything.</summary>
/// <param name="Who">Names of the people and their organisations.</param>
/// <param name="Filter">Leads to the very events: query of the log's page.</param>
public sealed record Signal(SignalKind Kind, DateOnly Day, string Who, string Words, IReadOnlyList<KeyValuePair<string, string?>> Filter);

/// <summary>Looks through the security log for what an insider does who carries data off (requirement F6).</summary>
public sealed class Signals(Databases databases, SignalRules rules)
{
    /// <summary>Signals of these days, the newest first.</summary>
    public async Task<IReadOnlyList<Signal>> FindAsync(DateOnly from, DateOnly to, CancellationToken cancellation)
    {
        await using var db = databases.Open(Actor.System);
        return
        [
            .. (await NightExportsAsync(db, from, to, cancellation))
                .Concat(await SameNumbersAsync(db, from, to, cancellation))
                .Concat(await ManyViewsAsync(db, from, to, cancellation))
                .OrderByDescending(signal => signal.Day).ThenBy(signal => signal.Kind).ThenBy(signal => signal.Who, StringComparer.Ordinal),
        ];
    }

    private async Task<IEnumerable<Signal>> NightExportsAsync(AnjuDb db, DateOnly from, DateOnly to, CancellationToken cancellation)
    {
        var exports = await db.Set<SecurityEvent>().AsNoTracking()
            .Where(x => x.Kind == SecurityEventKind.Exported && x.Day >= from && x.Day <= to).OrderBy(x => x.Sequence).ToListAsync(cancellation);
        return exports.Where(x => BusinessDate.LocalOf(x.At).Hour is var hour && (hour >= rules.NightFrom || hour < rules.NightTo))
            .GroupBy(x => (x.ActorId, x.Day))
            .Select(some => new Signal(
                SignalKind.NightExport,
                some.Key.Day,
                Who(some.First()),
                $"{string.Join('、', some.Select(x => $"{BusinessDate.LocalOf(x.At):HH:mm}").Distinct().Take(5))} 导出 {some.Count()} 次：{string.Join('、', some.Select(x => x.Subject).Distinct().Take(5))}",
                FilterOf(some.Key.ActorId, some.Key.Day, some.Key.Day, SecurityEventKind.Exported)));
    }

    private async Task<IEnumerable<Signal>> SameNumbersAsync(AnjuDb db, DateOnly from, DateOnly to, CancellationToken cancellation)
    {
        // The days before belong to it too: the last of the people gives the day.
        var first = from.AddDays(1 - rules.SameNumberDays);
        var searches = await db.Set<SecurityEvent>().AsNoTracking()
            .Where(x => x.Kind == SecurityEventKind.Searched && x.Day >= first && x.Day <= to && x.Subject.Contains(Trail.NumberMark))
            .OrderBy(x => x.Sequence).Select(x => new { x.ActorId, x.ActorName, x.Organisation, x.Day, x.Subject }).ToListAsync(cancellation);
        var signals = new List<Signal>();
        foreach (var same in searches.GroupBy(x => x.Subject[(x.Subject.LastIndexOf('/') + 1)..]))
        {
            // One signal for each day on which the number of people within the span first reached the measure.
            var reached = false;
            foreach (var day in same.Select(x => x.Day).Distinct().Order())
            {
                var within = same.Where(x => x.Day <= day && x.Day > day.AddDays(-rules.SameNumberDays)).DistinctBy(x => x.ActorId).ToList();
                var reaches = within.Count >= rules.SameNumberPeople;
                if (reaches && !reached && day >= from)
                {
                    signals.Add(new(
                        SignalKind.SameNumber,
                        day,
                        string.Join('、', within.Select(x => Who(x.ActorName, x.Organisation))),
                        $"{rules.SameNumberDays} 天内有 {within.Count} 人查过同一个证件号码（检索码 {same.Key}）",
                        [new("kind", nameof(SecurityEventKind.Searched)), new("what", same.First().Subject), new("from", day.AddDays(1 - rules.SameNumberDays).ToString("O")), new("to", day.ToString("O"))]));
                }

                reached = reaches;
            }
        }

        return signals;
    }

    private async Task<IEnumerable<Signal>> ManyViewsAsync(AnjuDb db, DateOnly from, DateOnly to, CancellationToken cancellation)
    {
        var first = from.AddDays(-rules.UsualDays);
        var counts = await db.Set<SecurityEvent>().AsNoTracking()
            .Where(x => (x.Kind == SecurityEventKind.Viewed || x.Kind == SecurityEventKind.Unmasked) && x.Day >= first && x.Day <= to)
            .GroupBy(x => new { x.ActorId, x.Day }).Select(some => new { some.Key.ActorId, some.Key.Day, Count = some.Count(), Name = some.Max(x => x.ActorName)!, Organisation = some.Max(x => x.Organisation)! })
            .ToListAsync(cancellation);
        return counts.GroupBy(x => x.ActorId).SelectMany(days => days
            .Where(day => day.Day >= from && day.Count >= rules.ViewsAtLeast)
            .Select(day => (Day: day, Usual: Median([.. days.Where(x => x.Day < day.Day && x.Day >= day.Day.AddDays(-rules.UsualDays)).Select(x => x.Count)])))
            .Where(x => x.Usual is not { } usual || x.Day.Count > rules.ViewsTimes * usual)
            .Select(x => new Signal(
                SignalKind.ManyViews,
                x.Day.Day,
                Who(x.Day.Name, x.Day.Organisation),
                x.Usual is { } usual ? $"一天查看 {x.Day.Count} 份档案，平时约 {usual:0.#} 份" : $"一天查看 {x.Day.Count} 份档案，此前 {rules.UsualDays} 天没有查看过",
                FilterOf(days.Key, x.Day.Day, x.Day.Day, SecurityEventKind.Viewed))));
    }

    private static double? Median(List<int> counts)
    {
        counts.Sort();
        return counts.Count == 0 ? null : (counts[(counts.Count - 1) / 2] + counts[counts.Count / 2]) / 2.0;
    }

    private static List<KeyValuePair<string, string?>> FilterOf(string actor, DateOnly from, DateOnly to, SecurityEventKind kind) =>
        [new("who", actor), new("kind", kind.ToString()), new("from", from.ToString("O")), new("to", to.ToString("O"))];

    private static string Who(SecurityEvent one) => Who(one.ActorName, one.Organisation);

    private static string Who(string name, string organisation) => organisation.Length == 0 ? name : $"{name}（{organisation}）";
}
