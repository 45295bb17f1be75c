using System.Diagnostics;

namespace Anju.Benchmarks;

/// <summary>What one piece of work took, time after time, in seconds. The machine is shared: the least is the truest.</summary>
internal sealed class Measured
{
    private readonly List<(double Wall, double Processor, double Pause)> runs = [];

    public double Wall => runs.Min(run => run.Wall);

    public double Processor => runs.Min(run => run.Processor);

    /// <summary>How long all threads stood still for the collector of garbage.</summary>
    public double Pause => runs.Min(run => run.Pause);

    public double Median => runs.Select(run => run.Wall).Order().ElementAt(runs.Count / 2);

    /// <summary>Cores kept busy in the quickest run.</summary>
    public double Cores => runs.MinBy(run => run.Wall) is var best ? best.Processor / best.Wall : 0;

    public string InWords => $"{Wall:0.00} s (median {Median:0.00}), processor {Processor:0.00} s, stood still for garbage {Pause:0.00} s";

    public async Task RunAsync(Ground ground, Func<Task> work)
    {
        GC.Collect();
        GC.WaitForPendingFinalizers();
        var (before, still, start) = (await ground.ProcessorAsync(), GC.GetTotalPauseDuration(), Stopwatch.GetTimestamp());
        await work();
        var took = Stopwatch.GetElapsedTime(start);
        runs.Add((took.TotalSeconds, (await ground.ProcessorAsync() - before).TotalSeconds, (GC.GetTotalPauseDuration() - still).TotalSeconds));
    }
}

/// <summary>Says each figure beside its floor and its target.</summary>
internal sealed class Report(TextWriter output)
{
    public bool AllMet { get; private set; } = true;

    public void Title(string title) => output.WriteLine($"\n{title}");

    public void Line(string text) => output.WriteLine("  " + text);

    /// <summary>A figure that may be at most so many times its floor, by the clock; the processor's ratio stands beside it.</summary>
    /// <param name="atMost">Null where no ratio is asked for.</param>
    public void Ratio(string name, Measured subject, Measured floor, double? atMost)
    {
        Line($"{name}: {subject.InWords}");
        Line($"  floor: {floor.InWords}");
        var (ratio, beside) = (subject.Wall / floor.Wall, $"by processor time {subject.Processor / floor.Processor:0.00}×");
        if (atMost is { } target)
        {
            AtMost("  ratio", ratio, target, "×", beside);
        }
        else
        {
            Line($"  ratio: {ratio:0.00} × ({beside})");
        }
    }

    public void AtMost(string name, double value, double target, string unit, string beside = "") =>
        Judge(name, value, value <= target, $"at most {target:0.##} {unit}", unit, beside);

    public void AtLeast(string name, double value, double target, string unit, string beside = "") =>
        Judge(name, value, value >= target, $"at least {target:0.##} {unit}", unit, beside);

    private void Judge(string name, double value, bool met, string target, string unit, string beside)
    {
        AllMet &= met;
        Line($"{name}: {value:0.##} {unit}, target {target}: {(met ? "met" : "MISSED")}{(beside.Length == 0 ? "" : $" ({beside})")}");
    }
}
