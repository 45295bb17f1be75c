using Anju.Employment.PublicWork;
using Anju.Kernel;
using Anju.Ledgers;
using Anju.Register;
using Anju.Web;
using Microsoft.EntityFrameworkCore;
using Microsoft.Extensions.DependencyInjection;
using Record = Anju.Kernel.Record;

namespace Anju.Tests.Ledgers;

/// <summary>What the tests over all ledgers share: their codes, and one line of each.</summary>
internal static class EveryLedger
{
    /// <summary>A county that the small city has households in.</summary>
    public const string County = "431021";
    public const string OtherCounty = "431026";

    public static TheoryData<string> Codes => [.. new LedgerCatalogue(Product.Modules).All.Select(ledger => ledger.Code)];

    /// <summary>Those whose lines are added with a form.</summary>
    public static TheoryData<string> Open => [.. new LedgerCatalogue(Product.Modules).All.Where(ledger => !ledger.AddedElsewhere).Select(ledger => ledger.Code)];

    public static LedgerReader ReaderOf(this TestHost host, AnjuDb db) =>
        new(db, host.Catalogue, new FieldAccess(db.Actor), host.Services.GetRequiredService<IDivisionNames>(), []);

    /// <summary>Somebody of the county who has no job and no post that a new one could collide with.</summary>
    public static async Task<Guid> UntiedPersonAsync(this TestHost host, string county = County)
    {
        await using var db = host.Open();
        return await db.Set<Person>().Where(person => person.CountyCode == county && person.LeftOn == null
                && !db.Set<EmploymentSpell>().Any(spell => spell.PersonId == person.Id) && !db.Set<PublicPost>().Any(post => post.PersonId == person.Id))
            .OrderBy(person => person.Id).Select(person => person.Id).FirstAsync(CancellationToken.None);
    }

    /// <summary>The first line of a county.</summary>
    public static async Task<Record> LineAsync(this TestHost host, string code, string county = County)
    {
        await using var db = host.Open();
        var reader = host.ReaderOf(db);
        var query = await reader.AskAsync(host.Catalogue.Find(code)!, [new("county", county), new("size", "1")], CancellationToken.None);
        return (await reader.PageAsync(query.Value, CancellationToken.None)).Value.Lines.Single();
    }
}
