using System.ComponentModel.DataAnnotations;
using System.Text.Json.Serialization;
using Anju.Kernel;
using Anju.Ledgers;
using Anju.Workflows;
using Microsoft.EntityFrameworkCore;

namespace Anju.Employment.OwnBusiness;

/// <summary>
/// A loan applied for by relocated people or by those who give them work, from the application to what is left of it (M02-4,
/// M05-3). The bank's file is the truth; this ledger follows it. Moved by <see cref="StartupLoan"/>.
/// </summary>
[Ledger("loan", "贷款台账", Measure = 5, Columns = "D15", Counter = "笔", Page = "/cases/startup-loan/{id}")]
public sealed class LoanApplication : CaseRecord<LoanState>, IRowCoded
{
    [Display(Name = "贷款编号", Order = -2), Required, StringLength(40), NaturalKey, Listed(1), AlsoWritten("申请编号", "合同编号")]
    public required string Code { get; set; }

    [Display(Name = "借款人类型"), Required, Filtered]
    public BorrowerKind Borrower { get; set; }

    [Display(Name = "名称/姓名", Order = -1), Required, StringLength(100), Caption, Listed(2), AlsoWritten("借款人", "姓名", "企业名称")]
    public required string Name { get; set; }

    [Display(Name = "证件", Description = "个人填身份证号，单位填统一社会信用代码"), StringLength(18), Restricted(Mask.IdNumber), Encrypted, AlsoWritten("证件号码", "身份证号")]
    public string? IdNumber { get; set; }

    [Display(Name = "贷款产品"), Required, Listed(3), Filtered]
    public LoanProduct Product { get; set; }

    [Display(Name = "吸纳搬迁劳动力数"), Unit("人"), Range(0, 100_000)]
    public int? RelocatedStaff { get; set; }

    [Display(Name = "职工总数"), Unit("人"), Range(0, 100_000)]
    public int? Staff { get; set; }

    [Display(Name = "优先标记", Description = "已按吸纳较多的企业优先办理"), Filtered]
    public bool? Priority { get; set; }

    [Display(Name = "申请额"), Unit("元"), Range(0.0, 1_000_000_000.0), AlsoWritten("申请金额")]
    public Yuan? Requested { get; set; }

    [Display(Name = "申请日期"), Required, Happened, Listed(4)]
    public DateOnly AppliedOn { get; set; }

    [Display(Name = "材料齐全日期", Description = "办理时限从这一天起算"), Wanted, Happened, NotBefore(nameof(AppliedOn))]
    public DateOnly? CompleteOn { get; set; }

    [Display(Name = "审批结果"), Filtered]
    public LoanDecision? Decision { get; set; }

    [Display(Name = "审批日期"), Happened, NotBefore(nameof(AppliedOn)), Listed(5)]
    public DateOnly? DecidedOn { get; set; }

    [Display(Name = "未批原因"), StringLength(100)]
    public string? RefusedFor { get; set; }

    [Display(Name = "金额"), Unit("元"), Range(0.0, 1_000_000_000.0), Listed(6), AlsoWritten("贷款金额", "批准金额")]
    public Yuan? Amount { get; set; }

    [Display(Name = "利率"), Unit("%"), Range(0, 36)]
    public double? InterestPercent { get; set; }

    [Display(Name = "贴息"), Unit("元"), Range(0.0, 1_000_000_000.0)]
    public Yuan? InterestSubsidy { get; set; }

    [Display(Name = "期限"), Unit("月"), Range(1, 600)]
    public int? TermMonths { get; set; }

    [Display(Name = "担保/反担保"), StringLength(40), Offered("担保基金 保证人 抵押 质押 免反担保/免担保")]
    public string? Guarantee { get; set; }

    [Display(Name = "放款日"), Happened, NotBefore(nameof(DecidedOn))]
    public DateOnly? LentOn { get; set; }

    [Display(Name = "到期日"), NotBefore(nameof(LentOn))]
    public DateOnly? MaturesOn { get; set; }

    [Display(Name = "余额"), Unit("元"), Range(0.0, 1_000_000_000.0), Listed(7)]
    public Yuan? Balance { get; set; }

    [Display(Name = "逾期"), Filtered]
    public bool? Overdue { get; set; }

    [Display(Name = "代偿日期", Description = "担保基金代为偿还的"), Happened, NotBefore(nameof(LentOn))]
    public DateOnly? GuaranteePaidOn { get; set; }

