using Anju.Kernel;
using Anju.Policy;

namespace Anju.Workflows;

/// <summary>The calendar and the parameters that limits go by.</summary>
public sealed class CaseClock(PlanPack pack)
{
    public WorkingCalendar Calendar => pack.Holidays;

    /// <summary>The value in force on the day; null where none is set.</summary>
    internal int? Int(string parameter, DateOnly day) => pack.Parameters.At(Month.Of(day)).FindInt(parameter);

    /// <summary>Sets the clock of a case that enters a state, or stays in it with something recorded.</summary>
    /// <param name="from">Null for a new case.</param>
    internal void Set(CaseRecord line, CaseState? from, CaseState to, Move? move, DateOnly today)
    {
        line.StateSince = from == to ? line.StateSince : today;
        line.Returns += move is { Returns: true } ? 1 : 0;
        if (move?.ExtendsTo is not null)
        {
            line.Extensions++;
        }
        else if (to.Ends)
        {
            (line.DueOn, line.WarnOn, line.PausedOn) = (null, null, null);
        }
        else if (to.Pauses)
        {
            line.PausedOn ??= today;
        }
        else if (line.PausedOn is { } paused)
        {
            // It goes on with what was left of it.
            line.DueOn = Later(line.DueOn, paused, today, to.Limit);
            line.WarnOn = Later(line.WarnOn, paused, today, to.Limit);
            line.PausedOn = null;
        }
        else if (from != to && !to.KeepsClock)
        {
            (line.DueOn, line.WarnOn) = to.Limit?.From(to.From?.Invoke(line) ?? today, this) is var (due, warn) ? (due, warn) : ((DateOnly?)null, (DateOnly?)null);
        }
    }

    /// <summary>Sets the yellow light by what the data says of a case in its state; false when it stands as it stood.</summary>
    internal bool Warn(CaseRecord line, CaseState state, object facts, DateOnly today)
    {
        if (state.WarnsFrom is null || line.PausedOn is not null || line.DueOn is not { } due)
        {
            return false;
        }

        var own = state.Limit?.From(state.From?.Invoke(line) ?? line.StateSince ?? today, this)?.Warn;
        var day = state.WarnsFrom(line, facts, today) is { } early && !(own < early) && early <= due ? early : own;
        (var before, line.WarnOn) = (line.WarnOn, day);
        return before != day;
    }

    /// <summary>The new limit that an extension recorded.</summary>
    internal void Extend(CaseRecord line, DateOnly due) => (line.DueOn, line.WarnOn) = (due, Calendar.AddWorkingDays(due, -Limit.YellowWorkingDays));

    private DateOnly? Later(DateOnly? day, DateOnly paused, DateOnly today, Limit? limit) => limit?.Unit == LimitUnit.WorkingDays
        ? day is { } last ? Calendar.AddWorkingDays(last, Calendar.WorkingDaysBetween(paused, today)) : null
        : day?.AddDays(today.DayNumber - paused.DayNumber);
}
