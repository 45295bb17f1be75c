using Anju.Kernel;

namespace Anju.Workflows;

public enum LimitUnit
{
    Days,
    WorkingDays,
    Months,
}

/// <summary>
/// How long a case may stay in a state: a number of the workflow itself, or a parameter of the plan pack. A parameter that
/// nobody has set gives no limit.
/// </summary>
public sealed record Limit
{
    /// <summary>Yellow from so many working days before the end (c.20 [A31]), where nothing else is said.</summary>
    public const int YellowWorkingDays = 3;

    private Limit(LimitUnit unit, int? length, string? parameter) => (Unit, Length, Parameter) = (unit, length, parameter);

    public LimitUnit Unit { get; }

    public int? Length { get; }

    /// <summary>Key of the parameter that says how long.</summary>
    public string? Parameter { get; }

    /// <summary>Key of the parameter, in days from the beginning, from which the light is yellow.</summary>
    public string? Warning { get; private init; }

    public static Limit Days(int length) => new(LimitUnit.Days, length, null);

    public static Limit Days(string parameter) => new(LimitUnit.Days, null, parameter);

    public static Limit WorkingDays(int length) => new(LimitUnit.WorkingDays, length, null);

    public static Limit WorkingDays(string parameter) => new(LimitUnit.WorkingDays, null, parameter);

    public static Limit Months(int length) => new(LimitUnit.Months, length, null);

    public static Limit Months(string parameter) => new(LimitUnit.Months, null, parameter);

    /// <summary>Yellow from so many days after the beginning, instead of shortly before the end.</summary>
    public Limit YellowAfter(string parameter) => this with { Warning = parameter };

    /// <summary>The last day, and the first day of the yellow light; null where the limit is not set.</summary>
    internal (DateOnly Due, DateOnly Warn)? From(DateOnly day, CaseClock clock)
    {
        if ((Length ?? clock.Int(Parameter!, day)) is not { } length)
        {
            return null;
        }

        var due = Unit switch
        {
            LimitUnit.WorkingDays => clock.Calendar.AddWorkingDays(day, length),
            LimitUnit.Months => day.AddMonths(length),
            _ => day.AddDays(length),
        };
        return (due, Warning is { } warning && clock.Int(warning, day) is { } after ? day.AddDays(after) : clock.Calendar.AddWorkingDays(due, -YellowWorkingDays));
    }
}
