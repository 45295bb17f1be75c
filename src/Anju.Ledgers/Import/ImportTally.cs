namespace Anju.Ledgers;

/// <summary>Counts of an import. Every row of the file is in exactly one of four: read = imported + rejected + held + skipped.</summary>
public sealed record ImportTally
{
    public int Read => Imported + Rejected + Held + Skipped;

    public int Imported { get; init; }

    public int Rejected { get; init; }

    public int Held { get; init; }

    /// <summary>Blank rows among them.</summary>
    public int Skipped { get; init; }

    /// <summary>Rows between others without any content.</summary>
    public int Blank { get; init; }

    /// <summary>Imported = new + changed + unchanged.</summary>
    public int New { get; init; }

    public int Changed { get; init; }

    public int Unchanged { get; init; }

    /// <summary>Imported rows with a value put right.</summary>
    public int Fixed { get; init; }

    /// <summary>Imported rows with a warning.</summary>
    public int Warned { get; init; }

    public static ImportTally Of(IReadOnlyList<ImportRow> rows, int skipped, int blank)
    {
        int[] actions = new int[4], outcomes = new int[4], levels = new int[4];
        foreach (var row in rows)
        {
            actions[(int)row.Action]++;
            if (row.Imports)
            {
                outcomes[(int)row.Outcome]++;
                levels[(int)row.Level]++;
            }
        }

        return new()
        {
            Imported = actions[(int)RowAction.Import],
            Rejected = actions[(int)RowAction.Reject],
            Held = actions[(int)RowAction.Hold],
            Skipped = actions[(int)RowAction.Skip] + skipped + blank,
            Blank = blank,
            New = outcomes[(int)RowOutcome.New],
            Changed = outcomes[(int)RowOutcome.Changed],
            Unchanged = outcomes[(int)RowOutcome.Unchanged],
            Fixed = levels[(int)FindingLevel.Fix],
            Warned = levels[(int)FindingLevel.Warn],
        };
    }
}
