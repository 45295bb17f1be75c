using System.Diagnostics;
using Anju.Demo;
using Anju.Kernel;
using Anju.Ledgers;
using Anju.Ledgers.Workbooks;
using Anju.Register;
using Anju.Web;
using Microsoft.EntityFrameworkCore;
using Microsoft.Extensions.DependencyInjection;

namespace Anju.Benchmarks;

/// <summary>
/// A clean workbook of the invented city into registers of several sizes: read, recognised, checked, compared with the
/// register, written with its journal, committed. The floor reads the same file with the same guarded reader and then
/// writes the same rows (households, persons, the steps that bring them onto the roll) by bare prepared statements (COPY on
/// PostgreSQL) into the same tables with all their indexes, in one transaction: no checks, no journal, no index of names.
/// </summary>
internal static class ImportBenchmark
{
    public const string Name = "import";
    private const string Copy = "import_run";

    public static async Task RunAsync(Ground ground, Sizes sizes, Report report)
    {
        report.Title($"Import of {sizes.Persons:N0} persons from {(sizes.Files > 1 ? $"{sizes.Files} " : "")}.xlsx, {ground.Kind}");
        var workbooks = WorkbooksOf(ground, sizes.Persons, sizes.Files);
        var workbook = workbooks[0];
        await using var services = Engines(ground, Copy);
        Measured? first = null;
        foreach (var existing in sizes.Existing)
        {
            var register = await Registers.OfAsync(ground, existing);
            if (first is null)
            {
                first = await AgainstFloorAsync(ground, services, register, workbooks, sizes, report);
                continue;
            }

            var grown = new Measured();
            for (var round = 0; round < Math.Max(2, sizes.Rounds / 2); round++)
            {
                var databases = await ground.CopyAsync(register, Copy);
                await grown.RunAsync(ground, () => ImportAsync(services, databases, workbook));
            }

            report.Line($"with {existing:N0} people before it: {grown.InWords}");
            report.AtMost("  cost of a row against an empty register", grown.Wall / first.Wall, 1.5, "×", $"by processor time {grown.Processor / first.Processor:0.00}×");
        }

        if (sizes.Memory)
        {
            await ground.CopyAsync(await Registers.OfAsync(ground, sizes.Existing[^1]), Copy);
            var (peak, seconds) = await Child.RunAsync(ground, Name, Copy, workbook);
            report.AtMost($"peak memory of a process that only imports, {sizes.Existing[^1]:N0} people before it", peak, 250, "MB", $"{seconds:0.0} s with its own start");
        }

        await ground.DropAsync(Copy);
    }

    /// <summary>In a process of its own.</summary>
    public static async Task OnceAsync(Ground ground, string register, string workbook)
    {
        await using var services = Engines(ground, register);
        await ImportAsync(services, ground.Open(register), workbook);
    }

    private static async Task<Measured> AgainstFloorAsync(
        Ground ground, IServiceProvider services, string register, IReadOnlyList<string> workbooks, Sizes sizes, Report report)
    {
        var (subject, wizard, floor, reading, bare) = (new Measured(), new Measured(), new Measured(), new Measured(), new Measured());
        var parts = await RowsAsync(services, await ground.CopyAsync(register, Copy), workbooks);
        await WizardAsync(services, await ground.CopyAsync(register, Copy), workbooks[0]);
        for (var round = 0; round < sizes.Rounds; round++)
        {
            await RunAsync(subject, (databases, workbook, _) => ImportAsync(services, databases, workbook));
            await RunAsync(reading, (_, workbook, _) => Task.FromResult(ReadOnly(workbook)));
            await RunAsync(floor, async (databases, workbook, rows) =>
            {
                ReadOnly(workbook);
                await InsertAsync(databases, rows);
            });
            await RunAsync(bare, async (databases, workbook, rows) =>
            {
                var run = await CheckAsync(services, databases, workbook);
                await InsertAsync(databases, rows, workbook, run);
            });
            await RunAsync(wizard, (databases, workbook, _) => WizardAsync(services, databases, workbook));
        }

        async Task RunAsync(Measured measured, Func<Databases, string, Rows, Task> work)
        {
            var databases = await ground.CopyAsync(register, Copy);
            await measured.RunAsync(ground, async () =>
            {
                foreach (var (workbook, rows) in workbooks.Zip(parts))
                {
                    await work(databases, workbook, rows);
                }
            });
        }

        report.Line($"only reading the workbook: {reading.InWords}");
        report.Ratio("check and commit at one go", subject, floor, 3);

        // The rows of the bare insert were sealed once, before the first round: what is left out is sealing and journal, and no
        // more. The index of names, the file that was sent in and what became of its rows are kept, in clear.
        report.Line($"the same without sealing and without journal: {bare.InWords}");
        report.AtLeast("  rate with encryption and journal, of the rate without", 100 * bare.Wall / subject.Wall, 60, "%", $"by processor time {100 * bare.Processor / subject.Processor:0} %");
        report.Line($"the wizard, which keeps the file and reads it again to write what was confirmed: {wizard.InWords}, {wizard.Wall / floor.Wall:0.00}× the floor");
        return subject;
    }

    private static ServiceProvider Engines(Ground ground, string register) =>
        AnjuHost.Engines(new HostSettings(ground.DataOf(register), ground.Address(register), Today: Registers.City.Today));

    private static List<string> WorkbooksOf(Ground ground, int persons, int files)
    {
        var paths = Enumerable.Range(1, files).Select(part => Path.Combine(ground.Folder, $"persons_{persons}{(files > 1 ? $"_{part}_of_{files}" : "")}.xlsx")).ToList();
        if (!paths.TrueForAll(File.Exists))
        {
            var open = new List<FileStream>();
            DemoWorkbook.WriteClean(paths.ConvertAll(path => (Func<Stream>)(() => Opened(path, open))), Registers.City, persons);
            open.ForEach(file => file.Dispose());
            paths.ForEach(path => File.Move(path + ".new", path, overwrite: true));
        }

        return paths;
    }

