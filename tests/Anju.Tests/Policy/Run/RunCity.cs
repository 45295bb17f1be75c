using Anju.Demo;
using Anju.Kernel;
using Anju.Policy;
using Anju.Register;
using Anju.Web;
using Microsoft.EntityFrameworkCore;

namespace Anju.Tests.Policy.Run;

/// <summary>A small invented city of a test's own, the same for every test, that months are run in part by part.</summary>
public sealed class RunCity : IAsyncDisposable
{
    public const int Households = 120;

    /// <summary>Small enough that the city has many parts.</summary>
    private const int PartSize = 10;

    private readonly TestDatabase database;
    private readonly List<RunMonth> servers = [];

    private RunCity(TestDatabase database) => this.database = database;

    public static Month October { get; } = new(2025, 10);

    public static Month November { get; } = new(2025, 11);

    public static DateOnly Today { get; } = new(2025, 11, 20);

    internal Databases Databases => database.Databases;

    /// <summary>The options of the command line that name this city's database.</summary>
    public string[] Where => database.Address.IsSqlite ? ["--data", database.Folder] : ["--data", database.Folder, "--db", database.Address.Connection];

    public static async Task<RunCity> NewAsync() => new(await TestDatabase.LikeAsync(nameof(RunCity), databases => DemoCity.FillAsync(
        databases, new DemoOptions { Households = Households, HistoryMonths = 3, Today = Today, Seed = 11 }, TimeProvider.System, null, CancellationToken.None)));

    /// <summary>Tables and nothing else.</summary>
    public static async Task<RunCity> EmptyAsync() => new(await TestDatabase.MigratedAsync());

    public AnjuDb Open() => Databases.Open(Actor.System);

    /// <summary>A server on this database; what it does before it reads a part can be told.</summary>
    internal RunMonth Server(Func<FactPart, Task>? beforePart = null)
    {
        var databases = new Databases(database.Address, Product.Modules);
        var register = new RegisterFacts(databases, Product.Modules);
        var server = new RunMonth(databases, beforePart is null ? register : new Watched(register, beforePart), Given.Rules, Given.Pack, TimeProvider.System) { PartSize = PartSize, SweptAtOnce = 50, ComparedAtOnce = 7 };
        servers.Add(server);
        return server;
    }

    internal async Task<MonthlyRun> RunAsync(Month? month = null, DateOnly? judgedOn = null, Func<FactPart, Task>? beforePart = null)
    {
        var server = Server(beforePart);
        var result = await server.RunAsync(month ?? November, judgedOn ?? Today, "测试", null, TestContext.Current.CancellationToken);
        Assert.True(result.IsOk, result.Refusal?.Message);
        await server.SweepAsync(TestContext.Current.CancellationToken);
        return result.Value;
    }

    /// <summary>Runs until some parts are written, and is gone as a process is that is killed.</summary>
    internal async Task<MonthlyRun> BreakOffAsync(int parts, Month? month = null)
    {
        var read = 0;
        await Assert.ThrowsAsync<InvalidDataException>(() => RunAsync(month, null, part =>
            Interlocked.Increment(ref read) > parts ? throw new InvalidDataException("gone") : Task.CompletedTask));
        await using var db = Open();
        var run = await db.Set<MonthlyRun>().OrderByDescending(x => x.Number).FirstAsync(TestContext.Current.CancellationToken);
        Assert.Equal((RunState.Broken, nameof(InvalidDataException)), (run.State, run.Failure));
        run.State = RunState.Running; // Nobody says goodbye who is killed.
        await db.SaveChangesAsync(TestContext.Current.CancellationToken);
        return run;
    }

    /// <summary>Changes records as any page would.</summary>
    internal async Task ChangeAsync(Func<AnjuDb, Task> act)
    {
        await using var db = Open();
        await using var change = await Change.BeginAsync(db, Origin.Page, "测试", TimeProvider.System, TestContext.Current.CancellationToken);
        await act(db);
        await change.CommitAsync(TestContext.Current.CancellationToken);
    }

