using System.Net;
using System.Net.Http.Json;
using System.Text;
using System.Text.Json.Nodes;
using Anju.Kernel;
using Anju.Ledgers;
using Anju.Register;
using Anju.Workflows;
using Microsoft.EntityFrameworkCore;
using Microsoft.Extensions.DependencyInjection;

namespace Anju.Tests.Ledgers;

/// <summary>REST of every ledger.</summary>
[OnBothDatabases]
public sealed class LedgerApiTests(TestHost host) : IClassFixture<TestHost>
{
    private static CancellationToken Stop => TestContext.Current.CancellationToken;

    public static TheoryData<string> Codes => EveryLedger.Codes;

    public static TheoryData<string> Open => EveryLedger.Open;

    [Theory]
    [MemberData(nameof(Codes))]
    public async Task Next_links_lead_through_all_lines(string code)
    {
        var client = await host.SignInAsync(Role.CountyOfficer, EveryLedger.County);
        var ids = new List<string>();
        for (var next = $"/api/{code}?size=90"; next is not null;)
        {
            var page = (await client.GetFromJsonAsync<JsonObject>(next, Stop))!;
            ids.AddRange(page["items"]!.AsArray().Select(line => line!["id"]!.GetValue<string>()));
            next = page["next"]?.GetValue<string>();
        }

        await using var db = host.OpenAs(Role.CountyOfficer, EveryLedger.County);
        Assert.Equal((await host.ReaderOf(db).CountAsync(new() { Ledger = host.Catalogue.Find(code)! }, Stop)).Lines, ids.Distinct().Count());
        Assert.Equal(ids.Count, ids.Distinct().Count());
    }

    /// <summary>Names and numbers are asked for in the body, and travel sealed in the address of the next page (requirement D4).</summary>
    [Fact]
    public async Task A_name_is_searched_for_by_post_and_refused_in_an_address()
    {
        var client = await host.SignInAsync(Role.CityLead);
        await using var db = host.Open();
        var surname = (await db.Set<Person>().AsNoTracking().Where(x => x.Name != "").GroupBy(x => x.Name.Substring(0, 1)).OrderByDescending(x => x.Count()).Select(x => x.Key).FirstAsync(Stop))!;
        var all = await db.Set<Person>().CountAsync(x => x.Name.Contains(surname), Stop);
        Assert.True(all > 5, $"{all} people");

        var refused = await client.GetAsync("/api/person/?q=" + Uri.EscapeDataString(surname), Stop);
        Assert.Equal(HttpStatusCode.BadRequest, refused.StatusCode);
        Assert.Contains("POST /api/person/search", await refused.Content.ReadAsStringAsync(Stop), StringComparison.Ordinal);
        Assert.Equal(HttpStatusCode.BadRequest, (await client.GetAsync("/ledgers/person/export?format=csv&q=" + Uri.EscapeDataString(surname), Stop)).StatusCode);

        var answer = await client.PostAsync("/api/person/search", Json(new JsonObject { ["q"] = surname, ["size"] = 3 }), Stop);
        var page = (await answer.Content.ReadFromJsonAsync<JsonObject>(Stop))!;
        var found = page["items"]!.AsArray().Count;
        for (var next = page["next"]?.GetValue<string>(); next is not null;)
        {
            Assert.DoesNotContain(surname, Uri.UnescapeDataString(next), StringComparison.Ordinal);
            page = (await client.GetFromJsonAsync<JsonObject>(next, Stop))!;
            found += page["items"]!.AsArray().Count;
            next = page["next"]?.GetValue<string>();
        }

        Assert.Equal(all, found);
        Assert.Equal(HttpStatusCode.BadRequest, (await client.PostAsync("/api/person/search", Json(new JsonObject { ["nonsense"] = "1" }), Stop)).StatusCode);
        Assert.Equal(HttpStatusCode.BadRequest, (await client.PostAsync("/api/person/search", new StringContent("[]", Encoding.UTF8, "application/json"), Stop)).StatusCode);
    }

