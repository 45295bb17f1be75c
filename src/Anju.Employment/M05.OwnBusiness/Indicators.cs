using Anju.Kernel;
using Anju.Policy;
using Anju.Register;
using Anju.Ui;

namespace Anju.Employment.OwnBusiness;

/// <summary>What the two figures of I-M05-1 count, each a question to one business.</summary>
internal abstract class BusinessCount(string code, string title) : RecordRule<Entrepreneurship>
{
    public override string Code => code;

    public override string Title => title;

    public override RuleKind Kind => RuleKind.Count;

    public override Clause Clause => Plan.Measure(5).Says("引导具备创业能力的搬迁群众优先入驻");
}

internal sealed class BusinessRuns() : BusinessCount("I-M05-1-A", "在营的自主创业")
{
    public override Verdict Judge(RecordFacts<Entrepreneurship> facts, Month month, Parameters parameters) =>
        facts.Record.RunsOn(facts.AsOf) ? Verdict.Met() : Verdict.NotApplicable(facts.Record.OpenedOn > facts.AsOf ? "尚未开业" : "已停业");
}

internal sealed class BusinessSurvived() : BusinessCount("I-M05-1-B", "创业满12个月仍在经营")
{
    /// <summary>The specification names the months in the figure itself.</summary>
    private const int Months = 12;

    public override Verdict Judge(RecordFacts<Entrepreneurship> facts, Month month, Parameters parameters)
    {
        var business = facts.Record;
        if (business.OpenedOn > facts.AsOf || business.OpenedOn.AddMonths(Months) is var after && after > facts.AsOf)
        {
            return Verdict.NotApplicable($"开业不满{Months}个月");
        }

        return business.RunsOn(after) ? Verdict.Met() : Verdict.NotMet($"{business.ClosedOn:yyyy-MM-dd}停业，不满{Months}个月");
    }
}

internal sealed class RunningBusinesses : CountIndicator
{
    public override string Code => "I-M05-1-A";

    public override string Entry => "I-M05-1";

    public override string Rule => "I-M05-1-A";

    public override Welcome Better => Welcome.More;

    public override string OwnTitle => "在营的自主创业";
}

internal sealed class SurvivingBusinesses : Indicator
{
    public override string Code => "I-M05-1-B";

    public override string Entry => "I-M05-1";

    public override string Rule => "I-M05-1-B";

    public override string OwnTitle => "创业满12个月存活率";
}

/// <summary>I-M05-3, its first figure: loans under the startup guarantee that somebody still has.</summary>
internal sealed class LoansOutstanding : RecordRule<LoanApplication>
{
    public override string Code => "I-M05-3-A";

    public override string Title => "在贷的创业担保贷款";

    public override RuleKind Kind => RuleKind.Count;

    public override Clause Clause => Plan.Measure(5).Says("加大创业担保贷款宣传和推广");

    public override Verdict Judge(RecordFacts<LoanApplication> facts, Month month, Parameters parameters) =>
        facts.Record is { Product: LoanProduct.StartupGuarantee, LentOn: { } lent } loan && lent <= facts.AsOf
            && !(loan.State is LoanState.Repaid or LoanState.GuaranteePaid && !(loan.StateSince > facts.AsOf)) // what ended later was open on the day
            ? Verdict.Met() : Verdict.NotApplicable("没有在贷的创业担保贷款");
}

internal sealed class LoansOutstandingCount : CountIndicator
{
    public override string Code => "I-M05-3-A";

    public override string Entry => "I-M05-3";

    public override string Rule => "I-M05-3-A";

    public override string OwnTitle => "在贷的创业担保贷款";
}

/// <summary>I-M05-5 counts the cases of legal aid closed in the calendar year.</summary>
internal sealed class LegalAidClosed : RecordRule<LegalAidCase>
{
    public override string Code => "I-M05-5";

    public override string Title => "办结的法律援助";

    public override RuleKind Kind => RuleKind.Count;

    public override Clause Clause => Plan.Measure(5).Says("法律援助");

    public override Verdict Judge(RecordFacts<LegalAidCase> facts, Month month, Parameters parameters) =>
        facts.Record.ClosedOn is { } closed && closed.Year == month.Year && closed <= facts.AsOf ? Verdict.Met() : Verdict.NotApplicable("本年没有办结");
}

internal sealed class LegalAidCount : CountIndicator
{
    public override string Code => "I-M05-5";

    public override string Rule => "I-M05-5";
}
