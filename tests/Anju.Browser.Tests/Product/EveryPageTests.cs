using System.Reflection;
using System.Text.RegularExpressions;
using Anju.Access;
using Anju.Community.SafeCommunity;
using Anju.Employment.LocalJobs;
using Anju.Employment.OutwardJobs;
using Anju.Employment.OwnBusiness;
using Anju.Employment.PublicWork;
using Anju.Employment.Skills;
using Anju.Kernel;
using Anju.Ledgers;
using Anju.Policy;
using Anju.Register;
using Microsoft.AspNetCore.Components;
using Microsoft.EntityFrameworkCore;
using Microsoft.Extensions.DependencyInjection;
using Microsoft.Playwright;

namespace Anju.Browser.Tests.Product;

/// <summary>Every page as a desk shows it.</summary>
public sealed class EveryPageOnDeskTests(Chromium chromium, EveryPageTests.Server server) : EveryPageTests(chromium, server, width: 1440);

/// <summary>Every page as a phone shows it; beside the desk, for there are two cores.</summary>
public sealed class EveryPageOnPhoneTests(Chromium chromium, EveryPageTests.Server server) : EveryPageTests(chromium, server, width: 390);

/// <summary>Every page of the product that has a route, at one width: found by type, so that a new page is in.</summary>
public abstract partial class EveryPageTests(Chromium chromium, EveryPageTests.Server server, int width) : IClassFixture<EveryPageTests.Server>
{
    /// <summary>One server for all pages, and one browser for each of its readers; nothing here changes what is stored.</summary>
    public sealed class Server : IAsyncLifetime
    {
        private readonly Dictionary<Role, IBrowserContext> readers = [];

        internal DemoServer Demo { get; private set; } = null!;

        public async ValueTask InitializeAsync() => Demo = await DemoServer.StartAsync(onServer: false);

        internal async Task<IPage> OpenAsync(Chromium chromium, Role role, int width)
        {
            if (!readers.TryGetValue(role, out var browser))
            {
                var first = await Demo.SignInAsync(chromium, role, width);
                browser = readers[role] = first.Context;
                await first.CloseAsync();
            }

            return await browser.NewPageAsync();
        }

        public async ValueTask DisposeAsync()
        {
            foreach (var browser in readers.Values)
            {
                await browser.CloseAsync();
            }

            await Demo.DisposeAsync();
        }
    }

    public static TheoryData<string> Routes =>
    [
        .. Web.Product.Modules.Assemblies.Append(typeof(Web.Pages.App).Assembly).SelectMany(assembly => assembly.GetTypes())
            .SelectMany(type => type.GetCustomAttributes<RouteAttribute>()).Select(route => route.Template).Order(StringComparer.Ordinal),
    ];

    [Theory]
    [MemberData(nameof(Routes))]
    public async Task A_page_is_accessible_fits_and_keeps_to_the_content_policy(string route)
    {
        var page = await server.OpenAsync(chromium, ReaderOf(route), width);
        var complaints = new List<string>();
        page.Console += (_, message) => { if (message.Type is "error" or "warning" && !message.Text.Contains("status of 4", StringComparison.Ordinal)) { complaints.Add(message.Text); } };
        page.PageError += (_, error) => complaints.Add(error);

        foreach (var (i, address) in (await AddressesAsync(route)).Index())
        {
            var answer = await page.GotoAsync(address);

            Assert.True(answer!.Status < 500, address + " " + answer.StatusText);
            await page.Locator("main h1").WaitForAsync();
            await DemoServer.PictureAsync(page, $"page-{(route == "/" ? "desk" : route)}-{i}-{width}");
            Assert.True(await page.EvaluateAsync<int>("document.documentElement.scrollWidth") <= width, $"{address} is wider than {width}");
            Assert.Empty(await CutOffAsync(page));
            Assert.DoesNotMatch(CodeWords(), await page.Locator("main").InnerTextAsync());
            Assert.Empty(await ShadowedAsync(page));
            await page.EvaluateAsync(UnstickButtons);
            var found = await Accessibility.ViolationsAsync(page);
            Assert.True(found.Length == 0, address + Environment.NewLine + string.Join(Environment.NewLine, found));
        }

        Assert.Empty(complaints);
        await page.CloseAsync();
    }

