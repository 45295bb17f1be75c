using Anju.Kernel;

namespace Anju.Ledgers;

/// <summary>One record as the sheet tells of it.</summary>
internal sealed class LedgerRow<T>(int sheet, int number, T draft, int references) : ImportRow(sheet, number)
    where T : Record
{
    public T Draft { get; } = draft;

    public UInt128 Present { get; set; }

    public T? Existing { get; set; }

    public T? Changed { get; set; }

    /// <summary>What the sheet says for each reference: key, caption.</summary>
    public (string? Key, string? Caption)[] Said { get; } = new (string?, string?)[references];

    /// <summary>An identity number in the sheet that the register works out itself.</summary>
    public string? NumberSaid { get; set; }

    public string? SheetCounty { get; init; }
}

/// <summary>Takes the text of a reference; it is looked up with all the others of the file.</summary>
internal sealed class ReferenceReader(MappedColumn at, ImportField field, Action<ImportRow, string> take) : CellReader(at, field)
{
    private const int LengthOfIdNumber = 18;

    private readonly TextPool pool = new();

    protected override bool ReadValue(in Workbooks.Cell cell, object record, ImportRow row)
    {
        var text = CellText.Of(cell);
        if (CellText.SaysNothing(text) || text is "无")
        {
            return false;
        }

        take(row, Normal(pool.Of(text)));
        return false; // present only when it has been found
    }

    private static string Normal(string text)
    {
        foreach (var c in text)
        {
            if (!char.IsAsciiLetterOrDigit(c))
            {
                text = string.Concat(Text.ToHalfWidth(text).Where(x => !CellText.IsBlank(x) && x != '\''));
                break;
            }
        }

        return text.Length == LengthOfIdNumber && text[^1] == 'x' ? text[..^1] + 'X' : text;
    }
}
