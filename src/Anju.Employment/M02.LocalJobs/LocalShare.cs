using Anju.Kernel;
using Anju.Policy;
using Anju.Register;
using Anju.Ui;

namespace Anju.Employment.LocalJobs;

/// <summary>What I-M02-1 counts: of people at work, those within the county, in whatever kind of work.</summary>
internal sealed class AtWorkNearHome : PersonRule
{
    public override string Code => "I-M02-1";

    public override string Title => "县内就业";

    public override RuleKind Kind => RuleKind.Count;

    public override Clause Clause => Plan.Measure(2).Says("提供更多就业岗位");

    public override IReadOnlyList<string> Uses => ["employment.valid-days"];

    public override Verdict Judge(PersonFacts person, Month month, Parameters parameters)
    {
        if (((person.Job(parameters) ?? person.OpenSpell)?.Channel ?? person.ToldChannel) is not { } channel)
        {
            return Verdict.NotApplicable("未就业");
        }

        return person.EmploymentGap(parameters) is { } gap ? Verdict.Unknown(gap)
            : channel is EmploymentChannel.OutsideProvince or EmploymentChannel.OutsideCounty ? Verdict.NotMet("在县外就业")
            : Verdict.Met();
    }
}

internal sealed class LocalShare : Indicator
{
    public override string Code => "I-M02-1";

    public override string Rule => "I-M02-1";

    /// <summary>The plan asks for local jobs and for outward ones.</summary>
    public override Welcome Better => Welcome.Neither;
}
