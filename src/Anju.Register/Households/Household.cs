using System.ComponentModel.DataAnnotations;
using Anju.Kernel;
using Anju.Ledgers;
using Microsoft.EntityFrameworkCore;

namespace Anju.Register;

/// <summary>A relocated household (搬迁户). Who belongs to it follows from its people and the log of membership changes.</summary>
[Ledger("household", "搬迁户台账", Measure = 1, Columns = "D02", Counter = "户", Page = "/households/{id}", ListPage = "/households", MovedBy = "迁往其他安置点", FirstStep = "created")]
public sealed class Household : CountyRecord, IOfHousehold, ISearchable
{
    [Display(Name = "户编号", Order = -3), Required, StringLength(30), NaturalKey, Listed(1)]
    [AlsoWritten("户编码", "家庭编号", "户号")]
    public required string Code { get; set; }

    [Display(Name = "户主姓名", Order = -2), StringLength(60), Kept, Caption, Listed(2)]
    [AlsoWritten("户主")]
    public string? HeadName { get; set; }

    [Display(Name = "户主身份证号", Order = -1), Computed, Restricted(Mask.IdNumber)]
    [AlsoWritten("户主证件号码", "户主身份证号码", "户主公民身份号码", "户主身份证")]
    public string? HeadNumber { get; set; }

    [Display(Name = "乡镇"), Wanted, StringLength(12), Division, Listed(4), Filtered]
    [AlsoWritten("乡镇(街道)", "乡镇街道")]
    public string? TownshipCode { get; set; }

    [Display(Name = "安置点"), Wanted, Refers(typeof(ResettlementSite)), Listed(5), Filtered]
    [AlsoWritten("安置点编码", "安置点名称", "集中安置点名称", "安置区(点)", "安置区")]
    public override Guid? SiteId { get; set; }

    [Display(Name = "楼栋单元房号"), StringLength(60), Listed(6), AlsoWritten("房号", "门牌号", "住址门牌")]
    public string? Room { get; set; }

    [Display(Name = "家庭人口"), Wanted, Unit("人"), Range(1, 30), Listed(7), AlsoWritten("人口数", "家庭人口数", "人数")]
    public int? DeclaredSize { get; set; }

    [Display(Name = "劳动力人口"), Computed, Unit("人"), AlsoWritten("劳动力人数")]
    public int? Labourers { get; set; }

    [Display(Name = "户类型"), Wanted, Listed(8), Filtered, AlsoWritten("搬迁类型", "户属性")]
    public HouseholdType? Type { get; set; }

    [Display(Name = "安置方式"), Wanted, Listed(9), Filtered]
    public PlacementForm? PlacementForm { get; set; }

    [Display(Name = "分散安置形式")]
    public ScatteredForm? ScatteredForm { get; set; }

    [Display(Name = "迁出地"), Wanted, StringLength(120), AlsoWritten("迁出地(省市县乡村组)", "原住址", "搬迁前住址", "迁出村")]
    public string? OriginPlace { get; set; }

    [Display(Name = "迁入地"), Wanted, StringLength(120), AlsoWritten("搬迁后住址", "现住址")]
    public string? DestinationPlace { get; set; }

    [Display(Name = "住房面积"), Wanted, Unit("㎡"), Range(0.0, 10_000.0), AlsoWritten("安置住房面积")]
    public SquareMetres? DwellingArea { get; set; }

    [Display(Name = "人均面积"), Computed, Unit("㎡"), AlsoWritten("人均住房面积")]
    public SquareMetres? AreaPerHead { get; set; }

    [Display(Name = "搬迁协议编号"), StringLength(60), AlsoWritten("协议编号")]
    public string? AgreementNo { get; set; }

    [Display(Name = "搬迁批次年度"), Range(2001, 2030)]
    public int? BatchYear { get; set; }

    [Display(Name = "入住时间"), Wanted, Happened, AlsoWritten("搬迁入住时间", "搬入时间")]
    public DateOnly? MovedInOn { get; set; }

    [Display(Name = "是否实际入住"), Wanted, Listed(10), Filtered, AlsoWritten("实际入住")]
    public bool? LivesThere { get; set; }

    [Display(Name = "目前具体地址"), StringLength(120)]
    public string? CurrentAddress { get; set; }

    [Display(Name = "自筹资金"), Unit("元"), Range(0.0, 10_000_000.0)]
    public Yuan? SelfFunded { get; set; }

    [Display(Name = "搬迁补助"), Unit("元"), Range(0.0, 10_000_000.0)]
    public Yuan? RelocationSubsidy { get; set; }

    [Display(Name = "旧房状况"), AlsoWritten("是否拆旧复垦", "旧房是否拆除")]
    public OldHouseState? OldHouse { get; set; }

    [Display(Name = "拆旧时间"), Happened]
    public DateOnly? DemolishedOn { get; set; }

    [Display(Name = "复垦时间"), Happened]
    public DateOnly? ReclaimedOn { get; set; }

    [Display(Name = "复垦面积"), Unit("亩"), Range(0.0, 1_000.0)]
    public Mu? ReclaimedArea { get; set; }

    [Display(Name = "保留理由"), StringLength(60), Offered(KnownWords.RetentionReasons), AlsoWritten("旧房保留理由")]
    public string? RetentionReason { get; set; }

    [Display(Name = "不动产权证号"), StringLength(60), Encrypted]
    public string? CertificateNo { get; set; }

    [Display(Name = "发证日期"), Happened]
    public DateOnly? CertificateOn { get; set; }

