using Anju.Kernel;
using Microsoft.EntityFrameworkCore;

namespace Anju.Access;

/// <summary>
/// Who holds which post. 系统管理员 proposes, 安全管理员 decides, neither for himself and nobody for what he proposed; to end
/// a post takes one of them, since it only takes away (requirements B8, B9).
/// </summary>
public sealed class Posts(Databases databases, OrganisationDirectory organisations, SecurityLog log, BusinessDate date, TimeProvider clock)
{
    /// <param name="measure">The one measure of the plan that 审计查阅 reads for; null for all of them.</param>
    public async Task<Result<Post>> ProposeAsync(string userId, Role role, string organisationCode, DateOnly from, DateOnly? to, int? measure, Actor by, CancellationToken cancellation)
    {
        await using var db = databases.Open(Actor.System);
        if (measure is not null && (role != Role.Auditor || organisations.Measures.All(known => known.Number != measure)))
        {
            return new Refusal("MEASURE", "只有审计查阅岗位可以限定措施，请从下拉框选择", "measure");
        }

        if (await db.Set<UserAccount>().AsNoTracking().FirstOrDefaultAsync(account => account.Id == userId, cancellation) is not { } account)
        {
            return Unknown;
        }

        if (PostRules.OfficeOf(role) != account.Office)
        {
            return new Refusal("OFFICE", account.Office == Office.Work
                ? "业务账号不能担任系统、安全或审计管理员：三员互斥，也不与业务岗位兼任。请另开一个账号"
                : $"{TermTitles.Of(account.Office)}账号不能担任其他岗位：三员互斥，也不与业务岗位兼任", "role");
        }

        if (await organisations.FindAsync(organisationCode, cancellation) is not { } organisation || !organisation.IsValidOn(date.Today))
        {
            return new Refusal("ORGANISATION", "请选择现有的单位", "organisation");
        }

        if (!PostRules.Fits(role, organisation.Kind))
        {
            return new Refusal("ORGANISATION", $"{TermTitles.Of(role)}应在{string.Join("、", PostRules.PlacesOf(role).Select(kind => TermTitles.Of(kind)))}任职", "organisation");
        }

        if (to < from)
        {
            return new Refusal("DATES", "止日不能早于起日", "to");
        }

        if (await db.Set<Post>().AnyAsync(
            post => post.UserId == userId && post.Role == role && post.OrganisationCode == organisationCode && post.Measure == measure && (post.State == PostState.Held || post.State == PostState.Proposed) && (post.To == null || post.To >= from),
            cancellation))
        {
            return new Refusal("TWICE", "此人已在该单位担任或待批这一岗位", "organisation");
        }

        var post = new Post
        {
            Id = Guid.CreateVersion7(clock.GetUtcNow()),
            UserId = userId,
            Office = account.Office,
            Role = role,
            OrganisationCode = organisation.Code,
            Organisation = organisation.Name,
            CountyCode = organisation.CountyCode,
            Division = organisation.Division,
            SiteId = organisation.SiteId,
            Measure = measure,
            From = from,
            To = to,
            State = PostState.Proposed,
            ProposedBy = by.Id,
            ProposedAt = clock.GetUtcNow().UtcDateTime,
        };
        await NoteAsync(post, "提出", by, cancellation);
        db.Add(post);
        await db.SaveChangesAsync(cancellation);
        return post;
    }

    public async Task<Result> DecideAsync(Guid id, bool granted, string? reason, Actor by, CancellationToken cancellation)
    {
        await using var db = databases.Open(Actor.System);
        if (await db.Set<Post>().FirstOrDefaultAsync(post => post.Id == id, cancellation) is not { } post)
        {
            return Unknown;
        }

        if (post.UserId == by.Id || post.ProposedBy == by.Id)
        {
            return new Refusal("OWN_POST", "不能审批自己的岗位或自己提出的岗位，请另一位安全管理员办理");
        }

        if (!granted && reason is null)
        {
            return new Refusal("REASON", "不批准时请写明原因", "reason");
        }

        if (post.State != PostState.Proposed)
        {
            return Decided;
        }

        if (!RowCode.Holds(db, post))
        {
            return new Refusal("TAMPERED", "这条任职记录被绕过系统改动过，不能审批。请联系审计管理员核查，并重新提出");
        }

        await NoteAsync(post, granted ? "批准" : "不批准", by, cancellation);
        (post.State, post.DecidedBy, post.DecidedAt, post.Reason) = (granted ? PostState.Held : PostState.Refused, by.Id, clock.GetUtcNow().UtcDateTime, reason);
        return await SaveAsync(db, cancellation);
    }

    public async Task<Result> EndAsync(Guid id, string? reason, Actor by, CancellationToken cancellation)
    {
        await using var db = databases.Open(Actor.System);
        if (await db.Set<Post>().FirstOrDefaultAsync(post => post.Id == id, cancellation) is not { } post)
        {
            return Unknown;
        }

        if (reason is null)
        {
            return new Refusal("REASON", "请写明终止的原因，例如调离、退休", "reason");
        }

        if (post.State is not (PostState.Held or PostState.Proposed))
        {
            return Decided;
        }

        // Also one that was tampered with: ending it only takes away.
        await NoteAsync(post, "终止", by, cancellation);
        (post.State, post.To, post.DecidedBy, post.DecidedAt, post.Reason) = (PostState.Ended, date.Today, by.Id, clock.GetUtcNow().UtcDateTime, reason);
        return await SaveAsync(db, cancellation);
    }

    private static async Task<Result> SaveAsync(AnjuDb db, CancellationToken cancellation)
    {
        try
        {
            await db.SaveChangesAsync(cancellation);
            return Result.Ok;
        }
        catch (DbUpdateConcurrencyException)
        {
            return Decided;
        }
    }

    private static Refusal Decided => new("DECIDED", "这个岗位已经有了决定，请刷新页面查看");

    private static Refusal Unknown => new("NOT_FOUND", "没有这个账号或岗位");

    private Task NoteAsync(Post post, string what, Actor by, CancellationToken cancellation) => log.WriteAsync(
        new()
        {
            Kind = SecurityEventKind.PostChanged,
            Succeeded = true,
            Subject = post.UserId,
            RecordId = post.Id,
            CountyCode = post.CountyCode,
            Detail = $"{what}：{post.Title}，{post.Organisation}",
        },
        by,
        cancellation);
}