    [Theory]
    [MemberData(nameof(Codes))]
    public async Task What_was_read_can_be_put_back_and_changes_nothing(string code)
    {
        var client = await host.SignInAsync(Role.CountyOfficer, EveryLedger.County);
        var address = $"/api/{code}/{(await host.LineAsync(code)).Id}";
        var line = (await client.GetFromJsonAsync<JsonObject>(address, Stop))!;

        var answer = await client.PutAsync(address, Json(line), Stop);

        Assert.True(answer.StatusCode == HttpStatusCode.OK, await answer.Content.ReadAsStringAsync(Stop));
        var after = (await answer.Content.ReadFromJsonAsync<JsonObject>(Stop))!;
        Assert.Equal(line.ToJsonString(), after.ToJsonString());
    }

    [Theory]
    [MemberData(nameof(Open))]
    public async Task A_line_is_added_changed_and_removed(string code)
    {
        var client = await host.SignInAsync(Role.CountyOfficer, EveryLedger.County);
        var ledger = host.Catalogue.Find(code)!;
        var line = (await client.GetFromJsonAsync<JsonObject>($"/api/{code}/{(await host.LineAsync(code)).Id}", Stop))!;
        foreach (var name in line.Select(pair => pair.Key).Where(name => ledger.FindField(name) is not { } column || !ledger.IsTyped(column) || column.Mask is not null).ToList())
        {
            line.Remove(name);
        }

        if (ledger.Key.LastOrDefault(column => column.Kind is ColumnKind.Text or ColumnKind.Date or ColumnKind.Month) is { } key)
        {
            line[key.Field] = key.Kind switch { ColumnKind.Text => "TEST-0001", ColumnKind.Date => "2024-02-29", _ => "2024-02" };
        }
        else
        {
            line[ledger.Owner!.Field] = await host.UntiedPersonAsync();
        }

        if (ledger.CodeKey is null && ledger.FindField("month") is not null)
        {
            line["month"] = "2024-02";
        }

        if (typeof(IRuledBeside).IsAssignableFrom(ledger.Type))
        {
            line[ledger.Owner!.Field] = await host.UntiedPersonAsync();
        }

        var added = await client.PostAsync($"/api/{code}?reason=试验", Json(line), Stop);
        Assert.True(added.StatusCode == HttpStatusCode.Created, await added.Content.ReadAsStringAsync(Stop));
        var twice = await client.PostAsync($"/api/{code}?reason=试验", Json(line), Stop);
        Assert.Equal(HttpStatusCode.UnprocessableEntity, twice.StatusCode);
        var address = added.Headers.Location!.OriginalString;

        var stored = (await client.GetFromJsonAsync<JsonObject>(address, Stop))!;
        var flow = host.Services.GetRequiredService<WorkflowBook>().Of(ledger.Type);
        var bySteps = flow?.ByMove.ToList() ?? [];
        var text = ledger.Columns.First(column => column is { Kind: ColumnKind.Text, KeyOrder: null, Mask: null, MaxLength: >= 20 } && ledger.IsTyped(column) && !bySteps.Contains(column.Name));
        stored[text.Field] = "改过的内容";
        var changed = await client.PutAsync(address, Json(stored), Stop);
        Assert.True(changed.IsSuccessStatusCode, await changed.Content.ReadAsStringAsync(Stop));
        Assert.Equal("改过的内容", (await changed.Content.ReadFromJsonAsync<JsonObject>(Stop))![text.Field]!.GetValue<string>());
        var version = int.Parse(changed.Headers.ETag!.Tag.Trim('"'), System.Globalization.CultureInfo.InvariantCulture);
        Assert.InRange(version, 2, flow is null ? 2 : 3); // what was written may itself move a case

        stored[text.Field] = "迟到的内容";
        Assert.Equal(HttpStatusCode.Conflict, (await client.PutAsync(address, Json(stored), Stop)).StatusCode);
        Assert.Equal(HttpStatusCode.BadRequest, (await client.DeleteAsync(address + $"?version={version}", Stop)).StatusCode);
        Assert.Equal(HttpStatusCode.Conflict, (await client.DeleteAsync(address + "?version=1&reason=试验", Stop)).StatusCode);
        Assert.Equal(HttpStatusCode.NoContent, (await client.DeleteAsync(address + $"?version={version}&reason=试验", Stop)).StatusCode);
        Assert.Equal(HttpStatusCode.NotFound, (await client.GetAsync(address, Stop)).StatusCode);
    }

