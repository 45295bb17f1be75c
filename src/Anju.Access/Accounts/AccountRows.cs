using System.Linq.Expressions;
using Anju.Kernel;
using Microsoft.EntityFrameworkCore;

namespace Anju.Access;

/// <summary>
/// The one way to an account for whoever signs in and for whoever changes one. An account carries a code over all that lets
/// somebody in (requirement E6): it is read as a whole row, looked at, and written as a whole row. One that was changed past the
/// product is an account that nobody has, and stays so until the row is what it was.
/// </summary>
public sealed class AccountRows(Databases databases, SecurityLog log)
{
    public static readonly Refusal Tampered = new(
        "TAMPERED", "这个账号在数据库里被绕过系统改动过，不能登录，也不能再办理。请报告审计管理员核查，并为本人另开账号");

    /// <summary>The account as it stands, or null. What was tampered with is reported.</summary>
    public async Task<UserAccount?> FindAsync(Expression<Func<UserAccount, bool>> which, CancellationToken cancellation)
    {
        await using var db = databases.Open(Actor.System);
        if (await db.Set<UserAccount>().AsNoTracking().FirstOrDefaultAsync(which, cancellation) is not { } account)
        {
            return null;
        }

        if (RowCode.Holds(db, account))
        {
            return account;
        }

        await log.WriteAsync(
            new() { Kind = SecurityEventKind.Denied, Succeeded = false, ActorId = account.Id, ActorName = account.Name, Subject = "account", Detail = "账号被绕过系统改动过，不予采用" },
            Actor.System,
            cancellation);
        return null;
    }

    /// <returns>False when nobody has such an account, or it was tampered with.</returns>
    public Task<bool> ChangeAsync(string id, Action<UserAccount> change, CancellationToken cancellation) => ChangeIfAsync(
        id,
        account =>
        {
            change(account);
            return true;
        },
        cancellation);

    /// <summary>Changes the row as it stands at the moment of writing: whoever comes second looks at what the first has left.</summary>
    /// <param name="change">False when there is nothing to change any more.</param>
    /// <returns>False as well when nobody has such an account, or it was tampered with.</returns>
    public async Task<bool> ChangeIfAsync(string id, Func<UserAccount, bool> change, CancellationToken cancellation)
    {
        while (true)
        {
            await using var db = databases.Open(Actor.System);
            if (await db.Set<UserAccount>().FirstOrDefaultAsync(account => account.Id == id, cancellation) is not { } account || !RowCode.Holds(db, account) || !change(account))
            {
                return false;
            }

            try
            {
                await db.SaveChangesAsync(cancellation);
                return true;
            }
            catch (DbUpdateConcurrencyException)
            {
                // Somebody else wrote: once more, on the row of now.
            }
        }
    }
}
