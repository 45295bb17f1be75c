using System.Security.Cryptography;
using System.Text;
using Anju.Kernel;
using Microsoft.EntityFrameworkCore;

namespace Anju.Ledgers;

/// <summary>
/// Large exports are asked for by one person and granted by another (requirements B9, E11). Whoever decides leads or works for
/// an office that sees at least as much; nobody decides for themselves, in whatever post.
/// </summary>
public sealed class ExportRequests(Databases databases, ExportRules rules, SecurityLog log, TimeProvider clock)
{
    /// <summary>Requests that are shown of one person.</summary>
    private const int Shown = 20;

    private static readonly Role[] Deciders = [Role.CityLead, Role.CityDepartment, Role.CountyOfficer];

    private static readonly Refusal Decided = new("DECIDED", "这份申请已经有了决定，请刷新页面查看");

    private DateTime Now => clock.GetUtcNow().UtcDateTime;

    /// <param name="filters">The list's address from the question mark on, as it stands in the browser.</param>
    public async Task<Result<ExportRequest>> AskAsync(LedgerDefinition ledger, ExportFormat format, string filters, int lines, string? purpose, Actor by, CancellationToken cancellation)
    {
        if (purpose is null or { Length: < 4 })
        {
            return new Refusal("PURPOSE", "请写明用途，例如“2025年四季度后续扶持核查”", "purpose");
        }

        if (lines > rules.Most)
        {
            return new Refusal("TOO_MANY", $"一个文件最多 {rules.Most:N0} 条，请先用筛选条件缩小范围");
        }

        var request = new ExportRequest
        {
            Id = Guid.CreateVersion7(clock.GetUtcNow()),
            AskedBy = by.Id,
            AskedByName = by.Name,
            Organisation = by.Organisation,
            CountyCode = by.Scope.County,
            Sight = SightOf(by),
            Ledger = ledger.Code,
            Format = format,
            Filters = filters,
            Lines = lines,
            Purpose = purpose,
            AskedAt = Now,
        };
        await NoteAsync(request, $"申请导出 {lines} 条：{purpose}", by, cancellation);
        await using var db = databases.Open(Actor.System);
        db.Add(request);
        await db.SaveChangesAsync(cancellation);
        return request;
    }

    public async Task<IReadOnlyList<ExportRequest>> OfAsync(Actor person, CancellationToken cancellation)
    {
        await using var db = databases.Open(Actor.System);
        return await db.Set<ExportRequest>().AsNoTracking().Where(x => x.AskedBy == person.Id).OrderByDescending(x => x.AskedAt).Take(Shown).ToListAsync(cancellation);
    }

    /// <summary>Those that wait for a decision this person may take, the oldest first.</summary>
    public async Task<IReadOnlyList<ExportRequest>> WaitingForAsync(Actor person, CancellationToken cancellation)
    {
        await using var db = databases.Open(Actor.System);
        var waiting = await db.Set<ExportRequest>().AsNoTracking().Where(x => x.State == ExportState.Asked && x.AskedBy != person.Id).OrderBy(x => x.AskedAt).ToListAsync(cancellation);
        return [.. waiting.Where(request => MayDecide(person, request))];
    }

    public async Task<Result> DecideAsync(Guid id, bool granted, string? answer, Actor by, CancellationToken cancellation)
    {
        await using var db = databases.Open(Actor.System);
        if (await db.Set<ExportRequest>().FirstOrDefaultAsync(x => x.Id == id, cancellation) is not { } request || !(MayDecide(by, request) || request.AskedBy == by.Id))
        {
            return Refusals.NotFound;
        }

        if (request.AskedBy == by.Id)
        {
            return new Refusal("OWN_REQUEST", "不能审批自己的导出申请，请本单位或上级的另一位人员办理");
        }

        if (!by.Confirmed)
        {
            return Refusals.Unconfirmed;
        }

        if (!granted && answer is null)
        {
            return new Refusal("REASON", "不批准时请写明原因", "reason");
        }

        if (request.State != ExportState.Asked)
        {
            return Decided;
        }

        if (!RowCode.Holds(db, request))
        {
            return Tampered;
        }

        await NoteAsync(request, granted ? $"批准导出 {request.Lines} 条" : $"不批准导出 {request.Lines} 条", by, cancellation);
        (request.State, request.DecidedBy, request.DecidedByName, request.DecidedAt, request.Answer, request.Until) =
            (granted ? ExportState.Granted : ExportState.Refused, by.Id, by.Name, Now, answer, granted ? Now + rules.Life : null);
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

    /// <summary>The request whose file this person may fetch now.</summary>
    public async Task<Result<ExportRequest>> OpenAsync(Guid id, Actor by, CancellationToken cancellation)
    {
        await using var db = databases.Open(Actor.System);
        if (await db.Set<ExportRequest>().AsNoTracking().FirstOrDefaultAsync(x => x.Id == id && x.AskedBy == by.Id, cancellation) is not { } request)
        {
            return Refusals.NotFound;
        }

        return !RowCode.Holds(db, request) ? Tampered
            : request.State != ExportState.Granted ? new Refusal("NOT_GRANTED", request.State == ExportState.Asked ? "这份申请还没有批准，请在“导出申请”里查看" : $"这份申请没有批准：{request.Answer}")
            : request.Until < Now ? new Refusal("EXPIRED", "批准已满 24 小时失效，请重新申请")
            : request.Sight != SightOf(by) ? new Refusal("OTHER_POST", "申请后您的岗位或管辖范围变了，请按现在的岗位重新申请")
            : request;
    }

    private static Refusal Tampered => new("TAMPERED", "这份申请在数据库里被绕过系统改动过，不予采用。请报告审计管理员");

    /// <summary>Sees all that the other might see, in a post that decides.</summary>
    private static bool MayDecide(Actor person, ExportRequest request) =>
        Deciders.Any(person.Is) && person.Measure is null && person.Id != request.AskedBy
        && (person.Scope.WholeCity || (person.Scope.WholeCounty && request.CountyCode is { } county && county == person.Scope.County));

    private static string SightOf(Actor person)
    {
        var (scope, words) = (person.Scope, new StringBuilder());
        words.Append(scope.WholeCity ? "city" : scope.County).AppendJoin(',', scope.Sites.Order()).Append('/').Append(person.Measure).Append('/').AppendJoin(',', person.Roles.Order());
        return Convert.ToHexStringLower(SHA256.HashData(Encoding.UTF8.GetBytes(words.ToString())));
    }

    private Task NoteAsync(ExportRequest request, string detail, Actor by, CancellationToken cancellation) => log.WriteAsync(
        new()
        {
            Kind = SecurityEventKind.ExportDecided,
            Succeeded = true,
            Subject = $"{request.Ledger}.{request.Format.Extension()}",
            RecordId = request.Id,
            CountyCode = request.CountyCode,
            Detail = detail,
        },
        by,
        cancellation);
}
