using Anju.Kernel;

namespace Anju.Ledgers;

/// <summary>Through which door, and why, a line is written.</summary>
public sealed record WhyWritten(Origin Origin, string Reason);

/// <summary>
/// Writes single lines of any ledger for pages and API: rules of the class, owner, what follows from it, journal. All or
/// nothing; every "no" is a refusal in words for the person.
/// </summary>
public sealed class LedgerWriter(
    AnjuDb db, LedgerCatalogue catalogue, LineCheck check, IEnumerable<ILedgerConsequence> consequences, IEnumerable<ILedgerAftermath> aftermaths, TimeProvider clock)
{
    public static Refusal AddedElsewhere { get; } = new(
        "ADDED_ELSEWHERE", "这本台账的记录由家庭成员变动等业务产生，不能在这里直接新增或删除。请到一户一档办理相应的变动。");

    private static readonly Refusal NoOwner = new("OWNER", "没有找到这条记录所属的人或户，它可能不存在，或不在您的管辖范围内。");

    public async Task<Result<Written>> AddAsync(LedgerDefinition ledger, Record line, WhyWritten why, CancellationToken cancellation)
    {
        if (ledger.AddedElsewhere)
        {
            return AddedElsewhere;
        }

        await using var change = await Change.BeginAsync(db, why.Origin, why.Reason, clock, cancellation);
        if (!(await RecordOwner.ApplyAsync(db, catalogue, ledger, [line], cancellation))[0])
        {
            return NoOwner with { Field = ledger.Owner!.Field };
        }

        if (Refusal.OfAll(await check.RefusalsAsync(ledger, line, null, cancellation)) is { } wrong)
        {
            return wrong;
        }

        db.Add(line);
        await FollowAsync(null, line, cancellation);
        return await CommitAsync(change, line, cancellation);
    }

    /// <summary>
    /// Stores the typed columns of <paramref name="edited"/>, which names in its version the one it was made from. A
    /// conflict when somebody has saved since.
    /// </summary>
    public async Task<Result<Written>> EditAsync(LedgerDefinition ledger, Record edited, WhyWritten why, CancellationToken cancellation)
    {
        await using var change = await Change.BeginAsync(db, why.Origin, why.Reason, clock, cancellation);
        if (await ledger.Rows.FindAsync(db, edited.Id, tracked: true, cancellation) is not { } stored)
        {
            return Refusals.NotFound;
        }

        if (stored.Version != edited.Version)
        {
            db.ChangeTracker.Clear();
            return Refusals.Conflict;
        }

        var before = (Record)db.Original(db.Entry(stored));
        foreach (var column in ledger.Columns.Where(column => ledger.IsTyped(column) && !ledger.IsFixed(column)))
        {
            column.Set(stored, column.Get(edited));
        }

        if (!(await RecordOwner.ApplyAsync(db, catalogue, ledger, [stored], cancellation))[0])
        {
            db.ChangeTracker.Clear();
            return NoOwner with { Field = ledger.Owner!.Field };
        }

        if (Refusal.OfAll(await check.RefusalsAsync(ledger, stored, before, cancellation)) is { } wrong)
        {
            db.ChangeTracker.Clear();
            return wrong;
        }

        if (stored is IScoped now && before is IScoped was && (now.CountyCode, now.SiteId) != (was.CountyCode, was.SiteId))
        {
            await RecordOwner.FollowAsync(db, catalogue, stored, cancellation);
        }

        await FollowAsync(before, stored, cancellation);
        return await CommitAsync(change, stored, cancellation);
    }

    public async Task<Result<Written>> RemoveAsync(
        LedgerDefinition ledger, Guid id, int version, WhyWritten why, CancellationToken cancellation)
    {
        if (ledger.AddedElsewhere)
        {
            return AddedElsewhere;
        }

        await using var change = await Change.BeginAsync(db, why.Origin, why.Reason, clock, cancellation);
        if (await ledger.Rows.FindAsync(db, id, tracked: true, cancellation) is not { } stored)
        {
            return Refusals.NotFound;
        }

        if (stored.Version != version)
        {
            db.ChangeTracker.Clear();
            return Refusals.Conflict;
        }

        db.Remove(stored);
        await FollowAsync(stored, null, cancellation);
        return await CommitAsync(change, stored, cancellation);
    }

    private async Task FollowAsync(Record? before, Record? after, CancellationToken cancellation)
    {
        foreach (var consequence in consequences)
        {
            await consequence.FollowAsync(db, before, after, cancellation);
        }
    }

    /// <summary>The line is stored from there on, whoever hangs up: what follows is done to its end.</summary>
    private async Task<Result<Written>> CommitAsync(Change change, Record line, CancellationToken cancellation)
    {
        var written = await change.CommitAsync(cancellation);
        db.ChangeTracker.Clear();
        if (written is { IsOk: true, Value.Records: > 0 })
        {
            foreach (var aftermath in aftermaths)
            {
                await aftermath.AfterAsync(line, CancellationToken.None);
            }
        }

        return written;
    }
}
