using Anju.Kernel;
using Anju.Ledgers;
using Anju.Policy;
using Microsoft.EntityFrameworkCore;

namespace Anju.Register.Drill;

/// <summary>
/// Opens a number of a site's or county's balance to the membership changes it counts:
/// <c>balance=county:431021&amp;month=2025-10&amp;way=in</c>.
/// </summary>
internal sealed class BalanceNarrowing(PlanPack pack) : ILedgerNarrowing
{
    public IReadOnlyList<string> Parameters { get; } = ["balance", "month", "way"];

    public async Task<Result<Narrowed>> NarrowAsync(
        AnjuDb db, LedgerDefinition ledger, IReadOnlyDictionary<string, string> asked, CancellationToken cancellation)
    {
        if (ledger.Type != typeof(MembershipChange))
        {
            return Wrong("balance", $"{ledger.Title}不能按人口增减筛选");
        }

        if (!Month.TryParse(asked.GetValueOrDefault("month"), out var month))
        {
            return Wrong("month", "月份应写作 2025-10");
        }

        if (asked.GetValueOrDefault("way") is not ("in" or "out"))
        {
            return Wrong("way", "增减只能是 in 或 out");
        }

        var (lines, place) = asked["balance"].Split(':') switch
        {
            ["site", var id] when Guid.TryParse(id, out var site) =>
                (PlaceLog.OfSite(db, site), await db.Set<ResettlementSite>().Where(x => x.Id == site).Select(x => x.Name).FirstOrDefaultAsync(cancellation)),
            ["county", { Length: 6 } code] when code.All(char.IsAsciiDigit) => (PlaceLog.OfCounty(db, code), pack.NameOf(code)),
            _ => (null, null),
        };
        if (lines is null || place is null)
        {
            return Wrong("balance", "没有这个安置点或县市区");
        }

        var (kinds, from, to) = (asked["way"] == "in" ? PlaceLog.Ins : PlaceLog.Outs, month.First, month.Last);
        return new Narrowed(
            lines.Where(line => kinds.Contains(line.Kind) && line.HappenedOn >= from && line.HappenedOn <= to).Select(line => line.Id),
            $"{place} {month.ToChinese()}{(asked["way"] == "in" ? "增加" : "减少")}");
    }

    private static Refusal Wrong(string field, string why) => new("BALANCE", $"{why}，请从安置点或县市区页面的数字进入。", field);
}
