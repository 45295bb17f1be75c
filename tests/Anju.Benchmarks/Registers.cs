using Anju.Demo;
using Anju.Kernel;
using Anju.Register;

namespace Anju.Benchmarks;

/// <summary>Registers of any size: the invented city's sites, and its people copied over and over, with ids, codes and numbers of their own.</summary>
internal static class Registers
{
    /// <summary>All but those that people of the city come from, so that an import of the city meets none of its numbers.</summary>
    private static readonly int[] Provinces =
        [45, 42, 41, 11, 12, 13, 14, 15, 21, 22, 23, 31, 32, 33, 34, 35, 37, 46, 50, 51, 52, 53, 54, 61, 62, 63, 64, 65];

    public static DemoOptions City { get; } = new() { Households = 13_000, HistoryMonths = 3, WithProblems = false };

    /// <summary>The name of the register of that size; filled when it is not there. Copy 0, the city itself, stays free for an import.</summary>
    public static async Task<string> OfAsync(Ground ground, int people)
    {
        var name = $"people_{people}";
        await ground.EnsureAsync(name, databases => FillAsync(databases, people));
        return name;
    }

    /// <summary>The demonstration city with its history and accounts, as the product makes it.</summary>
    public static async Task<string> DemoAsync(Ground ground, int households)
    {
        var name = $"city_{households}";
        await ground.EnsureAsync(name, async databases =>
        {
            var filled = await DemoCity.FillAsync(databases, new DemoOptions { Households = households }, TimeProvider.System, null, default);
            if (filled.Refusal is { } refusal)
            {
                throw new InvalidOperationException(refusal.Message);
            }
        });
        return name;
    }

    private static async Task FillAsync(Databases databases, int people)
    {
        await using var db = databases.Open(Actor.System);
        var written = 0;
        for (var copy = 0; copy == 0 || written < people; copy++)
        {
            var taken = new HashSet<string>();
            foreach (var batch in DemoCity.Generate(City).TakeWhile(_ => copy == 0 || written < people))
            {
                await using var change = await Change.BeginAsync(db, Origin.Demo, "规模测试", TimeProvider.System, default);
                if (copy == 0)
                {
                    await change.InsertAsync([batch.Site], default);
                }
                else
                {
                    await change.InsertAsync(Copied(batch, copy, taken), default);
                    await change.InsertAsync(batch.People, default);
                    written += batch.People.Count;
                }

                await change.CommitAsync(default);
            }

            Console.Error.WriteLine($"{written:N0} people written");
        }
    }

    /// <summary>The same birth date and sequence with the province of the copy, so that each copy has numbers of its own.</summary>
    private static string? OfCopy(string? text, int copy) => IdNumber.TryParse(text, out var number)
        ? IdNumber.Of(DivisionCode.Parse($"{Provinces[copy % Provinces.Length]}{number.AreaCode[2..]}"), number.BirthDate, int.Parse(number.Value.AsSpan(14, 3))).Value
        : null;

    private static List<Household> Copied(DemoBatch batch, int copy, HashSet<string> taken)
    {
        var ids = batch.Households.ToDictionary(home => home.Id, _ => Guid.CreateVersion7());
        foreach (var home in batch.Households)
        {
            home.Id = ids[home.Id];
            home.SiteId = batch.Site.Id;
            home.Code = $"{home.Code}-{copy:00}";
        }

        foreach (var person in batch.People)
        {
            person.Id = Guid.CreateVersion7();
            person.HouseholdId = ids[person.HouseholdId];
            person.Code += $"-{copy:00}";
            person.IdNumber = OfCopy(person.IdNumber, copy) is { } number && taken.Add(number) ? number : null;
        }

        return [.. batch.Households];
    }
}
