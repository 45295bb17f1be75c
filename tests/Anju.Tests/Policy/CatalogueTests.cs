using Anju.Policy;

namespace Anju.Tests.Policy;

public sealed class CatalogueTests
{
    private static readonly PlanPack Pack = PlanPack.Load();

    [Fact]
    public void Every_obligation_of_the_plan_is_judged_by_a_rule()
    {
        var judged = Pack.Rules.SelectMany(x => x.Obligations).Distinct();
        Assert.Equal(Pack.Plan.Obligations.Select(x => x.Id).Order(), judged.Order());
    }

    [Fact]
    public void Every_article_has_rules_and_indicators_and_every_measure_has_a_worklist()
    {
        Assert.All(Pack.Plan.Articles, x => Assert.NotEmpty(Pack.Rules.Of(x.Article)));
        var counted = Pack.Plan.Articles.Where(x => x.Article != Plan.Requirement(1));
        Assert.All(counted, x => Assert.NotEmpty(Pack.Indicators.Of(x.Article)));
        Assert.All(Pack.Plan.Measures, x => Assert.NotEmpty(Pack.Worklists.Of(x.Article)));
    }

    [Fact]
    public void A_rule_is_as_strict_as_its_obligation_or_as_the_conditions_in_it()
    {
        var obligations = Pack.Plan.Obligations.ToDictionary(x => x.Id);
        Assert.All(Pack.Rules.Where(x => x.Code is not "R-M18-F"), rule => Assert.All(rule.Obligations, id =>
            Assert.True(rule.Strength == obligations[id].Strength || rule.Strength == obligations[id].Conditions, rule.Code)));
    }

    [Fact]
    public void An_entry_is_found_by_code_with_its_words()
    {
        var rule = Pack.Rules["R-M03-3"];
        Assert.Equal((Plan.Measure(3), "搬迁户", Strength.Hard), (rule.Article, rule.SubjectName, rule.Strength));
        Assert.Equal(["A03", "A04"], rule.Assumptions);
        Assert.Equal(["R-M03-3"], Pack.Indicators["I-M03-2"].Rules);
        Assert.Equal((Department.HumanResources, 30), (Pack.Worklists["W-M03-2"].Lead, Pack.Worklists["W-M03-2"].Days));
        Assert.True(Pack.Worklists["W-M08-2"].IsOfTheCity);
        Assert.Throws<KeyNotFoundException>(() => Pack.Rules["R-M03-9"]);
    }

    [Fact]
    public void A_catalogue_that_points_nowhere_does_not_load()
    {
        using var copy = new PackCopy();
        copy.Replace("rules.json", "\"M03-3\"", "\"M04-9\"");
        copy.Replace("indicators.json", "\"R-M03-2\"", "\"R-M03-9\"");
        var refused = Assert.Throws<InvalidDataException>(() => PlanPack.Load(copy.Folder));
        Assert.Contains("R-M03-3 judges M04-9", refused.Message, StringComparison.Ordinal);
        Assert.Contains("I-M03-1 follows from unknown rule R-M03-9", refused.Message, StringComparison.Ordinal);
    }
}
