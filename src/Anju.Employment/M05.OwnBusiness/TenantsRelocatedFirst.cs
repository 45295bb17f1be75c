using Anju.Kernel;
using Anju.Policy;
using Anju.Register;

namespace Anju.Employment.OwnBusiness;

/// <summary>
/// R-M05-2: relocated people come first at an incubator: their share of the tenants is no lower than of those who applied, or
/// each one not taken was told why [A45], as at work-relief projects (R-M04-2c).
/// </summary>
internal sealed class TenantsRelocatedFirst : RecordRule<Incubator>
{
    public override string Code => "R-M05-2";

    public override string Title => "搬迁群众优先入驻";

    public override Clause Clause => Plan.Measure(5).Says("引导具备创业能力的搬迁群众优先入驻");

    public override IReadOnlyList<string> Uses => [];

    public override IReadOnlyList<Type> Beside => [typeof(IncubatorTenancy)];

    public override Verdict Judge(RecordFacts<Incubator> facts, Month month, Parameters parameters)
    {
        var place = facts.Record;
        if (place.OpenedOn > facts.AsOf)
        {
            return Verdict.NotApplicable("尚未启用");
        }

        if (place.RelocatedApplicants == 0)
        {
            return Verdict.NotApplicable("没有搬迁群众申请入驻");
        }

        if (place.RejectionsReasoned == true)
        {
            return Verdict.Met("未入驻的搬迁群众逐人有理由");
        }

        if (place is not { Applicants: > 0 and var applicants, RelocatedApplicants: { } relocated })
        {
            return Verdict.Unknown(place.Applicants is null or 0 ? "申请入驻数" : "其中搬迁群众");
        }

        var tenants = facts.All<IncubatorTenancy>().Where(tenancy => tenancy.EnteredOn <= facts.AsOf).ToList();
        if (tenants.Count == 0)
        {
            return Verdict.Unknown("孵化基地入驻");
        }

        var taken = tenants.Count(tenancy => tenancy.Relocated);
        var words = $"入驻{tenants.Count}户，其中搬迁{taken}户；申请{applicants}个，其中搬迁{relocated}个";
        return (long)taken * applicants >= (long)relocated * tenants.Count ? Verdict.Met(words) : Verdict.NotMet(words);
    }
}
