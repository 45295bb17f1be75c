using System.ComponentModel.DataAnnotations;
using Anju.Kernel;
using Anju.Ledgers;
using Anju.Register;
using Anju.Register.HouseholdFile;
using Microsoft.EntityFrameworkCore;

namespace Anju.Employment.Skills;

/// <summary>A trade that somebody has learnt, and what shows it (M06-5).</summary>
[Ledger("person-skill", "技能档案", Measure = 6, Counter = "门")]
public sealed class PersonSkill : CountyRecord, IOfHousehold, IRuledRecord, IWorkEntry
{
    [Display(Name = "证件号码", Order = -2), Refers(typeof(Person)), NaturalKey(1), Listed(1), AlsoWritten("身份证号")]
    public Guid PersonId { get; set; }

    [Kept]
    public Guid HouseholdId { get; set; }

    [Display(Name = "技能", Order = -1), Required, StringLength(60), NaturalKey(2), Listed(2), AlsoWritten("掌握技能", "工种")]
    public string Skill { get; set; } = "";

    [Display(Name = "证明方式"), Required, Listed(3), Filtered]
    public SkillProof Proof { get; set; }

    [Display(Name = "等级"), Listed(4), Filtered, AlsoWritten("技能等级")]
    public SkillGrade? Grade { get; set; }

    [Display(Name = "证书号"), StringLength(60), Encrypted]
    public string? Certificate { get; set; }

    [Display(Name = "取得日期"), Happened, Listed(5)]
    public DateOnly? ProvenOn { get; set; }

    [Display(Name = "备注"), StringLength(500), Encrypted]
    public string? Note { get; set; }

    Guid? IOfHousehold.HouseholdId => HouseholdId;

    WorkEntry? IWorkEntry.InTimeline() => ProvenOn is { } on ? new(on, null, WorkEntryKind.Training, $"掌握技能：{Skill}（{TermTitles.Of(Proof)}）") : null;

    IEnumerable<Objection> IRuledRecord.Objections(DateOnly today)
    {
        if (Proof == SkillProof.Certificate && string.IsNullOrEmpty(Certificate))
        {
            yield return new("CERTIFICATE", "以证书证明的，请填写证书号", nameof(Certificate), nameof(Proof));
        }
    }

    internal sealed class Mapping : IMapping
    {
        public void Map(ModelBuilder model) => model.Entity<PersonSkill>(skill =>
        {
            skill.HasIndex(x => new { x.PersonId, x.Skill }).IsUnique();
            skill.HasIndex(x => x.HouseholdId);
            skill.HasOne<Person>().WithMany().HasForeignKey(x => x.PersonId).OnDelete(DeleteBehavior.Restrict);
            skill.HasOne<Household>().WithMany().HasForeignKey(x => x.HouseholdId).OnDelete(DeleteBehavior.Restrict);
        });
    }
}

/// <summary>What shows that somebody masters a trade; one's own word does not.</summary>
public enum SkillProof
{
    [Display(Name = "证书"), AlsoWritten("职业资格证书", "技能等级证书")] Certificate,
    [Display(Name = "培训合格"), AlsoWritten("结业")] CoursePassed,
    [Display(Name = "从业满1年"), AlsoWritten("从业经历")] Practice,
    [Display(Name = "本人自述"), AlsoWritten("自述")] OwnWord,
}

public enum SkillGrade
{
    [Display(Name = "初级工"), AlsoWritten("五级", "初级")] Five,
    [Display(Name = "中级工"), AlsoWritten("四级", "中级")] Four,
    [Display(Name = "高级工"), AlsoWritten("三级", "高级")] Three,
    [Display(Name = "技师"), AlsoWritten("二级")] Two,
    [Display(Name = "高级技师"), AlsoWritten("一级")] One,
    [Display(Name = "专项职业能力"), AlsoWritten("专项能力")] Special,
}

internal sealed class SkillsOfHousehold : FactStream<PersonSkill>;
