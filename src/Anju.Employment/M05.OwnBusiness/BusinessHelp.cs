using System.ComponentModel.DataAnnotations;
using Anju.Kernel;
using Anju.Ledgers;
using Anju.Policy;
using Anju.Register;
using Anju.Ui;
using Microsoft.EntityFrameworkCore;

namespace Anju.Employment.OwnBusiness;

/// <summary>An expert's visit or advice to somebody who has a business or means to begin one (专家跟踪指导, M05-2).</summary>
[Ledger("expert-guidance", "创业专家指导", Measure = 5, Counter = "次")]
public sealed class ExpertGuidance : CountyRecord, IOfHousehold
{
    [Display(Name = "证件号码", Order = -3), Refers(typeof(Person)), NaturalKey(1), Listed(1), AlsoWritten("身份证号")]
    public Guid PersonId { get; set; }

    [Kept]
    public Guid HouseholdId { get; set; }

    [Display(Name = "指导日期", Order = -2), Required, Happened, NaturalKey(2), Listed(2)]
    public DateOnly GivenOn { get; set; }

    [Display(Name = "专家", Order = -1), Required, StringLength(60), Listed(3), AlsoWritten("指导专家")]
    public string Expert { get; set; } = "";

    [Display(Name = "方式"), Listed(4), Filtered]
    public GuidanceChannel? Channel { get; set; }

    [Display(Name = "指导内容"), Required, StringLength(200), Listed(5)]
    public string Subject { get; set; } = "";

    [Display(Name = "效果"), StringLength(200), Listed(6)]
    public string? Effect { get; set; }

    [Display(Name = "备注"), StringLength(500), Encrypted]
    public string? Note { get; set; }

    Guid? IOfHousehold.HouseholdId => HouseholdId;

    internal sealed class Mapping : IMapping
    {
        public void Map(ModelBuilder model) => model.Entity<ExpertGuidance>(guidance =>
        {
            guidance.HasIndex(x => new { x.PersonId, x.GivenOn }).IsUnique();
            guidance.HasIndex(x => x.HouseholdId);
            guidance.HasOne<Person>().WithMany().HasForeignKey(x => x.PersonId).OnDelete(DeleteBehavior.Restrict);
            guidance.HasOne<Household>().WithMany().HasForeignKey(x => x.HouseholdId).OnDelete(DeleteBehavior.Restrict);
        });
    }
}

public enum GuidanceChannel
{
    [Display(Name = "上门")] Visit,
    [Display(Name = "集中授课")] Lecture,
    [Display(Name = "电话、网络"), AlsoWritten("电话", "网络")] Remote,
}

/// <summary>Legal aid to relocated people, of whatever matter (法律援助, M05-6). The matter itself stays with the legal aid centre.</summary>
[Ledger("legal-aid", "法律援助", Measure = 5, Counter = "件")]
public sealed class LegalAidCase : CountyRecord, IOfHousehold, IRuledRecord
{
    [Display(Name = "受理编号", Order = -3), Required, StringLength(40), NaturalKey, Listed(1), AlsoWritten("案号")]
    public string Code { get; set; } = "";

    [Display(Name = "证件号码", Order = -2), Refers(typeof(Person)), Listed(2), AlsoWritten("身份证号")]
    public Guid PersonId { get; set; }

    [Kept]
    public Guid HouseholdId { get; set; }

    [Display(Name = "受理日期", Order = -1), Required, Happened, Listed(3)]
    public DateOnly AcceptedOn { get; set; }

    [Display(Name = "事项类别"), Required, StringLength(40), Listed(4), Offered("劳动报酬 劳动合同 工伤 经营合同 借贷 土地房屋 婚姻家庭 其他")]
    public string Matter { get; set; } = "";

    [Display(Name = "援助机构"), StringLength(60), Listed(5)]
    public string? Centre { get; set; }

    [Display(Name = "办结日期"), Happened, NotBefore(nameof(AcceptedOn)), Listed(6)]
    public DateOnly? ClosedOn { get; set; }

    [Display(Name = "办理结果"), Listed(7), Filtered]
    public LegalAidResult? Result { get; set; }

    [Display(Name = "案情", Description = "只写援助需要的"), StringLength(500), Encrypted]
    public string? Circumstances { get; set; }

    [Display(Name = "备注"), StringLength(500), Encrypted]
    public string? Note { get; set; }

    Guid? IOfHousehold.HouseholdId => HouseholdId;

    IEnumerable<Objection> IRuledRecord.Objections(DateOnly today)
    {
        if (Result is null != ClosedOn is null)
        {
            yield return new("CLOSED", "办结日期和办理结果要一起填写", ClosedOn is null ? nameof(ClosedOn) : nameof(Result));
        }
    }

    internal sealed class Mapping : IMapping
    {
        public void Map(ModelBuilder model) => model.Entity<LegalAidCase>(aid =>
        {
            aid.HasIndex(x => x.Code).IsUnique();
            aid.HasIndex(x => x.HouseholdId);
            aid.HasOne<Person>().WithMany().HasForeignKey(x => x.PersonId).OnDelete(DeleteBehavior.Restrict);
            aid.HasOne<Household>().WithMany().HasForeignKey(x => x.HouseholdId).OnDelete(DeleteBehavior.Restrict);
        });
    }
}

public enum LegalAidResult
{
    [Display(Name = "胜诉或部分胜诉"), AlsoWritten("胜诉")] Won,
    [Display(Name = "调解和解"), AlsoWritten("调解", "和解")] Settled,
    [Display(Name = "败诉")] Lost,
    [Display(Name = "咨询解答"), AlsoWritten("咨询")] Advised,
    [Display(Name = "终止")] Ended,
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
