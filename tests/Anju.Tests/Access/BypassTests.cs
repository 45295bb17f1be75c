using Anju.Employment.LocalJobs;
using Anju.Kernel;
using Anju.Policy;
using Anju.Register;
using Anju.Tests.Register;
using Anju.Web;
using Microsoft.EntityFrameworkCore;
using Record = Anju.Kernel.Record;

namespace Anju.Tests.Access;

/// <summary>Ways around the scope that code could take, by mistake or on purpose: each is refused and leaves the row as it was (B3, B4).</summary>
[OnBothDatabases]
public sealed class BypassTests
{
    /// <summary>Stored without a county, and why that gives nobody another county's people.</summary>
    private static readonly Dictionary<string, string> OfNoCounty = new()
    {
        ["journal_batch"] = "who wrote when and why; of records it holds a count and a hash",
        ["journal_entry"] = "carries the county of its record in a column of its own; the histories and the undo that read it check the record",
        ["journal_head"] = "one row: the end of the chain",
        ["name_gram"] = "pairs of characters of names, joined to scoped records and never shown",
        ["data_key"] = "keys, sealed by the master key",
        ["import_session"] = "belongs to the person who uploaded it",
        ["import_content"] = "the file of a session, reached through it",
        ["import_header"] = "what a county calls its columns",
        ["monthly_run"] = "one row a run of the whole city, with counts of progress",
        ["run_part"] = "progress of a run",
        ["indicator_cell"] = "figures of areas: rates and coverage are public within the administration, small numbers are suppressed",
        ["security_event"] = "who did what; read by the audit administrator",
        ["security_head"] = "one row: the end of the events' chain",
        ["anchor_setting"] = "one row: the folder of the anchors",
        ["user_account"] = "who may sign in; read on behalf of the system only",
        ["passkey"] = "what signs in instead of a code; read on behalf of the system and by its owner",
        ["post"] = "who works where as what; read by the administrators and to make an actor",
        ["user_session"] = "who is signed in; read on behalf of the system and by its owner",
        ["failed_sign_in"] = "digests of names and addresses, to slow guessing down",
        ["noted_parameter"] = "numbers of the plan, as public as the plan",
        ["emergency_access"] = "who looked into which county and why; read by that county's officers and the city's",
        ["export_request"] = "who asks to take which list away, and why; read by that person and by those who decide",
        ["added_organisation"] = "names of offices, as public as the plan",
    };

    private static readonly Actor Stranger = RegisterCity.CountyOfficer(RegisterCity.Yizhang);

    private static CancellationToken Stop => TestContext.Current.CancellationToken;

    [Fact]
    public async Task Everything_stored_is_scoped_or_on_the_list_with_a_reason()
    {
        await using var city = await RegisterCity.OpenAsync();
        await using var db = city.Open(Stranger);
        var types = db.Model.GetEntityTypes().ToList();

        Assert.NotEmpty(types);
        Assert.Equal(OfNoCounty.Keys.Order(StringComparer.Ordinal), types.Where(type => type.GetDeclaredQueryFilters().Count == 0).Select(type => type.GetTableName()!).Order(StringComparer.Ordinal));
        Assert.All(types.Where(type => typeof(Record).IsAssignableFrom(type.ClrType)), type => Assert.True(typeof(IScoped).IsAssignableFrom(type.ClrType), type.Name));
        Assert.Contains(types, type => type.ClrType == typeof(Judgement) && type.GetDeclaredQueryFilters().Count > 0);
    }

    [Fact]
    public void Filters_are_passed_over_and_raw_statements_sent_in_few_named_places()
    {
        string[] allowed =
        [
            "AnjuDb.cs", "RegisterLookup.cs", // the way past PostgreSQL's wall; whether a number is registered anywhere
            "Change.cs", // asks who owns the rows it is about to write
            "JobHold.cs", "RunTurn.cs", // locks, no tables
            "RegisterMatch.cs", // names the site of a code, to say that it is another county's
            "SplitHousehold.cs", // a code is free only if no county has it
            "TakeBack.cs", // whether anybody refers to the row
            "Undo.cs", // rows as they are now; Change then refuses those out of scope
        ];
        string[] words = ["IgnoreQueryFilters", "FromSql", "SqlQuery", "ExecuteSql", "PastWallsAsync"];
        var sources = Directory.EnumerateFiles(Path.Combine(ModuleGraphTests.Root(), "src"), "*.*", SearchOption.AllDirectories)
            .Where(file => file.EndsWith(".cs", StringComparison.Ordinal) || file.EndsWith(".razor", StringComparison.Ordinal))
            .Where(file => !file.Contains($"{Path.DirectorySeparatorChar}obj{Path.DirectorySeparatorChar}", StringComparison.Ordinal) && !file.Contains("Anju.Migrations", StringComparison.Ordinal));

        Assert.Equal(allowed.Order(StringComparer.Ordinal), sources.Where(file => words.Any(File.ReadAllText(file).Contains)).Select(file => Path.GetFileName(file)!).Order(StringComparer.Ordinal));
    }

