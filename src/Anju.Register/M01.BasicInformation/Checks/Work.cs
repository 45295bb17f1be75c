using Anju.Kernel;
using Anju.Policy;

namespace Anju.Register.BasicInformation;

/// <summary>In school and in a full-time job; flexible work beside school is none.</summary>
internal sealed class StudentAtWork() : PersonCheck(Severity.Error, "C-STUDENT-WORK", "在校生不得登记全日制就业", "在校生状况", "就业状态")
{
    public override Verdict Judge(PersonFacts person, Month month, Parameters parameters)
    {
        if (!person.IsStudent)
        {
            return person.Person.Student is null && person.IsSaidToWork == true ? Verdict.Unknown("在校生状况") : Verdict.NotApplicable("不是在校生");
        }

        var full = person.OpenSpells.Count > 0
            ? person.OpenSpells.Any(spell => spell.Contract != ContractKind.Flexible)
            : person.Person.Employment == EmploymentStatus.Employed;
        return full ? Verdict.NotMet("在校生登记为已就业，请核实是否已毕业；假期零工请登记为灵活就业") : Verdict.Met();
    }
}

/// <summary>Supported as destitute and working away from the county.</summary>
internal sealed class DestituteAway() : PersonCheck(Severity.Error, "C-DESTITUTE-AWAY", "特困供养人员不应外出务工", "低保/特困", "就业渠道")
{
    public override Verdict Judge(PersonFacts person, Month month, Parameters parameters)
    {
        var away = person.Channels.Any(channel => channel is EmploymentChannel.OutsideProvince or EmploymentChannel.OutsideCounty);
        return person.Person.Assistance switch
        {
            null when away => Verdict.Unknown("低保/特困"),
            Assistance.Destitute when away => Verdict.NotMet("享受特困供养却登记为外出务工，请核实供养资格或务工情况"),
            Assistance.Destitute => Verdict.Met(),
            _ => Verdict.NotApplicable("未享受特困供养"),
        };
    }
}

/// <summary>Too young or too old for a public welfare post [A12].</summary>
internal sealed class PublicPostAge() : PersonCheck(Severity.Error, "C-POST-AGE", "公益性岗位人员年龄", "出生日期", "就业渠道")
{
    private const string From = "public-post.age-from";
    private const string Below = "public-post.age-below";

    public override IReadOnlyList<string> Uses => [From, Below];

    public override Verdict Judge(PersonFacts person, Month month, Parameters parameters)
    {
        if (!person.Channels.Contains(EmploymentChannel.PublicPost))
        {
            return Verdict.NotApplicable("不在公益性岗位");
        }

        var (from, below) = (parameters.Int(From), parameters.Int(Below));
        return person.Age switch
        {
            null => Verdict.Unknown("出生日期"),
            { } age when age < from || age >= below =>
                Verdict.NotMet($"{age}周岁在公益性岗位，应满{from}周岁、未满{below}周岁，请核对出生日期或按规定退出岗位"),
            _ => Verdict.Met(),
        };
    }
}

/// <summary>On a post or in a workshop at home, and at work outside the county at the same time.</summary>
internal sealed class LocalPostOutside() : PersonCheck(
    Severity.Error, "C-POST-OUTSIDE", "公益性岗位、帮扶车间应在县内", "就业渠道", "务工所在地")
{
    public override Verdict Judge(PersonFacts person, Month month, Parameters parameters)
    {
        if (!person.Channels.Any(IsLocal))
        {
            return Verdict.NotApplicable("不在公益性岗位或帮扶车间");
        }

        if (person.Channels.Any(channel => channel is EmploymentChannel.OutsideProvince or EmploymentChannel.OutsideCounty))
        {
            return Verdict.NotMet("同时登记了县外务工和公益性岗位（帮扶车间），请结束其中已经不做的一段");
        }

        var places = person.OpenSpells.Where(spell => IsLocal(spell.Channel)).Select(spell => spell.WorkPlace)
            .Append(person.Person.Employment == EmploymentStatus.Employed ? person.Person.WorkPlace : null)
            .Where(place => !string.IsNullOrWhiteSpace(place))
            .ToList();
        return places.Find(place => IsElsewhere(place!, person.CountyCode)) is { } outside
            ? Verdict.NotMet($"在公益性岗位（帮扶车间），务工所在地却是县外的{outside}，请核对就业渠道或务工所在地")
            : places.Count == 0 ? Verdict.Unknown("务工所在地") : Verdict.Met();
    }

    private static bool IsLocal(EmploymentChannel channel) => channel is EmploymentChannel.PublicPost or EmploymentChannel.Workshop;

    /// <summary>The place is written down to a county and that is another one.</summary>
    private static bool IsElsewhere(string place, string county) =>
        CountyNames.ReachesCounty(place) && !CountyNames.In(place).Contains(CountyNames.Of(county) ?? county);
}

