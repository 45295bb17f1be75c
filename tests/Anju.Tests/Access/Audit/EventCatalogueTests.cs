using System.Diagnostics.Tracing;
using System.Net;
using System.Text;
using Anju.Access;
using Anju.Kernel;
using Anju.Tests.Ledgers;
using Anju.Tests.Policy;
using Microsoft.AspNetCore.Routing;
using Microsoft.EntityFrameworkCore;
using Microsoft.Extensions.DependencyInjection;
using Microsoft.Extensions.Logging;

namespace Anju.Tests.Access;

/// <summary>
/// Each thing that must leave a trace leaves exactly its own, with who, whose, where and how it ended (requirement F1), and
/// neither the log nor what the server writes of itself holds anything of a person (F2).
/// </summary>
[OnBothDatabases]
public sealed class EventCatalogueTests(JudgedHost judged) : IClassFixture<JudgedHost>
{
    private static CancellationToken Stop => TestContext.Current.CancellationToken;

    private TestHost Host => judged.Host;

    [Fact]
    public async Task Whatever_shows_one_record_tells_of_it_once()
    {
        using var client = await Host.SignInAsync(Role.CountyOfficer, EveryLedger.County);
        var actor = Host.ActorOf(Role.CountyOfficer, EveryLedger.County);
        var values = await DoorValues.OfAsync(Host, EveryLedger.County);
        var looked = 0;
        foreach (var door in Door.Of(Host.Services).Where(door => door.Method == "GET" && Paces(door, Pace.Look) && !door.Template.EndsWith("/new", StringComparison.Ordinal)))
        {
            var (address, before) = (door.At(values)!, await LastAsync());
            using var answer = await client.GetAsync(address, Stop);
            var events = await SinceAsync(before);
            if (answer.StatusCode != HttpStatusCode.OK)
            {
                Assert.All(events, refused => Assert.Equal((HttpStatusCode.Forbidden, SecurityEventKind.Denied), (answer.StatusCode, refused.Kind)));
                continue;
            }

            looked++;
            Assert.True(events.Count == 1, $"{door}: {events.Count} events");
            var one = events[0];
            Assert.True(one.Kind == (door.Template.EndsWith("/file", StringComparison.Ordinal) ? SecurityEventKind.Exported : SecurityEventKind.Viewed), $"{door}: {one.Kind}");
            Assert.True(one is { Succeeded: true, RecordId: not null, CountyCode: EveryLedger.County, Address: "127.0.0.1" or "::1" } && one.ActorId == actor.Id, $"{door}: {one.RecordId} {one.CountyCode} {one.Address}");
            Assert.True(one.HouseholdId is not null || door.Template.Contains("site", StringComparison.Ordinal) || door.Template.Split('/')[1] is "work-relief" or "training-classes" || OfNobody(door), $"{door}: whose?");
        }

        Assert.True(looked > 12, $"{looked} doors only");
    }

    /// <summary>A line of a ledger that tells of no household, such as an employer's.</summary>
    private bool OfNobody(Door door) =>
        door.Template.Split('/') is ["", "api", var code, ..] && Host.Catalogue.Find(code) is { } ledger && !typeof(IOfHousehold).IsAssignableFrom(ledger.Type);

    [Fact]
    public async Task What_is_not_shown_leaves_no_trace_of_having_been_seen()
    {
        using var client = await Host.SignInAsync(Role.CountyOfficer, EveryLedger.County);
        var foreign = await DoorValues.OfAsync(Host, EveryLedger.OtherCounty);
        var before = await LastAsync();
        foreach (var address in (string[])[$"/households/{foreign.Household}", $"/persons/{foreign.Person}", $"/api/households/{foreign.Code}/file", $"/ledgers/person/{foreign.Person}"])
        {
            Assert.Equal(HttpStatusCode.NotFound, (await client.GetAsync(address, Stop)).StatusCode);
        }

        Assert.Empty(await SinceAsync(before));
    }

