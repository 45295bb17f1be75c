using Anju.Kernel;
using Anju.Register;

namespace Anju.Demo;

/// <summary>
/// Puts a family together: who lives with whom, at which ages, under which surnames. The kinds and their weights are our
/// own picture of relocated households in the south of Hunan: about 3.6 people each, many old, sons stay.
/// </summary>
internal sealed class Family(Dice dice, DateOnly today, bool yao, List<Member>? members = null)
{
    private readonly List<Member> _members = members ?? [];

    private delegate void Shape(Family family);

    public static List<Member> Compose(Dice dice, DateOnly today, bool yao)
    {
        var family = new Family(dice, today, yao);
        dice.Weighted<Shape>(
            (30, x => x.Parents(29, 52)),
            (18, x => x.ThreeGenerations()),
            (18, x => x.OldHead()),
            (7, x => x.SonsAtHome()),
            (5, x => x.Couple(42, 61)),
            (7, x => x.Couple(62, 84)),
            (5, x => x.OneParent()),
            (1, x => x.GrandparentsOnly()),
            (4, x => x.OneAdult()),
            (8, x => x.OneOld()))(family);
        family.WhoLeft();
        return family._members;
    }

    /// <summary>A young couple, perhaps with a child, that has left the head's parents.</summary>
    public static List<Member> Young(Dice dice, DateOnly today, bool yao, string surname)
    {
        var family = new Family(dice, today, yao);
        var age = dice.Between(25, 34);
        family.Add(Relation.Head, Sex.Male, age, surname);
        family.Add(Relation.Spouse, Sex.Female, age - dice.Between(-1, 4), elsewhere: true);
        if (dice.Chance(0.6))
        {
            var child = dice.Of(Sex.Male, Sex.Female);
            family.Add(child == Sex.Male ? Relation.Son : Relation.Daughter, child, dice.Between(2, Math.Max(2, age - 22)), surname);
        }

        return family._members;
    }

    /// <summary>Who lives with a family now and then: the head's grandparents, a brother's child.</summary>
    public static void Relatives(List<Member> members, Dice dice, DateOnly today, bool yao)
    {
        var family = new Family(dice, today, yao, members);
        var (head, age) = (family.Head, family.Head.AgeOn(today));
        if (age is >= 22 and <= 44 && dice.Chance(0.03))
        {
            var throughMother = dice.Chance(0.25);
            var old = age + dice.Between(45, 52);
            family.Add(throughMother ? Relation.MaternalGrandmother : Relation.Grandmother, Sex.Female, old, elsewhere: true);
            if (dice.Chance(0.4))
            {
                family.Add(
                    throughMother ? Relation.MaternalGrandfather : Relation.Grandfather, Sex.Male, Math.Min(96, old + dice.Between(0, 4)), throughMother ? null : head.Surname);
            }
        }

        if (age is >= 28 and <= 70 && dice.Chance(0.012))
        {
            family.Add(Relation.NephewOrNiece, dice.Of(Sex.Male, Sex.Female), dice.Between(4, Math.Min(24, age - 16)), head.Surname);
        }
    }

    private Member Head => _members[0];

    private Member Add(
        Relation relation, Sex sex, int age, string? surname = null, bool elsewhere = false, ChangeKind? gone = null)
    {
        var member = new Member
        {
            Relation = relation,
            Sex = sex,
            Birth = today.AddYears(-Math.Max(0, age)).AddDays(-dice.Below(age < 1 ? 300 : 365)),
            Surname = surname ?? (_members.Count == 0 ? Names.Surname(dice, yao) : Names.OtherSurname(dice, yao, Head.Surname)),
            IsYao = _members.Count == 0 ? yao : yao && dice.Chance(elsewhere ? 0.6 : 0.95),
            FromElsewhere = elsewhere,
            Gone = gone,
        };
        _members.Add(member);
        return member;
    }

    private int Parents(int youngest, int oldest)
    {
        var woman = dice.Chance(0.07);
        var age = dice.Between(youngest, oldest);
        Add(Relation.Head, woman ? Sex.Female : Sex.Male, age);
        var other = age - dice.Between(-2, 6) + (woman ? 4 : 0);
        var spouse = Add(Relation.Spouse, woman ? Sex.Male : Sex.Female, other, elsewhere: true);
        Children(woman ? spouse.Surname : Head.Surname, Math.Min(age, other), dice.Weighted((30, 1), (48, 2), (18, 3), (4, 4)), 26);
        return age;
    }

    /// <summary>Daughters leave when they marry; sons of more than <paramref name="until"/> years have a household of their own.</summary>
    private void Children(string surname, int parent, int count, int until)
    {
        var age = parent - dice.Between(21, 28);
        for (var i = 0; i < count && age >= 0 && parent - age <= 38; i++, age -= dice.Between(2, 5))
        {
            var sex = dice.Chance(0.53) ? Sex.Male : Sex.Female;
            if (age <= (sex == Sex.Male ? until : until - 3))
            {
                Add(sex == Sex.Male ? Relation.Son : Relation.Daughter, sex, age, surname);
            }
        }
    }

    private void ThreeGenerations()
    {
        var age = Parents(30, 54);
        var man = Head.Sex == Sex.Male;
        if (dice.Chance(0.72))
        {
            Add(man ? Relation.Mother : Relation.MotherInLaw, Sex.Female, Math.Min(94, age + dice.Between(20, 30)), elsewhere: true);
        }

        if (dice.Chance(0.45))
        {
            var surname = man ? Head.Surname : _members[1].Surname;
            Add(man ? Relation.Father : Relation.FatherInLaw, Sex.Male, Math.Min(93, age + dice.Between(22, 31)), surname);
        }
    }