    [Fact]
    public async Task A_row_of_another_county_is_not_seen_by_query_key_or_stream()
    {
        await using var city = await RegisterCity.OpenAsync();
        var home = await city.HouseholdAsync("431021000101", Relation.Spouse);
        await using var db = city.Open(Stranger);

        Assert.Null(await db.Set<Household>().FindAsync([home], Stop));
        Assert.Equal(0, await db.Set<Person>().CountAsync(person => person.HouseholdId == home, Stop));
        Assert.Equal(0, await db.Set<EmploymentSpell>().CountAsync(spell => spell.HouseholdId == home, Stop));
        Assert.Empty(await BulkRead.AmongAsync<Household>(db, nameof(Household.Id), [home], Stop));
        Assert.Empty(await BulkRead.AmongAsync<Person>(db, nameof(Person.HouseholdId), [home], Stop));
    }

    [Fact]
    public async Task Nothing_is_written_past_a_change()
    {
        await using var city = await RegisterCity.OpenAsync();
        var home = await city.HouseholdAsync("431021000102");
        await using var db = city.Open();
        (await db.Set<Household>().SingleAsync(x => x.Id == home, Stop)).Room = "1-101";

        await Assert.ThrowsAsync<InvalidOperationException>(() => db.SaveChangesAsync(Stop));
    }

    public static TheoryData<string> Ways => ["attach and modify", "attach and remove", "bulk update", "bulk remove", "add to their county", "take over", "give away"];

    [Theory]
    [MemberData(nameof(Ways))]
    public async Task A_row_of_another_county_is_not_written(string way)
    {
        await using var city = await RegisterCity.OpenAsync();
        var id = await city.HouseholdAsync("431021000103");
        var own = new Household { Code = "431022000103", CountyCode = RegisterCity.Yizhang, HeadName = "谢某", MovedInOn = new(2019, 1, 1) };
        await WriteAsync(city, RegisterCity.CountyOfficer(RegisterCity.Yizhang), (_, change) => change.InsertAsync([own], Stop));
        var before = await AllAsync(city);

        // The stranger knows the id and says that the row is of his own county.
        Household Claimed(int version) => new() { Id = id, Version = version, Code = "431021000103", CountyCode = RegisterCity.Yizhang, HeadName = "谢某", MovedInOn = new(2019, 1, 1) };
        Household Honest() => new() { Id = id, Version = 1, Code = "431021000103", CountyCode = RegisterCity.Guiyang, HeadName = "谢某", MovedInOn = new(2019, 1, 1) };
        var refused = await WriteAsync(city, Stranger, async (db, change) =>
        {
            switch (way)
            {
                case "attach and modify":
                    var row = Claimed(1);
                    db.Attach(row);
                    row.Room = "9-909";
                    break;
                case "attach and remove":
                    db.Remove(Claimed(1));
                    break;
                case "bulk update":
                    var after = Claimed(1);
                    after.Room = "9-909";
                    if (!(await change.UpdateAsync([(Claimed(1), after)], Stop)).IsOk)
                    {
                        throw new OutOfScopeException();
                    }

                    break;
                case "bulk remove":
                    await change.RemoveAsync([Claimed(1)], Stop);
                    break;
                case "add to their county":
                    db.Add(new Household { Code = "431021000199", CountyCode = RegisterCity.Guiyang, HeadName = "谢某", MovedInOn = new(2019, 1, 1) });
                    break;
                case "take over":
                    var theirs = Honest();
                    db.Attach(theirs);
                    theirs.CountyCode = RegisterCity.Yizhang;
                    break;
                default:
                    (await db.Set<Household>().SingleAsync(x => x.Id == own.Id, Stop)).CountyCode = RegisterCity.Guiyang;
                    break;
            }
        });

        Assert.True(refused, $"{way} was not refused");
        Assert.Equal(before, await AllAsync(city));
    }

