using System.ComponentModel.DataAnnotations;
using Anju.Kernel;
using Anju.Ledgers;
using Microsoft.EntityFrameworkCore;

namespace Anju.Register;

/// <summary>
/// A place where relocated households live (安置点). Households settled singly hang on a virtual site of the receiving
/// village, so that duties of a site still have a carrier [A37].
/// </summary>
[Ledger("site", "安置点台账", Measure = 1, Columns = "D01", Counter = "个", Page = "/sites/{id}", ListPage = "/sites")]
public sealed class ResettlementSite : CountyRecord, IRuledRecord
{
    [Display(Name = "安置点编码", Order = -2), Required, StringLength(20), NaturalKey, Listed(1)]
    [AlsoWritten("安置点编号", "安置点代码")]
    public required string Code { get; set; }

    [Display(Name = "安置点名称", Order = -1), Required, StringLength(60), Caption, Listed(2)]
    [AlsoWritten("集中安置点名称", "安置区名称", "安置区(点)", "安置区", "安置点")]
    public required string Name { get; set; }

    [Display(Name = "乡镇(街道)"), Wanted, StringLength(12), Division, Listed(4), Filtered]
    [AlsoWritten("乡镇", "乡镇街道", "街道")]
    public string? TownshipCode { get; set; }

    [Display(Name = "村(社区)"), Wanted, StringLength(12), Division(Within = nameof(TownshipCode)), Listed(5)]
    [AlsoWritten("村", "社区", "村社区", "行政村")]
    public string? VillageCode { get; set; }

    [Display(Name = "安置方式"), Required, Listed(6), Filtered]
    public SiteKind Kind { get; set; }

    [Display(Name = "城乡类型"), Wanted, Listed(7), Filtered]
    public SiteLocation? Location { get; set; }

    [Display(Name = "规模类别", Description = "按安置人数和参数划定，有认定文件的从其认定"), Computed, Listed(8), AlsoWritten("安置点规模")]
    public SiteScale? Scale { get; set; }

    [Display(Name = "认定规模", Description = "有文件认定而与按人数划定不同的才填")]
    public SiteScale? DecidedScale { get; set; }

    [Display(Name = "规模认定依据"), StringLength(100)]
    public string? ScaleBasis { get; set; }

    [Display(Name = "经度"), Range(73, 136)]
    public double? Longitude { get; set; }

    [Display(Name = "纬度"), Range(3, 54)]
    public double? Latitude { get; set; }

    [Display(Name = "建成时间"), Happened]
    public DateOnly? BuiltOn { get; set; }

    [Display(Name = "安置户数"), Wanted, Unit("户"), Range(0, 100_000), Listed(9)]
    public int? Households { get; set; }

    [Display(Name = "安置人数"), Wanted, Unit("人"), Range(0, 500_000), Listed(10)]
    public int? People { get; set; }

    [Display(Name = "其中脱贫人口"), Unit("人"), Range(0, 500_000)]
    public int? PovertyAlleviatedPeople { get; set; }

    [Display(Name = "劳动力人数", Description = "最近一次月度运行的结果"), Computed, Unit("人")]
    public int? Labourers { get; set; }

    [Display(Name = "就业人数", Description = "最近一次月度运行的结果：劳动力中已就业的人数"), Computed, Unit("人")]
    public int? LabourersAtWork { get; set; }

    [Display(Name = "楼栋数"), Range(0, 10_000)]
    public int? Buildings { get; set; }

    [Display(Name = "住房套数"), Range(0, 100_000)]
    public int? Dwellings { get; set; }

    [Display(Name = "门面套数"), Range(0, 10_000)]
    public int? Shops { get; set; }

    [Display(Name = "管理主体村(社区)"), Wanted, StringLength(60), Listed(11)]
    [AlsoWritten("管理主体")]
    public string? ManagingOrg { get; set; }

    [Display(Name = "迁出地配合单位"), Wanted, StringLength(60)]
    [AlsoWritten("配合单位")]
    public string? CooperatingOrg { get; set; }

