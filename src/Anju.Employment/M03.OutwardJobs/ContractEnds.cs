using Anju.Kernel;
using Anju.Policy;
using Anju.Register;

namespace Anju.Employment.OutwardJobs;

/// <summary>
/// Whose contract or post ends within the days of notice, or has ended while the job is still on record (W-M03-4): somebody
/// asks before the job is gone. No duty of the plan, so it is counted and raises work, and nothing is marked as failed.
/// </summary>
internal sealed class ContractEnds : PersonRule
{
    private const string Notice = "contract.ending-days";

    public override string Code => "I-M03-E";

    public override string Title => "合同、岗位到期";

    public override RuleKind Kind => RuleKind.Count;

    public override Clause Clause => Plan.Measure(3).Says("保障搬迁劳动力家庭实现1户1人以上稳定就业");

    public override IReadOnlyList<string> Uses => [Notice];

    public override WorkKind Work { get; } = new("W-M03-4", "合同、岗位30天内到期", Department.HumanResources, Days: 30);

    public override Verdict Judge(PersonFacts person, Month month, Parameters parameters)
    {
        if (person.OpenSpells.Count == 0)
        {
            return Verdict.NotApplicable("没有定期的合同或岗位");
        }

        var bound = person.OpenSpells.Where(spell => spell.ContractTo is not null || spell.Contract is ContractKind.FixedTerm or ContractKind.PublicPostAgreement).ToList();
        if (bound.Count == 0)
        {
            return Verdict.NotApplicable("没有定期的合同或岗位");
        }

        if (bound.Where(spell => spell.ContractTo is not null).MinBy(spell => spell.ContractTo) is { ContractTo: { } end } first
            && end <= person.AsOf.AddDays(parameters.Int(Notice)))
        {
            var where = first.Employer is { Length: > 0 } employer ? $"在{employer}的" : "";
            return Verdict.NotMet(end < person.AsOf
                ? $"{where}合同或岗位已于{end:yyyy-MM-dd}到期，请核实是否续签或离岗"
                : $"{where}合同或岗位{end:yyyy-MM-dd}到期，请核实续签意向", end);
        }

        return bound.Exists(spell => spell.ContractTo is null) ? Verdict.Unknown("合同结束") : Verdict.Met();
    }
}
