using Anju.Kernel;
using Anju.Policy;

namespace Anju.Register;

/// <summary>
/// Households as they stand today, for what is decided between two monthly runs: with the scope, and in the transaction, of
/// the one who asks.
/// </summary>
public sealed class HouseholdsNow(Modules modules, PlanPack pack, BusinessDate date)
{
    private readonly IReadOnlyList<FactStream> streams = modules.Create<FactStream>();

    public Month Month => date.ThisMonth;

    public Parameters Parameters => pack.Parameters.At(date.ThisMonth);

    /// <summary>The facts of a few households by id, without other people's numbers in another spelling; those that are not there, or not the actor's, are left out.</summary>
    public async Task<IReadOnlyDictionary<Guid, HouseholdFacts>> OfAsync(AnjuDb db, IReadOnlyCollection<Guid> ids, CancellationToken cancellation)
    {
        var (month, today) = (date.ThisMonth, date.Today);
        var records = new Dictionary<Type, (FactStream Stream, ILookup<Guid, Record> Records)>();
        foreach (var stream in streams)
        {
            records[stream.Type] = (stream, await stream.AmongAsync(db, ids, month, cancellation));
        }

        var households = await BulkRead.AmongAsync<Household>(db, nameof(Household.Id), ids, cancellation);
        var sites = (await BulkRead.AmongAsync<ResettlementSite>(
            db, nameof(Record.Id), [.. households.Select(household => household.SiteId).OfType<Guid>().Distinct()], cancellation)).ToDictionary(site => site.Id);
        return households.ToDictionary(household => household.Id, household =>
        {
            var own = records.ToDictionary(x => x.Key, x => x.Value.Stream.ListOf(x.Value.Records[household.Id]));
            return new HouseholdFacts(household, [.. own[typeof(Person)].Cast<Person>()], own)
            {
                AsOf = Facts.TakenAt(month, today),
                JudgedOn = today,
                Site = household.SiteId is { } site ? sites.GetValueOrDefault(site) : null,
            };
        });
    }
}
