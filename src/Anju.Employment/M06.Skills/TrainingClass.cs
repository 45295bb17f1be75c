using System.ComponentModel.DataAnnotations;
using Anju.Kernel;
using Anju.Ledgers;
using Anju.Register;
using Microsoft.EntityFrameworkCore;

namespace Anju.Employment.Skills;

/// <summary>A course of vocational training (M06-1, M06-3); who takes part stands in <see cref="TrainingEnrolment"/>.</summary>
[OpenInCounty, Ledger("training-class", "培训班", Measure = 6, Counter = "个", Page = "/training-classes/{id}")]
public sealed class TrainingClass : CountyRecord
{
    [Display(Name = "班次编号", Order = -3), Required, StringLength(40), NaturalKey, Listed(1), AlsoWritten("班级编号", "课程编号")]
    public string Code { get; set; } = "";

    [Display(Name = "工种", Order = -2), Required, StringLength(60), Caption, Listed(2), AlsoWritten("培训工种", "培训内容")]
    public string Trade { get; set; } = "";

    [Display(Name = "类型"), Required, Listed(3), Filtered, AlsoWritten("培训类型")]
    public TrainingKind Kind { get; set; }

    [Display(Name = "机构"), Required, StringLength(100), Listed(4), AlsoWritten("培训机构")]
    public string Institution { get; set; } = "";

    [Display(Name = "安置点", Description = "面向或开办在哪个安置点；面向全县的不填"), Refers(typeof(ResettlementSite)), AlsoWritten("安置点编码", "地点/安置点")]
    public override Guid? SiteId { get; set; }

    [Display(Name = "地点"), Wanted, StringLength(100), Listed(5), AlsoWritten("培训地点")]
    public string? Place { get; set; }

    [Display(Name = "开班日期"), Required, Listed(6), AlsoWritten("起", "开始日期")]
    public DateOnly StartsOn { get; set; }

    [Display(Name = "结束日期", Description = "最后一天"), Required, NotBefore(nameof(StartsOn)), Listed(7), AlsoWritten("止", "结业日期")]
    public DateOnly EndsOn { get; set; }

    [Display(Name = "课时"), Unit("课时"), Range(1, 2000)]
    public int? Hours { get; set; }

    [Display(Name = "计划人数"), Unit("人"), Range(1, 1000)]
    public int? Places { get; set; }

    [Display(Name = "任课教师"), StringLength(60)]
    public string? Teacher { get; set; }

    [Display(Name = "开班备案日期", Description = "向县人社局备案的日期，备案后才能确认报名"), Happened]
    public DateOnly? FiledOn { get; set; }

    [Display(Name = "学员人数", Description = "不含书面放弃的"), Computed, Unit("人"), Listed(8)]
    public int? Trainees { get; set; }

    [Display(Name = "合格人数"), Computed, Unit("人"), Listed(9)]
    public int? Passed { get; set; }

    [Display(Name = "备注"), StringLength(500), Encrypted]
    public string? Note { get; set; }

    internal sealed class Mapping : IMapping
    {
        public void Map(ModelBuilder model) => model.Entity<TrainingClass>(course =>
        {
            course.HasIndex(x => x.Code).IsUnique();
            course.HasIndex(x => new { x.CountyCode, x.StartsOn });
            course.HasOne<ResettlementSite>().WithMany().HasForeignKey(x => x.SiteId).OnDelete(DeleteBehavior.Restrict);
        });
    }
}

/// <summary>M06-3, M06-4: at the site, to the order of an enterprise, by working, on the net.</summary>
public enum TrainingKind
{
    [Display(Name = "安置点办班"), AlsoWritten("安置点")] AtSite,
    [Display(Name = "订单式"), AlsoWritten("订单", "订单培训", "订单式培训")] ToOrder,
    [Display(Name = "以工代训")] ByWorking,
    [Display(Name = "网络"), AlsoWritten("网络培训", "线上")] Online,
    [Display(Name = "创业"), AlsoWritten("创业培训")] Startup,
    [Display(Name = "其他"), AlsoWritten("其他培训")] Other,
}

internal sealed class HeadsOfClasses() : Computation<TrainingClass>(nameof(TrainingClass.Trainees), nameof(TrainingClass.Passed))
{
    protected override async Task FillAsync(AnjuDb db, IReadOnlyList<TrainingClass> lines, CancellationToken cancellation)
    {
        var all = (await BulkRead.AmongAsync<TrainingEnrolment>(db, nameof(TrainingEnrolment.ClassId), [.. lines.Select(line => line.Id)], cancellation)).ToLookup(x => x.ClassId);
        foreach (var line in lines)
        {
            line.Trainees = all[line.Id].Count(x => x.State != TrainingState.Declined);
            line.Passed = all[line.Id].Count(x => x.Result == TrainingResult.Passed);
        }
    }
}
