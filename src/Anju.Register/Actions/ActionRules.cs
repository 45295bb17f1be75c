using Anju.Kernel;
using Anju.Ledgers;
using Anju.Register.BasicInformation;

namespace Anju.Register.Actions;

/// <summary>What several actions refuse, in the same words.</summary>
internal static class ActionRules
{
    public static Refusal? Future(DateOnly on, DateOnly today) => on > today
        ? new("FUTURE_DATE", $"发生日期不能晚于今天（{today:yyyy-MM-dd}），请填写实际发生的日期。", "happenedOn")
        : null;

    /// <summary>Nothing happens to a household before it is there.</summary>
    public static Refusal? BeforeHousehold(HomeInHand home, DateOnly on) => on < home.BeganOn
        ? new(
            "BEFORE_HOUSEHOLD",
            $"发生日期早于{home.Household.HeadName}户入住（立户）的日期（{home.BeganOn:yyyy-MM-dd}），请核对年份。搬迁前就在户内而漏登的人，请用“数据导入”补登到人口台账；入住时间有误的，请先修改户信息。",
            "happenedOn")
        : null;

    /// <summary>Nobody comes before the household moved to where it is: the sites' numbers would not follow from their logs.</summary>
    public static Refusal? BeforeMove(HomeInHand home, DateOnly on) => home.Last(ChangeKind.SiteEntered) is { } moved && on < moved
        ? new("BEFORE_MOVE", $"发生日期早于本户迁来现安置点的日期（{moved:yyyy-MM-dd}）。请先在变更历史中撤销那次迁移，登记这次变动后再办理迁移。", "happenedOn")
        : null;

    /// <summary>Nobody leaves before the day of coming, nor before anything else that the log tells of them.</summary>
    public static Refusal? BeforeJoining(HomeInHand home, IEnumerable<Person> leaving, DateOnly on)
    {
        foreach (var person in leaving)
        {
            if (on < home.Since(person))
            {
                return new(
                    "BEFORE_JOINING",
                    $"发生日期早于{person.Name}入户的日期（{home.Since(person):yyyy-MM-dd}）。入户日期有误的，请先在“成员增减”中更正日期。",
                    "happenedOn");
            }

            if (home.Log.Where(x => x.PersonId == person.Id).MaxBy(x => x.HappenedOn) is { } last && on < last.HappenedOn)
            {
                return new(
                    "BEFORE_LAST",
                    $"发生日期早于{person.Name}的“{TermTitles.Of(last.Kind)}”（{last.HappenedOn:yyyy-MM-dd}）。那次变动有误的，请先在变更历史中撤销或更正日期。",
                    "happenedOn");
            }
        }

        return null;
    }

    /// <summary>Who is a generation below the head is younger, who is one above is older.</summary>
    public static Refusal? Generation(HomeInHand home, Relation relation, DateOnly? birth, string name) => home.Head switch
    {
        { BirthDate: { } head, Name: var of } when AgesFitRelations.Contradicts(relation, birth, head) => new(
            "GENERATION",
            $"{name}（{TermTitles.Of(relation)}，{birth:yyyy-MM-dd}出生）与户主{of}（{head:yyyy-MM-dd}出生）的长幼不符，请核对出生日期或与户主关系。",
            "relation"),
        _ => null,
    };

    public static Refusal UnknownMember { get; } = new("NOT_A_MEMBER", "所选的人不在本户名册上，可能刚刚离户。请刷新后重新选择。", "personId");

    /// <summary>Gives the new head and everybody's relation to them; every other member must have been given one.</summary>
    /// <param name="prefix">Of the inputs of these members, where a form has two lists of them.</param>
    public static Refusal? SetHead(IReadOnlyList<Person> members, Guid head, IReadOnlyDictionary<Guid, Relation> relations, string headField, string prefix = "")
    {
        if (members.FirstOrDefault(person => person.Id == head) is not { } chosen)
        {
            return new("HEAD_NOT_A_MEMBER", "请从留在户内的成员中选择户主。", headField);
        }

        foreach (var person in members.Where(person => person != chosen))
        {
            if (!relations.TryGetValue(person.Id, out var relation) || relation == Relation.Head)
            {
                return new("RELATION_MISSING", $"请选择{person.Name}与户主{chosen.Name}的关系。", prefix + RelationField(person.Id));
            }

            if (Relations.SexOf(relation) is { } said && person.Sex is { } sex && said != sex)
            {
                return new("RELATION_SEX", $"{person.Name}的性别与所选的关系矛盾，请重新选择。", prefix + RelationField(person.Id));
            }

            person.Relation = relation;
        }

        chosen.Relation = Relation.Head;
        return null;
    }

    public static string RelationField(Guid person) => $"relation-{person}";
}
