using Anju.Kernel;
using Anju.Ledgers.Workbooks;

namespace Anju.Ledgers;

/// <summary>What an export is written as.</summary>
public enum ExportFormat
{
    Xlsx,
    Csv,
}

/// <summary>Words about formats.</summary>
public static class ExportFormats
{
    /// <summary>Behind the point of a file's name: <c>xlsx</c></summary>
    public static string Extension(this ExportFormat format) => format == ExportFormat.Xlsx ? "xlsx" : "csv";
}

/// <summary>A sheet being written, in one of the two formats.</summary>
internal abstract class ExportFile : IAsyncDisposable
{
    public static ExportFile Create(ExportFormat format, Stream output, SheetLayout layout) =>
        format == ExportFormat.Xlsx ? new Xlsx(output, layout) : new Csv(output, layout);

    public abstract void Text(string? text);

    public abstract void Integer(long? value);

    public abstract void Number(decimal? value);

    public abstract void Money(Yuan? value);

    public abstract void Area(Mu? value);

    public abstract void Date(DateOnly? value);

    /// <summary>Ends the row and sends what is worth sending.</summary>
    public abstract ValueTask EndRowAsync(CancellationToken cancellation);

    public abstract ValueTask DisposeAsync();

    private sealed class Xlsx : ExportFile
    {
        private readonly WorkbookWriter workbook;
        private readonly SheetLayout layout;
        private SheetWriter sheet;

        public Xlsx(Stream output, SheetLayout layout)
        {
            workbook = new(output, layout.Title);
            this.layout = layout;
            sheet = workbook.AddSheet(layout);
        }

        public override void Text(string? text) => sheet.Text(text);

        public override void Integer(long? value) => sheet.Integer(value);

        public override void Number(decimal? value) => sheet.Number(value);

        public override void Money(Yuan? value) => sheet.Money(value);

        public override void Area(Mu? value) => sheet.Area(value);

        public override void Date(DateOnly? value) => sheet.Date(value);

        public override ValueTask EndRowAsync(CancellationToken cancellation)
        {
            sheet.EndRow();
            if (sheet.IsFull)
            {
                sheet = workbook.AddSheet(layout);
            }

            return workbook.FlushAsync(cancellation);
        }

        public override ValueTask DisposeAsync() => workbook.DisposeAsync();
    }

    /// <summary>A csv has one title row less to stumble over: it begins with the header.</summary>
    private sealed class Csv : ExportFile
    {
        private readonly CsvWriter csv;

        public Csv(Stream output, SheetLayout layout)
        {
            csv = new(output);
            foreach (var column in layout.Columns)
            {
                csv.Text(column.Header);
            }

            csv.EndRow();
        }

        public override void Text(string? text) => csv.Text(text);

        public override void Integer(long? value) => csv.Value(value);

        public override void Number(decimal? value) => csv.Value(value);

        public override void Money(Yuan? value) => csv.Value(value?.InYuan, "F2");

        public override void Area(Mu? value) => csv.Value(value?.InMu, "F4");

        public override void Date(DateOnly? value) => csv.Value(value, "yyyy-MM-dd");

        public override ValueTask EndRowAsync(CancellationToken cancellation)
        {
            csv.EndRow();
            return csv.FlushAsync(cancellation);
        }

        public override ValueTask DisposeAsync() => csv.DisposeAsync();
    }
}
