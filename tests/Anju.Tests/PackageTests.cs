using System.Text.Json;
using System.Text.RegularExpressions;
using System.Xml.Linq;

namespace Anju.Tests;

/// <summary>What comes from elsewhere is exactly what is written down, and nothing of it is known to be bad (requirement G1).</summary>
public sealed class PackageTests
{
    private static readonly string Root = ModuleGraphTests.Root();

    private static IEnumerable<string> Projects => new[] { "src", "tests" }.SelectMany(folder => Directory.EnumerateFiles(Path.Combine(Root, folder), "*.csproj", SearchOption.AllDirectories));

    [Fact]
    public void Every_version_is_exact_and_stands_in_one_place()
    {
        var versions = XDocument.Load(Path.Combine(Root, "Directory.Packages.props")).Descendants("PackageVersion").Select(one => (Name: one.Attribute("Include")!.Value, Version: one.Attribute("Version")!.Value)).ToList();

        Assert.True(versions.Count > 15);
        Assert.All(versions, one => Assert.Matches(@"^[0-9]+(\.[0-9]+){1,3}$", one.Version));
        Assert.All(Projects, project => Assert.DoesNotMatch("PackageReference[^>]*Version=", File.ReadAllText(project)));
    }

    [Fact]
    public void Every_project_is_locked_and_the_run_of_all_tests_keeps_to_it()
    {
        Assert.NotEmpty(Projects);
        Assert.All(Projects, project => Assert.NotEmpty(Locked(Path.Combine(Path.GetDirectoryName(project)!, "packages.lock.json"))));
        Assert.Contains("RestoreLockedMode=true", File.ReadAllText(Path.Combine(Root, "test")), StringComparison.Ordinal);
    }

    [Fact]
    public void Nothing_that_is_known_to_be_bad_comes_in_by_any_way()
    {
        var denied = File.ReadLines(Path.Combine(Root, "denied-packages.txt")).Where(line => line.Length > 0 && line[0] != '#').Select(line => line.Split(' ', 3))
            .ToDictionary(words => words[0], words => Version.Parse(words[1]), StringComparer.OrdinalIgnoreCase);
        var locked = Projects.SelectMany(project => Locked(Path.Combine(Path.GetDirectoryName(project)!, "packages.lock.json"))).Distinct().ToList();

        Assert.True(denied.Count >= 10 && locked.Count > 60, $"{denied.Count} denied, {locked.Count} locked");
        Assert.DoesNotContain(locked, one => IsDenied(denied, one.Name, one.Version));
        Assert.True(IsDenied(denied, "newtonsoft.json", "12.0.1"));
    }

    private static bool IsDenied(Dictionary<string, Version> denied, string name, string version) =>
        denied.TryGetValue(name, out var good) && Version.Parse(Regex.Match(version, @"^[0-9]+(\.[0-9]+){1,3}").Value) < good;

    private static List<(string Name, string Version)> Locked(string file)
    {
        using var read = JsonDocument.Parse(File.ReadAllText(file));
        return [.. read.RootElement.GetProperty("dependencies").EnumerateObject().SelectMany(framework => framework.Value.EnumerateObject())
            .Where(package => package.Value.GetProperty("type").GetString() != "Project").Select(package => (package.Name, package.Value.GetProperty("resolved").GetString()!))];
    }
}
