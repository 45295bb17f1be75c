using System.Collections.Frozen;
using System.Globalization;

namespace Anju.Kernel;

/// <summary>The six-digit area codes with which an identity number may begin.</summary>
public interface IAreaCodes
{
    bool Contains(int code);
}

/// <summary>
/// Every code of GB/T 2260 at any year-end from 1980 to 2019, because a number keeps the code of the day it was issued
/// (Chenzhou prefecture used 4328xx until 1994), and 810000, 820000, 830000 of the residence permits for people from
/// Hong Kong, Macao and Taiwan.
/// </summary>
public sealed class AreaCodes : IAreaCodes
{
    private const int TaiwanResidencePermit = 830000;

    private static readonly Lazy<AreaCodes> Loaded = new(() => new(ReadEmbedded()));

    private readonly FrozenSet<int> _codes;

    private AreaCodes(IEnumerable<int> codes) => _codes = codes.ToFrozenSet();

    public static AreaCodes OfAnyYear => Loaded.Value;

    public bool Contains(int code) => _codes.Contains(code);

    /// <summary>The lines of the table: six digits, name, whether it was still in use at the end of 2019.</summary>
    internal static IEnumerable<(string Code, string Name, bool IsLatest)> Rows()
    {
        using var stream = typeof(AreaCodes).Assembly.GetManifestResourceStream("gbt2260_history_all.csv")
            ?? throw new InvalidOperationException("The area codes are not embedded.");
        using var reader = new StreamReader(stream);
        reader.ReadLine();
        while (reader.ReadLine() is { } line)
        {
            var cells = line.Split(',');
            yield return (cells[0], cells[1], cells[4] == "1");
        }
    }

    private static IEnumerable<int> ReadEmbedded() =>
        Rows().Select(row => int.Parse(row.Code, NumberStyles.None, CultureInfo.InvariantCulture)).Append(TaiwanResidencePermit);
}
