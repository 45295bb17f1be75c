using System.Globalization;
using System.Text.RegularExpressions;
using Anju.Employment.LocalJobs;
using Anju.Employment.OwnBusiness;
using Anju.Employment.PublicWork;
using Anju.Kernel;
using Anju.Policy;
using Anju.Tests.Policy.Run;
using Microsoft.EntityFrameworkCore;

namespace Anju.Tests.Policy;

/// <summary>Figures that are sums, means or shares: exact to the 分, and the lines they open to add up to them.</summary>
[OnBothDatabases]
public sealed partial class SumFigureTests(JudgedHost city) : IClassFixture<JudgedHost>
{
    private static CancellationToken Stop => TestContext.Current.CancellationToken;

    [Fact]
    public async Task What_is_shown_is_what_the_ledgers_add_up_to()
    {
        await using var db = city.Host.Open();
        var (asOf, first) = (RunCity.Today, new DateOnly(2025, 1, 1));
        var loans = await db.Set<LoanApplication>().AsNoTracking().ToListAsync(Stop);
        var lent = loans.Where(x => x.Product == LoanProduct.StartupGuarantee && x.LentOn >= first && x.LentOn <= asOf && x.Amount is not null).ToList();
        var decided = loans.Where(x => x.Product == LoanProduct.StartupGuarantee && x.Decision is not null && x.DecidedOn >= first && x.DecidedOn <= asOf && x.CompleteOn <= x.DecidedOn).ToList();
        var business = loans.Where(x => x.Borrower != BorrowerKind.Person && x.LentOn <= asOf && x.State is not (LoanState.Repaid or LoanState.GuaranteePaid) && x.Balance is not null).ToList();
        var leases = (await db.Set<ShopLease>().AsNoTracking().ToListAsync(Stop)).Where(x => x.Decision == RentDecision.Relief && x.DecidedOn >= first && x.DecidedOn <= asOf && x.ReliefAmount is not null).ToList();
        var projects = (await db.Set<WorkReliefProject>().AsNoTracking().ToListAsync(Stop)).Where(x => x.StartedOn <= asOf).ToList();
        var payments = (await db.Set<LabourPayment>().AsNoTracking().ToListAsync(Stop)).Where(x => x.Month.Last <= asOf || x.PaidOn <= asOf).ToLookup(x => x.ProjectId);
        var told = projects.Where(x => payments[x.Id].Any()).ToList();
        var relocated = told.SelectMany(x => payments[x.Id]).Where(x => x.Kind == WorkerKind.Relocated).ToList();
        var returns = (await db.Set<CarrierReturn>().AsNoTracking().Where(x => x.RelocatedStaff != null).ToListAsync(Stop)).Where(x => x.Month == JudgedHost.October).ToList();
        var running = (await db.Set<EmploymentCarrier>().AsNoTracking().ToListAsync(Stop))
            .Where(x => x.RecognisedOn <= JudgedHost.October.Last && !(x.ClosedOn <= asOf) && !(x.RevokedOn <= asOf)).Select(x => x.Id).ToHashSet();
        returns.RemoveAll(x => !running.Contains(x.CarrierId));
        var workers = told.Sum(x => payments[x.Id].Where(line => line.Kind == WorkerKind.Relocated).Select(line => line.Worker()).Distinct().Count());
        Assert.True(lent.Count > 3 && decided.Count > 3 && business.Count > 3 && leases.Count > 3 && told.Count > 3 && returns.Count > 3);

        Assert.Equal(lent.Sum(x => x.Amount!.Value.InYuan) / 10_000, await ValueAsync("I-M05-3-B"));
        Assert.Equal(decided.Average(x => (decimal)(x.DecidedOn!.Value.DayNumber - x.CompleteOn!.Value.DayNumber)), await ValueAsync("I-M05-3-C"));
        Assert.Equal(business.Sum(x => x.Balance!.Value.InYuan) / 10_000, await ValueAsync("I-M02-5-A"));
        Assert.Equal(leases.Sum(x => x.ReliefAmount!.Value.InYuan), await ValueAsync("I-M05-2-B"));
        Assert.Equal(returns.Sum(x => (decimal)x.RelocatedStaff!.Value), await ValueAsync("I-M02-2-A"));
        Assert.Equal(returns.Average(x => (decimal)x.RelocatedStaff!.Value), await ValueAsync("I-M02-2-B"));
        Assert.Equal(workers, await ValueAsync("I-M04-2-A"));
        Assert.Equal(relocated.Where(x => x.PaidOn <= asOf).Sum(x => x.Paid.InYuan) / workers, await ValueAsync("I-M04-2-B"));
        var funded = told.Where(x => x.FundBase() is { Cents: > 0 }).ToList();
        Assert.Equal(
            funded.Sum(x => payments[x.Id].Where(line => line.PaidOn <= asOf).Sum(line => line.Paid.InYuan)) / funded.Sum(x => x.FundBase()!.Value.InYuan), await ValueAsync("I-M04-1"));
    }

    [Theory]
    [InlineData("I-M05-3-B")]
    [InlineData("I-M02-2-A")]
    [InlineData("I-M04-2-A")]
    [InlineData("I-M05-2-B")]
    public async Task The_lines_a_sum_opens_to_add_up_to_it_in_every_county(string code)
    {
        var client = await city.Host.SignInAsync(Role.CityLead);
        var indicator = city.Book.Find(code)!;
        var cells = (await city.CellsAsync(JudgedHost.November)).Where(x => x.Code == indicator.Rule && x.Level == AreaLevel.County && x.Met > 0).ToList();
        Assert.NotEmpty(cells);
        foreach (var cell in cells)
        {
            var reading = new Reading(indicator, Area.County(cell.Area), JudgedHost.November, Counts.Of(cell), 10);
            var page = await JudgedHost.TextAsync(client, city.Book.To(reading)! + "&size=100");
            var lines = Counted().Matches(page).Select(x => decimal.Parse(x.Groups[1].Value, NumberStyles.Number, CultureInfo.InvariantCulture)).ToList();
            Assert.Equal((cell.Met, reading.Value), (lines.Count, lines.Sum()));
        }
    }

    [Fact]
    public async Task The_chapter_shows_them_with_their_units_and_the_shares_with_their_coverage()
    {
        var client = await city.Host.SignInAsync(Role.CityLead);
        var page = await JudgedHost.TextAsync(client, "/policy/chapters/1?month=2025-11");
        foreach (var indicator in city.Book.All.Where(x => x.AddsUp))
        {
            var figure = Regex.Match(page, $"<div class=\"figure-label\">{Regex.Escape(city.Book.TitleOf(indicator))}.*?(<div class=\"figure-label\">|</section>)", RegexOptions.Singleline).Value;
            Assert.Contains($"<small>{city.Book.UnitOf(indicator)}</small>", figure, StringComparison.Ordinal);
            Assert.Equal(indicator.Kind == IndicatorKind.Share, figure.Contains("覆盖", StringComparison.Ordinal));
        }
    }

    private async Task<decimal?> ValueAsync(string code)
    {
        var cells = await city.CellsAsync(JudgedHost.November);
        var indicator = city.Book.Find(code)!;
        var cell = cells.Single(x => x.Code == indicator.Rule && x.Level == AreaLevel.City);
        var reading = new Reading(indicator, new(AreaLevel.City, cell.Area), JudgedHost.November, Counts.Of(cell), 10);
        return reading.Value;
    }

    [GeneratedRegex("data-label=\"计入\">([0-9,.]+) ")]
    private static partial Regex Counted();
}
