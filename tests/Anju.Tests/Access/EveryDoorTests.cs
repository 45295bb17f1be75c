using System.Collections.Concurrent;
using System.Net;
using System.Text;
using System.Text.RegularExpressions;
using Anju.Demo;
using Anju.Kernel;
using Anju.Ledgers;
using Anju.Register;
using Anju.Tests.Ledgers;
using Anju.Tests.Policy;
using Microsoft.EntityFrameworkCore;
using Microsoft.Extensions.DependencyInjection;

namespace Anju.Tests.Access;

/// <summary>
/// Every door of the running product, tried by somebody of every role with the ids of another county and of another site:
/// nothing that belongs there may stand in any answer, an id out of reach is answered as an id that nobody has, and nothing
/// is written (security requirements B1 to B3). A door that is added is tried from then on, or fails here until somebody says
/// what its names stand for.
/// </summary>
[OnBothDatabases]
public sealed class EveryDoorTests(JudgedHost judged) : IClassFixture<JudgedHost>
{
    private const string Other = EveryLedger.OtherCounty;

    /// <summary>Questions on their way together.</summary>
    private const int AtOnce = 4;

    /// <summary>What may be opened by anybody: signing in and out, what says that one is signed out, and the faces of the product.</summary>
    private static readonly string[] Public =
        ["/sign-in", "/sign-in/first", "/sign-in/password", "/sign-in/authenticator", "/sign-in/code", "/sign-in/link", "/passkeys/ask", "/sign-out", "/signed-out", "/status/{Code:int}", "/error"];

    private static CancellationToken Stop => TestContext.Current.CancellationToken;

    private TestHost Host => judged.Host;

    /// <summary>Who tries, and the county of the ids that are tried.</summary>
    public static TheoryData<Role, string?, string> Readers => new()
    {
        { Role.CountyOfficer, EveryLedger.County, Other },
        { Role.CountyOfficer, Other, EveryLedger.County },
        { Role.Township, null, EveryLedger.County },
        { Role.SiteWorker, null, EveryLedger.County },
        { Role.GridWorker, null, EveryLedger.County },
        { Role.KeyPersonCarer, null, EveryLedger.County },
    };

    /// <summary>One of each kind of scope and role.</summary>
    public static TheoryData<Role, string?, string> OneOfEach => new()
    {
        { Role.CountyOfficer, EveryLedger.County, Other },
        { Role.Township, null, EveryLedger.County },
        { Role.SiteWorker, null, EveryLedger.County },
        { Role.GridWorker, null, EveryLedger.County },
        { Role.KeyPersonCarer, null, EveryLedger.County },
    };

    [Fact]
    public void Every_door_names_its_policy_or_is_on_the_short_list()
    {
        var doors = Door.Of(Host.Services);

        Assert.True(doors.Count > 60, $"{doors.Count} doors only: the list is not the product's");
        Assert.Empty(Unguarded(doors));
        Assert.Equal(["GET /hole"], Unguarded([.. doors, new("GET", "/hole", IsPublic: false, Policy: null)]));
        Assert.Equal(["GET /hole"], Unguarded([.. doors, new("GET", "/hole", IsPublic: true, Policy: null)]));
    }

    [Fact]
    public void Every_name_in_a_route_is_known_here() =>
        Assert.Empty(Door.Of(Host.Services).Where(IsOfTheProduct).Where(door => door.Names.Any(name => DoorValues.Sample.Of(door, name) is null)).Select(door => door.ToString()));

    [Fact]
    public async Task Somebody_not_signed_in_gets_through_no_door()
    {
        var values = await DoorValues.OfAsync(Host, EveryLedger.County);
        using var client = Host.Anonymous();
        foreach (var door in Door.Of(Host.Services).Where(IsOfTheProduct).Where(door => !door.IsPublic))
        {
            var answer = await client.SendAsync(new(new(door.Method), door.At(values)), Stop);
            Assert.True(answer.StatusCode is HttpStatusCode.Unauthorized or HttpStatusCode.BadRequest, $"{door}: {answer.StatusCode}");
        }
    }

