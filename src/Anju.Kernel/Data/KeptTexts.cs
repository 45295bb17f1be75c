using System.Buffers.Binary;
using System.Collections.Concurrent;
using System.Text;

namespace Anju.Kernel;

/// <summary>
/// Texts from their stored bytes. Short ones that come again and again (codes, places, terms) are kept, so that they are
/// made once. What one reader has learned goes on to the next.
/// </summary>
internal sealed class KeptTexts
{
    private const int SlotBits = 11;
    private const int Slots = 1 << SlotBits;
    private const int Longest = 40;
    private const int MostIdle = 16;

    /// <summary>An odd number with as many ones as zeroes: 2⁶⁴ over the golden ratio.</summary>
    private const ulong Spread = 0x9E3779B97F4A7C15;

    private static readonly ConcurrentBag<KeptTexts> Idle = [];

    private readonly string?[] kept = new string?[Slots];
    private readonly byte[] lengths = new byte[Slots];
    private readonly byte[] stored = new byte[Slots * Longest];

    private KeptTexts()
    {
    }

    public static KeptTexts Rent() => Idle.TryTake(out var known) ? known : new();

    public void Return()
    {
        if (Idle.Count < MostIdle)
        {
            Idle.Add(this);
        }
    }

    public string Of(ReadOnlySpan<byte> bytes)
    {
        if (bytes.Length is 0 or > Longest)
        {
            return Encoding.UTF8.GetString(bytes);
        }

        var slot = SlotOf(bytes);
        var known = stored.AsSpan(slot * Longest, Longest);
        if (lengths[slot] == bytes.Length && bytes.SequenceEqual(known[..bytes.Length]))
        {
            return kept[slot]!;
        }

        lengths[slot] = (byte)bytes.Length;
        bytes.CopyTo(known);
        return kept[slot] = Encoding.UTF8.GetString(bytes);
    }

    /// <summary>By length, beginning and end.</summary>
    private static int SlotOf(ReadOnlySpan<byte> bytes)
    {
        unchecked
        {
            var hash = (ulong)bytes.Length;
            if (bytes.Length >= sizeof(ulong))
            {
                hash += BinaryPrimitives.ReadUInt64LittleEndian(bytes);
                hash = (hash * Spread) ^ BinaryPrimitives.ReadUInt64LittleEndian(bytes[^sizeof(ulong)..]);
            }
            else
            {
                foreach (var value in bytes)
                {
                    hash = (hash << 8) | value;
                }
            }

            return (int)((hash * Spread) >> (64 - SlotBits));
        }
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