    /// <summary>What tells of nobody is read by the whole county and written by nobody whose sites it is not of.</summary>
    [Theory]
    [InlineData("attach and modify")]
    [InlineData("attach and remove")]
    [InlineData("bulk update")]
    [InlineData("bulk remove")]
    [InlineData("raw")]
    public async Task What_is_open_in_the_county_is_read_there_and_not_written_by_other_sites(string way)
    {
        await using var city = await RegisterCity.OpenAsync();
        var (own, other) = ((await city.SiteAsync("GY001")).Id, Guid.CreateVersion7());
        var officer = RegisterCity.CountyOfficer(RegisterCity.Guiyang);
        JobVacancy Vacancy(Guid? site, int version = 0) => new()
        {
            Id = other, Version = version, Code = "GW-1", JobTitle = "缝纫工", CountyCode = RegisterCity.Guiyang, SiteId = site, Openings = 3, PublishedOn = new(2025, 1, 1), ValidTo = new(2025, 12, 31),
        };
        Assert.False(await WriteAsync(city, officer, (_, change) => change.InsertAsync([Vacancy(null)], Stop)));
        var worker = new Actor("u-site", "网格员", "仁义社区", Scope.OfSites(RegisterCity.Guiyang, [own]), [Role.SiteWorker]);

        await using (var there = city.Open(worker))
        {
            Assert.Equal("缝纫工", (await there.Set<JobVacancy>().SingleAsync(Stop)).JobTitle);
            Assert.Single(await BulkRead.AmongAsync<JobVacancy>(there, nameof(Record.Id), [other], Stop));
        }

        await using (var elsewhere = city.Open(Stranger))
        {
            Assert.Equal(0, await elsewhere.Set<JobVacancy>().CountAsync(Stop));
            Assert.Empty(await BulkRead.AmongAsync<JobVacancy>(elsewhere, nameof(Record.Id), [other], Stop));
        }

        var refused = await WriteAsync(city, worker, async (db, change) =>
        {
            // The worker says that the vacancy is of the own site.
            var (stored, after) = (Vacancy(own, 1), Vacancy(own, 1));
            after.JobTitle = "改过";
            switch (way)
            {
                case "attach and modify":
                    db.Attach(stored);
                    stored.JobTitle = "改过";
                    break;
                case "attach and remove":
                    db.Remove(stored);
                    break;
                case "bulk update":
                    if (!(await change.UpdateAsync([(stored, after)], Stop)).IsOk)
                    {
                        throw new OutOfScopeException();
                    }

                    break;
                case "bulk remove":
                    await change.RemoveAsync([stored], Stop);
                    break;
                default:
                    if (!db.IsSqlite)
                    {
                        Assert.Equal(0, await db.Database.ExecuteSqlAsync($"UPDATE job_vacancy SET job_title = '改过'", Stop));
                    }

                    throw new OutOfScopeException();
            }
        });

        Assert.True(refused, $"{way} was not refused");
        await using var after = city.Open();
        Assert.Equal("缝纫工", (await after.Set<JobVacancy>().AsNoTracking().SingleAsync(Stop)).JobTitle);
    }

    /// <summary>True when the change was refused, as one of an unknown row is.</summary>
    private static async Task<bool> WriteAsync(RegisterCity city, Actor actor, Func<AnjuDb, Change, Task> write)
    {
        await using var db = city.Open(actor);
        await using var change = await Change.BeginAsync(db, Origin.Api, "试探", TimeProvider.System, Stop);
        try
        {
            await write(db, change);
            return !(await change.CommitAsync(Stop)).IsOk;
        }
        catch (OutOfScopeException)
        {
            return true;
        }
    }

    private static async Task<string> AllAsync(RegisterCity city)
    {
        await using var db = city.Open();
        return string.Join('\n', (await db.Set<Household>().AsNoTracking().OrderBy(x => x.Code).ToListAsync(Stop)).Select(x => $"{x.Id} {x.Code} {x.CountyCode} {x.Room} {x.Version}"))
            + $"\n{await db.Set<JournalBatch>().CountAsync(Stop)}";
    }
}