    [Fact]
    public async Task Every_answer_carries_the_headers_and_is_kept_in_no_cache()
    {
        using var client = await Host.SignInAsync(Role.CityLead);
        var values = await DoorValues.OfAsync(Host, EveryLedger.County);
        var unknown = values.Unknown();
        foreach (var door in Door.Of(Host.Services).Where(IsOfTheProduct).Where(door => door.Method == "GET" && !IsEndless(door)))
        {
            foreach (var address in (string[])[door.At(values)!, door.At(unknown)!])
            {
                using var answer = await client.GetAsync(address, HttpCompletionOption.ResponseHeadersRead, Stop);
                var headers = answer.Headers.ToDictionary(header => header.Key, header => string.Join(' ', header.Value), StringComparer.OrdinalIgnoreCase);
                Assert.False(headers.ContainsKey("Server"), address);
                Assert.Contains("default-src 'self'", headers["Content-Security-Policy"], StringComparison.Ordinal);
                Assert.Contains("frame-ancestors 'none'", headers["Content-Security-Policy"], StringComparison.Ordinal);
                Assert.Equal(("nosniff", "same-origin", "same-origin"), (headers["X-Content-Type-Options"], headers["Referrer-Policy"], headers["Cross-Origin-Opener-Policy"]));
                Assert.True(door.IsPublic || headers.GetValueOrDefault("Cache-Control") == "no-store", $"{address}: {headers.GetValueOrDefault("Cache-Control")}");
            }
        }
    }

    /// <summary>On PostgreSQL one reader stands for all: there the same is asked of each with the first wall taken away.</summary>
    [Theory]
    [MemberData(nameof(Readers))]
    public Task Nothing_out_of_scope_stands_in_any_answer(Role role, string? county, string other) =>
        Host.Services.GetRequiredService<Databases>().Address.IsSqlite || county == EveryLedger.County ? TryAsync(role, county, other) : Task.CompletedTask;

    /// <summary>On PostgreSQL, where the server holds the second wall.</summary>
    [Theory]
    [MemberData(nameof(OneOfEach))]
    public async Task With_the_filters_off_nothing_out_of_scope_stands_in_any_answer_either(Role role, string? county, string other)
    {
        var databases = Host.Services.GetRequiredService<Databases>();
        if (databases.Address.IsSqlite)
        {
            return;
        }

        databases.FiltersOff = true;
        try
        {
            await TryAsync(role, county, other);
        }
        finally
        {
            databases.FiltersOff = false;
        }
    }

    private async Task TryAsync(Role role, string? county, string other)
    {
        var scope = ScopeOf(role, county);
        var canaries = await Canaries.OutsideAsync(Host, scope);
        Assert.True(canaries.Count > 100);
        using var client = await Host.SignInAsync(role, county);
        var foreign = await DoorValues.OfAsync(Host, other);
        var own = await DoorValues.OfAsync(Host, scope.County!, scope.WholeCounty ? null : scope.Sites[0]);

        var leaks = new ConcurrentBag<string>();
        var questions = Door.Of(Host.Services).Where(IsOfTheProduct).Where(door => door.Method == "GET" && !IsEndless(door))
            .SelectMany(door => Questions(door, own, foreign).Select(address => (Door: door, Address: address))).ToList();
        await Parallel.ForEachAsync(questions, new ParallelOptions { MaxDegreeOfParallelism = AtOnce, CancellationToken = Stop }, async (question, stop) =>
        {
            var (door, address) = question;
            using var answer = await client.GetAsync(address, stop);
            foreach (var leak in Leaks(canaries, door, address, answer.Headers.Location?.OriginalString, await answer.Content.ReadAsByteArrayAsync(stop)))
            {
                leaks.Add(leak);
            }

            Assert.True((int)answer.StatusCode < 500, $"{address}: {answer.StatusCode}");
        });

        foreach (var text in (string[])[foreign.Code, foreign.Number])
        {
            using var found = await client.PostAsync("/search/go", new FormUrlEncodedContent([new("q", text)]), Stop);
            Assert.Empty(Leaks(canaries, new("POST", "/search/go", false, Policies.Read), text, found.Headers.Location?.OriginalString, await found.Content.ReadAsByteArrayAsync(Stop)));
        }

        Assert.True(questions.Count > 2_000, $"{questions.Count} questions only");
        Assert.Empty(leaks);
    }

