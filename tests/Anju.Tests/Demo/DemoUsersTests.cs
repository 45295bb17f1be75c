using Anju.Demo;
using Anju.Kernel;

namespace Anju.Tests.Demo;

public sealed class DemoUsersTests
{
    private static readonly DemoOptions Options = new() { Households = 600 };

    [Fact]
    public void There_is_somebody_of_every_role_and_an_officer_for_every_county()
    {
        var users = DemoUsers.For(Options);

        Assert.Equal(Enum.GetValues<Role>(), users.Select(user => user.Role).Distinct().Order());
        Assert.Equal(11, users.Where(user => user.Role == Role.CountyOfficer).Select(user => user.CountyCode).Distinct().Count());
        Assert.Equal(users.Count, users.Select(user => user.Id).Distinct().Count());
        Assert.Equal(users.Select(user => user.Name), DemoUsers.For(Options).Select(user => user.Name));
    }

    [Fact]
    public void Workers_see_their_own_sites_of_the_city_and_no_others()
    {
        var sites = DemoCity.Generate(Options).Select(batch => batch.Site).ToList();

        Assert.All(DemoUsers.For(Options).Where(user => user.Role is Role.Township or Role.SiteWorker or Role.GridWorker), user =>
        {
            var seen = sites.Where(site => user.AsActor().Scope.Covers(site)).Select(site => site.Id).ToList();
            Assert.Equal(user.Sites.Order(), seen.Order());
            Assert.NotEmpty(seen);
        });
    }
}
