using System.Data.Common;
using Anju.Demo;
using Anju.Kernel;
using Anju.Policy;
using Anju.Register;
using Anju.Web;
using Microsoft.EntityFrameworkCore;
using Microsoft.Extensions.DependencyInjection;

namespace Anju.Benchmarks;

/// <summary>
/// The monthly run of a city and of a province. The floor only reads the same facts: the same columns of the same streams,
/// part by part on all cores, by plain readers that look at every value.
/// </summary>
internal static class MonthBenchmark
{
    public const string Name = "month";
    private const string Copy = "month_run";
    private const int PartSize = 2_500;

    private static readonly DemoOptions Demo = new();

    public static async Task RunAsync(Ground ground, Sizes sizes, Report report)
    {
        var peaks = new List<double>();
        foreach (var households in (int[])[sizes.City, sizes.Province])
        {
            var register = await Registers.DemoAsync(ground, households);
            report.Title($"Month of {households:N0} households, {ground.Kind}");
            var databases = await ground.CopyAsync(register, Copy);
            await using var services = Engines(ground);
            await using var db = databases.Open(Actor.System);
            report.Line($"{await db.Set<Person>().CountAsync():N0} people, {await db.Set<EmploymentSpell>().CountAsync():N0} jobs, {Demo.HistoryMonths} months of history");
            var (subject, plain, own, sweep) = (new Measured(), new Measured(), new Measured(), new Measured());
            await RunOnceAsync(services);
            for (var round = 0; round < sizes.Rounds; round++)
            {
                await plain.RunAsync(ground, () => ReadAsync(services, databases, PlainAsync));
                await own.RunAsync(ground, () => ReadAsync(services, databases, OwnAsync));
                await subject.RunAsync(ground, () => RunOnceAsync(services));
                await sweep.RunAsync(ground, () => services.GetRequiredService<RunMonth>().SweepAsync(default));
            }

            report.Line($"reading the same facts by plain readers: {plain.InWords}; by the product's own: {own.InWords}");
            report.Line($"against the product's own readers {subject.Wall / own.Wall:0.00}×, by processor time {subject.Processor / own.Processor:0.00}×");
            report.Ratio("run", subject, plain, households == sizes.City ? null : 2.5);
            report.Line($"  the answers of the run before it removed, behind the figures: {sweep.InWords}");
            report.AtLeast("  cores kept busy", subject.Cores, 0.8 * Environment.ProcessorCount, $"of {Environment.ProcessorCount}");
            if (households == sizes.City)
            {
                report.AtMost("  run of the city", subject.Wall, 1, "s");
                await CostAsync(services, report);
            }

            if (sizes.Memory)
            {
                await ground.CopyAsync(register, Copy);
                var (peak, seconds) = await Child.RunAsync(ground, Name, Copy);
                report.Line($"  peak memory of a process that only runs the month: {peak:0} MB ({seconds:0.0} s with its own start)");
                peaks.Add(peak);
            }
        }

        if (peaks is [var small, var large])
        {
            report.AtMost("memory of the large run against the small one", large / small, 1.25, "×");
        }

        await ground.DropAsync(Copy);
    }

    /// <summary>
    /// What each rule costs: all its subjects judged once more, with the facts read and what they share worked out. The least of
    /// three times.
    /// </summary>
    private static async Task CostAsync(IServiceProvider services, Report report)
    {
        var (rules, month) = (services.GetRequiredService<RuleBook>(), Month.Of(Demo.Today));
        var (parameters, judged) = (services.GetRequiredService<PlanPack>().Parameters.At(month), rules.All.Where(rule => rule.InForce(month)).ToList());
        var facts = new List<Facts>();
        await using (var register = await services.GetRequiredService<IFactSource>().TakeAsync(default))
        {
            foreach (var part in await register.PartsAsync(PartSize, [.. judged.Select(rule => rule.Subject).Distinct()], default))
            {
                await register.ReadAsync(
                    part,
                    month,
                    Demo.Today,
                    one =>
                    {
                        facts.Add(one);
                        facts.AddRange(one.Parts);
                    },
                    default);
            }
        }

        var subjects = facts.ToLookup(one => one.Kind);
        var costs = judged.Select(rule => (rule.Code, Subjects: subjects[rule.Subject].ToList(), Rule: rule))
            .Select(x => (x.Code, x.Subjects.Count, Milliseconds: Enumerable.Range(0, 4).Min(round => Once(x.Rule, x.Subjects, round))))
            .OrderByDescending(x => x.Milliseconds).ToList();
        report.Line($"  {costs.Count} rules, {costs.Sum(x => x.Milliseconds):0} ms on one core, {costs.Average(x => x.Milliseconds):0.0} ms a rule; each, dearest first:");
        foreach (var (code, count, milliseconds) in costs)
        {
            report.Line($"    {code,-16}{count,9:N0} subjects{milliseconds,9:0.00} ms{milliseconds * 1000 / Math.Max(1, count),8:0.00} µs each");
        }

        double Once(Rule rule, List<Facts> all, int round)
        {
            var start = System.Diagnostics.Stopwatch.GetTimestamp();
            foreach (var one in all)
            {
                rule.JudgeAny(one, month, parameters);
            }

            return round == 0 ? double.MaxValue : System.Diagnostics.Stopwatch.GetElapsedTime(start).TotalMilliseconds;
        }
    }