    [Display(Name = "党组织名称"), StringLength(60)]
    public string? PartyOrganisation { get; set; }

    [Display(Name = "村(居)委会"), StringLength(60)]
    public string? ResidentsCommittee { get; set; }

    [Display(Name = "村(居)务监督委员会"), StringLength(60)]
    public string? SupervisoryCommittee { get; set; }

    [Display(Name = "物业单位"), StringLength(60)]
    public string? PropertyManager { get; set; }

    [Display(Name = "网格数"), Range(0, 1_000)]
    public int? Grids { get; set; }

    [Display(Name = "警务室"), StringLength(60)]
    public string? PoliceRoom { get; set; }

    [Display(Name = "一站式服务中心"), StringLength(60)]
    public string? ServiceCentre { get; set; }

    [Display(Name = "集体经济组织"), StringLength(60)]
    public string? CollectiveOrg { get; set; }

    [Display(Name = "毗邻景区")]
    public bool? AdjacentScenic { get; set; }

    [Display(Name = "整体搬迁传统村落/特色村"), AlsoWritten("传统村落", "特色村")]
    public bool? TraditionalVillage { get; set; }

    [Display(Name = "是否搬迁相对集中区域")]
    public bool? ConcentratedArea { get; set; }

    [Display(Name = "产业条件决定")]
    public IndustryDecision? IndustryDecision { get; set; }

    [Display(Name = "学校"), StringLength(100)]
    public string? School { get; set; }

    [Display(Name = "幼儿园"), StringLength(100)]
    public string? Kindergarten { get; set; }

    [Display(Name = "医院/卫生室"), StringLength(100), AlsoWritten("卫生室", "医院")]
    public string? Clinic { get; set; }

    [Display(Name = "带动主体"), StringLength(100)]
    public string? LeadingEntity { get; set; }

    [Display(Name = "状态"), Listed(12)]
    public SiteStatus Status { get; set; }

    [Display(Name = "备注"), StringLength(500)]
    public string? Note { get; set; }

    public override Guid? SiteId { get => Id; set { } }

    IEnumerable<Objection> IRuledRecord.Objections(DateOnly today) =>
        DecidedScale is not null && string.IsNullOrWhiteSpace(ScaleBasis)
            ? [new("SCALE_BASIS", "填了认定规模，应写明规模认定依据（文件或会议）", nameof(ScaleBasis), nameof(DecidedScale))]
            : [];

    internal sealed class Mapping : IMapping
    {
        public void Map(ModelBuilder model) => model.Entity<ResettlementSite>(site =>
        {
            site.HasIndex(x => x.Code).IsUnique();
            site.HasIndex(x => new { x.CountyCode, x.Code });
        });
    }
}

public enum SiteKind
{
    [Display(Name = "集中"), AlsoWritten("集中安置", "集中安置点")] Concentrated,
    [Display(Name = "分散虚拟点"), AlsoWritten("分散", "分散安置", "虚拟")] Virtual,
}

public enum SiteLocation
{
    [Display(Name = "城镇"), AlsoWritten("城镇安置点", "城市")] Urban,
    [Display(Name = "农村"), AlsoWritten("农村安置点", "乡村")] Rural,
}

/// <summary>Size class by resettled people; the thresholds are assumption A07.</summary>
public enum SiteScale
{
    [Display(Name = "微型"), AlsoWritten("微")] Micro,
    [Display(Name = "小型"), AlsoWritten("小")] Small,
    [Display(Name = "中型"), AlsoWritten("中")] Medium,
    [Display(Name = "大型"), AlsoWritten("大")] Large,
    [Display(Name = "特大型"), AlsoWritten("特大")] Mega,
}

public enum IndustryDecision
{
    [Display(Name = "支持")] Supported,
    [Display(Name = "不具备")] NotFeasible,
    [Display(Name = "实施中")] UnderWay,
    [Display(Name = "建成")] Built,
}

public enum SiteStatus
{
    [Display(Name = "在用"), AlsoWritten("正常", "使用中")] InUse,
    [Display(Name = "在建")] UnderConstruction,
    [Display(Name = "停用")] Closed,
}
