using Anju.Kernel;
using Anju.Policy;
using Anju.Register;

namespace Anju.Employment.PublicWork;

/// <summary>
/// R-M04-2c: relocated people come first: their share of those who worked is no lower than of those who applied, or each one
/// not taken was told why [A45].
/// </summary>
internal sealed class RelocatedFirst : RecordRule<WorkReliefProject>
{
    public override string Code => "R-M04-2c";

    public override string Title => "优先吸纳搬迁群众";

    public override Clause Clause => Plan.Measure(4).Says("优先吸纳搬迁群众就业");

    public override IReadOnlyList<string> Uses => [];

    public override IReadOnlyList<Type> Beside => [typeof(LabourPayment)];

    public override Verdict Judge(RecordFacts<WorkReliefProject> facts, Month month, Parameters parameters)
    {
        var project = facts.Record;
        if (project.StartedOn is not { } started || started > facts.AsOf)
        {
            return Verdict.NotApplicable("尚未开工");
        }

        if (project.RelocatedApplicants == 0)
        {
            return Verdict.NotApplicable("没有搬迁群众报名");
        }

        if (project.RejectionsReasoned == true)
        {
            return Verdict.Met("未录用的搬迁群众逐人有理由");
        }

        var workers = facts.All<LabourPayment>().DistinctBy(line => line.Worker()).ToList();
        if (project is not { Applicants: > 0 and var applicants, RelocatedApplicants: { } relocated })
        {
            return Verdict.Unknown(project.Applicants is null ? "报名人数" : "报名搬迁人数");
        }

        if (workers.Count == 0)
        {
            return Verdict.Unknown("用工考勤与劳务报酬");
        }

        var taken = workers.Count(line => line.Kind == WorkerKind.Relocated);
        var words = $"用工{workers.Count}人，其中搬迁{taken}人；报名{applicants}人，其中搬迁{relocated}人";
        return (long)taken * applicants >= (long)relocated * workers.Count ? Verdict.Met(words) : Verdict.NotMet(words);
    }
}
