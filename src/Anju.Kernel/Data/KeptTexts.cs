using System.Text;

namespace Anju.Kernel;

/// <summary>Texts from their stored bytes. Short ones that come again and again (codes, places, terms) are kept, so that they are made once.</summary>
internal sealed class KeptTexts
{
    private const int Slots = 4096;
    private const int Longest = 48;

    private readonly string?[] kept = new string?[Slots];
    private readonly byte[][] keptBytes = new byte[Slots][];

    public string Of(ReadOnlySpan<byte> bytes)
    {
        if (bytes.Length is 0 or > Longest)
        {
            return Encoding.UTF8.GetString(bytes);
        }

        var slot = SlotOf(bytes);
        if (kept[slot] is { } known && bytes.SequenceEqual(keptBytes[slot]))
        {
            return known;
        }

        keptBytes[slot] = bytes.ToArray();
        return kept[slot] = Encoding.UTF8.GetString(bytes);
    }

    private static int SlotOf(ReadOnlySpan<byte> bytes)
    {
        var hash = 2166136261u;
        foreach (var value in bytes)
        {
            hash = unchecked((hash ^ value) * 16777619u);
        }

        return (int)((hash ^ (hash >> 15)) & (Slots - 1));
    }
}

/// <summary>Members of a code set by their stored names.</summary>
internal static class CodeNames<TEnum>
    where TEnum : struct, Enum
{
    private static readonly (byte[] Name, TEnum Value)[] All =
        [.. Enum.GetValues<TEnum>().Select(value => (Encoding.UTF8.GetBytes(value.ToString()), value))];

    /// <exception cref="InvalidDataException">No member has that name.</exception>
    public static TEnum Of(ReadOnlySpan<byte> stored)
    {
        foreach (var (name, value) in All)
        {
            if (stored.SequenceEqual(name))
            {
                return value;
            }
        }

        throw new InvalidDataException($"{typeof(TEnum).Name} has no {Encoding.UTF8.GetString(stored)}.");
    }
}
