using System.Net;
using System.Text.RegularExpressions;
using Anju.Employment.OutwardJobs;
using Anju.Kernel;
using Anju.Tests.Ledgers;
using Anju.Workflows;
using Microsoft.EntityFrameworkCore;

namespace Anju.Tests.Employment;

/// <summary>The board of households without work: each figure is the number of rows it opens.</summary>
[OnBothDatabases]
public sealed class ZeroBoardTests(TestHost host) : IClassFixture<TestHost>
{
    private static CancellationToken Stop => TestContext.Current.CancellationToken;

    [Theory]
    [InlineData(Role.CityLead, null)]
    [InlineData(Role.CountyOfficer, EveryLedger.County)]
    public async Task Each_figure_opens_to_as_many_rows(Role role, string? county)
    {
        using var client = await host.SignInAsync(role, county);
        await using var db = host.OpenAs(role, county);
        var past = new[] { ZeroEmploymentState.Dismissed, ZeroEmploymentState.Stable, ZeroEmploymentState.ClosedNoJob, ZeroEmploymentState.Placed };
        var open = await db.Set<ZeroEmploymentCase>().AsNoTracking().Where(x => !past.Contains(x.State)).ToListAsync(Stop);
        Assert.NotEmpty(open);

        Assert.Equal(open.Select(x => $"{x.Id}").Order(StringComparer.Ordinal), await CasesAsync(client, "/zero-employment"));
        foreach (var light in new[] { CaseLight.Red, CaseLight.Yellow, CaseLight.Green })
        {
            var rows = await CasesAsync(client, $"/zero-employment?light={light.ToString().ToLowerInvariant()}");
            Assert.Equal(open.Where(x => x.LightOn(TestHost.City.Today) == light).Select(x => $"{x.Id}").Order(StringComparer.Ordinal), rows);
            Assert.Contains($"light={light.ToString().ToLowerInvariant()}\" aria-label=\"{(light == CaseLight.Red ? "红灯（已超期）" : TermTitles.Of(light))} {rows.Count}户", await TextAsync(client, "/zero-employment"), StringComparison.Ordinal);
        }
    }

    [Fact]
    public async Task A_place_narrows_the_rows_to_its_own()
    {
        using var client = await host.SignInAsync(Role.CityLead);
        await using var db = host.OpenAs(Role.CountyOfficer, EveryLedger.County);
        var past = new[] { ZeroEmploymentState.Dismissed, ZeroEmploymentState.Stable, ZeroEmploymentState.ClosedNoJob, ZeroEmploymentState.Placed };
        var own = await db.Set<ZeroEmploymentCase>().Where(x => !past.Contains(x.State)).Select(x => x.Id).ToListAsync(Stop);

        Assert.Equal(own.Select(id => $"{id}").Order(StringComparer.Ordinal), await CasesAsync(client, $"/zero-employment?place={EveryLedger.County}"));
    }

    private static async Task<string> TextAsync(HttpClient client, string address) => WebUtility.HtmlDecode(await client.GetStringAsync(address, Stop));

    private static async Task<List<string>> CasesAsync(HttpClient client, string address) =>
        [.. Regex.Matches(await TextAsync(client, address), "/cases/zero-employment/([0-9a-f-]{36})").Select(match => match.Groups[1].Value).Distinct().Order(StringComparer.Ordinal)];
}
