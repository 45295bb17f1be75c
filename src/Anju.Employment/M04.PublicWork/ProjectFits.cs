using Anju.Kernel;
using Anju.Policy;
using Anju.Register;

namespace Anju.Employment.PublicWork;

/// <summary>R-M04-1: the project has the four traits that the plan names, each judged and reasoned.</summary>
internal sealed class ProjectFits : RecordRule<WorkReliefProject>
{
    public override string Code => "R-M04-1";

    public override string Title => "以工代赈项目符合四项特征";

    public override Clause Clause => Plan.Measure(4).Says("实施一批投资规模小、技术门槛低、前期工作简单、务工技能要求不高的以工代赈建设项目");

    public override Strength Strength => Strength.Support;

    public override IReadOnlyList<string> Uses => ["work-relief.traits"];

    public override Verdict Judge(RecordFacts<WorkReliefProject> facts, Month month, Parameters parameters)
    {
        var project = facts.Record;
        var names = parameters.List("work-relief.traits");
        bool?[] traits = [project.IsSmall, project.IsSimple, project.IsPrepared, project.IsForAnybody];
        var named = traits.Zip(names).ToList();
        if (named.Where(x => x.First == false).Select(x => x.Second).ToList() is { Count: > 0 } lacking)
        {
            return Verdict.NotMet($"不符合：{string.Join("、", lacking)}");
        }

        List<string> missing = [.. named.Where(x => x.First is null).Select(x => x.Second), .. string.IsNullOrWhiteSpace(project.TraitsBecause) ? (IEnumerable<string>)["特征理由"] : []];
        return missing.Count > 0 ? Verdict.Unknown(missing) : Verdict.Met("四项特征齐全");
    }
}
