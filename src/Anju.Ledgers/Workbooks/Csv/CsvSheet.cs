using System.Text;

namespace Anju.Ledgers.Workbooks;

/// <summary>The one sheet of a csv.</summary>
internal sealed class CsvSheet : Sheet
{
    private const int SampleLength = 64 << 10;
    private readonly Encoding _encoding;
    private readonly int _mark;
    private readonly FileSource _source;

    public CsvSheet(FileSource source, Encoding encoding, int mark, string name)
    {
        (_source, _encoding, _mark, Name) = (source, encoding, mark, name);
        Separator = SniffSeparator();
    }

    public override int Index => 0;

    public override string Name { get; }

    public override SheetVisibility Visibility => SheetVisibility.Visible;

    public string EncodingName => _encoding.WebName;

    public char Separator { get; }

    public override CellRange? ReadDimension() => null;

    public override SheetRows OpenRows() => new CsvRows(_source, OpenText(countsAsProgress: true), Separator, Name);

    public override IReadOnlyList<CellRange> ReadMerges() => [];

    /// <summary>The separator that occurs most often outside quotes in the first lines; a comma when none does.</summary>
    private char SniffSeparator()
    {
        using var text = OpenText(countsAsProgress: false);
        var sample = new char[SampleLength];
        var length = text.ReadBlock(sample, 0, sample.Length);
        int commas = 0, tabs = 0, semicolons = 0;
        var quoted = false;
        foreach (var one in sample.AsSpan(0, length))
        {
            quoted ^= one == '"';
            commas += !quoted && one == ',' ? 1 : 0;
            tabs += !quoted && one == '\t' ? 1 : 0;
            semicolons += !quoted && one == ';' ? 1 : 0;
        }

        return tabs > commas && tabs >= semicolons ? '\t' : semicolons > commas ? ';' : ',';
    }

    private StreamReader OpenText(bool countsAsProgress) =>
        new(new FileText(_source, _mark, countsAsProgress), _encoding, detectEncodingFromByteOrderMarks: false, bufferSize: 64 << 10);
}
