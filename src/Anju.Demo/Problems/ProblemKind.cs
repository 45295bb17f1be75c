using System.ComponentModel.DataAnnotations;

namespace Anju.Demo;

/// <summary>
/// What is wrong on purpose, at least once in every city of 2,000 households: cases for the rules R-M01-1 to R-M03-Z and for
/// the data checks of the domain specification, b.8.
/// </summary>
public enum ProblemKind
{
    // R-M01-1, a required field is blank: unknown.
    [Display(Name = "性别空缺")] BlankSex,
    [Display(Name = "出生日期空缺")] BlankBirthDate,
    [Display(Name = "文化程度空缺")] BlankEducation,
    [Display(Name = "劳动技能空缺")] BlankLabourCapacity,
    [Display(Name = "就业状态空缺")] BlankEmployment,
    [Display(Name = "培训意愿空缺")] BlankTrainingWish,
    [Display(Name = "务工所在地空缺")] BlankWorkPlace,
    [Display(Name = "证件号码空缺")] BlankIdNumber,
    [Display(Name = "医保参保空缺")] BlankMedicalInsurance,

    // R-M01-1 and b.8, a value contradicts another or the standard.
    [Display(Name = "证件号码校验位不对")] WrongCheckCharacter,
    [Display(Name = "性别与证件号码不符")] SexAgainstNumber,
    [Display(Name = "出生日期与证件号码不符")] BirthAgainstNumber,
    [Display(Name = "性别与户主关系矛盾")] SexAgainstRelation,
    [Display(Name = "残疾证号位数不对")] DisabilityCardMalformed,
    [Display(Name = "16周岁以下有务工")] MinorWorking,
    [Display(Name = "16周岁以下有劳动技能")] MinorWithCapacity,
    [Display(Name = "健康劳动年龄填为弱劳动力")] HealthyButWeak,
    [Display(Name = "健康劳动年龄填为无劳动力")] HealthyButUnable,
    [Display(Name = "在校生全日制务工")] StudentWorking,
    [Display(Name = "义务教育阶段未在校")] ChildNotInSchool,
    [Display(Name = "特困供养人员外出务工")] DestituteWorkingAway,
    [Display(Name = "健康劳动年龄享受特困供养")] DestituteAndAble,
    [Display(Name = "70周岁以上在公益性岗位")] TooOldForPublicPost,
    [Display(Name = "公益性岗位在县外")] PublicPostOutsideCounty,
    [Display(Name = "务工人员电话不是11位")] PhoneMalformed,
    [Display(Name = "不同务工地点电话相同")] PhoneShared,
    [Display(Name = "务工地点未到县级")] WorkPlaceTooVague,
    [Display(Name = "务工开始早于上一段结束")] SpellsOverlap,
    [Display(Name = "务工月收入低于400元")] WageTooLow,
    [Display(Name = "技能劳动力未就业")] SkilledNotWorking,
    [Display(Name = "耕地面积异常")] LandImplausible,
    [Display(Name = "林地面积异常")] ForestImplausible,
    [Display(Name = "整户无劳动力且未享受低保")] NoLabourNoSupport,
    [Display(Name = "收入偏低未纳入监测")] PoorNotMonitored,

    [Display(Name = "出生日期早了一百年")] BirthImpossible,
    [Display(Name = "变动时间晚于报告日期")] ReportedBefore,
    [Display(Name = "离户后仍登记就业服务")] ServedAfterLeaving,
    [Display(Name = "核实日期不在当月")] VerifiedOutside,
    [Display(Name = "户内没有户主")] NoHead,
    [Display(Name = "长辈比户主年轻")] KinshipImpossible,
    [Display(Name = "入住早于安置点建成")] MovedInBeforeBuilt,
    [Display(Name = "就业状态与就业台账不符")] StatusAgainstSpells,
    [Display(Name = "登记公益性岗位而全户无人就业")] PostButNobodyWorks,
    [Display(Name = "迁出地空缺")] BlankOriginPlace,
    [Display(Name = "人均住房面积超标")] DwellingTooLarge,

    // R-M01-2, the roll.
    [Display(Name = "家庭人口与在册人数不符")] SizeUnexplained,
    [Display(Name = "户籍比对超过12个月")] ComparedLongAgo,
    [Display(Name = "从未进行户籍比对")] NeverCompared,
    [Display(Name = "户籍比对差异未说明")] ComparedDifferently,

    // R-M01-3, the month.
    [Display(Name = "上月和本月未核实")] NotVerified,
    [Display(Name = "连续三个月未核实")] NotVerifiedForMonths,

    // R-M03-2, "311".
    [Display(Name = "“311”服务全年空白")] NoService,
    [Display(Name = "“311”服务进度不足")] TooFewServices,
    [Display(Name = "10月1日以后进入服务对象")] LateEntrant,
    [Display(Name = "就业意愿未知")] WillingnessUnknown,
    [Display(Name = "失业登记状况空缺")] RegistrationUnknown,

    // R-M03-3, R-M03-4, R-M03-Z.
    [Display(Name = "零就业家庭（30日内）")] ZeroEmploymentFresh,
    [Display(Name = "零就业家庭（超过30日）")] ZeroEmploymentLong,
    [Display(Name = "零就业家庭（本月已就业）")] ZeroEmploymentCleared,
    [Display(Name = "仅有不稳定就业")] OnlyUnstable,
    [Display(Name = "劳动力均无意愿（声明6个月内）")] AllUnwilling,
    [Display(Name = "劳动力均无意愿（声明已过期）")] AllUnwillingStale,
    [Display(Name = "就业信息超过62天未核实")] SpellsStale,
    [Display(Name = "合同30日内到期")] ContractEndsSoon,
    [Display(Name = "全年无任何就业帮扶记录")] NothingDone,

    // R-M04-5.
    [Display(Name = "弱（半）劳动力家庭应兜未兜")] NobodyCaught,
}

/// <summary>What is wrong on purpose, and with which households (12 digits) or people (14).</summary>
public sealed record SeededProblem(ProblemKind Kind, int Count, IReadOnlyList<string> Codes);
