using System.Net;
using Anju.Access;
using Anju.Kernel;
using Microsoft.EntityFrameworkCore;
using Microsoft.Extensions.DependencyInjection;

namespace Anju.Tests.Access;

/// <summary>Who may hold which post, and who says so (requirements B8, B9).</summary>
[OnBothDatabases]
public sealed class PostTests
{
    private static CancellationToken Stop => TestContext.Current.CancellationToken;

    [Fact]
    public async Task Somebody_is_made_enrolled_and_limited_through_the_pages()
    {
        await using var host = await AccessHost.StartAsync();
        var admin = await host.EnrolAsync("sysadmin");
        var decider = await host.EnrolAsync("secadmin");

        var worker = await People.MakeAsync(host, admin, decider, "li.yun", Role.CountyOfficer, "431021", "431021/human-resources");

        Assert.Contains("桂阳县人社局", (await worker.OpenAsync("/me")).Page, StringComparison.Ordinal);
        Assert.Equal(HttpStatusCode.OK, (await worker.OpenAsync("/households")).Status);
        Assert.Equal(HttpStatusCode.NotFound, (await worker.OpenAsync("/counties/431022")).Status);
        Assert.Equal(HttpStatusCode.Forbidden, (await worker.OpenAsync("/accounts")).Status);
        Assert.Equal(HttpStatusCode.Forbidden, (await worker.OpenAsync("/posts")).Status);
        var changes = await host.EventsAsync(SecurityEventKind.PostChanged);
        Assert.Equal(["提出：县级专干，桂阳县人社局", "批准：县级专干，桂阳县人社局"], changes.Select(what => what.Detail));
        Assert.Equal(["系统管理员", "安全管理员"], changes.Select(what => what.ActorName));
    }

    [Fact]
    public async Task A_proposed_post_lets_nobody_in_and_a_refused_one_neither()
    {
        await using var host = await AccessHost.StartAsync();
        var (posts, accounts) = (host.Services.GetRequiredService<Posts>(), host.Services.GetRequiredService<Accounts>());
        var opened = (await accounts.OpenAsync(new("李云", "li.yun", Office.Work), Actor.System, Stop)).Value;
        host.Codes["li.yun"] = opened.FirstCode;
        var post = (await posts.ProposeAsync(opened.Id, Role.CountyOfficer, "431021", new(2025, 11, 1), null, null, Actor.System, Stop)).Value;

        var worker = await host.EnrolAsync("li.yun");

        Assert.Equal(HttpStatusCode.Forbidden, (await worker.OpenAsync("/households")).Status);
        var decider = await ActorOfAsync(host, "secadmin");
        Assert.Equal("REASON", (await posts.DecideAsync(post.Id, granted: false, null, decider, Stop)).Refusal?.Code);
        Assert.True((await posts.DecideAsync(post.Id, granted: false, "不属于本县", decider, Stop)).IsOk);
        Assert.Equal("DECIDED", (await posts.DecideAsync(post.Id, granted: true, null, decider, Stop)).Refusal?.Code);
        Assert.Equal(HttpStatusCode.Forbidden, (await worker.OpenAsync("/households")).Status);
    }

    [Fact]
    public async Task Nobody_decides_on_their_own_post_or_on_what_they_proposed()
    {
        await using var host = await AccessHost.StartAsync();
        var (posts, secadmin, sysadmin) = (host.Services.GetRequiredService<Posts>(), await ActorOfAsync(host, "secadmin"), await ActorOfAsync(host, "sysadmin"));
        var own = (await posts.ProposeAsync(secadmin.Id, Role.SecurityAdministrator, "city/human-resources", new(2025, 11, 1), null, null, sysadmin, Stop)).Value;
        var proposed = (await posts.ProposeAsync(sysadmin.Id, Role.SystemAdministrator, "city/human-resources", new(2025, 11, 1), null, null, secadmin, Stop)).Value;

        Assert.Equal("OWN_POST", (await posts.DecideAsync(own.Id, true, null, secadmin, Stop)).Refusal?.Code);
        Assert.Equal("OWN_POST", (await posts.DecideAsync(proposed.Id, true, null, secadmin, Stop)).Refusal?.Code);
    }

