using Anju.Kernel;
using Anju.Ledgers;
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

    /// <summary>The first line of a county.</summary>
    public static async Task<Record> LineAsync(this TestHost host, string code, string county = County)
    {
        await using var db = host.Open();
        var reader = host.ReaderOf(db);
        var query = await reader.AskAsync(host.Catalogue.Find(code)!, [new("county", county), new("size", "1")], CancellationToken.None);
        return (await reader.PageAsync(query.Value, CancellationToken.None)).Value.Lines.Single();
    }
}
