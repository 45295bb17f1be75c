using Anju.Kernel;
using Anju.Register;
using Anju.Register.Actions;

namespace Anju.Tests.Register;

public sealed class KinshipTests
{
    private static readonly Person Head = Of(Relation.Head, Sex.Male);
    private static readonly Person Wife = Of(Relation.Spouse, Sex.Female);
    private static readonly Person Mother = Of(Relation.Mother, Sex.Female);
    private static readonly Person Son = Of(Relation.Son, Sex.Male);
    private static readonly Person SonsWife = Of(Relation.DaughterInLaw, Sex.Female);
    private static readonly Person Grandchild = Of(Relation.Granddaughter, Sex.Female);
    private static readonly Person[] Family = [Head, Wife, Mother, Son, SonsWife, Grandchild];

    [Fact]
    public void When_the_wife_becomes_head_the_children_stay_children_and_his_mother_is_her_mother_in_law() =>
        Assert.Equal(
            [Relation.Spouse, Relation.MotherInLaw, Relation.Son, Relation.DaughterInLaw, Relation.Granddaughter],
            Family.Where(x => x != Wife).Select(x => Kinship.Propose(x, Wife, Family)!.Value));

    [Fact]
    public void When_the_only_son_becomes_head_his_wife_and_child_are_known() =>
        Assert.Equal(
            [Relation.Father, Relation.Mother, null, Relation.Spouse, Relation.Daughter],
            Family.Where(x => x != Son).Select(x => Kinship.Propose(x, Son, Family)));

    [Fact]
    public void With_a_second_son_nobody_guesses_whose_wife_and_child_they_are()
    {
        Person[] larger = [.. Family, Of(Relation.Son, Sex.Male)];
        Assert.Equal([null, null, Relation.Sibling], new[] { SonsWife, Grandchild, larger[^1] }.Select(x => Kinship.Propose(x, Son, larger)));
    }

    [Fact]
    public void When_the_mother_becomes_head_there_is_a_son_a_daughter_in_law_and_a_grandson() =>
        Assert.Equal([Relation.Son, Relation.DaughterInLaw, Relation.Grandson], new[] { Head, Wife, Son }.Select(x => Kinship.Propose(x, Mother, Family)!.Value));

    private static Person Of(Relation relation, Sex sex) => new() { Name = relation.ToString(), Relation = relation, Sex = sex };
}
