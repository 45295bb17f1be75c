using Anju.Kernel;
using Anju.Policy;
using Anju.Register;

namespace Anju.Employment.OutwardJobs;

/// <summary>What I-M03-3 counts: of the labourers, those at work — the national headline figure.</summary>
internal sealed class LabourersAtWork : PersonRule
{
    public override string Code => "I-M03-3";

    public override string Title => "劳动力就业";

    public override RuleKind Kind => RuleKind.Count;

    public override Clause Clause => Plan.Measure(3).Says("就业帮扶全覆盖");

    public override IReadOnlyList<string> Uses => ["labour.age-from", "labour.age-below", "employment.valid-days"];

    public override Verdict Judge(PersonFacts person, Month month, Parameters parameters) => person.IsLabourer(parameters) switch
    {
        false => Verdict.NotApplicable("不是劳动力"),
        null => Verdict.Unknown(person.LabourGaps),
        _ when person.IsEmployed(parameters) => Verdict.Met(),
        _ => person.EmploymentGap(parameters) is { } gap ? Verdict.Unknown(gap) : Verdict.NotMet("未就业"),
    };
}

/// <summary>
/// What I-M03-5 counts: people at work, by where. A job that nobody has verified lately, or that only the person's own line
/// tells of, may or may not be there.
/// </summary>
internal abstract class AtWorkIn(string code, string title, EmploymentChannel[] channels) : PersonRule
{
    private readonly Verdict elsewhere = Verdict.NotApplicable($"不在{title}");

    public override string Code => code;

    public override string Title => title;

    public override RuleKind Kind => RuleKind.Count;

    public override Clause Clause => Plan.Measure(3).Says("与粤港澳大湾区、一二三线城市等发达地区开展劳务协作和定点帮扶对接");

    public override IReadOnlyList<string> Uses => ["employment.valid-days"];

    public override Verdict Judge(PersonFacts person, Month month, Parameters parameters)
    {
        if (((person.Job(parameters) ?? person.OpenSpell)?.Channel ?? person.ToldChannel) is not { } channel || !channels.Contains(channel))
        {
            return elsewhere;
        }

        return person.EmploymentGap(parameters) is { } gap ? Verdict.Unknown(gap) : Verdict.Met();
    }
}

internal sealed class AtWorkOutsideProvince() : AtWorkIn("I-M03-5-A", "省外务工", [EmploymentChannel.OutsideProvince]);

internal sealed class AtWorkOutsideCounty() : AtWorkIn("I-M03-5-B", "省内县外务工", [EmploymentChannel.OutsideCounty]);

internal sealed class AtWorkInsideCounty() : AtWorkIn(
    "I-M03-5-C",
    "县内就业",
    [
        EmploymentChannel.InsideCounty, EmploymentChannel.Workshop, EmploymentChannel.PublicPost,
        EmploymentChannel.OwnBusiness, EmploymentChannel.Farming, EmploymentChannel.PublicInstitution,
    ]);
