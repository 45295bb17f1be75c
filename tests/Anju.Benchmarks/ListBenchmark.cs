using System.Diagnostics;
using System.Net;
using Anju.Access;
using Anju.Demo;
using Anju.Kernel;
using Anju.Register;
using Anju.Web;
using Anju.Web.Commands;
using Microsoft.EntityFrameworkCore;
using Microsoft.Extensions.DependencyInjection;

namespace Anju.Benchmarks;

/// <summary>
/// Lists over a register of a million people, through the whole product on loopback: first page, deep page, look-up by
/// number, search by name, as the city and as a county see them; then pages per second. Beside each stands the floor: the
/// same rows by plain SQL on the same database in the same run. Targets (issue 2): p95 under 20 ms, 400 pages of 50 rows per
/// second on two cores.
/// </summary>
internal static class ListBenchmark
{
    private const int Rounds = 200;
    private const int Warm = 40;
    private const string Columns =
        "id, version, code, household_id, name, id_number, relation, sex, birth_date, education, labour_capacity, employment, work_place, status";

    private static readonly DemoOptions Small = new() { Households = 13_000, HistoryMonths = 3, WithProblems = false };

    /// <param name="folder">Keeps the database between runs; filled when empty.</param>
    /// <param name="server">PostgreSQL connection string with a database; null for SQLite in the folder.</param>
    public static async Task RunAsync(string folder, string? server, int people, CancellationToken cancellation)
    {
        var address = server is null ? DatabaseAddress.File(folder) : DatabaseAddress.Server(server);
        await using var app = AnjuHost.Build(new HostSettings(folder, address, "http://127.0.0.1:0", Small.Today));
        var databases = app.Services.GetRequiredService<Databases>();
        await databases.MigrateAsync(cancellation);
        await MillionPeople.EnsureAsync(databases, Small, people, cancellation);
        var users = await DemoAccounts.EnsureAsync(databases, Small, cancellation);
        await app.StartAsync(cancellation);

        await using var db = databases.Open(Actor.System);
        var sample = await SampleAsync(db, cancellation);
        Console.WriteLine($"{(server is null ? "SQLite" : "PostgreSQL")}, {await db.Set<Person>().CountAsync(cancellation):N0} people, {Environment.ProcessorCount} cores; milliseconds");
        Console.WriteLine($"{"",-34}{"p50",9}{"p95",9}{"cpu",9}{"floor p50",11}{"ratio",8}");

        var city = await SignInAsync(app, users.First(user => user.Role == Role.CityLead));
        var county = await SignInAsync(app, users.First(user => user.Role == Role.CountyOfficer));
        var code = users.First(user => user.Role == Role.CountyOfficer).CountyCode!;
        string All(string where) => $"SELECT {Columns} FROM person WHERE {where} ORDER BY id LIMIT 51";
        await OneAsync("city, first page of 50", city, _ => "/persons?size=50", db, All("1 = 1"), _ => []);
        await OneAsync("city, deep page of 50", city, i => $"/persons?size=50&after={sample.Ids[i]}", db, All("id > @p0"), i => [sample.Ids[i]]);
        await OneAsync("city, by sex and education", city, _ => "/persons?size=50&sex=Female&education=JuniorMiddle", db, All("sex = 'Female' AND education = 'JuniorMiddle'"), _ => []);
        await OneAsync("city, name of two characters", city, i => "/persons?size=50&q=" + Uri.EscapeDataString(sample.Names[i][..2]), db,
            All("id IN (SELECT record_id FROM name_gram WHERE gram = @p0)"), i => [sample.Names[i][..2]]);
        await OneAsync("city, whole name", city, i => "/persons?size=50&q=" + Uri.EscapeDataString(sample.Names[i]), db,
            All("id IN (SELECT record_id FROM name_gram WHERE gram = @p0)"), i => [sample.Names[i][..2]]);
        await OneAsync("city, number in the search box", city, i => "POST " + sample.Numbers[i], db, All("id_number = @p0"), i => [sample.Numbers[i]]);
        await OneAsync("city, households, code", city, i => "/households?size=50&q=" + sample.Codes[i][..^2], db,
            "SELECT * FROM household WHERE code >= @p0 AND code < @p1 ORDER BY code LIMIT 51", i => [sample.Codes[i][..^2], sample.Codes[i][..^2] + "\U0010FFFF"]);
        await OneAsync("county, first page of 50", county, _ => "/persons?size=50", db, All("county_code = @p0"), _ => [code]);
        await OneAsync("county, deep page of 50", county, i => $"/persons?size=50&after={sample.Ids[i]}", db, All("county_code = @p0 AND id > @p1"), i => [code, sample.Ids[i]]);
        await OneAsync("county, name of two characters", county, i => "/persons?size=50&q=" + Uri.EscapeDataString(sample.Names[i][..2]), db,
            All("county_code = @p0 AND id IN (SELECT record_id FROM name_gram WHERE gram = @p1)"), i => [code, sample.Names[i][..2]]);
        await ThroughputAsync(city, sample);
        await app.StopAsync(cancellation);
    }