    public static TheoryData<Role> Administrators => [.. Roles.Administrators];

    /// <summary>The three administrators open what is theirs and see nothing of the register anywhere (requirement B8).</summary>
    [Theory]
    [MemberData(nameof(Administrators))]
    public async Task An_administrator_sees_nothing_of_the_register(Role role)
    {
        var canaries = await Canaries.OutsideAsync(Host, Scope.Nothing);
        using var client = await Host.SignInAsync(role);
        var values = await DoorValues.OfAsync(Host, EveryLedger.County);
        var (leaks, opened) = (new List<string>(), 0);
        foreach (var door in Door.Of(Host.Services).Where(IsOfTheProduct).Where(door => !IsEndless(door) && !door.IsPublic))
        {
            var address = door.At(values)!;
            using var answer = await client.SendAsync(Ask(door, address, []), Stop);
            leaks.AddRange(Leaks(canaries, door, address, answer.Headers.Location?.OriginalString, await answer.Content.ReadAsByteArrayAsync(Stop)));
            opened += answer.IsSuccessStatusCode ? 1 : 0;
            Assert.True((int)answer.StatusCode < 500, $"{door}: {answer.StatusCode}");
            Assert.True(
                door.Policy is null or Policies.SignedIn or Policies.Accounts or Policies.Posts or Policies.Audit || answer.StatusCode is HttpStatusCode.Forbidden or HttpStatusCode.BadRequest or HttpStatusCode.UnsupportedMediaType,
                $"{door}: {answer.StatusCode}");
        }

        Assert.InRange(opened, 3, 30);
        Assert.Empty(leaks);
    }

    /// <summary>Titles of windows, names of files, addresses and links reach histories, logs and neighbours' eyes (requirement D4).</summary>
    [Fact]
    public async Task No_title_file_name_or_address_names_anybody()
    {
        var canaries = await Canaries.OutsideAsync(Host, Scope.Nothing, withIds: false);
        using var client = await Host.SignInAsync(Role.CityLead);
        var values = await DoorValues.OfAsync(Host, EveryLedger.County);
        var (found, titles) = (new List<string>(), 0);
        foreach (var door in Door.Of(Host.Services).Where(IsOfTheProduct).Where(door => door.Method == "GET" && !IsEndless(door)))
        {
            using var answer = await client.GetAsync(door.At(values), Stop);
            var text = answer.Content.Headers.ContentType?.MediaType == "text/html" ? await answer.Content.ReadAsStringAsync(Stop) : "";
            var told = Regex.Matches(text, "<title>(.*?)</title>|(?:href|action|src)=\"([^\"]*)\"").Select(match => WebUtility.UrlDecode(WebUtility.HtmlDecode(match.Value)))
                .Append(WebUtility.UrlDecode(answer.Headers.Location?.OriginalString ?? "")).Append(WebUtility.UrlDecode(answer.Content.Headers.ContentDisposition?.ToString() ?? "")).ToList();
            titles += told.Count(one => one.StartsWith("<title>", StringComparison.Ordinal));
            found.AddRange(told.SelectMany(one => canaries.In(Encoding.UTF8.GetBytes(one), "").Select(word => $"{door}: {word} in {one}")));
        }

        Assert.True(titles > 40, $"{titles} titles only");
        Assert.Empty(found);
        Assert.NotEmpty(canaries.In(Encoding.UTF8.GetBytes($"<title>{values.Number} - 安居</title>"), ""));
    }

    /// <summary>Counts give away too: what a list says that there is in all is what the reader may see of it.</summary>
    [Theory]
    [MemberData(nameof(Readers))]
    public async Task A_list_counts_what_its_reader_may_see(Role role, string? county, string other)
    {
        Assert.NotEqual(county, other);
        using var client = await Host.SignInAsync(role, county);
        await using var db = Host.Open();
        var scope = ScopeOf(role, county);
        foreach (var (address, all) in ((string, IEnumerable<IScoped>)[])[
            ("/households", await db.Set<Household>().AsNoTracking().ToListAsync(Stop)), ("/persons", await db.Set<Person>().AsNoTracking().ToListAsync(Stop)),
            ("/sites", await db.Set<ResettlementSite>().AsNoTracking().ToListAsync(Stop)), ("/ledgers/employment-spell", await db.Set<EmploymentSpell>().AsNoTracking().ToListAsync(Stop))])
        {
            var page = await client.GetStringAsync(address, Stop);
            Assert.Equal($"{all.Count(scope.Covers):N0}", Regex.Match(page, @"<nav class=""pager""[^>]*>\s*<span>共 ([\d,]+) ").Groups[1].Value);
        }
    }

