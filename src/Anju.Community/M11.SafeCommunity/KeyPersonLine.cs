using Anju.Kernel;
using Anju.Policy;
using Anju.Register;
using Microsoft.EntityFrameworkCore;

namespace Anju.Community.SafeCommunity;

/// <summary>A record as the list of its carers shows it.</summary>
internal sealed record KeyPersonLine(KeyPerson Record, KeyPersonSheet Facts, string Name, string Site, DateOnly? Next, Verdict Verdict)
{
    public bool IsOpen => Facts.EndedOn is null;

    /// <summary>Those of the carer's scope, whoever must be seen first before the others. The database can sort by nothing of them.</summary>
    public static async Task<IReadOnlyList<KeyPersonLine>> ReadAsync(AnjuDb db, DateOnly today, Parameters parameters, CancellationToken cancellation)
    {
        var records = (await db.Set<KeyPerson>().AsNoTracking().ToListAsync(cancellation)).ConvertAll(record => (Record: record, record.Facts));
        var ids = records.ConvertAll(one => one.Facts.PersonId);
        var names = await db.Set<Person>().AsNoTracking().Where(person => ids.Contains(person.Id)).ToDictionaryAsync(person => person.Id, person => person.Name, cancellation);
        var sites = await db.Set<ResettlementSite>().AsNoTracking().Select(site => new { site.Id, site.Name }).ToDictionaryAsync(site => site.Id, site => site.Name, cancellation);
        return
        [
            .. records.Select(one => new KeyPersonLine(
                    one.Record,
                    one.Facts,
                    names.GetValueOrDefault(one.Facts.PersonId, "（已不在本辖区台账）"),
                    one.Record.SiteId is { } site ? sites.GetValueOrDefault(site, "") : "",
                    one.Facts.EndedOn is null ? VisitDue.NextOn(one.Facts, parameters) : null,
                    VisitDue.Judge(one.Facts, today, parameters)))
                .OrderBy(line => line.Next ?? DateOnly.MaxValue).ThenBy(line => line.Record.Id),
        ];
    }
}
