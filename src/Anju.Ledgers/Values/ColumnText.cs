using System.Globalization;
using Anju.Kernel;

namespace Anju.Ledgers;

/// <summary>
/// Values of columns as text and back. <see cref="Plain"/> is what forms, addresses and sheets hold and
/// <see cref="Read"/> takes; <see cref="Shown"/> is for reading. Names of divisions and of referred lines come from elsewhere.
/// </summary>
public static class ColumnText
{
    public const string Yes = "是";
    public const string No = "否";

    /// <summary>As forms hold it: 2025-11-20, 3000.00, a term by its code, true or false; blank for no value.</summary>
    public static string Plain(LedgerColumn column, object? value) => value switch
    {
        null => "",
        bool yes => yes ? "true" : "false",
        DateOnly date => date.ToString("yyyy-MM-dd", CultureInfo.InvariantCulture),
        Yuan amount => amount.ToPlain(),
        double number => number.ToString("0.##########", CultureInfo.InvariantCulture),
        Guid id => id.ToString(),
        _ when column.Kind == ColumnKind.Term => column.TermOf(value)?.Code ?? "",
        IFormattable other => other.ToString(null, CultureInfo.InvariantCulture),
        _ => value.ToString() ?? "",
    };

    /// <summary>For people: terms and 是/否 in words, money and counts with separators.</summary>
    public static string Shown(LedgerColumn column, object? value) => value switch
    {
        null => "",
        bool yes => yes ? Yes : No,
        Yuan amount => amount.Cents % 100 == 0 ? amount.InYuan.ToString("N0", CultureInfo.InvariantCulture) : amount.ToString(),
        int number when column.Unit is not null => number.ToString("N0", CultureInfo.InvariantCulture),
        _ when column.Kind == ColumnKind.Term => column.TermOf(value)?.Title ?? "",
        _ => Plain(column, value),
    };

    /// <summary>
    /// Reads what somebody typed; blank is null. References and divisions by name need a look-up and are not read here.
    /// The refusal names the column and says what is expected.
    /// </summary>
    public static Result<object?> Read(LedgerColumn column, string? typed)
    {
        var text = Text.RemoveInvisible(typed ?? "").Trim();
        if (text.Length == 0)
        {
            return Value(null);
        }

        return column.Kind switch
        {
            ColumnKind.Text => Value(column.FindOffered(text) ?? text),
            ColumnKind.WholeNumber => WholeNumber(column, Text.ToHalfWidth(text)),
            ColumnKind.Number => Number(column, Text.ToHalfWidth(text)),
            ColumnKind.YesNo => YesNo(column, text),
            ColumnKind.Date => Date(column, Text.ToHalfWidth(text)),
            ColumnKind.Month => Month.TryParse(text, out var month) ? Value(month) : Refuse(column, "应写成 2025-11 这样的月份"),
            ColumnKind.Money => Yuan.TryParse(text, out var amount) ? Value(amount) : Refuse(column, "应是金额，例如 3000 或 3000.50"),
            ColumnKind.LandArea => Mu.TryParse(text, out var land) ? Value(land) : Refuse(column, "应是以亩为单位的面积，例如 3.25"),
            ColumnKind.FloorArea => SquareMetres.TryParse(text, out var area) ? Value(area) : Refuse(column, "应是以平方米为单位的面积，例如 112.5"),
            ColumnKind.Term => column.FindTerm(text) is { } term
                ? Value(term.Value)
                : Refuse(column, $"只能是：{string.Join('、', column.Terms.Select(x => x.Title))}"),
            ColumnKind.Division => DivisionCode.TryParse(text, out var code) ? Value(code.Value) : Refuse(column, "应是行政区划名称或代码"),
            ColumnKind.Reference => Guid.TryParse(text, out var id) ? Value(id) : Refuse(column, "没有找到所填的记录"),
            _ => throw new InvalidOperationException(column.Kind.ToString()),
        };
    }

    private static Result<object?> WholeNumber(LedgerColumn column, string text) =>
        long.TryParse(text, NumberStyles.AllowLeadingSign | NumberStyles.AllowThousands, CultureInfo.InvariantCulture, out var number)
        && (column.Plain == typeof(long) || number is >= int.MinValue and <= int.MaxValue)
            ? Value(column.Plain == typeof(long) ? number : (object)(int)number)
            : Refuse(column, "应是整数");

    private static Result<object?> Number(LedgerColumn column, string text) =>
        double.TryParse(text, NumberStyles.Float, CultureInfo.InvariantCulture, out var number) && double.IsFinite(number)
            ? Value(number)
            : Refuse(column, "应是数字");

    private static Result<object?> YesNo(LedgerColumn column, string text) => text switch
    {
        Yes or "true" or "True" or "有" => Value(true),
        No or "false" or "False" or "无" => Value(false),
        _ => Refuse(column, "只能是：是、否"),
    };

    private static Result<object?> Date(LedgerColumn column, string text) =>
        DateOnly.TryParseExact(
            text, ["yyyy-MM-dd", "yyyy-M-d", "yyyy/M/d", "yyyy.M.d", "yyyy年M月d日", "yyyyMMdd"], CultureInfo.InvariantCulture, DateTimeStyles.None, out var date)
        && date.Year is >= 1900 and <= 2200
            ? Value(date)
            : Refuse(column, "应是日期，例如 2025-11-20");

    private static Result<object?> Value(object? value) => Result.Of(value);

    private static Refusal Refuse(LedgerColumn column, string what) => new("VALUE", $"{column.Called}{what}", column.Field);
}
