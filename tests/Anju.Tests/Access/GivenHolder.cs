using Anju.Access;
using Anju.Kernel;

namespace Anju.Tests;

internal static partial class Given
{
    /// <summary>Somebody who holds a post, added to the context and not yet saved.</summary>
    public static UserAccount Holder(AnjuDb db, string id, string name, string organisation, Role role, string? county = null)
    {
        var from = new DateOnly(2024, 1, 1);
        var account = new UserAccount { Id = id, SignInName = id, NormalizedSignInName = UserAccount.Normalized(id), Name = name, Office = PostRules.OfficeOf(role), SecurityStamp = id };
        db.Add(account);
        db.Add(new Post
        {
            Id = Guid.CreateVersion7(),
            UserId = id,
            Office = account.Office,
            Role = role,
            OrganisationCode = county ?? "city/relocation-group",
            Organisation = organisation,
            CountyCode = county,
            From = from,
            State = PostState.Held,
        });
        return account;
    }
}