/// <summary>The place of work is written down to the county, for those who work outside their own village.</summary>
internal sealed class WorkPlaceToCounty() : PersonCheck(Severity.Warning, "C-WORK-PLACE", "务工所在地写到县级", "务工所在地")
{
    public override Verdict Judge(PersonFacts person, Month month, Parameters parameters)
    {
        if (!IsAsked(person.Person))
        {
            return Verdict.NotApplicable("未就业或在本村（社区）就业");
        }

        return string.IsNullOrWhiteSpace(person.Person.WorkPlace) ? Verdict.Unknown("务工所在地")
            : CountyNames.ReachesCounty(person.Person.WorkPlace) ? Verdict.Met()
            : Verdict.NotMet($"务工所在地“{person.Person.WorkPlace}”没有写到县级，请补全到县（市、区），如“广东省深圳市宝安区”");
    }

    /// <summary>At work outside the own village: those on local posts, in workshops, on farms and in own shops are not asked where.</summary>
    public static bool IsAsked(Person person) => person.Employment == EmploymentStatus.Employed
        && person.Channel is not (EmploymentChannel.Farming or EmploymentChannel.PublicPost or EmploymentChannel.OwnBusiness or EmploymentChannel.Workshop);
}

internal sealed class WorkerPhone() : PersonCheck(Severity.Warning, "C-PHONE", "务工人员联系电话为11位", "联系电话")
{
    public override Verdict Judge(PersonFacts person, Month month, Parameters parameters) => (person.IsSaidToWork, person.Person.Phone?.Trim()) switch
    {
        (not true, _) => Verdict.NotApplicable("未就业"),
        (_, null or "") => Verdict.Unknown("联系电话"),
        (_, { Length: 11 } phone) when phone[0] == '1' && phone.All(char.IsAsciiDigit) => Verdict.Met(),
        _ => Verdict.NotMet("务工人员联系电话不是11位手机号码，请核对后改正"),
    };
}

/// <summary>One job ends before the next begins; the same day will do.</summary>
internal sealed class SpellsInOrder() : PersonCheck(Severity.Error, "C-SPELL-ORDER", "就业经历起止日期不重叠", "开始日期", "结束日期")
{
    public override Verdict Judge(PersonFacts person, Month month, Parameters parameters)
    {
        if (person.Spells.Count == 0)
        {
            return Verdict.NotApplicable("没有就业经历");
        }

        EmploymentSpell? before = null;
        foreach (var spell in person.Spells)
        {
            if (spell.EndedOn < spell.StartedOn)
            {
                return Verdict.NotMet($"{spell.StartedOn:yyyy-MM-dd}开始的就业结束日期早于开始日期，请改正");
            }

            if (before is not null && (before.EndedOn is null || spell.StartedOn < before.EndedOn))
            {
                return Verdict.NotMet($"{spell.StartedOn:yyyy-MM-dd}开始的就业早于上一段就业结束，请先填写上一段的结束日期");
            }

            before = spell;
        }

        return Verdict.Met();
    }
}

internal sealed class WageCanBe() : PersonCheck(Severity.Warning, "C-WAGE", "务工月收入不低于400元", "月收入")
{
    private const string Least = "stable-job.minimum-monthly-income";

    public override IReadOnlyList<string> Uses => [Least];

    public override Verdict Judge(PersonFacts person, Month month, Parameters parameters)
    {
        if (person.IsSaidToWork != true)
        {
            return Verdict.NotApplicable("未就业");
        }

        var wage = person.Person.Employment == EmploymentStatus.Employed ? person.Person.MonthlyIncome : null;
        foreach (var spell in person.OpenSpells)
        {
            wage = wage is null || spell.MonthlyIncome < wage ? spell.MonthlyIncome ?? wage : wage;
        }

        return wage is null ? Verdict.Unknown("月收入")
            : wage < parameters.Yuan(Least) ? Verdict.NotMet($"务工月收入{wage}元，低于{parameters[Least].Display}，请核对是否漏填或按日、按件填写")
            : Verdict.Met();
    }
}

