using System.Globalization;

namespace Anju.Ui;

/// <summary>An id that is the same every time the same chart is drawn.</summary>
internal static class ChartId
{
    public static string Of(string title)
    {
        var hash = 17u;
        foreach (var letter in title)
        {
            hash = unchecked((hash * 31) + letter);
        }

        return hash.ToString("x", CultureInfo.InvariantCulture);
    }
}
