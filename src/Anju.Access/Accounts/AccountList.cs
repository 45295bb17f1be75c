using Anju.Kernel;
using Microsoft.EntityFrameworkCore;

namespace Anju.Access;

/// <summary>One account with what it holds today.</summary>
public sealed record AccountLine(UserAccount Account, IReadOnlyList<Post> Posts, DateTime? LastSignIn);

/// <summary>Accounts as the administrators look for them.</summary>
public sealed class AccountList(Databases databases, BusinessDate date)
{
    /// <summary>A page in order of sign-in name; with the names that the pages before and after it begin from, where there are any.</summary>
    /// <param name="county">Six digits, "city" for the city's own people, or null for all.</param>
    /// <param name="after">The page behind this sign-in name, in capitals.</param>
    /// <param name="before">The page before it.</param>
    public async Task<(IReadOnlyList<AccountLine> Lines, int Total, string? Previous, string? Next)> FindAsync(
        string? text, Role? role, string? county, bool? disabled, string? after, string? before, bool end, int size, CancellationToken cancellation)
    {
        var today = date.Today;
        await using var db = databases.Open(Actor.System);
        var posts = db.Set<Post>().AsNoTracking().Where(post => post.State == PostState.Held && post.From <= today && (post.To == null || post.To >= today));
        var accounts = db.Set<UserAccount>().AsNoTracking();
        if (text is not null)
        {
            var normalized = UserAccount.Normalized(text);
            accounts = accounts.Where(account => account.Name.Contains(text) || account.NormalizedSignInName.Contains(normalized));
        }

        if (role is { } asked)
        {
            accounts = accounts.Where(account => posts.Any(post => post.UserId == account.Id && post.Role == asked));
        }

        if (county is not null)
        {
            accounts = accounts.Where(account => posts.Any(post => post.UserId == account.Id && (county == "city" ? post.CountyCode == null : post.CountyCode == county)));
        }

        if (disabled is { } off)
        {
            accounts = accounts.Where(account => account.Disabled == off);
        }

        var total = await accounts.CountAsync(cancellation);
        var upwards = end || (before is not null && after is null);
        var part = after is not null ? accounts.Where(account => string.Compare(account.NormalizedSignInName, after) > 0)
            : before is not null && !end ? accounts.Where(account => string.Compare(account.NormalizedSignInName, before) < 0)
            : accounts;
        var page = await (upwards ? part.OrderByDescending(account => account.NormalizedSignInName) : part.OrderBy(account => account.NormalizedSignInName)).Take(size).ToListAsync(cancellation);
        if (upwards)
        {
            page.Reverse();
        }

        var (first, last) = (page.FirstOrDefault()?.NormalizedSignInName, page.LastOrDefault()?.NormalizedSignInName);
        var previous = first is not null && await accounts.AnyAsync(account => string.Compare(account.NormalizedSignInName, first) < 0, cancellation) ? first : null;
        var next = last is not null && await accounts.AnyAsync(account => string.Compare(account.NormalizedSignInName, last) > 0, cancellation) ? last : null;
        var ids = page.Select(account => account.Id).ToList();
        var held = (await posts.Where(post => ids.Contains(post.UserId)).ToListAsync(cancellation)).ToLookup(post => post.UserId);
        var seen = await db.Set<UserSession>().Where(session => ids.Contains(session.UserId)).GroupBy(session => session.UserId)
            .Select(group => new { Id = group.Key, Last = group.Max(session => session.BeganAt) }).ToDictionaryAsync(x => x.Id, x => x.Last, cancellation);
        return ([.. page.Select(account => new AccountLine(account, [.. held[account.Id]], seen.TryGetValue(account.Id, out var at) ? at : null))], total, previous, next);
    }

    public async Task<UserAccount?> FindAsync(string id, CancellationToken cancellation)
    {
        await using var db = databases.Open(Actor.System);
        return await db.Set<UserAccount>().AsNoTracking().FirstOrDefaultAsync(account => account.Id == id, cancellation);
    }

    /// <summary>All posts of an account, the newest first.</summary>
    public async Task<IReadOnlyList<Post>> PostsOfAsync(string id, CancellationToken cancellation)
    {
        await using var db = databases.Open(Actor.System);
        return await db.Set<Post>().AsNoTracking().Where(post => post.UserId == id).OrderByDescending(post => post.ProposedAt).ToListAsync(cancellation);
    }

    /// <summary>Posts that wait for a decision, the oldest first, with whose they are and who proposed them.</summary>
    public async Task<IReadOnlyList<(Post Post, UserAccount Account, string ProposedBy)>> WaitingAsync(CancellationToken cancellation)
    {
        await using var db = databases.Open(Actor.System);
        var waiting = await db.Set<Post>().AsNoTracking().Where(post => post.State == PostState.Proposed).OrderBy(post => post.ProposedAt)
            .Join(db.Set<UserAccount>().AsNoTracking(), post => post.UserId, account => account.Id, (post, account) => new { post, account }).ToListAsync(cancellation);
        var names = await NamesAsync(waiting.Select(x => x.post.ProposedBy), cancellation);
        return [.. waiting.Select(x => (x.post, x.account, names.GetValueOrDefault(x.post.ProposedBy, "系统")))];
    }

    /// <summary>Names of accounts by id.</summary>
    public async Task<IReadOnlyDictionary<string, string>> NamesAsync(IEnumerable<string> ids, CancellationToken cancellation)
    {
        var asked = ids.Distinct().ToList();
        await using var db = databases.Open(Actor.System);
        return await db.Set<UserAccount>().AsNoTracking().Where(account => asked.Contains(account.Id)).ToDictionaryAsync(account => account.Id, account => account.Name, cancellation);
    }
}
