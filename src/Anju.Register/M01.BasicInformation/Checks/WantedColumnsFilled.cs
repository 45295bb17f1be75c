using Anju.Kernel;
using Anju.Ledgers;
using Anju.Policy;

namespace Anju.Register.BasicInformation;

/// <summary>Every column that the ledger of households marks with * holds something (domain specification d).</summary>
internal sealed class HouseholdColumnsFilled() : HouseholdCheck(Severity.Warning, "C-BLANK-HOUSE", "搬迁户台账必填列齐全", "搬迁户台账带 * 的列")
{
    private static readonly WantedColumns<Household> Wanted = new();

    public override Verdict Judge(HouseholdFacts household, Month month, Parameters parameters) => household.IsDissolved || household.IsNotYet
        ? Verdict.NotApplicable("当时不在册")
        : Blanks.Verdict(Wanted.BlankOn(household.Household));
}

/// <summary>The same of a person's line; nobody under working age is asked for a labour capacity.</summary>
internal sealed class PersonColumnsFilled() : PersonCheck(Severity.Warning, "C-BLANK-PERSON", "搬迁人口台账必填列齐全", "搬迁人口台账带 * 的列")
{
    private static readonly WantedColumns<Person> Wanted = new();

    public override IReadOnlyList<string> Uses => ["labour.age-from"];

    public override Verdict Judge(PersonFacts person, Month month, Parameters parameters) => Blanks.Verdict(
        Wanted.BlankOn(person.Person, except: person.Age < parameters.Int("labour.age-from") ? nameof(Person.LabourCapacity) : null));
}

/// <summary>The same of the jobs somebody has on the day.</summary>
internal sealed class JobColumnsFilled() : PersonCheck(Severity.Warning, "C-BLANK-JOB", "就业台账必填列齐全", "就业台账带 * 的列")
{
    private static readonly WantedColumns<EmploymentSpell> Wanted = new();

    public override Verdict Judge(PersonFacts person, Month month, Parameters parameters) => person.OpenSpells.Count == 0
        ? Verdict.NotApplicable("没有在岗的就业记录")
        : Blanks.Verdict(Wanted.BlankOn(person.OpenSpells));
}

internal static class Blanks
{
    public static Verdict Verdict(IReadOnlyList<string> titles) => titles.Count > 0
        ? Policy.Verdict.NotMet($"没有填写：{string.Join('、', titles)}，请核实后补填")
        : Policy.Verdict.Met();
}
