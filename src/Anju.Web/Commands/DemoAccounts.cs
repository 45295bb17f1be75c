using Anju.Access;
using Anju.Demo;
using Anju.Kernel;
using Microsoft.EntityFrameworkCore;

namespace Anju.Web.Commands;

/// <summary>The demonstration's accounts: one for each role, and for county officers one in each county. All names are invented.</summary>
internal static class DemoAccounts
{
    /// <summary>Makes them where there are none.</summary>
    public static async Task EnsureAsync(Databases databases, DemoOptions options, CancellationToken cancellation)
    {
        await using var db = databases.Open(Actor.System);
        if (!await db.Set<UserAccount>().AnyAsync(cancellation))
        {
            foreach (var (account, post) in DemoUsers.For(options))
            {
                db.Add(account);
                db.Add(post);
            }

            await db.SaveChangesAsync(cancellation);
        }
    }

    /// <summary>Everybody who holds a post, in order of their ids.</summary>
    public static async Task<IReadOnlyList<Holder>> HoldersAsync(IServiceProvider services, CancellationToken cancellation)
    {
        await using var db = services.GetRequiredService<Databases>().Open(Actor.System);
        var holders = new List<Holder>();
        foreach (var held in await db.Set<Post>().AsNoTracking().Where(post => post.State == PostState.Held)
            .Join(db.Set<UserAccount>().AsNoTracking(), post => post.UserId, account => account.Id, (post, account) => new { post, account })
            .OrderBy(x => x.account.Id).ToListAsync(cancellation))
        {
            holders.Add(await services.GetRequiredService<Holders>().OfAsync(held.account, held.post, cancellation));
        }

        return holders;
    }
}