    [Fact]
    public void There_are_pages() => Assert.True(Routes.Count > 30);

    /// <summary>Of the first county officer.</summary>
    private const string County = "431002";

    /// <summary>Whose page it is.</summary>
    private static Role ReaderOf(string route) =>
        route.StartsWith("/accounts", StringComparison.Ordinal) || route == "/organisations" ? Role.SystemAdministrator
        : route.StartsWith("/audit", StringComparison.Ordinal) ? Role.AuditAdministrator
        : route is "/key-persons" or "/key-persons/new" or "/key-persons/{Id:guid}" ? Role.KeyPersonCarer
        : route == "/posts" ? Role.SecurityAdministrator
        : route.StartsWith("/cases", StringComparison.Ordinal) || route.StartsWith("/training-classes", StringComparison.Ordinal) || route is "/service-desk" or "/matching" or "/emergency" ? Role.CountyOfficer
        : Role.CityLead;

    /// <summary>Where a route with parameters leads in the demonstration city. A new kind of route needs a line here.</summary>
    private async Task<IReadOnlyList<string>> AddressesAsync(string route)
    {
        await using var db = server.Demo.Open();
        var spell = await db.Set<EmploymentSpell>().OrderBy(x => x.Id).FirstAsync();
        var household = await db.Set<Household>().Where(x => x.Status == HouseholdStatus.Active && x.DeclaredSize > 2).OrderBy(x => x.Id).FirstAsync();
        var person = await db.Set<Person>().OrderBy(x => x.Id).FirstAsync(x => x.HouseholdId == household.Id && x.Status == PersonStatus.Active);
        var ledgers = server.Demo.Services.GetRequiredService<LedgerCatalogue>().All.Select(ledger => ledger.Code).ToList();
        var rules = server.Demo.Services.GetRequiredService<RuleBook>().All;
        return route switch
        {
            "/search" => ["/search?q=" + Uri.EscapeDataString(household.HeadName![..1])],
            "/work" => ["/work", "/work?state=closed"],
            "/households" or "/persons" or "/sites" => [route, route + "?q=" + Uri.EscapeDataString("没有这个人")],
            "/counties/{Code}" => ["/counties/431021"],
            "/sites/{Id:guid}" => [$"/sites/{household.SiteId}"],
            "/persons/{Id:guid}" => [$"/persons/{person.Id}"],
            _ when route.StartsWith("/households/{Id:guid}", StringComparison.Ordinal) => [route.Replace("{Id:guid}", household.Id.ToString(), StringComparison.Ordinal)],
            "/key-persons" => ["/key-persons", "/key-persons?state=ended&kind=Other"],
            "/key-persons/{Id:guid}" => [$"/key-persons/{await db.Set<KeyPerson>().Where(x => x.CountyCode == "431026").OrderBy(x => x.Id).Select(x => x.Id).FirstAsync()}"],
            "/import/{Ledger}" => ["/import/person"],
            "/import/session/{Id:guid}" => [$"/import/session/{Guid.Empty}"],
            "/ledgers/{Code}" or "/ledgers/{Code}/new" => [.. ledgers.Select(code => route.Replace("{Code}", code, StringComparison.Ordinal))],
            "/ledgers/{Code}/{Id:guid}" => [$"/ledgers/employment-spell/{spell.Id}"],
            "/ledgers/{Code}/{Id:guid}/edit" => [$"/ledgers/employment-spell/{spell.Id}/edit", $"/ledgers/person/{person.Id}/edit"],
            "/ledgers/{Code}/{Id:guid}/unmask" => [$"/ledgers/person/{person.Id}/unmask"],
            "/accounts/{Id}" => ["/accounts/03-county-431002"],
            "/accounts/{Id}/post" => ["/accounts/03-county-431002/post", "/accounts/03-county-431002/post?role=CountyOfficer&area=431021"],
            "/cases" => ["/cases", "/cases?workflow=work-relief&whose=all"],
            "/cases/{Code}/{Id:guid}" => [.. await CasesAsync(db)],
            "/work-relief/{Id:guid}/pay" => [$"/work-relief/{await db.Set<LabourPayment>().OrderBy(x => x.Id).Select(x => x.ProjectId).FirstAsync()}/pay"],
            "/training-classes/{Id:guid}" => [.. (await db.Set<TrainingClass>().Where(x => x.CountyCode == County).OrderBy(x => x.StartsOn).Select(x => x.Id).ToListAsync()).Where((_, at) => at is 0 or 8).Select(id => $"/training-classes/{id}")],
            "/exports" => await AskedAsync(),
            "/emergency" => await LookedIntoAsync(),
            "/exports/new" => ["/exports/new?ledger=household&format=xlsx&countyCode=431002"],
            "/audit" => ["/audit", "/audit?kind=SignedIn&size=20"],
            "/audit/household" => ["/audit/household", $"/audit/household?code={household.Code}"],
            "/organisations" => ["/organisations", "/organisations?area=431021&kind=CountyBureau"],
            "/months/{Name}" => [$"/months/{DemoServer.Latest}", "/months/2025-02"],
            "/months/{Name}/changes" => [$"/months/{DemoServer.Latest}/changes?rule=R-M01-3&from=M&to=N"],
            "/policy/rules/{Code}" => [.. rules.Where(rule => rule.Kind == RuleKind.Duty || rule.Code == rules[^1].Code).Select(rule => "/policy/rules/" + rule.Code)],
            "/policy/chapters/{Number:int}" => ["/policy/chapters/1"],
            "/status/{Code:int}" => ["/status/404", "/status/400"],
            _ when !route.Contains('{', StringComparison.Ordinal) => [route],
            _ => throw new InvalidOperationException($"Say where {route} leads."),
        };
    }

