using System.Text;
using Anju.Ledgers.Workbooks;

namespace Anju.Ledgers;

/// <summary>The report of an import: one line for each row of the file, <c>sheet,row,action,level,codes,message</c>.</summary>
public static class ImportReport
{
    public const string Header = "sheet,row,action,level,codes,message";

    public static async Task WriteAsync(
        IReadOnlyList<SheetMapping> sheets, IAsyncEnumerable<RowRecord> rows, Stream stream, CancellationToken cancellation)
    {
        await using var writer = new StreamWriter(stream, new UTF8Encoding(encoderShouldEmitUTF8Identifier: true), 1 << 16, leaveOpen: true);
        await writer.WriteLineAsync(Header.AsMemory(), cancellation);
        var (sheet, last) = (-1, 0);
        await foreach (var row in rows)
        {
            last = row.Sheet == sheet ? last : 0;
            sheet = row.Sheet;
            var name = Quoted(sheets[sheet].Name);
            while (++last < row.Row)
            {
                await writer.WriteLineAsync($"{name},{last},skip,ok,BLANK_ROW,空行");
            }

            await writer.WriteLineAsync(Line(name, row).AsMemory(), cancellation);
        }
    }

    private static string Line(string sheet, RowRecord row) => string.Join(
        ',',
        sheet,
        row.Row,
        Lower(row.Action),
        Lower(row.Level),
        Quoted(string.Join(';', (row.Findings ?? []).Select(finding => finding.Code).Distinct())),
        Quoted(string.Join("；", (row.Findings ?? []).Select(finding => finding.Message))));

    private static string Lower<T>(T value)
        where T : struct, Enum => value.ToString().ToLowerInvariant();

    private static string Quoted(string text)
    {
        text = FormulaGuard.NeedsApostrophe(text) ? "'" + text : text;
        return text.AsSpan().IndexOfAny(",\"\r\n") < 0 ? text : $"\"{text.Replace("\"", "\"\"", StringComparison.Ordinal)}\"";
    }
}
