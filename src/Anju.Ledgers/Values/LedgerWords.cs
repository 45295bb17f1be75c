namespace Anju.Ledgers;

/// <summary>Values of lines in the words people read: divisions and referred lines by name, restricted values masked.</summary>
public sealed class LedgerWords(LedgerCatalogue catalogue, IDivisionNames divisions, FieldAccess access)
{
    /// <summary>Blank for no value.</summary>
    public string Of(LedgerColumn column, object? value, References references)
    {
        var text = column.Kind switch
        {
            ColumnKind.Division when value is string code => divisions.NameOf(code) ?? code,
            ColumnKind.Reference => references[value] is { } line ? Of(column, line) : "",
            _ => ColumnText.Shown(column, value),
        };
        return access.Shown(column, text);
    }

    /// <summary>
    /// A referred line: by its code where the column is about the code, else by its name, because its number may not be shown.
    /// </summary>
    public string Of(LedgerColumn column, Referred line) =>
        (catalogue.IsAboutCode(column) ? line.Code : line.Caption) ?? line.Code ?? line.Caption ?? line.Key(access);
}
