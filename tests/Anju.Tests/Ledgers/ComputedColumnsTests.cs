using System.Diagnostics;
using System.Text.Json.Nodes;
using System.Net.Http.Json;
using Anju.Kernel;
using Anju.Ledgers;
using Anju.Ledgers.Workbooks;
using Anju.Policy;
using Anju.Register;
using Anju.Web;
using Anju.Workflows;
using Microsoft.EntityFrameworkCore;
using Microsoft.EntityFrameworkCore.Diagnostics;
using Microsoft.Extensions.DependencyInjection;
using Record = Anju.Kernel.Record;

namespace Anju.Tests.Ledgers;

/// <summary>Columns worked out when they are shown (△): over every ledger, and against the facts that rules judge.</summary>
[OnBothDatabases]
public sealed class ComputedColumnsTests(TestHost host) : IClassFixture<TestHost>
{
    private static CancellationToken Stop => TestContext.Current.CancellationToken;

    public static TheoryData<string> Codes => [.. new LedgerCatalogue(Product.Modules).All.Where(ledger => ledger.Columns.Any(column => column.Computed)).Select(ledger => ledger.Code)];

    [Theory]
    [MemberData(nameof(Codes))]
    public async Task Every_computed_column_has_one_computation_and_shows_something(string code)
    {
        var ledger = host.Catalogue.Find(code)!;
        var computations = host.Services.GetRequiredService<Computations>().All.Where(x => x.Ledger == ledger.Type).ToList();
        Assert.Equal(
            ledger.Columns.Where(column => column.Computed).Select(column => column.Name).Order(), computations.SelectMany(x => x.Columns).Order());

        await host.Services.GetRequiredService<RunMonth>().RunAsync(Given.Month("2025-10"), TestHost.City.Today, "试验", null, Stop);
        await using var db = host.OpenAs(Role.CountyOfficer, EveryLedger.County);
        var lines = await LinesAsync(db, ledger, 100);
        await Computed(db).FillAsync(ledger, lines, ledger.Columns, Stop);
        var unlit = code is "startup-subsidy" or "loan" ? nameof(CaseRecord.Light) : null; // how long one may take nobody published
        Assert.All(ledger.Columns.Where(column => column.Computed), column => Assert.Equal(column.Name != unlit, lines.Any(line => column.Get(line) is not null)));
    }

    [Theory]
    [MemberData(nameof(Codes))]
    public async Task A_page_takes_as_many_queries_as_one_line(string code)
    {
        var ledger = host.Catalogue.Find(code)!;
        await using var db = host.OpenAs(Role.CountyOfficer, EveryLedger.County);
        var lines = await LinesAsync(db, ledger, 60);
        var (one, all) = (await CountAsync(db, ledger, lines[..1]), await CountAsync(db, ledger, lines));

        Assert.Equal(one, all);
        Assert.InRange(all, 0, 6);
        Assert.Equal(0, await CountAsync(db, ledger, lines, [.. ledger.Columns.Where(column => !column.Computed)]));
    }

    [Theory]
    [MemberData(nameof(Codes))]
    public async Task List_page_api_and_export_show_the_same_and_the_import_reads_it_over(string code)
    {
        var client = await host.SignInAsync(Role.CountyOfficer, EveryLedger.County);
        var ledger = host.Catalogue.Find(code)!;
        await using var db = host.OpenAs(Role.CountyOfficer, EveryLedger.County);
        var line = (await LinesAsync(db, ledger, 1))[0];
        await Computed(db).FillAsync(ledger, [line], ledger.Columns, Stop);
        var words = new LedgerWords(host.Catalogue, host.Services.GetRequiredService<IDivisionNames>(), new FieldAccess(db.Actor));

        var page = System.Net.WebUtility.HtmlDecode(await client.GetStringAsync($"/ledgers/{code}/{line.Id}", Stop));
        var json = (await client.GetFromJsonAsync<JsonObject>($"/api/{code}/{line.Id}", Stop))!;
        var form = await client.GetStringAsync($"/ledgers/{code}/{line.Id}/edit", Stop);
        using var file = TabularFile.Open(new MemoryStream(await client.GetByteArrayAsync($"/ledgers/{code}/export?format=xlsx&line={line.Id}", Stop)), "a.xlsx");
        foreach (var column in ledger.Columns.Where(column => column.Computed))
        {
            if (words.Of(column, column.Get(line), new()) is { Length: > 0 } text)
            {
                Assert.Contains(text, page, StringComparison.Ordinal);
                Assert.NotNull(json[column.Field]);
            }

            Assert.DoesNotContain($"name=\"{column.Field}\"", form, StringComparison.Ordinal);
            Assert.Contains(Headers(file), header => header == column.Header + "△");
        }

        Assert.Equal(["填报人", "填报单位", "填报时间"], Headers(file)[^3..]);
    }

