using Anju.Kernel;
using Anju.Policy;
using Anju.Register;

namespace Anju.Employment.Skills;

/// <summary>
/// R-M06-5, a goal: a labourer masters at least one trade, shown by a certificate, by a course passed or by a year's work in the
/// trade. Pupils and students are not asked; one's own word is not enough.
/// </summary>
internal sealed class SkillMastered : PersonRule
{
    public override string Code => "R-M06-5";

    public override string Title => "掌握一门以上技能";

    public override Clause Clause => Plan.Measure(6).Says("力争每个搬迁劳动力熟练掌握1-2门劳动技能");

    public override IReadOnlyList<string> Uses => ["labour.age-from", "labour.age-below", "skill.minimum", "skill.trade-months"];

    public override Strength Strength => Strength.Goal;

    public override WorkKind Work { get; } = new("W-M06-3", "无技能劳动力", Department.HumanResources, Days: 90);

    public override Verdict Judge(PersonFacts person, Month month, Parameters parameters)
    {
        if (person.IsLabourer(parameters) is not { } labourer)
        {
            return Verdict.Unknown(person.LabourGaps);
        }

        if (!labourer)
        {
            return Verdict.NotApplicable(person.IsStudent ? "在校" : "不是劳动力");
        }

        var (least, months) = (parameters.Int("skill.minimum"), parameters.Int("skill.trade-months"));
        var proven = Proven(person, months).Distinct().Order(StringComparer.Ordinal).ToList(); // whatever the order of lines
        return proven.Count >= least ? Verdict.Met(string.Join("、", proven))
            : proven.Count > 0 || WasAsked(person) ? Verdict.NotMet(proven.Count > 0 ? $"只有{proven.Count}门：{string.Join("、", proven)}" : "没有证书、培训合格或从业满年限可以证明的技能")
            : Verdict.Unknown("掌握技能");
    }

    private static IEnumerable<string> Proven(PersonFacts person, int months)
    {
        foreach (var skill in person.Household.All<PersonSkill>().Where(skill => skill.PersonId == person.Id && skill.Proof != SkillProof.OwnWord && !(skill.ProvenOn > person.AsOf)))
        {
            yield return skill.Skill;
        }

        if (!string.IsNullOrEmpty(person.Person.SkillCertificate))
        {
            yield return string.IsNullOrEmpty(person.Person.FirstSkill) ? "持有技能证书" : person.Person.FirstSkill;
        }

        if (person.Household.All<TrainingEnrolment>().Any(x => x.PersonId == person.Id && x.Result == TrainingResult.Passed && !(x.AssessedOn > person.AsOf) && !(x.EndedOn > person.AsOf)))
        {
            yield return "培训合格";
        }

        foreach (var trade in person.Spells.Where(spell => !string.IsNullOrEmpty(spell.Trade)).GroupBy(spell => spell.Trade!))
        {
            if (trade.Sum(spell => Days(spell, person.AsOf)) * 12L >= months * 365L)
            {
                yield return trade.Key;
            }
        }
    }

    private static int Days(EmploymentSpell spell, DateOnly asOf) =>
        Math.Max(0, (spell.EndedOn < asOf ? spell.EndedOn.Value : asOf).DayNumber - spell.StartedOn.DayNumber);

    private static bool WasAsked(PersonFacts person) =>
        person.Person.TrainingWish is not (null or Willingness.Unknown) || !string.IsNullOrEmpty(person.Person.FirstSkill)
        || person.Household.All<PersonSkill>().Any(skill => skill.PersonId == person.Id)
        || person.Household.All<TrainingWish>().Any(wish => wish.PersonId == person.Id && wish.AskedOn <= person.AsOf);
}
