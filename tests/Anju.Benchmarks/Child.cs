using System.Diagnostics;
using System.Globalization;

namespace Anju.Benchmarks;

/// <summary>One piece of work in a process that does nothing else, so that its peak memory is its own.</summary>
internal static class Child
{
    public const string Word = "child";

    /// <returns>Peak of the working set, in megabytes, and the seconds of the work without the start of the process.</returns>
    public static async Task<(double Peak, double Seconds)> RunAsync(Ground ground, params string[] work)
    {
        using var child = Process.Start(new ProcessStartInfo("dotnet", [typeof(Child).Assembly.Location, Word, ground.Folder, ground.Server ?? "", .. work]) { RedirectStandardOutput = true })!;
        var said = await child.StandardOutput.ReadToEndAsync();
        await child.WaitForExitAsync();
        if (child.ExitCode != 0)
        {
            throw new InvalidOperationException($"{string.Join(' ', work)} ended with {child.ExitCode}.");
        }

        var numbers = said.Split(' ').Select(text => double.Parse(text, CultureInfo.InvariantCulture)).ToList();
        return (numbers[0], numbers[1]);
    }

    public static async Task<int> WorkAsync(Ground ground, string[] work)
    {
        var begun = Stopwatch.GetTimestamp();
        await (work switch
        {
            [ImportBenchmark.Name, var register, var workbook] => ImportBenchmark.OnceAsync(ground, register, workbook),
            [MonthBenchmark.Name, var register] => MonthBenchmark.OnceAsync(ground, register),
            _ => throw new ArgumentException(string.Join(' ', work)),
        });
        using var self = Process.GetCurrentProcess();
        Console.Write($"{self.PeakWorkingSet64 / (1024.0 * 1024):0.0} {Stopwatch.GetElapsedTime(begun).TotalSeconds:0.000}");
        return 0;
    }
}
