using Anju.Ledgers;
using static Anju.Ledgers.FindingLevel;
using static Anju.Ledgers.RowAction;

namespace Anju.Register;

/// <summary>Findings of the import of persons with their households. Those of the identity number come from its own check.</summary>
internal static class PersonCodes
{
    public static FindingKind NumericLost { get; } = new(
        "ID_NUMERIC_LOST", Error, Reject, "证件号码被存成了数字，只剩 15 位有效数字，后几位无法还原，请把该列设为文本后重新填写");

    public static FindingKind NoNumberYet { get; } = new("ID_NONE_YET", Warn, Import, "已确认暂无证件号码，请在取得后补录");

    public static FindingKind BirthMismatch { get; } = new("BIRTH_MISMATCH", Warn, Import, "与证件号码中的出生日期不一致，以证件号码为准，请核对");

    public static FindingKind SexMismatch { get; } = new("SEX_MISMATCH", Warn, Import, "与证件号码中的性别不一致，以证件号码为准，请核对");

    public static FindingKind RelationSex { get; } = new("RELATION_SEX_CONFLICT", Warn, Import, "与户主关系同性别矛盾，请核对");

    public static FindingKind NoHead { get; } = new("NO_HEAD", Error, Hold, "本户没有户主，全户暂不导入，请在“与户主关系”中注明户主");

    public static FindingKind TwoHeads { get; } = new("TWO_HEADS", Error, Hold, "本户有两位以上户主（或户编号用在了两户上），全户暂不导入，请只保留一位户主或更正户编号");

    public static FindingKind HeadNameMismatch { get; } = new("HEAD_NAME_MISMATCH", Warn, Import, "与本户户主的姓名不一致，请核对");

    public static FindingKind HeadNumberMismatch { get; } = new("HEAD_NUMBER_MISMATCH", Warn, Import, "与本户户主的证件号码不一致，请核对户编号或户主");

    public static FindingKind SizeMismatch { get; } = new("SIZE_MISMATCH", Warn, Import, "与本户实际人数不一致，请核对");

    public static FindingKind NameSpaces { get; } = new("NAME_SPACES", Fix, Import, "已去掉姓名中的空格");

    public static FindingKind NameMissing { get; } = new("NAME_MISSING", Error, Reject, "没有姓名，请补填");

    public static FindingKind NameRare { get; } = new("NAME_RARE_CHAR", Ok, Import, "姓名含生僻字，已原样保留");

    public static FindingKind SameName { get; } = new("SAME_NAME_OTHER_PERSON", Ok, Import, "与另一人同名，证件号码不同，按两人登记");

    public static FindingKind OldArea { get; } = new("OLD_AREA_CODE", Ok, Import, "证件号码使用撤地设市前的区划代码，有效");

    public static FindingKind PhoneFormat { get; } = new("PHONE_FORMAT", Fix, Import, "电话号码已去掉多余的符号");

    public static FindingKind PhoneTwo { get; } = new("PHONE_TWO", Warn, Import, "填了两个电话，采用第一个，第二个记入备注");

    public static FindingKind PhoneBad { get; } = new("PHONE_BAD", Warn, Import, "电话号码位数不对，请核对");

    public static FindingKind MinorEmployed { get; } = new("MINOR_EMPLOYED", Warn, Import, "未满 16 周岁而登记为已就业，请核对");

    public static FindingKind NoPlace { get; } = new("EMPLOYED_NO_PLACE", Warn, Import, "已就业但没有务工所在地，请补填");

    public static FindingKind UnknownVillage { get; } = new("UNKNOWN_VILLAGE", Warn, Import, "历年区划表中都没有这个地方，已按原文保留，请核对");

    public static FindingKind EducationUnknown { get; } = new("EDU_UNKNOWN", Warn, Import, "不能归入文化程度字典，未采用，原文记入备注");

    public static FindingKind Deceased { get; } = new("DECEASED_NOTE", Warn, Import, "备注说此人已故，请核实后办理家庭成员变动");

    public static FindingKind MovedOut { get; } = new("MOVED_OUT_NOTE", Warn, Import, "备注说此人已迁出，请核实后办理家庭成员变动");

    public static FindingKind SuspectedMatch { get; } = new(
        "SUSPECTED_MATCH", Error, Hold, "本户已有同名、同出生日期的人而证件号码不同，请决定是不是同一人；决定之前两边的待遇都不变");

    public static FindingKind PersonElsewhere { get; } = new(
        "PERSON_ELSEWHERE", Error, Hold, "此人已登记在另一户，没有移到本户，请核对户编号，或在一户一档中办理分户、迁移");

    public static FindingKind PersonLeft { get; } = new("PERSON_LEFT", Error, Hold, "此人已登记离户，请先在一户一档中办理返回");

    public static FindingKind HouseholdMissing { get; } = new("HOUSEHOLD_MISSING", Error, Reject, "系统中没有此人，新增人员必须填写户编号");

    public static FindingKind HouseholdElsewhere { get; } = new("HOUSEHOLD_ELSEWHERE", Error, Reject, "这个户编号已由另一个县市区使用，请核对");

    public static FindingKind SiteUnknown { get; } = new("SITE_UNKNOWN", Warn, Import, "本县没有登记这个安置点，未采用，请先登记安置点或核对名称");

    public static FindingKind RelationUnknown { get; } = new("TERM_UNKNOWN", Warn, Import, "与户主关系不在字典中，按“其他”登记，原文记入备注");
}
