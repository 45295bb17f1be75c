using System.Collections;
using System.Text.Json;

namespace Anju.Policy;

/// <summary>A department by its word in the plan pack, <c>human-resources</c>.</summary>
public readonly record struct DepartmentId(string Value)
{
    public override string ToString() => Value;
}

public enum DepartmentKind
{
    Department,

    /// <summary>A body across departments, as 易地搬迁组.</summary>
    Body,

    /// <summary>An open-ended list in the plan, as 其他相关部门: assigned to its members case by case.</summary>
    Group,
}

/// <summary>A department or unit of the plan, at city level with its counterpart in each county.</summary>
public sealed record Department
{
    private const string EveryCounty = "县市区";

    public required DepartmentId Id { get; init; }

    /// <summary><c>市人社局</c>, as the plan writes it.</summary>
    public required string Name { get; init; }

    /// <summary><c>县人社局</c></summary>
    public required string CountyName { get; init; }

    public required DepartmentKind Kind { get; init; }

    /// <summary>False for a department that does the work though the plan does not name it [A48].</summary>
    public required bool IsNamed { get; init; }

    public DateOnly? ValidFrom { get; init; }

    public DateOnly? ValidTo { get; init; }

    /// <summary>Who took over after <see cref="ValidTo"/>.</summary>
    public DepartmentId? Successor { get; init; }

    /// <summary>Of a group: departments that may be assigned, besides those the measure lists. Empty means any.</summary>
    public required IReadOnlyList<DepartmentId> Members { get; init; }

    public string? Assumption { get; init; }

    public string? Note { get; init; }

    public static DepartmentId HumanResources => new("human-resources");

    public static DepartmentId DevelopmentReform => new("development-reform");

    public static DepartmentId RuralRevitalisation => new("rural-revitalisation");

    public static DepartmentId AgricultureRural => new("agriculture-rural");

    public static DepartmentId Finance => new("finance");

    public static DepartmentId Commerce => new("commerce");

    public static DepartmentId IndustryInformation => new("industry-information");

    public static DepartmentId FinancialAffairs => new("financial-affairs");

    public static DepartmentId CentralBank => new("central-bank");

    public static DepartmentId Justice => new("justice");

    public static DepartmentId CultureTourism => new("culture-tourism");

    public static DepartmentId Forestry => new("forestry");

    public static DepartmentId PartyOrganisation => new("party-organisation");

    public static DepartmentId PartyPublicity => new("party-publicity");

    public static DepartmentId PoliticalLegal => new("political-legal");

    public static DepartmentId CivilAffairs => new("civil-affairs");

    public static DepartmentId PublicSecurity => new("public-security");

    public static DepartmentId Education => new("education");

    public static DepartmentId Health => new("health");

    public static DepartmentId NaturalResources => new("natural-resources");

    public static DepartmentId HousingConstruction => new("housing-construction");

    public static DepartmentId EcologyEnvironment => new("ecology-environment");

    public static DepartmentId FireRescue => new("fire-rescue");

    public static DepartmentId TradeUnion => new("trade-union");

    public static DepartmentId YouthLeague => new("youth-league");

    public static DepartmentId WomensFederation => new("womens-federation");

    public static DepartmentId RelocationGroup => new("relocation-group");

    public static DepartmentId CountyGovernments => new("county-governments");

    public bool IsValidOn(DateOnly date) => !(date < ValidFrom) && !(date > ValidTo);

    /// <summary><c>桂阳县人社局</c> for county 桂阳县, <c>北湖区人社局</c> for 北湖区, <c>桂阳县政府</c> for 县市区政府.</summary>
    public string NameIn(string county) =>
        CountyName.StartsWith(EveryCounty, StringComparison.Ordinal) ? county + CountyName[EveryCounty.Length..] :
        CountyName.IndexOf('县') is >= 0 and var at ? CountyName.Remove(at, 1).Insert(at, county) : CountyName;

    internal static Department From(JsonElement file) => new()
    {
        Id = new(file.Text("id")),
        Name = file.Text("name"),
        CountyName = file.Text("countyName"),
        Kind = Enum.Parse<DepartmentKind>(file.Text("kind"), ignoreCase: true),
        IsNamed = file.Flag("named", otherwise: true),
        ValidFrom = file.FindDate("validFrom"),
        ValidTo = file.FindDate("validTo"),
        Successor = file.FindText("successor") is { } id ? new(id) : null,
        Members = file.Departments("members"),
        Assumption = file.FindText("assumption"),
        Note = file.FindText("note"),
    };
}

/// <summary>The departments of a plan pack, in its order.</summary>
public sealed class Departments : IReadOnlyList<Department>
{
    private readonly IReadOnlyList<Department> _all;
    private readonly Dictionary<DepartmentId, Department> _byId;

    internal Departments(IReadOnlyList<Department> all) => (_all, _byId) = (all, all.ToDictionary(x => x.Id));

    public int Count => _all.Count;

    public Department this[int index] => _all[index];

    /// <exception cref="KeyNotFoundException">The plan pack has no such department.</exception>
    public Department this[DepartmentId id] =>
        _byId.GetValueOrDefault(id) ?? throw new KeyNotFoundException($"The plan pack has no department {id}");

    public Department? Find(DepartmentId id) => _byId.GetValueOrDefault(id);

    /// <summary>By the name in the plan or the county name.</summary>
    public Department? Find(string name) => _all.FirstOrDefault(x => x.Name == name || x.CountyName == name);

    /// <summary>The department itself, or who had taken over its duties by that day [A41].</summary>
    public Department On(DepartmentId id, DateOnly date)
    {
        var department = this[id];
        for (var steps = 0; date > department.ValidTo && department.Successor is { } next && steps < _all.Count; steps++)
        {
            department = this[next];
        }

        return department;
    }

    public IEnumerator<Department> GetEnumerator() => _all.GetEnumerator();

    IEnumerator IEnumerable.GetEnumerator() => GetEnumerator();
}