    [Display(Name = "户籍是否迁入")]
    public bool? HukouMovedIn { get; set; }

    [Display(Name = "脱贫时间"), Happened]
    public DateOnly? OutOfPovertyOn { get; set; }

    [Display(Name = "致贫原因"), StringLength(60), Offered(KnownWords.PovertyCauses), AlsoWritten("主要致贫原因")]
    public string? PovertyCause { get; set; }

    [Display(Name = "人均纯收入"), Unit("元"), Range(0.0, 10_000_000.0), Listed(11), AlsoWritten("家庭人均纯收入", "年人均纯收入")]
    public Yuan? IncomePerHead { get; set; }

    [Display(Name = "监测对象类别"), Filtered]
    public MonitoringClass? Monitoring { get; set; }

    [Display(Name = "低收入类别")]
    public LowIncomeClass? LowIncome { get; set; }

    [Display(Name = "承包地面积"), Unit("亩"), Range(0.0, 10_000.0), AlsoWritten("耕地面积")]
    public Mu? ContractedLand { get; set; }

    [Display(Name = "林地面积"), Unit("亩"), Range(0.0, 10_000.0)]
    public Mu? Forest { get; set; }

    [Display(Name = "帮扶责任人"), StringLength(60), AlsoWritten("帮扶干部", "帮扶联系人")]
    public string? Helper { get; set; }

    [Display(Name = "网格"), StringLength(60)]
    public string? Grid { get; set; }

    [Display(Name = "联系电话"), StringLength(20), Restricted(Mask.Phone), Encrypted, AlsoWritten("户联系电话")]
    public string? Phone { get; set; }

    [Display(Name = "户籍比对日期"), Happened, AlsoWritten("公安比对日期")]
    public DateOnly? ComparedOn { get; set; }

    [Display(Name = "户籍比对人口"), Unit("人"), Range(0, 30), AlsoWritten("公安比对人口")]
    public int? ComparedSize { get; set; }

    [Display(Name = "状态"), Listed(12), Filtered, Kept]
    public HouseholdStatus Status { get; set; }

    [Display(Name = "销户日期"), Kept]
    public DateOnly? DissolvedOn { get; set; }

    [Display(Name = "备注"), StringLength(500), Encrypted]
    public string? Note { get; set; }

    Guid? IOfHousehold.HouseholdId => Id;

    string? ISearchable.SearchedName => HeadName;

    internal sealed class Mapping : IMapping
    {
        public void Map(ModelBuilder model) => model.Entity<Household>(household =>
        {
            household.HasIndex(x => x.Code).IsUnique();
            household.HasIndex(x => new { x.CountyCode, x.Code });
            household.HasIndex(x => new { x.SiteId, x.Code });
            household.HasOne<ResettlementSite>().WithMany().HasForeignKey(x => x.SiteId).OnDelete(DeleteBehavior.Restrict);
        });
    }
}

public enum HouseholdType
{
    [Display(Name = "脱贫户"), AlsoWritten("建档立卡户", "贫困户", "建档立卡贫困户", "脱贫搬迁户")] PovertyAlleviated,
    [Display(Name = "同步搬迁户"), AlsoWritten("同步户", "非贫困户", "一般户", "非建档立卡户")] Accompanying,
}

public enum PlacementForm
{
    [Display(Name = "集中安置"), AlsoWritten("集中")] Concentrated,
    [Display(Name = "分散安置"), AlsoWritten("分散", "插花安置")] Scattered,
}

public enum ScatteredForm
{
    [Display(Name = "插花"), AlsoWritten("插花安置")] Interspersed,
    [Display(Name = "投亲靠友")] WithRelatives,
    [Display(Name = "进城购房"), AlsoWritten("购房")] BoughtInTown,
}

public enum OldHouseState
{
    [Display(Name = "已拆"), AlsoWritten("是", "已拆除", "已拆旧")] Demolished,
    [Display(Name = "批准保留"), AlsoWritten("保留")] KeptByApproval,
    [Display(Name = "未拆"), AlsoWritten("否", "未拆除")] Standing,
    [Display(Name = "无房户"), AlsoWritten("无房")] NoHouse,
}

/// <summary>The three classes of monitored households (domain specification b.7), and none.</summary>
public enum MonitoringClass
{
    [Display(Name = "非监测对象"), AlsoWritten("无", "否")] NotMonitored,
    [Display(Name = "脱贫不稳定户")] UnstablePovertyAlleviated,
    [Display(Name = "边缘易致贫户")] MarginalAtRisk,
    [Display(Name = "突发严重困难户")] SuddenHardship,
}

/// <summary>Layers of low income (domain specification b.7).</summary>
public enum LowIncomeClass
{
    [Display(Name = "无"), AlsoWritten("否")] None,
    [Display(Name = "低保对象"), AlsoWritten("低保", "低保户")] MinimumLivingGuarantee,
    [Display(Name = "特困人员"), AlsoWritten("特困", "特困户", "五保")] Destitute,
    [Display(Name = "防止返贫监测对象"), AlsoWritten("监测对象", "监测", "监测户", "三类户", "三类监测对象")] Monitored,
    [Display(Name = "低保边缘家庭"), AlsoWritten("低保边缘")] DibaoMarginal,
    [Display(Name = "刚性支出困难家庭"), AlsoWritten("刚性支出")] RigidExpenditure,
    [Display(Name = "其他困难"), AlsoWritten("其他")] Other,
}

public enum HouseholdStatus
{
    [Display(Name = "在册")] Active,
    [Display(Name = "已销户"), Past] Dissolved,
}