    [Fact]
    public async Task What_the_list_of_people_says_is_what_the_rules_would_say_of_them_today()
    {
        var today = TestHost.City.Today;
        var parameters = Given.Pack.Parameters.At(Month.Of(today));
        var ledger = host.Catalogue.Of<Person>();
        var facts = host.Services.GetRequiredService<RegisterFacts>();
        await using var db = host.Open();
        var people = await db.Set<Person>().AsNoTracking().Where(person => person.Status == PersonStatus.Active).ToListAsync(Stop);
        await Computed(db).FillAsync(ledger, people, ledger.Columns, Stop);
        foreach (var home in people.GroupBy(person => person.HouseholdId))
        {
            var judged = (await facts.OfHouseholdAsync(home.Key, Month.Of(today), today, Stop))!;
            foreach (var person in home)
            {
                var member = judged.Members.Single(x => x.Id == person.Id);
                Assert.Equal((member.Age, member.IsLabourer(parameters)), (person.Age, person.IsLabourer));
                Assert.Equal(member.IsEmployed(parameters), person.CurrentEmployment == CurrentEmployment.Employed);
                Assert.Equal(member.EmploymentGap(parameters) is not null && member.IsSaidToWork == true, person.CurrentEmployment == CurrentEmployment.ToVerify);
                Assert.True(person.StablyEmployed != true || member.IsStablyEmployed(parameters));
                Assert.True(!member.IsStablyEmployed(parameters) || person.StablyEmployed == true);
            }
        }

        Assert.Equal(Enum.GetValues<CurrentEmployment>().Length, people.Select(person => person.CurrentEmployment).OfType<CurrentEmployment>().Distinct().Count());
        Assert.All(people.Where(person => person.LastChange is not null), person => Assert.NotNull(person.LastChangedOn));
    }

    [Fact]
    public async Task Labourers_of_a_site_are_those_of_the_newest_run_and_nobodys_without_one()
    {
        var ledger = host.Catalogue.Of<ResettlementSite>();
        var run = (await host.Services.GetRequiredService<RunMonth>().RunAsync(Given.Month("2025-10"), TestHost.City.Today, "试验", null, Stop)).Value;
        await using var db = host.Open();
        var sites = await db.Set<ResettlementSite>().AsNoTracking().ToListAsync(Stop);
        await Computed(db).FillAsync(ledger, sites, ledger.Columns, Stop);

        var cells = await db.Set<IndicatorCell>().Where(cell => cell.Run == run.Number && cell.Level == AreaLevel.City).ToDictionaryAsync(cell => cell.Code, cell => cell.Met, Stop);
        Assert.Equal((cells["I-M01-C"], cells["I-M03-3"]), (sites.Sum(site => site.Labourers ?? 0), sites.Sum(site => site.LabourersAtWork ?? 0)));
        Assert.True(cells["I-M01-C"] > 0);
    }

    [Theory]
    [InlineData(null, null, null, null)]
    [InlineData(0, null, null, SiteScale.Micro)]
    [InlineData(199, null, null, SiteScale.Micro)]
    [InlineData(200, null, null, SiteScale.Small)]
    [InlineData(799, null, null, SiteScale.Small)]
    [InlineData(800, null, null, SiteScale.Medium)]
    [InlineData(2_999, null, null, SiteScale.Medium)]
    [InlineData(3_000, null, null, SiteScale.Large)]
    [InlineData(9_999, null, null, SiteScale.Large)]
    [InlineData(10_000, null, null, SiteScale.Mega)]
    [InlineData(150, SiteScale.Large, "县政府会议纪要〔2021〕3号", SiteScale.Large)]
    [InlineData(150, SiteScale.Large, null, SiteScale.Micro)] // a decision without a document is none
    [InlineData(null, SiteScale.Large, "县政府会议纪要〔2021〕3号", SiteScale.Large)]
    public void The_scale_of_a_site_follows_from_its_people_unless_a_document_says_otherwise(int? people, SiteScale? decided, string? basis, SiteScale? scale) =>
        Assert.Equal(scale, SiteScales.Of(
            new ResettlementSite { Code = "A", Name = "甲", People = people, DecidedScale = decided, ScaleBasis = basis },
            Given.Pack.Parameters.At(Given.Month("2025-10"))));

