using Anju.Kernel;

namespace Anju.Ledgers;

/// <summary>
/// A record that knows more of what it may hold than the attributes of its columns say. Asked wherever one is written:
/// form, API, action of a page, import.
/// </summary>
public interface IRuledRecord
{
    /// <summary>
    /// Brings what was typed into the form in which it is stored, so that the same thing is always written alike. What
    /// nobody touched stays as it is.
    /// </summary>
    /// <param name="before">As stored; null for a new line.</param>
    /// <param name="today">Business date.</param>
    void Tidy(Record? before, DateOnly today)
    {
    }

    /// <summary>What cannot be.</summary>
    /// <param name="today">Business date.</param>
    IEnumerable<Objection> Objections(DateOnly today);
}

/// <summary>
/// A record that must agree with the others of the one it is about, such as the jobs of a person with each other. Asked where
/// lines are written through the columns of their ledger: form, API, import.
/// </summary>
public interface IRuledBeside
{
    /// <summary>What cannot be beside the other lines of the ledger.</summary>
    /// <param name="others">The other lines about the same owner, as they will stand; in no order.</param>
    IEnumerable<Objection> Beside(IReadOnlyList<Record> others);
}

/// <summary>Something against a line as a whole.</summary>
/// <param name="Message">Chinese: what is wrong and what to do.</param>
/// <param name="Properties">The property at fault, then those that it contradicts.</param>
public sealed record Objection(string Code, string Message, params string[] Properties)
{
    internal Refusal ToRefusal() => new(Code, Message, Naming.Camel(Properties[0]));
}

/// <summary>
/// What a module says against a line typed on a page, sent to the API or imported through the columns of its ledger, which sees
/// it before and after: what only an action may change, what a parameter of the plan does not allow. A module registers one as a
/// service.
/// </summary>
public interface ILedgerObjection
{
    /// <param name="before">As it was; null for a new line.</param>
    IEnumerable<Objection> Against(Record? before, Record after);
}
