using System.Net;
using System.Text.RegularExpressions;
using Anju.Employment.OutwardJobs;
using Anju.Kernel;
using Anju.Register;
using Anju.Register.HouseholdFile;
using Anju.Web;
using Microsoft.EntityFrameworkCore;

namespace Anju.Tests.Register;

/// <summary>The timeline of somebody's work: every line of theirs that tells of work, the newest first, each with the way to it.</summary>
[OnBothDatabases]
public sealed class WorkTimelineTests(TestHost host) : IClassFixture<TestHost>
{
    private static CancellationToken Stop => TestContext.Current.CancellationToken;

    [Fact]
    public async Task Jobs_and_services_stand_in_order_and_open_their_lines()
    {
        using var client = await host.SignInAsync(Role.CityLead);
        await using var db = host.Open();
        var served = await db.Set<EmploymentServiceEvent>().Select(x => x.PersonId).ToListAsync(Stop);
        var person = (await db.Set<EmploymentSpell>().AsNoTracking().Where(x => served.Contains(x.PersonId) && x.EndedOn != null).OrderBy(x => x.Id).FirstAsync(Stop)).PersonId;
        var expected = (await db.Set<EmploymentSpell>().AsNoTracking().Where(x => x.PersonId == person).ToListAsync(Stop)).Select(x => ((IWorkEntry)x, x.Id))
            .Concat((await db.Set<EmploymentServiceEvent>().AsNoTracking().Where(x => x.PersonId == person).ToListAsync(Stop)).Select(x => ((IWorkEntry)x, x.Id)))
            .OrderByDescending(x => x.Item1.InTimeline()!.On).ThenByDescending(x => x.Id).Select(x => $"{x.Id}").ToList();

        var page = WebUtility.HtmlDecode(await client.GetStringAsync($"/persons/{person}", Stop));

        var lists = string.Concat(Regex.Matches(page, "<ol class=\"work-timeline\">.*?</ol>", RegexOptions.Singleline).Select(x => x.Value));
        var shown = Regex.Matches(lists, "/ledgers/(?:employment-spell|employment-service)/([0-9a-f-]{36})").Select(x => x.Groups[1].Value).ToList();
        Assert.Equal(expected, shown);
        Assert.Contains("还没有记录的台账", page, StringComparison.Ordinal);
    }

    /// <summary>What a line says is words, whatever of it is blank.</summary>
    [Fact]
    public void Every_ledger_of_the_timeline_says_something_of_a_blank_line()
    {
        var types = Product.Modules.Concrete<Anju.Kernel.Record>().Where(type => type.IsAssignableTo(typeof(IWorkEntry))).ToList();
        Assert.InRange(types.Count, 6, 20);
        Assert.All(types, type =>
        {
            var entry = ((IWorkEntry)Activator.CreateInstance(type)!).InTimeline();
            Assert.True(entry is null || (entry.Words.Length > 1 && !entry.Words.EndsWith('：')), $"{type.Name}: {entry?.Words}");
        });
    }
}
