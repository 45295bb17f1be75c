using Anju.Kernel;

namespace Anju.Ledgers;

/// <summary>Every line that a ledger refers to exists.</summary>
internal sealed class ReferencesHold : TieOut
{
    public override string Code => "references";

    public override string Title => "没有指向不存在对象的记录";

    public override async Task<TieOutResult> CheckAsync(AnjuDb db, CancellationToken cancellation)
    {
        var wrong = new List<string>();
        var (looked, failed) = (0L, 0L);
        foreach (var (ledger, column) in LedgersOf(db).SelectMany(ledger => ledger.Columns.Where(column => column.Refers is not null), (ledger, column) => (ledger, column)))
        {
            var name = Shape.Of(db, ledger.Type).Columns.First(x => x.Name == column.Name).Quoted;
            var other = Shape.Of(db, column.Refers!).Table;
            looked += await CountAsync(db, $"SELECT count(*) FROM \"{ledger.Table}\" WHERE {name} IS NOT NULL", cancellation);
            var orphans = await CountAsync(
                db,
                $"SELECT count(*) FROM \"{ledger.Table}\" AS line WHERE {name} IS NOT NULL AND NOT EXISTS (SELECT 1 FROM \"{other}\" AS other WHERE other.\"id\" = line.{name})",
                cancellation);
            if (orphans > 0)
            {
                failed += orphans;
                wrong.Add($"{ledger.Title}有{orphans}条的“{column.Title}”不存在");
            }
        }

        return new(looked, failed, wrong);
    }

    private static IEnumerable<LedgerDefinition> LedgersOf(AnjuDb db) => db.Model.GetEntityTypes()
        .Where(entity => entity.ClrType.IsDefined(typeof(LedgerAttribute), inherit: false))
        .Select(entity => new LedgerDefinition(entity.ClrType));
}
