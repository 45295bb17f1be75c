using Anju.Kernel;

namespace Anju.Register.Actions;

/// <summary>What several actions refuse, in the same words.</summary>
internal static class ActionRules
{
    public static Refusal? Future(DateOnly on, DateOnly today) => on > today
        ? new("FUTURE_DATE", $"发生日期不能晚于今天（{today:yyyy-MM-dd}）。", "happenedOn")
        : null;

    /// <summary>Nobody leaves before the day of coming.</summary>
    public static Refusal? BeforeJoining(HomeInHand home, IEnumerable<Person> leaving, DateOnly on) =>
        leaving.FirstOrDefault(person => on < home.Since(person)) is { } person
            ? new("BEFORE_JOINING", $"发生日期早于{person.Name}入户的日期（{home.Since(person):yyyy-MM-dd}）。", "happenedOn")
            : null;

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
