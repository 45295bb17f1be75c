namespace Anju.Kernel;

/// <summary>What was wrong with the typing and was put right without doubt. <c>Code</c> is that of the import report.</summary>
public sealed record IdNumberFix
{
    public static readonly IdNumberFix Spaces = new("ID_SPACES", "已去掉空格");
    public static readonly IdNumberFix LowerX = new("ID_LOWER_X", "小写x已改为大写X");
    public static readonly IdNumberFix FullWidth = new("ID_FULLWIDTH", "全角或形近字符已改为半角");
    public static readonly IdNumberFix Apostrophe = new("ID_APOSTROPHE", "已去掉首尾的引号");
    public static readonly IdNumberFix ZeroWidth = new("ID_ZERO_WIDTH", "已去掉看不见的字符");
    public static readonly IdNumberFix Tab = new("ID_TRAILING_TAB", "已去掉制表符或换行");

    private IdNumberFix(string code, string message) => (Code, Message) = (code, message);

    public string Code { get; }

    public string Message { get; }
}

/// <summary>
/// Why a text is no identity number. <c>Code</c> is that of the import report, <c>Reason</c> the finer word of the test
/// vectors, <c>Message</c> says what to do.
/// </summary>
public sealed record IdNumberProblem
{
    public static readonly IdNumberProblem Missing =
        new("ID_MISSING", "LENGTH", "没有身份证号，请补填；确实还没有的，请确认“暂无证件，先登记”");

    public static readonly IdNumberProblem ScientificNotation =
        new("ID_SCI_TEXT", "SCIENTIFIC_NOTATION", "身份证号已变成科学计数法，后几位丢失且无法还原，请把该列设为文本后重新填写");

    public static readonly IdNumberProblem Length =
        new("ID_LENGTH", "LENGTH", "身份证号应为18位，请对照证件核对是否多填或漏填");

    public static readonly IdNumberProblem Characters =
        new("ID_CHAR", "CHARSET", "身份证号含有不该有的字符（只能是数字，末位可为X），请对照证件重新填写");

    public static readonly IdNumberProblem UnknownProvince =
        new("ID_AREA", "AREA_PROVINCE", "身份证号前两位不是任何省份的代码，请对照证件核对");

    public static readonly IdNumberProblem BirthInvalid =
        new("ID_BIRTH_INVALID", "BIRTH_INVALID", "身份证号第7至14位不是真实存在的日期，请对照证件核对");

    public static readonly IdNumberProblem BirthInFuture =
        new("ID_BIRTH_INVALID", "BIRTH_FUTURE", "身份证号中的出生日期晚于今天，请对照证件核对");

    public static readonly IdNumberProblem BirthTooLongAgo =
        new("ID_BIRTH_INVALID", "BIRTH_TOO_OLD", "身份证号中的出生日期早于1900年，请对照证件核对");

    public static readonly IdNumberProblem CheckCharacter =
        new("ID_CHECKSUM", "CHECKSUM", "身份证号校验位不符，至少有一位填错，请对照证件核对");

    private IdNumberProblem(string code, string reason, string message) => (Code, Reason, Message) = (code, reason, message);

    public string Code { get; }

    public string Reason { get; }

    public string Message { get; }
}

/// <summary>What a person should look at although the number is accepted. Members as in <see cref="IdNumberProblem"/>.</summary>
public sealed record IdNumberWarning
{
    public static readonly IdNumberWarning AreaNotInTable =
        new("ID_AREA_UNKNOWN", "AREA_NOT_IN_TABLE", "身份证号前六位不在历年行政区划代码表中，请核对");

    public static readonly IdNumberWarning PrecisionSuspect =
        new("ID_PRECISION_SUSPECT", "EXCEL_PRECISION_SUSPECT", "身份证号末三位为000，可能是表格软件丢失了精度，请核对");

    public static readonly IdNumberWarning FifteenDigits =
        new("ID_LEGACY_15", "LEGACY_15", "15位旧号码已换算为18位，请对照现行证件核对");

    public static readonly IdNumberWarning Placeholder =
        new("ID_PLACEHOLDER", "PLACEHOLDER", "身份证号像是随手填的占位数字，请核对");

    private IdNumberWarning(string code, string reason, string message) => (Code, Reason, Message) = (code, reason, message);

    public string Code { get; }

    public string Reason { get; }

    public string Message { get; }
}

/// <summary>What <see cref="IdNumber.Check"/> finds: a number, or a problem or more. Fixes come only with a number.</summary>
public readonly record struct IdNumberCheck(
    IdNumber? Number,
    IReadOnlyList<IdNumberFix> Fixes,
    IReadOnlyList<IdNumberProblem> Problems,
    IReadOnlyList<IdNumberWarning> Warnings);