    [Theory]
    [InlineData(EmploymentChannel.OutsideProvince, "广东省深圳市宝安区", WorkRegion.OutsideProvince)]
    [InlineData(EmploymentChannel.InsideCounty, "湖南省郴州市桂阳县", WorkRegion.InsideCounty)]
    [InlineData(EmploymentChannel.InsideCounty, "桂阳县仁义镇", WorkRegion.InsideCounty)]
    [InlineData(EmploymentChannel.OutsideCounty, "湖南省长沙市长沙县", WorkRegion.OutsideCounty)]
    [InlineData(EmploymentChannel.InsideCounty, "郴州市苏仙区", WorkRegion.OutsideCounty)]
    [InlineData(EmploymentChannel.OutsideProvince, null, WorkRegion.OutsideProvince)]
    [InlineData(EmploymentChannel.OutsideCounty, "湖南", WorkRegion.OutsideCounty)]
    [InlineData(EmploymentChannel.PublicPost, null, WorkRegion.InsideCounty)]
    public void Where_a_job_is_the_place_says_and_otherwise_the_channel(EmploymentChannel channel, string? place, WorkRegion region) =>
        Assert.Equal(region, WorkRegions.Of(channel, place, EveryLedger.County));

    [Fact]
    public async Task The_person_list_of_the_city_keeps_the_county()
    {
        var client = await host.SignInAsync(Role.CityLead);
        foreach (var address in host.Catalogue.All.Select(ledger => ledger.ListAddress))
        {
            var list = await client.GetStringAsync(address, Stop);
            var head = list[list.IndexOf("<thead", StringComparison.Ordinal)..list.IndexOf("</thead>", StringComparison.Ordinal)];
            Assert.Contains("县市区", head, StringComparison.Ordinal);
            Assert.InRange(head.Split("<th ").Length - 1, 3, 13);
        }
    }

    private ComputedColumns Computed(AnjuDb db) => new(db, host.Services.GetRequiredService<Computations>());

    private async Task<List<Record>> LinesAsync(AnjuDb db, LedgerDefinition ledger, int size) =>
        [.. (await host.ReaderOf(db).PageAsync(new() { Ledger = ledger, Size = size }, Stop)).Value.Lines];

    private async Task<int> CountAsync(AnjuDb db, LedgerDefinition ledger, IReadOnlyList<Record> lines, IReadOnlyList<LedgerColumn>? shown = null)
    {
        var counter = new Commands(db);
        using (DiagnosticListener.AllListeners.Subscribe(counter))
        {
            await Computed(db).FillAsync(ledger, lines, shown ?? ledger.Columns, Stop);
        }

        return counter.Count;
    }

    private static List<string> Headers(TabularFile file)
    {
        using var sheet = file.Sheets[0].OpenRows();
        for (var row = 0; row < 3; row++)
        {
            Assert.True(sheet.Read());
        }

        var headers = new List<string>();
        foreach (var cell in sheet.Row.Cells)
        {
            headers.Add(cell.ToString());
        }

        return headers;
    }

    /// <summary>Counts the commands of one context.</summary>
    private sealed class Commands(DbContext of) : IObserver<DiagnosticListener>, IObserver<KeyValuePair<string, object?>>
    {
        public int Count { get; private set; }

        public void OnNext(DiagnosticListener value)
        {
            if (value.Name == DbLoggerCategory.Name)
            {
                value.Subscribe(this);
            }
        }

        public void OnNext(KeyValuePair<string, object?> value)
        {
            if (value.Value is CommandExecutedEventData executed && executed.Context == of)
            {
                Count++;
            }
        }

        public void OnCompleted()
        {
        }

        public void OnError(Exception error)
        {
        }
    }
}
