using Anju.Access;
using Anju.Kernel;

namespace Anju.Demo;

/// <summary>
/// Somebody of each role, with an invented name; a county officer for each county. The township, site and grid workers
/// are those who sign the verifications of the largest site of 汝城县. They are entered by links and have no password.
/// </summary>
public static class DemoUsers
{
    private const string Workers = "431026";

    public static IReadOnlyList<(UserAccount Account, Post Post)> For(DemoOptions options)
    {
        var dice = Dice.For(options.Seed, 0, 0, -1);
        var count = 0;
        var county = CountyProfile.All.First(x => x.Code == Workers);
        var places = DemoCity.PlacesOf(options.Checked(), county);
        var place = places.MaxBy(x => x.Room)!;
        return
        [
            User("city-lead", "city/relocation-group", "易地搬迁组", Role.CityLead),
            User("city-department", "city/human-resources", "市人社局", Role.CityDepartment),
            .. CountyProfile.All.Select(x => User($"county-{x.Code}", $"{x.Code}/relocation-group", $"{x.Name}后续工作专班", Role.CountyOfficer, x.Code)),
            User("township", place.Row.TownshipCode!, $"{county.Name}{place.Village.Township}", Role.Township, county.Code, place.TownshipReviewer, division: place.Row.TownshipCode),
            User("site-worker", $"{county.Code}/site/{place.Row.Id}", place.Row.Name, Role.SiteWorker, county.Code, place.VillageReviewer, place.Row.Id),
            User("grid-worker", $"{county.Code}/site/{place.Row.Id}", place.Row.Name, Role.GridWorker, county.Code, place.GridWorkers[0], place.Row.Id),
            User("auditor", "city/development-reform", "市发改委", Role.Auditor),
            User("system-administrator", "city/development-reform", "市发改委", Role.SystemAdministrator),
            User("security-administrator", "city/development-reform", "市发改委", Role.SecurityAdministrator),
            User("audit-administrator", "city/development-reform", "市发改委", Role.AuditAdministrator),
            User("auditor-outward-jobs", "city/finance", "市财政局", Role.Auditor, measure: 3),
            User("key-person-carer", $"{county.Code}/health", $"{county.Name}卫生健康局", Role.KeyPersonCarer, county.Code),
        ];

        (UserAccount Account, Post Post) User(
            string id, string code, string organisation, Role role, string? countyCode = null, string? name = null, Guid? site = null, string? division = null, int? measure = null)
        {
            var numbered = $"{++count:00}-{id}";
            var account = new UserAccount
            {
                Id = numbered,
                SignInName = id,
                NormalizedSignInName = UserAccount.Normalized(id),
                Name = name ?? Names.OfSomebody(dice),
                Office = PostRules.OfficeOf(role),
                CreatedAt = options.HistoryStart.ToDateTime(default, DateTimeKind.Utc),
                CreatedBy = "demo",
            };
            return (account, new Post
            {
                Id = Guid.CreateVersion7(account.CreatedAt),
                UserId = account.Id,
                Office = account.Office,
                Role = role,
                OrganisationCode = code,
                Organisation = organisation,
                CountyCode = countyCode,
                SiteId = site,
                Division = division,
                Measure = measure,
                From = options.HistoryStart,
                State = PostState.Held,
                ProposedBy = "demo",
                ProposedAt = account.CreatedAt,
                DecidedBy = "demo",
                DecidedAt = account.CreatedAt,
            });
        }
    }
}