    [Theory]
    [MemberData(nameof(Codes))]
    public async Task Rubbish_is_refused_in_Chinese(string code)
    {
        var client = await host.SignInAsync(Role.CountyOfficer, EveryLedger.County);
        var ledger = host.Catalogue.Find(code)!;
        var address = $"/api/{code}/{(await host.LineAsync(code)).Id}";
        var line = (await client.GetFromJsonAsync<JsonObject>(address, Stop))!;
        var bodies = new List<string> { "", "[]", "1", "{", "null", "{\"nothing\":1,\"version\":1}" };
        foreach (var column in ledger.Columns.Where(ledger.IsTyped).Where(column => !ledger.IsFixed(column)))
        {
            foreach (var rubbish in (JsonNode[])[new JsonObject(), new JsonArray(1, 2), column.Kind == ColumnKind.Text ? JsonValue.Create(12.5) : JsonValue.Create("\u0001乱码#")])
            {
                var body = (JsonObject)line.DeepClone();
                body[column.Field] = rubbish;
                bodies.Add(body.ToJsonString());
            }
        }

        foreach (var body in bodies)
        {
            var answer = await client.PutAsync(address, new StringContent(body, Encoding.UTF8, "application/json"), Stop);
            Assert.True(answer.StatusCode == HttpStatusCode.BadRequest, $"{(int)answer.StatusCode} {body}");
            var problem = (await answer.Content.ReadFromJsonAsync<JsonObject>(Stop))!;
            Assert.Matches(@"\p{IsCJKUnifiedIdeographs}", problem["detail"]!.GetValue<string>());
        }
    }

    [Fact]
    public async Task What_the_system_keeps_cannot_be_written()
    {
        var client = await host.SignInAsync(Role.CountyOfficer, EveryLedger.County);
        foreach (var (code, field, value) in ((string, string, JsonNode)[])
            [("household", "headName", "某人"), ("household", "status", "Dissolved"), ("person", "siteId", Guid.CreateVersion7().ToString()), ("person", "householdId", Guid.CreateVersion7().ToString()),
                ("employment-spell", "countyCode", EveryLedger.OtherCounty), ("employment-spell", "householdId", Guid.CreateVersion7().ToString())])
        {
            var address = $"/api/{code}/{(await host.LineAsync(code)).Id}";
            var line = (await client.GetFromJsonAsync<JsonObject>(address, Stop))!;
            line[field] = value;
            var answer = await client.PutAsync(address, Json(line), Stop);
            Assert.True(answer.StatusCode == HttpStatusCode.BadRequest, $"{code} {field} {answer.StatusCode}");
            Assert.Contains("由系统维护", await answer.Content.ReadAsStringAsync(Stop), StringComparison.Ordinal);
        }
    }

    [Fact]
    public async Task A_household_is_not_moved_to_another_county_nor_to_its_site_by_somebody_of_the_first()
    {
        var client = await host.SignInAsync(Role.CountyOfficer, EveryLedger.County);
        var foreign = await host.LineAsync("site", EveryLedger.OtherCounty);
        var address = $"/api/household/{(await host.LineAsync("household")).Id}";
        var line = (await client.GetFromJsonAsync<JsonObject>(address, Stop))!;
        line["siteId"] = foreign.Id.ToString();
        Assert.Equal(HttpStatusCode.BadRequest, (await client.PutAsync(address, Json(line), Stop)).StatusCode);
        line = (await client.GetFromJsonAsync<JsonObject>(address, Stop))!;
        line["countyCode"] = EveryLedger.OtherCounty;
        Assert.Equal(HttpStatusCode.BadRequest, (await client.PutAsync(address, Json(line), Stop)).StatusCode);
    }

