using Anju.Kernel;
using Anju.Ledgers;
using Anju.Register;
using Anju.Register.Actions;
using Anju.Web;
using Microsoft.EntityFrameworkCore;

namespace Anju.Tests.Register;

/// <summary>A register of its own with two sites in one county, one in another, and whatever households a test gives it.</summary>
internal sealed class RegisterCity : IAsyncDisposable
{
    public const string Guiyang = "431021";
    public const string Yizhang = "431022";

    public static readonly DateOnly Today = new(2025, 11, 20);

    private readonly TestDatabase database;
    private int people;

    private RegisterCity(TestDatabase database) => this.database = database;

    public static LedgerCatalogue Ledgers { get; } = new(Product.Modules);

    public TestDatabase Database => database;

    public Databases Databases => database.Databases;

    public static CancellationToken Cancellation => TestContext.Current.CancellationToken;

    public static async Task<RegisterCity> OpenAsync() => new(await TestDatabase.LikeAsync(nameof(RegisterCity), FillAsync));

    public static Actor CountyOfficer(string county) => new("u-" + county, "县专干", "县发改局", Scope.OfCounty(county), [Role.CountyOfficer]);

    public AnjuDb Open(Actor? actor = null) => Databases.Open(actor ?? Actor.System);

    public async Task<T> ActAsync<T>(Func<Occasion, Task<T>> action, Actor? actor = null)
    {
        await using var db = Open(actor);
        return await action(new Occasion(db, Ledgers, Today, TimeProvider.System, Origin.Page));
    }

    public async Task<ResettlementSite> SiteAsync(string code)
    {
        await using var db = Open();
        return await db.Set<ResettlementSite>().AsNoTracking().FirstAsync(site => site.Code == code, Cancellation);
    }

    /// <summary>A head and the relations given, all there since 2019.</summary>
    public async Task<Guid> HouseholdAsync(string code, params Relation[] others)
    {
        var site = await SiteAsync("GY001");
        var household = new Household { Code = code, CountyCode = Guiyang, SiteId = site.Id, MovedInOn = new(2019, 1, 1) };
        var members = others.Prepend(Relation.Head).Select((relation, i) => new Person
        {
            Name = $"谢{code[^2..]}{(char)('甲' + i)}",
            HouseholdId = household.Id,
            Relation = relation,
            Sex = relation is Relation.Spouse or Relation.Daughter or Relation.DaughterInLaw or Relation.Mother or Relation.Granddaughter ? Sex.Female : Sex.Male,
            BirthDate = new DateOnly(1960 + (10 * i), 3, 1),
            IdNumber = IdNumber.Of(DivisionCode.Parse(Guiyang, null), new DateOnly(1960, 3, 1), ++people).Value,
            CountyCode = Guiyang,
            SiteId = site.Id,
            JoinedOn = new(2019, 1, 1),
        }).ToList();
        household.HeadName = members[0].Name;
        await using var db = Open();
        await using var change = await Change.BeginAsync(db, Origin.Import, "登记", TimeProvider.System, Cancellation);
        await change.InsertAsync([household], Cancellation);
        await change.InsertAsync(members, Cancellation);
        await change.InsertAsync(
            members.Select(person => new EmploymentSpell
            {
                PersonId = person.Id,
                HouseholdId = household.Id,
                CountyCode = Guiyang,
                SiteId = site.Id,
                Channel = EmploymentChannel.Farming,
                StartedOn = new(2024, 1, 1),
            }).ToList(),
            Cancellation);
        await change.CommitAsync(Cancellation);
        return household.Id;
    }

    public async Task<Household> ReadAsync(Guid household)
    {
        await using var db = Open();
        return await db.Set<Household>().AsNoTracking().FirstAsync(x => x.Id == household, Cancellation);
    }

    /// <summary>On the roll now, head first.</summary>
    public async Task<List<Person>> MembersAsync(Guid household)
    {
        await using var db = Open();
        return await db.Set<Person>().AsNoTracking().Where(x => x.HouseholdId == household && x.Status == PersonStatus.Active)
            .OrderBy(x => x.Relation == Relation.Head ? 0 : 1).ThenBy(x => x.Name).ToListAsync(Cancellation);
    }

    public async Task<Person> PersonAsync(Guid id)
    {
        await using var db = Open();
        return await db.Set<Person>().AsNoTracking().FirstAsync(x => x.Id == id, Cancellation);
    }

    public async Task<List<MembershipChange>> LogAsync(Guid household)
    {
        await using var db = Open();
        return await db.Set<MembershipChange>().AsNoTracking().Where(x => x.HouseholdId == household).ToListAsync(Cancellation);
    }

    public async Task<HouseholdRoll> RollAsync(Guid household) =>
        new([.. (await MembersAsync(household)).Select(person => person.Id)], await LogAsync(household));

    public ValueTask DisposeAsync() => database.DisposeAsync();

    private static async Task FillAsync(Databases databases)
    {
        await using var db = databases.Open(Actor.System);
        await using var change = await Change.BeginAsync(db, Origin.Demo, "安置点", TimeProvider.System, CancellationToken.None);
        await change.InsertAsync<ResettlementSite>(
            [
                new() { Code = "GY001", Name = "仁义集中安置点", CountyCode = Guiyang },
                new() { Code = "GY002", Name = "正和集中安置点", CountyCode = Guiyang },
                new() { Code = "YZ001", Name = "莽山集中安置点", CountyCode = Yizhang },
            ],
            CancellationToken.None);
        await change.CommitAsync(CancellationToken.None);
    }
}
