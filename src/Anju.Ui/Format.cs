using System.Globalization;

namespace Anju.Ui;

/// <summary>How numbers, dates and masked identifiers are written on every page, list, report and chart.</summary>
public static class Format
{
    /// <summary>Stands where there is no value; blank never means no.</summary>
    public const string Missing = "—";

    private static readonly TimeSpan ChinaStandardTime = TimeSpan.FromHours(8);

    /// <summary>12,345.</summary>
    public static string Number(long? value) => value?.ToString("N0", CultureInfo.InvariantCulture) ?? Missing;

    /// <summary>12,345.6 with a fixed count of decimals.</summary>
    public static string Number(decimal? value, int decimals) =>
        value?.ToString("N" + decimals, CultureInfo.InvariantCulture) ?? Missing;

    /// <summary>A signed change: +126, -3, 0.</summary>
    public static string Change(decimal value, int decimals = 0) =>
        (value > 0 ? "+" : "") + value.ToString("N" + decimals, CultureInfo.InvariantCulture);

    /// <summary>A ratio between 0 and 1 as a percentage with one decimal.</summary>
    public static string Percent(decimal? ratio) =>
        ratio is { } known ? (known * 100).ToString("N1", CultureInfo.InvariantCulture) + "%" : Missing;

    /// <summary>
    /// <paramref name="count"/> of <paramref name="whole"/> as a percentage with one decimal. Rounding never turns
    /// "almost all" into 100.0% nor "a few" into 0.0%.
    /// </summary>
    public static string Rate(long count, long whole)
    {
        if (whole <= 0)
        {
            return Missing;
        }

        var perMille = Math.Round(1000m * count / whole, MidpointRounding.AwayFromZero);
        var honest = count < whole && perMille >= 1000 ? 999 : count > 0 && perMille == 0 ? 1 : perMille;
        return (honest / 10).ToString("N1", CultureInfo.InvariantCulture) + "%";
    }

    /// <summary>
    /// The rate with its coverage, 92.4%，覆盖 97.1%: met / (met + not met) and (met + not met) / (met + not met + unknown).
    /// Below <paramref name="smallBelow"/> judged subjects no rate is printed.
    /// </summary>
    public static string RateWithCoverage(long met, long notMet, long unknown, int smallBelow = 10)
    {
        var judged = met + notMet;
        return judged >= smallBelow
            ? $"{Rate(met, judged)}，覆盖 {Rate(judged, judged + unknown)}"
            : judged + unknown == 0 ? Missing : "样本过少";
    }

    /// <summary>2026-11-23.</summary>
    public static string Date(DateOnly? date) => date?.ToString("yyyy-MM-dd", CultureInfo.InvariantCulture) ?? Missing;

    /// <summary>A moment kept in UTC, written in China Standard Time: 2026-11-23 09:05.</summary>
    public static string Moment(DateTime? utc) =>
        utc is { } known ? (known + ChinaStandardTime).ToString("yyyy-MM-dd HH:mm", CultureInfo.InvariantCulture) : Missing;

    /// <summary>28,568.00 元 becomes 28,568 元 when there are no 角 or 分.</summary>
    public static string Yuan(decimal? amount) =>
        amount is { } known ? Number(known, known == Math.Truncate(known) ? 0 : 2) + " 元" : Missing;

    /// <summary>Area in 亩 with up to four decimals, trailing zeros dropped.</summary>
    public static string Mu(decimal? area) =>
        area is { } known ? known.ToString("#,##0.####", CultureInfo.InvariantCulture) + " 亩" : Missing;

    /// <summary>4310**********002X: the first four and the last four characters of an ID number stay readable.</summary>
    public static string MaskedId(string? number) => Masked(number, keepFirst: 4, keepLast: 4);

    /// <summary>138****0101.</summary>
    public static string MaskedPhone(string? phone) => Masked(phone, keepFirst: 3, keepLast: 4);

    /// <summary>张某某 becomes 张**: only the surname stays readable.</summary>
    public static string MaskedName(string? name) => Masked(name, keepFirst: 1, keepLast: 0);

    /// <summary>About how long something still takes: 约 5 秒, 约 3 分钟, 约 1 小时 20 分.</summary>
    public static string TimeLeft(int seconds) => seconds switch
    {
        < 60 => $"约 {Math.Max(1, seconds)} 秒",
        < 3600 => $"约 {(seconds + 59) / 60} 分钟",
        _ => $"约 {seconds / 3600} 小时 {seconds % 3600 / 60} 分",
    };

    private static string Masked(string? text, int keepFirst, int keepLast)
    {
        if (string.IsNullOrEmpty(text))
        {
            return Missing;
        }

        return text.Length <= keepFirst + keepLast
            ? new string('*', text.Length)
            : text[..keepFirst] + new string('*', text.Length - keepFirst - keepLast) + text[^keepLast..];
    }
}
