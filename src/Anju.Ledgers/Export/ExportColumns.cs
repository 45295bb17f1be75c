using Anju.Ledgers.Workbooks;

namespace Anju.Ledgers;

/// <summary>One column of an exported sheet.</summary>
/// <param name="IsCheck">Repeats the name of the line that the column before refers to: for people to check, not to import.</param>
internal sealed record ExportColumn(LedgerColumn Column, string Header, bool IsCheck, bool IsMasked)
{
    /// <summary>Headers that begin with it are read over by the import.</summary>
    public const string CheckWord = "核对：";

    public CellFormat Format => IsMasked || IsCheck ? CellFormat.Text : Column.Kind switch
    {
        ColumnKind.WholeNumber => CellFormat.Integer,
        ColumnKind.Number or ColumnKind.FloorArea => CellFormat.Number,
        ColumnKind.Money => CellFormat.Money,
        ColumnKind.LandArea => CellFormat.Area,
        ColumnKind.Date => CellFormat.Date,
        _ => CellFormat.Text,
    };

    public IReadOnlyList<string> Choices => IsMasked || IsCheck || Column.Kept ? [] : Column.Kind switch
    {
        ColumnKind.Term => [.. Column.Terms.Select(term => term.Title)],
        ColumnKind.YesNo => [ColumnText.Yes, ColumnText.No],
        _ => Column.Offered,
    };

    public SheetColumn OfSheet => new(Header, Format) { Width = Width, Choices = Choices };

    public double Width => Column switch
    {
        { Kind: ColumnKind.Date or ColumnKind.Month } => 12,
        { Mask: Mask.IdNumber } or { Kind: ColumnKind.Reference } => 21,
        { Kind: ColumnKind.Text, MaxLength: >= 100 } => 28,
        { Kind: ColumnKind.Text, MaxLength: >= 40 } => 18,
        _ => Math.Max(10, (Header.Length * 2) + 2),
    };

    public static IReadOnlyList<ExportColumn> Of(LedgerDefinition ledger, LedgerCatalogue catalogue, FieldAccess access)
    {
        var columns = new List<ExportColumn>();
        foreach (var column in ledger.Columns)
        {
            var other = column.Refers is { } type ? catalogue.Of(type) : null;
            var hidden = !access.MayRead(column) || (other is { CodeKey: null, NumberKey: { } number } && !access.MayRead(number));
            columns.Add(new(column, column.Header + MarkOf(ledger, column), IsCheck: false, hidden));
            if (other?.Caption is { } caption)
            {
                columns.Add(new(column, CheckWord + caption.Title, IsCheck: true, IsMasked: false));
            }
        }

        return columns;
    }

    /// <summary>* must be given, △ comes from the system and is read over on import (domain specification d).</summary>
    internal static string MarkOf(LedgerDefinition ledger, LedgerColumn column) =>
        column.Kept ? "△" : (column.Required || column.Wanted) && ledger.IsTyped(column) ? "*" : "";
}