    [Theory]
    [InlineData("sysadmin", Role.SecurityAdministrator)]
    [InlineData("sysadmin", Role.CityLead)]
    [InlineData("auditadmin", Role.Auditor)]
    public async Task The_three_offices_exclude_one_another_and_the_register_for_the_database_too(string name, Role role)
    {
        await using var host = await AccessHost.StartAsync();
        var account = await host.AccountAsync(name);

        Assert.Equal("OFFICE", (await host.Services.GetRequiredService<Posts>().ProposeAsync(account.Id, role, "city/human-resources", new(2025, 11, 1), null, null, Actor.System, Stop)).Refusal?.Code);

        foreach (var office in (Office[])[account.Office, PostRules.OfficeOf(role)])
        {
            await using var db = host.Open();
            db.Add(new Post { Id = Guid.CreateVersion7(), UserId = account.Id, Office = office, Role = role, OrganisationCode = "x", Organisation = "x", From = new(2025, 11, 1), State = PostState.Held });
            await Assert.ThrowsAsync<DbUpdateException>(() => db.SaveChangesAsync(Stop));
        }
    }

    [Theory]
    [InlineData(Role.CountyOfficer, "city/human-resources")]
    [InlineData(Role.CityDepartment, "431021/human-resources")]
    [InlineData(Role.Township, "431021")]
    [InlineData(Role.CountyOfficer, "nowhere")]
    [InlineData(Role.CityDepartment, "city/rural-revitalisation")]
    public async Task A_role_belongs_into_its_own_kind_of_organisation_that_still_is(Role role, string organisation)
    {
        await using var host = await AccessHost.StartAsync();
        var opened = (await host.Services.GetRequiredService<Accounts>().OpenAsync(new("李云", "li.yun", Office.Work), Actor.System, Stop)).Value;

        Assert.Equal("ORGANISATION", (await host.Services.GetRequiredService<Posts>().ProposeAsync(opened.Id, role, organisation, new(2025, 11, 1), null, null, Actor.System, Stop)).Refusal?.Code);
    }

    [Theory]
    [InlineData("ab")]
    [InlineData("李云")]
    [InlineData("li yun")]
    [InlineData("13812345678")]
    [InlineData("11010519491231002X")]
    [InlineData("SYSADMIN")]
    public async Task A_sign_in_name_is_short_plain_free_and_no_number_of_a_person(string name)
    {
        await using var host = await AccessHost.StartAsync();
        Assert.Equal("SIGN_IN_NAME", (await host.Services.GetRequiredService<Accounts>().OpenAsync(new("李云", name, Office.Work), Actor.System, Stop)).Refusal?.Code);
    }

    [Fact]
    public async Task A_department_that_was_merged_names_its_successor()
    {
        await using var host = await AccessHost.StartAsync();
        var directory = host.Services.GetRequiredService<OrganisationDirectory>();

        var old = await directory.FindAsync("city/rural-revitalisation", Stop);

        Assert.Equal((false, "city/agriculture-rural"), (old!.IsValidOn(new(2025, 11, 20)), old.Successor));
        Assert.Equal(11, directory.OfThePlan.Count(one => one.Kind == OrganisationKind.CountyGovernment));
        Assert.True(directory.OfThePlan.Count(one => one is { CountyCode: "431021", Kind: OrganisationKind.CountyBureau }) > 20);
    }

    [Fact]
    public async Task Somebody_of_two_posts_acts_in_one_at_a_time()
    {
        await using var host = await AccessHost.StartAsync();
        var admin = await host.EnrolAsync("sysadmin");
        var decider = await host.EnrolAsync("secadmin");
        var worker = await People.MakeAsync(host, admin, decider, "li.yun", Role.CountyOfficer, "431021", "431021");
        var (account, posts) = (await host.AccountAsync("li.yun"), host.Services.GetRequiredService<Posts>());
        var second = (await posts.ProposeAsync(account.Id, Role.CountyOfficer, "431022", new(2025, 11, 1), null, null, await ActorOfAsync(host, "sysadmin"), Stop)).Value;
        await posts.DecideAsync(second.Id, true, null, await ActorOfAsync(host, "secadmin"), Stop);
        Assert.Equal((HttpStatusCode.OK, HttpStatusCode.NotFound), ((await worker.OpenAsync("/counties/431021")).Status, (await worker.OpenAsync("/counties/431022")).Status));

        await worker.OpenAsync("/me");
        await worker.SendAsync(null, [], $"act-in-{second.Id}");

        Assert.Equal((HttpStatusCode.NotFound, HttpStatusCode.OK), ((await worker.OpenAsync("/counties/431021")).Status, (await worker.OpenAsync("/counties/431022")).Status));
    }