    private static async Task OneAsync(string name, HttpClient client, Func<int, string> address, AnjuDb db, string sql, Func<int, object?[]> values)
    {
        var times = new List<double>();
        var floor = new List<double>();
        var cpu = TimeSpan.Zero;
        for (var i = -Warm; i < Rounds; i++)
        {
            var place = Math.Abs(i) % Rounds;
            var (cpuBefore, start) = (Environment.CpuUsage.TotalTime, Stopwatch.GetTimestamp());
            using var answer = await AskAsync(client, address(place));
            var took = Stopwatch.GetElapsedTime(start).TotalMilliseconds;
            var (used, plain) = (Environment.CpuUsage.TotalTime - cpuBefore, await PlainAsync(db, sql, values(place)));
            if (i >= 0)
            {
                times.Add(took);
                floor.Add(plain);
                cpu += used;
            }
        }

        times.Sort();
        floor.Sort();
        var middle = floor[Rounds / 2];
        Console.WriteLine(
            $"{name,-34}{times[Rounds / 2],9:0.00}{times[Rounds * 95 / 100],9:0.00}{cpu.TotalMilliseconds / Rounds,9:0.00}{middle,11:0.00}{times[Rounds / 2] / middle,8:0.0}");
    }

    private static async Task<HttpResponseMessage> AskAsync(HttpClient client, string address)
    {
        var answer = address.StartsWith("POST ", StringComparison.Ordinal)
            ? await client.PostAsync("/search/go", new FormUrlEncodedContent([new("q", address[5..])]))
            : await client.GetAsync(address);
        await answer.Content.ReadAsByteArrayAsync();
        return answer.StatusCode is HttpStatusCode.OK or HttpStatusCode.Redirect ? answer : throw new InvalidOperationException($"{answer.StatusCode} {address}");
    }

    /// <summary>The same rows past the product: a command, a reader, every cell looked at.</summary>
    private static async Task<double> PlainAsync(AnjuDb db, string sql, object?[] values)
    {
        var start = Stopwatch.GetTimestamp();
        await using var command = await BulkRead.CommandAsync(db, sql, db.IsSqlite ? [.. values.Select(x => x is Guid id ? id.ToString().ToUpperInvariant() : x)] : values, default);
        await using var reader = await command.ExecuteReaderAsync();
        var cells = new object[reader.FieldCount];
        while (await reader.ReadAsync())
        {
            reader.GetValues(cells);
        }

        return Stopwatch.GetElapsedTime(start).TotalMilliseconds;
    }

    private static async Task ThroughputAsync(HttpClient client, Sample sample)
    {
        var (done, until) = (0, Stopwatch.GetTimestamp() + (10 * Stopwatch.Frequency));
        var cpuBefore = Environment.CpuUsage.TotalTime;
        await Task.WhenAll(Enumerable.Range(0, 8).Select(async lane =>
        {
            for (var i = lane; Stopwatch.GetTimestamp() < until; i++)
            {
                using var answer = await AskAsync(client, $"/persons?size=50&after={sample.Ids[i % Rounds]}");
                Interlocked.Increment(ref done);
            }
        }));
        var cpu = (Environment.CpuUsage.TotalTime - cpuBefore).TotalMilliseconds / done;
        Console.WriteLine($"pages of 50 rows: {done / 10.0:N0} per second measured, {cpu:0.00} ms of processor each (client included), so {2000 / cpu:N0} per second on two free cores");
    }

    private static async Task<HttpClient> SignInAsync(Microsoft.AspNetCore.Builder.WebApplication app, UserAccount user)
    {
        var client = new HttpClient(new SocketsHttpHandler { AllowAutoRedirect = false, CookieContainer = new CookieContainer() }) { BaseAddress = new Uri(app.Urls.First()) };
        await client.GetAsync(app.Services.GetRequiredService<SignInLinks>().For(user.Id));
        return client;
    }

    private static async Task<Sample> SampleAsync(AnjuDb db, CancellationToken cancellation)
    {
        var all = await db.Set<Person>().CountAsync(cancellation);
        var people = new List<Person>();
        for (var i = 0; i < Rounds; i++)
        {
            people.Add(await db.Set<Person>().AsNoTracking().OrderBy(x => x.Id).Skip((int)((long)all * i / Rounds)).FirstAsync(cancellation));
        }

        var random = new Random(7);
        var mixed = people.OrderBy(_ => random.Next()).ToList();
        var households = mixed.Select(x => x.HouseholdId).ToList();
        var codes = new List<string>();
        foreach (var id in households)
        {
            codes.Add(await db.Set<Household>().Where(x => x.Id == id).Select(x => x.Code).SingleAsync(cancellation));
        }

        return new([.. mixed.Select(x => x.Id)], [.. mixed.Select(x => x.Name)], [.. mixed.Select(x => x.IdNumber!)], codes);
    }

    private sealed record Sample(List<Guid> Ids, List<string> Names, List<string> Numbers, List<string> Codes);
}
