using Anju.Kernel;

namespace Anju.Access;

/// <summary>One check and how it came out.</summary>
public sealed record CheckLine(string Title, TieOutResult Result);

/// <summary>Checks both chains and what was anchored of them, now, for the audit administrator.</summary>
public sealed class AuditChecks(Databases databases, Modules modules, SecurityLog log)
{
    private static readonly string[] Asked = ["journal", "security", "anchors", "rows"];

    public async Task<IReadOnlyList<CheckLine>> RunAsync(Actor actor, CancellationToken cancellation)
    {
        var lines = new List<CheckLine>();
        foreach (var check in modules.Create<TieOut>().Where(check => Asked.Contains(check.Code)).OrderBy(check => Array.IndexOf(Asked, check.Code)))
        {
            await using var db = databases.Open(Actor.System);
            lines.Add(new(check.Title, await check.CheckAsync(db, cancellation)));
        }

        var wrong = lines.Where(line => !line.Result.Holds).ToList();
        await log.WriteAsync(
            new()
            {
                Kind = SecurityEventKind.Verified,
                Succeeded = wrong.Count == 0,
                Subject = "chains",
                Detail = wrong.Count == 0 ? "日志完整" : string.Join('；', wrong.SelectMany(line => line.Result.Wrong)),
            },
            actor,
            CancellationToken.None);
        return lines;
    }
}
