using Anju.Kernel;
using Anju.Ui;

namespace Anju.Ledgers;

/// <summary>A line as somebody is filling it in: texts as typed, so that nothing is lost whatever is wrong with them.</summary>
public sealed class LineForm(LedgerDefinition ledger)
{
    public LedgerDefinition Ledger => ledger;

    /// <summary>What stands in each input, by field.</summary>
    public Dictionary<string, string> Texts { get; } = [];

    /// <summary>The line that a reference means, when it is clear.</summary>
    public Dictionary<string, Referred> Taken { get; } = [];

    /// <summary>The lines that a reference may mean, for the person to choose.</summary>
    public Dictionary<string, IReadOnlyList<Referred>> Offered { get; } = [];

    /// <summary>The few lines that a reference is chosen from, by the ledger referred to.</summary>
    public Dictionary<Type, IReadOnlyList<Choice>> Choices { get; } = [];

    /// <summary>Fields whose unreadable content is to be emptied.</summary>
    public HashSet<string> Cleared { get; } = [];

    public FormErrors Errors { get; } = new();

    /// <summary>The version that the person began with; 0 for a new line.</summary>
    public int Version { get; set; }

    public string Reason { get; set; } = "";

    public string TextOf(LedgerColumn column) => Texts.GetValueOrDefault(column.Field, "");

    public void Refuse(IEnumerable<Refusal> refusals)
    {
        foreach (var refusal in refusals.SelectMany(one => one.All))
        {
            Errors.Add(refusal.Field ?? "", refusal.Message);
        }
    }
}