    private void OldHead()
    {
        var age = dice.Between(53, 73);
        Add(Relation.Head, Sex.Male, age);
        if (dice.Chance(0.85))
        {
            Add(Relation.Spouse, Sex.Female, age - dice.Between(-1, 6), elsewhere: true);
        }

        var child = age - dice.Between(23, 30);
        var throughDaughter = dice.Chance(0.12);
        if (throughDaughter)
        {
            Add(Relation.Daughter, Sex.Female, child, Head.Surname);
        }

        var young = throughDaughter ? Add(Relation.SonInLaw, Sex.Male, child + dice.Between(0, 5), elsewhere: true) : Add(Relation.Son, Sex.Male, child, Head.Surname);
        if (!throughDaughter && dice.Chance(0.88))
        {
            Add(Relation.DaughterInLaw, Sex.Female, child - dice.Between(-1, 4), elsewhere: true);
        }

        var grandchild = child - dice.Between(22, 27);
        for (var i = dice.Weighted((25, 1), (50, 2), (25, 3)); i > 0 && grandchild >= 0; i--, grandchild -= dice.Between(2, 5))
        {
            var boy = dice.Chance(0.53);
            var relation = (boy, throughDaughter) switch
            {
                (true, false) => Relation.Grandson,
                (false, false) => Relation.Granddaughter,
                (true, true) => Relation.GrandsonByDaughter,
                _ => Relation.GranddaughterByDaughter,
            };
            Add(relation, boy ? Sex.Male : Sex.Female, grandchild, young.Surname);
        }
    }

    private void SonsAtHome()
    {
        var age = dice.Between(50, 67);
        Add(Relation.Head, Sex.Male, age);
        if (dice.Chance(0.75))
        {
            Add(Relation.Spouse, Sex.Female, age - dice.Between(-1, 5), elsewhere: true);
        }

        var son = age - dice.Between(23, 28);
        for (var i = dice.Between(1, 2); i > 0 && son >= 17; i--, son -= dice.Between(2, 6))
        {
            Add(Relation.Son, Sex.Male, son, Head.Surname);
        }

        if (age < 62 && dice.Chance(0.3))
        {
            Add(Relation.Mother, Sex.Female, age + dice.Between(20, 27), elsewhere: true);
        }
    }

    private void Couple(int youngest, int oldest)
    {
        var age = dice.Between(youngest, oldest);
        Add(Relation.Head, Sex.Male, age);
        Add(Relation.Spouse, Sex.Female, age - dice.Between(-2, 6), elsewhere: true);
    }

    private void OneParent()
    {
        var man = dice.Chance(0.6);
        var age = dice.Between(32, 54);
        Add(Relation.Head, man ? Sex.Male : Sex.Female, age);
        Children(man ? Head.Surname : Names.OtherSurname(dice, yao, Head.Surname), age, dice.Between(1, 3), 24);
    }

    private void GrandparentsOnly()
    {
        Couple(59, 74);
        var age = dice.Between(5, 16);
        Add(Relation.Grandson, Sex.Male, age, Head.Surname);
        if (dice.Chance(0.5))
        {
            Add(Relation.Granddaughter, Sex.Female, Math.Max(4, age - dice.Between(2, 4)), Head.Surname);
        }
    }

    private void OneOld() => Add(Relation.Head, dice.Chance(0.6) ? Sex.Male : Sex.Female, dice.Between(60, 87));

    private void OneAdult()
    {
        var age = dice.Between(36, 59);
        Add(Relation.Head, Sex.Male, age);
        if (dice.Chance(0.35))
        {
            Add(Relation.Mother, Sex.Female, age + dice.Between(20, 28), elsewhere: true);
        }

        if (dice.Chance(0.12))
        {
            Add(Relation.Sibling, dice.Of(Sex.Male, Sex.Female), age - dice.Between(2, 8), Head.Surname);
        }
    }

    /// <summary>Those who were there two years ago: old people who died, daughters who married, others who went.</summary>
    private void WhoLeft()
    {
        var (age, man) = (today.Year - Head.Birth.Year, Head.Sex == Sex.Male);
        if (age < 66 && dice.Chance(0.028) && _members.All(member => member.Relation is not (Relation.Father or Relation.FatherInLaw)))
        {
            // Some of them were the head until they died; the line keeps what it was.
            var relation = dice.Chance(0.4) ? Relation.Head : man ? Relation.Father : Relation.FatherInLaw;
            Add(relation, Sex.Male, Math.Min(95, age + dice.Between(22, 31)), man ? Head.Surname : null, gone: ChangeKind.Death);
        }

        if (dice.Chance(age > 55 ? 0.03 : 0.004) && _members.All(member => member.Relation != Relation.Spouse))
        {
            Add(Relation.Spouse, man ? Sex.Female : Sex.Male, age + dice.Between(-4, 4), elsewhere: true, gone: ChangeKind.Death);
        }

        if (age is > 45 and < 70 && dice.Chance(0.035))
        {
            Add(Relation.Daughter, Sex.Female, Math.Min(30, age - dice.Between(22, 25)), Head.Surname, gone: ChangeKind.MarriedOut);
        }

        if (age is > 44 and < 72 && dice.Chance(0.009))
        {
            Add(Relation.Son, Sex.Male, Math.Min(38, age - dice.Between(23, 25)), Head.Surname,
                gone: dice.Weighted((7, ChangeKind.MovedOut), (2, ChangeKind.Imprisoned), (1, ChangeKind.Lost)));
        }
    }
}