    [Fact]
    public async Task A_search_is_kept_as_a_code_that_is_the_same_for_everybody_and_tells_nothing()
    {
        var values = await DoorValues.OfAsync(Host, EveryLedger.County);
        using var officer = await Host.SignInAsync(Role.CountyOfficer, EveryLedger.County);
        using var city = await Host.SignInAsync(Role.CityLead);
        var before = await LastAsync();

        await officer.PostAsync("/search/go", Typed(values.Number), Stop);
        await city.PostAsync("/search/go", Typed(" " + values.Number + " "), Stop);
        using var led = await city.PostAsync("/search/go", Typed("谢"), Stop);
        await city.GetAsync(led.Headers.Location, Stop);
        using var sealedWords = await officer.GetAsync("/households?q=" + Uri.EscapeDataString("谢"), Stop);
        await officer.GetAsync(sealedWords.Headers.Location, Stop);
        await officer.PostAsync("/api/person/search", new StringContent("{\"q\":\"谢\"}", System.Text.Encoding.UTF8, "application/json"), Stop);

        var events = await SinceAsync(before);
        Assert.All(events, one => Assert.Equal((SecurityEventKind.Searched, true), (one.Kind, one.Succeeded)));
        Assert.Equal(["search/number/", "search/number/", "search/words/", "household/words/", "api/person/words/"], events.Select(one => one.Subject[..(one.Subject.LastIndexOf('/') + 1)]));
        Assert.Equal(events[0].Subject, events[1].Subject);
        Assert.Equal(Tail(events[2]), Tail(events[3]));
        Assert.NotEqual(Tail(events[0]), Tail(events[2]));
        Assert.All(events, one => Assert.DoesNotContain(values.Number, one.Subject + one.Detail, StringComparison.OrdinalIgnoreCase));

        static string Tail(SecurityEvent one) => one.Subject[one.Subject.LastIndexOf('/')..];
        static FormUrlEncodedContent Typed(string text) => new([new("q", text)]);
    }

    [Theory]
    [InlineData("/ledgers/person/export?format=csv&county=431021", "person.csv", "county")]
    [InlineData("/ledgers/household/export?format=xlsx", "household.xlsx", null)]
    [InlineData("/work/export.csv?county=431021", "work.csv", "county")]
    [InlineData("/work/export.xlsx", "work.xlsx", null)]
    public async Task An_export_is_told_before_it_begins(string address, string what, string? condition)
    {
        using var client = await Host.SignInAsync(Role.CountyOfficer, EveryLedger.County);
        var before = await LastAsync();
        using var answer = await client.GetAsync(address, Stop);

        Assert.Equal(HttpStatusCode.OK, answer.StatusCode);
        var one = Assert.Single(await SinceAsync(before));
        Assert.Equal((SecurityEventKind.Exported, what, EveryLedger.County), (one.Kind, one.Subject, one.CountyCode));
        Assert.Equal(condition is null ? "没有筛选条件" : $"筛选条件：{condition}", one.Detail);
    }

    [Fact]
    public async Task Standing_before_a_closed_door_is_noted_without_what_stood_in_the_address()
    {
        using var client = await Host.SignInAsync(Role.GridWorker);
        var values = await DoorValues.OfAsync(Host, EveryLedger.County);
        var before = await LastAsync();
        Assert.Equal(HttpStatusCode.Forbidden, (await client.GetAsync($"/ledgers/person/{values.Person}/unmask?q={values.Number}", Stop)).StatusCode);

        var one = Assert.Single(await SinceAsync(before));
        Assert.Equal((SecurityEventKind.Denied, false, "GET /ledgers/{Code}/{Id:guid}/unmask"), (one.Kind, one.Succeeded, one.Subject));
    }

    [Fact]
    public async Task A_monthly_run_is_told_when_it_is_started_and_stopped()
    {
        using var client = await Host.SignInAsync(Role.CityLead);
        var token = await TestHost.FieldsAsync(client, $"/households/{(await DoorValues.OfAsync(Host, EveryLedger.County)).Household}/verify");
        var before = await LastAsync();
        await client.PostAsync("/months/2025-09/run", new FormUrlEncodedContent(token), Stop);
        await client.PostAsync("/months/2025-09/cancel", new FormUrlEncodedContent(token), Stop);

        Assert.Equal([("2025-09", "启动月度运行"), ("2025-09", "取消月度运行")], (await SinceAsync(before)).Select(one => (one.Subject, one.Detail)));
    }

