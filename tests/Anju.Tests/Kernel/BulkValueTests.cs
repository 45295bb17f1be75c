using Anju.Kernel;
using Anju.Register;
using Microsoft.EntityFrameworkCore;

namespace Anju.Tests.Kernel;

/// <summary>Rows written in bulk one after the other: what a place held of the row before is never taken for this row's.</summary>
[OnBothDatabases]
public sealed class BulkValueTests
{
    private const int Rows = 400;

    private static readonly DateOnly FirstDay = new(1980, 1, 1);
    private static readonly string?[] Texts = [null, "郴州", "郴州", "", new('宿', 41), new('宿', 41), "x"];

    private static CancellationToken Cancellation => TestContext.Current.CancellationToken;

    /// <summary>Blank after a value, a value after blank, the same twice, another: of each kind that is bound, in every order.</summary>
    [Theory]
    [InlineData(1)]
    [InlineData(2)]
    [InlineData(3)]
    public async Task Every_value_is_that_of_its_own_row(int seed)
    {
        await using var database = await TestDatabase.MigratedAsync();
        var random = new Random(seed);
        var homes = Enumerable.Range(1, 3).Select(i => new Household { Code = $"431021{i:000000}", CountyCode = "431021" }).ToList();
        var people = Enumerable.Range(0, Rows).Select(_ => new Person
        {
            Name = "甲乙丙"[random.Next(3)] + "某",
            HouseholdId = homes[random.Next(homes.Count)].Id,
            CountyCode = "431021",
            SiteId = Some(random, homes[random.Next(homes.Count)].Id),
            Relation = Relation.Son,
            JoinedOn = FirstDay.AddDays(random.Next(2)),
            BirthDate = Some(random, FirstDay.AddDays(random.Next(2))),
            MonthsWorked = Some(random, random.Next(2)),
            MonthlyIncome = Some(random, Yuan.FromYuan(random.Next(2))),
            RegisteredUnemployed = Some(random, random.Next(2) == 0),
            Education = Some(random, (Education)random.Next(2)),
            WorkPlace = Texts[random.Next(Texts.Length)],
            School = Texts[random.Next(Texts.Length)],
            Phone = random.Next(3) == 0 ? null : "1380000000" + random.Next(2),
            Note = Texts[random.Next(Texts.Length)],
        }).ToList();
        await using (var db = database.Databases.Open(Actor.System))
        {
            await using var change = await Change.BeginAsync(db, Origin.Import, "整批写入", TimeProvider.System, Cancellation);
            await change.InsertAsync(homes, Cancellation);
            await change.InsertAsync(people, Cancellation);
            Assert.True((await change.CommitAsync(Cancellation)).IsOk);
        }

        await using var again = database.Databases.Open(Actor.System);
        var stored = await again.Set<Person>().AsNoTracking().ToDictionaryAsync(person => person.Id, Cancellation);
        var columns = Shape.Of<Person>(again).Facts;
        Assert.Equal(Rows, stored.Count);
        Assert.All(people, person => Assert.Equal(columns.Select(column => column.Get(person)), columns.Select(column => column.Get(stored[person.Id]))));
    }

    /// <summary>Version 7 of RFC 9562: the time first, so that what was made later stands further behind in an index.</summary>
    [Fact]
    public void Ids_tell_when_they_were_made_and_are_never_the_same()
    {
        var before = DateTimeOffset.FromUnixTimeMilliseconds(TimeProvider.System.GetUtcNow().ToUnixTimeMilliseconds());
        var ids = Enumerable.Range(0, 10_000).Select(_ => new Household { Code = "431021000001", CountyCode = "431021" }.Id).ToList();
        Assert.Equal(ids.Count, ids.Distinct().Count());
        Assert.All(ids, id => Assert.Equal(7, id.Version));
        Assert.All(ids, id => Assert.InRange(id.Variant, 8, 11));
        Assert.InRange(TimeOf(ids[^1]), before, TimeProvider.System.GetUtcNow());
        Assert.True(ids.Zip(ids.Skip(1)).All(pair => TimeOf(pair.First) <= TimeOf(pair.Second)));
    }

    private static T? Some<T>(Random random, T value)
        where T : struct => random.Next(3) == 0 ? null : value;

    private static DateTimeOffset TimeOf(Guid id) =>
        DateTimeOffset.FromUnixTimeMilliseconds(Convert.ToInt64(id.ToString("N")[..12], 16));
}
