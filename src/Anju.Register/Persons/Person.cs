using System.ComponentModel.DataAnnotations;
using Anju.Kernel;
using Anju.Ledgers;
using Microsoft.EntityFrameworkCore;

namespace Anju.Register;

/// <summary>
/// A relocated person (搬迁人口), one line for everybody of a household, children and old people too (M01-2).
/// </summary>
[Ledger("person", "搬迁人口(全员)台账", Measure = 1, Columns = "D03", Counter = "人", AddedElsewhere = true, Page = "/persons/{id}", ListPage = "/persons")]
public sealed class Person : CountyRecord, IOfHousehold, ISearchable, IRuledRecord
{
    [Display(Name = "人编号", Order = -5), Wanted, StringLength(30), Listed(1), AlsoWritten("人编码", "个人编号")]
    public string? Code { get; set; }

    [Display(Name = "户编号", Order = -4), Refers(typeof(Household)), Listed(3), AlsoWritten("户编码", "家庭编号", "户号")]
    public Guid HouseholdId { get; set; }

    [Display(Name = "姓名", Order = -3), Required, StringLength(60), Caption, Listed(2), AlsoWritten("成员姓名", "家庭成员姓名", "人员姓名")]
    public required string Name { get; set; }

    [Display(Name = "证件类型", Order = -2), Wanted]
    public IdType IdType { get; set; }

    [Display(Name = "证件号码", Order = -1), Wanted, StringLength(18), NaturalKey, Restricted(Mask.IdNumber), Encrypted(Unique = true), Listed(4)]
    [AlsoWritten("身份证号", "身份证号码", "公民身份号码", "身份证", "证件号", "公民身份证号码")]
    public string? IdNumber { get; set; }

    [Display(Name = "与户主关系"), Required, Listed(5), AlsoWritten("家庭关系", "关系")]
    public Relation Relation { get; set; }

    [Display(Name = "性别"), Wanted, Listed(6), Filtered]
    public Sex? Sex { get; set; }

    [Display(Name = "出生日期"), Wanted, Happened, AlsoWritten("出生年月", "出生年月日")]
    public DateOnly? BirthDate { get; set; }

    [Display(Name = "年龄"), Computed, Unit("岁"), Listed(7), AlsoWritten("周岁")]
    public int? Age { get; set; }

    [Display(Name = "民族"), StringLength(20), Offered(KnownWords.Ethnicities)]
    public string? Ethnicity { get; set; }

    [Display(Name = "文化程度"), Wanted, Listed(8), Filtered, AlsoWritten("学历", "受教育程度")]
    public Education? Education { get; set; }

    [Display(Name = "在校生状况"), AlsoWritten("在校情况", "是否在校")]
    public StudentStatus? Student { get; set; }

    [Display(Name = "就读学校"), StringLength(60)]
    public string? School { get; set; }

    [Display(Name = "健康状况"), Wanted, AlsoWritten("身体状况")]
    public Health? Health { get; set; }

    [Display(Name = "残疾证号"), StringLength(22), Restricted, Encrypted]
    public string? DisabilityCard { get; set; }

    [Display(Name = "残疾类别/等级"), StringLength(40), Offered(KnownWords.Disabilities), AlsoWritten("残疾类别", "残疾等级")]
    public string? Disability { get; set; }

    [Display(Name = "劳动技能"), Wanted, Listed(9), Filtered, AlsoWritten("劳动能力", "劳动力状况", "劳动力类型")]
    public LabourCapacity? LabourCapacity { get; set; }

    [Display(Name = "是否劳动力"), Computed]
    public bool? IsLabourer { get; set; }

    [Display(Name = "就业意愿"), Filtered, AlsoWritten("有无就业意愿", "是否有就业意愿")]
    public Willingness? WillingToWork { get; set; }

    [Display(Name = "意愿询问日期"), Happened, AlsoWritten("意愿核实日期")]
    public DateOnly? WillingnessAskedOn { get; set; }

    [Display(Name = "无意愿书面声明日期"), Happened]
    public DateOnly? UnwillingStatementOn { get; set; }

    [Display(Name = "就业状态", Description = "表中怎么说就怎么填；“当前就业(判定)”由就业台账得出"), Filtered]
    [AlsoWritten("就业状况", "是否务工", "是否就业", "务工情况")]
    public EmploymentStatus? Employment { get; set; }

    [Display(Name = "当前就业(判定)"), Computed, Listed(10)]
    public CurrentEmployment? CurrentEmployment { get; set; }

    [Display(Name = "稳定就业"), Computed]
    public bool? StablyEmployed { get; set; }

    [Display(Name = "就业渠道"), Filtered, AlsoWritten("就业方式", "就业渠道(易地搬迁后扶使用)")]
    public EmploymentChannel? Channel { get; set; }

    [Display(Name = "务工所在地"), StringLength(60), Listed(11), AlsoWritten("务工地点", "务工所在地(到县)", "就业地点", "工作地点")]
    public string? WorkPlace { get; set; }

    [Display(Name = "务工时间"), Unit("月"), Range(0, 12), AlsoWritten("务工时间(月)", "务工月数")]
    public int? MonthsWorked { get; set; }

    [Display(Name = "月收入"), Unit("元"), Range(0.0, 1_000_000.0), AlsoWritten("月工资", "务工月收入", "月均收入")]
    public Yuan? MonthlyIncome { get; set; }