    /// <summary>One request that waits for the reader, and one of their own that was granted.</summary>
    private async Task<IReadOnlyList<string>> AskedAsync()
    {
        var requests = server.Demo.Services.GetRequiredService<ExportRequests>();
        var ledger = server.Demo.Services.GetRequiredService<LedgerCatalogue>().Find("person")!;
        await using var db = server.Demo.Open();
        var (lead, other) = (await ActorAsync(db, Role.CityLead), await ActorAsync(db, Role.CityDepartment));
        await requests.AskAsync(ledger, ExportFormat.Xlsx, "?countyCode=431002", 6_204, "2025年四季度后续扶持核查，送市审计组", other, default);
        var own = (await requests.AskAsync(ledger, ExportFormat.Csv, "", 48_216, "全市年度核查，存档", lead, default)).Value;
        Assert.True((await requests.DecideAsync(own.Id, granted: true, null, other, default)).IsOk);
        return ["/exports"];
    }

    /// <summary>Somebody of another county has looked into the reader's.</summary>
    private async Task<IReadOnlyList<string>> LookedIntoAsync()
    {
        await using var db = server.Demo.Open();
        var at = server.Demo.Services.GetRequiredService<TimeProvider>().GetUtcNow().UtcDateTime;
        db.Add(new EmergencyAccess
        {
            Id = Guid.CreateVersion7(), UserId = "03-county-431021", UserName = "刘斌龙", Organisation = "桂阳县后续工作专班", CountyCode = County,
            Reason = "山洪转移，核对临时安置到北湖区的人员是否有重病、行动不便的", BeganAt = at.AddHours(-3), Until = at.AddHours(1),
        });
        await db.SaveChangesAsync();
        return ["/emergency", $"/counties/{County}"];
    }

    private static async Task<Actor> ActorAsync(AnjuDb db, Role role)
    {
        var post = await db.Set<Post>().AsNoTracking().FirstAsync(x => x.Role == role && x.State == PostState.Held);
        return new(post.UserId, TermTitles.Of(role), post.Organisation, Scope.City, [role]);
    }

