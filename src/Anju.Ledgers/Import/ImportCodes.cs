using Anju.Kernel;
using static Anju.Ledgers.FindingLevel;
using static Anju.Ledgers.RowAction;

namespace Anju.Ledgers;

/// <summary>Findings that any ledger can meet.</summary>
public static class ImportCodes
{
    public static FindingKind CellError { get; } = new("CELL_ERROR", Warn, Import, "单元格是公式错误，按空白处理，请改为实际内容");

    public static FindingKind MaskedValue { get; } = new("MASKED_VALUE", Ok, Import, "是脱敏后的内容，未采用，原有内容不变");

    /// <summary>The row means the same as one before it, which is the one that counts.</summary>
    /// <param name="what">By what both are known: 证件号码.</param>
    public static FindingKind Duplicate(ImportRow row, ImportRow earlier, string earlierSheet, string what) => row.Sheet == earlier.Sheet
        ? new("DUP_SAME_SHEET", Error, Reject, $"本表内重复，与第 {earlier.Number} 行相同，只导入第 {earlier.Number} 行；{Repeated(what)}")
        : new("DUP_OTHER_SHEET", Error, Reject, $"两张工作表之间重复，与工作表“{earlierSheet}”第 {earlier.Number} 行相同，只导入那一行；{Repeated(what)}");

    private static string Repeated(string what) => $"确是重复的请删去本行，不是的请更正{what}";

    public static FindingKind MoneyText { get; } = new("INCOME_TEXT", Fix, Import, "金额中的文字已换算为元");

    public static FindingKind MoneyRange { get; } = new("INCOME_RANGE", Warn, Import, "金额不是一个确数，取下限，原文记入备注");

    public static FindingKind TermUnknown { get; } = new("TERM_UNKNOWN", Warn, Import, "不在字典中，未采用，请改为字典中的写法");

    public static FindingKind WordUnknown { get; } = new("WORD_UNKNOWN", Warn, Import, "不在字典中，已按原文保留，请核对是否有规范的写法");

    public static FindingKind HeadNumberMismatch { get; } = new("HEAD_NUMBER_MISMATCH", Warn, Import, "与系统中登记的不一致，没有改动，请核对户编号或户主");

    public static FindingKind ValueUnknown { get; } = new("VALUE_UNKNOWN", Warn, Import, "无法识别，未采用，请按格式重填");

    public static FindingKind OutOfRange { get; } = new("VALUE_RANGE", Warn, Import, "超出合理范围，未采用，请核对");

    public static FindingKind TextTooLong { get; } = new("TEXT_TOO_LONG", Warn, Import, "文字过长，超出部分未采用，请缩短");

    public static FindingKind DivisionUnknown { get; } = new("DIVISION_UNKNOWN", Warn, Import, "不在区划表中，未采用，请填写规范的名称或代码");

    public static FindingKind CountyUnknown { get; } = new("COUNTY_UNKNOWN", Error, Reject, "看不出属于哪个县市区，请填写“县市区”列，或在导入时选定县市区");

    public static FindingKind OutOfScope { get; } = new("OUT_OF_SCOPE", Error, Reject, "不在您的管辖范围内，不能由您导入，请交由相应的县市区导入");

    public static FindingKind RequiredMissing { get; } = new("REQUIRED_MISSING", Error, Reject, "必填而没有填写，或填写的内容无法识别");

    public static FindingKind ReferenceUnknown { get; } = new("REFERENCE_UNKNOWN", Error, Reject, "系统中没有找到对应的记录，请先登记，或核对编号");

    public static FindingKind ReferenceDoubtful { get; } = new("REFERENCE_UNKNOWN", Warn, Import, "系统中没有找到对应的记录，未采用，请核对编号");

    public static FindingKind CaptionMismatch { get; } = new("NAME_MISMATCH", Warn, Import, "与系统中登记的名称不一致，请核对编号或名称");

    public static FindingKind AddedElsewhere { get; } = new("ADDED_ELSEWHERE", Error, Reject, "这本台账不能靠导入增改，请在一户一档中办理相应事项");

    public static FindingKind FutureDate { get; } = new("FUTURE_DATE", Warn, Import, "日期还没有到，未采用，请核对");

    public static FindingKind CountyFixed { get; } = new("COUNTY_FIXED", Error, Reject, "登记后不能靠导入改县市区，请核对；搬到别的县市区，请在一户一档中办理迁移");

    public static FindingKind SiteFixed { get; } = new("SITE_CHANGE", Warn, Import, "与系统中登记的安置点不同，没有改动，换点请在一户一档中办理");

    public static FindingKind SiteElsewhere { get; } = new("SITE_ELSEWHERE", Error, Reject, "所填的安置点在另一个县市区，请核对");

    /// <summary>What the rules of the record say against the row.</summary>
    public static FindingKind Against(Refusal refusal) => new(refusal.Code, Error, Reject, refusal.Message);

    public static FindingKind FutureMonth { get; } = new("FUTURE_MONTH", Error, Reject, "月份还没有到，请核对");
}
