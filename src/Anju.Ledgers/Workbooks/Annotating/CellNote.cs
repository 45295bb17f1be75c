namespace Anju.Ledgers.Workbooks;

/// <summary>How bad it is: put right on reading, doubtful, or not accepted.</summary>
public enum NoteLevel
{
    Fixed,
    Warning,
    Error,
}

/// <summary>
/// A remark on one cell of a sender's file. Rows and columns count from 1; column 0 means the row as a whole, and is marked on its
/// first cell.
/// </summary>
public sealed record CellNote(string Sheet, int Row, int Column, NoteLevel Level, string Code, string Message)
{
    /// <summary>What happens to the row, in a word: 导入, 退回.</summary>
    public string Becomes { get; init; } = "";
}

internal static class NoteLevels
{
    public static string Title(this NoteLevel level) => level switch
    {
        NoteLevel.Error => "错误",
        NoteLevel.Warning => "提醒",
        _ => "更正",
    };

    public static CellSkin Skin(this NoteLevel level) => level switch
    {
        NoteLevel.Error => CellSkin.Error,
        NoteLevel.Warning => CellSkin.Warning,
        _ => CellSkin.Fixed,
    };
}
