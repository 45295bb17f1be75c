using System.IO.Compression;
using System.Security;

namespace Anju.Ledgers.Workbooks;

/// <summary>
/// Writes an .xlsx straight to a stream in constant memory, sheet after sheet, row after row. The same content gives the same bytes:
/// no times, no names of people. Texts are stored as texts, so that nothing from the data runs as a formula.
/// </summary>
/// <remarks>
/// The ZIP writer of the platform is synchronous. Call <see cref="FlushAsync"/> now and then (after every row is cheap) and end with
/// <see cref="DisposeAsync"/>, and the output stream is only written asynchronously, as a response body needs.
/// </remarks>
public sealed class WorkbookWriter : IDisposable, IAsyncDisposable
{
    private const string Main = "http://schemas.openxmlformats.org/spreadsheetml/2006/main";
    private const string Office = "http://schemas.openxmlformats.org/officeDocument/2006/relationships";
    private const string Declaration = """<?xml version="1.0" encoding="UTF-8" standalone="yes"?>""" + "\n";
    private static readonly DateTimeOffset _stamp = new(2000, 1, 1, 0, 0, 0, TimeSpan.Zero);

    private readonly OutputBuffer _output;
    private readonly ZipArchive _zip;
    private readonly SheetNames _names = new();
    private readonly List<(string Name, SheetLayout? Layout)> _sheets = [];
    private readonly ChoiceLists _choices = new();
    private readonly string? _title;
    private SheetWriter? _open;
    private bool _done;

    /// <param name="output">Stays open and belongs to the caller.</param>
    /// <param name="title">Document property; never the name of a person.</param>
    public WorkbookWriter(Stream output, string? title = null)
    {
        ArgumentNullException.ThrowIfNull(output);
        _title = title;
        _output = new OutputBuffer(output);
        _zip = new ZipArchive(_output, ZipArchiveMode.Create, leaveOpen: true);
        _names.Reserve(ChoiceLists.SheetName);
    }

    /// <summary>Begins a sheet; the one before is finished. Names that a spreadsheet program would refuse are mended.</summary>
    public SheetWriter AddSheet(SheetLayout layout)
    {
        ArgumentNullException.ThrowIfNull(layout);
        ObjectDisposedException.ThrowIf(_done, this);
        _open?.Finish();
        _sheets.Add((_names.Take(layout.Name), layout));
        return _open = new SheetWriter(new XmlOutput(Part($"xl/worksheets/sheet{_sheets.Count}.xml")), layout, _choices, isFirst: _sheets.Count == 1);
    }

    /// <summary>Sends what has been written so far, if it is worth it.</summary>
    public ValueTask FlushAsync(CancellationToken cancellationToken = default) => _output.SendAsync(all: false, cancellationToken);

    public void Dispose()
    {
        if (!_done)
        {
            Finish();
            _output.WriteThrough();
            _output.Dispose();
        }
    }

    public async ValueTask DisposeAsync()
    {
        if (!_done)
        {
            Finish();
            await _output.SendAsync(all: true, CancellationToken.None);
            await _output.DisposeAsync();
        }
    }

    private void Finish()
    {
        _done = true;
        if (_sheets.Count == 0)
        {
            _done = false;
            AddSheet(new SheetLayout("工作表", []));
            _done = true;
        }

        _open?.Finish();
        if (!_choices.IsEmpty)
        {
            _sheets.Add((ChoiceLists.SheetName, null));
            using var part = new XmlOutput(Part($"xl/worksheets/sheet{_sheets.Count}.xml"));
            _choices.Write(part.Raw(Declaration));
        }

        Write("xl/styles.xml", CellSkins.Styles);
        Write("xl/workbook.xml", Workbook());
        Write("xl/_rels/workbook.xml.rels", Relationships(
            [.. _sheets.Select((_, i) => ($"{Office}/worksheet", $"worksheets/sheet{i + 1}.xml")), ($"{Office}/styles", "styles.xml")]));
        Write("docProps/core.xml", $"""
            <cp:coreProperties xmlns:cp="http://schemas.openxmlformats.org/package/2006/metadata/core-properties" xmlns:dc="http://purl.org/dc/elements/1.1/"><dc:title>{SecurityElement.Escape(_title)}</dc:title><dc:creator>安居</dc:creator></cp:coreProperties>
            """);
        Write("_rels/.rels", Relationships(
            ($"{Office}/officeDocument", "xl/workbook.xml"),
            ("http://schemas.openxmlformats.org/package/2006/relationships/metadata/core-properties", "docProps/core.xml")));
        Write("[Content_Types].xml", ContentTypes());
        _zip.Dispose();
    }

    private string Workbook()
    {
        var sheets = _sheets.Select((sheet, i) =>
            $"<sheet name=\"{SecurityElement.Escape(sheet.Name)}\" sheetId=\"{i + 1}\"{(sheet.Layout is null ? " state=\"hidden\"" : "")} r:id=\"rId{i + 1}\"/>");
        var titles = _sheets.Select((sheet, i) => sheet.Layout is not { } layout || layout.Columns.Count == 0
            ? ""
            : $"<definedName name=\"_xlnm.Print_Titles\" localSheetId=\"{i}\">'{SecurityElement.Escape(sheet.Name.Replace("'", "''"))}'!$1:${layout.HeaderRow}</definedName>");
        var names = string.Concat(titles);
        return $"""
            <workbook xmlns="{Main}" xmlns:r="{Office}"><bookViews><workbookView/></bookViews><sheets>{string.Concat(sheets)}</sheets>{(names.Length > 0 ? $"<definedNames>{names}</definedNames>" : "")}</workbook>
            """;
    }

    private string ContentTypes()
    {
        const string type = "application/vnd.openxmlformats-officedocument.spreadsheetml";
        var sheets = _sheets.Select((_, i) => $"<Override PartName=\"/xl/worksheets/sheet{i + 1}.xml\" ContentType=\"{type}.worksheet+xml\"/>");
        return $"""
            <Types xmlns="http://schemas.openxmlformats.org/package/2006/content-types"><Default Extension="rels" ContentType="application/vnd.openxmlformats-package.relationships+xml"/><Default Extension="xml" ContentType="application/xml"/><Override PartName="/xl/workbook.xml" ContentType="{type}.sheet.main+xml"/>{string.Concat(sheets)}<Override PartName="/xl/styles.xml" ContentType="{type}.styles+xml"/><Override PartName="/docProps/core.xml" ContentType="application/vnd.openxmlformats-package.core-properties+xml"/></Types>
            """;
    }

    private static string Relationships(params (string Type, string Target)[] all) =>
        $"<Relationships xmlns=\"http://schemas.openxmlformats.org/package/2006/relationships\">{string.Concat(all.Select((one, i) =>
            $"<Relationship Id=\"rId{i + 1}\" Type=\"{one.Type}\" Target=\"{one.Target}\"/>"))}</Relationships>";

    private void Write(string name, string xml)
    {
        using var part = new XmlOutput(Part(name));
        part.Raw(Declaration).Raw(xml);
    }

    private Stream Part(string name)
    {
        var entry = _zip.CreateEntry(name, CompressionLevel.Fastest);
        entry.LastWriteTime = _stamp;
        return entry.Open();
    }
}
