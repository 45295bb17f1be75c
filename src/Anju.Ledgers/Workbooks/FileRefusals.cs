using Anju.Kernel;

namespace Anju.Ledgers.Workbooks;

/// <summary>Every reason for which a file is refused, in one place: the code, what was met and what the sender can do.</summary>
internal static class FileRefusals
{
    private const string SaveAs = "请用 Excel 或 WPS 打开，“另存为”.xlsx 格式后重新上传。";
    private const string SendAgain = "请用 Excel 或 WPS 打开确认能看到内容，重新保存后再上传；如打不开，请向填报人重新索要。";

    public static FileRefusedException Empty() => Of("FILE_EMPTY", "文件是空的。请检查后重新上传。");

    public static FileRefusedException NotTable(string what) =>
        Of("FILE_NOT_WORKBOOK", $"这不是可以读取的表格文件（{what}）。请上传 .xlsx 工作簿或 .csv 文件。");

    public static FileRefusedException OldXls() => Of("FILE_OLD_XLS", $"这是旧版 .xls（或 .et）格式，系统只读取 .xlsx 和 .csv。{SaveAs}");

    public static FileRefusedException BinaryWorkbook() => Of("FILE_XLSB", $"这是二进制工作簿 .xlsb，系统只读取 .xlsx 和 .csv。{SaveAs}");

    public static FileRefusedException OpenDocument() => Of("FILE_ODS", $"这是 .ods 表格，系统只读取 .xlsx 和 .csv。{SaveAs}");

    public static FileRefusedException Markup() =>
        Of("FILE_MARKUP", $"这是网页或 XML 文件，只是用了表格的扩展名（某些系统的导出就是这样）。{SaveAs}");

    public static FileRefusedException Encrypted() =>
        Of("FILE_ENCRYPTED", "文件设有打开密码，系统无法读取。请用 Excel 或 WPS 打开，取消密码后另存为 .xlsx 再上传。");

    public static FileRefusedException Truncated() =>
        Of("FILE_TRUNCATED", $"文件不完整，后半部分缺失（可能没有传完或没有存完）。{SendAgain}");

    public static FileRefusedException Corrupt(string where, Exception? cause = null) =>
        Of("FILE_CORRUPT", $"文件已损坏：{where}。{SendAgain}", cause);

    public static FileRefusedException Path() =>
        Of("FILE_BAD_PATH", "文件内部含有越界或重复的路径，不是正常的工作簿，已拒绝读取。请用 Excel 或 WPS 重新保存后上传。");

    public static FileRefusedException NoSheets() => Of("FILE_NO_SHEETS", "工作簿里没有工作表。请检查是否上传了正确的文件。");

    public static FileRefusedException Encoding(long line) =>
        Of("FILE_ENCODING", $"第 {line} 行附近的文字既不是 UTF-8 也不是 GB18030 编码，或字符被截断。请用 Excel 或 WPS 打开后另存为 .xlsx 再上传。");

    public static FileRefusedException TooLarge(long bytes, long limit) =>
        Of("FILE_TOO_LARGE", $"文件有 {Size(bytes)}，超过上限 {Size(limit)}。请删去图片和无关工作表，或分成几个文件上传。");

    public static FileRefusedException TooManyEntries(long limit) =>
        Of("FILE_TOO_MANY_PARTS", $"文件内部的部件超过上限 {limit:N0} 个。请删去图片和无关工作表后重新保存。");

    public static FileRefusedException Expanded(long limit) =>
        Of("FILE_EXPANDS", $"文件解压后超过上限 {Size(limit)}。请分成几个文件上传。");

    public static FileRefusedException Bomb(string part, int limit) =>
        Of("FILE_BOMB", $"{part}的解压倍数超过上限 {limit} 倍，疑似压缩炸弹，已拒绝读取。请清除多余的空白格式，重新保存后上传。");

    public static FileRefusedException Tag(string part, int limit) =>
        Of("FILE_TAG_LENGTH", $"{part}中有一段内容超过上限 {Size(limit)}，不是正常的工作簿。请用 Excel 或 WPS 重新保存后上传。");

    public static FileRefusedException Nested(string part, int limit) =>
        Of("FILE_DEPTH", $"{part} 的嵌套超过上限 {limit} 层，不是正常的工作簿。请用 Excel 或 WPS 重新保存后上传。");

    public static FileRefusedException TooManySheets(int limit) =>
        Of("FILE_TOO_MANY_SHEETS", $"工作表超过上限 {limit:N0} 个。请分成几个文件上传。");

    public static FileRefusedException TooManyStrings(int limit) =>
        Of("FILE_TOO_MANY_TEXTS", $"工作簿里不同的文字超过上限 {limit:N0} 条。请分成几个文件上传。");

    public static FileRefusedException StringsTooLarge(long limit) =>
        Of("FILE_TEXTS_TOO_LARGE", $"工作簿里的文字总量超过上限 {Size(limit)}。请分成几个文件上传。");

    public static FileRefusedException Column(string sheet, int row, int column, int limit) => Of(
        "FILE_TOO_MANY_COLUMNS",
        $"工作表“{sheet}”第 {row} 行的单元格 {CellAddress.Name(row, column)} 超出上限 {limit} 列（{CellAddress.ColumnName(limit)} 列）。请删去右侧多余的内容。");

    public static FileRefusedException CellLength(string sheet, int row, int limit) =>
        Of("FILE_CELL_TOO_LONG", $"工作表“{sheet}”第 {row} 行有单元格超过上限 {limit:N0} 个字符。请缩短后重新上传。");

    public static FileRefusedException SharedTextLength(int limit) =>
        Of("FILE_CELL_TOO_LONG", $"工作簿里有单元格超过上限 {limit:N0} 个字符。请缩短后重新上传。");

    public static FileRefusedException TooManyRows(string sheet, int limit) =>
        Of("FILE_TOO_MANY_ROWS", $"工作表“{sheet}”超过上限 {limit:N0} 行。请分成几个文件上传。");

    public static FileRefusedException TooManyMerges(string sheet, int limit) =>
        Of("FILE_TOO_MANY_MERGES", $"工作表“{sheet}”的合并单元格超过上限 {limit:N0} 处。请取消合并后重新上传。");

    private static FileRefusedException Of(string code, string message, Exception? cause = null) =>
        cause is null ? new(new Refusal(code, message)) : new(new Refusal(code, message), cause);

    private static string Size(long bytes) => bytes >= 1 << 20 ? $"{bytes / (double)(1 << 20):0.#} MB" : $"{bytes / 1024d:0.#} KB";
}
