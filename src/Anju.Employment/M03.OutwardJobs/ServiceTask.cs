using System.ComponentModel.DataAnnotations;
using Anju.Employment.Skills;
using Anju.Kernel;
using Anju.Ledgers;
using Anju.Policy;
using Anju.Register;
using Anju.Workflows;
using Microsoft.EntityFrameworkCore;
using static Anju.Employment.OutwardJobs.ServiceTaskState;

namespace Anju.Employment.OutwardJobs;

/// <summary>What one person is owed of "311" in one calendar year, from the day it was noticed to how it ended (M03-2; c.2). Moved by <see cref="ServiceYear"/>.</summary>
[Ledger("service-task", "“311”服务任务", Measure = 3, Counter = "人", Page = "/cases/service-task/{id}")]
public sealed class ServiceTask : CaseRecord<ServiceTaskState>, IOfHousehold
{
    [Display(Name = "证件号码", Order = -3), Refers(typeof(Person)), NaturalKey(1), Listed(1), AlsoWritten("身份证号")]
    public Guid PersonId { get; set; }

    [Kept]
    public Guid HouseholdId { get; set; }

    [Display(Name = "年度", Order = -2), Required, Range(2020, 2100), NaturalKey(2), Listed(2), Filtered]
    public int Year { get; set; }

    [Display(Name = "纳入日期", Order = -1), Required, Happened, Listed(3)]
    public DateOnly TargetedOn { get; set; }

    [Display(Name = "应完成日期", Description = "年末；10月以后纳入的，从纳入起另算"), Wanted, Listed(4)]
    public DateOnly? OwedBy { get; set; }

    [Display(Name = "意愿确认日期"), Happened, Listed(5)]
    public DateOnly? IntentOn { get; set; }

    [Display(Name = "岗位信息"), Computed, Unit("次"), Listed(6)]
    public int? JobInfos { get; set; }

    [Display(Name = "职业指导"), Computed, Unit("次"), Listed(7)]
    public int? Guidances { get; set; }

    [Display(Name = "培训信息"), Computed, Unit("次"), Listed(8)]
    public int? TrainingInfos { get; set; }

    [Display(Name = "结束说明"), StringLength(100)]
    public string? EndedBy { get; set; }

    [Display(Name = "备注", Order = 90), StringLength(500), Encrypted]
    public string? Note { get; set; }

    Guid? IOfHousehold.HouseholdId => HouseholdId;

    protected override ServiceTaskState Beginning => IntentOn is null ? Targeted : IntentConfirmed;

    protected override IEnumerable<Objection> Objections(DateOnly today)
    {
        if (TargetedOn.Year != Year)
        {
            yield return new("YEAR", $"纳入日期应在{Year}年", nameof(TargetedOn), nameof(Year));
        }
    }

    internal sealed class Mapping : IMapping
    {
        public void Map(ModelBuilder model) => model.Entity<ServiceTask>(task =>
        {
            task.HasIndex(x => new { x.PersonId, x.Year }).IsUnique();
            task.HasIndex(x => x.HouseholdId);
            task.HasIndex(x => new { x.State, x.DueOn });
            task.HasOne<Person>().WithMany().HasForeignKey(x => x.PersonId).OnDelete(DeleteBehavior.Restrict);
            task.HasOne<Household>().WithMany().HasForeignKey(x => x.HouseholdId).OnDelete(DeleteBehavior.Restrict);
        });
    }
}

/// <summary>c.2</summary>
public enum ServiceTaskState
{
    [Display(Name = "已纳入")] Targeted,
    [Display(Name = "意愿已确认")] IntentConfirmed,
    [Display(Name = "服务中")] InService,
    [Display(Name = "年度达标"), Past] Completed,
    [Display(Name = "已就业"), Past] Employed,
    [Display(Name = "已退出"), Past] Exited,
    [Display(Name = "年度未达标"), Past] Unmet,
}

internal sealed class ServiceTaskLights(BusinessDate date) : CaseLights<ServiceTask>(date);

/// <summary>Beside each task what its person has had in its year by today, counted as R-M03-2 counts.</summary>
internal sealed class ServicesOfTasks(PlanPack pack, BusinessDate date) : Computation<ServiceTask>(nameof(ServiceTask.JobInfos), nameof(ServiceTask.Guidances), nameof(ServiceTask.TrainingInfos))
{
    protected override async Task FillAsync(AnjuDb db, IReadOnlyList<ServiceTask> lines, CancellationToken cancellation)
    {
        var ids = lines.Select(task => task.PersonId).Distinct().ToList();
        var given = (await BulkRead.AmongAsync<EmploymentServiceEvent>(db, nameof(EmploymentServiceEvent.PersonId), ids, cancellation))
            .Where(service => service.GivenOn <= date.Today).ToLookup(service => (service.PersonId, service.GivenOn.Year));
        var attended = (await BulkRead.AmongAsync<TrainingEnrolment>(db, nameof(TrainingEnrolment.PersonId), ids, cancellation))
            .Where(course => course.Attended(date.Today)).ToLookup(course => (course.PersonId, course.StartedOn!.Value.Year));
        foreach (var task in lines)
        {
            var last = new Month(task.Year, 12);
            var counted = ServicesOfYear.Of(given[(task.PersonId, task.Year)], attended[(task.PersonId, task.Year)].Count(), pack.Parameters.At(last < date.ThisMonth ? last : date.ThisMonth));
            (task.JobInfos, task.Guidances, task.TrainingInfos) = (counted.JobInfos, counted.Guidances, counted.TrainingInfos);
        }
    }
}