    [Display(Name = "优先办理", Description = "R-M02-4：吸纳搬迁劳动力较多的企业申请的，标注优先并在时限内决定"), Computed, Listed(8)]
    public string? PriorityGiven { get; set; }

    [Display(Name = "备注", Order = 90), StringLength(500), Encrypted]
    public string? Note { get; set; }

    [StringLength(Kernel.RowCode.Length), JsonIgnore]
    public string RowCode { get; set; } = "";

    protected override LoanState Beginning => this switch
    {
        { GuaranteePaidOn: not null } => LoanState.GuaranteePaid,
        { Decision: LoanDecision.Refused } => LoanState.Rejected,
        { LentOn: not null, Balance: { Cents: 0 } } => LoanState.Repaid,
        { LentOn: not null, Overdue: true } => LoanState.Overdue,
        { LentOn: not null, Balance: not null } => LoanState.PostLoan,
        { LentOn: not null } => LoanState.Lent,
        { Decision: LoanDecision.Approved } => LoanState.Approved,
        { CompleteOn: not null } => LoanState.Complete,
        _ => LoanState.Applied,
    };

    protected override IEnumerable<Objection> Objections(DateOnly today)
    {
        if (RelocatedStaff > Staff)
        {
            yield return new("STAFF", $"吸纳搬迁劳动力数（{RelocatedStaff}人）不能多于职工总数（{Staff}人）", nameof(RelocatedStaff), nameof(Staff));
        }

        if (Decision is null && DecidedOn is not null)
        {
            yield return new("DECISION", "填了审批日期的，请选择审批结果", nameof(Decision));
        }

        if (Decision is not null && DecidedOn is null)
        {
            yield return new("DECISION", "有审批结果的，请填写审批日期", nameof(DecidedOn), nameof(Decision));
        }

        if ((Decision == LoanDecision.Refused && Amount is not null) || (Decision != LoanDecision.Approved && LentOn is not null))
        {
            yield return new("NOT_APPROVED", "没有批准的贷款不能有金额或放款日", Amount is null ? nameof(LentOn) : nameof(Amount), nameof(Decision));
        }

        if (Balance > Amount)
        {
            yield return new("BALANCE", $"余额（{Balance}元）不能多于贷款金额（{Amount}元）", nameof(Balance), nameof(Amount));
        }
    }

    internal sealed class Mapping : IMapping
    {
        public void Map(ModelBuilder model) => model.Entity<LoanApplication>(loan =>
        {
            loan.HasIndex(x => x.Code).IsUnique();
            loan.HasIndex(x => new { x.CountyCode, x.AppliedOn });
            loan.HasIndex(x => new { x.State, x.DueOn });
        });
    }
}

/// <summary>c.7, loan.</summary>
public enum LoanState
{
    [Display(Name = "已申请")] Applied,
    [Display(Name = "材料齐全")] Complete,
    [Display(Name = "审核中")] Review,
    [Display(Name = "担保")] Guarantee,
    [Display(Name = "银行授信")] Credit,
    [Display(Name = "已批准")] Approved,
    [Display(Name = "已放款")] Lent,
    [Display(Name = "贷后管理")] PostLoan,
    [Display(Name = "逾期")] Overdue,
    [Display(Name = "已结清"), Past] Repaid,
    [Display(Name = "已代偿"), Past] GuaranteePaid,
    [Display(Name = "未批准"), Past] Rejected,
    [Display(Name = "本人撤回"), Past] Withdrawn,
}

public enum BorrowerKind
{
    [Display(Name = "个人")] Person,
    [Display(Name = "合伙")] Partnership,
    [Display(Name = "小微企业"), AlsoWritten("企业", "小微")] SmallEnterprise,
    [Display(Name = "农民专业合作社"), AlsoWritten("合作社")] Cooperative,
    [Display(Name = "家庭农场")] FamilyFarm,
    [Display(Name = "龙头企业")] LeadingEnterprise,
}

public enum LoanProduct
{
    [Display(Name = "创业担保"), AlsoWritten("创业担保贷款")] StartupGuarantee,
    [Display(Name = "潇湘财银贷")] XiaoxiangCaiyin,
    [Display(Name = "小额信贷"), AlsoWritten("脱贫人口小额信贷")] Micro,
    [Display(Name = "其他")] Other,
}

public enum LoanDecision
{
    [Display(Name = "批准"), AlsoWritten("同意", "通过")] Approved,
    [Display(Name = "未批准"), AlsoWritten("不同意", "不予批准")] Refused,
}

internal sealed class LoanLights(BusinessDate date) : CaseLights<LoanApplication>(date);
