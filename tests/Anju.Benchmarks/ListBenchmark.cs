using System.Diagnostics;
using System.Net;
using Anju.Access;
using Anju.Kernel;
using Anju.Register;
using Anju.Ui;
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
    private const double P95 = 20;
    private const double PagesPerSecond = 400;

    /// <summary>County and all but the last two digits: some hundred households begin with it in each copy of the city.</summary>
    private const int CodeStart = 10;
    private const string Columns =
        "id, version, code, household_id, name, id_number_sealed, relation, sex, birth_date, education, labour_capacity, employment, work_place, status";

    public static async Task RunAsync(Ground ground, Sizes sizes, Report report)
    {
        var register = await Registers.OfAsync(ground, sizes.Listed);
        await using var app = AnjuHost.Build(new HostSettings(ground.DataOf(register), ground.Address(register), "http://127.0.0.1:0", Registers.City.Today, Links: true, Paces: PaceRules.Free));
        var databases = app.Services.GetRequiredService<Databases>();
        await DemoAccounts.EnsureAsync(databases, Registers.City, default);
        var users = await DemoAccounts.HoldersAsync(app.Services, default);
        await app.StartAsync();

        await using var db = databases.Open(Actor.System);
        var sample = await SampleAsync(db, sizes.Requests);
        report.Title($"Lists of {await db.Set<Person>().CountAsync():N0} people, {ground.Kind}; milliseconds");
        report.Line($"{"",-34}{"p50",9}{"p95",9}{"cpu",9}{"floor p50",11}{"ratio",8}");

        var city = await SignInAsync(app, users.First(user => user.Role == Role.CityLead));
        var county = await SignInAsync(app, users.First(user => user.Role == Role.CountyOfficer));
        var code = users.First(user => user.Role == Role.CountyOfficer).CountyCode!;
        var words = app.Services.GetRequiredService<TypedWords>();
        string Typed(string text) => Uri.EscapeDataString(words.Sealed(text));
        string All(string where) => $"SELECT {Columns} FROM person WHERE {where} ORDER BY id LIMIT 51";
        await One("city, first page of 50", city, _ => "/persons?size=50", db, All("1 = 1"), _ => []);
        await One("city, deep page of 50", city, i => $"/persons?size=50&after={sample.Ids[i]}", db, All("id > @p0"), i => [sample.Ids[i]]);
        await One("city, by sex and education", city, _ => "/persons?size=50&sex=Female&education=JuniorMiddle", db, All("sex = 'Female' AND education = 'JuniorMiddle'"), _ => []);
        await One("city, name of two characters", city, i => "/persons?size=50&q=" + Typed(sample.Names[i][..2]), db,
            All("id IN (SELECT record_id FROM name_gram WHERE gram = @p0)"), i => [sample.Names[i][..2]]);
        await One("city, whole name", city, i => "/persons?size=50&q=" + Typed(sample.Names[i]), db,
            All("id IN (SELECT record_id FROM name_gram WHERE gram = @p0)"), i => [sample.Names[i][..2]]);
        await One("city, number in the search box", city, i => "POST " + sample.Numbers[i], db, All("id_number_index = @p0"),
            i => [BlindIndex.CodeOf(db, typeof(Person), nameof(Person.IdNumber), sample.Numbers[i])]);
        await One("city, households, code", city, i => "/households?size=50&q=" + sample.Codes[i][..CodeStart], db,
            "SELECT * FROM household WHERE code >= @p0 AND code < @p1 ORDER BY code LIMIT 51", i => [sample.Codes[i][..CodeStart], sample.Codes[i][..CodeStart] + "\U0010FFFF"]);
        await One("county, first page of 50", county, _ => "/persons?size=50", db, All("county_code = @p0"), _ => [code]);
        await One("county, deep page of 50", county, i => $"/persons?size=50&after={sample.Ids[i]}", db, All("county_code = @p0 AND id > @p1"), i => [code, sample.Ids[i]]);
        await One("county, name of two characters", county, i => "/persons?size=50&q=" + Typed(sample.Names[i][..2]), db,
            All("county_code = @p0 AND id IN (SELECT record_id FROM name_gram WHERE gram = @p1)"), i => [code, sample.Names[i][..2]]);
        await ThroughputAsync(city, sample, sizes.Seconds, report);
        await app.StopAsync();

        Task One(string name, HttpClient client, Func<int, string> address, AnjuDb from, string sql, Func<int, object?[]> values) =>
            OneAsync(name, client, address, from, sql, values, sizes.Requests, P95, report);
    }

    /// <summary>One page asked for again and again, each time beside its floor.</summary>
    /// <param name="p95">Target, in milliseconds.</param>
    internal static async Task OneAsync(
        string name, HttpClient client, Func<int, string> address, AnjuDb db, string sql, Func<int, object?[]> values, int rounds, double p95, Report report)
    {
        var times = new List<double>();
        var floor = new List<double>();
        var cpu = TimeSpan.Zero;
        for (var i = -rounds / 5; i < rounds; i++)
        {
            var place = Math.Abs(i);
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
        var (middle, late) = (floor[rounds / 2], times[rounds * 95 / 100]);
        var figures = $"{times[rounds / 2],9:0.00}{late,9:0.00}{cpu.TotalMilliseconds / rounds,9:0.00}{middle,11:0.00}{times[rounds / 2] / middle,8:0.0}";
        report.AtMost($"{name,-34}{figures}  p95", late, p95, "ms");
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

    private static async Task ThroughputAsync(HttpClient client, Sample sample, double seconds, Report report)
    {
        var (done, until) = (0, Stopwatch.GetTimestamp() + (long)(seconds * Stopwatch.Frequency));
        var cpuBefore = Environment.CpuUsage.TotalTime;
        await Task.WhenAll(Enumerable.Range(0, 8).Select(async lane =>
        {
            for (var i = lane; Stopwatch.GetTimestamp() < until; i++)
            {
                using var answer = await AskAsync(client, $"/persons?size=50&after={sample.Ids[i % sample.Ids.Count]}");
                Interlocked.Increment(ref done);
            }
        }));
        var cpu = (Environment.CpuUsage.TotalTime - cpuBefore).TotalMilliseconds / done;
        report.AtLeast("pages of 50 rows", 2000 / cpu, PagesPerSecond, "per second on two free cores", $"measured {done / seconds:N0} beside others; {cpu:0.00} ms of processor each, client included");
    }

    internal static async Task<HttpClient> SignInAsync(Microsoft.AspNetCore.Builder.WebApplication app, Holder user)
    {
        var client = new HttpClient(new SocketsHttpHandler { AllowAutoRedirect = false, CookieContainer = new CookieContainer() }) { BaseAddress = new Uri(app.Urls.First()) };
        await client.GetAsync(app.Services.GetRequiredService<SignInLinks>().For(user.Id));
        return client;
    }

    private static async Task<Sample> SampleAsync(AnjuDb db, int rounds)
    {
        var all = await db.Set<Person>().CountAsync(x => EF.Property<string?>(x, "IdNumberIndex") != null);
        var people = new List<Person>();
        for (var i = 0; i < rounds; i++)
        {
            people.Add(await db.Set<Person>().AsNoTracking().Where(x => EF.Property<string?>(x, "IdNumberIndex") != null).OrderBy(x => x.Id).Skip((int)((long)all * i / rounds)).FirstAsync());
        }

        var random = new Random(7);
        var mixed = people.OrderBy(_ => random.Next()).ToList();
        var households = mixed.Select(x => x.HouseholdId).ToList();
        var codes = new List<string>();
        foreach (var id in households)
        {
            codes.Add(await db.Set<Household>().Where(x => x.Id == id).Select(x => x.Code).SingleAsync());
        }

        return new([.. mixed.Select(x => x.Id)], [.. mixed.Select(x => x.Name)], [.. mixed.Select(x => x.IdNumber!)], codes);
    }

    private sealed record Sample(List<Guid> Ids, List<string> Names, List<string> Numbers, List<string> Codes);
}
