using Anju.Kernel;
using Anju.Ledgers;
using Anju.Policy;
using Anju.Register.BasicInformation;
using Microsoft.EntityFrameworkCore;

namespace Anju.Register;

/// <summary>The head of the household that was verified.</summary>
internal sealed class HeadOfVerifications() : Computation<MonthlyVerification>(nameof(MonthlyVerification.HeadName))
{
    protected override async Task FillAsync(AnjuDb db, IReadOnlyList<MonthlyVerification> lines, CancellationToken cancellation)
    {
        var ids = lines.Select(row => row.HouseholdId).Distinct().ToList();
        var heads = await db.Set<Household>().Where(household => ids.Contains(household.Id))
            .Select(household => new { household.Id, household.HeadName }).ToDictionaryAsync(x => x.Id, x => x.HeadName, cancellation);
        foreach (var row in lines)
        {
            row.HeadName = heads.GetValueOrDefault(row.HouseholdId);
        }
    }
}

internal sealed class StateOfVerifications(PlanPack pack) : Computation<MonthlyVerification>(nameof(MonthlyVerification.State))
{
    protected override Task FillAsync(AnjuDb db, IReadOnlyList<MonthlyVerification> lines, CancellationToken cancellation)
    {
        foreach (var month in lines.GroupBy(row => row.Month))
        {
            var last = VerifiedMonthly.CutOff(month.Key, pack.Parameters.At(month.Key));
            foreach (var row in month)
            {
                row.State = StateOf(row, last);
            }
        }

        return Task.CompletedTask;
    }

    private static VerificationState StateOf(MonthlyVerification row, DateOnly last) => row switch
    {
        _ when row.VerifiedOn < row.Month.First || row.VerifiedOn > last => VerificationState.OutOfTime,
        { TownshipReviewer.Length: > 0 } => VerificationState.ReviewedByTownship,
        { VillageReviewer.Length: > 0 } => VerificationState.ReviewedByVillage,
        { Outcome: VerificationOutcome.Changed } => VerificationState.ToReview,
        _ => VerificationState.Verified,
    };
}