internal sealed class SkilledNotWorking() : PersonCheck(
    Severity.Warning, "C-SKILLED-IDLE", "技能劳动力、大专以上学历未就业", "劳动技能", "文化程度", "就业状态")
{
    public override IReadOnlyList<string> Uses => ["labour.age-from", "labour.age-below"];

    public override Verdict Judge(PersonFacts person, Month month, Parameters parameters)
    {
        var qualified = person.Person.LabourCapacity == LabourCapacity.Skilled || person.Person.Education >= Education.JuniorCollege;
        if (!qualified || person.IsLabourer(parameters) == false)
        {
            return Verdict.NotApplicable("不是技能劳动力或大专以上学历的劳动力");
        }

        return person.IsSaidToWork switch
        {
            true => Verdict.Met(),
            null => Verdict.Unknown("就业状态"),
            false when person.IsLabourer(parameters) is null => Verdict.Unknown(Blank.Of((person.Person.BirthDate, "出生日期"), (person.Person.LabourCapacity, "劳动技能"))),
            _ => Verdict.NotMet("有技能或大专以上学历却未就业，请核实就业状态，确未就业的优先推荐岗位"),
        };
    }
}

/// <summary>What the person's line says of work is what the spells say.</summary>
internal sealed class StatusAgreesWithSpells() : PersonCheck(
    Severity.Warning, "C-STATUS-SPELLS", "就业状态与就业经历一致", "就业状态", "就业渠道", "开始日期", "结束日期")
{
    public override Verdict Judge(PersonFacts person, Month month, Parameters parameters) => (person.Person.Employment, person.OpenSpell) switch
    {
        (null, null) => Verdict.NotApplicable("没有填写就业状态"),
        (null, _) => Verdict.Unknown("就业状态"),
        (EmploymentStatus.Employed, null) => Verdict.NotMet("就业状态为已就业，就业台账中却没有在岗的一段，请补登就业经历或改为未就业"),
        (EmploymentStatus.NotEmployed, { } spell) =>
            Verdict.NotMet($"就业状态为未就业，就业台账中却有{spell.StartedOn:yyyy-MM-dd}起在岗的一段，请填写结束日期或改为已就业"),
        (_, { } spell) when person.Person.Channel is { } channel && channel != spell.Channel =>
            Verdict.NotMet("就业渠道与就业台账中在岗的一段不一致，请改正其中一项"),
        _ => Verdict.Met(),
    };
}

/// <summary>Members who work in different places and can all be called at one number.</summary>
internal sealed class SharedPhone() : HouseholdCheck(Severity.Warning, "C-PHONE-SHARED", "不同务工地点的成员电话不应相同", "联系电话", "务工所在地")
{
    public override Verdict Judge(HouseholdFacts household, Month month, Parameters parameters)
    {
        if (household.Members.Count < 2)
        {
            return Verdict.NotApplicable("在外务工且留有电话的成员不足两人");
        }

        var away = household.Members
            .Where(member => member.IsSaidToWork == true && !string.IsNullOrWhiteSpace(member.Person.Phone) && !string.IsNullOrWhiteSpace(member.Person.WorkPlace))
            .ToList();
        if (away.Count < 2)
        {
            return Verdict.NotApplicable("在外务工且留有电话的成员不足两人");
        }

        var shared = away.GroupBy(member => member.Person.Phone!.Trim())
            .FirstOrDefault(group => group.Select(member => member.Person.WorkPlace!.Trim()).Distinct().Count() > 1);
        return shared is null
            ? Verdict.Met()
            : Verdict.NotMet($"{string.Join('、', shared.Select(member => member.Name))}务工地点不同而联系电话相同，请补录本人号码");
    }
}

/// <summary>A public post or a place in a workshop is given as the household's support, and nobody of it works.</summary>
internal sealed class PostButNobodyWorks() : HouseholdCheck(
    Severity.Error, "C-POST-IDLE", "登记公益性岗位或帮扶车间的户应有人就业", "就业渠道", "就业状态")
{
    public override IReadOnlyList<string> Uses => ["labour.age-from", "labour.age-below"];

    public override Verdict Judge(HouseholdFacts household, Month month, Parameters parameters)
    {
        var placed = household.Members.Where(member => member.Person.Channel is EmploymentChannel.PublicPost or EmploymentChannel.Workshop).ToList();
        if (household.IsDissolved || placed.Count == 0)
        {
            return Verdict.NotApplicable("没有人登记公益性岗位或帮扶车间");
        }

        if (household.Members.Any(member => member.IsSaidToWork == true))
        {
            return Verdict.Met();
        }

        var blank = household.Members.Where(member => member.IsSaidToWork is null && member.IsLabourer(parameters) != false)
            .Select(member => member.Field("就业状态")).ToList();
        return blank.Count > 0 ? Verdict.Unknown(blank)
            : Verdict.NotMet($"{string.Join('、', placed.Select(member => member.Name))}登记了公益性岗位或帮扶车间，户内却无人就业，请核对就业渠道或就业状态");
    }
}
