using Anju.Kernel;

namespace Anju.Workflows;

/// <summary>One state of a workflow, named by a member of the enum of its case's state column.</summary>
public sealed class CaseState
{
    internal CaseState(Enum value) => (Value, Title) = (value, TermTitles.Of(value));

    public Enum Value { get; }

    public string Title { get; }

    public string Code => Value.ToString();

    /// <summary>The case ends here; bold in the state tables.</summary>
    public bool Ends { get; internal set; }

    /// <summary>While a case stands here its clock stands still (退回补正, 中止).</summary>
    public bool Pauses { get; internal set; }

    /// <summary>The limit of the state before goes on.</summary>
    public bool KeepsClock { get; internal set; }

    /// <summary>Null for a state without one.</summary>
    public Limit? Limit { get; internal set; }

    /// <summary>The day the limit runs from; the day the state was entered where it says nothing.</summary>
    internal Func<CaseRecord, DateOnly?>? From { get; set; }

    /// <summary>From when the light is yellow by what the data says, before the limit's own day; null for the limit's own.</summary>
    internal Func<CaseRecord, object, DateOnly, DateOnly?>? WarnsFrom { get; set; }
}
