using System.Data.Common;
using Microsoft.EntityFrameworkCore;

namespace Anju.Kernel;

/// <summary>How a rotation came out.</summary>
/// <param name="Begun">New keys were made; otherwise one that was broken off went on.</param>
/// <param name="Renewed">Values sealed or coded anew.</param>
public sealed record RotationOutcome(bool Begun, long Renewed);

/// <summary>
/// Changes the keys under a running product (requirement E4): new keys for whatever is written from now on, then everything
/// sealed or found by older ones anew, a portion in each transaction. Both keys live until nothing needs the old one.
/// Broken off at any moment it has lost nothing, and goes on when it is started again. Only the owner of the tables can: the
/// product itself may not touch a line of the journal.
/// </summary>
public sealed class Rotation(Databases databases, Modules modules, SecurityLog log, TimeProvider clock)
{
    /// <summary>Rows in one transaction.</summary>
    private const int Portion = 500;

    /// <summary>Keys of these make values that are made anew; codes of the chains and of rows stay with the key that made them.</summary>
    private static readonly KeyPurpose[] Renewed = [KeyPurpose.Fields, KeyPurpose.Guarded, KeyPurpose.Index];

    private KeyRing Keys => databases.Keys;

    public async Task<RotationOutcome> RunAsync(IProgress<long>? progress, CancellationToken cancellation)
    {
        // Older keys of what is made anew are only there while a rotation is under way.
        var begun = Renewed.All(purpose => Keys.Versions(purpose).Count == 1);
        if (begun)
        {
            foreach (var purpose in Enum.GetValues<KeyPurpose>())
            {
                await Keys.RenewAsync(purpose, null, clock, cancellation);
            }

            await log.WriteAsync(
                new() { Kind = SecurityEventKind.KeyUsed, Succeeded = true, Subject = "rotate", Detail = $"启用第 {Keys.CurrentVersion(KeyPurpose.Fields)} 版密钥" }, Actor.System, cancellation);
        }

        await using var db = databases.OpenAsOwner();
        var renewed = 0L;
        foreach (var shape in Shapes(db))
        {
            renewed += await InPortionsAsync(db, RowsOf(shape), (row, update) => RenewRow(shape, row, update), progress, renewed, cancellation);
        }

        renewed += await InPortionsAsync(db, EntriesOf(Shapes(db)), (row, update) => RenewEntry(db, row, update), progress, renewed, cancellation);
        foreach (var elsewhere in modules.Create<SealedElsewhere>())
        {
            renewed += await elsewhere.RenewAsync(db, cancellation);
        }

        return new(begun, renewed);
    }

    /// <summary>
    /// Removes the older keys when nothing needs them. A process that has not heard of the new ones yet may still write with
    /// them, so they stay for a while after the new ones were made.
    /// </summary>
    public async Task<Result<int>> RetireAsync(CancellationToken cancellation)
    {
        await using (var db = databases.Open(Actor.System))
        {
            var newest = await db.Set<DataKey>().Where(key => key.Purpose == KeyPurpose.Fields).OrderByDescending(key => key.Version).Select(key => key.MadeAt).FirstAsync(cancellation);
            if (clock.GetUtcNow().UtcDateTime - newest < KeyRing.Fresh * 5)
            {
                return new Refusal("TOO_SOON", $"新密钥启用还不到 {KeyRing.Fresh.TotalMinutes * 5:0} 分钟，别的进程可能还在用旧密钥写入。请稍后再执行。");
            }
        }

        if ((await RunOnlyAsync(cancellation)) is var left and > 0)
        {
            return new Refusal("STILL_NEEDED", $"还有 {left} 项内容用旧密钥保存，现已改用新密钥。请再执行一次。");
        }

        var removed = 0;
        foreach (var purpose in Renewed)
        {
            foreach (var version in Keys.Versions(purpose).Skip(1))
            {
                await Keys.RemoveAsync(purpose, version, cancellation);
                removed++;
            }
        }

        if (removed > 0)
        {
            await log.WriteAsync(new() { Kind = SecurityEventKind.KeyUsed, Succeeded = true, Subject = "retire", Detail = $"删除不再使用的旧密钥 {removed} 个" }, Actor.System, cancellation);
        }

        return removed;
    }

    private async Task<long> RunOnlyAsync(CancellationToken cancellation) =>
        Renewed.All(purpose => Keys.Versions(purpose).Count == 1) ? 0 : (await RunAsync(null, cancellation)).Renewed;

    private static List<Shape> Shapes(AnjuDb db) => [.. db.Model.GetEntityTypes().Select(entity => Shape.Of(db, entity.ClrType)).Where(shape => shape.Encrypted.Count > 0)];