    [Fact]
    public async Task The_search_for_leaks_finds_what_a_reader_of_the_whole_city_may_see()
    {
        var canaries = await Canaries.OutsideAsync(Host, ScopeOf(Role.CountyOfficer, EveryLedger.County));
        using var client = await Host.SignInAsync(Role.CityLead);
        var foreign = await DoorValues.OfAsync(Host, Other);

        foreach (var address in (string[])[
            "/households", "/persons", "/work", "/work/export.csv", "/work/export.xlsx", "/api/person/", "/ledgers/person/export?format=xlsx", "/households?verdict=R-M03-3:MNU-",
            $"/api/households/{foreign.Code}/file", $"/households/{foreign.Household}", $"/counties/{Other}"])
        {
            using var answer = await client.GetAsync(address, Stop);
            Assert.True(canaries.In(await answer.Content.ReadAsByteArrayAsync(Stop), "").Count > 0, $"{address}: {answer.StatusCode}");
        }
    }

    [Theory]
    [MemberData(nameof(Readers))]
    public async Task Ids_out_of_scope_are_answered_as_ids_that_nobody_has(Role role, string? county, string other)
    {
        var scope = ScopeOf(role, county);
        using var client = await Host.SignInAsync(role, county);
        var foreign = await DoorValues.OfAsync(Host, other, session: await SessionAsync(other));
        var unknown = foreign.Unknown();
        var own = await DoorValues.OfAsync(Host, scope.County!, scope.WholeCounty ? null : scope.Sites[0]);

        // Carers of key persons write nothing but those.
        var carer = role == Role.KeyPersonCarer;
        var token = await TestHost.FieldsAsync(client, carer ? "/key-persons/new" : $"/households/{own.Household}/verify");
        var before = await BatchesAsync();
        var forms = new List<(string Address, List<KeyValuePair<string, string>> Fields)>();

        foreach (var door in Door.Of(Host.Services).Where(IsOfTheProduct).Where(door => door.Names.Count > 0 && !IsEndless(door)))
        {
            var (theirs, nobodys) = (door.At(foreign)!, door.At(unknown)!);
            if (theirs == nobodys)
            {
                continue;
            }

            // What the same page would send of a household of the reader's own: its handler, its token, its fields.
            var form = door.Method == "POST" ? await FormOfAsync(client, door.At(own)!) : null;
            if (form is not null)
            {
                forms.Add((door.At(own)!, form));
            }

            using var answer = await client.SendAsync(Ask(door, theirs, form ?? token), Stop);
            using var missing = await client.SendAsync(Ask(door, nobodys, form ?? token), Stop);
            Assert.True(answer.StatusCode == missing.StatusCode, $"{door}: {answer.StatusCode} for a foreign id, {missing.StatusCode} for one that nobody has");
            Assert.True((int)answer.StatusCode is >= 400 and < 500, $"{door}: {answer.StatusCode}");
        }

        Assert.Equal(before, await BatchesAsync());

        // Sent to where they came from, the same forms reach their pages: it was the id that was refused, not the form.
        Assert.True(carer || forms.Count > 5, $"{forms.Count} forms only");
        foreach (var (address, form) in forms)
        {
            using var answer = await client.PostAsync(address, new FormUrlEncodedContent(form), Stop);
            Assert.True(answer.StatusCode is HttpStatusCode.OK or HttpStatusCode.Redirect or HttpStatusCode.SeeOther or HttpStatusCode.UnprocessableEntity, $"{address}: {answer.StatusCode}");
        }
    }