    /// <summary>One case of each workflow, in the county of the first of its officers, that they can take further.</summary>
    private static async Task<IEnumerable<string>> CasesAsync(AnjuDb db)
    {
        var zero = await Own<ZeroEmploymentCase>().OrderBy(x => x.State == ZeroEmploymentState.Assisting ? 0 : 1).ThenBy(x => x.Id).Select(x => x.Id).FirstAsync();
        var project = await Own<WorkReliefProject>().OrderBy(x => x.State == WorkReliefState.Building ? 0 : 1).ThenBy(x => x.Id).Select(x => x.Id).FirstAsync();
        var training = await Own<TrainingEnrolment>().OrderBy(x => x.State == TrainingState.AllowanceDue ? 0 : 1).ThenBy(x => x.Id).Select(x => x.Id).FirstAsync();
        var lease = await Own<ShopLease>().OrderBy(x => x.State == RentReliefState.Requested ? 0 : 1).ThenBy(x => x.Id).Select(x => x.Id).FirstAsync();
        var carrier = await Own<EmploymentCarrier>().OrderBy(x => x.State == CarrierState.PublicNotice ? 0 : 1).ThenBy(x => x.Id).Select(x => x.Id).FirstAsync();
        var plan = await Own<PostPlan>().OrderBy(x => x.State == PostPlanState.Recruiting ? 0 : 1).ThenBy(x => x.Id).Select(x => x.Id).FirstAsync();
        var task = await Own<ServiceTask>().OrderBy(x => x.State == ServiceTaskState.Targeted ? 0 : 1).ThenBy(x => x.Id).Select(x => x.Id).FirstAsync();

        // A small county has none of some.
        var loan = await Own<LoanApplication>().OrderBy(x => x.State == LoanState.Complete ? 0 : 1).ThenBy(x => x.Id).Select(x => $"/cases/startup-loan/{x.Id}").Take(1).ToListAsync();
        var post = await Own<PublicPost>().OrderBy(x => x.State == PublicPostState.EndDue ? 0 : 1).ThenBy(x => x.Id).Select(x => $"/cases/public-post/{x.Id}").Take(1).ToListAsync();
        var subsidy = await Own<StartupSubsidyApplication>().OrderBy(x => x.State == SubsidyState.Notice ? 0 : 1).ThenBy(x => x.Id).Select(x => $"/cases/startup-subsidy/{x.Id}").Take(1).ToListAsync();
        return
        [
            $"/cases/zero-employment/{zero}", $"/cases/work-relief/{project}", $"/cases/training/{training}", $"/cases/rent-relief/{lease}", $"/cases/carrier/{carrier}", $"/cases/post-plan/{plan}",
            $"/cases/service-task/{task}", .. loan, .. post, .. subsidy,
        ];

        IQueryable<T> Own<T>()
            where T : CountyRecord => db.Set<T>().AsNoTracking().Where(x => x.CountyCode == County);
    }

    /// <summary>Texts cut off within their own box: one line that does not fit and cannot be scrolled.</summary>
    private static Task<string[]> CutOffAsync(IPage page) => page.EvaluateAsync<string[]>(
        """
        () => [...document.querySelectorAll('main *, header *, nav *')]
          .filter(element => element.clientWidth > 0 && element.children.length === 0 && element.textContent.trim() !== '')
          .filter(element => !element.matches('.visually-hidden, .visually-hidden *, svg *, option') && getComputedStyle(element).overflowX === 'hidden')
          .filter(element => element.scrollWidth > element.clientWidth + 1)
          .map(element => element.outerHTML.slice(0, 120))
        """);

    /// <summary>A control named like a property of its form hides it, and the enhanced submit then sends the form nowhere.</summary>
    private static Task<string[]> ShadowedAsync(IPage page) => page.EvaluateAsync<string[]>(
        """
        () => [...document.forms].flatMap(form => ['method', 'action', 'target', 'enctype', 'submit', 'requestSubmit']
          .filter(name => form[name] instanceof Element || form[name] instanceof RadioNodeList)
          .map(name => `${name} in the form of ${form.getAttribute('action')}`))
        """);

    /// <summary>Buttons that stay at the lower edge of a phone lie over whatever is there before anybody scrolls.</summary>
    private const string UnstickButtons = "document.querySelectorAll('.form-buttons').forEach(buttons => buttons.style.position = 'static')";

    /// <summary>Names from the code that have no business before people's eyes, such as JuniorMiddle or NotMet.</summary>
    [GeneratedRegex(@"\b[A-Z][a-z]+[A-Z][a-z]+\w*\b")]
    private static partial Regex CodeWords();
}
