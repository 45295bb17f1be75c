using Anju.Kernel;

namespace Anju.Ledgers;

/// <summary>
/// Shows masked values whole to somebody who says why (security requirement E9; GB/T 35273 7.2): one record, the fields
/// asked for, one event for each field, stored before the value is shown. The line is read within the actor's scope.
/// </summary>
public sealed class Unmasking(LedgerReader reader, LedgerWords words, SecurityLog log, Actor actor)
{
    /// <summary>Reasons that need no words of their own.</summary>
    public static IReadOnlyList<string> Reasons { get; } =
        ["核对身份证件原件", "联系本人或家属", "办理补贴、就业或社保业务", "核实重复登记", "群众来访、信访答复", "审计、督查核查"];

    /// <summary>The masked columns of a line that hold something.</summary>
    public static IReadOnlyList<LedgerColumn> FieldsOf(LedgerDefinition ledger, Record line) =>
        [.. ledger.Columns.Where(column => column.Mask is not null && column.Get(line) is not null and not "")];

    /// <summary>The text as everybody sees it.</summary>
    public string Masked(LedgerColumn column, Record line) => words.Of(column, column.Get(line), new());

    /// <summary>Heads and whole values of the fields asked for.</summary>
    /// <param name="fields">Names of columns.</param>
    public async Task<Result<IReadOnlyList<(string Head, string Value)>>> ShowAsync(
        LedgerDefinition ledger, Guid id, IReadOnlyCollection<string> fields, string? reason, CancellationToken cancellation)
    {
        const int Longest = 200;
        if (await reader.FindAsync(ledger, id, cancellation) is not { } line)
        {
            return Refusals.NotFound;
        }

        if (FieldsOf(ledger, line).Where(column => fields.Contains(column.Field)).ToList() is not { Count: > 0 } asked)
        {
            return new Refusal("FIELDS", "请勾选要查看的内容", "field");
        }

        if (reason is null || reason.Length > Longest)
        {
            return new Refusal("REASON", reason is null ? "请写明查看的原因" : $"原因不能超过 {Longest} 个字", "reason");
        }

        foreach (var column in asked)
        {
            await log.WriteAsync(
                new()
                {
                    Kind = SecurityEventKind.Unmasked,
                    Succeeded = true,
                    Subject = $"{ledger.Code}.{column.Field}",
                    RecordId = id,
                    HouseholdId = (line as IOfHousehold)?.HouseholdId,
                    CountyCode = (line as IScoped)?.CountyCode,
                    Detail = reason,
                },
                actor,
                cancellation);
        }

        return asked.ConvertAll(column => (column.Head, ColumnText.Shown(column, column.Get(line))));
    }
}
