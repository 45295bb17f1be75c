using System.ComponentModel.DataAnnotations;
using Anju.Kernel;
using Anju.Ledgers;

namespace Anju.Register;

public enum IdType
{
    [Display(Name = "居民身份证"), AlsoWritten("身份证", "居民身份证(户口簿)")] ResidentIdentityCard,
    [Display(Name = "户口簿")] HouseholdBooklet,
    [Display(Name = "港澳台居民居住证"), AlsoWritten("居住证")] ResidencePermit,
    [Display(Name = "其他")] Other,
}

/// <summary>Relation to the head of the household, the 21 terms of the relocation template (domain specification b.10).</summary>
public enum Relation
{
    [Display(Name = "户主"), AlsoWritten("本人", "本人或户主")] Head,
    [Display(Name = "配偶"), AlsoWritten("妻子", "妻", "丈夫", "夫", "爱人")] Spouse,
    [Display(Name = "之子"), AlsoWritten("儿子", "子", "长子", "次子", "三子", "独生子")] Son,
    [Display(Name = "之女"), AlsoWritten("女儿", "女", "长女", "次女", "三女", "独生女")] Daughter,
    [Display(Name = "之儿媳"), AlsoWritten("儿媳", "媳妇")] DaughterInLaw,
    [Display(Name = "之女婿"), AlsoWritten("女婿")] SonInLaw,
    [Display(Name = "之孙子"), AlsoWritten("孙子")] Grandson,
    [Display(Name = "之孙女"), AlsoWritten("孙女")] Granddaughter,
    [Display(Name = "之外孙子"), AlsoWritten("外孙子", "外孙")] GrandsonByDaughter,
    [Display(Name = "之外孙女"), AlsoWritten("外孙女")] GranddaughterByDaughter,
    [Display(Name = "之父"), AlsoWritten("父亲", "父")] Father,
    [Display(Name = "之母"), AlsoWritten("母亲", "母")] Mother,
    [Display(Name = "之岳父"), AlsoWritten("岳父", "公公", "之公公")] FatherInLaw,
    [Display(Name = "之岳母"), AlsoWritten("岳母", "婆婆", "之婆婆")] MotherInLaw,
    [Display(Name = "之祖父"), AlsoWritten("祖父", "爷爷")] Grandfather,
    [Display(Name = "之祖母"), AlsoWritten("祖母", "奶奶")] Grandmother,
    [Display(Name = "之外祖父"), AlsoWritten("外祖父", "外公")] MaternalGrandfather,
    [Display(Name = "之外祖母"), AlsoWritten("外祖母", "外婆")] MaternalGrandmother,
    [Display(Name = "之兄弟姐妹"), AlsoWritten("兄弟姐妹", "兄弟", "姐妹", "哥哥", "弟弟", "姐姐", "妹妹", "兄", "弟", "姐", "妹")] Sibling,
    [Display(Name = "之侄子女"), AlsoWritten("侄子", "侄女", "侄儿")] NephewOrNiece,
    [Display(Name = "其他"), AlsoWritten("其他亲属", "非亲属")] Other,
}

/// <summary>Terms of the national template; the finer codes of GB/T 4658 are mapped onto them at import.</summary>
public enum Education
{
    [Display(Name = "学龄前儿童"), AlsoWritten("学龄前", "学前", "未上学")] Preschool,
    [Display(Name = "文盲或半文盲"), AlsoWritten("文盲", "半文盲", "不识字")] Illiterate,
    [Display(Name = "小学"), AlsoWritten("小学毕业", "小学文化", "小学肄业")] Primary,
    [Display(Name = "初中"), AlsoWritten("初级中学", "初中毕业", "初中肄业")] JuniorMiddle,
    [Display(Name = "高中"), AlsoWritten("普通高中", "高级中学", "中专", "职高", "中职", "技校", "高中毕业", "中专毕业")] SeniorMiddle,
    [Display(Name = "大专"), AlsoWritten("专科", "大学专科", "高职", "大专毕业")] JuniorCollege,
    [Display(Name = "本科及以上"), AlsoWritten("本科", "大学本科", "大学", "硕士", "博士", "研究生", "硕士研究生", "博士研究生", "本科毕业")] BachelorOrAbove,
}

public enum StudentStatus
{
    [Display(Name = "非在校生"), AlsoWritten("否", "不在校", "无", "非在校")] NotStudent,
    [Display(Name = "学前教育"), AlsoWritten("幼儿园", "学前班")] Kindergarten,
    [Display(Name = "小学")] Primary,
    [Display(Name = "初中")] JuniorMiddle,
    [Display(Name = "高中"), AlsoWritten("普通高中")] SeniorMiddle,
    [Display(Name = "中职"), AlsoWritten("中专", "职高", "技校")] Vocational,
    [Display(Name = "高职高专"), AlsoWritten("大专", "高职")] JuniorCollege,
    [Display(Name = "本科及以上"), AlsoWritten("本科", "大学", "研究生", "是", "在校")] University,
}

public enum Health
{
    [Display(Name = "健康"), AlsoWritten("良好", "健康或良好", "一般")] Healthy,
    [Display(Name = "长期慢性病"), AlsoWritten("慢性病", "有慢性病")] ChronicIllness,
    [Display(Name = "患有大病"), AlsoWritten("大病", "重病", "重大疾病")] SeriousIllness,
    [Display(Name = "残疾"), AlsoWritten("残疾人")] Disabled,
    [Display(Name = "残疾且患大病"), AlsoWritten("残疾,患有大病", "患有大病,残疾")] DisabledAndSeriouslyIll,
    [Display(Name = "残疾且长期慢性病"), AlsoWritten("长期慢性病,残疾", "残疾,长期慢性病")] DisabledAndChronicallyIll,
}

