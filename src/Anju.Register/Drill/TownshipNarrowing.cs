using Anju.Kernel;
using Anju.Ledgers;

namespace Anju.Register.Drill;

/// <summary>The people of a township: those whose household lies in it, <c>township=431002101000</c>. People have no township of their own.</summary>
internal sealed class TownshipNarrowing(IDivisionNames divisions) : ILedgerNarrowing
{
    public IReadOnlyList<string> Parameters { get; } = ["township"];

    public LedgerColumn? OfferedOn(LedgerDefinition ledger, LedgerCatalogue catalogue) =>
        ledger.Type == typeof(Person) ? catalogue.Of<Household>()[nameof(Household.TownshipCode)] : null;

    public Task<Result<Narrowed>> NarrowAsync(
        AnjuDb db, LedgerDefinition ledger, IReadOnlyDictionary<string, string> asked, CancellationToken cancellation) =>
        Task.FromResult(Narrow(db, ledger, asked["township"]));

    private Result<Narrowed> Narrow(AnjuDb db, LedgerDefinition ledger, string township)
    {
        if (ledger.Type != typeof(Person))
        {
            return new Refusal("TOWNSHIP", $"{ledger.Title}不能按所在户的乡镇筛选", "township");
        }

        if (divisions.NameOf(township) is not { } name)
        {
            return new Refusal("TOWNSHIP", "没有这个乡镇", "township");
        }

        var homes = db.Set<Household>().Where(home => home.TownshipCode == township).Select(home => home.Id);
        return new Narrowed(db.Set<Person>().Where(person => homes.Contains(person.HouseholdId)).Select(person => person.Id), $"乡镇：{name}");
    }
}
