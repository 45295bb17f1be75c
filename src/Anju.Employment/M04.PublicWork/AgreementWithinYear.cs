using Anju.Kernel;
using Anju.Ledgers;
using Anju.Policy;

namespace Anju.Employment.PublicWork;

/// <summary>An agreement about a public welfare post is for a year at most [A12] (c.5).</summary>
internal sealed class AgreementWithinYear(PlanPack pack) : ILedgerObjection
{
    public IEnumerable<Objection> Against(Record? before, Record after)
    {
        if (after is not PublicPost { AgreementFrom: { Year: > 2000 and < 2200 } from, AgreementTo: { } to }
            || (before is PublicPost was && (was.AgreementFrom, was.AgreementTo) == (from, to)))
        {
            return [];
        }

        var months = pack.Parameters.At(Month.Of(from)).Int("public-post.agreement-months");
        return from.AddMonths(months) > to ? [] : [new("AGREEMENT_TERM", $"协议一次不超过{months}个月，期满再续签", nameof(PublicPost.AgreementTo), nameof(PublicPost.AgreementFrom))];
    }
}
