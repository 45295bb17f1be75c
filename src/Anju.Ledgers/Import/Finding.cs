namespace Anju.Ledgers;

/// <summary>How grave a finding is: nothing to do, put right and told, imported but doubtful, not importable.</summary>
public enum FindingLevel
{
    Ok,
    Fix,
    Warn,
    Error,
}

/// <summary>What becomes of a row. A graver action of one finding overrules the others.</summary>
public enum RowAction
{
    Import,
    Skip,
    Hold,
    Reject,
}

/// <summary>What importing a row does to the register.</summary>
public enum RowOutcome
{
    None,
    New,
    Changed,
    Unchanged,
}

/// <summary>One kind of finding: its code in the report, its level, what it does to the row, and what it says.</summary>
/// <param name="Says">Chinese; what was found and what to do.</param>
public sealed record FindingKind(string Code, FindingLevel Level, RowAction Action, string Says);

/// <summary>Something told about a cell, or about the row when <paramref name="Column"/> is 0.</summary>
/// <param name="Column">A = 1.</param>
/// <param name="Field">Header of the field.</param>
/// <param name="Text">As the sender wrote it.</param>
/// <param name="Value">As it was understood.</param>
public sealed record Finding(FindingKind Kind, int Column, string Field, string? Text = null, string? Value = null)
{
    /// <summary>In words for the sender.</summary>
    public string Message => string.Concat(
        Field.Length == 0 ? "" : Field + "：",
        Kind.Says,
        Text is null ? "" : $"（原文“{Shorten(Text)}”",
        Text is null ? (Value is null ? "" : $"（{Value}）") : (Value is null ? "）" : $"，读作“{Value}”）"));

    private static string Shorten(string text) => text.Length <= 60 ? text : text[..60] + "…";
}

/// <summary>One field before and after an import, as people read it.</summary>
public sealed record FieldEdit(string Field, string? Before, string? After);
