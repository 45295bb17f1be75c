using Anju.Kernel;
using Anju.Ledgers;
using Anju.Register;
using Anju.Tests.Register;
using Anju.Web;
using Microsoft.EntityFrameworkCore;
using Record = Anju.Kernel.Record;

namespace Anju.Tests.Access;

/// <summary>
/// A row that says it is of one's own county and names another county's household, person or site: refused by the write
/// path, whichever way it came (B3). The forms, the API and the imports refuse it before, in words.
/// </summary>
[OnBothDatabases]
public sealed class ForeignParentTests
{
    private static readonly Actor Stranger = RegisterCity.CountyOfficer(RegisterCity.Yizhang);

    private static CancellationToken Stop => TestContext.Current.CancellationToken;

    public static TheoryData<string> Ways => ["add", "add in bulk", "add under a site", "add of a person", "move there", "attach there", "move there in bulk", "say it is there in bulk"];

    [Theory]
    [MemberData(nameof(Ways))]
    public async Task A_row_of_ones_own_under_a_parent_of_another_county_is_not_written(string way)
    {
        await using var city = await RegisterCity.OpenAsync();
        var theirs = await city.HouseholdAsync("431021000101", Relation.Spouse);
        var (home, person) = await OwnAsync(city);
        var before = await StateAsync(city);

        Assert.False(await WriteAsync(city, Stranger, way, theirs, (await city.MembersAsync(theirs))[0].Id, home, person), $"{way} was not refused");
        Assert.Equal(before, await StateAsync(city));

        // The same statements within one's own county are no trouble: it is the parent that is refused.
        Assert.True(await WriteAsync(city, Stranger, way, home, person, home, person), way);
    }

    [Fact]
    public async Task What_a_line_names_as_its_owner_or_household_is_a_foreign_key_and_so_guarded()
    {
        await using var city = await RegisterCity.OpenAsync();
        await using var db = city.Open();
        var owners = RegisterCity.Ledgers.All.Where(ledger => ledger.Owner is not null).Select(ledger => (ledger.Type, ledger.Owner!.Name)).ToList();
        var households = Product.Modules.Concrete<IOfHousehold>().Where(type => typeof(Record).IsAssignableFrom(type))
            .Where(type => type.GetProperty(nameof(IOfHousehold.HouseholdId)) is not null).Select(type => (Type: type, Name: nameof(IOfHousehold.HouseholdId))).ToList();

        Assert.True(owners.Count > 2 && households.Count > 2, "the lists are not the product's");
        Assert.All(owners.Union(households), x => Assert.Contains(
            db.Model.FindEntityType(x.Type)!.GetForeignKeys(), key => key.Properties is [var only] && only.Name == x.Name));
    }

    /// <summary>A household of the stranger's county and a member who is not its head.</summary>
    private static async Task<(Guid Household, Guid Person)> OwnAsync(RegisterCity city)
    {
        var home = new Household { Code = "431022000101", CountyCode = RegisterCity.Yizhang, SiteId = (await city.SiteAsync("YZ001")).Id, HeadName = "谢某", MovedInOn = new(2019, 1, 1) };
        var person = Member(home.Id);
        await using var db = city.Open(Stranger);
        await using var change = await Change.BeginAsync(db, Origin.Import, "登记", TimeProvider.System, Stop);
        await change.InsertAsync([home], Stop);
        await change.InsertAsync([Member(home.Id, Relation.Head), person], Stop);
        Assert.True((await change.CommitAsync(Stop)).IsOk);
        return (home.Id, person.Id);
    }

    /// <summary>True when it was written.</summary>
    private static async Task<bool> WriteAsync(RegisterCity city, Actor actor, string way, Guid household, Guid person, Guid ownHome, Guid ownPerson)
    {
        var site = (await city.ReadAsync(household)).SiteId;
        await using var db = city.Open(actor);
        await using var change = await Change.BeginAsync(db, Origin.Api, "试探", TimeProvider.System, Stop);
        try
        {
            switch (way)
            {
                case "add":
                    db.Add(Member(household));
                    break;
                case "add in bulk":
                    await change.InsertAsync([.. Enumerable.Range(0, 1_500).Select(_ => Member(ownHome)), Member(household)], Stop);
                    break;
                case "add under a site":
                    db.Add(new Household { Code = "431022000102", CountyCode = RegisterCity.Yizhang, SiteId = site, HeadName = "谢某", MovedInOn = new(2019, 1, 1) });
                    break;
                case "add of a person":
                    db.Add(new EmploymentSpell { PersonId = person, HouseholdId = ownHome, CountyCode = RegisterCity.Yizhang, Channel = EmploymentChannel.Farming, StartedOn = new(2024, 1, 1) });
                    break;
                case "move there":
                    var stored = await db.Set<Person>().SingleAsync(x => x.Id == ownPerson, Stop);
                    (stored.HouseholdId, stored.Phone) = (household, "13800000000");
                    break;
                case "attach there":
                    var made = await db.Set<Person>().AsNoTracking().SingleAsync(x => x.Id == ownPerson, Stop);
                    db.Attach(made);
                    (made.HouseholdId, made.Phone) = (household, "13800000000");
                    break;
                default:
                    var was = await db.Set<Person>().AsNoTracking().SingleAsync(x => x.Id == ownPerson, Stop);
                    var shall = await db.Set<Person>().AsNoTracking().SingleAsync(x => x.Id == ownPerson, Stop);
                    (shall.HouseholdId, shall.Phone) = (household, "13800000000");
                    was.HouseholdId = way == "say it is there in bulk" ? household : was.HouseholdId;
                    return (await change.UpdateAsync([(was, shall)], Stop)).IsOk && (await change.CommitAsync(Stop)).IsOk;
            }

            return (await change.CommitAsync(Stop)).IsOk;
        }
        catch (OutOfScopeException)
        {
            return false;
        }
    }

    private static Person Member(Guid household, Relation relation = Relation.Son) => new()
    {
        Name = "谢某", HouseholdId = household, Relation = relation, Sex = Sex.Male, CountyCode = RegisterCity.Yizhang, JoinedOn = new(2019, 1, 1),
    };

    private static async Task<string> StateAsync(RegisterCity city)
    {
        await using var db = city.Open();
        return string.Join('\n', (await db.Set<Person>().AsNoTracking().OrderBy(x => x.Id).ToListAsync(Stop)).Select(x => $"{x.Id} {x.HouseholdId} {x.Phone} {x.Version}"))
            + $"\n{await db.Set<Household>().CountAsync(Stop)} {await db.Set<EmploymentSpell>().CountAsync(Stop)} {await db.Set<JournalBatch>().CountAsync(Stop)}";
    }
}
