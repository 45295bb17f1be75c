using Anju.Kernel;
using Anju.Ledgers;
using Anju.Ui;
using Microsoft.EntityFrameworkCore;

namespace Anju.Register.HouseholdFile;

/// <summary>Stored values in the words of people: terms, divisions, names instead of ids, restricted ones masked.</summary>
public sealed class FileWords(IDivisionNames divisions)
{
    private readonly Dictionary<Guid, string> names = [];

    /// <summary>Reads the names behind ids of people, households and sites, as far as the actor may see them.</summary>
    public async Task KnowAsync(AnjuDb db, IEnumerable<Guid> ids, CancellationToken cancellation)
    {
        foreach (var some in ids.Where(id => !names.ContainsKey(id)).Distinct().Chunk(500))
        {
            Note(await db.Set<Person>().Where(x => some.Contains(x.Id)).Select(x => new Named(x.Id, x.Name)).ToListAsync(cancellation));
            Note(await db.Set<Household>().Where(x => some.Contains(x.Id)).Select(x => new Named(x.Id, x.Code)).ToListAsync(cancellation));
            Note(await db.Set<ResettlementSite>().Where(x => some.Contains(x.Id)).Select(x => new Named(x.Id, x.Name)).ToListAsync(cancellation));
        }
    }

    public Task KnowAsync(AnjuDb db, LedgerDefinition ledger, IEnumerable<Record> rows, CancellationToken cancellation) =>
        KnowAsync(db, rows.SelectMany(row => ledger.Columns.Where(column => column.Refers is not null).Select(column => column.Get(row))).OfType<Guid>(), cancellation);

    public string? NameOf(Guid id) => names.GetValueOrDefault(id);

    /// <summary>Null for no value.</summary>
    public string? Of(LedgerColumn column, object? value) => value switch
    {
        null or "" => null,
        Guid id => names.GetValueOrDefault(id) ?? "（不在本辖区）",
        _ when column.Mask is { } mask => Masked(mask, value.ToString()!),
        string code when column.Kind == ColumnKind.Division => divisions.NameOf(code) ?? code,
        bool yes => yes ? "是" : "否",
        DateOnly date => Format.Date(date),
        Yuan amount => Format.Yuan(amount.Cents / 100m),
        Mu area => Format.Mu(area.TenThousandths / 10_000m),
        int number when column.Unit is not null => $"{Format.Number(number)} {column.Unit}",
        _ when column.Kind == ColumnKind.Term => column.TermOf(value)?.Title,
        _ => column.Unit is null ? value.ToString() : $"{value} {column.Unit}",
    };

    private static string Masked(Mask mask, string text) => mask switch
    {
        Mask.IdNumber => Format.MaskedId(text),
        Mask.Phone => Format.MaskedPhone(text),
        _ => "***",
    };

    private void Note(List<Named> found) => found.ForEach(x => names[x.Id] = x.Name);

    private sealed record Named(Guid Id, string Name);
}
