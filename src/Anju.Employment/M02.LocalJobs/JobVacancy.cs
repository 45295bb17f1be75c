using System.ComponentModel.DataAnnotations;
using Anju.Kernel;
using Anju.Ledgers;
using Anju.Register;
using Microsoft.EntityFrameworkCore;

namespace Anju.Employment.LocalJobs;

/// <summary>A post that an employer offers to relocated labourers (M02-1), one line for each employer and post.</summary>
[OpenInCounty, Ledger("job-vacancy", "岗位信息", Measure = 2, Columns = "D06")]
public sealed class JobVacancy : CountyRecord, IRuledRecord
{
    [Display(Name = "岗位编号", Order = -3), Required, StringLength(30), NaturalKey, Listed(1)]
    public required string Code { get; set; }

    [Display(Name = "单位", Order = -2), Wanted, StringLength(100), Listed(2), AlsoWritten("用人单位", "单位名称", "招聘单位", "企业名称")]
    public string? Employer { get; set; }

    [Display(Name = "地点"), Wanted, StringLength(60), Listed(3), AlsoWritten("工作地点", "地点(省市县)")]
    public string? Place { get; set; }

    [Display(Name = "岗位名称", Order = -1), Required, StringLength(60), Caption, Listed(4), AlsoWritten("岗位", "职位", "招聘岗位")]
    public required string JobTitle { get; set; }

    [Display(Name = "人数"), Required, Range(1, 10_000), Unit("人"), Listed(5), AlsoWritten("招聘人数", "需求人数")]
    public int Openings { get; set; }

    [Display(Name = "最低年龄"), Unit("岁"), Range(16, 80)]
    public int? AgeFrom { get; set; }

    [Display(Name = "最高年龄"), Unit("岁"), Range(16, 80)]
    public int? AgeTo { get; set; }

    [Display(Name = "文化要求", Description = "至少要什么文化程度；不限的不填"), AlsoWritten("学历要求")]
    public Education? Education { get; set; }

    [Display(Name = "技能要求", Description = "没有就不能上岗的技能；可以边做边学的不填"), StringLength(60), AlsoWritten("技能")]
    public string? Skill { get; set; }

    [Display(Name = "班次")]
    public VacancyShift? Shift { get; set; }

    [Display(Name = "月薪下限"), Unit("元"), Range(0.0, 1_000_000.0), Listed(6), AlsoWritten("最低月薪")]
    public Yuan? WageFrom { get; set; }

    [Display(Name = "月薪上限"), Unit("元"), Range(0.0, 1_000_000.0), Listed(7), AlsoWritten("最高月薪")]
    public Yuan? WageTo { get; set; }

    [Display(Name = "食宿"), StringLength(40), Offered("包吃住/食宿全包 包吃/包餐 包住 不包/无")]
    public string? BoardAndLodging { get; set; }

    [Display(Name = "发布日期"), Required, Happened, Listed(8)]
    public DateOnly PublishedOn { get; set; }

    [Display(Name = "有效期", Description = "最后一天"), Required, NotBefore(nameof(PublishedOn)), Listed(9), AlsoWritten("有效期至", "截止日期")]
    public DateOnly ValidTo { get; set; }

    [Display(Name = "适合弱劳动力"), Wanted, Listed(10), Filtered, AlsoWritten("是否适合弱劳动力")]
    public bool? FitForWeakLabour { get; set; }

    [Display(Name = "面向安置点"), Refers(typeof(ResettlementSite)), Filtered, AlsoWritten("安置点编码", "安置点")]
    public override Guid? SiteId { get; set; }

    [Display(Name = "已录用搬迁人数"), Unit("人"), Range(0, 10_000), Listed(11)]
    public int? RelocatedHired { get; set; }

    [Display(Name = "备注"), StringLength(500), Encrypted]
    public string? Note { get; set; }

    IEnumerable<Objection> IRuledRecord.Objections(DateOnly today)
    {
        if (AgeFrom > AgeTo)
        {
            yield return new("AGES", $"最高年龄（{AgeTo}岁）不能低于最低年龄（{AgeFrom}岁）", nameof(AgeTo), nameof(AgeFrom));
        }

        if (WageFrom > WageTo)
        {
            yield return new("WAGES", $"月薪上限（{WageTo}元）不能低于下限（{WageFrom}元）", nameof(WageTo), nameof(WageFrom));
        }

        if (RelocatedHired > Openings)
        {
            yield return new("HIRED", $"已录用搬迁人数（{RelocatedHired}人）不能多于岗位人数（{Openings}人），岗位增加的请先改人数", nameof(RelocatedHired), nameof(Openings));
        }
    }

    internal sealed class Mapping : IMapping
    {
        public void Map(ModelBuilder model) => model.Entity<JobVacancy>(vacancy =>
        {
            vacancy.HasIndex(x => x.Code).IsUnique();
            vacancy.HasIndex(x => new { x.CountyCode, x.ValidTo });
            vacancy.HasOne<ResettlementSite>().WithMany().HasForeignKey(x => x.SiteId).OnDelete(DeleteBehavior.Restrict);
        });
    }
}

/// <summary>When the work is done.</summary>
public enum VacancyShift
{
    [Display(Name = "长白班"), AlsoWritten("白班")] Day,
    [Display(Name = "两班倒"), AlsoWritten("两班制")] TwoShifts,
    [Display(Name = "三班倒"), AlsoWritten("三班制")] ThreeShifts,
    [Display(Name = "弹性")] Flexible,
}
