using System.Diagnostics;

namespace Anju.Tests.Commands;

/// <summary>The built program as somebody runs it: a process of its own, its exit code and what it says.</summary>
internal static class TypedCommand
{
    private static readonly string Program = Path.Combine(AppContext.BaseDirectory, OperatingSystem.IsWindows() ? "Anju.Web.exe" : "Anju.Web");

    /// <param name="where">Folder or server of the data, as options.</param>
    public static async Task<(int Code, string Output, string Error)> RunAsync(IEnumerable<string> where, params string[] words)
    {
        using var process = Start(where, words);
        var (output, error) = (process.StandardOutput.ReadToEndAsync(), process.StandardError.ReadToEndAsync());
        await process.WaitForExitAsync(TestContext.Current.CancellationToken);
        return (process.ExitCode, await output, await error);
    }

    /// <summary>
    /// Told to stop as soon as it has said something. By the signal that services are ended with: a shell starts what it runs
    /// in the background deaf to that of Ctrl+C, and so all that is started from there.
    /// </summary>
    public static async Task<(int Code, string Error)> StoppedAsync(IEnumerable<string> where, params string[] words)
    {
        using var process = Start(where, words);
        var first = new char[1];
        await process.StandardError.ReadAsync(first, TestContext.Current.CancellationToken);
        using var kill = Process.Start("kill", ["-TERM", process.Id.ToString()]);
        var rest = await process.StandardError.ReadToEndAsync(TestContext.Current.CancellationToken);
        await process.WaitForExitAsync(TestContext.Current.CancellationToken);
        return (process.ExitCode, new string(first) + rest);
    }

    private static Process Start(IEnumerable<string> where, string[] words)
    {
        var start = new ProcessStartInfo(Program, [.. words, .. where]) { RedirectStandardOutput = true, RedirectStandardError = true };
        start.Environment.Remove("ANJU_DB");
        start.Environment.Remove("ASPNETCORE_ENVIRONMENT");
        return Process.Start(start)!;
    }

    public static IReadOnlyList<string> In(TestDatabase database) =>
        database.Address.IsSqlite ? ["--data", database.Folder] : ["--data", database.Folder, "--db", database.Address.Connection];
}
