using Anju.Kernel;
using Anju.Register;

namespace Anju.Demo;

/// <summary>
/// The log of who came and went since the history began. Whoever was there before has no line: the roll on a day is
/// today's, less those who came after, and those who left after added. Each line agrees with the person's own dates, save
/// that somebody who was away for a time (served a sentence, was lost) keeps the first day of belonging.
/// </summary>
internal static class Roll
{
    public static void Make(Home home)
    {
        foreach (var member in home.Members)
        {
            if (member.Gone is { } kind)
            {
                Leave(home, member, kind, SomeDay(home));
            }
            else
            {
                Join(home, member);
            }
        }
    }

    /// <summary>How many belonged to the household at the end of that day.</summary>
    public static int On(Home home, DateOnly day) =>
        home.There.Count() + home.Changes.Where(change => change.HappenedOn > day).Sum(change => -change.Kind.RollStep());

    public static void Leave(Home home, Member member, ChangeKind kind, DateOnly day, Guid? to = null)
    {
        var row = member.Row;
        row.Status = PersonStatus.Left;
        row.LeftOn = day;
        if (row.JoinedOn >= day)
        {
            row.JoinedOn = day.AddDays(-1);
        }

        Log(home, member.Row.Id, kind, day, kind switch
        {
            ChangeKind.Death => "死亡证明",
            ChangeKind.MarriedOut => "结婚证",
            ChangeKind.MovedOut => "户口迁移证明",
            ChangeKind.Imprisoned => "法院判决书",
            _ => "村（社区）证明",
        }, to);
        if (member.Relation == Relation.Head && home.Members[0] is { Row.Relation: Relation.Head } next && next != member)
        {
            Log(home, next.Row.Id, ChangeKind.HeadChanged, day, "户口簿", null);
        }
    }

    /// <summary>The whole household came from another site of its county.</summary>
    public static void Resettle(Home home, Guid from)
    {
        var day = home.Dice.Between(home.Options.HistoryStart.AddDays(20), home.Today.AddDays(-30));
        var people = home.There.Where(member => member.Row.JoinedOn < day).ToList();
        foreach (var member in people)
        {
            Log(home, member.Row.Id, ChangeKind.SiteLeft, day, "搬迁审批表", null);
            home.Changes[^1].SiteId = from;
        }

        people.ForEach(member => Log(home, member.Row.Id, ChangeKind.SiteEntered, day, "搬迁审批表", null));
    }

    /// <summary>The other side of a split or merger: a person who is on the line of another household now.</summary>
    public static void LeaveFor(Home home, Person person, ChangeKind kind, DateOnly day, Guid to) =>
        Log(home, person.Id, kind, day, "分户（并户）申请表", to);

    public static void Enter(Home home, Member member, ChangeKind kind, DateOnly day, Guid? from = null)
    {
        member.Row.JoinedOn = day;
        Log(home, member.Row.Id, kind, day, kind switch
        {
            ChangeKind.Birth => "出生医学证明",
            ChangeKind.MarriedIn => "结婚证",
            ChangeKind.MovedIn => "户口迁移证明",
            ChangeKind.Adopted => "收养登记证",
            _ => "村（社区）证明",
        }, from);
    }

    private static void Join(Home home, Member member)
    {
        var dice = home.Dice;
        var start = home.Options.HistoryStart;
        if (member.Birth >= start)
        {
            Enter(home, member, ChangeKind.Birth, member.Birth);
            return;
        }

        var age = member.AgeOn(home.Today);
        if (member.Relation is Relation.DaughterInLaw or Relation.Spouse && age is >= 21 and <= 30 && Childless(home) && dice.Chance(0.3))
        {
            Enter(home, member, ChangeKind.MarriedIn, SomeDay(home));
        }
        else if (member.Relation is Relation.Mother or Relation.Father or Relation.Spouse && dice.Chance(0.006))
        {
            Enter(home, member, ChangeKind.MovedIn, SomeDay(home));
        }
        else if (member.Relation is Relation.Daughter or Relation.Son && age is >= 2 and < 9 && dice.Chance(0.002))
        {
            Enter(home, member, ChangeKind.Adopted, SomeDay(home));
        }
        else if (member.Relation is Relation.Son && age is > 22 && dice.Chance(0.008))
        {
            Away(home, member);
        }
    }

    /// <summary>A son who served a sentence, or was not heard of, and is back.</summary>
    private static void Away(Home home, Member member)
    {
        var (gone, back) = (SomeDay(home), SomeDay(home));
        (gone, back) = gone < back ? (gone, back) : (back, gone);
        if (back.DayNumber - gone.DayNumber < 60)
        {
            return;
        }

        var sentence = home.Dice.Chance(0.6);
        Log(home, member.Row.Id, sentence ? ChangeKind.Imprisoned : ChangeKind.Lost, gone, sentence ? "法院判决书" : "村（社区）证明", null);
        Log(home, member.Row.Id, sentence ? ChangeKind.Released : ChangeKind.Returned, back, sentence ? "刑满释放证明" : "村（社区）证明", null);
    }

    private static bool Childless(Home home) => home.Members.All(member =>
        member.Relation is not (Relation.Son or Relation.Daughter or Relation.Grandson or Relation.Granddaughter) || member.AgeOn(home.Today) > 20 || member.Birth >= home.Today.AddMonths(-8));

    private static DateOnly SomeDay(Home home) => home.Dice.Between(home.Options.HistoryStart, home.Today.AddDays(-3));

    private static void Log(Home home, Guid person, ChangeKind kind, DateOnly day, string proof, Guid? other)
    {
        var reported = day.AddDays(home.Dice.Between(1, kind == ChangeKind.Birth ? 50 : 24));
        home.Visits.NoteMembers(Month.Of(reported < home.Today ? reported : home.Today));
        home.Changes.Add(home.Own(
            new MembershipChange
            {
                HouseholdId = home.Row.Id,
                PersonId = person,
                Kind = kind,
                HappenedOn = day,
                ReportedOn = reported < home.Today ? reported : home.Today,
                OtherHouseholdId = other,
                Proof = proof,
            },
            Made.Change));
    }
}
