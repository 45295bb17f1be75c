using Anju.Kernel;
using Microsoft.EntityFrameworkCore;

namespace Anju.Register.Actions;

/// <summary>Signs that a household was looked at in a month (M01-3). Signing again in the same month corrects the first signature.</summary>
internal static class ConfirmMonth
{
    public sealed record Request(
        Guid HouseholdId, Month Month, VerificationMethod Method, DateOnly VerifiedOn, VerificationOutcome Outcome, string Verifier)
    {
        public string? ChangedItems { get; init; }

        public string? Before { get; init; }

        public string? After { get; init; }

        public string? Proof { get; init; }

        /// <summary>Version of the verification that is corrected; 0 when the person saw none.</summary>
        public int SeenVersion { get; init; }
    }

    public static async Task<Result<Guid>> HandleAsync(AnjuDb db, Request request, Origin origin, DateOnly today, TimeProvider clock, CancellationToken cancellation)
    {
        var household = await db.Set<Household>().AsNoTracking().FirstOrDefaultAsync(x => x.Id == request.HouseholdId, cancellation);
        if (household is null)
        {
            return Refusals.NotFound;
        }

        if (Refuse(request, household, today) is { } refusal)
        {
            return refusal;
        }

        await using var change = await Change.BeginAsync(db, origin, $"{request.Month.ToChinese()}月度核实", clock, cancellation);
        var row = await db.Set<MonthlyVerification>().FirstOrDefaultAsync(x => x.HouseholdId == household.Id && x.Month == request.Month, cancellation);
        if (row is not null && row.Version != request.SeenVersion)
        {
            return new Refusal("CONFLICT", $"{request.Month.ToChinese()}的核实刚刚由{row.Verifier}登记或改过，请核对后再提交。");
        }

        if (row is null)
        {
            row = new() { HouseholdId = household.Id, Month = request.Month, CountyCode = household.CountyCode, SiteId = household.SiteId };
            db.Add(row);
        }

        row.Method = request.Method;
        row.VerifiedOn = request.VerifiedOn;
        row.Outcome = request.Outcome;
        row.Verifier = request.Verifier;
        (row.ChangedItems, row.Before, row.After) = request.Outcome == VerificationOutcome.Changed
            ? (request.ChangedItems, request.Before, request.After)
            : (null, null, null);
        row.Proof = request.Proof;
        var written = await change.CommitAsync(cancellation);
        return written.IsOk ? row.Id : written.Refusal;
    }

    private static Refusal? Refuse(Request request, Household household, DateOnly today)
    {
        if (request.Month > Month.Of(today))
        {
            return new("FUTURE_MONTH", $"{request.Month.ToChinese()}还没有到，不能核实。", "month");
        }

        if (household.Status == HouseholdStatus.Dissolved && !(household.DissolvedOn >= request.Month.First))
        {
            return new("DISSOLVED", "本户已在该月之前销户，不再核实。", "month");
        }

        if (request.VerifiedOn > today)
        {
            return new("FUTURE_DATE", "核实日期不能晚于今天。", "verifiedOn");
        }

        if (request.VerifiedOn < request.Month.First)
        {
            return new("DATE_BEFORE_MONTH", $"核实日期不能早于{request.Month.ToChinese()}1日。", "verifiedOn");
        }

        return request.Outcome == VerificationOutcome.Changed && string.IsNullOrWhiteSpace(request.ChangedItems)
            ? new("CHANGED_ITEMS", "有变化时请写明是哪些项目变了。", "changedItems")
            : null;
    }
}
