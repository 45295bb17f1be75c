using Anju.Kernel;
using Anju.Ledgers.Workbooks;
using Anju.Ui;

namespace Anju.Ledgers;

/// <summary>
/// Writes the lines that a query means to a stream, as the import reads them: row 1 title, row 2 notes, row 3 headers with *
/// for what must be given (domain specification d). Restricted columns are masked unless the access says otherwise; a masked
/// cell holds a star and is taken as not given when it comes back. Memory does not grow with the lines.
/// </summary>
public sealed class LedgerExport(
    LedgerReader reader, Databases databases, LedgerCatalogue catalogue, Computations computations, IDivisionNames divisions, FieldAccess access,
    BusinessDate date, TimeProvider clock)
{
    private const int Batch = 500;

    /// <summary>The query that an address means, asked where its lines will stream from: what narrows it belongs to one context.</summary>
    public Task<Result<LedgerQuery>> AskAsync(
        LedgerDefinition ledger, IEnumerable<KeyValuePair<string, string>> asked, CancellationToken cancellation) => reader.AskAsync(ledger, asked, cancellation);

    /// <summary>How many lines it would be; no more than the bound are counted.</summary>
    public async Task<int> CountAsync(LedgerQuery query, int bound, CancellationToken cancellation) => (await reader.CountAsync(query, bound, cancellation)).Lines;

    /// <summary>How many lines were written.</summary>
    /// <param name="purpose">What it is for, where somebody was asked.</param>
    public async Task<int> WriteAsync(LedgerQuery query, ExportFormat format, Stream output, CancellationToken cancellation, string? purpose = null)
    {
        var ledger = query.Ledger;
        var columns = ExportColumn.Of(ledger, catalogue, access);
        await using var file = ExportFile.Create(format, output, Layout(ledger, columns, purpose));

        // The lines stream on one connection; what stands beside them is read on another.
        await using var beside = databases.Open(access.Actor);
        var lines = new List<Record>(Batch);
        var written = 0;
        await foreach (var line in reader.StreamAsync(query).WithCancellation(cancellation))
        {
            lines.Add(line);
            if (lines.Count == Batch)
            {
                await WriteAsync(file, ledger, columns, lines, beside, cancellation);
                written += lines.Count;
                lines.Clear();
            }
        }

        await WriteAsync(file, ledger, columns, lines, beside, cancellation);
        return written + lines.Count;
    }

    public string FileName(LedgerQuery query, ExportFormat format) =>
        $"{query.Ledger.Title}-{date.Today:yyyy-MM-dd}.{format.Extension()}";

    internal static IReadOnlyList<SheetColumn> SignatureColumns { get; } =
        [.. Signature.Headers.Select((header, place) => new SheetColumn(header, place == 2 ? CellFormat.Date : CellFormat.Text) { Width = place == 1 ? 20 : 12 })];

    /// <summary>Says on the file, and on every printed page of it, who took it away and when (requirement E11).</summary>
    private SheetLayout Layout(LedgerDefinition ledger, IReadOnlyList<ExportColumn> columns, string? purpose)
    {
        var by = $"导出人：{access.Actor.Name}（{access.Actor.Organisation}），{Format.Moment(clock.GetUtcNow().UtcDateTime)}" + (purpose is null ? "" : $"，用途：{purpose}");
        var masked = columns.Any(column => column.IsMasked) ? "含 * 的单元格是已脱敏的内容，导入时视为未填写，不会改动原值；" : "";
        return new(ledger.Title, [.. columns.Select(column => column.OfSheet), .. SignatureColumns])
        {
            Title = ledger.Title,
            Notes = $"{by}。导出日期：{date.Today:yyyy-MM-dd}。列名带 * 的必填，带 △ 的由系统计算，导入时不读；日期写成 2025-11-20；{masked}以“{ExportColumn.CheckWord.TrimEnd('：')}”开头的列只供核对，不导入。",
            FrozenColumns = Math.Min(2, columns.Count),
            Footer = by,
        };
    }

    private async Task WriteAsync(
        ExportFile file, LedgerDefinition ledger, IReadOnlyList<ExportColumn> columns, List<Record> lines, AnjuDb beside, CancellationToken cancellation)
    {
        await new ComputedColumns(beside, computations).FillAsync(ledger, lines, ledger.Columns, cancellation);
        var references = await new LedgerReader(beside, catalogue, access, divisions, []).ReferencesAsync(ledger, lines, cancellation);
        var signatures = await Signature.OfAsync(beside, ledger, lines, cancellation);
        foreach (var line in lines)
        {
            foreach (var column in columns)
            {
                Write(file, column, column.Column.Get(line), references);
            }

            var signature = signatures.GetValueOrDefault(line.Id);
            file.Text(signature?.Who);
            file.Text(signature?.Organisation);
            file.Date(signature?.On);

            await file.EndRowAsync(cancellation);
        }
    }

    private void Write(ExportFile file, ExportColumn column, object? value, References references)
    {
        switch (value)
        {
            case null:
                file.Text(null);
                break;
            case Guid id when column.IsCheck:
                file.Text(references[id]?.Caption);
                break;
            case Guid id:
                file.Text(references[id]?.Key(access));
                break;
            case var _ when column.IsMasked:
                file.Text(access.Shown(column.Column, ColumnText.Shown(column.Column, value)));
                break;
            case string code when column.Column.Kind == ColumnKind.Division:
                file.Text(PlaceName(code));
                break;
            case int or long:
                file.Integer(Convert.ToInt64(value));
                break;
            case double number:
                file.Number((decimal)number);
                break;
            case SquareMetres area:
                file.Number(area.InSquareMetres);
                break;
            case Yuan amount:
                file.Money(amount);
                break;
            case Mu land:
                file.Area(land);
                break;
            case DateOnly day:
                file.Date(day);
                break;
            default:
                file.Text(ColumnText.Shown(column.Column, value));
                break;
        }
    }

    /// <summary>A village with the places above it: within a county its name alone may not be the only one.</summary>
    private string PlaceName(string code) =>
        (DivisionCode.TryParse(code, out var parsed) && parsed.Level == DivisionLevel.Village ? divisions.FullNameOf(code) : divisions.NameOf(code)) ?? code;
}
