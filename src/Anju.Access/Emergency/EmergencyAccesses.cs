using Anju.Kernel;
using Microsoft.AspNetCore.Http;
using Microsoft.EntityFrameworkCore;
using Microsoft.Extensions.DependencyInjection;

namespace Anju.Access;

/// <summary>An emergency access as the county it looked into is told of it.</summary>
/// <param name="Views">Files and lines opened meanwhile.</param>
public sealed record EmergencyReport(EmergencyAccess Access, int Views);

/// <summary>Access to another county in an emergency: opened by the person alone, seen by everybody who answers for it (requirement B10).</summary>
public sealed class EmergencyAccesses(Databases databases, OrganisationDirectory organisations, SecurityLog log, TimeProvider clock)
{
    public const int MostHours = 24;
    public const int LeastReason = 10;

    /// <summary>How long a county is told of it at its desk.</summary>
    public static readonly TimeSpan Told = TimeSpan.FromDays(7);

    /// <summary>How far back the list goes.</summary>
    private const int Months = 12;

    private DateTime Now => clock.GetUtcNow().UtcDateTime;

    public static bool MayOpen(Actor actor) => actor.Is(Role.CountyOfficer) && actor.Scope is { WholeCity: false, WholeCounty: true, County: not null };

    public async Task<Result> OpenAsync(UserSession session, string? county, int? hours, string? reason, Actor by, CancellationToken cancellation)
    {
        if (!MayOpen(by))
        {
            return new Refusal("NOT_YOURS", "紧急查阅由县级专干办理，请联系本县专班");
        }

        if (!by.Confirmed)
        {
            return Refusals.Unconfirmed;
        }

        if (county is null || county == by.Scope.County || organisations.OfThePlan.All(place => place.Kind != OrganisationKind.CountyGovernment || place.CountyCode != county))
        {
            return new Refusal("COUNTY", "请选择本县以外的一个县市区", "county");
        }

        if (hours is not (>= 1 and <= MostHours))
        {
            return new Refusal("HOURS", $"时长在 1 到 {MostHours} 小时之间", "hours");
        }

        if (reason is null || reason.Length < LeastReason)
        {
            return new Refusal("REASON", $"请写明紧急情况和查阅目的，不少于 {LeastReason} 个字", "reason");
        }

        var access = new EmergencyAccess
        {
            Id = Guid.CreateVersion7(clock.GetUtcNow()), UserId = by.Id, UserName = by.Name, Organisation = by.Organisation, CountyCode = county, Reason = reason, BeganAt = Now, Until = Now.AddHours(hours.Value),
        };
        await NoteAsync(access, $"开始，{hours} 小时：{reason}", by, cancellation);
        await using var db = databases.Open(Actor.System);
        db.Add(access);
        await db.SaveChangesAsync(cancellation);
        await db.Set<UserSession>().Where(x => x.Id == session.Id).ExecuteUpdateAsync(set => set.SetProperty(x => x.EmergencyId, access.Id), cancellation);
        return Result.Ok;
    }

    /// <summary>Ends it before its time.</summary>
    public async Task EndAsync(EmergencyAccess open, Actor by, CancellationToken cancellation)
    {
        await NoteAsync(open, "提前结束", by, cancellation);
        await using var db = databases.Open(Actor.System);
        if (await db.Set<EmergencyAccess>().FirstOrDefaultAsync(x => x.Id == open.Id && x.UserId == by.Id, cancellation) is { EndedAt: null } access)
        {
            access.EndedAt = Now;
            await db.SaveChangesAsync(cancellation);
        }
    }

    /// <summary>What a county was looked into for, the newest first; of the whole city for whoever sees it.</summary>
    public async Task<IReadOnlyList<EmergencyReport>> OfAsync(Actor reader, CancellationToken cancellation)
    {
        if (!IsTold(reader))
        {
            return [];
        }

        var (since, county) = (Now.AddMonths(-Months), reader.Scope.County);
        await using var db = databases.Open(Actor.System);
        var found = await db.Set<EmergencyAccess>().AsNoTracking().Where(x => x.BeganAt >= since && (county == null || x.CountyCode == county)).OrderByDescending(x => x.BeganAt).ToListAsync(cancellation);
        var reports = new List<EmergencyReport>();
        foreach (var access in found)
        {
            var (from, to) = (access.BeganAt, access.EndedAt ?? access.Until);
            reports.Add(new(access, await db.Set<SecurityEvent>().CountAsync(
                what => what.Kind == SecurityEventKind.Viewed && what.ActorId == access.UserId && what.CountyCode == access.CountyCode && what.At >= from && what.At <= to, cancellation)));
        }

        return reports;
    }

    /// <summary>How often of late, for the desk of whoever answers for the county.</summary>
    public async Task<int> LateAsync(Actor reader, CancellationToken cancellation)
    {
        if (!IsTold(reader))
        {
            return 0;
        }

        var (since, county) = (Now - Told, reader.Scope.County);
        await using var db = databases.Open(Actor.System);
        return await db.Set<EmergencyAccess>().CountAsync(x => x.BeganAt >= since && (county == null || x.CountyCode == county), cancellation);
    }

    /// <summary>What is read in an emergency is read on pages and not taken away: no file, and nothing by the API, which would be one line by line.</summary>
    internal static async Task RefuseTakingAwayAsync(HttpContext context, RequestDelegate next)
    {
        if (context.RequestServices.GetRequiredService<CurrentActor>().Session?.Emergency is not null
            && (context.Request.Path.StartsWithSegments("/api") || context.GetEndpoint()?.Metadata.GetMetadata<PaceAttribute>() is { Pace: Pace.Export }))
        {
            context.Response.StatusCode = StatusCodes.Status403Forbidden;
            return;
        }

        await next(context);
    }

    private static bool IsTold(Actor reader) =>
        reader.Scope.WholeCity ? reader.Is(Role.CityLead) || reader.Is(Role.CityDepartment) : reader.Is(Role.CountyOfficer) && reader.Scope.WholeCounty;

    private Task NoteAsync(EmergencyAccess access, string detail, Actor by, CancellationToken cancellation) => log.WriteAsync(
        new() { Kind = SecurityEventKind.EmergencyAccess, Succeeded = true, Subject = "emergency", RecordId = access.Id, CountyCode = access.CountyCode, Detail = detail }, by, cancellation);
}
