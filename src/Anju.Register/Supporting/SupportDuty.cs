using Anju.Kernel;
using Anju.Policy;

namespace Anju.Register;

/// <summary>
/// What the plan supports, promotes or encourages, judged once a year for each county (domain specification 0.1 rule 7, 0.2 S
/// [A38]): met by one dated piece of evidence in the year, a line of a ledger that holds such things anyway or one of a yearly
/// return. Not met only when the year is over and the return says that nothing was done; without a return nobody knows.
/// </summary>
public abstract class SupportDuty(string obligation) : CountyRule
{
    /// <summary>Of the plan's catalogue: <c>M02-1</c>.</summary>
    public string Obligation => obligation;

    public sealed override string Code => "R-" + obligation;

    public sealed override Strength Strength => Strength.Support;

    public sealed override Verdict Judge(CountyFacts facts, Month month, Parameters parameters)
    {
        if (facts.Households == 0 && facts.Sites == 0)
        {
            return Verdict.NotApplicable("辖区没有搬迁户和安置点");
        }

        var own = Evidence.Select(evidence => (evidence.Title, evidence.Counter, Found: facts.Of(evidence))).Where(one => one.Found.Lines > 0).ToList();
        var returns = facts.Returns.Where(one => one.Obligation == obligation).ToList();
        var told = returns.Where(one => one.Done == SupportDone.Done && one.EvidenceOn is { } on && on.Year == month.Year && on <= facts.AsOf).ToList();
        if (own.Count > 0 || told.Count > 0)
        {
            var pieces = own.Select(one => $"{one.Title}{one.Found.Lines}{one.Counter}").Concat(told.Count > 0 ? [$"年度报送佐证{told.Count}件"] : []);
            return Verdict.Met(string.Join('、', pieces));
        }

        var last = new DateOnly(month.Year, 12, 31);
        var isOver = facts.AsOf == last && facts.JudgedOn > last;
        return returns.Count == 0 ? Verdict.Unknown([$"{month.Year}年佐证或年度报送"])
            : isOver ? Verdict.NotMet($"{month.Year}年已结束，报送为未开展")
            : Verdict.Unknown([$"{month.Year}年佐证"], "报送为尚未开展，年度还没有结束");
    }
}
