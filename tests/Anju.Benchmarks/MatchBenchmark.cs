using Anju.Access;
using Anju.Demo;
using Anju.Employment.LocalJobs;
using Anju.Kernel;
using Anju.Web;
using Anju.Web.Commands;
using Microsoft.EntityFrameworkCore;
using Microsoft.Extensions.DependencyInjection;

namespace Anju.Benchmarks;

/// <summary>
/// The matching board over the demonstration city (at most its own 13,000 households), through the whole product on loopback: all the
/// counties one after the other as the city sees them, and one county. The floor reads the people of the households of those who are
/// willing and out of work, with their jobs, by plain SQL. Target (issue 4): the city under two seconds.
/// </summary>
internal static class MatchBenchmark
{
    private const int DemoCity = 13_000;
    private const double P95 = 2_000;
    private const string Copy = "match_run";
    private const int Rounds = 10;

    private const string Rows = """
        SELECT p.*, s.* FROM person p LEFT JOIN employment_spell s ON s.person_id = p.id
        WHERE p.household_id IN (SELECT w.household_id FROM person w WHERE w.status = 'Active' AND w.willing_to_work = 'Willing'
            AND NOT EXISTS (SELECT 1 FROM employment_spell j WHERE j.person_id = w.id AND j.ended_on IS NULL))
        """;

    public static async Task RunAsync(Ground ground, Sizes sizes, Report report)
    {
        var options = new DemoOptions { Households = Math.Min(DemoCity, sizes.Province) };
        await ground.CopyAsync(await Registers.DemoAsync(ground, options.Households), Copy);
        await using var app = AnjuHost.Build(new HostSettings(ground.DataOf(Copy), ground.Address(Copy), "http://127.0.0.1:0", options.Today, Links: true, Paces: PaceRules.Free));
        var databases = app.Services.GetRequiredService<Databases>();
        await DemoAccounts.EnsureAsync(databases, options, default);
        var users = await DemoAccounts.HoldersAsync(app.Services, default);
        await app.StartAsync();
        await using (var db = databases.Open(Actor.System))
        {
            report.Title($"Matching, {options.Households:N0} households, {await db.Set<JobVacancy>().CountAsync(x => x.ValidTo >= options.Today):N0} posts, {ground.Kind}; milliseconds");
            report.Line($"{"",-34}{"p50",9}{"p95",9}{"cpu",9}{"floor p50",11}{"ratio",8}");
            var officer = users.First(user => user.Role == Role.CountyOfficer);
            await One("city", users.First(user => user.Role == Role.CityLead), Rows);
            await One("county", officer, $"{Rows} AND p.county_code = @p0", officer.CountyCode);

            async Task One(string name, Holder user, string sql, params object?[] values) => await ListBenchmark.OneAsync(
                name, await ListBenchmark.SignInAsync(app, user), _ => "/matching", db, sql, _ => values, Math.Min(Rounds, sizes.Requests), P95, report);
        }

        await app.StopAsync();
        await ground.DropAsync(Copy);
    }
}
