using Anju.Kernel;
using Anju.Policy;

namespace Anju.Register.BasicInformation;

/// <summary>
/// The roll of a household holds everybody: as many members as declared and as the last comparison with the household
/// registration found, or every difference has membership changes that explain it (R-M01-2). The first registration of
/// somebody changes the record, not the household, and explains nothing.
/// </summary>
internal sealed class RollComplete : HouseholdRule
{
    public override string Code => "R-M01-2";

    public override string Title => "户内人口与名册一致";

    public override Clause Clause => Plan.Measure(1).Says("进一步完善搬迁家庭全员人口信息台账");

    public override IReadOnlyList<string> Uses => ["roll.comparison-months"];

    public override WorkKind Work { get; } = new("W-M01-3", "人口数不符", Department.RuralRevitalisation, Days: 30);

    public override Verdict Judge(HouseholdFacts household, Month month, Parameters parameters)
    {
        if (household.IsDissolved || household.IsNotYet)
        {
            return Verdict.NotApplicable(household.IsDissolved ? "已销户" : "当月尚未立户");
        }

        var record = household.Household;
        var months = parameters.Int("roll.comparison-months");
        var isCompared = record.ComparedOn is { } on && record.ComparedSize is not null
            && on <= household.AsOf && on.AddMonths(months) >= household.AsOf;
        List<string> missing = [.. isCompared ? (IEnumerable<string>)[] : [$"近{months}个月的户籍比对"], .. record.DeclaredSize is null ? ["家庭人口"] : (IEnumerable<string>)[]];
        if (missing.Count > 0)
        {
            return Verdict.Unknown(missing);
        }

        var (size, declared, compared) = (household.Size, record.DeclaredSize!.Value, record.ComparedSize!.Value);
        if (!ExplainsDeclared(household, size - declared))
        {
            return Verdict.NotMet($"在册{size}人，申报家庭人口{declared}人，差异没有变动记录说明，请补登变动或更正人口数");
        }

        return ExplainsCompared(household, size - compared, record.ComparedOn!.Value)
            ? Verdict.Met($"在册{size}人")
            : Verdict.NotMet($"在册{size}人，{record.ComparedOn:yyyy-MM-dd}户籍比对为{compared}人，差异没有变动记录说明，请补登变动或重新比对");
    }

    private static IEnumerable<MembershipChange> Changes(HouseholdFacts household) =>
        household.All<MembershipChange>().Where(change => change.Kind != ChangeKind.Registered && change.Kind.RollStep() != 0);

    private static int Sum(IEnumerable<MembershipChange> changes) => changes.Sum(change => change.Kind.RollStep());

    /// <summary>
    /// Nobody knows as of when the number was declared: the changes of the newest days before the judged one, or of the
    /// first days after it, add up to the difference.
    /// </summary>
    private static bool ExplainsDeclared(HouseholdFacts household, int difference)
    {
        if (difference == 0)
        {
            return true;
        }

        var (before, after) = (0, 0);
        var days = Changes(household).GroupBy(change => change.HappenedOn).ToList();
        return days.Where(day => day.Key <= household.AsOf).OrderByDescending(day => day.Key).Any(day => (before += Sum(day)) == difference)
            || days.Where(day => day.Key > household.AsOf).OrderBy(day => day.Key).Any(day => (after += Sum(day)) == -difference);
    }

    /// <summary>
    /// The comparison cannot have seen what happened after it; what had happened but was reported later it may or may not
    /// have seen.
    /// </summary>
    private static bool ExplainsCompared(HouseholdFacts household, int difference, DateOnly compared)
    {
        if (difference == 0)
        {
            return true;
        }

        var known = Changes(household).Where(change => change.HappenedOn <= household.AsOf).ToList();
        var left = difference - Sum(known.Where(change => change.HappenedOn > compared));
        var late = known.Where(change => change.HappenedOn <= compared && change.ReportedOn > compared).ToList();
        return left <= late.Count(change => change.Kind.IsIn()) && -left <= late.Count(change => change.Kind.IsOut());
    }
}
