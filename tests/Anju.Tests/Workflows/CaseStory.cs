using Anju.Kernel;
using Anju.Ledgers;
using Anju.Tests.Register;
using Anju.Web;
using Anju.Workflows;
using Microsoft.EntityFrameworkCore;
using Microsoft.Extensions.DependencyInjection;

namespace Anju.Tests.Workflows;

/// <summary>One case of a workflow in a small city of its own, taken from step to step by the county officer and the system on days given.</summary>
/// <param name="workflow">Its code.</param>
public abstract class CaseStory<TCase>(string workflow) : IAsyncLifetime
    where TCase : CaseRecord
{
    private readonly List<ServiceProvider> opened = [];

    protected static Actor Officer { get; } = RegisterCity.CountyOfficer(RegisterCity.Guiyang);

    protected static CancellationToken Stop => TestContext.Current.CancellationToken;

    private protected RegisterCity City { get; private set; } = null!;

    public async ValueTask InitializeAsync()
    {
        City = await RegisterCity.OpenAsync();
        await BeginAsync();
    }

    public async ValueTask DisposeAsync()
    {
        GC.SuppressFinalize(this);
        await using (var db = City.Open())
        {
            // Money keeps its codes through every step, whoever made it.
            Assert.Equal(0, (await new RowCodesHold().CheckAsync(db, CancellationToken.None)).Failed);
        }

        foreach (var services in opened)
        {
            await services.DisposeAsync();
        }

        await City.DisposeAsync();
    }

    /// <summary>Writes what the story begins with.</summary>
    protected abstract Task BeginAsync();

    /// <summary>A change by the system that must be taken.</summary>
    protected async Task WriteAsync(string reason, Func<AnjuDb, Change, Task> write)
    {
        await using var db = City.Open();
        await using var change = await Change.BeginAsync(db, Origin.Import, reason, TimeProvider.System, Stop);
        await write(db, change);
        Assert.True((await change.CommitAsync(Stop)).IsOk);
    }

    /// <summary>Something on the case that is no step.</summary>
    protected Task CorrectAsync(Action<TCase> how) => WriteAsync("更正", async (db, _) => how(await db.Set<TCase>().SingleAsync(Stop)));

    protected async Task<TCase> LineAsync()
    {
        await using var db = City.Open();
        return await db.Set<TCase>().AsNoTracking().SingleAsync(Stop);
    }

    /// <summary>What the system does on that day, for one household or for all.</summary>
    protected Task KeepAsync(string on, Guid? household = null) => Engines(on).GetRequiredService<CaseKeeper>().KeepAsync(household, Stop);

    protected async Task DoneAsync(string on, string title, Action<TCase> fill, string? opinion = null)
    {
        var done = await MoveAsync(on, title, fill, opinion);
        Assert.True(done.IsOk, done.Refusal?.Message);
    }

    protected async Task RefusedAsync(string on, string title, Action<TCase> fill, string says, string? opinion = null, Actor? by = null)
    {
        var refused = await MoveAsync(on, title, fill, opinion, by);
        Assert.Contains(says, string.Join('\n', refused.Refusal?.All.Select(one => one.Message) ?? []), StringComparison.Ordinal);
    }

    private async Task<Result<Written>> MoveAsync(string on, string title, Action<TCase> fill, string? opinion, Actor? by = null)
    {
        var services = Engines(on);
        var line = await LineAsync();
        fill(line);
        await using var db = City.Open(by ?? Officer);
        var flow = services.GetRequiredService<WorkflowBook>().Find(workflow)!;
        var desk = new CaseDesk(db, RegisterCity.Ledgers, services.GetServices<ILedgerObjection>(), services.GetRequiredService<CaseClock>(), services.GetRequiredService<BusinessDate>(), TimeProvider.System);
        return await desk.MoveAsync(flow, flow.MovesFrom(flow.StateOf(line)).First(move => move.Title == title), line, opinion, Origin.Page, Stop);
    }

    private ServiceProvider Engines(string on)
    {
        var services = AnjuHost.Engines(new HostSettings(City.Database.Folder, City.Database.Address, "", Given.Day(on)));
        opened.Add(services);
        return services;
    }
}
