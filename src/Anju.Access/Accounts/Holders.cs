using Anju.Kernel;

namespace Anju.Access;

/// <summary>Somebody in a post, and what that lets them see today.</summary>
public sealed record Holder(UserAccount Account, Post Post, Actor Actor)
{
    public string Id => Account.Id;

    public Role Role => Post.Role;

    public string? CountyCode => Post.CountyCode;
}

/// <summary>Works out what a post lets its holder see: the sites of a township are asked for anew, so that a new one counts at once.</summary>
public sealed class Holders(IOrganisationSource source, Databases databases)
{
    public async Task<Holder> OfAsync(UserAccount account, Post post, CancellationToken cancellation) => new(
        account,
        post,
        new Actor(account.Id, account.Name, post.Organisation, PostRules.ScopeOf(post, await SitesAsync(post, cancellation)), [post.Role]) { Measure = post.Measure });

    private async Task<IReadOnlyList<Guid>> SitesAsync(Post post, CancellationToken cancellation)
    {
        if (post.SiteId is { } site)
        {
            return [site];
        }

        if (post.Division is not { } division)
        {
            return [];
        }

        await using var db = databases.Open(Actor.System);
        return await source.SitesWithinAsync(db, division, cancellation);
    }
}