    /// <summary>Everything is opened, searched, exported and refused once more, then the whole log and all that the server said are searched.</summary>
    [Fact]
    public async Task Neither_the_log_nor_what_the_server_writes_holds_anything_of_a_person()
    {
        using var said = new Said();
        var canaries = await Canaries.OutsideAsync(Host, Scope.Nothing, withIds: false);
        using var client = await Host.SignInAsync(Role.CityLead);
        var values = await DoorValues.OfAsync(Host, EveryLedger.County);
        foreach (var door in Door.Of(Host.Services).Where(door => door.Method == "GET" && !door.Template.EndsWith("/events", StringComparison.Ordinal) && !door.Template.EndsWith("/progress", StringComparison.Ordinal)))
        {
            if (door.At(values) is { } address)
            {
                using var answer = await client.GetAsync($"{address}?q={values.Number}&from={values.Number}%0d%0aINJECTED", Stop);
            }
        }

        Host.Services.GetRequiredService<ILoggerFactory>().CreateLogger("Anju.Tests").LogWarning("heard");
        await using var db = Host.Open();
        var events = await db.Set<SecurityEvent>().AsNoTracking().ToListAsync(Stop);
        Assert.True(events.Count > 30, $"{events.Count} events only");
        Assert.Empty(events.SelectMany(one => canaries.In(Encoding.UTF8.GetBytes($"{one.Subject} {one.Detail} {one.ActorName}"), "")));
        Assert.Empty(canaries.In(Encoding.UTF8.GetBytes(said.Text), ""));
        Assert.Contains("heard", said.Text, StringComparison.Ordinal);
        Assert.DoesNotContain("INJECTED", said.Text, StringComparison.Ordinal);

        // The search finds what is there.
        Assert.NotEmpty(canaries.In(Encoding.UTF8.GetBytes($"look {values.Number} here"), ""));
    }

    private bool Paces(Door door, Pace pace) => Host.Services.GetRequiredService<EndpointDataSource>().Endpoints.OfType<RouteEndpoint>()
        .Any(endpoint => "/" + endpoint.RoutePattern.RawText!.TrimStart('/') == door.Template && endpoint.Metadata.GetMetadata<PaceAttribute>()?.Pace == pace
            && (endpoint.Metadata.GetMetadata<Microsoft.AspNetCore.Routing.HttpMethodMetadata>()?.HttpMethods.Contains("GET") ?? true));

    private async Task<long> LastAsync()
    {
        await using var db = Host.Open();
        return (await db.Set<SecurityHead>().AsNoTracking().SingleAsync(Stop)).Sequence;
    }

    private async Task<List<SecurityEvent>> SinceAsync(long sequence)
    {
        await using var db = Host.Open();
        return await db.Set<SecurityEvent>().AsNoTracking().Where(one => one.Sequence > sequence).OrderBy(one => one.Sequence).ToListAsync(Stop);
    }

    /// <summary>What the server writes to its log, as any collector of logs would receive it.</summary>
    private sealed class Said : EventListener
    {
        private const EventKeywords Formatted = (EventKeywords)4;
        private readonly StringBuilder text = new();

        public string Text
        {
            get
            {
                lock (text)
                {
                    return text.ToString();
                }
            }
        }

        protected override void OnEventSourceCreated(EventSource eventSource)
        {
            if (eventSource.Name == "Microsoft-Extensions-Logging")
            {
                // What the product's own filters let through, as a collector would get it.
                EnableEvents(eventSource, EventLevel.Verbose, Formatted, new Dictionary<string, string?> { ["FilterSpecs"] = "UseAppFilters" });
            }
        }

        protected override void OnEventWritten(EventWrittenEventArgs eventData)
        {
            lock (text)
            {
                text.AppendLine(string.Join(' ', eventData.Payload ?? new([])));
            }
        }
    }
}