    private static Source RowsOf(Shape shape)
    {
        string[] columns = [.. shape.Encrypted.Select(column => Naming.Snake(column.Property)), .. shape.Encrypted.Where(column => column.Index is not null).Select(column => Naming.Snake(column.Index!))];
        return new(shape.Table, ["id"], columns, "1 = 1");
    }

    private static Source EntriesOf(IEnumerable<Shape> shapes) => new(
        "journal_entry", ["batch_id", "ordinal"], ["ledger", "record_id", "before", "after"], $"ledger IN ({string.Join(", ", shapes.Select(shape => $"'{shape.Table}'"))})");

    /// <summary>A row whose values were changed meanwhile is left to whoever changed it: with what is written now goes the newest key.</summary>
    private void RenewRow(Shape shape, DbDataReader row, Update update)
    {
        var id = row.GetGuid(0);
        foreach (var column in shape.Encrypted.Where(column => row[Naming.Snake(column.Property)] is byte[]))
        {
            var (name, value) = (Naming.Snake(column.Property), (byte[])row[Naming.Snake(column.Property)]);
            if (column.Renewed(Keys, id, value) is var renewed && renewed != value)
            {
                update.Set(name, renewed, value);
            }

            if (column.Index is not null && row[Naming.Snake(column.Index)] is string code && BlindIndex.VersionOf(code) != Keys.CurrentVersion(KeyPurpose.Index))
            {
                update.Set(Naming.Snake(column.Index), BlindIndex.CodeOf(Keys, column, column.Open(Keys, id, value)), code);
            }
        }
    }

    private void RenewEntry(AnjuDb db, DbDataReader row, Update update)
    {
        var (shape, id) = (Shape.OfTable(db, row.GetString(2))!, row.GetGuid(3));
        foreach (var name in (string[])["before", "after"])
        {
            if (row[name] is string text && SealedText.Renew(Keys, shape, id, text) is var renewed && renewed != text)
            {
                update.Set(name, renewed!, text);
            }
        }
    }

    private static async Task<long> InPortionsAsync(
        AnjuDb db, Source source, Action<DbDataReader, Update> renew, IProgress<long>? progress, long before, CancellationToken cancellation)
    {
        var (renewed, last) = (0L, (object[]?)null);
        while (true)
        {
            await using var transaction = await db.Database.BeginTransactionAsync(cancellation);
            var updates = new List<Update>();
            await using (var select = await BulkRead.CommandAsync(db, source.Select(last, Portion), last ?? [], cancellation))
            await using (var reader = await select.ExecuteReaderAsync(cancellation))
            {
                while (await reader.ReadAsync(cancellation))
                {
                    var update = new Update(source, [.. Enumerable.Range(0, source.Key.Length).Select(reader.GetValue)]);
                    renew(reader, update);
                    updates.Add(update);
                }
            }

            foreach (var update in updates.Where(update => !update.IsEmpty))
            {
                await using var command = await BulkRead.CommandAsync(db, update.Sql, [.. update.Values], cancellation);
                renewed += await command.ExecuteNonQueryAsync(cancellation);
            }

            await transaction.CommitAsync(cancellation);
            progress?.Report(before + renewed);
            if (updates.Count < Portion)
            {
                return renewed;
            }

            last = updates[^1].Key;
        }
    }

    /// <summary>Rows of a table in the order of their key.</summary>
    private sealed record Source(string Table, string[] Key, string[] Columns, string Where)
    {
        public string Select(object[]? after, int most)
        {
            var key = string.Join(", ", Key.Select(name => $"\"{name}\""));
            var behind = after is null ? "" : $" AND ({key}) > ({string.Join(", ", after.Select((_, i) => $"@p{i}"))})";
            return $"SELECT {key}, {string.Join(", ", Columns.Select(name => $"\"{name}\""))} FROM \"{Table}\" WHERE {Where}{behind} ORDER BY {key} LIMIT {most}";
        }
    }

    /// <summary>New values of one row, each in the place of the one that was read.</summary>
    private sealed class Update(Source source, object[] key)
    {
        private readonly List<(string Column, object Value, object Was)> sets = [];

        public object[] Key { get; } = key;

        public bool IsEmpty => sets.Count == 0;

        public IEnumerable<object> Values => [.. sets.Select(set => set.Value), .. sets.Select(set => set.Was), .. Key];

        public string Sql
        {
            get
            {
                var count = sets.Count;
                var assigned = string.Join(", ", sets.Select((set, i) => $"\"{set.Column}\" = @p{i}"));
                var unchanged = sets.Select((set, i) => $"\"{set.Column}\" = @p{count + i}");
                var row = source.Key.Select((name, i) => $"\"{name}\" = @p{(2 * count) + i}");
                return $"UPDATE \"{source.Table}\" SET {assigned} WHERE {string.Join(" AND ", unchanged.Concat(row))}";
            }
        }

        public void Set(string column, object value, object was) => sets.Add((column, value, was));
    }
}
