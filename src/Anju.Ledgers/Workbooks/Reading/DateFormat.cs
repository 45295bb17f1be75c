namespace Anju.Ledgers.Workbooks;

/// <summary>Tells which number formats show a date.</summary>
internal static class DateFormat
{
    /// <summary>
    /// Built-in formats (ECMA-376 part 1, 18.8.30). 27–36 and 50–58 are those of Chinese and other East Asian programs, which
    /// styles.xml does not declare: 31 is yyyy年m月d日, 57 is yyyy年m月.
    /// </summary>
    public static bool IsBuiltInDate(int id) => id is (>= 14 and <= 17) or 22 or (>= 27 and <= 36) or (>= 50 and <= 58);

    /// <summary>
    /// A year or day placeholder outside quotes shows a date, and so does a month that stands beside no hours or seconds;
    /// <c>0"年"</c> is a number of years and <c>[h]:mm</c> a duration.
    /// </summary>
    public static bool IsDate(ReadOnlySpan<char> format)
    {
        bool month = false, time = false;
        var isGeneral = format.StartsWith("General", StringComparison.OrdinalIgnoreCase);
        for (var at = isGeneral ? "General".Length : 0; at < format.Length; at++)
        {
            switch (format[at])
            {
                case ';':
                    return month && !time;
                case '\\' or '_' or '*':
                    at++;
                    break;
                case '"':
                    at = SkipTo(format, at, '"');
                    break;
                case '[':
                    var end = SkipTo(format, at, ']');
                    time |= at + 1 < format.Length && format[at + 1] is 'h' or 'H' or 'm' or 'M' or 's' or 'S' && end - at <= 4;
                    at = end;
                    break;
                case 'y' or 'Y' or 'd' or 'D':
                    return true;
                case 'e' or 'E' when at + 1 >= format.Length || format[at + 1] is not ('+' or '-'):
                    return true;
                case 'a' or 'A' when format[at..].StartsWith("aaa", StringComparison.OrdinalIgnoreCase):
                    return true;
                case 'A' or 'a' when format[at..].StartsWith("AM/PM", StringComparison.OrdinalIgnoreCase):
                    time = true;
                    at += "M/PM".Length;
                    break;
                case 'm' or 'M':
                    month = true;
                    break;
                case 'h' or 'H' or 's' or 'S':
                    time = true;
                    break;
                default:
                    break;
            }
        }

        return month && !time;
    }

    private static int SkipTo(ReadOnlySpan<char> format, int at, char close)
    {
        var length = format[(at + 1)..].IndexOf(close);
        return length < 0 ? format.Length : at + 1 + length;
    }
}
