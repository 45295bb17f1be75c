using Anju.Kernel;
using Anju.Ledgers;

namespace Anju.Register;

/// <summary>
/// Finds who has another person's number in another spelling. Numbers are stored in one form, which the database keeps
/// unique; looked up are the few of a part of the register that are not in that form.
/// </summary>
internal static class Twins
{
    /// <summary>Somebody there whose number is in another form; an index holds these few, so that no run reads everybody for them.</summary>
    public const string OddlyWritten =
        "\"status\" = 'Active' AND \"number_oddly_written\"";

    /// <param name="range">Condition on the household, with the bounds as its parameters.</param>
    /// <returns>Code of the other person's household, by the id of the person.</returns>
    public static async Task<IReadOnlyDictionary<Guid, string>> FindAsync(
        AnjuDb db, string range, object[] bounds, DateOnly judgedOn, CancellationToken cancellation)
    {
        var spelled = new Dictionary<string, Guid>();
        await using (var people = await BulkRead.OpenAsync<Person>(db, $"{range} AND {OddlyWritten}", "\"household_id\"", bounds, cancellation))
        {
            while (people.Next() is { IdNumber: { } written } person)
            {
                foreach (var spelling in SpellingsOf(DocumentNumber.Stored(written, judgedOn)).Where(spelling => spelling != written))
                {
                    spelled[spelling] = person.Id;
                }
            }
        }

        if (spelled.Count == 0)
        {
            return new Dictionary<Guid, string>();
        }

        var others = new Dictionary<Guid, Guid>();
        await RegisterLookup.ByTextAsync<Person>(
            db, nameof(Person.IdNumber), spelled.Keys, person => others[spelled[person.IdNumber!]] = person.HouseholdId, cancellation, "\"status\" = 'Active'");
        var codes = new Dictionary<Guid, string>();
        await RegisterLookup.ByIdAsync<Household>(db, nameof(Household.Id), others.Values.Distinct(), household => codes[household.Id] = household.Code, cancellation);
        return others.ToDictionary(x => x.Key, x => codes[x.Value]);
    }

    /// <summary>As it is stored now, and the ways in which it may have been stored before.</summary>
    private static IEnumerable<string> SpellingsOf(string stored)
    {
        yield return stored;
        if (stored.EndsWith('X'))
        {
            yield return stored[..^1] + 'x';
        }

        if (stored.Length == 18 && stored.AsSpan(6, 2) is "19")
        {
            yield return string.Concat(stored.AsSpan(0, 6), stored.AsSpan(8, 9));
        }
    }
}
