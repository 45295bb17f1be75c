using Anju.Employment.PublicWork;
using Anju.Kernel;
using Anju.Ledgers;
using Anju.Tests.Register;
using Anju.Web;
using Microsoft.EntityFrameworkCore;
using Microsoft.Extensions.DependencyInjection;

namespace Anju.Tests.Keys;

/// <summary>Rows that tell of money carry a keyed code: an amount changed past the product is named by <c>check</c> (requirement E6).</summary>
[OnBothDatabases]
public sealed class MoneyRowTests
{
    /// <summary>Ledgers with amounts that nobody is paid by.</summary>
    private static readonly Dictionary<string, string> WithoutCode = new()
    {
        ["employment-carrier"] = "figures a workshop tells of itself; what it is paid is a line of carrier-subsidy",
        ["carrier-return"] = "what an employer paid its own people, as told monthly",
        ["employment-spell"] = "what somebody earns, as told; no payment of the government's",
        ["financial-product"] = "the limit of a bank's offer",
        ["investment"] = "what an investor and a county agreed on",
        ["job-vacancy"] = "what an employer offers",
        ["job-wish"] = "what somebody would work for",
        ["household"] = "incomes as told; rules judge them, nobody is paid by them",
        ["person"] = "incomes as told; rules judge them, nobody is paid by them",
        ["post-plan"] = "pay that is planned; what is paid is a line of public-post",
    };

    private static CancellationToken Stop => TestContext.Current.CancellationToken;

    [Fact]
    public void Every_ledger_with_amounts_carries_codes_or_says_why_not()
    {
        var money = new LedgerCatalogue(Product.Modules).All
            .Where(ledger => ledger.Columns.Any(column => !column.Computed && (Nullable.GetUnderlyingType(column.Property.PropertyType) ?? column.Property.PropertyType) == typeof(Yuan))).ToList();

        Assert.True(money.Count(ledger => ledger.Type.IsAssignableTo(typeof(IRowCoded))) >= 8);
        Assert.Equal([], WithoutCode.Keys.Except(money.Select(ledger => ledger.Code)));
        Assert.Equal(
            [],
            money.Where(ledger => ledger.Type.IsAssignableTo(typeof(IRowCoded)) == WithoutCode.ContainsKey(ledger.Code)).Select(ledger => ledger.Code));
    }

    [Fact]
    public async Task An_amount_changed_past_the_product_is_named_and_one_changed_through_it_is_not()
    {
        await using var city = await RegisterCity.OpenAsync();
        var (project, payment) = await PaidAsync(city);
        Assert.Equal((2, 0), await LookAsync(city));

        await using (var db = city.Open())
        await using (var change = await Change.BeginAsync(db, Origin.Page, "更正", TimeProvider.System, Stop))
        {
            (await db.Set<LabourPayment>().SingleAsync(Stop)).Paid = Yuan.FromYuan(1_200);
            Assert.True((await change.CommitAsync(Stop)).IsOk);
        }

        await using (var db = city.Open())
        await using (var change = await Change.BeginAsync(db, Origin.Import, "整表更新", TimeProvider.System, Stop))
        {
            var (before, after) = (await db.Set<LabourPayment>().AsNoTracking().SingleAsync(Stop), await db.Set<LabourPayment>().AsNoTracking().SingleAsync(Stop));
            after.Paid = Yuan.FromYuan(1_300);
            Assert.Equal(1, (await change.UpdateAsync([(before, after)], Stop)).Value);
            Assert.True((await change.CommitAsync(Stop)).IsOk);
        }

        Assert.Equal((2, 0), await LookAsync(city));
        await using (var db = city.Open())
        {
            var written = await db.Set<JournalEntry>().AsNoTracking().Where(entry => entry.RecordId == payment).ToListAsync(Stop);
            Assert.Equal(3, written.Count);
            Assert.All(written, entry => Assert.DoesNotContain("rowCode", entry.Before + entry.After, StringComparison.Ordinal));
        }

        await using (var owner = city.Databases.OpenAsOwner())
        {
            await using var command = await BulkRead.CommandAsync(owner, "UPDATE \"labour_payment\" SET \"paid\" = \"paid\" + 100", [], Stop);
            Assert.Equal(1, await command.ExecuteNonQueryAsync(Stop));
        }

        Assert.Equal((2, 1), await LookAsync(city));
    }

    private static async Task<(long Looked, long Failed)> LookAsync(RegisterCity city)
    {
        await using var db = city.Open();
        var found = await new RowCodesHold().CheckAsync(db, Stop);
        Assert.All(found.Wrong, line => Assert.Contains("labour_payment", line, StringComparison.Ordinal));
        return (found.Looked, found.Failed);
    }

    private static async Task<(Guid Project, Guid Payment)> PaidAsync(RegisterCity city)
    {
        var project = new WorkReliefProject
        {
            CountyCode = RegisterCity.Guiyang, SiteId = (await city.SiteAsync("GY001")).Id, Code = "YG431021001", Name = "排水沟整修", Fund = WorkReliefFund.CentralBudget,
            CentralFunds = Yuan.FromYuan(10_000), Investment = Yuan.FromYuan(12_000),
        };
        var payment = new LabourPayment
        {
            CountyCode = RegisterCity.Guiyang, SiteId = project.SiteId, ProjectId = project.Id, Month = new(2025, 9), Number = 1, Name = "欧阳见证", Kind = WorkerKind.Relocated, Days = 10.5,
            DailyWage = Yuan.FromYuan(100), Earned = Yuan.FromYuan(1_050), Paid = Yuan.FromYuan(1_050), CardEnding = "1234", PaidOn = new(2025, 10, 3), Note = "当面领取",
        };
        await using var db = city.Open();
        await using var change = await Change.BeginAsync(db, Origin.Import, "入库", TimeProvider.System, Stop);
        await change.InsertAsync([project], Stop);
        await change.InsertAsync([payment], Stop);
        Assert.True((await change.CommitAsync(Stop)).IsOk);
        return (project.Id, payment.Id);
    }
}
