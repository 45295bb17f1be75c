using Anju.Kernel;
using Anju.Policy;

namespace Anju.Register.BasicInformation;

/// <summary>An area below zero, or larger than any household here holds.</summary>
internal abstract class LandArea(string code, string title, string field, string largest) : HouseholdCheck(Severity.Warning, code, title, field)
{
    public sealed override IReadOnlyList<string> Uses => [largest];

    public sealed override Verdict Judge(HouseholdFacts household, Month month, Parameters parameters) => AreaOf(household.Household) switch
    {
        null => Verdict.Unknown(field),
        { } area when area < Mu.Zero => Verdict.NotMet($"{field}{area}亩，不能是负数，请改正"),
        { } area when area > parameters.Mu(largest) => Verdict.NotMet($"{field}{area}亩，超过{parameters[largest].Display}，请核对单位（是否误填为平方米）"),
        _ => Verdict.Met(),
    };

    protected abstract Mu? AreaOf(Household household);
}

internal sealed class ContractedLandCanBe() : LandArea("C-LAND", "承包地面积合理", "承包地面积", "check.contracted-land-largest")
{
    protected override Mu? AreaOf(Household household) => household.ContractedLand;
}

internal sealed class ForestCanBe() : LandArea("C-FOREST", "林地面积合理", "林地面积", "check.forest-largest")
{
    protected override Mu? AreaOf(Household household) => household.Forest;
}

/// <summary>
/// The red line of 25 ㎡ for each person who moved (b.9). Counted by those who moved in, worked back by the log, or by
/// those who are there now, whichever are more: nobody's house grew because somebody left.
/// </summary>
internal sealed class DwellingWithinLimit() : HouseholdCheck(Severity.Warning, "C-DWELLING", "人均住房面积不超标", "住房面积", "家庭人口")
{
    private const string Largest = "dwelling.area-per-person";

    public override IReadOnlyList<string> Uses => [Largest];

    public override Verdict Judge(HouseholdFacts household, Month month, Parameters parameters)
    {
        if (household.IsDissolved || household.Size == 0)
        {
            return Verdict.NotApplicable("没有在册成员");
        }

        if (household.Household.DwellingArea is not { } area)
        {
            return Verdict.Unknown("住房面积");
        }

        var people = Math.Max(household.Size, Moved(household));
        return area.InSquareMetres > parameters.Decimal(Largest) * people
            ? Verdict.NotMet($"住房面积{area}㎡，按{people}人计人均{area.InSquareMetres / people:0.#}㎡，超过{parameters[Largest].Display}，请核对面积和搬迁人口")
            : Verdict.Met();
    }

    private static int Moved(HouseholdFacts household) => household.Household.MovedInOn is { } moved
        ? household.Size + household.All<MembershipChange>()
            .Where(change => change.HappenedOn > moved && change.HappenedOn <= household.AsOf && change.Kind != ChangeKind.Registered)
            .Sum(change => -change.Kind.RollStep())
        : 0;
}

internal sealed class HasHead() : HouseholdCheck(Severity.Warning, "C-HEAD", "户内有户主", "与户主关系")
{
    public override Verdict Judge(HouseholdFacts household, Month month, Parameters parameters) =>
        household.IsDissolved || household.Members.Count == 0 ? Verdict.NotApplicable("没有在册成员")
        : household.Members.Any(member => member.Person.Relation == Relation.Head) ? Verdict.Met()
        : Verdict.NotMet("在册成员中没有户主，请通过“变更户主”确定一位");
}

/// <summary>Ages fit the relations: nobody is older than a parent, no spouse is a child.</summary>
internal sealed class AgesFitRelations() : HouseholdCheck(Severity.Warning, "C-KINSHIP", "年龄与家庭关系相符", "与户主关系", "出生日期")
{
    private const int YoungestSpouse = 15;

    public override Verdict Judge(HouseholdFacts household, Month month, Parameters parameters)
    {
        var head = household.Members.FirstOrDefault(member => member.Person.Relation == Relation.Head);
        var related = household.Members.Where(member => Rank(member.Person.Relation) != 0 || IsSpouse(member.Person.Relation)).ToList();
        if (household.IsDissolved || head is null || related.Count == 0)
        {
            return Verdict.NotApplicable("没有可以比较的成员");
        }

        var wrong = related.Select(member => Contradiction(member, head)).OfType<string>().ToList();
        if (wrong.Count > 0)
        {
            return Verdict.NotMet($"{string.Join('；', wrong)}。请核对出生日期或与户主关系");
        }

        var blank = related.Prepend(head).Where(member => member.Person.BirthDate is null).Select(member => member.Field("出生日期")).ToList();
        return blank.Count > 0 ? Verdict.Unknown(blank) : Verdict.Met();
    }

    /// <summary>Somebody of an older generation is not older than the head, or somebody of a younger one not younger.</summary>
    public static bool Contradicts(Relation relation, DateOnly? birth, DateOnly head) => Rank(relation) switch
    {
        > 0 => birth >= head,
        < 0 => birth <= head,
        _ => false,
    };

    private static string? Contradiction(PersonFacts member, PersonFacts head)
    {
        if (IsSpouse(member.Person.Relation) && member.Age < YoungestSpouse)
        {
            return $"{member.Name}{member.Age}周岁，登记为配偶、儿媳或女婿";
        }

        return Rank(member.Person.Relation) switch
        {
            > 0 when member.Person.BirthDate >= head.Person.BirthDate => $"长辈{member.Name}不比户主年长",
            < 0 when member.Person.BirthDate <= head.Person.BirthDate => $"晚辈{member.Name}不比户主年轻",
            _ => null,
        };
    }

    private static bool IsSpouse(Relation relation) => relation is Relation.Spouse or Relation.DaughterInLaw or Relation.SonInLaw;

    /// <summary>Generations above the head; in-laws of the same generation as the children may be of any age.</summary>
    private static int Rank(Relation relation) => relation switch
    {
        Relation.Father or Relation.Mother => 1,
        Relation.Grandfather or Relation.Grandmother or Relation.MaternalGrandfather or Relation.MaternalGrandmother => 2,
        Relation.Son or Relation.Daughter => -1,
        Relation.Grandson or Relation.Granddaughter or Relation.GrandsonByDaughter or Relation.GranddaughterByDaughter => -2,
        _ => 0,
    };
}

internal sealed class MovedInAfterBuilt() : HouseholdCheck(Severity.Warning, "C-MOVED-IN", "入住不早于安置点建成", "入住时间", "安置点建成时间")
{
    public override Verdict Judge(HouseholdFacts household, Month month, Parameters parameters) => (household.Household.MovedInOn, household.Site) switch
    {
        (_, null) => Verdict.NotApplicable("没有登记安置点"),
        (_, { Kind: SiteKind.Virtual }) => Verdict.NotApplicable("分散安置"),
        (null, _) => Verdict.Unknown("入住时间"),
        (_, { BuiltOn: null }) => Verdict.Unknown("安置点建成时间"),
        ({ } moved, { BuiltOn: { } built }) when moved < built =>
            Verdict.NotMet($"{moved:yyyy-MM-dd}入住，安置点{built:yyyy-MM-dd}才建成，请核对两个日期"),
        _ => Verdict.Met(),
    };
}
