using Anju.Access;
using Anju.Demo;
using Anju.Kernel;
using Microsoft.EntityFrameworkCore;

namespace Anju.Web.Commands;

/// <summary>The demonstration's accounts: one for each role, and for county officers one in each county. All names are invented.</summary>
internal static class DemoAccounts
{
    public static async Task<IReadOnlyList<UserAccount>> EnsureAsync(Databases databases, DemoOptions options, CancellationToken cancellation)
    {
        await using var db = databases.Open(Actor.System);
        if (!await db.Set<UserAccount>().AnyAsync(cancellation))
        {
            db.AddRange(DemoUsers.For(options));
            await db.SaveChangesAsync(cancellation);
        }

        return await db.Set<UserAccount>().AsNoTracking().OrderBy(user => user.Id).ToListAsync(cancellation);
    }
}
