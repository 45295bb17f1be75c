using Anju.Ledgers.Workbooks;

namespace Anju.Ledgers;

/// <summary>Runs through all sheets of a file once: data rows into the batch, all others counted as skipped.</summary>
internal static class FileWalk
{
    /// <returns>The rows that hold no record; rows without any content are in <see cref="Skipped.Gaps"/> only.</returns>
    public static Skipped Read(TabularFile file, FileMapping layout, ImportBatch batch, CancellationToken cancellation)
    {
        var skipped = new Skipped();
        foreach (var sheet in layout.Sheets)
        {
            cancellation.ThrowIfCancellationRequested();
            var merges = sheet.Use == SheetUse.Data ? file.Sheets[sheet.Index].ReadMerges() : [];
            var merged = new MergedCells(merges);
            using var rows = new RowsAhead(file.Sheets[sheet.Index].OpenRows());
            if (sheet.Use == SheetUse.Data)
            {
                batch.Begin(sheet, MergedDown(sheet, merges));
            }

            var last = 0;
            while (rows.Read())
            {
                if (IsBlank(rows.Row))
                {
                    continue; // a format without content, or spaces; counted with the gap before the next row that has some
                }

                if (rows.Row.Number > last + 1)
                {
                    skipped.Gaps += rows.Row.Number - last - 1;
                    batch.Interrupt(RowKind.Blank);
                }

                last = rows.Row.Number;
                merged.Enter(last);
                Read(sheet, rows.Row, merged, batch, skipped);
            }
        }

        return skipped;
    }

    /// <summary>
    /// What a row is shows in its own cells; what it shares with rows above is added for reading it. A heading or a total shares nothing
    /// with data below it.
    /// </summary>
    private static void Read(SheetMapping sheet, SheetRow row, MergedCells merged, ImportBatch batch, Skipped skipped)
    {
        var kind = KindOf(sheet, row, merged, batch);
        if (row.Number > sheet.HeaderTo && kind is not (RowKind.Header or RowKind.Total))
        {
            merged.Take(row);
        }

        if (kind == RowKind.Data)
        {
            merged.Fill(row);
            batch.Read(row);
            return;
        }

        skipped.Rows.Add(new SkippedRow(sheet.Index, row.Number, kind));
        batch.Interrupt(kind);
    }

    private static bool IsBlank(SheetRow row)
    {
        foreach (var cell in row.Cells)
        {
            if (cell.Kind is not CellKind.Blank && !cell.Text.IsWhiteSpace())
            {
                return false;
            }
        }

        return true;
    }

    /// <summary>Columns in which a cell of the data is merged with the one below it.</summary>
    private static HashSet<int> MergedDown(SheetMapping sheet, IReadOnlyList<CellRange> merges)
    {
        var columns = sheet.Columns.Select(column => column.Column).ToHashSet();
        return [.. merges
            .Where(range => range.FirstRow > sheet.HeaderTo && range.LastRow > range.FirstRow && range.LastColumn - range.FirstColumn < RowKinds.Wide)
            .Select(range => range.FirstColumn)
            .Where(columns.Contains)];
    }

    private static RowKind KindOf(SheetMapping sheet, SheetRow row, MergedCells merged, ImportBatch batch) => sheet.Use switch
    {
        SheetUse.Hidden => RowKind.HiddenSheet,
        SheetUse.Cover or SheetUse.LeftOut => RowKind.CoverSheet,
        _ when row.Number > sheet.HeaderTo => batch.KindOf(row, Alone(row, merged)),
        _ when row.Number >= sheet.HeaderFrom => RowKind.Header,
        _ when row.Cells.Length == 1 => RowKind.Title,
        _ => RowKind.FillIn,
    };

    private static CellRange? Alone(SheetRow row, MergedCells merged)
    {
        Merged? found = null;
        var filled = 0;
        foreach (var cell in row.Cells)
        {
            if (!cell.Text.IsWhiteSpace() && ++filled == 1)
            {
                found = merged.Over(cell.Column);
            }
        }

        return filled == 1 && found?.Range.FirstRow == row.Number ? found.Range : null;
    }

    internal sealed class Skipped
    {
        public List<ImportRow> Rows { get; } = [];

        public int Gaps { get; set; }
    }
}
