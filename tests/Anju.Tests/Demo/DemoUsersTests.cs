using Anju.Access;
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

        Assert.Equal(Enum.GetValues<Role>(), users.Select(user => user.Post.Role).Distinct().Order());
        Assert.Equal(11, users.Where(user => user.Post.Role == Role.CountyOfficer).Select(user => user.Post.CountyCode).Distinct().Count());
        Assert.Equal(users.Count, users.Select(user => user.Account.Id).Distinct().Count());
        Assert.Equal(users.Select(user => user.Account.Name), DemoUsers.For(Options).Select(user => user.Account.Name));
    }

    [Fact]
    public void Workers_see_their_own_sites_of_the_city_and_no_others()
    {
        var sites = DemoCity.Generate(Options).Select(batch => batch.Site).ToList();

        Assert.All(DemoUsers.For(Options).Where(user => user.Post.Role is Role.Township or Role.SiteWorker or Role.GridWorker), user =>
        {
            var own = sites.Where(site => user.Post.SiteId == site.Id || (user.Post.Division is { } code && site.TownshipCode == code)).Select(site => site.Id).ToList();
            Assert.NotEmpty(own);
            Assert.True(own.Count < sites.Count);
            var scope = PostRules.ScopeOf(user.Post, own);
            Assert.Equal(own, sites.Where(scope.Covers).Select(site => site.Id));
        });
    }
}
