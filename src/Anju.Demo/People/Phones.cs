using System.Globalization;

namespace Anju.Demo;

/// <summary>Mobile numbers that are not allotted (Names/SOURCES.md), a different one for everybody.</summary>
internal static class Phones
{
    private static readonly string[] Prefixes = ["154", "161", "164", "169"];

    public static string Of(int county, int household, int member)
    {
        var person = ((((long)household * 11) + county) * 16) + (member % 16);
        var scattered = ((person / 4 * 48_271_633) + 1_234_567) % 100_000_000;
        return Prefixes[person % 4] + scattered.ToString("00000000", CultureInfo.InvariantCulture);
    }
}
