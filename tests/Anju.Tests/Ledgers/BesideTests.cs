using System.Net;
using System.Net.Http.Json;
using System.Text;
using System.Text.Json.Nodes;
using Anju.Access;
using Anju.Employment.PublicWork;
using Anju.Kernel;
using Anju.Register;

namespace Anju.Tests.Ledgers;

/// <summary>Lines that must agree with the other lines of one person: the jobs with each other, the public posts with each other.</summary>
[OnBothDatabases]
public sealed class BesideTests(TestHost host) : IClassFixture<TestHost>
{
    private static CancellationToken Stop => TestContext.Current.CancellationToken;

    /// <summary>A first job, then a second, and what is said of it where it may not stand; null where it may.</summary>
    public static TheoryData<string, string?, string, string?, string?, string?> Jobs => new()
    {
        { "2024-01-01", "2024-03-01", "2024-03-01", null, null, null },
        { "2024-01-01", "2024-03-01", "2024-02-29", null, "startedOn", "开始日期早于上一段就业的结束日期：2024-01-01起的甲厂到2024-03-01才结束" },
        { "2024-01-01", null, "2024-02-29", null, "startedOn", "上一段就业还没有结束：2024-01-01起的甲厂" },
        { "2024-01-01", null, "2023-02-01", "2024-01-01", null, null },
        { "2024-01-01", null, "2023-02-01", "2024-01-02", "endedOn", "结束日期晚于下一段就业的开始日期" },
        { "2024-01-01", null, "2023-02-01", null, "endedOn", "后面还有一段就业：2024-01-01起的甲厂，请填写这一段的结束日期" },
    };

    [Theory]
    [MemberData(nameof(Jobs))]
    public async Task A_job_does_not_begin_before_the_last_one_ended(string from, string? to, string start, string? end, string? at, string? words)
    {
        using var client = await host.SignInAsync(Role.CountyOfficer, EveryLedger.County);
        var person = await host.UntiedPersonAsync();
        var first = await AddAsync(client, "employment-spell", Job(person, "甲厂", from, to), null, null);

        var second = await AddAsync(client, "employment-spell", Job(person, "乙厂", start, end), at, words);

        await RemoveAsync(client, first, second);

        static JsonObject Job(Guid person, string employer, string from, string? to) => new()
        {
            ["personId"] = person, ["channel"] = nameof(EmploymentChannel.InsideCounty), ["employer"] = employer, ["startedOn"] = from, ["endedOn"] = to,
        };
    }

    public static TheoryData<PostHours?, PostHours?, string?, string, bool> Posts => new()
    {
        { PostHours.Full, PostHours.Full, null, "2024-05-01", false },
        { PostHours.Full, PostHours.Full, "2024-05-02", "2024-05-01", false },
        { PostHours.Full, PostHours.Full, "2024-05-01", "2024-05-01", true },
        { PostHours.Full, PostHours.Part, null, "2024-05-01", true },
        { PostHours.Part, PostHours.Full, null, "2024-05-01", true },
        { null, PostHours.Full, null, "2024-05-01", true },
    };

    [Theory]
    [MemberData(nameof(Posts))]
    public async Task Nobody_holds_two_full_time_posts(PostHours? hours, PostHours? second, string? left, string start, bool may)
    {
        using var client = await host.SignInAsync(Role.CountyOfficer, EveryLedger.County);
        var person = await host.UntiedPersonAsync();
        var one = await AddAsync(client, "public-post", Post(person, "G-1", "2024-01-01", left, hours), null, null);

        var other = await AddAsync(client, "public-post", Post(person, "G-2", start, null, second), may ? null : "startedOn", "2024-01-01起已在仁义镇政府的岗位G-1");

        await RemoveAsync(client, one, other);

        static JsonObject Post(Guid person, string code, string from, string? left, PostHours? hours) => new()
        {
            ["personId"] = person, ["code"] = code, ["kind"] = nameof(PublicPostKind.Cleaning), ["developer"] = "仁义镇政府", ["funding"] = "其他", ["workPlace"] = "仁义镇",
            ["hours"] = hours?.ToString(), ["weeklyHours"] = 20, ["startedOn"] = from, ["leftOn"] = left, ["leftFor"] = left is null ? null : nameof(OffPostReason.Voluntary),
        };
    }

