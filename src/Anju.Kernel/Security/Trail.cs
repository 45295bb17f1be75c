using System.Text;

namespace Anju.Kernel;

/// <summary>
/// What one person looks at, looks for and takes away, told to the security log before it is shown (requirements F1, F2).
/// Of what somebody searched for only a keyed code is kept: the same text gives the same code, and nobody reads the text from it.
/// </summary>
public sealed class Trail(SecurityLog log, Actor actor, KeyRing keys)
{
    private const int CodeLength = 12;

    /// <summary>Stands before the code of a number that was searched for; before the code of words stands another one.</summary>
    public const string NumberMark = "/number/";

    private const string WordsMark = "/words/";

    /// <param name="what">Kind of page: a ledger's code, <c>household-file</c>.</param>
    public Task ViewedAsync(string what, Record record, CancellationToken cancellation) => NoteAsync(SecurityEventKind.Viewed, what, record, cancellation);

    /// <summary>The file of one household was taken away.</summary>
    public Task ExportedAsync(string what, Record record, CancellationToken cancellation) => NoteAsync(SecurityEventKind.Exported, what, record, cancellation);

    /// <summary>Lines of a list were taken away.</summary>
    /// <param name="conditions">Names of the filters, without what they hold.</param>
    public Task ExportedAsync(string what, IEnumerable<string> conditions, CancellationToken cancellation) => log.WriteAsync(
        new()
        {
            Kind = SecurityEventKind.Exported,
            Succeeded = true,
            Subject = what,
            CountyCode = actor.Scope.County,
            Detail = string.Join('、', conditions) is { Length: > 0 } some ? $"筛选条件：{some}" : "没有筛选条件",
        },
        actor,
        cancellation);

    /// <param name="where">The search box or the ledger's code.</param>
    /// <param name="isNumber">A whole identity number; otherwise words.</param>
    public Task SearchedAsync(string where, string text, bool isNumber, CancellationToken cancellation)
    {
        var code = keys.Mac(KeyPurpose.Index, Encoding.UTF8.GetBytes($"searched for\0{text}")).Code;
        return log.WriteAsync(
            new()
            {
                Kind = SecurityEventKind.Searched,
                Succeeded = true,
                Subject = where + (isNumber ? NumberMark : WordsMark) + Convert.ToHexStringLower(code.AsSpan(0, CodeLength)),
                CountyCode = actor.Scope.County,
            },
            actor,
            cancellation);
    }

    /// <summary>Something of many rows was done.</summary>
    /// <param name="record">The batch of the journal, the run, the import.</param>
    public Task DidAsync(SecurityEventKind kind, string subject, string detail, Guid? record, CancellationToken cancellation) => log.WriteAsync(
        new() { Kind = kind, Succeeded = true, Subject = subject, RecordId = record, CountyCode = actor.Scope.County, Detail = detail }, actor, cancellation);

    private Task NoteAsync(SecurityEventKind kind, string what, Record record, CancellationToken cancellation) => log.WriteAsync(
        new()
        {
            Kind = kind,
            Succeeded = true,
            Subject = what,
            RecordId = record.Id,
            HouseholdId = (record as IOfHousehold)?.HouseholdId,
            CountyCode = (record as IScoped)?.CountyCode,
        },
        actor,
        cancellation);
}
