using System.Linq.Expressions;
using Anju.Kernel;
using Anju.Ledgers;
using Microsoft.EntityFrameworkCore;

namespace Anju.Register;

/// <summary>How many lines of a ledger are dated in the time asked for.</summary>
/// <param name="Last">The newest of their dates.</param>
public readonly record struct EvidenceFound(int Lines, DateOnly? Last);

/// <summary>A ledger whose dated lines show that a county did what the plan asks it to support: nobody writes it down a second time. Alike by its ledger and title.</summary>
public abstract class Evidence : IEquatable<Evidence>
{
    /// <summary>Code of the ledger.</summary>
    protected abstract string Ledger { get; }

    /// <summary>What its lines are called: 岗位信息.</summary>
    public abstract string Title { get; }

    /// <summary>What they are counted in: 条, 个.</summary>
    public abstract string Counter { get; }

    /// <summary>The list of exactly these lines.</summary>
    public abstract string ListOf(string county, DateOnly from, DateOnly to);

    public bool Equals(Evidence? other) => other is not null && (other.Ledger, other.Title) == (Ledger, Title);

    public override bool Equals(object? obj) => Equals(obj as Evidence);

    public override int GetHashCode() => HashCode.Combine(Ledger, Title);

    /// <summary>By county, of all that the context may see; both days included.</summary>
    internal abstract Task<IReadOnlyDictionary<string, EvidenceFound>> AmongAsync(AnjuDb db, DateOnly from, DateOnly to, CancellationToken cancellation);
}

/// <summary>A line of a ledger as evidence: whose it is, and when.</summary>
public sealed class Dated
{
    public string County { get; init; } = "";

    public DateOnly? On { get; init; }
}

/// <inheritdoc cref="Evidence"/>
/// <param name="date">The column that dates a line, by its field in addresses.</param>
/// <param name="dated">County and date of a line.</param>
/// <param name="which">Which lines count; all when it is null.</param>
/// <param name="narrow">The same as a filter of the list: <c>labourIntensive=true</c>.</param>
public sealed class Evidence<T>(string title, string date, Expression<Func<T, Dated>> dated, Expression<Func<T, bool>>? which = null, string narrow = "") : Evidence
    where T : CountyRecord
{
    private static readonly LedgerAttribute Own = (LedgerAttribute)Attribute.GetCustomAttribute(typeof(T), typeof(LedgerAttribute))!;

    public override string Title => title;

    public override string Counter => Own.Counter;

    protected override string Ledger => Own.Code;

    public override string ListOf(string county, DateOnly from, DateOnly to) =>
        $"{Own.ListPage ?? $"/ledgers/{Own.Code}"}?countyCode={county}&{date}.from={from:yyyy-MM-dd}&{date}.to={to:yyyy-MM-dd}{(narrow.Length > 0 ? "&" + narrow : "")}";

    internal override async Task<IReadOnlyDictionary<string, EvidenceFound>> AmongAsync(AnjuDb db, DateOnly from, DateOnly to, CancellationToken cancellation) =>
        await (which is null ? db.Set<T>() : db.Set<T>().Where(which)).AsNoTracking().Select(dated)
            .Where(line => line.On >= from && line.On <= to).GroupBy(line => line.County)
            .Select(lines => new { County = lines.Key, Lines = lines.Count(), Last = lines.Max(line => line.On) })
            .ToDictionaryAsync(x => x.County, x => new EvidenceFound(x.Lines, x.Last), cancellation);
}