    [Fact]
    public async Task Restricted_fields_go_out_masked_and_are_kept_when_they_come_back()
    {
        var client = await host.SignInAsync(Role.CountyOfficer, EveryLedger.County);
        await using var db = host.Open();
        var person = await db.Set<Person>().AsNoTracking().FirstAsync(
            x => x.CountyCode == EveryLedger.County && EF.Property<string?>(x, "IdNumberIndex") != null && x.NumberOddlyWritten == null && EF.Property<byte[]?>(x, "PhoneSealed") != null && x.Health != null, Stop);
        var address = $"/api/person/{person.Id}";
        var line = (await client.GetFromJsonAsync<JsonObject>(address, Stop))!;
        Assert.Equal(person.IdNumber![..4] + "**********" + person.IdNumber[^4..], line["idNumber"]!.GetValue<string>());
        Assert.Contains('*', line["phone"]!.GetValue<string>());
        Assert.Equal(person.Health.ToString(), line["health"]!.GetValue<string>()); // not marked as restricted in the specification

        line["note"] = "只改备注";
        Assert.Equal(HttpStatusCode.OK, (await client.PutAsync(address, Json(line), Stop)).StatusCode);

        var stored = await db.Set<Person>().AsNoTracking().SingleAsync(x => x.Id == person.Id, Stop);
        Assert.Equal((person.IdNumber, person.Phone, person.Health, "只改备注"), (stored.IdNumber, stored.Phone, stored.Health, stored.Note));
    }

    [Fact]
    public async Task Only_those_who_may_write_write_and_nobody_reads_without_signing_in()
    {
        var auditor = await host.SignInAsync(Role.Auditor);
        var line = await host.LineAsync("household");
        Assert.Equal(HttpStatusCode.OK, (await auditor.GetAsync($"/api/household/{line.Id}", Stop)).StatusCode);
        Assert.Equal(HttpStatusCode.Forbidden, (await auditor.DeleteAsync($"/api/household/{line.Id}?version=1&reason=x", Stop)).StatusCode);
        Assert.Equal(HttpStatusCode.Unauthorized, (await host.Anonymous().GetAsync($"/api/household/{line.Id}", Stop)).StatusCode);
        Assert.Equal(HttpStatusCode.Unauthorized, (await host.Anonymous().GetAsync("/api/household", Stop)).StatusCode);
    }

    [Fact]
    public async Task The_description_names_every_ledger_with_its_fields_and_filters()
    {
        var client = await host.SignInAsync(Role.CityLead);
        var description = (await client.GetFromJsonAsync<JsonObject>("/openapi/v1.json", Stop))!;
        foreach (var ledger in host.Catalogue.All)
        {
            Assert.Contains(description["paths"]!.AsObject(), path => path.Key.TrimEnd('/') == $"/api/{ledger.Code}");
            Assert.Contains(ledger.Type.Name, description["components"]!["schemas"]!.AsObject().Select(schema => schema.Key));
        }

        var list = description["paths"]!.AsObject().First(path => path.Key.TrimEnd('/') == "/api/person").Value!["get"]!["parameters"]!.AsArray();
        var names = list.Select(parameter => parameter!["name"]!.GetValue<string>()).ToList();
        Assert.Contains("sex", names);
        Assert.Contains("birthDate.from", names);
        Assert.DoesNotContain("idNumber", names);
    }

    private static StringContent Json(JsonObject body) => new(body.ToJsonString(), Encoding.UTF8, "application/json");
}
