using Anju.Kernel;
using Microsoft.EntityFrameworkCore;

namespace Anju.Access;

/// <summary>
/// Who holds which post. 系统管理员 proposes, 安全管理员 decides, neither for himself and nobody for what he proposed; to end
/// a post takes one of them, since it only takes away (requirements B8, B9).
/// </summary>
public sealed class Posts(Databases databases, OrganisationDirectory organisations, SecurityLog log, BusinessDate date, TimeProvider clock)
{
    public async Task<Result<Post>> ProposeAsync(string userId, Role role, string organisationCode, DateOnly from, DateOnly? to, Actor by, CancellationToken cancellation)
    {
        await using var db = databases.Open(Actor.System);
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
            post => post.UserId == userId && post.Role == role && post.OrganisationCode == organisationCode && (post.State == PostState.Held || post.State == PostState.Proposed) && (post.To == null || post.To >= from),
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
        if (await db.Set<Post>().AsNoTracking().FirstOrDefaultAsync(post => post.Id == id, cancellation) is not { } post)
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

        await NoteAsync(post, granted ? "批准" : "不批准", by, cancellation);
        var (state, now, who) = (granted ? PostState.Held : PostState.Refused, clock.GetUtcNow().UtcDateTime, by.Id);
        var decided = await db.Set<Post>().Where(x => x.Id == id && x.State == PostState.Proposed).ExecuteUpdateAsync(
            set => set.SetProperty(x => x.State, state).SetProperty(x => x.DecidedBy, who).SetProperty(x => x.DecidedAt, now).SetProperty(x => x.Reason, reason), cancellation);
        return decided == 1 ? Result.Ok : new Refusal("DECIDED", "这个岗位已经审批过，请刷新页面查看");
    }

    public async Task<Result> EndAsync(Guid id, string? reason, Actor by, CancellationToken cancellation)
    {
        await using var db = databases.Open(Actor.System);
        if (await db.Set<Post>().AsNoTracking().FirstOrDefaultAsync(post => post.Id == id, cancellation) is not { } post)
        {
            return Unknown;
        }

        if (reason is null)
        {
            return new Refusal("REASON", "请写明终止的原因，例如调离、退休", "reason");
        }

        await NoteAsync(post, "终止", by, cancellation);
        var (now, who, last) = (clock.GetUtcNow().UtcDateTime, by.Id, date.Today);
        var ended = await db.Set<Post>().Where(x => x.Id == id && (x.State == PostState.Held || x.State == PostState.Proposed)).ExecuteUpdateAsync(
            set => set.SetProperty(x => x.State, PostState.Ended).SetProperty(x => x.To, last).SetProperty(x => x.DecidedBy, who).SetProperty(x => x.DecidedAt, now).SetProperty(x => x.Reason, reason),
            cancellation);
        return ended == 1 ? Result.Ok : new Refusal("DECIDED", "这个岗位已经终止或未获批准，请刷新页面查看");
    }

    private static Refusal Unknown => new("NOT_FOUND", "没有这个账号或岗位");

    private Task NoteAsync(Post post, string what, Actor by, CancellationToken cancellation) => log.WriteAsync(
        new()
        {
            Kind = SecurityEventKind.PostChanged,
            Succeeded = true,
            Subject = post.UserId,
            RecordId = post.Id,
            CountyCode = post.CountyCode,
            Detail = $"{what}：{TermTitles.Of(post.Role)}，{post.Organisation}",
        },
        by,
        cancellation);
}
