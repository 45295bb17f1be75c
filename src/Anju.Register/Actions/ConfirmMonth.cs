using Anju.Kernel;
using Anju.Ledgers;
using Microsoft.EntityFrameworkCore;

namespace Anju.Register.Actions;

/// <summary>Signs that a household was looked at in a month (M01-3). Signing again in the same month corrects the first signature.</summary>
internal static class ConfirmMonth
{
    public sealed record Request(
        Guid HouseholdId, Month Month, VerificationMethod Means, DateOnly VerifiedOn, VerificationOutcome Outcome, string Verifier)
    {
        public string? ChangedItems { get; init; }

        public string? Before { get; init; }

        public string? After { get; init; }

        public string? Proof { get; init; }

        /// <summary>Version of the verification that is corrected; 0 when the person saw none.</summary>
        public int SeenVersion { get; init; }
    }

    public static async Task<Result<Guid>> HandleAsync(Occasion occasion, Request request, CancellationToken cancellation)
    {
        var db = occasion.Db;
        var household = await db.Set<Household>().AsNoTracking().FirstOrDefaultAsync(x => x.Id == request.HouseholdId, cancellation);
        if (household is null)
        {
            return Refusals.NotFound;
        }

        if (household.Status == HouseholdStatus.Dissolved && !(household.DissolvedOn >= request.Month.First))
        {
            return new Refusal("DISSOLVED", "本户已在该月之前销户，不再核实。", "month");
        }

        await using var change = await Change.BeginAsync(db, occasion.Origin, $"{request.Month.ToChinese()}月度核实", occasion.Clock, cancellation);
        var stored = await db.Set<MonthlyVerification>().FirstOrDefaultAsync(x => x.HouseholdId == household.Id && x.Month == request.Month, cancellation);
        var signed = stored is null
            ? new() { HouseholdId = household.Id, Month = request.Month, CountyCode = household.CountyCode, SiteId = household.SiteId }
            : RecordField.CloneOf(stored);
        Fill(signed, request);
        if (Refusal.OfAll(LineRules.Check(occasion.Ledgers.Of<MonthlyVerification>(), signed, stored, occasion.Today)) is { } wrong)
        {
            return wrong;
        }

        if (stored is null)
        {
            db.Add(signed);
        }
        else if (stored.Version != request.SeenVersion)
        {
            return new Refusal("CONFLICT", $"{request.Month.ToChinese()}的核实刚刚由{stored.Verifier}登记或改过，请核对后再提交。");
        }
        else
        {
            Fill(stored, request);
        }

        var written = await change.CommitAsync(cancellation);
        return written.IsOk ? signed.Id : written.Refusal;
    }

    private static void Fill(MonthlyVerification row, Request request)
    {
        row.Means = request.Means;
        row.VerifiedOn = request.VerifiedOn;
        row.Outcome = request.Outcome;
        row.Verifier = request.Verifier;
        (row.ChangedItems, row.Before, row.After) = request.Outcome == VerificationOutcome.Changed
            ? (request.ChangedItems, request.Before, request.After)
            : (null, null, null);
        row.Proof = request.Proof;
    }
}
