namespace Anju.Demo;

/// <summary>
/// Random numbers that are the same everywhere and for ever (SplitMix64). Every household has its own, so that one more
/// household, or one more throw in one of them, leaves the others as they are.
/// </summary>
internal sealed class Dice(ulong state)
{
    private ulong _state = state;

    public static Dice For(int seed, int county, int number, int stream) => new(Mixed(seed, county, number, stream));

    public static ulong Mixed(int seed, int county, int number, int stream)
    {
        unchecked
        {
            var mixed = Mix((ulong)seed + 0x9E3779B97F4A7C15);
            mixed = Mix(mixed ^ ((ulong)county << 40) ^ (ulong)number);
            return Mix(mixed ^ ((ulong)stream * 0xD1342543DE82EF95));
        }
    }

    /// <summary>0 up to, and without, <paramref name="count"/>.</summary>
    public int Below(int count) => (int)Math.BigMul(Next(), (ulong)count, out _);

    /// <summary>Both ends included.</summary>
    public int Between(int least, int most) => most <= least ? least : least + Below(most - least + 1);

    public DateOnly Between(DateOnly first, DateOnly last) => first.AddDays(Below(Math.Max(1, last.DayNumber - first.DayNumber + 1)));

    public bool Chance(double probability) => (Next() >> 11) * (1.0 / (1UL << 53)) < probability;

    public T Of<T>(params ReadOnlySpan<T> choices) => choices[Below(choices.Length)];

    public T OneOf<T>(IReadOnlyList<T> choices) => choices[Below(choices.Count)];

    public T Weighted<T>(params ReadOnlySpan<(int Weight, T Value)> choices)
    {
        var total = 0;
        foreach (var (weight, _) in choices)
        {
            total += weight;
        }

        var thrown = Below(total);
        foreach (var (weight, value) in choices)
        {
            thrown -= weight;
            if (thrown < 0)
            {
                return value;
            }
        }

        return choices[^1].Value;
    }

    private ulong Next()
    {
        unchecked
        {
            _state += 0x9E3779B97F4A7C15;
            return Mix(_state);
        }
    }

    private static ulong Mix(ulong z)
    {
        unchecked
        {
            z = (z ^ (z >> 30)) * 0xBF58476D1CE4E5B9;
            z = (z ^ (z >> 27)) * 0x94D049BB133111EB;
            return z ^ (z >> 31);
        }
    }
}