    /// <summary>Rows of every table, in order of the tables' names.</summary>
    public async Task<SortedDictionary<string, long>> RowsAsync()
    {
        await using var db = Open();
        return await RowsAsync(db);
    }

    public static async Task<SortedDictionary<string, long>> RowsAsync(AnjuDb db)
    {
        var rows = new SortedDictionary<string, long>(StringComparer.Ordinal);
        foreach (var table in db.Model.GetEntityTypes().Select(x => x.GetTableName()!).Distinct().Where(table => table != "security_event")) // grows with whatever is clicked
        {
            await using var command = await BulkRead.CommandAsync(db, $"SELECT COUNT(*) FROM \"{table}\"", [], TestContext.Current.CancellationToken);
            rows[table] = Convert.ToInt64(await command.ExecuteScalarAsync(TestContext.Current.CancellationToken), null);
        }

        return rows;
    }

    /// <summary>Everything a finished run says, in words.</summary>
    internal async Task<string> SaidAsync(MonthlyRun run)
    {
        await using var db = Open();
        var judgements = await db.Set<Judgement>().AsNoTracking().Where(x => x.Run == run.Number).ToListAsync(TestContext.Current.CancellationToken);
        var cells = await db.Set<IndicatorCell>().AsNoTracking().Where(x => x.Run == run.Number).ToListAsync(TestContext.Current.CancellationToken);
        return string.Join('\n', judgements.Select(x => $"{x.SubjectId} {x.HouseholdId} {x.CountyCode} {x.TownshipCode} {x.SiteId} {x.Letters} {x.Reasons} {x.Raised} {x.Amounts}")
            .Concat(cells.Select(x => $"{x.Code} {x.Level} {x.Area} {x.Met} {x.NotMet} {x.NotApplicable} {x.Unknown} {x.Amount} {x.Against}")).Order(StringComparer.Ordinal));
    }

    internal async Task<string> WorkAsync()
    {
        await using var db = Open();
        var items = await db.Set<WorkItem>().AsNoTracking().ToListAsync(TestContext.Current.CancellationToken);
        return string.Join('\n', items.Select(x => $"{x.SubjectId} {x.Rule} {x.Reason} {x.OpenedOn} {x.DueOn} {x.ClosedOn} {x.ClosedBecause}").Order(StringComparer.Ordinal));
    }

    public async Task HoldsAsync()
    {
        foreach (var check in Product.Modules.Create<TieOut>())
        {
            await using var db = Open();
            var result = await check.CheckAsync(db, TestContext.Current.CancellationToken);
            Assert.True(result.Holds, $"{check.Code}: {string.Join("；", result.Wrong)}");
        }
    }

    public async ValueTask DisposeAsync()
    {
        servers.ForEach(server => server.Dispose());
        await database.DisposeAsync();
    }

    /// <summary>The register, with somebody who looks on.</summary>
    private sealed class Watched(IFactSource register, Func<FactPart, Task> beforePart) : IFactSource
    {
        public async Task<IFactSnapshot> TakeAsync(CancellationToken cancellation) => new Snapshot(await register.TakeAsync(cancellation), beforePart);

        private sealed class Snapshot(IFactSnapshot held, Func<FactPart, Task> beforePart) : IFactSnapshot
        {
            public string State => held.State;

            public int Readers => held.Readers;

            public Task<IReadOnlyList<FactPart>> PartsAsync(int size, IReadOnlyCollection<SubjectKind> subjects, CancellationToken cancellation) => held.PartsAsync(size, subjects, cancellation);

            public async Task ReadAsync(FactPart part, Month month, DateOnly judgedOn, Action<Facts> each, CancellationToken cancellation)
            {
                await beforePart(part);
                await held.ReadAsync(part, month, judgedOn, each, cancellation);
            }

            public ValueTask DisposeAsync() => held.DisposeAsync();
        }
    }
}
