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
        report.Title($"Import of {sizes.Persons:N0} persons from .xlsx, {ground.Kind}");
        var workbook = WorkbookOf(ground, sizes.Persons);
        await using var services = Engines(ground, Copy);
        Measured? first = null;
        foreach (var existing in sizes.Existing)
        {
            var register = await Registers.OfAsync(ground, existing);
            if (first is null)
            {
                first = await AgainstFloorAsync(ground, services, register, workbook, sizes, report);
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
        Ground ground, IServiceProvider services, string register, string workbook, Sizes sizes, Report report)
    {
        var (subject, wizard, floor, reading, bare) = (new Measured(), new Measured(), new Measured(), new Measured(), new Measured());
        await ImportAsync(services, await ground.CopyAsync(register, Copy), workbook);
        var rows = await RowsAsync(ground.Open(Copy));
        await WizardAsync(services, await ground.CopyAsync(register, Copy), workbook);
        for (var round = 0; round < sizes.Rounds; round++)
        {
            var databases = await ground.CopyAsync(register, Copy);
            await subject.RunAsync(ground, () => ImportAsync(services, databases, workbook));
            databases = await ground.CopyAsync(register, Copy);
            await reading.RunAsync(ground, () => Task.FromResult(ReadOnly(workbook)));
            await floor.RunAsync(ground, async () =>
            {
                ReadOnly(workbook);
                await InsertAsync(databases, rows);
            });
            databases = await ground.CopyAsync(register, Copy);
            await bare.RunAsync(ground, async () =>
            {
                await CheckAsync(services, databases, workbook);
                await InsertAsync(databases, rows, workbook);
            });
            databases = await ground.CopyAsync(register, Copy);
            await wizard.RunAsync(ground, () => WizardAsync(services, databases, workbook));
        }

        report.Line($"only reading the workbook: {reading.InWords}");
        report.Ratio("check and commit at one go", subject, floor, 3);

        // The rows of the bare insert were sealed once, before the first round: what is left out is sealing and journal, and no
        // more. The index of names and the file that was sent in are kept, the file in clear.
        report.Line($"the same without sealing and without journal: {bare.InWords}");
        report.AtLeast("  rate with encryption and journal, of the rate without", 100 * bare.Wall / subject.Wall, 60, "%", $"by processor time {100 * bare.Processor / subject.Processor:0} %");
        report.Line($"the wizard, which keeps the file and reads it again to write what was confirmed: {wizard.InWords}, {wizard.Wall / floor.Wall:0.00}× the floor");
        return subject;
    }

    private static ServiceProvider Engines(Ground ground, string register) =>
        AnjuHost.Engines(new HostSettings(ground.DataOf(register), ground.Address(register), Today: Registers.City.Today));

    private static string WorkbookOf(Ground ground, int persons)
    {
        var path = Path.Combine(ground.Folder, $"persons_{persons}.xlsx");
        if (!File.Exists(path))
        {
            using (var file = File.Create(path + ".new"))
            {
                DemoWorkbook.WriteClean(file, Registers.City, persons);
            }

            File.Move(path + ".new", path);
        }

        return path;
    }

    private static async Task ImportAsync(IServiceProvider services, Databases databases, string workbook)
    {
        await using var file = File.OpenRead(workbook);
        await using var db = databases.Open(Actor.System);
        var run = await Desk(services, db).ImportAsync(Target(services), Path.GetFileName(workbook), file, null, "测速", null, default);
        Demand(run.Refusal, run.IsOk ? run.Value.Tally : null);
    }

    private static async Task CheckAsync(IServiceProvider services, Databases databases, string workbook)
    {
        await using var file = File.OpenRead(workbook);
        await using var db = databases.Open(Actor.System);
        var run = await Desk(services, db).ImportAsync(Target(services), Path.GetFileName(workbook), file, null, null, null, default);
        Demand(run.Refusal, run.IsOk ? run.Value.Tally : null);
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

    private static async Task<(List<Household> Households, List<Person> Persons, List<MembershipChange> Steps)> RowsAsync(Databases databases)
    {
        await using var db = databases.Open(Actor.System);
        return (
            await db.Set<Household>().AsNoTracking().OrderBy(x => x.Id).ToListAsync(),
            await db.Set<Person>().AsNoTracking().OrderBy(x => x.Id).ToListAsync(),
            await db.Set<MembershipChange>().AsNoTracking().OrderBy(x => x.Id).ToListAsync());
    }

    /// <param name="kept">A file to be kept in clear beside the rows, with the index of their names; null for the rows alone.</param>
    private static async Task InsertAsync(Databases databases, (List<Household> Households, List<Person> Persons, List<MembershipChange> Steps) rows, string? kept = null)
    {
        await using var db = databases.Open(Actor.System);
        await using var transaction = await db.Database.BeginTransactionAsync();
        await BulkInsert.WriteAsync(db, rows.Households, default);
        await BulkInsert.WriteAsync(db, rows.Persons, default);
        await BulkInsert.WriteAsync(db, rows.Steps, default);
        if (kept is not null)
        {
            await BulkInsert.WriteAsync(db, NameGram.InOrder(rows.Households), default);
            await BulkInsert.WriteAsync(db, NameGram.InOrder(rows.Persons), default);
            var session = Guid.CreateVersion7();
            await ImportStore.SaveAsync(
                db, (await File.ReadAllBytesAsync(kept)).Chunk(1 << 20).Select((body, ordinal) => new ImportContent { SessionId = session, Kind = ContentKind.File, Ordinal = ordinal, Body = body }), default);
        }

        await transaction.CommitAsync();
    }
}