    [Display(Name = "未就业原因"), StringLength(60), Offered(KnownWords.ReasonsNotWorking)]
    public string? NotWorkingReason { get; set; }

    [Display(Name = "培训意愿"), AlsoWritten("有无培训意愿", "是否有培训意愿")]
    public Willingness? TrainingWish { get; set; }

    [Display(Name = "意愿工种"), StringLength(60), AlsoWritten("培训意愿工种")]
    public string? WishedTrade { get; set; }

    [Display(Name = "掌握技能(1)"), StringLength(60), AlsoWritten("掌握技能", "技能1")]
    public string? FirstSkill { get; set; }

    [Display(Name = "掌握技能(2)"), StringLength(60), AlsoWritten("技能2")]
    public string? SecondSkill { get; set; }

    [Display(Name = "技能证书号"), StringLength(40), Encrypted]
    public string? SkillCertificate { get; set; }

    [Display(Name = "登记失业"), AlsoWritten("是否登记失业")]
    public bool? RegisteredUnemployed { get; set; }

    [Display(Name = "就业困难类别")]
    public EmploymentHardship? EmploymentHardship { get; set; }

    [Display(Name = "政治面貌"), StringLength(30), Offered(KnownWords.Political)]
    public string? Political { get; set; }

    [Display(Name = "医保参保"), AlsoWritten("是否参加医保", "基本医疗保险")]
    public MedicalInsurance? MedicalInsurance { get; set; }

    [Display(Name = "大病保险")]
    public bool? SeriousIllnessInsurance { get; set; }

    [Display(Name = "养老保险类型"), AlsoWritten("养老保险")]
    public PensionKind? Pension { get; set; }

    [Display(Name = "参保地"), StringLength(60)]
    public string? InsuredPlace { get; set; }

    [Display(Name = "是否领取待遇")]
    public bool? DrawsPension { get; set; }

    [Display(Name = "低保/特困"), AlsoWritten("低保", "兜底保障")]
    public Assistance? Assistance { get; set; }

    [Display(Name = "户籍所在地"), StringLength(120)]
    public string? HukouPlace { get; set; }

    [Display(Name = "户籍已迁入")]
    public bool? HukouMovedIn { get; set; }

    [Display(Name = "家庭成员变动类型"), Computed]
    public ChangeKind? LastChange { get; set; }

    [Display(Name = "变动时间"), Computed]
    public DateOnly? LastChangedOn { get; set; }

    [Display(Name = "联系电话"), StringLength(20), Restricted(Mask.Phone), Encrypted, AlsoWritten("电话", "手机号", "手机", "本人联系电话")]
    public string? Phone { get; set; }

    [Display(Name = "最近核实时间"), Computed]
    public DateOnly? LastVerifiedOn { get; set; }

    [Display(Name = "状态"), Listed(12), Filtered, Kept]
    public PersonStatus Status { get; set; }

    [Display(Name = "入户日期"), Kept]
    public DateOnly JoinedOn { get; set; }

    [Display(Name = "离户日期"), Kept]
    public DateOnly? LeftOn { get; set; }

    [Display(Name = "备注"), StringLength(500), Encrypted]
    public string? Note { get; set; }

    /// <summary>
    /// The number is in no form that is stored nowadays; blank for most. Such people are few, and <see cref="Twins"/> looks
    /// for them: of the number itself, being encrypted, the database cannot tell.
    /// </summary>
    public bool? NumberOddlyWritten
    {
        get => IdNumber is { } number && (number.Length != 18 || number[17] == 'x') ? true : null;

        // Follows from the number, whatever is read.
        private set { }
    }

    Guid? IOfHousehold.HouseholdId => HouseholdId;

    string? ISearchable.SearchedName => Name;

    void IRuledRecord.Tidy(Record? before, DateOnly today)
    {
        if (IdNumber is { } typed && !(before is Person was && (was.IdNumber, was.IdType) == (typed, IdType)))
        {
            IdNumber = DocumentNumber.Stored(typed, today);
        }
    }

    IEnumerable<Objection> IRuledRecord.Objections(DateOnly today)
    {
        if (IdNumber is { Length: > 0 } number)
        {
            foreach (var message in DocumentNumber.Problems(IdType, number, today))
            {
                yield return new("ID_NUMBER", message, nameof(IdNumber), nameof(IdType));
            }
        }

        if (Relations.SexOf(Relation) is { } said && Sex is { } sex && said != sex)
        {
            yield return new("RELATION_SEX", "与户主关系和性别矛盾，请改正其中一项", nameof(Relation), nameof(Sex));
        }
    }

    internal sealed class Mapping : IMapping
    {
        public void Map(ModelBuilder model) => model.Entity<Person>(person =>
        {
            person.HasIndex(x => x.HouseholdId, "ix_person_head").IsUnique()
                .HasFilter("\"relation\" = 'Head' AND \"status\" = 'Active'");
            person.HasIndex(x => x.HouseholdId, "ix_person_household");
            person.HasIndex(x => x.HouseholdId, "ix_person_oddly_written").HasFilter(Twins.OddlyWritten);
            person.HasIndex(x => new { x.CountyCode, x.Id });
            person.HasIndex(x => new { x.SiteId, x.Id });
            person.HasOne<Household>().WithMany().HasForeignKey(x => x.HouseholdId).OnDelete(DeleteBehavior.Restrict);
        });
    }
}
