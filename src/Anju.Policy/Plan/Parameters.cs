using System.Collections.Concurrent;
using System.Collections.Frozen;
using System.Globalization;
using System.Text.Json;
using Anju.Kernel;

namespace Anju.Policy;

public enum ParameterType
{
    Int,
    Decimal,

    /// <summary>Written 30 for 30 %, read as 0.30.</summary>
    Percent,
    Yuan,
    Mu,
    Date,

    /// <summary>Free words, or a list divided by 、.</summary>
    Text,
}

/// <summary>A number or word the rules need and the plan leaves open or dates: with every value it has had and why.</summary>
public sealed record Parameter
{
    /// <summary><c>employment.valid-days</c></summary>
    public required string Key { get; init; }

    public required string Name { get; init; }

    public required ParameterType Type { get; init; }

    public string? Unit { get; init; }

    /// <summary>By date, without overlap; gaps have no value.</summary>
    public required IReadOnlyList<ParameterValue> Values { get; init; }

    public ParameterValue? On(DateOnly date) => Values.FirstOrDefault(value => !(date < value.From) && !(date > value.To));

    internal static Parameter From(JsonElement file)
    {
        var type = Enum.Parse<ParameterType>(file.Text("type"), ignoreCase: true);
        return new()
        {
            Key = file.Text("key"),
            Name = file.Text("name"),
            Type = type,
            Unit = file.FindText("unit"),
            Values = file.All("values", x => ParameterValue.Read(x, type)),
        };
    }
}

/// <summary>One value of a parameter, from a day to a day, both included; null ends are open.</summary>
public sealed record ParameterValue
{
    /// <summary>As written in the pack; null where no public value was found, which makes what depends on it unknown.</summary>
    public string? Text { get; private init; }

    public DateOnly? From { get; init; }

    public DateOnly? To { get; init; }

    /// <summary>Why this value, in Chinese; shown beside every figure that depends on it.</summary>
    public required string Basis { get; init; }

    /// <summary><c>A03</c> when the value is an assumption; null when the plan or a published source gives it.</summary>
    public string? Assumption { get; init; }

    /// <summary>Evidence marks: T the plan's text, S a published source, K general knowledge.</summary>
    public string? Source { get; init; }

    internal decimal? Number { get; private init; }

    /// <summary>The same of a whole number, so that rules need not turn it round for every person.</summary>
    internal int? Whole { get; private init; }

    internal DateOnly? Date { get; private init; }

    internal static ParameterValue Read(JsonElement file, ParameterType type) =>
        new ParameterValue
        {
            From = file.FindDate("from"),
            To = file.FindDate("to"),
            Basis = file.Text("basis"),
            Assumption = file.FindText("assumption"),
            Source = file.FindText("source"),
        }.Holding(file.FindText("value"), type);

    /// <exception cref="FormatException">The text is not of the type.</exception>
    internal ParameterValue Holding(string? text, ParameterType type) => this with
    {
        Text = text,
        Whole = text is not null && type == ParameterType.Int ? int.Parse(text, NumberStyles.AllowLeadingSign, CultureInfo.InvariantCulture) : null,
        Date = text is not null && type == ParameterType.Date ? PackFile.ToDate(text) : null,
        Number = text is null || type is ParameterType.Date or ParameterType.Text ? null
            : type == ParameterType.Int ? int.Parse(text, NumberStyles.AllowLeadingSign, CultureInfo.InvariantCulture)
            : decimal.Parse(text, NumberStyles.AllowLeadingSign | NumberStyles.AllowDecimalPoint, CultureInfo.InvariantCulture),
    };
}

/// <summary>Every parameter with all its values. Rules see one month of it.</summary>
public sealed class ParameterTable
{
    private readonly Dictionary<string, Parameter> _byKey;
    private readonly ConcurrentDictionary<Month, Parameters> _byMonth = new();

    internal ParameterTable(IReadOnlyList<Parameter> all) => (All, _byKey) = (all, all.ToDictionary(x => x.Key));

    public IReadOnlyList<Parameter> All { get; }

    /// <exception cref="KeyNotFoundException">No such parameter.</exception>
    public Parameter this[string key] =>
        _byKey.GetValueOrDefault(key) ?? throw new KeyNotFoundException($"No parameter {key} in the plan pack");

    public Parameter? Find(string key) => _byKey.GetValueOrDefault(key);

    /// <summary>The values in force on the last day of the month.</summary>
    public Parameters At(Month month) => _byMonth.GetOrAdd(
        month, one => new(one, All.ToDictionary(x => x.Key, x => new ParameterInForce(x, x.On(one.Last)))));
}

