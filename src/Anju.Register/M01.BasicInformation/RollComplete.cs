using Anju.Policy;

namespace Anju.Register.BasicInformation;

/// <summary>
/// The roll of a household holds everybody: as many members as declared and as the last comparison with the household
/// registration found, or every difference has a membership change that explains it (R-M01-2).
/// </summary>
internal sealed class RollComplete : HouseholdRule
{
    public override string Code => "R-M01-2";

    public override string Title => "户内人口与名册一致";

    public override Clause Clause => Plan.Measure(1).Says("进一步完善搬迁家庭全员人口信息台账");

    public override IReadOnlyList<string> Uses => ["roll.comparison-months"];

    public override WorkKind Work => new("W-M01-3", "人口数不符", Department.RuralRevitalisation, Days: 30);

    public override Verdict Judge(HouseholdFacts household, Kernel.Month month, Parameters parameters)
    {
        if (household.IsDissolved)
        {
            return Verdict.NotApplicable("已销户");
        }

        var record = household.Household;
        if (record.ComparedOn is not { } compared || record.ComparedSize is null || compared > household.AsOf
            || compared.AddMonths(parameters.Int("roll.comparison-months")) < household.AsOf)
        {
            return Verdict.Unknown("近12个月的户籍比对");
        }

        if (record.DeclaredSize is not { } declared)
        {
            return Verdict.Unknown("家庭人口");
        }

        var members = household.Members.Count;
        if (!Explained(household, members - declared, since: null))
        {
            return Verdict.NotMet($"在册{members}人，申报家庭人口{declared}人，差异无变动记录说明");
        }

        return Explained(household, members - record.ComparedSize.Value, since: compared)
            ? Verdict.Met($"在册{members}人")
            : Verdict.NotMet($"在册{members}人，{compared:yyyy-MM-dd}比对为{record.ComparedSize}人，差异无变动记录说明");
    }

    /// <summary>
    /// A difference is explained when the changes that the other count cannot have seen yet add up to it: those after
    /// the comparison, or, for the declared number, the newest ones in a row.
    /// </summary>
    private static bool Explained(HouseholdFacts household, int difference, DateOnly? since)
    {
        if (difference == 0)
        {
            return true;
        }

        var sum = 0;
        foreach (var change in household.All<MembershipChange>()
            .Where(change => change.HappenedOn <= household.AsOf && (since is null || change.HappenedOn > since))
            .OrderByDescending(change => change.HappenedOn))
        {
            sum += change.Kind.IsIn() ? 1 : -1;
            if (sum == difference)
            {
                return true;
            }
        }

        return false;
    }
}
