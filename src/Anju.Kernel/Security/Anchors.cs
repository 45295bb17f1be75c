using System.Text;
using Microsoft.EntityFrameworkCore;

namespace Anju.Kernel;

/// <summary>Writes the ends of the chains into a file outside the database, a line at a time.</summary>
public sealed class Anchors(Databases databases, TimeProvider clock) : IDisposable
{
    /// <summary>The only file that is written in the folder; lines are only added to it.</summary>
    public const string FileName = "anju-anchors.txt";

    private readonly SemaphoreSlim turn = new(1);

    /// <summary>How far the chains have come.</summary>
    public async Task<Anchor> NowAsync(CancellationToken cancellation)
    {
        await using var db = databases.Open(Actor.System);
        var journal = await db.Set<JournalHead>().AsNoTracking().SingleAsync(cancellation);
        var security = await db.Set<SecurityHead>().AsNoTracking().SingleAsync(cancellation);
        return new(clock.GetUtcNow().UtcDateTime, new(journal.Sequence, journal.Hash), new(security.Sequence, security.Hash));
    }

    /// <summary>The folder; null while none is named.</summary>
    public async Task<string?> FolderAsync(CancellationToken cancellation)
    {
        await using var db = databases.Open(Actor.System);
        return await db.Set<AnchorSetting>().Select(setting => setting.Folder).SingleAsync(cancellation);
    }

    /// <summary>Names the folder and drops the first anchor there; refused when that cannot be done.</summary>
    public async Task<Result> UseAsync(string folder, CancellationToken cancellation)
    {
        if (!Path.IsPathFullyQualified(folder) || !Directory.Exists(folder))
        {
            return new Refusal("FOLDER", "请填写服务器上已有文件夹的完整路径，例如 /mnt/audit（最好在另一台机器上）。", "folder");
        }

        try
        {
            await DropAsync(folder, cancellation);
        }
        catch (Exception problem) when (problem is IOException or UnauthorizedAccessException)
        {
            return new Refusal("FOLDER", "这个文件夹不能写入。请检查权限，或换一个文件夹。", "folder");
        }

        await using var db = databases.Open(Actor.System);
        await db.Set<AnchorSetting>().ExecuteUpdateAsync(set => set.SetProperty(setting => setting.Folder, folder), cancellation);
        return Result.Ok;
    }

    /// <summary>Adds a line when a folder is named; null otherwise.</summary>
    public async Task<Anchor?> DropAsync(CancellationToken cancellation) =>
        await FolderAsync(cancellation) is { } folder ? await DropAsync(folder, cancellation) : null;

    /// <summary>Lines of the file, the newest last; empty when there is none.</summary>
    public static async Task<IReadOnlyList<string>> LinesAsync(string folder, CancellationToken cancellation) =>
        Path.Combine(folder, FileName) is var path && File.Exists(path) ? [.. (await File.ReadAllLinesAsync(path, cancellation)).Where(line => line.Length > 0)] : [];

    public void Dispose() => turn.Dispose();

    private async Task<Anchor> DropAsync(string folder, CancellationToken cancellation)
    {
        await turn.WaitAsync(cancellation);
        try
        {
            var anchor = await NowAsync(cancellation);
            await using var file = new FileStream(Path.Combine(folder, FileName), FileMode.Append, FileAccess.Write, FileShare.Read);
            await file.WriteAsync(Encoding.ASCII.GetBytes(anchor.Signed(databases.Keys) + "\n"), cancellation);
            file.Flush(flushToDisk: true);
            return anchor;
        }
        finally
        {
            turn.Release();
        }
    }
}
