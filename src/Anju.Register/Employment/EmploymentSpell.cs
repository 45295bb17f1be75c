using System.ComponentModel.DataAnnotations;
using Anju.Kernel;
using Anju.Ledgers;
using Anju.Register.HouseholdFile;
using Microsoft.EntityFrameworkCore;

namespace Anju.Register;

/// <summary>One job of one person from its first to its last day (就业经历段), and when it was last seen to be so.</summary>
[Ledger("employment-spell", "就业台账", Measure = 1, Columns = "D05")]
public sealed class EmploymentSpell : CountyRecord, IOfHousehold, IRuledRecord, IRuledBeside, IWorkEntry
{
    [Display(Name = "证件号码", Order = -3), Refers(typeof(Person)), NaturalKey(1), Listed(1), AlsoWritten("身份证号", "公民身份号码")]
    public Guid PersonId { get; set; }

    [Kept]
    public Guid HouseholdId { get; set; }

    [Display(Name = "就业渠道"), Required, Listed(2), Filtered]
    public EmploymentChannel Channel { get; set; }

    [Display(Name = "用人单位名称"), StringLength(100), Listed(3), AlsoWritten("用人单位", "单位名称", "企业名称")]
    public string? Employer { get; set; }

    [Display(Name = "统一社会信用代码"), StringLength(18), AlsoWritten("信用代码")]
    public string? CreditCode { get; set; }

    [Display(Name = "工种/岗位"), StringLength(60), AlsoWritten("工种", "岗位")]
    public string? Trade { get; set; }

    [Display(Name = "工作地点"), Wanted, StringLength(60), Listed(5), AlsoWritten("工作地点(省市县)", "务工地点")]
    public string? WorkPlace { get; set; }

    [Display(Name = "县内/省内县外/省外"), Computed, Listed(6)]
    public WorkRegion? Region { get; set; }

    [Display(Name = "合同类型"), Wanted, Listed(7), Filtered]
    public ContractKind? Contract { get; set; }

    [Display(Name = "合同开始"), AlsoWritten("合同起")]
    public DateOnly? ContractFrom { get; set; }

    [Display(Name = "合同结束"), NotBefore(nameof(ContractFrom)), AlsoWritten("合同止")]
    public DateOnly? ContractTo { get; set; }

    [Display(Name = "开始日期", Order = -2), Required, Happened, NaturalKey(2), Listed(8)]
    public DateOnly StartedOn { get; set; }

    [Display(Name = "结束日期", Order = -1), NotBefore(nameof(StartedOn)), Listed(9)]
    public DateOnly? EndedOn { get; set; }

    [Display(Name = "月收入"), Unit("元"), Range(0.0, 1_000_000.0), Listed(10)]
    public Yuan? MonthlyIncome { get; set; }

    [Display(Name = "社会保险")]
    public SocialInsurance? SocialInsurance { get; set; }

    [Display(Name = "载体编号"), StringLength(30), AlsoWritten("车间编号", "载体编号(车间/基地)")]
    public string? CarrierCode { get; set; }

    [Display(Name = "返乡日期"), Happened]
    public DateOnly? ReturnedOn { get; set; }

    [Display(Name = "返乡原因"), StringLength(60), Offered(KnownWords.ReturnReasons)]
    public string? ReturnReason { get; set; }

    [Display(Name = "交通补助"), Unit("元"), Range(0.0, 1_000_000.0)]
    public Yuan? TransportSubsidy { get; set; }

    [Display(Name = "核实日期"), Wanted, Happened, Listed(11)]
    public DateOnly? VerifiedOn { get; set; }

    [Display(Name = "稳定就业"), Computed, Listed(12)]
    public bool? Stable { get; set; }

    [Display(Name = "备注"), StringLength(500), Encrypted]
    public string? Note { get; set; }

    Guid? IOfHousehold.HouseholdId => HouseholdId;

    WorkEntry? IWorkEntry.InTimeline() =>
        new(StartedOn, EndedOn, WorkEntryKind.Job, $"{TermTitles.Of(Channel)}：{string.Join(" ", new[] { Employer, Trade, WorkPlace }.Where(text => !string.IsNullOrEmpty(text)))}".TrimEnd('：'), EndedOn is null);

