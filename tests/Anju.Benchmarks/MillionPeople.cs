using Anju.Demo;
using Anju.Kernel;
using Anju.Register;
using Microsoft.EntityFrameworkCore;

namespace Anju.Benchmarks;

/// <summary>A register of any size: the invented city copied over and over, with ids, codes and numbers of their own.</summary>
internal static class MillionPeople
{
    private static readonly int[] Provinces =
        [43, 44, 45, 42, 41, 11, 12, 13, 14, 15, 21, 22, 23, 31, 32, 33, 34, 35, 36, 37, 46, 50, 51, 52, 53, 54, 61, 62, 63, 64, 65];

    public static async Task EnsureAsync(Databases databases, DemoOptions city, int people, CancellationToken cancellation)
    {
        await using var db = databases.Open(Actor.System);
        // A copy that was begun counts as done: what is there stays, and another one follows.
        var written = await db.Set<Person>().CountAsync(cancellation);
        var each = written == 0 ? 1 : DemoCity.Generate(city).Sum(batch => batch.People.Count);
        for (var copy = (written + each - 1) / each; written < people; copy++)
        {
            var taken = new HashSet<string>();
            foreach (var batch in DemoCity.Generate(city).TakeWhile(_ => written < people))
            {
                var homes = Copied(batch, copy, taken);
                await using var change = await Change.BeginAsync(db, Origin.Demo, "规模测试", TimeProvider.System, cancellation);
                if (copy == 0)
                {
                    await change.InsertAsync([batch.Site], cancellation);
                }

                await change.InsertAsync(homes, cancellation);
                await change.InsertAsync(batch.People, cancellation);
                await change.CommitAsync(cancellation);
                written += batch.People.Count;
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
            home.Code = copy == 0 ? home.Code : $"{home.Code}-{copy:00}";
        }

        foreach (var person in batch.People)
        {
            person.Id = Guid.CreateVersion7();
            person.HouseholdId = ids[person.HouseholdId];
            person.Code += copy == 0 ? "" : $"-{copy:00}";
            person.IdNumber = OfCopy(person.IdNumber, copy) is { } number && taken.Add(number) ? number : null;
        }

        return [.. batch.Households];
    }
}
