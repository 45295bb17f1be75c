namespace Anju.Ledgers.Workbooks;

/// <summary>Reads a csv, tab- or semicolon-separated text as a file of one sheet. Every value is text.</summary>
public sealed class CsvReader : TabularFile
{
    private readonly CsvSheet _sheet;

    private CsvReader(CsvSheet sheet) => _sheet = sheet;

    public override TabularFormat Format => TabularFormat.Csv;

    public override IReadOnlyList<Sheet> Sheets => [_sheet];

    /// <summary>Name of the encoding that was found: utf-8, utf-16, utf-16BE or GB18030.</summary>
    public string EncodingName => _sheet.EncodingName;

    /// <summary>What separates the values: a comma, tab or semicolon.</summary>
    public char Separator => _sheet.Separator;

    internal static CsvReader Open(FileSource source, string fileName)
    {
        var (encoding, mark) = CsvEncoding.Detect(source);
        source.Progress.Total = source.Stream.Length - mark;
        return new(new CsvSheet(source, encoding, mark, Path.GetFileNameWithoutExtension(fileName)));
    }
}
