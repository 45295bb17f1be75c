using Anju.Ledgers.Workbooks;

namespace Anju.Ledgers;

/// <summary>The findings of an import as remarks on the cells of the sender's workbook.</summary>
public static class ImportNotes
{
    public static IEnumerable<CellNote> Of(IReadOnlyList<SheetMapping> sheets, RowRecord row) =>
        row.Action == RowAction.Skip ? [] : (row.Findings ?? [])
            .Where(finding => finding.Level > FindingLevel.Ok)
            .Select(finding => new CellNote(sheets[row.Sheet].Name, row.Row, finding.Column, LevelOf(finding.Level), finding.Code, finding.Message) { Becomes = ImportWords.Of(row.Action) });

    private static NoteLevel LevelOf(FindingLevel level) => level switch
    {
        FindingLevel.Error => NoteLevel.Error,
        FindingLevel.Warn => NoteLevel.Warning,
        _ => NoteLevel.Fixed,
    };
}
