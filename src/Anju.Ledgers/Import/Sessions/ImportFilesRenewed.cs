using Anju.Kernel;
using Microsoft.EntityFrameworkCore;

namespace Anju.Ledgers;

/// <summary>Uploaded files and judged rows are sealed anew when keys change, one piece in each transaction.</summary>
internal sealed class ImportFilesRenewed : SealedElsewhere
{
    public override async Task<long> RenewAsync(AnjuDb db, CancellationToken cancellation)
    {
        var renewed = 0L;
        var places = await db.Set<ImportContent>().AsNoTracking().OrderBy(x => x.SessionId).ThenBy(x => x.Kind).ThenBy(x => x.Ordinal)
            .Select(x => new { x.SessionId, x.Kind, x.Ordinal }).ToListAsync(cancellation);
        foreach (var place in places)
        {
            var piece = db.Set<ImportContent>().Where(x => x.SessionId == place.SessionId && x.Kind == place.Kind && x.Ordinal == place.Ordinal);
            if (await piece.Select(x => x.Body).FirstOrDefaultAsync(cancellation) is not { } body || KeyRing.VersionOf(body) == db.Keys.CurrentVersion(KeyPurpose.Fields))
            {
                continue;
            }

            var seat = ImportStore.SeatOf(place.SessionId, place.Kind, place.Ordinal);
            var anew = db.Keys.Seal(KeyPurpose.Fields, db.Keys.Open(KeyPurpose.Fields, body, seat), seat);
            renewed += await piece.Where(x => x.Body == body).ExecuteUpdateAsync(set => set.SetProperty(x => x.Body, anew), cancellation);
        }

        return renewed;
    }
}
