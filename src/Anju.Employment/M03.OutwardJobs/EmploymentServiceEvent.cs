using System.ComponentModel.DataAnnotations;
using Anju.Kernel;
using Anju.Ledgers;
using Anju.Register;
using Anju.Register.HouseholdFile;
using Microsoft.EntityFrameworkCore;

namespace Anju.Employment.OutwardJobs;

/// <summary>One employment service given to one named person, counted for the yearly "311" (M03-2).</summary>
[Ledger("employment-service", "就业服务(“311”)台账", Measure = 3, Columns = "D07")]
public sealed class EmploymentServiceEvent : CountyRecord, IOfHousehold, IWorkEntry
{
    [Display(Name = "年度", Order = -3), Computed, Listed(1)]
    public int? Year { get; set; }

    [Display(Name = "证件号码", Order = -2), Refers(typeof(Person)), NaturalKey(1), Listed(2), AlsoWritten("身份证号")]
    public Guid PersonId { get; set; }

    [Kept]
    public Guid HouseholdId { get; set; }

    [Display(Name = "对象类别"), Wanted, Listed(3), Filtered]
    public ServiceTarget? TargetGroup { get; set; }

    [Display(Name = "有就业意愿", Description = "提供服务时本人的意愿"), Wanted, AlsoWritten("就业意愿", "是否有就业意愿")]
    public Willingness? Willing { get; set; }

    [Display(Name = "服务类型"), Required, NaturalKey(2), Listed(4), Filtered]
    public ServiceKind Kind { get; set; }

    [Display(Name = "服务日期"), Required, Happened, NaturalKey(3), Listed(5)]
    public DateOnly GivenOn { get; set; }

    [Display(Name = "岗位或课程编号"), StringLength(40), NaturalKey(4), Listed(6), AlsoWritten("岗位编号", "课程编号")]
    public string? Reference { get; set; }

    [Display(Name = "方式"), Required, Listed(7), Filtered, AlsoWritten("服务方式")]
    public ServiceChannel Channel { get; set; }

    [Display(Name = "服务人"), Required, StringLength(60)]
    public string Officer { get; set; } = "";

    [Display(Name = "签收"), StringLength(60)]
    public string? Receipt { get; set; }

    [Display(Name = "当年累计岗位信息"), Computed, Unit("次"), Listed(9)]
    public int? JobInfosOfYear { get; set; }

    [Display(Name = "当年累计职业指导"), Computed, Unit("次"), Listed(10)]
    public int? GuidancesOfYear { get; set; }

    [Display(Name = "当年累计培训信息"), Computed, Unit("次"), Listed(11)]
    public int? TrainingInfosOfYear { get; set; }

    [Display(Name = "达标"), Computed, Listed(12)]
    public bool? YearComplete { get; set; }

    [Display(Name = "备注"), StringLength(500), Encrypted]
    public string? Note { get; set; }

    Guid? IOfHousehold.HouseholdId => HouseholdId;

    WorkEntry? IWorkEntry.InTimeline() => new(GivenOn, null, WorkEntryKind.Service, $"{TermTitles.Of(Kind)}{(Reference is null ? "" : $" {Reference}")}（{TermTitles.Of(Channel)}，{Officer}）");

    internal sealed class Mapping : IMapping
    {
        public void Map(ModelBuilder model) => model.Entity<EmploymentServiceEvent>(service =>
        {
            // Both databases take one blank reference for another than the next: without it, the day decides.
            service.HasIndex(x => new { x.PersonId, x.Kind, x.GivenOn, x.Reference }).IsUnique();
            service.HasIndex(x => new { x.PersonId, x.Kind, x.GivenOn }).IsUnique().HasFilter("\"reference\" IS NULL");
            service.HasIndex(x => new { x.HouseholdId, x.GivenOn });
            service.HasOne<Person>().WithMany().HasForeignKey(x => x.PersonId).OnDelete(DeleteBehavior.Restrict);
            service.HasOne<Household>().WithMany().HasForeignKey(x => x.HouseholdId).OnDelete(DeleteBehavior.Restrict);
        });
    }
}

public enum ServiceTarget
{
    [Display(Name = "登记失业"), AlsoWritten("登记失业人员")] RegisteredUnemployed,
    [Display(Name = "脱贫劳动力"), AlsoWritten("脱贫人口")] PovertyAlleviated,
}

/// <summary>The three services of "311": three job informations, one guidance, one training information a year.</summary>
public enum ServiceKind
{
    [Display(Name = "岗位信息"), AlsoWritten("岗位推荐")] JobInfo,
    [Display(Name = "职业指导")] Guidance,
    [Display(Name = "培训信息"), AlsoWritten("免费技能培训信息")] TrainingInfo,
}

public enum ServiceChannel
{
    [Display(Name = "面谈")] Meeting,
    [Display(Name = "电话")] Phone,
    [Display(Name = "短信")] Message,
    [Display(Name = "推送")] Push,
    [Display(Name = "招聘会")] JobFair,
}