    /// <summary>Whoever has the database can write a role into it, but not the code that goes with it (requirement E6).</summary>
    [Theory]
    [InlineData("UPDATE post SET county_code = NULL, role = 'CityLead'")]
    [InlineData("UPDATE post SET county_code = '431022'")]
    [InlineData("UPDATE post SET \"to\" = NULL, state = 'Held', reason = 'x'")]
    public async Task A_post_changed_past_the_product_counts_for_nothing_and_is_reported(string sql)
    {
        await using var host = await AccessHost.StartAsync();
        var worker = await People.MakeAsync(host, await host.EnrolAsync("sysadmin"), await host.EnrolAsync("secadmin"), "li.yun", Role.CountyOfficer, "431021", "431021/human-resources");
        Assert.Equal(HttpStatusCode.OK, (await worker.OpenAsync("/households")).Status);
        await using (var db = host.OpenAsOwner())
        {
            Assert.Equal(0, (await new RowCodesHold().CheckAsync(db, Stop)).Failed);
            await using var command = await BulkRead.CommandAsync(db, sql + " WHERE office = 'Work'", [], Stop);
            await command.ExecuteNonQueryAsync(Stop);
        }

        Assert.Equal(HttpStatusCode.Forbidden, (await worker.OpenAsync("/households")).Status);
        Assert.Equal(HttpStatusCode.Forbidden, (await (await host.SignInAsync("li.yun")).OpenAsync("/households")).Status);

        Assert.Contains(await host.EventsAsync(SecurityEventKind.Denied), what => what.Detail.Contains("绕过系统改动", StringComparison.Ordinal));
        await using var now = host.Open();
        var found = await new RowCodesHold().CheckAsync(now, Stop);
        Assert.Equal(1, found.Failed);
        Assert.Contains("post", found.Wrong[0], StringComparison.Ordinal);
    }

    [Fact]
    public async Task Of_two_who_decide_at_once_one_is_told_that_it_was_decided()
    {
        await using var host = await AccessHost.StartAsync();
        var posts = host.Services.GetRequiredService<Posts>();
        var opened = (await host.Services.GetRequiredService<Accounts>().OpenAsync(new("李云", "li.yun", Office.Work), Actor.System, Stop)).Value;
        var post = (await posts.ProposeAsync(opened.Id, Role.CountyOfficer, "431021", new(2025, 11, 1), null, null, Actor.System, Stop)).Value;
        var decider = await ActorOfAsync(host, "secadmin");

        var outcomes = await Task.WhenAll(Enumerable.Range(0, 8).Select(i => Task.Run(() => posts.DecideAsync(post.Id, i % 2 == 0, "不属于本县", decider, Stop))));

        Assert.Single(outcomes, one => one.IsOk);
        Assert.All(outcomes.Where(one => !one.IsOk), one => Assert.Equal("DECIDED", one.Refusal?.Code));
        await using var db = host.Open();
        Assert.Equal(0, (await new RowCodesHold().CheckAsync(db, Stop)).Failed);
    }

    [Fact]
    public async Task The_list_of_accounts_is_paged_both_ways()
    {
        await using var host = await AccessHost.StartAsync();
        var accounts = host.Services.GetRequiredService<Accounts>();
        for (var i = 0; i < 7; i++)
        {
            await accounts.OpenAsync(new($"人{i}", $"p.{i}", Office.Work), Actor.System, Stop);
        }

        var list = host.Services.GetRequiredService<AccountList>();
        async Task<(string Names, string? Previous, string? Next)> PageAsync(string? after = null, string? before = null, bool end = false)
        {
            var page = await list.FindAsync("p.", null, null, null, after, before, end, 3, Stop);
            Assert.Equal(7, page.Total);
            return (string.Concat(page.Lines.Select(line => line.Account.SignInName[^1])), page.Previous, page.Next);
        }

        Assert.Equal(("012", null, "P.2"), await PageAsync());
        Assert.Equal(("345", "P.3", "P.5"), await PageAsync(after: "P.2"));
        Assert.Equal(("6", "P.6", null), await PageAsync(after: "P.5"));
        Assert.Equal(("345", "P.3", "P.5"), await PageAsync(before: "P.6"));
        Assert.Equal(("456", "P.4", null), await PageAsync(end: true));
    }

    private static async Task<Actor> ActorOfAsync(AccessHost host, string name)
    {
        var account = await host.AccountAsync(name);
        return new(account.Id, account.Name, "", Scope.Nothing, []);
    }
}
