using Anju.Kernel;

namespace Anju.Ledgers;

/// <summary>
/// All that is asked of a line before it is written on a page or through the API: <see cref="LineRules"/>, that it agrees with
/// the other lines of its owner, that county and site agree, that it is the person's to write, and that nothing changes which only an action may change.
/// </summary>
public sealed class LineCheck(
    AnjuDb db, LedgerCatalogue catalogue, IDivisionNames divisions, IEnumerable<ILedgerObjection> objections, BusinessDate date)
{
    /// <summary>Empty when the line may be written; each refusal names its field.</summary>
    /// <param name="before">As stored; null for a new line.</param>
    public async Task<IReadOnlyList<Refusal>> RefusalsAsync(LedgerDefinition ledger, Record line, Record? before, CancellationToken cancellation)
    {
        var found = LineRules.Check(ledger, line, before, date.Today).ToList();
        if (line is IRuledBeside && ledger.Owner?.Get(line) is Guid owner && owner != Guid.Empty)
        {
            found.AddRange(LineRules.Beside(ledger, line, before, await ledger.Rows.OwnedAsync(db, ledger.Owner, [owner], cancellation)));
        }

        found.AddRange(objections.SelectMany(one => one.Against(before, line)).Select(objection => objection.ToRefusal()));
        if (ledger.Owner is null && line is IScoped scoped && divisions.NameOf(scoped.CountyCode) is { } county)
        {
            found.AddRange(await PlaceAsync(ledger, line, scoped, before as IScoped, county, cancellation));
        }

        return found;
    }

    private async Task<IEnumerable<Refusal>> PlaceAsync(
        LedgerDefinition ledger, Record line, IScoped scoped, IScoped? before, string county, CancellationToken cancellation)
    {
        if (before is null && !db.Actor.Scope.Covers(scoped))
        {
            return [db.Actor.Scope is { WholeCounty: false, County: var own } && own == scoped.CountyCode
                ? new("OUT_OF_SCOPE", "只能登记您负责的安置点的记录，请选择安置点", SiteOf(ledger)?.Field ?? CountyField)
                : new("OUT_OF_SCOPE", "只能登记本县（市、区）的记录", CountyField)];
        }

        if (before is not null && before.CountyCode != scoped.CountyCode)
        {
            return [new("COUNTY_FIXED", ledger.MovedBy is { } action
                ? $"登记后不在这里改县市区。搬到别的县市区，请办理“{action}”，成员和各项记录随之迁移"
                : "登记后不能改县市区；登记错了的，请删除后在正确的县市区重新登记", CountyField)];
        }

        return SiteOf(ledger) is { } column
            && scoped.SiteId is { } id && scoped.SiteId != before?.SiteId
            && await catalogue.Of(column.Refers!).Rows.FindAsync(db, id, tracked: false, cancellation) is IScoped site && site.CountyCode != scoped.CountyCode
            ? [new("SITE_ELSEWHERE", $"所选的{column.Called}不在{county}。" + (before is not null && ledger.MovedBy is { } way
                ? $"搬到别的县市区，请办理“{way}”，成员和各项记录随之迁移"
                : $"请选择{county}的{column.Called}"), column.Field)]
            : [];
    }

    private static LedgerColumn? SiteOf(LedgerDefinition ledger) =>
        ledger.Columns.FirstOrDefault(column => column.Name == nameof(IScoped.SiteId) && column.Refers is not null);

    private static string CountyField { get; } = Naming.Camel(nameof(IScoped.CountyCode));
}
