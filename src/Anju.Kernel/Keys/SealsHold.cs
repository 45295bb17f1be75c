using System.Data.Common;

namespace Anju.Kernel;

/// <summary>Every encrypted value opens where it stands, and the code by which it is found is that of its text.</summary>
internal sealed class SealsHold : TieOut
{
    public override string Code => "seals";

    public override string Title => "加密保存的内容都能打开，查找索引与内容一致";

    public override async Task<TieOutResult> CheckAsync(AnjuDb db, CancellationToken cancellation)
    {
        var (looked, wrong) = (0L, new List<string>());
        foreach (var shape in db.Model.GetEntityTypes().Select(entity => Shape.Of(db, entity.ClrType)).Where(shape => shape.Encrypted.Count > 0))
        {
            foreach (var column in shape.Encrypted)
            {
                var code = column.Index is null ? "NULL" : $"\"{Naming.Snake(column.Index)}\"";
                await using var command = await BulkRead.CommandAsync(
                    db, $"SELECT \"id\", \"{Naming.Snake(column.Property)}\", {code} FROM \"{shape.Table}\" WHERE \"{Naming.Snake(column.Property)}\" IS NOT NULL", [], cancellation);
                await using var reader = await command.ExecuteReaderAsync(cancellation);
                while (await reader.ReadAsync(cancellation))
                {
                    looked++;
                    if (ProblemOf(db.Keys, column, reader) is { } problem)
                    {
                        wrong.Add(problem);
                    }
                }
            }
        }

        return TieOutResult.Of(looked, wrong);
    }

    private static string? ProblemOf(KeyRing keys, SealedColumn column, DbDataReader row)
    {
        var id = row.GetGuid(0);
        try
        {
            var clear = column.Open(keys, id, row.GetFieldValue<byte[]>(1));
            return column.Index is null || (!row.IsDBNull(2) && BlindIndex.Holds(keys, column, row.GetString(2), clear))
                ? null
                : $"{column.Where}，记录 {id}：查找索引与内容不一致";
        }
        catch (SealBrokenException)
        {
            return $"{column.Where}，记录 {id}：打不开";
        }
    }
}
