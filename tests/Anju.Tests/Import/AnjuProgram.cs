using System.Diagnostics;

namespace Anju.Tests.Import;

/// <summary>The built program as a process of its own, on a test's database.</summary>
internal static class AnjuProgram
{
    private static readonly string File = Path.Combine(AppContext.BaseDirectory, OperatingSystem.IsWindows() ? "Anju.Web.exe" : "Anju.Web");

    public static Process Start(TestDatabase database, params string[] arguments) => Start(database, new Dictionary<string, string>(), arguments);

    /// <param name="environment">Besides what this process has.</param>
    public static Process Start(TestDatabase database, IReadOnlyDictionary<string, string> environment, params string[] arguments)
    {
        var start = new ProcessStartInfo(File, [.. arguments, "--data", database.Folder]) { RedirectStandardOutput = true, RedirectStandardError = true };
        start.Environment.Remove("ANJU_DB");
        if (!database.Address.IsSqlite)
        {
            start.Environment["ANJU_DB"] = database.Address.Connection;
        }

        foreach (var (name, value) in environment)
        {
            start.Environment[name] = value;
        }

        return Process.Start(start)!;
    }

    /// <summary>Runs a command to its end.</summary>
    public static async Task<(int Code, string Output, string Error)> RunAsync(TestDatabase database, params string[] arguments)
    {
        using var process = Start(database, arguments);
        var (output, error) = (process.StandardOutput.ReadToEndAsync(), process.StandardError.ReadToEndAsync());
        await process.WaitForExitAsync(TestContext.Current.CancellationToken);
        return (process.ExitCode, await output, await error);
    }
}
