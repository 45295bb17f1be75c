namespace Anju.Kernel;

/// <summary>Every stored line is the last one the journal tells of: its version has an entry, and none is newer.</summary>
internal sealed class LinesInJournal : TieOut
{
    public override string Code => "lines";

    public override string Title => "每条记录的当前版本都记入了变更日志";

    public override async Task<TieOutResult> CheckAsync(AnjuDb db, CancellationToken cancellation)
    {
        var wrong = new List<string>();
        var (looked, failed) = (0L, 0L);
        foreach (var table in db.Model.GetEntityTypes().Where(entity => entity.ClrType.IsAssignableTo(typeof(Record))).Select(entity => Shape.Of(db, entity.ClrType).Table))
        {
            looked += await CountAsync(db, $"SELECT count(*) FROM \"{table}\"", cancellation);
            var untold = await CountAsync(
                db,
                $"SELECT count(*) FROM \"{table}\" AS line WHERE line.\"version\" <> coalesce((SELECT max(entry.\"version\") FROM \"journal_entry\" AS entry "
                    + $"WHERE entry.\"record_id\" = line.\"id\" AND entry.\"ledger\" = '{table}'), 0)",
                cancellation);
            if (untold > 0)
            {
                failed += untold;
                wrong.Add($"{table} 有 {untold} 条与日志的最后一次变更不符");
            }
        }

        return new(looked, failed, wrong);
    }
}