    /// <summary>In a process of its own.</summary>
    public static async Task OnceAsync(Ground ground, string register)
    {
        await using var services = AnjuHost.Engines(new HostSettings(ground.DataOf(register), ground.Address(register), Today: Demo.Today));
        await RunOnceAsync(services);
    }

    private static ServiceProvider Engines(Ground ground) =>
        AnjuHost.Engines(new HostSettings(ground.DataOf(Copy), ground.Address(Copy), Today: Demo.Today));

    private static async Task RunOnceAsync(IServiceProvider services)
    {
        var run = await services.GetRequiredService<RunMonth>().RunAsync(Month.Of(Demo.Today), Demo.Today, "测速", null, default);
        if (run.Refusal is { } refusal)
        {
            throw new InvalidOperationException(refusal.Message);
        }
    }

    private static async Task ReadAsync(
        IServiceProvider services, Databases databases, Func<AnjuDb, FactStream?, FactPart, Task> read)
    {
        FactStream?[] streams = [null, .. Product.Modules.Create<FactStream>()];
        await using var register = await services.GetRequiredService<IFactSource>().TakeAsync(default);
        var parts = await register.PartsAsync(PartSize, [SubjectKind.Household], default);
        await Parallel.ForEachAsync(
            parts,
            new ParallelOptions { MaxDegreeOfParallelism = Environment.ProcessorCount },
            async (part, _) =>
            {
                await using var db = databases.Open(Actor.System);
                foreach (var stream in streams)
                {
                    await read(db, stream, part);
                }
            });
    }

    private static async Task PlainAsync(AnjuDb db, FactStream? stream, FactPart part)
    {
        var shape = Shape.Of(db, stream?.Type ?? typeof(Household));
        var (where, values) = Within(stream, part);
        var sql = $"SELECT {shape.ColumnList} FROM \"{shape.Table}\" WHERE {where} ORDER BY \"{(stream is null ? "id" : "household_id")}\"";
        await using var command = await BulkRead.CommandAsync(db, sql, values, default);
        await using var reader = await command.ExecuteReaderAsync();
        var cells = new object[reader.FieldCount];
        while (reader.Read())
        {
            reader.GetValues(cells);
        }
    }

    private static async Task OwnAsync(AnjuDb db, FactStream? stream, FactPart part)
    {
        if (stream is not null)
        {
            var (range, bounds) = RegisterFacts.Range(part, "household_id");
            await using var cursor = await stream.OpenAsync(db, range, bounds, Month.Of(Demo.Today), default);
            cursor.Of(Guid.AllBitsSet); // behind the last row: all are read on the way
            return;
        }

        var (where, values) = Within(stream, part);
        await using var households = await BulkRead.OpenAsync<Household>(db, where, "\"id\"", values, default);
        while (households.Next() is not null)
        {
        }
    }

    private static (string Where, object[] Values) Within(FactStream? stream, FactPart part)
    {
        var (range, bounds) = RegisterFacts.Range(part, stream is null ? "id" : "household_id");
        return stream is not null
            ? stream.Within(range, bounds, Month.Of(Demo.Today))
            : (range.Replace("{0}", "@p0", StringComparison.Ordinal).Replace("{1}", bounds.Length > 1 ? "@p1" : "@p0", StringComparison.Ordinal), bounds);
    }
}
