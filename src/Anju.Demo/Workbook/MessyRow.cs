using Anju.Register;

namespace Anju.Demo;

/// <summary>What a column of a county's sheet is about.</summary>
internal enum Said
{
    Ordinal,
    County,
    Code,
    HeadName,
    Size,
    Site,
    Room,
    Area,
    Origin,
    Name,
    Number,
    Relation,
    Sex,
    Birth,
    Ethnicity,
    Education,
    Student,
    Health,
    Capacity,
    Employed,
    Channel,
    WorkPlace,
    Income,
    TrainingWish,
    Phone,
    Note,
}

/// <summary>One person's row before it is laid out, with the findings that an importer must report for it.</summary>
internal sealed class MessyRow(Person person)
{
    public Person Person { get; } = person;

    public Dictionary<Said, RawCell> Cells { get; } = [];

    public SortedSet<string> Codes { get; } = new(StringComparer.Ordinal);

    public bool Hidden { get; set; }

    public void Say(Said what, string? text, int style = 0)
    {
        if (string.IsNullOrEmpty(text))
        {
            Cells.Remove(what);
            return;
        }

        Cells[what] = new(RawKind.Text, text, style);
    }

    public void Count(Said what, string number, int style = 0) => Cells[what] = new(RawKind.Number, number, style);

    public void Spoil(string code) => Codes.Add(code);
}

/// <summary>The rows of one household, the head's first.</summary>
internal sealed class MessyHome(Household household, bool merged, List<MessyRow> rows)
{
    public Household Household { get; } = household;

    /// <summary>Its cells stand in the first row only and are merged down.</summary>
    public bool Merged { get; } = merged;

    public List<MessyRow> Rows { get; } = rows;

    /// <summary>A household whose rows do not all count says nothing about its size: what then is right is another question.</summary>
    public void SayNoSize()
    {
        foreach (var row in Rows)
        {
            row.Say(Said.Size, null);
        }
    }
}

/// <summary>Expected outcome of one row of the workbook: <c>import</c>, <c>reject</c>, <c>hold</c> or <c>skip</c>.</summary>
/// <param name="Row">As a spreadsheet program counts, from 1.</param>
/// <param name="Level"><c>ok</c>, <c>fix</c>, <c>warn</c> or <c>error</c>: the gravest of the codes.</param>
/// <param name="Codes">In alphabetical order; none for rows that are skipped.</param>
public sealed record DemoRow(string Sheet, int Row, string Action, string Level, IReadOnlyList<string> Codes);
