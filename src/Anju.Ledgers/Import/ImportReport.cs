using System.Text;
using Anju.Ledgers.Workbooks;

namespace Anju.Ledgers;

/// <summary>
/// The report of an import: one line for each row of the file. For programs <c>sheet,row,action,level,codes,message</c>; for people
/// the same in the words of the pages, with the codes behind.
/// </summary>
public static class ImportReport
{
    public const string Header = "sheet,row,action,level,codes,message";
    public const string HeaderForPeople = "工作表,行,名称,处理,变化,级别,问题和办法,代码";

    public static Task WriteAsync(IReadOnlyList<SheetMapping> sheets, IAsyncEnumerable<RowRecord> rows, Stream stream, CancellationToken cancellation) =>
        WriteAsync(sheets, rows, stream, Header, Line, (sheet, row) => $"{sheet},{row},skip,ok,BLANK_ROW,空行", cancellation);

    public static Task WriteForPeopleAsync(IReadOnlyList<SheetMapping> sheets, IAsyncEnumerable<RowRecord> rows, Stream stream, CancellationToken cancellation) =>
        WriteAsync(sheets, rows, stream, HeaderForPeople, LineForPeople, (sheet, row) => $"{sheet},{row},,空行,,,,", cancellation);

    private static async Task WriteAsync(
        IReadOnlyList<SheetMapping> sheets,
        IAsyncEnumerable<RowRecord> rows,
        Stream stream,
        string header,
        Func<string, RowRecord, string> line,
        Func<string, int, string> blank,
        CancellationToken cancellation)
    {
        await using var writer = new StreamWriter(stream, new UTF8Encoding(encoderShouldEmitUTF8Identifier: true), 1 << 16, leaveOpen: true);
        await writer.WriteLineAsync(header.AsMemory(), cancellation);
        var (sheet, last) = (-1, 0);
        await foreach (var row in rows)
        {
            last = row.Sheet == sheet ? last : 0;
            sheet = row.Sheet;
            var name = Quoted(sheets[sheet].Name);
            while (++last < row.Row)
            {
                await writer.WriteLineAsync(blank(name, last));
            }

            await writer.WriteLineAsync(line(name, row).AsMemory(), cancellation);
        }
    }

    private static string Line(string sheet, RowRecord row) => string.Join(
        ',',
        sheet,
        row.Row,
        Lower(row.Action),
        Lower(row.Level),
        Codes(row),
        Says(row));

    private static string LineForPeople(string sheet, RowRecord row) => string.Join(
        ',',
        sheet,
        row.Row,
        Quoted(row.Label ?? ""),
        ImportWords.Of(row.Action),
        ImportWords.Of(row.Outcome),
        ImportWords.Of(row.Level),
        Says(row),
        Codes(row));

    private static string Codes(RowRecord row) => Quoted(string.Join(';', (row.Findings ?? []).Select(finding => finding.Code).Distinct()));

    private static string Says(RowRecord row) => Quoted(string.Join("；", (row.Findings ?? []).Select(finding => finding.Message)));

    private static string Lower<T>(T value)
        where T : struct, Enum => value.ToString().ToLowerInvariant();

    private static string Quoted(string text)
    {
        text = FormulaGuard.NeedsApostrophe(text) ? "'" + text : text;
        return text.AsSpan().IndexOfAny(",\"\r\n") < 0 ? text : $"\"{text.Replace("\"", "\"\"", StringComparison.Ordinal)}\"";
    }
}