/// <summary>劳动技能, the five values of the national template (assumption A01).</summary>
public enum LabourCapacity
{
    [Display(Name = "普通劳动力"), AlsoWritten("普通", "全劳动力", "正常劳动力", "有劳动力")] Ordinary,
    [Display(Name = "技能劳动力"), AlsoWritten("技能", "技术劳动力")] Skilled,
    [Display(Name = "弱劳动力或半劳动力"), AlsoWritten("弱劳动力", "半劳动力", "弱(半)劳动力", "弱半劳动力")] WeakOrHalf,
    [Display(Name = "丧失劳动力"), AlsoWritten("丧失劳动能力")] Lost,
    [Display(Name = "无劳动力"), AlsoWritten("无劳动能力", "无")] None,
}

public enum Willingness
{
    [Display(Name = "有"), AlsoWritten("是", "愿意")] Willing,
    [Display(Name = "无"), AlsoWritten("否", "不愿意", "没有")] Unwilling,
    [Display(Name = "未知"), AlsoWritten("不详", "不清楚")] Unknown,
}

public enum EmploymentStatus
{
    [Display(Name = "已就业"), AlsoWritten("是", "就业", "务工", "在岗", "已务工", "在业")] Employed,
    [Display(Name = "未就业"), AlsoWritten("否", "待业", "无业", "未务工", "失业")] NotEmployed,
}

/// <summary>Whether somebody is at work today by the ledger of jobs, as the rules say it: a job nobody has verified lately may be over.</summary>
public enum CurrentEmployment
{
    [Display(Name = "已就业")] Employed,
    [Display(Name = "未就业")] NotEmployed,
    [Display(Name = "待核实")] ToVerify,
    [Display(Name = "非劳动力")] NoLabourer,
}

/// <summary>就业渠道 (domain specification b.1).</summary>
public enum EmploymentChannel
{
    [Display(Name = "省外务工"), AlsoWritten("外省务工")] OutsideProvince,
    [Display(Name = "省内县外务工"), AlsoWritten("县外省内务工", "省内务工", "市内县外务工")] OutsideCounty,
    [Display(Name = "县内务工"), AlsoWritten("本地务工", "县域内务工")] InsideCounty,
    [Display(Name = "帮扶车间(基地)"), AlsoWritten("帮扶车间", "扶贫车间", "社区工厂", "就业帮扶车间", "就业帮扶基地")] Workshop,
    [Display(Name = "公益性岗位"), AlsoWritten("公岗", "公益岗位", "帮扶专岗")] PublicPost,
    [Display(Name = "自主创业"), AlsoWritten("创业", "个体经营")] OwnBusiness,
    [Display(Name = "农业就业"), AlsoWritten("务农", "农业", "农业生产")] Farming,
    [Display(Name = "机关事业单位"), AlsoWritten("事业单位", "机关")] PublicInstitution,
}

/// <summary>就业困难人员 classes (domain specification b.1).</summary>
public enum EmploymentHardship
{
    [Display(Name = "无"), AlsoWritten("否")] None,
    [Display(Name = "大龄"), AlsoWritten("大龄失业")] OlderWorker,
    [Display(Name = "残疾")] Disabled,
    [Display(Name = "零就业家庭成员"), AlsoWritten("零就业家庭")] ZeroEmploymentHousehold,
    [Display(Name = "低保家庭"), AlsoWritten("低保")] MinimumLivingGuarantee,
    [Display(Name = "失地")] Landless,
    [Display(Name = "连续失业一年以上"), AlsoWritten("长期失业")] LongUnemployed,
    [Display(Name = "脱贫/监测对象"), AlsoWritten("脱贫人口", "监测对象")] PovertyAlleviated,
    [Display(Name = "其他")] Other,
}

/// <summary>
/// 医保参保. Nobody may be in both schemes (b.8): sheets that say so are kept as they are, for the check to find. Old sheets say only
/// that somebody is insured.
/// </summary>
public enum MedicalInsurance
{
    [Display(Name = "城乡居民"), AlsoWritten("城乡居民医保", "城乡居民基本医疗保险", "居民医保", "新农合")] Residents,
    [Display(Name = "城镇职工"), AlsoWritten("职工", "职工医保", "城镇职工基本医疗保险")] Employees,
    [Display(Name = "城乡居民和城镇职工"), AlsoWritten("两种都参加", "重复参保", "城乡居民、城镇职工", "城镇职工、城乡居民")] Both,
    [Display(Name = "已参保(未注明险种)"), AlsoWritten("是", "有", "已参保", "参保", "已参加", "参加", "√", "1")] Unspecified,
    [Display(Name = "未参保"), AlsoWritten("否", "无", "没有", "未参加", "×", "0")] None,
}

public enum PensionKind
{
    [Display(Name = "城乡居民"), AlsoWritten("城乡居民养老保险", "居民养老")] Residents,
    [Display(Name = "城镇职工"), AlsoWritten("职工", "城镇职工养老保险", "职工养老")] Employees,
    [Display(Name = "未参保"), AlsoWritten("无", "否")] None,
}

public enum Assistance
{
    [Display(Name = "无"), AlsoWritten("否")] None,
    [Display(Name = "低保"), AlsoWritten("低保金", "低保对象", "是")] MinimumLivingGuarantee,
    [Display(Name = "特困"), AlsoWritten("五保金", "五保", "特困供养", "特困人员")] Destitute,
    [Display(Name = "临时救助"), AlsoWritten("临时救助金")] Temporary,
}

public enum PersonStatus
{
    [Display(Name = "在册")] Active,
    [Display(Name = "已离户"), Past] Left,
}
