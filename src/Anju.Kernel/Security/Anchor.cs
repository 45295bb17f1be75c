using System.Globalization;
using System.Text;

namespace Anju.Kernel;

/// <summary>Last link of a chain: how many there were, and the code of the last.</summary>
public readonly record struct ChainEnd(long Sequence, string Hash)
{
    /// <summary>A chain that nothing stands in yet.</summary>
    private const string Nothing = "-";

    public override string ToString() => $"{Sequence} {(Hash.Length == 0 ? Nothing : Hash)}";

    internal static ChainEnd Read(string sequence, string hash) => new(long.Parse(sequence, CultureInfo.InvariantCulture), hash == Nothing ? "" : hash);
}

/// <summary>
/// How far both chains had come at one moment, as one line of a file outside the database, signed like the chains. Whoever
/// cuts a chain off or makes it anew contradicts it (requirement F3).
/// </summary>
public sealed record Anchor(DateTime At, ChainEnd Journal, ChainEnd Security)
{
    private const string Time = "yyyy-MM-ddTHH:mm:ssZ";
    private const int Words = 9;

    /// <summary><c>2025-11-20T00:00:00Z journal 12 … security 345 … keyed/1 …</c></summary>
    public string Signed(KeyRing keys)
    {
        var text = $"{Text} {ChainKey.Newest(keys)}";
        return $"{text} {CodeOf(keys, text)}";
    }

    /// <summary>The line as people copy it by hand or print it.</summary>
    public string Text => $"{At.ToString(Time, CultureInfo.InvariantCulture)} journal {Journal} security {Security}";

    /// <summary>Null when the line is not as it was signed.</summary>
    public static Anchor? Read(string line, KeyRing keys)
    {
        var words = line.Split(' ');
        var cut = line.LastIndexOf(' ');
        return words.Length == Words && CodeOf(keys, line[..cut]) is { } code && code == line[(cut + 1)..]
            ? new(
                DateTime.ParseExact(words[0], Time, CultureInfo.InvariantCulture, DateTimeStyles.AdjustToUniversal | DateTimeStyles.AssumeUniversal),
                ChainEnd.Read(words[2], words[3]),
                ChainEnd.Read(words[5], words[6]))
            : null;
    }

    private static string? CodeOf(KeyRing keys, string text) => ChainKey.CodeOf(keys, text[(text.LastIndexOf(' ') + 1)..], Encoding.ASCII.GetBytes("anchor\0" + text));
}
