using System.ComponentModel.DataAnnotations;
using Anju.Kernel;
using Anju.Ledgers;
using Microsoft.EntityFrameworkCore;

namespace Anju.Register;

/// <summary>That a household was looked at in a month, by whom and how; "nothing changed" counts when it is signed (M01-3).</summary>
[Ledger("monthly-verification", "月度核实表", Measure = 1, Columns = "D04")]
public sealed class MonthlyVerification : CountyRecord, IOfHousehold, IRuledRecord
{
    [Display(Name = "月份", Order = -3), Required, Happened, NaturalKey(2), Listed(1), Filtered]
    public Month Month { get; set; }

    [Display(Name = "户编号", Order = -2), Refers(typeof(Household)), NaturalKey(1), Listed(2)]
    public Guid HouseholdId { get; set; }

    [Display(Name = "户主"), Computed, AlsoWritten("户主姓名"), Listed(3)]
    public string? HeadName { get; set; }

    [Display(Name = "安置点", Order = -1), Refers(typeof(ResettlementSite)), Kept, Listed(4), AlsoWritten("安置点名称", "安置点编码")]
    public override Guid? SiteId { get; set; }

    [Display(Name = "核实方式"), Required, Listed(5), Filtered]
    public VerificationMethod Means { get; set; }

    [Display(Name = "核实日期"), Required, Happened, Listed(6)]
    public DateOnly VerifiedOn { get; set; }

    [Display(Name = "结果"), Required, Listed(7), Filtered, AlsoWritten("核实结果")]
    public VerificationOutcome Outcome { get; set; }

    [Display(Name = "变化项"), StringLength(100), Listed(8)]
    public string? ChangedItems { get; set; }

    [Display(Name = "变更前"), StringLength(200), Encrypted]
    public string? Before { get; set; }

    [Display(Name = "变更后"), StringLength(200), Encrypted]
    public string? After { get; set; }

    [Display(Name = "佐证"), StringLength(100)]
    public string? Proof { get; set; }

    [Display(Name = "核实人"), Required, StringLength(60), Listed(9)]
    public string Verifier { get; set; } = "";

    [Display(Name = "村审核人"), StringLength(60)]
    public string? VillageReviewer { get; set; }

    [Display(Name = "乡镇审核人"), StringLength(60)]
    public string? TownshipReviewer { get; set; }

    [Display(Name = "状态"), Computed, Listed(12)]
    public VerificationState? State { get; set; }

    [Display(Name = "备注"), StringLength(500), Encrypted]
    public string? Note { get; set; }

    Guid? IOfHousehold.HouseholdId => HouseholdId;

    IEnumerable<Objection> IRuledRecord.Objections(DateOnly today)
    {
        if (VerifiedOn != default && VerifiedOn < Month.First)
        {
            yield return new("DATE_BEFORE_MONTH", $"核实日期不能早于{Month.ToChinese()}1日", nameof(VerifiedOn), nameof(Month));
        }

        if (Outcome == VerificationOutcome.Changed && string.IsNullOrWhiteSpace(ChangedItems))
        {
            yield return new("CHANGED_ITEMS", "有变化时请写明是哪些项目变了", nameof(ChangedItems), nameof(Outcome));
        }
    }

    internal sealed class Mapping : IMapping
    {
        public void Map(ModelBuilder model) => model.Entity<MonthlyVerification>(verification =>
        {
            verification.HasIndex(x => new { x.HouseholdId, x.Month }).IsUnique();
            verification.HasIndex(x => new { x.Month, x.HouseholdId });
            verification.HasOne<Household>().WithMany().HasForeignKey(x => x.HouseholdId).OnDelete(DeleteBehavior.Restrict);
        });
    }
}

public enum VerificationMethod
{
    [Display(Name = "入户"), AlsoWritten("入户走访")] Visit,
    [Display(Name = "电话"), AlsoWritten("电话核实")] Phone,
    [Display(Name = "比对"), AlsoWritten("数据比对")] Comparison,
}

public enum VerificationOutcome
{
    [Display(Name = "无变化")] NoChange,
    [Display(Name = "有变化")] Changed,
}

/// <summary>How far a month's verification of a household has come (domain specification c.1), from what stands on its line.</summary>
public enum VerificationState
{
    /// <summary>Nothing changed, signed in time: that is all it takes.</summary>
    [Display(Name = "已核实")] Verified,

    /// <summary>What changed waits for the village's look.</summary>
    [Display(Name = "有变更待审")] ToReview,
    [Display(Name = "村已审核")] ReviewedByVillage,
    [Display(Name = "乡镇已审核")] ReviewedByTownship,

    /// <summary>Dated outside the month and the days up to its cut-off: it does not count.</summary>
    [Display(Name = "日期不在期内")] OutOfTime,
}
