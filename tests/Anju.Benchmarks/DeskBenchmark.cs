using Anju.Access;
using Anju.Demo;
using Anju.Kernel;
using Anju.Policy;
using Anju.Web;
using Anju.Web.Commands;
using Microsoft.EntityFrameworkCore;
using Microsoft.Extensions.DependencyInjection;

namespace Anju.Benchmarks;

/// <summary>
/// The desk of "311" over the judged demonstration city, through the whole product on loopback: the list as a county and as the
/// city see it, with the services of everybody on it counted as the ledgers stand. The floor reads the same work items with the
/// people of their households by plain SQL. Target (issue 4): p95 under 50 ms.
/// </summary>
internal static class DeskBenchmark
{
    private const double P95 = 50;
    private const string Copy = "desk_run";

    public static async Task RunAsync(Ground ground, Sizes sizes, Report report)
    {
        var options = new DemoOptions { Households = sizes.City };
        await ground.CopyAsync(await Registers.DemoAsync(ground, sizes.City), Copy);
        await using var app = AnjuHost.Build(new HostSettings(ground.DataOf(Copy), ground.Address(Copy), "http://127.0.0.1:0", options.Today, Links: true, Paces: PaceRules.Free));
        var databases = app.Services.GetRequiredService<Databases>();
        await DemoAccounts.EnsureAsync(databases, options, default);
        var users = await DemoAccounts.HoldersAsync(app.Services, default);
        if ((await app.Services.GetRequiredService<RunMonth>().RunAsync(Month.Of(options.Today), options.Today, "测速", null, default)).Refusal is { } refusal)
        {
            throw new InvalidOperationException(refusal.Message);
        }

        await app.StartAsync();
        await using (var db = databases.Open(Actor.System))
        {
            report.Title($"Desk of 311, {sizes.City:N0} households, {await db.Set<WorkItem>().CountAsync(x => x.Rule == "R-M03-2" && x.ClosedOn == null):N0} people owed services, {ground.Kind}; milliseconds");
            report.Line($"{"",-34}{"p50",9}{"p95",9}{"cpu",9}{"floor p50",11}{"ratio",8}");
            var officer = users.First(user => user.Role == Role.CountyOfficer);
            const string Rows = "SELECT w.*, p.* FROM work_item w JOIN person p ON p.household_id = w.household_id WHERE w.rule = 'R-M03-2' AND w.closed_on IS NULL";
            await One("county", officer, "/service-desk", $"{Rows} AND w.county_code = @p0 ORDER BY w.due_on LIMIT 200", officer.CountyCode);
            await One("city", users.First(user => user.Role == Role.CityLead), "/service-desk", $"{Rows} ORDER BY w.due_on LIMIT 200");
            await One("city, behind the pace", users.First(user => user.Role == Role.CityLead), "/service-desk?pace=behind", $"{Rows} ORDER BY w.due_on LIMIT 200");

            async Task One(string name, Holder user, string address, string sql, params object?[] values) => await ListBenchmark.OneAsync(
                name, await ListBenchmark.SignInAsync(app, user), _ => address, db, sql, _ => values, sizes.Requests, P95, report);
        }

        await app.StopAsync();
        await ground.DropAsync(Copy);
    }
}
