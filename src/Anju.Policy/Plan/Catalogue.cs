using System.Collections;
using System.Text.Json;

namespace Anju.Policy;

/// <summary>What a rule, an indicator and a worklist have in common in the pack: a code and the article it serves.</summary>
public interface ICatalogued
{
    string Code { get; }

    Article Article { get; }
}

/// <summary>
/// A rule the plan calls for, built or not. It is in force when a rule class with its code exists, known at run time only.
/// </summary>
public sealed record CataloguedRule : ICatalogued
{
    /// <summary><c>R-M03-3</c></summary>
    public required string Code { get; init; }

    public required Article Article { get; init; }

    /// <summary>Ids of the obligations it judges, <c>M03-3</c>.</summary>
    public required IReadOnlyList<string> Obligations { get; init; }

    /// <summary>What one verdict is about, <c>household</c>.</summary>
    public required string Subject { get; init; }

    /// <summary><c>搬迁户</c></summary>
    public required string SubjectName { get; init; }

    public required string Title { get; init; }

    public required Strength Strength { get; init; }

    /// <summary>How it is judged, in a line.</summary>
    public required string Judges { get; init; }

    public required IReadOnlyList<string> Assumptions { get; init; }

    /// <summary>The specification spells out no test for the obligation; <see cref="Judges"/> is our own line.</summary>
    public required bool IsDerived { get; init; }

    internal static IReadOnlyList<CataloguedRule> All(JsonElement file)
    {
        var subjects = file.GetProperty("subjects").EnumerateObject().ToDictionary(x => x.Name, x => x.Value.GetString() ?? "");
        return file.All("rules", x => From(x, subjects));
    }

    private static CataloguedRule From(JsonElement file, Dictionary<string, string> subjects) => new()
    {
        Code = file.Text("code"),
        Article = Article.Parse(file.Text("article")),
        Obligations = file.Texts("obligations"),
        Subject = file.Text("subject"),
        SubjectName = subjects[file.Text("subject")],
        Title = file.Text("title"),
        Strength = Strengths.Parse(file.Text("strength")),
        Judges = file.Text("judges"),
        Assumptions = file.Texts("assumptions"),
        IsDerived = file.Flag("derived", otherwise: false),
    };
}

/// <summary>A figure the plan is followed by.</summary>
public sealed record CataloguedIndicator : ICatalogued
{
    /// <summary><c>I-M03-2</c></summary>
    public required string Code { get; init; }

    public required Article Article { get; init; }

    public required string Name { get; init; }

    /// <summary>Divided by 、 where the indicator has several figures.</summary>
    public required string Unit { get; init; }

    public required string Formula { get; init; }

    /// <summary>Codes of the rules whose verdicts it counts; empty when it counts records.</summary>
    public required IReadOnlyList<string> Rules { get; init; }

    internal static CataloguedIndicator From(JsonElement file) => new()
    {
        Code = file.Text("code"),
        Article = Article.Parse(file.Text("article")),
        Name = file.Text("name"),
        Unit = file.Text("unit"),
        Formula = file.Text("formula"),
        Rules = file.Texts("rules"),
    };
}

/// <summary>Work that follows from a verdict or a record.</summary>
public sealed record CataloguedWorklist : ICatalogued
{
    /// <summary><c>W-M03-2</c></summary>
    public required string Code { get; init; }

    public required Article Article { get; init; }

    public required string Title { get; init; }

    /// <summary>Who does the work, in the words of the office.</summary>
    public required string Handler { get; init; }

    public required DepartmentId Lead { get; init; }

    public required IReadOnlyList<DepartmentId> Cooperating { get; init; }

    /// <summary>Whether the city's departments answer for it; otherwise those of the county.</summary>
    public required bool IsOfTheCity { get; init; }

    /// <summary>Calendar days to do it; null when the date follows from the rule.</summary>
    public int? Days { get; init; }

    /// <summary>When it is raised, where that is not at once.</summary>
    public string? Raised { get; init; }

    public required IReadOnlyList<string> Rules { get; init; }

    internal static CataloguedWorklist From(JsonElement file) => new()
    {
        Code = file.Text("code"),
        Article = Article.Parse(file.Text("article")),
        Title = file.Text("title"),
        Handler = file.Text("handler"),
        Lead = new(file.Text("lead")),
        Cooperating = file.Departments("cooperating"),
        IsOfTheCity = file.Text("level") == "city",
        Days = file.FindNumber("days"),
        Raised = file.FindText("raised"),
        Rules = file.Texts("rules"),
    };
}

/// <summary>All rules, indicators or worklists of a pack, in the order of the plan.</summary>
public sealed class Catalogue<T> : IReadOnlyList<T>
    where T : ICatalogued
{
    private readonly IReadOnlyList<T> _all;
    private readonly Dictionary<string, T> _byCode;
    private readonly ILookup<Article, T> _byArticle;

    internal Catalogue(IReadOnlyList<T> all) =>
        (_all, _byCode, _byArticle) = (all, all.ToDictionary(x => x.Code), all.ToLookup(x => x.Article));

    public int Count => _all.Count;

    public T this[int index] => _all[index];

    /// <exception cref="KeyNotFoundException">The pack has no such code.</exception>
    public T this[string code] =>
        _byCode.TryGetValue(code, out var found) ? found : throw new KeyNotFoundException($"Not in the plan pack: {code}");

    public bool Has(string code) => _byCode.ContainsKey(code);

    public IEnumerable<T> Of(Article article) => _byArticle[article];

    public IEnumerator<T> GetEnumerator() => _all.GetEnumerator();

    IEnumerator IEnumerable.GetEnumerator() => GetEnumerator();
}
