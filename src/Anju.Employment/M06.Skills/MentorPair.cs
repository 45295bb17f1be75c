using System.ComponentModel.DataAnnotations;
using Anju.Kernel;
using Anju.Ledgers;
using Anju.Register;
using Microsoft.EntityFrameworkCore;

namespace Anju.Employment.Skills;

/// <summary>Somebody who knows a trade or made good teaches one relocated person (致富能手“传帮带”, M06-4).</summary>
[Ledger("mentor-pair", "“传帮带”结对", Measure = 6, Counter = "对")]
public sealed class MentorPair : CountyRecord, IOfHousehold
{
    [Display(Name = "证件号码", Order = -3), Refers(typeof(Person)), NaturalKey(1), Listed(1), AlsoWritten("身份证号")]
    public Guid PersonId { get; set; }

    [Kept]
    public Guid HouseholdId { get; set; }

    [Display(Name = "带头人", Order = -2, Description = "致富能手、技术能手的姓名"), Required, StringLength(60), NaturalKey(2), Listed(2), AlsoWritten("致富能手", "师傅")]
    public string Mentor { get; set; } = "";

    [Display(Name = "结对日期", Order = -1), Required, Happened, NaturalKey(3), Listed(3)]
    public DateOnly PairedOn { get; set; }

    [Display(Name = "带头人单位"), StringLength(100), Listed(4)]
    public string? MentorOf { get; set; }

    [Display(Name = "传授技能"), Required, StringLength(60), Listed(5), AlsoWritten("帮带内容")]
    public string Trade { get; set; } = "";

    [Display(Name = "结束日期"), NotBefore(nameof(PairedOn)), Listed(6)]
    public DateOnly? EndedOn { get; set; }

    [Display(Name = "成效"), StringLength(200), Listed(7)]
    public string? Outcome { get; set; }

    [Display(Name = "备注"), StringLength(500), Encrypted]
    public string? Note { get; set; }

    Guid? IOfHousehold.HouseholdId => HouseholdId;

    internal sealed class Mapping : IMapping
    {
        public void Map(ModelBuilder model) => model.Entity<MentorPair>(pair =>
        {
            pair.HasIndex(x => new { x.PersonId, x.Mentor, x.PairedOn }).IsUnique();
            pair.HasIndex(x => x.HouseholdId);
            pair.HasOne<Person>().WithMany().HasForeignKey(x => x.PersonId).OnDelete(DeleteBehavior.Restrict);
            pair.HasOne<Household>().WithMany().HasForeignKey(x => x.HouseholdId).OnDelete(DeleteBehavior.Restrict);
        });
    }
}
