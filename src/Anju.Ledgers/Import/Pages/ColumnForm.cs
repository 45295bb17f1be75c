using Microsoft.AspNetCore.Http;

namespace Anju.Ledgers;

/// <summary>The form in which a person corrects sheets and columns.</summary>
internal static class ColumnForm
{
    public const string NotImported = "-";

    public static string SheetName(SheetMapping sheet) => $"sheet-{sheet.Index}";

    public static string ColumnName(SheetMapping sheet, MappedColumn column) => $"column-{sheet.Index}-{column.Column}";

    public static FileMapping Read(IFormCollection form, FileMapping mapping, ImportTarget target) => new(
    [
        .. mapping.Sheets.Select(sheet => sheet.HeaderFrom == 0 || sheet.Use == SheetUse.Hidden ? sheet : Recogniser.WithTitles(
            sheet with
            {
                Use = form[SheetName(sheet)] == "true" ? SheetUse.Data : SheetUse.LeftOut,
                Columns = [.. sheet.Columns.Select(column => Read(form[ColumnName(sheet, column)].ToString(), column, target))],
            },
            target)),
    ]);

    private static MappedColumn Read(string chosen, MappedColumn column, ImportTarget target) => chosen switch
    {
        "" => column,
        NotImported => column with { Field = null, Confidence = column.Field is null ? column.Confidence : 100 },
        _ when chosen == column.Field || target.FindField(chosen) is not { Ignored: false } => column,
        _ => column with { Field = chosen, Confidence = 100 },
    };
}
