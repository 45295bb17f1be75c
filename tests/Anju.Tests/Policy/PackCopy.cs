using Anju.Policy;

namespace Anju.Tests.Policy;

/// <summary>A copy of the plan pack in a folder of its own, to spoil.</summary>
internal sealed class PackCopy : IDisposable
{
    public PackCopy()
    {
        foreach (var file in Directory.EnumerateFiles(PlanPack.DefaultFolder, "*", SearchOption.AllDirectories))
        {
            var target = Path.Combine(Folder, Path.GetRelativePath(PlanPack.DefaultFolder, file));
            Directory.CreateDirectory(Path.GetDirectoryName(target)!);
            File.Copy(file, target);
        }
    }

    public string Folder { get; } = Path.Combine(Path.GetTempPath(), $"anju-pack-{Guid.CreateVersion7():N}");

    public void Replace(string file, string from, string to)
    {
        var path = Path.Combine(Folder, file);
        var text = File.ReadAllText(path);
        Assert.Contains(from, text, StringComparison.Ordinal);
        File.WriteAllText(path, text.Replace(from, to, StringComparison.Ordinal));
    }

    public void Dispose() => Directory.Delete(Folder, recursive: true);
}
