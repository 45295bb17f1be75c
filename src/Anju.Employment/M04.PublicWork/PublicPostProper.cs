using Anju.Kernel;
using Anju.Policy;
using Anju.Register;
using Anju.Ui;

namespace Anju.Employment.PublicWork;

/// <summary>
/// R-M04-P: who is on a public welfare post is of the age for it, on one post only, in no full-time job beside it, neither village
/// cadre nor of a cadre's family, within agreement, months and pay [A12]. A cap that nobody has published leaves it unknown.
/// </summary>
internal sealed class PublicPostProper : PersonRule
{
    public override string Code => "R-M04-P";

    public override string Title => "公益性岗位合规";

    public override Clause Clause => Plan.Measure(4).Says("用好帮扶专岗、就业援助、公益性岗位等");

    public override IReadOnlyList<string> Uses =>
    [
        "public-post.age-from", "public-post.age-below", "public-post.age-warning", "public-post.maximum-months", "public-post.posts-per-person",
        "public-post.monthly-pay-cap", "public-post.hourly-pay-cap",
    ];

    public override WorkKind Work { get; } = new("W-M04-4", "公益性岗位到期、超龄、超标", Department.HumanResources, Days: 30);

    public override Verdict Judge(PersonFacts person, Month month, Parameters parameters)
    {
        List<PublicPost> all = [.. person.Household.All<PublicPost>().Where(post => post.PersonId == person.Id && post.StartedOn <= person.AsOf).OrderBy(post => post.StartedOn)];
        List<PublicPost> held = [.. all.Where(post => post.IsHeld(person.AsOf))];
        if (held.Count == 0)
        {
            return person.Channels.Contains(EmploymentChannel.PublicPost) ? Verdict.Unknown("公益性岗位台账") : Verdict.NotApplicable("不在公益性岗位");
        }

        List<string> wrong =
        [
            .. Age(person, parameters),
            .. held.Count > parameters.Int("public-post.posts-per-person") ? [$"同时在{held.Count}个公益性岗位"] : Array.Empty<string>(),
            .. person.OpenSpells.Where(IsFullTimeElsewhere).Take(1).Select(spell => $"同时在{spell.Employer ?? "别处"}全职就业"),
            .. held.Exists(post => post.OfCadre == true) ? ["本人或家属是村干部"] : Array.Empty<string>(),
            .. held.Where(post => post.AgreementTo < person.AsOf).Take(1).Select(post => $"协议已于{post.AgreementTo:yyyy-MM-dd}到期，仍在岗"),
            .. Months(all, held, person.AsOf, parameters),
            .. held.Select(post => OverPaid(post, parameters)).OfType<string>(),
        ];
        if (wrong.Count > 0)
        {
            return Verdict.NotMet(string.Join("；", wrong));
        }

        var nearlyTooOld = person.Age >= parameters.Int("public-post.age-warning");
        List<string> missing =
        [
            .. person.Age is null ? ["出生日期"] : Array.Empty<string>(),
            .. held.Exists(post => post.OfCadre is null) ? ["村干部或其家属"] : Array.Empty<string>(),
            .. held.Exists(post => post.AgreementTo is null) ? ["协议结束"] : Array.Empty<string>(),
            .. held.Select(post => PayGap(post, parameters)).OfType<string>().Distinct(),
        ];
        return missing.Count > 0 ? Verdict.Unknown(missing)
            : nearlyTooOld ? Verdict.Met($"{person.Age}周岁，请留意超龄")
            : Verdict.Met();
    }

    private static string[] Age(PersonFacts person, Parameters parameters) =>
        person.Age is { } age && (parameters.Int("public-post.age-from"), parameters.Int("public-post.age-below")) is var (from, below) && (age < from || age >= below)
            ? [$"{age}周岁，应满{from}周岁、未满{below}周岁"]
            : [];

    /// <summary>A job with a contract of employment beside the post; flexible work and a farm leave time for it.</summary>
    private static bool IsFullTimeElsewhere(EmploymentSpell spell) =>
        spell.Channel != EmploymentChannel.PublicPost && spell.Contract is ContractKind.FixedTerm or ContractKind.OpenEnded;

    private static string[] Months(List<PublicPost> all, List<PublicPost> held, DateOnly asOf, Parameters parameters) =>
        all.Sum(post => post.MonthsUpTo(asOf)) is var months && months > parameters.Int("public-post.maximum-months") && held.TrueForAll(post => string.IsNullOrWhiteSpace(post.ExtendedFor))
            ? [$"累计{months}个月，超过{parameters.Int("public-post.maximum-months")}个月，没有批准的理由"]
            : [];

    private static string? OverPaid(PublicPost post, Parameters parameters) => Cap(post, parameters) is { } cap && post.MonthlyPay > cap
        ? $"补贴{post.MonthlyPay}元/月，超过上限{cap}元/月"
        : null;

    private static string? PayGap(PublicPost post, Parameters parameters) =>
        post.MonthlyPay is null ? "补贴标准"
        : post.Hours is null ? "用工形式"
        : Cap(post, parameters) is null ? "公益性岗位补贴上限（参数未设定）" : null;

    /// <summary>Full time by the month; part time by the hours of a month of 52 weeks in twelve.</summary>
    private static Yuan? Cap(PublicPost post, Parameters parameters) => post.Hours switch
    {
        PostHours.Full => parameters.FindYuan("public-post.monthly-pay-cap"),
        PostHours.Part when parameters.FindYuan("public-post.hourly-pay-cap") is { } hour => new Yuan(hour.Cents * post.WeeklyHours * 52 / 12),
        _ => null,
    };
}

/// <summary>I-M04-5: how many of the relocated are on a public welfare post.</summary>
internal sealed class OnPublicPost : PersonRule
{
    public override string Code => "I-M04-5";

    public override string Title => "在公益性岗位";

    public override RuleKind Kind => RuleKind.Count;

    public override Clause Clause => Plan.Measure(4).Says("用好帮扶专岗、就业援助、公益性岗位等");

    public override Verdict Judge(PersonFacts person, Month month, Parameters parameters) =>
        person.Household.All<PublicPost>().Any(post => post.PersonId == person.Id && post.IsHeld(person.AsOf)) ? Verdict.Met()
        : person.Channels.Contains(EmploymentChannel.PublicPost) ? Verdict.Unknown("公益性岗位台账")
        : Verdict.NotApplicable("不在公益性岗位");
}

/// <summary>I-M04-5, its second figure: posts that are not as they should be, by their holders.</summary>
internal sealed class PostsInBreach : Indicator
{
    public override string Code => "I-M04-5";

    public override string Rule => "R-M04-P";

    public override IndicatorKind Kind => IndicatorKind.Count;

    public override string OwnTitle => "公益性岗位违规人数";
}

/// <summary>I-M04-5, its first figure.</summary>
internal sealed class HoldersOfPosts : CountIndicator
{
    public override string Code => "I-M04-5-A";

    public override string Entry => "I-M04-5";

    public override string Rule => "I-M04-5";

    public override string OwnTitle => "在公益性岗位人数";
}
