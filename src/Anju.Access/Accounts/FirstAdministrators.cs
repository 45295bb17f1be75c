using Anju.Kernel;
using Microsoft.EntityFrameworkCore;

namespace Anju.Access;

/// <summary>
/// The first three administrators of an empty system, made on the machine itself: all three at once, so that from the
/// first day one proposes, one decides and one looks on. There are no default passwords (requirement A7).
/// </summary>
public sealed class FirstAdministrators(Databases databases, FirstCodes codes, OrganisationDirectory organisations, SecurityLog log, BusinessDate date, TimeProvider clock)
{
    private static readonly (string SignInName, Role Role)[] Three =
        [("sysadmin", Role.SystemAdministrator), ("secadmin", Role.SecurityAdministrator), ("auditadmin", Role.AuditAdministrator)];

    /// <summary>Sign-in names with their one-time codes; refused once one of them has been used.</summary>
    public async Task<Result<IReadOnlyList<(string SignInName, string Name, string Code)>>> OpenAsync(CancellationToken cancellation)
    {
        await using var db = databases.Open(Actor.System);
        var known = await db.Set<UserAccount>().AsNoTracking().ToListAsync(cancellation);
        if (known.Exists(account => account.PasswordHash is not null || Three.All(one => one.SignInName != account.SignInName)))
        {
            return new Refusal("NOT_EMPTY", "系统里已有账号，不再生成首批管理员。忘记口令的，请另一位系统管理员在“账号”页面重置。");
        }

        if (known.Count == 0)
        {
            await MakeAsync(db, cancellation);
        }

        var opened = new List<(string, string, string)>();
        foreach (var account in await db.Set<UserAccount>().AsNoTracking().OrderBy(account => account.Office).ToListAsync(cancellation))
        {
            opened.Add((account.SignInName, account.Name, await codes.NewAsync(account.Id, cancellation)));
        }

        return opened;
    }

    private async Task MakeAsync(AnjuDb db, CancellationToken cancellation)
    {
        var (now, place) = (clock.GetUtcNow(), organisations.OfThePlan.First(one => one.Kind == OrganisationKind.CityTaskForce));
        foreach (var (name, role) in Three)
        {
            var account = new UserAccount
            {
                Id = Guid.CreateVersion7(now).ToString(),
                SignInName = name,
                NormalizedSignInName = UserAccount.Normalized(name),
                Name = TermTitles.Of(role),
                Office = PostRules.OfficeOf(role),
                SecurityStamp = Guid.CreateVersion7(now).ToString(),
                CreatedAt = now.UtcDateTime,
                CreatedBy = Actor.System.Id,
            };
            db.Add(account);
            db.Add(new Post
            {
                Id = Guid.CreateVersion7(now),
                UserId = account.Id,
                Office = account.Office,
                Role = role,
                OrganisationCode = place.Code,
                Organisation = place.Name,
                From = date.Today,
                State = PostState.Held,
                ProposedBy = Actor.System.Id,
                ProposedAt = now.UtcDateTime,
                DecidedBy = Actor.System.Id,
                DecidedAt = now.UtcDateTime,
            });
            await log.WriteAsync(new() { Kind = SecurityEventKind.AccountChanged, Succeeded = true, Subject = account.Id, Detail = $"首批：{account.Name}" }, Actor.System, cancellation);
        }

        await db.SaveChangesAsync(cancellation);
    }
}
