using System.Diagnostics;
using Anju.Access;
using Anju.Kernel;
using Anju.Ledgers;
using Anju.Register;
using Anju.Web;
using Anju.Web.Commands;
using Microsoft.EntityFrameworkCore;
using Microsoft.Extensions.DependencyInjection;

namespace Anju.Benchmarks;

/// <summary>
/// What access costs of a list of 50 people as a county sees it: finding out whose request it is, opening the encrypted
/// columns, masking what is restricted. Each is done apart for the very rows of the page, in turn with the whole request,
/// and may together be at most a quarter of it (issue 3). Keeping to the scope is the index of the county's own list, which
/// is quicker than the city's.
/// </summary>
internal static class AccessBenchmark
{
    private const double MostOfRequest = 25;
    private const int Rows = 50;

    public static async Task RunAsync(Ground ground, Sizes sizes, Report report)
    {
        var register = await Registers.OfAsync(ground, sizes.Listed);
        await using var app = AnjuHost.Build(new HostSettings(ground.DataOf(register), ground.Address(register), "http://127.0.0.1:0", Registers.City.Today, Links: true, Paces: PaceRules.Free));
        var databases = app.Services.GetRequiredService<Databases>();
        await DemoAccounts.EnsureAsync(databases, Registers.City, default);
        var officer = (await DemoAccounts.HoldersAsync(app.Services, default)).First(user => user.Role == Role.CountyOfficer);
        await app.StartAsync();
        var client = await ListBenchmark.SignInAsync(app, officer);
        var (whole, who, opening, masking) = (new List<double>(), new List<double>(), new List<double>(), new List<double>());
        var page = await PageAsync(databases, officer.Actor);
        var session = await SessionAsync(databases, officer.Id);
        var (sessions, holders) = (app.Services.GetRequiredService<Sessions>(), app.Services.GetRequiredService<Holders>());
        var restricted = app.Services.GetRequiredService<LedgerCatalogue>().Of<Person>().Listed.Where(column => column.Mask is not null).ToList();
        List<SealedColumn> columns = [.. EncryptedColumns.Of(typeof(Person)).Select((property, place) => new SealedColumn("person", property, place))];
        for (var i = -sizes.Requests / 5; i < sizes.Requests; i++)
        {
            var parts = (
                await TimedAsync(() => client.GetByteArrayAsync($"/persons?size={Rows}")),
                await TimedAsync(async () =>
                {
                    var open = (await sessions.FindAsync(session, default))!;
                    await holders.OfAsync(open.Account, open.Post!, default);
                }),
                Timed(() => Open(databases.Keys, columns, page)),
                Timed(() => Mask(page, restricted)));
            if (i >= 0)
            {
                whole.Add(parts.Item1);
                who.Add(parts.Item2);
                opening.Add(parts.Item3);
                masking.Add(parts.Item4);
            }
        }

        report.Title($"Access in a list of {Rows} people of a county, {ground.Kind}; milliseconds (p50)");
        report.Line($"the whole request {Middle(whole):0.00}; whose it is {Middle(who):0.00}, opening {Middle(opening):0.000}, masking {Middle(masking):0.000}");
        report.AtMost("  access, of the whole request", 100 * (Middle(who) + Middle(opening) + Middle(masking)) / Middle(whole), MostOfRequest, "%");
        await SignInBenchmark.RunAsync(app.Services, sizes.Requests, report);
        await app.StopAsync();
    }

    /// <summary>Rows of the page with the sealed bytes that stand for them.</summary>
    private static async Task<List<(Person Person, byte[]?[] Sealed)>> PageAsync(Databases databases, Actor actor)
    {
        await using var db = databases.Open(actor);
        var (people, shape) = (await db.Set<Person>().OrderBy(x => x.Id).Take(Rows).ToListAsync(), Shape.Of<Person>(db));
        return people.ConvertAll(person => (person, shape.Encrypted.Select(column => db.Entry(person).Property<byte[]?>(column.Property).CurrentValue).ToArray()));
    }

    private static async Task<Guid> SessionAsync(Databases databases, string user)
    {
        await using var db = databases.Open(Actor.System);
        return await db.Set<UserSession>().Where(x => x.UserId == user && x.EndedAt == null).OrderByDescending(x => x.BeganAt).Select(x => x.Id).FirstAsync();
    }

    private static int Open(KeyRing keys, List<SealedColumn> columns, List<(Person Person, byte[]?[] Sealed)> page) =>
        page.Sum(row => columns.Sum(column => row.Sealed[column.Place] is { } value ? column.Open(keys, row.Person.Id, value).Length : 0));

    private static int Mask(List<(Person Person, byte[]?[] Sealed)> page, List<LedgerColumn> restricted) =>
        page.Sum(row => restricted.Sum(column => Masked.Text(column.Mask!.Value, ColumnText.Plain(column, column.Get(row.Person)))?.Length ?? 0));

    private static double Timed(Func<int> work)
    {
        var start = Stopwatch.GetTimestamp();
        GC.KeepAlive(work());
        return Stopwatch.GetElapsedTime(start).TotalMilliseconds;
    }

    private static async Task<double> TimedAsync(Func<Task> work)
    {
        var start = Stopwatch.GetTimestamp();
        await work();
        return Stopwatch.GetElapsedTime(start).TotalMilliseconds;
    }

    private static double Middle(List<double> times) => times.Order().ElementAt(times.Count / 2);
}
