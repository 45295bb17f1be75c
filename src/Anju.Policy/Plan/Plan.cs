using System.Text.Json;

namespace Anju.Policy;

/// <summary>
/// The plan the city runs: its text cut into measures and obligations. Rules cite it before any plan is loaded —
/// <c>Plan.Measure(3).Says("…")</c> — and read it through the indexer: <c>pack.Plan[rule.Clause.Article].Title</c>.
/// </summary>
public sealed record Plan
{
    /// <summary><c>郴政办发〔2022〕14号</c></summary>
    public required string Number { get; init; }

    public required string Title { get; init; }

    public required string Issuer { get; init; }

    public required DateOnly IssuedOn { get; init; }

    public required int FirstYear { get; init; }

    public required int LastYear { get; init; }

    /// <summary>After this day rules still judge, under a banner that the plan period has ended [A43].</summary>
    public required DateOnly EndsOn { get; init; }

    /// <summary>The overall goal in the plan's words.</summary>
    public required string Goal { get; init; }

    public required string Preamble { get; init; }

    public required string Principles { get; init; }

    public required IReadOnlyList<Chapter> Chapters { get; init; }

    /// <summary>Measures 1 to 22, in order.</summary>
    public required IReadOnlyList<Measure> Measures { get; init; }

    /// <summary>Work requirements 1 to 3, in order.</summary>
    public required IReadOnlyList<Measure> Requirements { get; init; }

    /// <summary>Measures first, then work requirements.</summary>
    public IEnumerable<Measure> Articles => Measures.Concat(Requirements);

    public IEnumerable<Obligation> Obligations => Articles.SelectMany(article => article.Obligations);

    /// <exception cref="InvalidOperationException">The plan has no such article.</exception>
    public Measure this[Article article] =>
        (article.IsRequirement ? Requirements : Measures).ElementAtOrDefault(article.Number - 1)
        ?? throw new InvalidOperationException($"{Number} has no {article.Code}");

    public static Article Measure(int number) => new(IsRequirement: false, number);

    public static Article Requirement(int number) => new(IsRequirement: true, number);

    internal static Plan From(JsonElement file) => new()
    {
        Number = file.Text("number"),
        Title = file.Text("title"),
        Issuer = file.Text("issuer"),
        IssuedOn = file.Date("issuedOn"),
        FirstYear = file.Number("firstYear"),
        LastYear = file.Number("lastYear"),
        EndsOn = file.Date("endsOn"),
        Goal = file.Text("goal"),
        Preamble = file.Text("preamble"),
        Principles = file.Text("principles"),
        Chapters = file.All("chapters", x => new Chapter(x.Number("number"), x.Text("mark"), x.Text("title"))),
        Measures = file.All("measures", x => Policy.Measure.From(x, Measure(x.Number("number")))),
        Requirements = file.All("requirements", x => Policy.Measure.From(x, Requirement(x.Number("number")))),
    };
}

/// <summary>One of the five chapters, as <c>(一) 促进更充分更稳定就业</c>.</summary>
public sealed record Chapter(int Number, string Mark, string Title);

/// <summary>A measure of the plan, or a work requirement, which has the same shape but no chapter.</summary>
public sealed record Measure
{
    private readonly string _compact = "";

    public required Article Article { get; init; }

    public int Number => Article.Number;

    public required string Title { get; init; }

    /// <summary>1 to 5; null for a work requirement.</summary>
    public int? Chapter { get; init; }

    /// <summary>A passage of the plan, from the number to the closing bracket of the responsible departments.</summary>
    public required string Text
    {
        get;
        init
        {
            field = value;
            _compact = Compact(value);
        }
    }

    /// <summary>In the order of the plan. Every county government is responsible besides, named or not.</summary>
    public required IReadOnlyList<DepartmentId> Departments { get; init; }

    /// <summary>The first listed department leads [A36].</summary>
    public DepartmentId Lead => Departments[0];

    public required IReadOnlyList<Obligation> Obligations { get; init; }

    public bool Contains(string quotation) =>
        Compact(quotation) is { Length: > 0 } words && _compact.Contains(words, StringComparison.Ordinal);

    /// <exception cref="InvalidOperationException">The measure does not say so.</exception>
    public Clause Says(string quotation) =>
        Contains(quotation)
            ? new(Article, quotation)
            : throw new InvalidOperationException($"{Article.Code} {Title} does not say: {quotation}");

    internal static string Compact(string text) => string.Concat(text.Where(c => !char.IsWhiteSpace(c)));

    internal static Measure From(JsonElement file, Article article) => new()
    {
        Article = article,
        Title = file.Text("title"),
        Chapter = file.FindNumber("chapter"),
        Text = file.Text("text"),
        Departments = file.Departments("departments"),
        Obligations = file.All("obligations", x => Obligation.From(x, article)),
    };
}

/// <summary>One duty within a measure, <c>M03-3</c>.</summary>
public sealed record Obligation
{
    public required string Id { get; init; }

    public required Article Article { get; init; }

    public required Strength Strength { get; init; }

    /// <summary>Where a permission or a support carries conditions that bind more strongly, how strongly they bind.</summary>
    public Strength? Conditions { get; init; }

    /// <summary>The plan's words; a part of the measure's text.</summary>
    public required string Quotation { get; init; }

    /// <summary>The duty in a short phrase.</summary>
    public required string Duty { get; init; }

    /// <summary>The number or list the text gives, as written for people; null when it gives none.</summary>
    public string? Figure { get; init; }

    /// <summary>Allocated departments; empty when the whole list of the measure answers for it.</summary>
    public required IReadOnlyList<DepartmentId> Departments { get; init; }

    internal static Obligation From(JsonElement file, Article article) => new()
    {
        Id = file.Text("id"),
        Article = article,
        Strength = Strengths.Parse(file.Text("strength")),
        Conditions = file.FindText("conditions") is { } letter ? Strengths.Parse(letter) : null,
        Quotation = file.Text("quotation"),
        Duty = file.Text("duty"),
        Figure = file.FindText("figure"),
        Departments = file.Departments("departments"),
    };
}
