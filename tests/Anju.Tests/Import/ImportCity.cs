using Anju.Employment.OwnBusiness;
using Anju.Kernel;
using Anju.Ledgers;
using Anju.Ledgers.Workbooks;
using Anju.Policy;
using Anju.Register;
using Anju.Register.Places;
using Anju.Web;
using Microsoft.EntityFrameworkCore;

namespace Anju.Tests.Import;

/// <summary>An empty register in a folder of its own, with two sites, and what is needed to import into it.</summary>
internal sealed class ImportCity : IAsyncDisposable
{
    public const string Guiyang = "431021";
    public const string Yizhang = "431022";

    public static readonly DateOnly Today = new(2025, 11, 20);

    private static readonly LedgerCatalogue Ledgers = new(Product.Modules);
    private static readonly Lazy<PlanPack> Pack = new(PlanPack.Load);

    private readonly TestDatabase database;

    private ImportCity(TestDatabase database) => this.database = database;

    public Databases Databases => database.Databases;

    public static LedgerCatalogue Catalogue => Ledgers;

    public static IDivisionNames Divisions { get; } = new DivisionNames(Pack.Value);

    public static ImportTargets Targets { get; } = new([new PersonsImport(Ledgers), new MembershipImport(Ledgers)], Ledgers, Given.Computations, [new LoanWithinCap(Given.Pack)]);

    private static CancellationToken Cancellation => TestContext.Current.CancellationToken;

    public static async Task<ImportCity> OpenAsync() => new(await TestDatabase.LikeAsync(nameof(ImportCity), FillAsync));

    public AnjuDb Open(Actor? actor = null) => Databases.Open(actor ?? Actor.System);

    public static Actor CountyOfficer(string county) => new("u-" + county, "县专干", "县发改局", Scope.OfCounty(county), [Role.CountyOfficer]);

    /// <summary>Reads and judges; nothing is written.</summary>
    public async Task<ImportRun> CheckAsync(byte[] file, string ledger = "person", string? county = Guiyang, Actor? actor = null, string name = "花名册.xlsx")
    {
        var run = Read(file, ledger, county, name).Value;
        await using var db = Open(actor);
        await run.JudgeAsync(db, Cancellation);
        return run;
    }

    public static Result<ImportRun> Read(byte[] file, string ledger = "person", string? county = Guiyang, string name = "花名册.xlsx", RowDecisions? decisions = null)
    {
        using var book = TabularFile.Open(new MemoryStream(file), name);
        return ImportRun.Read(book, Targets.Find(ledger)!, new(county, Today, Divisions, decisions ?? RowDecisions.None), null, Cancellation);
    }

    /// <summary>Reads, judges and writes.</summary>
    public async Task<ImportRun> ImportAsync(
        byte[] file, string ledger = "person", string? county = Guiyang, Actor? actor = null, string name = "花名册.xlsx", RowDecisions? decisions = null)
    {
        var run = Read(file, ledger, county, name, decisions).Value;
        await using var db = Open(actor);
        await using var change = await Change.BeginAsync(db, Origin.Import, "测试导入", TimeProvider.System, Cancellation);
        await run.JudgeAsync(db, Cancellation);
        var written = await run.WriteAsync(db, change, Cancellation);
        Assert.True(written.IsOk, written.Refusal?.Message);
        var done = await change.CommitAsync(Cancellation);
        Assert.True(done.IsOk, done.Refusal?.Message);
        return run;
    }

    public async Task<List<Person>> PersonsAsync()
    {
        await using var db = Open();
        return [.. (await db.Set<Person>().AsNoTracking().ToListAsync(Cancellation)).OrderBy(person => person.IdNumber, StringComparer.Ordinal)];
    }

    public async Task<int> BatchesAsync()
    {
        await using var db = Open();
        return await db.Set<JournalBatch>().CountAsync(Cancellation);
    }

    public ValueTask DisposeAsync() => database.DisposeAsync();

    private static async Task FillAsync(Databases databases)
    {
        await using var db = databases.Open(Actor.System);
        await using var change = await Change.BeginAsync(db, Origin.Demo, "安置点", TimeProvider.System, CancellationToken.None);
        await change.InsertAsync<ResettlementSite>(
            [
                new() { Code = "GY001", Name = "仁义集中安置点", CountyCode = Guiyang },
                new() { Code = "YZ001", Name = "莽山集中安置点", CountyCode = Yizhang },
            ],
            CancellationToken.None);
        await change.CommitAsync(CancellationToken.None);
    }
}

/// <summary>Invented people.</summary>
internal static class Someone
{
    public static string Number(int year = 1990, int month = 1, int day = 1, int sequence = 1, string area = "431021") =>
        IdNumber.Of(DivisionCode.Parse(area, null), new DateOnly(year, month, day), sequence).Value;
}
