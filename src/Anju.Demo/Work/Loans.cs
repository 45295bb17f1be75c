using System.Globalization;
using Anju.Employment.LocalJobs;
using Anju.Employment.OwnBusiness;
using Anju.Kernel;
using Anju.Register;

namespace Anju.Demo;

/// <summary>
/// Loans of people with a business of their own, and of the workshops: within the caps of their day, most decided, some of the
/// workshops' without the mark of priority, some under way.
/// </summary>
internal static class Loans
{
    private const int Stream = 2_715;

    public static IReadOnlyList<LoanApplication> Of(DemoOptions options, CountyProfile county, IReadOnlyList<DemoBatch> batches, IReadOnlyList<EmploymentCarrier> carriers)
    {
        var owners = batches.SelectMany(batch => batch.People.Where(person => person.Channel == EmploymentChannel.OwnBusiness && person.Status == PersonStatus.Active));
        var borrowers = owners.Select(person => (Person: (Person?)person, Carrier: (EmploymentCarrier?)null)).Concat(carriers.Select(carrier => (Person: (Person?)null, Carrier: (EmploymentCarrier?)carrier)));
        return [.. borrowers.Select((one, number) => Make(options, county, one.Person, one.Carrier, number, Dice.For(options.Seed, county.Index, number, Stream))).OfType<LoanApplication>()];
    }

    private static LoanApplication? Make(DemoOptions options, CountyProfile county, Person? person, EmploymentCarrier? carrier, int number, Dice dice)
    {
        if (person is not null && dice.Chance(0.6))
        {
            return null;
        }

        var applied = dice.Between(options.HistoryStart, options.Today.AddDays(-3));
        var loan = new LoanApplication
        {
            Code = string.Create(CultureInfo.InvariantCulture, $"DK{county.Code}{number + 1:00000}"),
            CountyCode = county.Code,
            Borrower = person is not null ? BorrowerKind.Person : BorrowerKind.SmallEnterprise,
            Name = person?.Name ?? carrier!.Name,
            IdNumber = person?.IdNumber,
            Product = dice.Weighted((6, LoanProduct.StartupGuarantee), (person is null ? 4 : 0, LoanProduct.XiaoxiangCaiyin), (person is null ? 0 : 3, LoanProduct.Micro)),
            RelocatedStaff = carrier?.RelocatedStaff,
            Staff = carrier?.Staff,
            Priority = carrier is null ? null : dice.Chance(0.75),
            AppliedOn = applied,
            Requested = Yuan.FromYuan(dice.Between(person is null ? 20 : 3, person is null ? 200 : 20) * 10_000),
            CompleteOn = number % 9 == 8 ? null : applied.AddDays(1 + (number % 3)),
            StateSince = applied,
        };
        (loan.State, loan.StateSince) = loan.CompleteOn is { } complete ? (LoanState.Complete, complete) : (LoanState.Applied, applied);
        if (applied.AddDays(25) > options.Today || dice.Chance(0.1))
        {
            return loan;
        }

        loan.DecidedOn = applied.AddDays(dice.Between(5, 24));
        if (dice.Chance(0.15))
        {
            (loan.Decision, loan.RefusedFor) = (LoanDecision.Refused, "征信不符合要求");
            (loan.State, loan.StateSince) = (LoanState.Rejected, loan.DecidedOn);
            return loan;
        }

        (loan.Decision, loan.Amount, loan.TermMonths, loan.InterestPercent) = (LoanDecision.Approved, loan.Requested, dice.Of(12, 24, 36), dice.Of(3.1, 3.45, 3.85));
        loan.Guarantee = dice.Of("担保基金", "免反担保", "保证人");
        (loan.LentOn, loan.MaturesOn) = (loan.DecidedOn, loan.DecidedOn.Value.AddMonths(loan.TermMonths.Value));
        (loan.Balance, loan.Overdue) = (Yuan.FromYuan((int)(loan.Requested!.Value.Cents / 100 * dice.Between(3, 10) / 10)), false);
        (loan.State, loan.StateSince) = (LoanState.PostLoan, loan.LentOn);
        return loan;
    }
}
