using Anju.Access;
using Anju.Kernel;

namespace Anju.Demo;

/// <summary>
/// Somebody of each role, with an invented name; a county officer for each county. The township, site and grid workers
/// are those who sign the verifications of the largest site of 汝城县.
/// </summary>
public static class DemoUsers
{
    private const string Workers = "431026";

    public static IReadOnlyList<UserAccount> For(DemoOptions options)
    {
        var dice = Dice.For(options.Seed, 0, 0, -1);
        var count = 0;
        var county = CountyProfile.All.First(x => x.Code == Workers);
        var places = DemoCity.PlacesOf(options.Checked(), county);
        var place = places.MaxBy(x => x.Room)!;
        var township = places.Where(x => x.Row.TownshipCode == place.Row.TownshipCode).Select(x => x.Row.Id).ToList();
        return
        [
            User("city-lead", "郴州市易地扶贫搬迁工作专班", Role.CityLead),
            User("city-department", "市人力资源和社会保障局", Role.CityDepartment),
            .. CountyProfile.All.Select(x => User($"county-{x.Code}", $"{x.Name}易地扶贫搬迁工作专班", Role.CountyOfficer, x.Code)),
            User("township", $"{county.Name}{place.Village.Township}人民政府", Role.Township, county.Code, township, place.TownshipReviewer),
            User("site-worker", place.Row.Name, Role.SiteWorker, county.Code, [place.Row.Id], place.VillageReviewer),
            User("grid-worker", $"{place.Row.Name}第1网格", Role.GridWorker, county.Code, [place.Row.Id], place.GridWorkers[0]),
            User("auditor", "郴州市审计局", Role.Auditor),
        ];

        UserAccount User(string id, string organisation, Role role, string? code = null, List<Guid>? sites = null, string? name = null) => new()
        {
            Id = $"{++count:00}-{id}",
            Name = name ?? Names.OfSomebody(dice),
            Organisation = organisation,
            Role = role,
            CountyCode = code,
            Sites = sites ?? [],
        };
    }
}