/// <summary>A parameter with the value a month has for it; <see cref="Value"/> is null in a gap between dates.</summary>
public sealed record ParameterInForce(Parameter Parameter, ParameterValue? Value)
{
    public bool IsMissing => Value?.Text is null;

    public string Basis => Value?.Basis ?? "该月份无有效取值";

    public string? Assumption => Value?.Assumption;

    /// <summary>For people: <c>62天</c>, <c>未设定</c></summary>
    public string Display => Value?.Text is { } text ? text + Parameter.Unit : "未设定";
}

/// <summary>
/// The parameters of one month, as a rule sees them. A key that the pack does not have, or has in another type, is a mistake in
/// the program and throws. A value that nobody has published yet is null from <c>Find…</c>, and an exception from the others.
/// </summary>
public sealed class Parameters
{
    private readonly FrozenDictionary<string, ParameterInForce> _values;

    internal Parameters(Month month, Dictionary<string, ParameterInForce> values) => (Month, _values) = (month, values.ToFrozenDictionary());

    public Month Month { get; }

    /// <summary>The value with its basis and assumption, to explain a verdict by.</summary>
    /// <exception cref="KeyNotFoundException">No such parameter.</exception>
    public ParameterInForce this[string key] =>
        _values.GetValueOrDefault(key) ?? throw new KeyNotFoundException($"No parameter {key} in the plan pack");

    public int Int(string key) => FindInt(key) ?? throw Missing(key);

    public int? FindInt(string key) => Value(key, ParameterType.Int)?.Whole;

    public decimal Decimal(string key) => FindDecimal(key) ?? throw Missing(key);

    public decimal? FindDecimal(string key) => Value(key, ParameterType.Decimal)?.Number;

    /// <summary>A share of one: 0.30 for 30 %.</summary>
    public decimal Percent(string key) => FindPercent(key) ?? throw Missing(key);

    /// <inheritdoc cref="Percent"/>
    public decimal? FindPercent(string key) => Value(key, ParameterType.Percent)?.Number / 100;

    /// <summary>
    /// The share of one that was in force on another day: what a project must reach goes by the day of its plan. Where that is
    /// the value of this month, a trial of it counts.
    /// </summary>
    public decimal? FindPercentOn(string key, DateOnly day)
    {
        var parameter = this[key].Parameter;
        var then = parameter.On(day);
        return ReferenceEquals(then, parameter.On(Month.Last)) ? FindPercent(key) : then?.Number / 100;
    }

    public Yuan Yuan(string key) => FindYuan(key) ?? throw Missing(key);

    public Yuan? FindYuan(string key) => Value(key, ParameterType.Yuan)?.Number is { } yuan ? Kernel.Yuan.FromYuan(yuan) : null;

    public Mu Mu(string key) => FindMu(key) ?? throw Missing(key);

    public Mu? FindMu(string key) => Value(key, ParameterType.Mu)?.Number is { } mu ? Kernel.Mu.FromMu(mu) : null;

    public DateOnly Date(string key) => FindDate(key) ?? throw Missing(key);

    public DateOnly? FindDate(string key) => Value(key, ParameterType.Date)?.Date;

    public string Text(string key) => FindText(key) ?? throw Missing(key);

    public string? FindText(string key) => Value(key, ParameterType.Text)?.Text;

    /// <summary>The words of a text divided by 、.</summary>
    public IReadOnlyList<string> List(string key) => FindList(key) ?? throw Missing(key);

    /// <inheritdoc cref="List"/>
    public IReadOnlyList<string>? FindList(string key) => FindText(key)?.Split('、');

    /// <summary>What if: the same month with another value, written as in the pack. Null takes the value away.</summary>
    /// <exception cref="FormatException">The text is not of the parameter's type.</exception>
    public Parameters With(string key, string? text)
    {
        var parameter = this[key].Parameter;
        var value = new ParameterValue { Basis = "试算" }.Holding(text, parameter.Type);
        return new(Month, new(_values) { [key] = new(parameter, value) });
    }

    /// <inheritdoc cref="With(string, string?)"/>
    public Parameters With(string key, decimal number) => With(key, number.ToString(CultureInfo.InvariantCulture));

    private ParameterValue? Value(string key, ParameterType type)
    {
        var found = this[key];
        return found.Parameter.Type == type
            ? found.Value
            : throw new InvalidOperationException($"Parameter {key} is {found.Parameter.Type}, not {type}");
    }

    private InvalidOperationException Missing(string key) => new($"Parameter {key} has no value in {Month}: {this[key].Basis}");
}
