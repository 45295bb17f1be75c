using System.Xml.Linq;

namespace Anju.Tests;

/// <summary>
/// Which project may see which (docs/architecture.md): Kernel ← Ui ← ledgers, policy and access ← workflows ← Register ← chapters ← Demo and
/// migrations ← Web. Within a layer nobody sees anybody.
/// </summary>
public sealed class ModuleGraphTests
{
    private static readonly string[][] Layers =
    [
        ["Anju.Kernel"],
        ["Anju.Ui"],
        ["Anju.Ledgers", "Anju.Policy", "Anju.Access"],
        ["Anju.Workflows"],
        ["Anju.Register"],
        ["Anju.Employment", "Anju.Industry", "Anju.Community", "Anju.Services", "Anju.Assurance", "Anju.Exchange", "Anju.Field"],
        ["Anju.Demo", "Anju.Migrations.Sqlite", "Anju.Migrations.Postgres"],
        ["Anju.Web"],
    ];

    private static readonly Lazy<IReadOnlyDictionary<string, string[]>> References = new(() =>
        Directory.EnumerateFiles(Path.Combine(Root(), "src"), "*.csproj", SearchOption.AllDirectories).ToDictionary(
            file => Path.GetFileNameWithoutExtension(file),
            file => XDocument.Load(file).Descendants("ProjectReference")
                .Select(reference => Path.GetFileNameWithoutExtension(reference.Attribute("Include")!.Value.Replace('\\', '/'))).ToArray()));

    public static TheoryData<string> Projects => [.. References.Value.Keys.Order(StringComparer.Ordinal)];

    [Theory]
    [MemberData(nameof(Projects))]
    public void A_project_sees_only_layers_below_its_own(string project)
    {
        var layer = LayerOf(project);
        Assert.True(layer >= 0, $"{project} stands in no layer: give it its place here and in docs/architecture.md");
        Assert.All(References.Value[project], other => Assert.True(LayerOf(other) is >= 0 and var below && below < layer, $"{project} may not see {other}"));
    }

    [Fact]
    public void The_projects_of_the_tree_are_the_ones_of_the_solution()
    {
        var solution = XDocument.Load(Path.Combine(Root(), "Anju.slnx")).Descendants("Project").Select(x => x.Attribute("Path")!.Value.Replace('\\', '/'));
        Assert.Equal(References.Value.Keys.Order(StringComparer.Ordinal),
            solution.Where(path => path.StartsWith("src/", StringComparison.Ordinal)).Select(path => Path.GetFileNameWithoutExtension(path)).Order(StringComparer.Ordinal));
    }

    private static int LayerOf(string project) => Array.FindIndex(Layers, layer => layer.Contains(project));

    internal static string Root()
    {
        for (var folder = new DirectoryInfo(AppContext.BaseDirectory); folder is not null; folder = folder.Parent)
        {
            if (File.Exists(Path.Combine(folder.FullName, "Anju.slnx")))
            {
                return folder.FullName;
            }
        }

        throw new InvalidOperationException("The tests run outside the source tree.");
    }
}
