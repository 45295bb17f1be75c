using System.ComponentModel.DataAnnotations;
using Anju.Kernel;
using Anju.Ledgers;
using Anju.Register;
using Microsoft.EntityFrameworkCore;

namespace Anju.Employment.OwnBusiness;

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
