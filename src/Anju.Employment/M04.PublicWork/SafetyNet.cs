using Anju.Kernel;
using Anju.Policy;
using Anju.Register;

namespace Anju.Employment.PublicWork;

/// <summary>
/// R-M04-5: a household whose labourers are all weak has somebody on a public post, helped to find work, or in other work, or is covered by minimum
/// living guarantee or destitute support. Other work counts as well: who has found it needs no post. Declined in writing by all,
/// it does not apply.
/// </summary>
internal sealed class SafetyNet : HouseholdRule
{
    public override string Code => "R-M04-5";

    public override string Title => "应兜尽兜";

    /// <summary>2: help to find work (就业援助) that is under way has a ledger and counts.</summary>
    public override int Version => 2;

    public override Clause Clause => Plan.Measure(4).Says("确保就业困难家庭实现应兜尽兜");

    public override IReadOnlyList<string> Uses => ["labour.age-from", "labour.age-below", "employment.valid-days", "unwilling.confirm-months"];

    public override WorkKind Work { get; } = new("W-M04-3", "应兜未兜家庭", Department.HumanResources, Days: 14);

    public override Verdict Judge(HouseholdFacts household, Month month, Parameters parameters)
    {
        if (household.IsDissolved)
        {
            return Verdict.NotApplicable("已销户");
        }

        var labourers = household.Labourers(parameters);
        if (labourers.Any(person => !person.IsWeakLabourer))
        {
            return Verdict.NotApplicable("有普通或技能劳动力");
        }

        if (household.LabourGaps(parameters) is { Count: > 0 } gaps)
        {
            return Verdict.Unknown(gaps);
        }

        if (labourers.Count == 0)
        {
            return Verdict.NotApplicable("户内无劳动力");
        }

        if (household.All<PublicPost>().FirstOrDefault(post => post.IsHeld(household.AsOf) && household.Members.Any(member => member.Id == post.PersonId)) is { } held)
        {
            return Verdict.Met($"{household.Members.First(member => member.Id == held.PersonId).Name}在公益性岗位");
        }

        if (household.Members.FirstOrDefault(member => household.All<EmploymentAssistanceCase>().Any(help => help.PersonId == member.Id && help.RunsOn(household.AsOf))) is { } helped)
        {
            return Verdict.Met($"{helped.Name}在接受就业援助");
        }

        if (household.Members.FirstOrDefault(member => member.IsEmployed(parameters)) is { } worker)
        {
            return Verdict.Met($"{worker.Name}已就业");
        }

        if (household.Members.FirstOrDefault(member => member.Person.Assistance is Assistance.MinimumLivingGuarantee or Assistance.Destitute) is { } covered)
        {
            return Verdict.Met($"{covered.Name}已纳入{TermTitles.Of(covered.Person.Assistance!.Value)}");
        }

        if (labourers.All(person => person.IsUnwillingOnPaper(parameters)))
        {
            return Verdict.NotApplicable("书面表示不愿就业");
        }

        List<string> missing = [.. household.EmploymentGaps(parameters), .. labourers.Where(person => person.Person.Assistance is null).Select(person => person.Field("低保/特困"))];
        return missing.Count > 0 ? Verdict.Unknown(missing) : Verdict.NotMet("全是弱（半）劳动力，无人在岗，也没有纳入低保、特困");
    }
}

/// <summary>I-M04-4</summary>
internal sealed class SafetyNetShare : Indicator
{
    public override string Code => "I-M04-4";

    public override string Rule => "R-M04-5";
}
