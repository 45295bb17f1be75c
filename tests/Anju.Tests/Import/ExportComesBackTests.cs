using Anju.Kernel;
using Anju.Ledgers;
using Anju.Ledgers.Workbooks;
using Anju.Tests.Ledgers;
using Microsoft.EntityFrameworkCore;
using Microsoft.Extensions.DependencyInjection;

namespace Anju.Tests.Import;

/// <summary>What was exported can be imported, and changes nothing: every ledger, as a workbook and as a csv, masked and not.</summary>
[OnBothDatabases]
public sealed class ExportComesBackTests(TestHost host) : IClassFixture<TestHost>
{
    // Rows that the demonstration city has for its own reasons: people who left, and seeded problems that an import must not let through.
    private static readonly string[] Lawful =
        ["PERSON_LEFT", "ID_MISSING", "ID_CHECKSUM", "ID_LENGTH", "ID_BIRTH_INVALID", "ID_CHAR", "NO_HEAD", "TWO_HEADS", "REFERENCE_UNKNOWN", "REQUIRED_MISSING", "NAME_MISSING"];

    private static CancellationToken Stop => TestContext.Current.CancellationToken;

    public static TheoryData<string> Codes => EveryLedger.Codes;

    [Theory]
    [MemberData(nameof(Codes))]
    public async Task An_export_comes_back_and_changes_nothing(string code)
    {
        foreach (var format in Enum.GetValues<ExportFormat>())
        {
            var run = await ComeBackAsync(code, format, unmasked: true);
            Assert.True(run.Tally.Unchanged > 0, $"{format}: {run.Tally}");
            Assert.Empty(run.Rows.Where(row => row.Action is RowAction.Reject or RowAction.Hold)
                .Where(row => !row.Findings.Any(finding => Lawful.Contains(finding.Kind.Code)))
                .Select(row => $"{row.Number}: {string.Join('；', row.Findings.Select(finding => finding.Message))}"));
            await ComeBackAsync(code, format, unmasked: false);
        }
    }

    private async Task<ImportRun> ComeBackAsync(string code, ExportFormat format, bool unmasked)
    {
        await using var db = host.Open();
        var divisions = host.Services.GetRequiredService<IDivisionNames>();
        var access = new FieldAccess(Actor.System, unmasked);
        var reader = new LedgerReader(db, host.Catalogue, access, divisions, []);
        var export = new LedgerExport(reader, host.Services.GetRequiredService<Databases>(), host.Catalogue, host.Services.GetRequiredService<Computations>(), divisions, access, host.Services.GetRequiredService<BusinessDate>(), TimeProvider.System);
        using var file = new MemoryStream();
        var lines = await export.WriteAsync(new() { Ledger = host.Catalogue.Find(code)! }, format, file, Stop);
        file.Position = 0;

        var batches = await db.Set<JournalBatch>().CountAsync(Stop);
        var target = host.Services.GetRequiredService<ImportTargets>().Find(code)!;
        using var book = TabularFile.Open(file, $"台账.{format}", cancellationToken: Stop);
        var read = ImportRun.Read(book, target, new(null, TestHost.City.Today, divisions, RowDecisions.None), null, Stop);
        Assert.True(read.IsOk, read.Refusal?.Message);
        var run = read.Value;
        await using var change = await Change.BeginAsync(db, Origin.Import, "原样导回", TimeProvider.System, Stop);
        await run.JudgeAsync(db, Stop);
        Assert.Equal(lines, run.Tally.Read - run.Tally.Skipped);
        Assert.Equal((0, 0), (run.Tally.New, run.Tally.Changed) is var said && said == (0, 0) ? said : throw new Xunit.Sdk.XunitException(Shown(run)));
        Assert.True((await run.WriteAsync(db, change, Stop)).IsOk);
        Assert.True((await change.CommitAsync(Stop)).IsOk);
        Assert.Equal(batches, await db.Set<JournalBatch>().CountAsync(Stop));
        return run;
    }

    private static string Shown(ImportRun run) => string.Join('\n', run.Rows
        .Where(row => row.Outcome is RowOutcome.New or RowOutcome.Changed)
        .Take(5)
        .Select(row => $"{row.Number} {row.Outcome} {row.Label}: {string.Join(' ', row.Edits)} {string.Join('；', row.Findings.Select(finding => finding.Message))}"));
}