    void IRuledRecord.Tidy(Record? before, DateOnly today)
    {
        if (CreditCode is not { } typed || (before as EmploymentSpell)?.CreditCode == typed)
        {
            return;
        }

        CreditCode = Kernel.CreditCode.Tidied(typed);
    }

    IEnumerable<Objection> IRuledRecord.Objections(DateOnly today) =>
        !string.IsNullOrEmpty(CreditCode) && Kernel.CreditCode.Check(CreditCode).Problem is { } problem
            ? [new("CREDIT_CODE", problem.Message, nameof(CreditCode))]
            : [];

    IEnumerable<Objection> IRuledBeside.Beside(IReadOnlyList<Record> others)
    {
        var spells = others.OfType<EmploymentSpell>().Where(other => other.StartedOn != StartedOn).ToList();
        if (spells.Where(other => other.StartedOn < StartedOn).MaxBy(other => other.StartedOn) is { } last && !(last.EndedOn <= StartedOn))
        {
            yield return new("SPELL_OVERLAPS", last.EndedOn is { } ended
                ? $"开始日期早于上一段就业的结束日期：{last.Named()}到{ended:yyyy-MM-dd}才结束，请核对"
                : $"上一段就业还没有结束：{last.Named()}，请先填写它的结束日期，再登记这一段", nameof(StartedOn));
        }

        if (spells.Where(other => other.StartedOn > StartedOn).MinBy(other => other.StartedOn) is { } next && !(EndedOn <= next.StartedOn))
        {
            yield return new("SPELL_OVERLAPS", EndedOn is null
                ? $"后面还有一段就业：{next.Named()}，请填写这一段的结束日期"
                : $"结束日期晚于下一段就业的开始日期：{next.Named()}，请核对", nameof(EndedOn), nameof(StartedOn));
        }
    }

    private string Named() => $"{StartedOn:yyyy-MM-dd}起的{(string.IsNullOrEmpty(Employer) ? TermTitles.Of(Channel) : Employer)}";

    public bool IsOpen(DateOnly on) => StartedOn <= on && (EndedOn is null || EndedOn > on);

    internal sealed class Mapping : IMapping
    {
        public void Map(ModelBuilder model) => model.Entity<EmploymentSpell>(spell =>
        {
            spell.HasIndex(x => new { x.PersonId, x.StartedOn }).IsUnique();
            spell.HasIndex(x => x.HouseholdId);
            spell.HasOne<Person>().WithMany().HasForeignKey(x => x.PersonId).OnDelete(DeleteBehavior.Restrict);
            spell.HasOne<Household>().WithMany().HasForeignKey(x => x.HouseholdId).OnDelete(DeleteBehavior.Restrict);
        });
    }
}

/// <summary>合同类型 (domain specification b.1).</summary>
public enum ContractKind
{
    [Display(Name = "劳动合同(固定期限)"), AlsoWritten("劳动合同", "固定期限")] FixedTerm,
    [Display(Name = "劳动合同(无固定期限)"), AlsoWritten("无固定期限")] OpenEnded,
    [Display(Name = "劳动合同(以完成任务为期)"), AlsoWritten("以完成任务")] ByTask,
    [Display(Name = "劳务协议")] ServiceAgreement,
    [Display(Name = "承揽")] PieceWork,
    [Display(Name = "公岗协议"), AlsoWritten("公益性岗位协议")] PublicPostAgreement,
    [Display(Name = "个体经营")] SelfEmployed,
    [Display(Name = "灵活就业")] Flexible,
    [Display(Name = "农业经营")] FarmBusiness,
    [Display(Name = "无"), AlsoWritten("未签")] None,
}

/// <summary>社会保险 that the job brings. Old sheets say only whether there is any.</summary>
public enum SocialInsurance
{
    [Display(Name = "城镇职工社会保险"), AlsoWritten("城镇职工", "职工社保", "五险", "五险一金", "职工保险")] Employees,
    [Display(Name = "仅工伤保险"), AlsoWritten("工伤", "工伤保险")] InjuryOnly,
    [Display(Name = "已参加(未注明险种)"), AlsoWritten("是", "有", "已参加", "参加", "已参保", "参保", "√", "1")] Unspecified,
    [Display(Name = "未参加"), AlsoWritten("否", "无", "没有", "未参保", "×", "0")] None,
}
