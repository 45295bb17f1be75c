using System.Net;
using System.Text.RegularExpressions;
using Anju.Kernel;
using Anju.Register;
using Anju.Tests.Ledgers;
using Microsoft.EntityFrameworkCore;

namespace Anju.Tests.Access;

/// <summary>Masked values are shown whole one record at a time, for a reason that is kept (requirement E9).</summary>
[OnBothDatabases]
public sealed class UnmaskTests(TestHost host) : IClassFixture<TestHost>
{
    private static CancellationToken Stop => TestContext.Current.CancellationToken;

    [Fact]
    public async Task A_number_is_masked_until_somebody_says_why_and_one_event_names_field_and_record()
    {
        var person = await PersonAsync(EveryLedger.County);
        using var client = await host.SignInAsync(Role.CountyOfficer, EveryLedger.County);
        var address = $"/ledgers/person/{person.Id}/unmask";
        foreach (var page in (string[])[$"/persons/{person.Id}", $"/ledgers/person/{person.Id}", address])
        {
            Assert.DoesNotContain(person.IdNumber!, await client.GetStringAsync(page, Stop), StringComparison.Ordinal);
        }

        using var shown = await TestHost.SendAsync(client, address, ("field", "idNumber"), ("reason", "核对身份证件原件"));

        var text = await shown.Content.ReadAsStringAsync(Stop);
        Assert.Contains(person.IdNumber!, text, StringComparison.Ordinal);
        Assert.DoesNotContain(person.IdNumber!, Regex.Match(text, "<title>.*?</title>").Value, StringComparison.Ordinal);
        Assert.Equal("no-store", shown.Headers.CacheControl?.ToString());
        var what = Assert.Single(await EventsAsync(person.Id));
        Assert.Equal(
            (true, "person.idNumber", EveryLedger.County, "核对身份证件原件", (Guid?)person.HouseholdId),
            (what.Succeeded, what.Subject, what.CountyCode, what.Detail, what.HouseholdId));
        Assert.DoesNotContain(person.IdNumber!, await client.GetStringAsync(address, Stop), StringComparison.Ordinal);
    }

    [Theory]
    [InlineData("idNumber", "")]
    [InlineData("", "核对")]
    [InlineData("name", "核对")]
    public async Task Without_a_reason_or_a_masked_field_nothing_is_shown_and_nothing_noted(string field, string reason)
    {
        var person = await PersonAsync(EveryLedger.County, skip: 1);
        using var client = await host.SignInAsync(Role.CountyOfficer, EveryLedger.County);

        using var answer = await TestHost.SendAsync(client, $"/ledgers/person/{person.Id}/unmask", ("field", field), ("reason", reason));

        Assert.Equal(HttpStatusCode.UnprocessableEntity, answer.StatusCode);
        Assert.DoesNotContain(person.IdNumber!, await answer.Content.ReadAsStringAsync(Stop), StringComparison.Ordinal);
        Assert.Empty(await EventsAsync(person.Id));
    }

    [Theory]
    [InlineData(Role.GridWorker, HttpStatusCode.Forbidden)]
    [InlineData(Role.Auditor, HttpStatusCode.Forbidden)]
    [InlineData(Role.SystemAdministrator, HttpStatusCode.Forbidden)]
    [InlineData(Role.AuditAdministrator, HttpStatusCode.Forbidden)]
    [InlineData(Role.CountyOfficer, HttpStatusCode.NotFound)]
    public async Task Who_may_not_or_whose_county_it_is_not_sees_nothing(Role role, HttpStatusCode status)
    {
        var person = await PersonAsync(EveryLedger.County);
        using var client = await host.SignInAsync(role, role == Role.CountyOfficer ? EveryLedger.OtherCounty : null);

        Assert.Equal(status, (await client.GetAsync($"/ledgers/person/{person.Id}/unmask", Stop)).StatusCode);
    }

    private async Task<Person> PersonAsync(string county, int skip = 0)
    {
        await using var db = host.Open();
        return await db.Set<Person>().AsNoTracking().Where(person => person.CountyCode == county && EF.Property<string?>(person, "IdNumberIndex") != null).OrderBy(person => person.Code).Skip(skip).FirstAsync(Stop);
    }

    private async Task<List<SecurityEvent>> EventsAsync(Guid record)
    {
        await using var db = host.Open();
        return await db.Set<SecurityEvent>().AsNoTracking().Where(what => what.Kind == SecurityEventKind.Unmasked && what.RecordId == record).ToListAsync(Stop);
    }
}
