using Anju.Kernel;

namespace Anju.Policy;

/// <summary>A reading of the plan, or a number of our own, that no published source gives: A01 to A62.</summary>
public sealed record Assumption(string Id, string Text, string Basis);

/// <summary>
/// One folder of plans/: all that a city's plan brings as data. Read once at start-up, never changed. Another city, or a
/// successor plan, is another folder.
/// </summary>
public sealed record PlanPack
{
    public required string Folder { get; init; }

    public required Plan Plan { get; init; }

    public required Departments Departments { get; init; }

    public required ParameterTable Parameters { get; init; }

    public required IReadOnlyList<Assumption> Assumptions { get; init; }

    public required Catalogue<CataloguedRule> Rules { get; init; }

    public required Catalogue<CataloguedIndicator> Indicators { get; init; }

    public required Catalogue<CataloguedWorklist> Worklists { get; init; }

    public required Divisions Divisions { get; init; }

    public required CodeSets Codes { get; init; }

    /// <summary>Working days by the yearly notices.</summary>
    public required WorkingCalendar Holidays { get; init; }

    public static string DefaultFolder => Path.Combine(AppContext.BaseDirectory, "plans", "chenzhou-2022");

    /// <summary>Outlines of the counties, GeoJSON.</summary>
    public string MapFile => Path.Combine(Folder, "chenzhou.geojson");

    /// <inheritdoc cref="Load(string)"/>
    public static PlanPack Load() => Load(DefaultFolder);

    /// <exception cref="InvalidDataException">A file is missing, does not read or contradicts another.</exception>
    public static PlanPack Load(string folder)
    {
        var pack = new PlanPack
        {
            Folder = folder,
            Plan = PackFile.Json(folder, "plan.json", Plan.From),
            Departments = new(PackFile.Json(folder, "departments.json", x => x.All("departments", Department.From))),
            Parameters = new(PackFile.Json(folder, "parameters.json", x => x.All("parameters", Parameter.From))),
            Assumptions = PackFile.Json(folder, "assumptions.json",
                x => x.All("assumptions", y => new Assumption(y.Text("id"), y.Text("text"), y.Text("basis")))),
            Rules = new(PackFile.Json(folder, "rules.json", CataloguedRule.All)),
            Indicators = new(PackFile.Json(folder, "indicators.json", x => x.All("indicators", CataloguedIndicator.From))),
            Worklists = new(PackFile.Json(folder, "worklists.json", x => x.All("worklists", CataloguedWorklist.From))),
            Divisions = Divisions.From(folder),
            Codes = CodeSets.From(folder),
            Holidays = PackFile.Lines(folder, "holidays.csv", WorkingCalendar.Read),
        };
        PackChecks.Run(pack);
        return pack;
    }

    /// <summary>Short name of a county, township or village; the code itself when it is unknown.</summary>
    public string NameOf(string division) =>
        DivisionCode.TryParse(division, out var code) && Divisions.Find(code) is { } found ? found.ShortName : division;

    /// <summary>A department in the plan's words, or its counterpart in a county.</summary>
    public string DepartmentName(string id, string? county) =>
        Departments.Find(new DepartmentId(id)) is not { } department ? id
        : county is null ? department.Name : department.NameIn(NameOf(county));

    /// <summary>Called at start-up with the clauses of all rules.</summary>
    /// <exception cref="InvalidOperationException">The plan does not say what is quoted; every such clause is named.</exception>
    public void Verify(IEnumerable<Clause> clauses)
    {
        var wrong = clauses
            .Where(clause => !Plan.Articles.Any(x => x.Article == clause.Article && x.Contains(clause.Quotation)))
            .ToList();
        if (wrong.Count > 0)
        {
            throw new InvalidOperationException(
                $"{Plan.Number} does not say: {string.Join("; ", wrong.Select(x => $"{x.Article.Code} \"{x.Quotation}\""))}");
        }
    }
}
