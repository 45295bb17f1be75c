using Anju.Kernel;
using Anju.Policy;
using Anju.Register;

namespace Anju.Tests.Rules;

/// <summary>R-M01-1: 精准掌握搬迁家庭人员、性别、年龄、文化、劳动技能、就业状况、培训意愿及务工地点等基础信息.</summary>
public sealed class RecordCompleteTests
{
    private static Verdict Judge(Action<Person>? also = null, string born = "1985-03-15", Relation relation = Relation.Head)
    {
        var person = Given.Person(relation, born, also: also);
        return Given.Household().With(person).Judge("R-M01-1", person);
    }

    [Fact]
    public void All_eight_items_there_and_valid_is_met() => Assert.Equal(Outcome.Met, Judge().Outcome);

    public static TheoryData<string, Action<Person>> Blanks => new()
    {
        { "姓名", x => x.Name = " " },
        { "性别", x => x.Sex = null },
        { "出生日期", x => x.BirthDate = null },
        { "文化程度", x => x.Education = null },
        { "劳动技能", x => x.LabourCapacity = null },
        { "就业状态", x => x.Employment = null },
        { "培训意愿", x => x.TrainingWish = null },
        { "培训意愿", x => x.TrainingWish = Willingness.Unknown },
        { "务工所在地", x => (x.Employment, x.Channel, x.WorkPlace) = (EmploymentStatus.Employed, EmploymentChannel.OutsideProvince, null) },
        { "务工所在地", x => (x.Employment, x.Channel, x.WorkPlace) = (EmploymentStatus.Employed, null, " ") },
    };

    [Theory]
    [MemberData(nameof(Blanks), DisableDiscoveryEnumeration = true)]
    public void A_blank_item_is_unknown_and_named(string title, Action<Person> blank)
    {
        var verdict = Judge(blank);
        Assert.Equal(Outcome.Unknown, verdict.Outcome);
        Assert.Equal([title], verdict.Missing);
    }

    public static TheoryData<string, Action<Person>> NotAsked => new()
    {
        { "employment and training wish of who cannot work", x => (x.LabourCapacity, x.Employment, x.TrainingWish) = (LabourCapacity.Lost, null, null) },
        { "employment and training wish of who is in school", x => (x.Student, x.Employment, x.TrainingWish) = (StudentStatus.University, null, null) },
        { "the place of a farmer", x => (x.Employment, x.Channel, x.WorkPlace) = (EmploymentStatus.Employed, EmploymentChannel.Farming, null) },
        { "the place of who has a public post", x => (x.Employment, x.Channel, x.WorkPlace) = (EmploymentStatus.Employed, EmploymentChannel.PublicPost, null) },
        { "the place of who does not work", x => x.WorkPlace = null },
    };

    [Theory]
    [MemberData(nameof(NotAsked), DisableDiscoveryEnumeration = true)]
    public void What_is_not_asked_is_not_missed(string what, Action<Person> blank) => Assert.True(Judge(blank).Outcome == Outcome.Met, what);

    [Theory]
    [InlineData("2009-11-01", Outcome.Met)] // turns 16 on the day after the month
    [InlineData("2009-10-31", Outcome.Unknown)] // turns 16 on its last day
    [InlineData("2009-10-30", Outcome.Unknown)]
    public void Labour_capacity_is_asked_from_the_16th_birthday(string born, Outcome expected) =>
        Assert.Equal(expected, Judge(x => x.LabourCapacity = null, born, Relation.Son).Outcome);

    [Theory]
    [InlineData("1965-10-31", Outcome.Met)] // turns 60 on the last day of the month: no labourer any more
    [InlineData("1965-11-01", Outcome.Unknown)]
    [InlineData("1965-11-02", Outcome.Unknown)]
    public void Training_wish_is_asked_until_the_60th_birthday(string born, Outcome expected) => Assert.Equal(
        expected, Judge(x => (x.LabourCapacity, x.TrainingWish) = (LabourCapacity.Ordinary, null), born, Relation.Father).Outcome);

    public static TheoryData<string, Action<Person>> Invalid => new()
    {
        { "校验位", x => x.IdNumber = x.IdNumber![..17] + (x.IdNumber[17] == '1' ? '2' : '1') },
        { "18位", x => x.IdNumber = x.IdNumber![..17] },
        { "出生日期", x => x.BirthDate = x.BirthDate!.Value.AddDays(1) },
        { "性别", x => x.Sex = Sex.Female },
        { "县级", x => (x.Employment, x.Channel, x.WorkPlace) = (EmploymentStatus.Employed, EmploymentChannel.OutsideProvince, "广东") },
        { "在校生", x => (x.Student, x.Employment, x.Channel) = (StudentStatus.University, EmploymentStatus.Employed, EmploymentChannel.Farming) },
        { "特困", x => (x.Assistance, x.Employment, x.Channel, x.WorkPlace) = (Assistance.Destitute, EmploymentStatus.Employed, EmploymentChannel.OutsideProvince, "广东省惠州市惠阳区") },
        { "公益性岗位", x => (x.Employment, x.Channel, x.WorkPlace) = (EmploymentStatus.Employed, EmploymentChannel.PublicPost, "广东省惠州市惠阳区") },
    };

    [Theory]
    [MemberData(nameof(Invalid), DisableDiscoveryEnumeration = true)]
    public void An_item_that_cannot_be_right_is_not_met_and_said_in_the_words_of_its_check(string words, Action<Person> spoil)
    {
        var verdict = Judge(spoil);
        Assert.Equal(Outcome.NotMet, verdict.Outcome);
        Assert.Contains(words, verdict.Reason, StringComparison.Ordinal);
    }

    [Fact]
    public void Blank_comes_before_wrong_and_both_are_told()
    {
        var verdict = Judge(x => (x.Education, x.Sex) = (null, Sex.Female));
        Assert.Equal(Outcome.Unknown, verdict.Outcome);
        Assert.Equal(["文化程度"], verdict.Missing);
        Assert.Contains("另有错误：性别与证件号码", verdict.Reason, StringComparison.Ordinal);
    }

    [Theory]
    [InlineData("2025-09-30", Outcome.NotApplicable)]
    [InlineData("2025-10-01", Outcome.Met)]
    public void Who_left_before_the_month_is_not_judged(string left, Outcome expected) =>
        Assert.Equal(expected, Judge(x => (x.LeftOn, x.Status) = (Given.Day(left), PersonStatus.Left)).Outcome);

    [Fact]
    public void Only_those_on_the_roll_at_the_end_of_the_month_are_subjects()
    {
        var (stays, leaves, comes) = (
            Given.Person(), Given.Person(Relation.Daughter, "2001-05-05", Sex.Female, x => x.LeftOn = Given.Day("2025-10-31")),
            Given.Person(Relation.Son, "2025-11-01", also: x => x.JoinedOn = Given.Day("2025-11-01")));
        var facts = Given.Household().With(stays, leaves, comes).Facts();
        Assert.Equal([stays.Id], facts.Parts.Select(part => part.Id));
        Assert.Equal([stays.Id, leaves.Id], Given.Household().With(stays, leaves, comes).Facts(judgedOn: "2025-10-30").Parts.Select(part => part.Id));
    }
}