    [Fact]
    public async Task What_was_wrong_before_does_not_keep_anybody_from_mending_something_else()
    {
        using var client = await host.SignInAsync(Role.CountyOfficer, EveryLedger.County);
        EmploymentSpell stored;
        await using (var db = host.Open())
        {
            var all = Microsoft.EntityFrameworkCore.EntityFrameworkQueryableExtensions.AsNoTracking(db.Set<EmploymentSpell>()).Where(spell => spell.CountyCode == EveryLedger.County).ToList();
            var person = all.GroupBy(spell => spell.PersonId).First(spells => spells.Count() == 1);
            stored = person.Single();
            await using var change = await Change.BeginAsync(db, Origin.Import, "旧表", TimeProvider.System, Stop);
            await change.InsertAsync([new EmploymentSpell { PersonId = stored.PersonId, HouseholdId = stored.HouseholdId, CountyCode = stored.CountyCode, SiteId = stored.SiteId, Channel = stored.Channel, StartedOn = stored.StartedOn.AddDays(-30) }], Stop);
            Assert.True((await change.CommitAsync(Stop)).IsOk);
        }

        var line = (await client.GetFromJsonAsync<JsonObject>($"/api/employment-spell/{stored.Id}", Stop))!;
        line["trade"] = "缝纫";
        using var mended = await client.PutAsync($"/api/employment-spell/{stored.Id}", Json(line), Stop);
        Assert.True(mended.StatusCode == HttpStatusCode.OK, await mended.Content.ReadAsStringAsync(Stop));

        line = (await client.GetFromJsonAsync<JsonObject>($"/api/employment-spell/{stored.Id}", Stop))!;
        line["startedOn"] = stored.StartedOn.AddDays(-1).ToString("O", System.Globalization.CultureInfo.InvariantCulture);
        using var touched = await client.PutAsync($"/api/employment-spell/{stored.Id}", Json(line), Stop);
        Assert.Equal(HttpStatusCode.BadRequest, touched.StatusCode);
    }

    /// <summary>Adds a line, or sees it refused at the field.</summary>
    /// <returns>Its address; null when it was refused.</returns>
    private static async Task<string?> AddAsync(HttpClient client, string code, JsonObject line, string? at, string? words)
    {
        using var answer = await client.PostAsync($"/api/{code}?reason=试验", Json(line), Stop);
        var text = await answer.Content.ReadAsStringAsync(Stop);
        if (at is null)
        {
            Assert.True(answer.StatusCode == HttpStatusCode.Created, text);
            return answer.Headers.Location!.OriginalString;
        }

        Assert.Equal(HttpStatusCode.BadRequest, answer.StatusCode);
        var errors = JsonNode.Parse(text)!["errors"]!.AsObject();
        Assert.Contains(words!, Assert.Single(errors, error => error.Key == at).Value!.ToJsonString(new() { Encoder = System.Text.Encodings.Web.JavaScriptEncoder.UnsafeRelaxedJsonEscaping }), StringComparison.Ordinal);
        return null;
    }

    private static async Task RemoveAsync(HttpClient client, params string?[] addresses)
    {
        foreach (var address in addresses.OfType<string>())
        {
            using var line = await client.GetAsync(address, Stop); // a case may have been moved by what was entered
            using var gone = await client.DeleteAsync($"{address}?version={line.Headers.ETag!.Tag.Trim('"')}&reason=试验", Stop);
            Assert.Equal(HttpStatusCode.NoContent, gone.StatusCode);
        }
    }

    private static StringContent Json(JsonObject line) => new(line.ToJsonString(), Encoding.UTF8, "application/json");
}
