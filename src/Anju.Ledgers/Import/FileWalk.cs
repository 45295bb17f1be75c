using Anju.Ledgers.Workbooks;

namespace Anju.Ledgers;

/// <summary>Runs through all sheets of a file once: data rows into the batch, all others counted as skipped.</summary>
internal static class FileWalk
{
    /// <returns>The rows that hold no record; rows of the sheet that are not in the file are in <see cref="Skipped.Gaps"/> only.</returns>
    public static Skipped Read(TabularFile file, FileMapping layout, ImportBatch batch, CancellationToken cancellation)
    {
        var skipped = new Skipped();
        foreach (var sheet in layout.Sheets)
        {
            cancellation.ThrowIfCancellationRequested();
            using var rows = file.Sheets[sheet.Index].OpenRows();
            if (sheet.Use == SheetUse.Data)
            {
                batch.Begin(sheet);
            }

            var last = 0;
            while (rows.Read())
            {
                if (rows.Row.Cells.IsEmpty)
                {
                    continue; // a format without content; counted with the gap before the next row that has some
                }

                skipped.Gaps += rows.Row.Number - last - 1;
                last = rows.Row.Number;
                var kind = KindOf(sheet, rows.Row, batch);
                if (kind == RowKind.Data)
                {
                    batch.Read(rows.Row);
                }
                else
                {
                    skipped.Rows.Add(new SkippedRow(sheet.Index, rows.Row.Number, kind));
                }
            }
        }

        return skipped;
    }

    private static RowKind KindOf(SheetMapping sheet, SheetRow row, ImportBatch batch) => sheet.Use switch
    {
        SheetUse.Hidden => RowKind.HiddenSheet,
        SheetUse.Cover or SheetUse.LeftOut => RowKind.CoverSheet,
        _ when row.Number > sheet.HeaderTo => batch.KindOf(row),
        _ when row.Number >= sheet.HeaderFrom => RowKind.Header,
        _ when row.Cells.Length == 1 => RowKind.Title,
        _ => RowKind.FillIn,
    };

    internal sealed class Skipped
    {
        public List<ImportRow> Rows { get; } = [];

        public int Gaps { get; set; }

        public int Count => Rows.Count + Gaps;
    }
}
