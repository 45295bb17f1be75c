using System.IO.Compression;
using System.Xml.Linq;

namespace Anju.Ledgers.Workbooks;

/// <summary>
/// Gives a sender's own workbook back with a fill and a comment on every cell that has a note, and a sheet 「问题清单」 that lists
/// them. Everything else is copied as it was. A csv comes back as a workbook with the same rows.
/// </summary>
public static class AnnotatedWorkbook
{
    public const string ListSheet = "问题清单";

    /// <summary>Cells with a comment; programs get slow with more. Further cells still have their fill and their line in the list.</summary>
    public const int MostComments = 20_000;

    /// <param name="original">The file as sent: seekable, stays open.</param>
    /// <param name="fileName">As sent; it names the sheet of a csv.</param>
    /// <param name="notes">Sheets are meant by name; in a csv all notes are on its one sheet.</param>
    /// <param name="output">Written synchronously, part after part; stays open.</param>
    /// <exception cref="FileRefusedException">The original cannot be read.</exception>
    public static void Write(
        Stream original,
        string fileName,
        IReadOnlyCollection<CellNote> notes,
        Stream output,
        WorkbookLimits? limits = null,
        CancellationToken cancellationToken = default)
    {
        ArgumentNullException.ThrowIfNull(notes);
        ArgumentNullException.ThrowIfNull(output);
        using var file = TabularFile.Open(original, fileName, limits, cancellationToken: cancellationToken);
        if (file is WorkbookReader book)
        {
            Write(book, notes, output);
            return;
        }

        using var stream = new MemoryStream();
        CopyRows(file.Sheets[0], stream);
        using var copy = (WorkbookReader)TabularFile.Open(stream, fileName, limits, cancellationToken: cancellationToken);
        Write(copy, [.. notes.Select(note => note with { Sheet = copy.Sheets[0].Name })], output);
    }

    private static void CopyRows(Sheet csv, Stream output)
    {
        using var writer = new WorkbookWriter(output);
        using var rows = csv.OpenRows();
        var sheet = writer.AddSheet(new SheetLayout(csv.Name, []));
        while (rows.Read() && !sheet.IsFull)
        {
            var column = 1;
            foreach (ref readonly var cell in rows.Row.Cells)
            {
                for (; column < cell.Column; column++)
                {
                    sheet.Blank();
                }

                sheet.Text(cell.Text);
                column++;
            }

            sheet.EndRow();
        }
    }

    /// <summary>What is said of a cell underneath a merged one is said once, of the cell that people see.</summary>
    private static List<CellNote> AtMergedCells(List<WorkbookSheet> sheets, IReadOnlyCollection<CellNote> notes)
    {
        var moved = new List<CellNote>(notes.Count);
        foreach (var ofSheet in notes.GroupBy(note => note.Sheet))
        {
            var merged = new MergedCells(sheets.Find(sheet => sheet.Name == ofSheet.Key)?.ReadMerges() ?? []);
            foreach (var note in ofSheet.OrderBy(note => note.Row))
            {
                merged.Enter(note.Row);
                moved.Add(merged.Over(note.Column)?.Range is { } range ? note with { Row = range.FirstRow, Column = range.FirstColumn } : note);
            }
        }

        return [.. moved.Distinct()];
    }

    private static void Write(WorkbookReader book, IReadOnlyCollection<CellNote> notes, Stream output)
    {
        var package = new PackageCopy(book.Package);
        var lists = book.Sheets.Cast<WorkbookSheet>().ToLookup(IssueList.IsOne);
        foreach (var list in lists[true])
        {
            IssueList.Remove(package, list);
        }

        var theirs = lists[false].ToList();
        var styles = new AnnotatedStyles(book.StylesPart is { } name ? package.Load(name) : null);
        using var zip = new ZipArchive(output, ZipArchiveMode.Create, leaveOpen: true);
        notes = AtMergedCells(theirs, notes);
        var bySheet = notes.ToLookup(note => note.Sheet);
        var comments = MostComments;
        foreach (var sheet in theirs)
        {
            EarlierComments.Remove(package, sheet);
            var marks = new SheetMarks(bySheet[sheet.Name]);
            if (marks.All.Count > 0)
            {
                var commented = marks.All.Take(comments).ToList();
                comments -= commented.Count;
                SheetAnnotation.Write(package, sheet, marks, commented, styles, zip);
            }
        }

        IssueList.Write(package, book, theirs, notes, styles, zip);
        package.Replace(book.StylesPart ?? package.AddStyles(book), styles.Finish());
        package.CopyRest(zip);
    }
}