    private static FileStream Opened(string path, List<FileStream> open)
    {
        open.Add(File.Create(path + ".new"));
        return open[^1];
    }

    private static async Task ImportAsync(IServiceProvider services, Databases databases, string workbook)
    {
        await using var file = File.OpenRead(workbook);
        await using var db = databases.Open(Actor.System);
        var run = await Desk(services, db).ImportAsync(Target(services), Path.GetFileName(workbook), file, null, "测速", null, default);
        Demand(run.Refusal, run.IsOk ? run.Value.Tally : null);
    }

    private static async Task<ImportRun> CheckAsync(IServiceProvider services, Databases databases, string workbook)
    {
        await using var file = File.OpenRead(workbook);
        await using var db = databases.Open(Actor.System);
        var run = await Desk(services, db).ImportAsync(Target(services), Path.GetFileName(workbook), file, null, null, null, default);
        Demand(run.Refusal, run.IsOk ? run.Value.Tally : null);
        return run.Value;
    }

    /// <summary>Upload, check, confirm, as the pages do it.</summary>
    private static async Task WizardAsync(IServiceProvider services, Databases databases, string workbook)
    {
        await using var file = File.OpenRead(workbook);
        await using var db = databases.Open(Actor.System);
        var desk = Desk(services, db);
        var session = (await desk.UploadAsync(Target(services), Path.GetFileName(workbook), file, null, default)).Value;
        var run = await desk.CheckAsync(session, new ImportProgress(), default);
        Demand(run.Refusal, run.IsOk ? run.Value.Tally : null);
        var written = await desk.CommitAsync(session, "测速", new ImportProgress(), (_, _) => Task.FromResult(true), default);
        Demand(written.Refusal, null);
    }

    private static ImportDesk Desk(IServiceProvider services, AnjuDb db) => ActivatorUtilities.CreateInstance<ImportDesk>(services, db);

    private static ImportTarget Target(IServiceProvider services) => services.GetRequiredService<ImportTargets>().Find("person")!;

    /// <summary>A measurement of rows that were refused would be none.</summary>
    private static void Demand(Refusal? refusal, ImportTally? tally)
    {
        if (refusal is not null || tally is { Rejected: > 0 } or { Held: > 0 } or { New: 0 })
        {
            throw new InvalidOperationException(refusal?.Message ?? tally!.ToString());
        }
    }

    private static long ReadOnly(string workbook)
    {
        using var file = File.OpenRead(workbook);
        using var book = TabularFile.Open(file, workbook);
        var characters = 0L;
        foreach (var sheet in book.Sheets)
        {
            using var rows = sheet.OpenRows();
            while (rows.Read())
            {
                foreach (var cell in rows.Row.Cells)
                {
                    characters += cell.Text.Length;
                }
            }
        }

        return characters;
    }

    /// <summary>What an import of each workbook writes.</summary>
    private static async Task<List<Rows>> RowsAsync(IServiceProvider services, Databases databases, IReadOnlyList<string> workbooks)
    {
        var parts = new List<Rows>();
        var (households, persons, steps) = (0, 0, 0);
        foreach (var workbook in workbooks)
        {
            await ImportAsync(services, databases, workbook);
            await using var db = databases.Open(Actor.System);

            // Ids tell when they were made.
            parts.Add(new(
                await db.Set<Household>().AsNoTracking().OrderBy(x => x.Id).Skip(households).ToListAsync(),
                await db.Set<Person>().AsNoTracking().OrderBy(x => x.Id).Skip(persons).ToListAsync(),
                await db.Set<MembershipChange>().AsNoTracking().OrderBy(x => x.Id).Skip(steps).ToListAsync()));
            (households, persons, steps) = (households + parts[^1].Households.Count, persons + parts[^1].Persons.Count, steps + parts[^1].Steps.Count);
        }

        return parts;
    }

    private sealed record Rows(List<Household> Households, List<Person> Persons, List<MembershipChange> Steps);

    /// <param name="kept">A file to be kept in clear beside the rows, with the index of their names and what became of its own; null for the rows alone.</param>
    private static async Task InsertAsync(Databases databases, Rows rows, string? kept = null, ImportRun? run = null)
    {
        var session = Guid.CreateVersion7();
        var told = Task.Run(() => run is null ? [] : ImportStore.Packed(run.Rows).Select((body, ordinal) => Piece(session, ContentKind.Rows, body.ToArray(), ordinal)).ToList());
        await using var db = databases.Open(Actor.System);
        await using var transaction = await db.Database.BeginTransactionAsync();
        await BulkInsert.WriteAsync(db, rows.Households, default);
        await BulkInsert.WriteAsync(db, rows.Persons, default);
        await BulkInsert.WriteAsync(db, rows.Steps, default);
        if (kept is not null)
        {
            await BulkInsert.WriteAsync(db, NameGram.InOrder(rows.Households), default);
            await BulkInsert.WriteAsync(db, NameGram.InOrder(rows.Persons), default);
            await ImportStore.SaveAsync(db, (await File.ReadAllBytesAsync(kept)).Chunk(1 << 20).Select((body, ordinal) => Piece(session, ContentKind.File, body, ordinal)), default);
            await ImportStore.SaveAsync(db, await told, default);
        }

        await transaction.CommitAsync();
    }

    private static ImportContent Piece(Guid session, ContentKind kind, byte[] body, int ordinal) => new() { SessionId = session, Kind = kind, Ordinal = ordinal, Body = body };
}
