using System.Diagnostics.CodeAnalysis;

namespace Anju.Kernel;

/// <summary>
/// An expected "no". <paramref name="Message"/> is Chinese and says what is wrong and what to do;
/// <paramref name="Field"/> names the field at fault, if one is.
/// </summary>
public sealed record Refusal(string Code, string Message, string? Field = null)
{
    /// <summary>What else is wrong at the same time.</summary>
    public IReadOnlyList<Refusal> Also { get; init; } = [];

    /// <summary>This one and the others, each by itself.</summary>
    public IEnumerable<Refusal> All => Also.Prepend(Also.Count == 0 ? this : this with { Also = [] });

    /// <summary>Several as one; null when there is none.</summary>
    public static Refusal? OfAll(IEnumerable<Refusal> refusals) => refusals.ToList() is [var first, .. var others] ? first with { Also = others } : null;
}

/// <summary>Done, or a <see cref="Kernel.Refusal"/>.</summary>
public readonly struct Result
{
    private Result(Refusal refusal) => Refusal = refusal;

    public static Result Ok => default;

    [MemberNotNullWhen(false, nameof(Refusal))]
    public bool IsOk => Refusal is null;

    public Refusal? Refusal { get; }

    public static implicit operator Result(Refusal refusal) => new(refusal);

    /// <summary>For values that have no implicit conversion, such as those typed as an interface.</summary>
    public static Result<T> Of<T>(T value) => value;

    public TOut Match<TOut>(Func<TOut> ok, Func<Refusal, TOut> refused) => IsOk ? ok() : refused(Refusal);
}

/// <summary>A value, or the <see cref="Kernel.Refusal"/> that stands in its place.</summary>
public readonly struct Result<T>
{
    private readonly T _value;

    private Result(T value) => _value = value;

    private Result(Refusal refusal) => (_value, Refusal) = (default!, refusal);

    [MemberNotNullWhen(false, nameof(Refusal))]
    public bool IsOk => Refusal is null;

    public Refusal? Refusal { get; }

    /// <exception cref="InvalidOperationException">There is a refusal: ask <see cref="IsOk"/> first.</exception>
    public T Value => IsOk ? _value : throw new InvalidOperationException($"Refused: {Refusal.Code}");

    public static implicit operator Result<T>(T value) => new(value);

    public static implicit operator Result<T>(Refusal refusal) => new(refusal);

    public TOut Match<TOut>(Func<T, TOut> ok, Func<Refusal, TOut> refused) => IsOk ? ok(_value) : refused(Refusal);
}
