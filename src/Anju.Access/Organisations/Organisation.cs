using System.ComponentModel.DataAnnotations;
using Anju.Kernel;
using Microsoft.EntityFrameworkCore;

namespace Anju.Access;

/// <summary>What an organisation is in the work of the plan (domain specification 0.3).</summary>
public enum OrganisationKind
{
    [Display(Name = "市级专班")] CityTaskForce,
    [Display(Name = "市直部门")] CityDepartment,
    [Display(Name = "县市区政府")] CountyGovernment,
    [Display(Name = "县市区专班")] CountyTaskForce,
    [Display(Name = "县直部门")] CountyBureau,
    [Display(Name = "乡镇（街道）")] Township,
    [Display(Name = "村（社区）")] Village,
    [Display(Name = "安置点")] Site,
    [Display(Name = "网格")] Grid,
    [Display(Name = "群团组织")] MassOrganisation,
    [Display(Name = "金融机构")] Bank,
    [Display(Name = "国有企业")] StateCompany,
}

/// <summary>Somebody's place of work: a body, a department, a place, as known on some day.</summary>
/// <param name="Code">Names it for good: <c>city/human-resources</c>, <c>431021/task-force</c>, a division code, <c>site/…</c>.</param>
/// <param name="CountyCode">Null for the city's own.</param>
/// <param name="Division">Code of the township or village it is, nine or twelve digits.</param>
/// <param name="Successor">Code of who took over after <paramref name="ValidTo"/>.</param>
public sealed record Organisation(
    string Code,
    string Name,
    OrganisationKind Kind,
    string? CountyCode = null,
    string? Division = null,
    Guid? SiteId = null,
    DateOnly? ValidFrom = null,
    DateOnly? ValidTo = null,
    string? Successor = null)
{
    public bool IsValidOn(DateOnly date) => !(date < ValidFrom) && !(date > ValidTo);
}

/// <summary>
/// The organisations that follow from the plan and the register. The module that knows both provides them; only what
/// neither knows is stored here (<see cref="AddedOrganisation"/>).
/// </summary>
public interface IOrganisationSource
{
    /// <summary>Bodies, departments with their predecessors, counties, townships and villages.</summary>
    IReadOnlyList<Organisation> OfThePlan { get; }

    /// <summary>The measures of the plan, for posts that read for one of them.</summary>
    IReadOnlyList<(int Number, string Title)> Measures { get; }

    /// <summary>The resettlement sites of a county.</summary>
    Task<IReadOnlyList<Organisation>> SitesAsync(AnjuDb db, string county, CancellationToken cancellation);

    /// <summary>Ids of the sites that lie in a township or village.</summary>
    Task<IReadOnlyList<Guid>> SitesWithinAsync(AnjuDb db, string division, CancellationToken cancellation);
}

/// <summary>An organisation that neither plan nor register names: a grid, a bank, a state company, a newly made office.</summary>
public sealed class AddedOrganisation : Stored
{
    public Guid Id { get; set; }

    [StringLength(100)]
    public required string Name { get; set; }

    public required OrganisationKind Kind { get; set; }

    [StringLength(6)]
    public string? CountyCode { get; set; }

    /// <summary>Of a grid: the site it is a part of.</summary>
    public Guid? SiteId { get; set; }

    public DateOnly? ValidFrom { get; set; }

    public DateOnly? ValidTo { get; set; }

    [StringLength(60)]
    public string? Successor { get; set; }

    internal string Code => $"added/{Id}";

    internal Organisation AsOrganisation() => new(Code, Name, Kind, CountyCode, null, SiteId, ValidFrom, ValidTo, Successor);

    internal sealed class Mapping : IMapping
    {
        public void Map(ModelBuilder model) => model.Entity<AddedOrganisation>(added =>
        {
            added.Property(x => x.Id).ValueGeneratedNever();
            added.Ignore(x => x.Code);
        });
    }
}
