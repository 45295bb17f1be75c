using System.ComponentModel.DataAnnotations;
using Anju.Kernel;
using Anju.Ledgers;
using Anju.Register;
using Anju.Register.HouseholdFile;
using Microsoft.EntityFrameworkCore;

namespace Anju.Employment.PublicWork;

/// <summary>Help to find work for one person who finds it hard (就业援助, M04-5): from the day it was granted to its end.</summary>
[Ledger("employment-assistance", "就业援助", Measure = 4, Counter = "人")]
public sealed class EmploymentAssistanceCase : CountyRecord, IOfHousehold, IRuledRecord, IWorkEntry
{
    [Display(Name = "证件号码", Order = -2), Refers(typeof(Person)), NaturalKey(1), Listed(1), AlsoWritten("身份证号")]
    public Guid PersonId { get; set; }

    [Kept]
    public Guid HouseholdId { get; set; }

    [Display(Name = "援助开始", Order = -1), Required, Happened, NaturalKey(2), Listed(2), AlsoWritten("开始日期")]
    public DateOnly StartedOn { get; set; }

    [Display(Name = "困难类别"), Required, Listed(3), Filtered]
    public HolderClass Hardship { get; set; }

    [Display(Name = "援助措施"), Required, StringLength(100), Listed(4), Offered("职业指导 岗位推荐 技能培训 社保补贴 公益性岗位 帮扶专岗 送岗上门")]
    public string Help { get; set; } = "";

    [Display(Name = "责任人"), Wanted, StringLength(60), Listed(5)]
    public string? Responsible { get; set; }

    [Display(Name = "援助结束"), Happened, NotBefore(nameof(StartedOn)), Listed(6)]
    public DateOnly? EndedOn { get; set; }

    [Display(Name = "结果"), Listed(7), Filtered]
    public AssistanceResult? Result { get; set; }

    [Display(Name = "备注"), StringLength(500), Encrypted]
    public string? Note { get; set; }

    Guid? IOfHousehold.HouseholdId => HouseholdId;

    WorkEntry? IWorkEntry.InTimeline() => new(StartedOn, EndedOn, WorkEntryKind.Service, $"就业援助{(Help.Length > 0 ? "：" : "")}{Help}{(Result is { } result ? $"，{TermTitles.Of(result)}" : "")}", EndedOn is null);

    /// <summary>Under way on the day.</summary>
    public bool RunsOn(DateOnly day) => StartedOn <= day && !(EndedOn <= day);

    IEnumerable<Objection> IRuledRecord.Objections(DateOnly today)
    {
        if (EndedOn is null != Result is null)
        {
            yield return new("ENDED", "援助结束和结果要一起填写", EndedOn is null ? nameof(EndedOn) : nameof(Result));
        }
    }

    internal sealed class Mapping : IMapping
    {
        public void Map(ModelBuilder model) => model.Entity<EmploymentAssistanceCase>(help =>
        {
            help.HasIndex(x => new { x.PersonId, x.StartedOn }).IsUnique();
            help.HasIndex(x => x.HouseholdId);
            help.HasOne<Person>().WithMany().HasForeignKey(x => x.PersonId).OnDelete(DeleteBehavior.Restrict);
            help.HasOne<Household>().WithMany().HasForeignKey(x => x.HouseholdId).OnDelete(DeleteBehavior.Restrict);
        });
    }
}

internal sealed class AssistanceOfHousehold : FactStream<EmploymentAssistanceCase>;

public enum AssistanceResult
{
    [Display(Name = "已就业")] Employed,
    [Display(Name = "公岗安置"), AlsoWritten("公益性岗位")] OnPublicPost,
    [Display(Name = "放弃")] GivenUp,
    [Display(Name = "不再符合条件")] NoLongerEntitled,
}
