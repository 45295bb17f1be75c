using System.ComponentModel.DataAnnotations;
using Anju.Kernel;
using Microsoft.EntityFrameworkCore;

namespace Anju.Access;

/// <summary>Somebody who may sign in, with one role in one organisation.</summary>
public sealed class UserAccount : Stored
{
    [StringLength(60)]
    public required string Id { get; set; }

    [StringLength(60)]
    public required string Name { get; set; }

    [StringLength(60)]
    public required string Organisation { get; set; }

    public required Role Role { get; set; }

    /// <summary>Null for the city's people.</summary>
    [StringLength(6)]
    public string? CountyCode { get; set; }

    /// <summary>The sites a township, site or grid worker answers for; none for the others.</summary>
    public List<Guid> Sites { get; set; } = [];

    public bool Disabled { get; set; }

    public Actor AsActor() => new(Id, Name, Organisation, ScopeOfRole(), [Role]);

    private Scope ScopeOfRole() => (Role, CountyCode) switch
    {
        (_, _) when Disabled => Scope.Nothing,
        (Role.CityLead or Role.CityDepartment or Role.Auditor, null) => Scope.City,
        (Role.CountyOfficer or Role.Auditor, { } county) => Scope.OfCounty(county),
        (Role.Township or Role.SiteWorker or Role.GridWorker, { } county) when Sites.Count > 0 => Scope.OfSites(county, Sites),
        _ => Scope.Nothing,
    };

    internal sealed class Mapping : IMapping
    {
        public void Map(ModelBuilder model) => model.Entity<UserAccount>().HasKey(user => user.Id);
    }
}
