using Anju.Kernel;

namespace Anju.Access;

/// <summary>Which role belongs into which organisation, and what its holder may see.</summary>
public static class PostRules
{
    private static readonly Dictionary<Role, OrganisationKind[]> Places = new()
    {
        [Role.CityLead] = [OrganisationKind.CityTaskForce],
        [Role.CityDepartment] = [OrganisationKind.CityDepartment, OrganisationKind.MassOrganisation],
        [Role.CountyOfficer] = [OrganisationKind.CountyGovernment, OrganisationKind.CountyTaskForce, OrganisationKind.CountyBureau],
        [Role.Township] = [OrganisationKind.Township],
        [Role.SiteWorker] = [OrganisationKind.Village, OrganisationKind.Site],
        [Role.GridWorker] = [OrganisationKind.Site, OrganisationKind.Grid],
        [Role.Auditor] = [OrganisationKind.CityTaskForce, OrganisationKind.CityDepartment, OrganisationKind.CountyGovernment, OrganisationKind.CountyBureau],
        [Role.KeyPersonCarer] = [OrganisationKind.CountyBureau, OrganisationKind.Township, OrganisationKind.Village, OrganisationKind.Site, OrganisationKind.Grid],
        [Role.SystemAdministrator] = [OrganisationKind.CityTaskForce, OrganisationKind.CityDepartment],
        [Role.SecurityAdministrator] = [OrganisationKind.CityTaskForce, OrganisationKind.CityDepartment],
        [Role.AuditAdministrator] = [OrganisationKind.CityTaskForce, OrganisationKind.CityDepartment],
    };

    public static bool Fits(Role role, OrganisationKind kind) => Places[role].Contains(kind);

    public static IReadOnlyList<OrganisationKind> PlacesOf(Role role) => Places[role];

    public static Office OfficeOf(Role role) => role switch
    {
        Role.SystemAdministrator => Office.System,
        Role.SecurityAdministrator => Office.Security,
        Role.AuditAdministrator => Office.Audit,
        _ => Office.Work,
    };

    /// <param name="sites">Of a post at a township, village, site or grid: the sites it answers for today.</param>
    public static Scope ScopeOf(Post post, IReadOnlyList<Guid> sites) => (post.Role, post.CountyCode) switch
    {
        (Role.CityLead or Role.CityDepartment or Role.Auditor, null) => Scope.City,
        (Role.CountyOfficer or Role.Auditor, { } county) => Scope.OfCounty(county),
        (Role.KeyPersonCarer, { } county) when post is { Division: null, SiteId: null } => Scope.OfCounty(county),
        (Role.Township or Role.SiteWorker or Role.GridWorker or Role.KeyPersonCarer, { } county) when sites.Count > 0 => Scope.OfSites(county, sites),
        _ => Scope.Nothing,
    };
}