    /// <summary>The fields of the form on a page, its handler and token among them; null when it has none or may not be opened.</summary>
    private static async Task<List<KeyValuePair<string, string>>?> FormOfAsync(HttpClient client, string address)
    {
        using var answer = await client.GetAsync(address, Stop);
        var page = answer.StatusCode == HttpStatusCode.OK ? await answer.Content.ReadAsStringAsync(Stop) : "";
        return page.Contains("<form class=\"form\"", StringComparison.Ordinal) && TestHost.Fields(page) is var fields && fields.Any(field => field.Key == "_handler") ? fields : null;
    }

    /// <summary>A whole form with the reader's own token for what pages post, JSON for the API.</summary>
    private static HttpRequestMessage Ask(Door door, string address, IEnumerable<KeyValuePair<string, string>> form) =>
        new(new(door.Method), door.Method == "DELETE" ? address + "?version=1&reason=试探" : address)
        {
            Content = (door.Method, door.Template.StartsWith("/api/", StringComparison.Ordinal)) switch
            {
                ("PUT" or "POST", true) => new StringContent("{\"version\":1}", Encoding.UTF8, "application/json"),
                ("POST", false) => new FormUrlEncodedContent(form),
                _ => null,
            },
        };

    private static IEnumerable<string> Questions(Door door, DoorValues own, DoorValues foreign)
    {
        var address = door.At(own)!;
        yield return address;
        if (door.Names.Count > 0)
        {
            yield return door.At(foreign)!;
        }

        foreach (var (name, value) in ((string, string)[])[
            ("county", foreign.County), ("site", foreign.Site), ("q", foreign.Code), ("household", foreign.Household), ("person", foreign.Person),
            ("householdId", foreign.Household), ("personId", foreign.Person), ("siteId", foreign.Site), ("into", foreign.Household),
            ("line", foreign.Membership), ("batch", foreign.Membership), ("verdict", "R-M03-3:MNU-"),
            ("verdict", $"R-M03-3:MNU-&month={JudgedHost.November}&county={foreign.County}&site={foreign.Site}"),
            ("rule", $"R-M03-3&county={foreign.County}&site={foreign.Site}")])
        {
            yield return $"{address}?{name}={value}";
        }
    }

    private static IEnumerable<string> Leaks(Canaries canaries, Door door, string asked, string? location, byte[] body)
    {
        var found = canaries.In(body, asked).Concat(canaries.In(Encoding.UTF8.GetBytes(location ?? ""), asked)).ToList();
        return found.Count == 0 ? [] : [$"{door} asked for {asked}: {string.Join(", ", found.Take(3))} ({found.Count})"];
    }

    private static IEnumerable<string> Unguarded(IEnumerable<Door> doors) =>
        doors.Where(IsOfTheProduct).Where(door => door.IsPublic ? !Public.Contains(door.Template) : door.Policy is null).Select(door => door.ToString());

    /// <summary>Files of the product itself, the same for everybody, are not doors to data.</summary>
    private static bool IsOfTheProduct(Door door) =>
        !door.Template.StartsWith("/_framework/", StringComparison.Ordinal)
        && !door.Template.StartsWith("/{**", StringComparison.Ordinal)
        && (!Path.HasExtension(door.Template) || door.Names.Count > 0 || door.Template.StartsWith("/work/", StringComparison.Ordinal));

    /// <summary>Streams of progress stay open while there is work.</summary>
    private static bool IsEndless(Door door) => door.Template.EndsWith("/events", StringComparison.Ordinal) || door.Template.EndsWith("/progress", StringComparison.Ordinal);

    private Scope ScopeOf(Role role, string? county) => Host.ActorOf(role, county).Scope;

    /// <summary>An upload that somebody of the county has begun.</summary>
    private async Task<Guid> SessionAsync(string county)
    {
        var officer = Host.ActorOf(Role.CountyOfficer, county);
        await using var db = Host.Open();
        var session = new ImportSession { Ledger = "person", FileName = "名册.csv", OwnerId = officer.Id, OwnerName = officer.Name, Organisation = officer.Organisation, CountyCode = county };
        db.Add(session);
        await db.SaveChangesAsync(Stop);
        return session.Id;
    }

    private async Task<int> BatchesAsync()
    {
        await using var db = Host.Open();
        return await db.Set<JournalBatch>().CountAsync(Stop);
    }
}
