using Anju.Employment.PublicWork;
using Anju.Kernel;
using Anju.Ledgers;
using Anju.Policy;
using Anju.Register;
using Record = Anju.Kernel.Record;

namespace Anju.Tests.Rules;

/// <summary>R-M04-P and R-M04-5, and what a line of the ledger of public welfare posts may hold. Judged as of 2025-10-31.</summary>
public sealed class PublicPostTests
{
    private readonly Person head = Given.Person(born: "1985-10-31", also: x => x.LabourCapacity = LabourCapacity.WeakOrHalf);

    public static TheoryData<string, Outcome, string> Cases => new()
    {
        { "as it is", Outcome.Met, "" },
        { "no post", Outcome.NotApplicable, "不在公益性岗位" },
        { "a job on a post that the ledger does not have", Outcome.Unknown, "公益性岗位台账" },
        { "left that day", Outcome.NotApplicable, "不在公益性岗位" },
        { "leaves the day after", Outcome.Met, "" },
        { "begins the day after", Outcome.NotApplicable, "不在公益性岗位" },
        { "16 that day", Outcome.Met, "" },
        { "16 the day after", Outcome.NotMet, "15周岁，应满16周岁、未满70周岁" },
        { "69, 70 the day after", Outcome.Met, "69周岁，请留意超龄" },
        { "70 that day", Outcome.NotMet, "70周岁" },
        { "60 that day", Outcome.Met, "60周岁，请留意超龄" },
        { "60 the day after", Outcome.Met, "" },
        { "no birth date", Outcome.Unknown, "出生日期" },
        { "two posts", Outcome.NotMet, "同时在2个公益性岗位" },
        { "a post before", Outcome.Met, "" },
        { "a contract elsewhere", Outcome.NotMet, "全职就业" },
        { "flexible work beside", Outcome.Met, "" },
        { "of a cadre", Outcome.NotMet, "村干部" },
        { "cadre blank", Outcome.Unknown, "村干部或其家属" },
        { "agreement ends that day", Outcome.Met, "" },
        { "agreement ended the day before", Outcome.NotMet, "协议已于2025-10-30到期" },
        { "agreement blank", Outcome.Unknown, "协议结束" },
        { "36 months", Outcome.Met, "" },
        { "37 months", Outcome.NotMet, "累计37个月，超过36个月" },
        { "37 months with a reason", Outcome.Met, "" },
        { "20 and 17 months", Outcome.NotMet, "累计37个月" },
        { "pay at the cap", Outcome.Met, "" },
        { "pay above the cap", Outcome.NotMet, "超过上限" },
        { "full time above the cap", Outcome.NotMet, "元/月，超过上限" },
        { "full time at the cap", Outcome.Met, "" },
        { "pay blank", Outcome.Unknown, "补贴标准" },
        { "hours blank", Outcome.Unknown, "用工形式" },
    };

    [Theory]
    [MemberData(nameof(Cases))]
    public void Who_is_on_a_post_is_of_age_has_one_and_is_within_its_limits(string what, Outcome outcome, string words)
    {
        var post = Given.Post(head, "2025-01-01");
        var home = Given.Household().With(head);
        List<Record> records = [post];
        switch (what)
        {
            case "no post": records.Clear(); break;
            case "a job on a post that the ledger does not have":
                records = [Given.Job(head, "2025-01-01", channel: EmploymentChannel.PublicPost, contract: ContractKind.PublicPostAgreement)];
                break;
            case "left that day": post.LeftOn = Given.Day("2025-10-31"); break;
            case "leaves the day after": post.LeftOn = Given.Day("2025-11-01"); break;
            case "begins the day after": post.StartedOn = Given.Day("2025-11-01"); break;
            case "16 that day": head.BirthDate = Given.Day("2009-10-31"); break;
            case "16 the day after": head.BirthDate = Given.Day("2009-11-01"); break;
            case "69, 70 the day after": head.BirthDate = Given.Day("1955-11-01"); break;
            case "70 that day": head.BirthDate = Given.Day("1955-10-31"); break;
            case "60 that day": head.BirthDate = Given.Day("1965-10-31"); break;
            case "60 the day after": head.BirthDate = Given.Day("1965-11-01"); break;
            case "no birth date": head.BirthDate = null; break;
            case "two posts": records.Add(Given.Post(head, "2025-02-01", also: x => x.Code = "GG2")); break;
            case "a post before": records.Add(Given.Post(head, "2024-02-01", left: "2024-12-31", also: x => x.Code = "GG2")); break;
            case "a contract elsewhere": records.Add(Given.Job(head, "2025-03-01", contract: ContractKind.FixedTerm)); break;
            case "flexible work beside": records.Add(Given.Job(head, "2025-03-01", channel: EmploymentChannel.InsideCounty)); break;
            case "of a cadre": post.OfCadre = true; break;
            case "cadre blank": post.OfCadre = null; break;
            case "agreement ends that day": post.AgreementTo = Given.Day("2025-10-31"); break;
            case "agreement ended the day before": post.AgreementTo = Given.Day("2025-10-30"); break;
            case "agreement blank": post.AgreementTo = null; break;
            case "36 months": post.StartedOn = Given.Day("2022-10-01"); break;
            case "37 months": post.StartedOn = Given.Day("2022-09-30"); break;
            case "37 months with a reason": (post.StartedOn, post.ExtendedFor) = (Given.Day("2022-09-30"), "距退休不足5年"); break;
            case "20 and 17 months":
                post.StartedOn = Given.Day("2024-05-31");
                records.Add(Given.Post(head, "2022-01-01", left: "2023-09-01", also: x => x.Code = "GG2"));
                break;
            case "pay at the cap": post.MonthlyPay = Yuan.Parse("866.66", null); break;
            case "pay above the cap": post.MonthlyPay = Yuan.Parse("866.67", null); break;
            case "full time above the cap": (post.Hours, post.MonthlyPay) = (PostHours.Full, Yuan.Parse("1800.01", null)); break;
            case "full time at the cap": (post.Hours, post.MonthlyPay) = (PostHours.Full, Yuan.FromYuan(1_800)); break;
            case "pay blank": post.MonthlyPay = null; break;
            case "hours blank": post.Hours = null; break;
            default: break;
        }

        var verdict = home.With(records).Judge("R-M04-P", head, parameters: Capped());

        Assert.Equal((outcome, true), (verdict.Outcome, words.Length > 0 ? verdict.Reason.Contains(words, StringComparison.Ordinal) : verdict.Reason.Length == 0));
    }

    /// <summary>Nobody has published what a month or an hour of a post may cost here.</summary>
    [Fact]
    public void Without_a_cap_the_pay_is_unknown_and_what_is_wrong_besides_is_told_all_the_same()
    {
        var post = Given.Post(head, "2025-01-01");
        Assert.Equal("缺少：公益性岗位补贴上限（参数未设定）", Given.Household().With(head).With(post).Judge("R-M04-P", head).Reason);
        post.OfCadre = true;
        Assert.Equal(Outcome.NotMet, Given.Household().With(head).With(post).Judge("R-M04-P", head).Outcome);
    }

    public static TheoryData<string, Outcome, string> Homes => new()
    {
        { "a weak labourer and nothing", Outcome.NotMet, "无人在岗" },
        { "an ordinary labourer too", Outcome.NotApplicable, "有普通或技能劳动力" },
        { "nobody who can work", Outcome.NotApplicable, "户内无劳动力" },
        { "capacity not assessed", Outcome.Unknown, "劳动技能" },
        { "on a post", Outcome.Met, "在公益性岗位" },
        { "helped to find work", Outcome.Met, "在接受就业援助" },
        { "helped no longer", Outcome.NotMet, "无人在岗" },
        { "off the post", Outcome.NotMet, "无人在岗" },
        { "in a workshop", Outcome.Met, "已就业" },
        { "a job nobody verified", Outcome.Unknown, "就业核实日期" },
        { "minimum living guarantee", Outcome.Met, "已纳入低保" },
        { "only temporary help", Outcome.NotMet, "无人在岗" },
        { "assistance blank", Outcome.Unknown, "低保/特困" },
        { "declined in writing", Outcome.NotApplicable, "书面表示不愿就业" },
        { "declined long ago", Outcome.NotMet, "无人在岗" },
    };

    [Theory]
    [MemberData(nameof(Homes))]
    public void A_household_of_weak_labourers_alone_is_caught(string what, Outcome outcome, string words)
    {
        head.Assistance = Assistance.None;
        var home = Given.Household().With(head);
        switch (what)
        {
            case "an ordinary labourer too": home.With(Given.Person(Relation.Spouse)); break;
            case "nobody who can work": head.LabourCapacity = LabourCapacity.None; break;
            case "capacity not assessed": head.LabourCapacity = null; break;
            case "on a post": home.With(Given.Post(head, "2025-01-01")); break;
            case "helped to find work": home.With(Help("2025-10-31", null)); break;
            case "helped no longer": home.With(Help("2025-08-01", "2025-10-31")); break;
            case "off the post": home.With(Given.Post(head, "2025-01-01", left: "2025-10-31")); break;
            case "in a workshop": home.With(Given.Job(head, "2025-03-01", channel: EmploymentChannel.Workshop)); break;
            case "a job nobody verified": home.With(Given.Job(head, "2025-03-01", verified: "2025-07-01", channel: EmploymentChannel.Workshop)); break;
            case "minimum living guarantee": head.Assistance = Assistance.MinimumLivingGuarantee; break;
            case "only temporary help": head.Assistance = Assistance.Temporary; break;
            case "assistance blank": head.Assistance = null; break;
            case "declined in writing": (head.WillingToWork, head.UnwillingStatementOn) = (Willingness.Unwilling, Given.Day("2025-08-01")); break;
            case "declined long ago": (head.WillingToWork, head.UnwillingStatementOn) = (Willingness.Unwilling, Given.Day("2024-08-01")); break;
            default: break;
        }

        var verdict = home.Judge("R-M04-5");

        Assert.Equal(outcome, verdict.Outcome);
        Assert.Contains(words, verdict.Reason, StringComparison.Ordinal);

        EmploymentAssistanceCase Help(string from, string? to) => new()
        {
            PersonId = head.Id, CountyCode = Given.County, StartedOn = Given.Day(from), EndedOn = to is null ? null : Given.Day(to), Help = "岗位推荐",
        };
    }

    [Theory]
    [InlineData(null, null, null, null)]
    [InlineData("2025-06-01", OffPostReason.TermOver, null, null)]
    [InlineData("2025-06-01", null, null, "LEFT")]
    [InlineData(null, OffPostReason.TermOver, null, "LEFT")]
    [InlineData(null, null, "2024-12-31", "AGREEMENT")]
    public void Leaving_and_the_agreement_hold_together(string? left, OffPostReason? reason, string? agreementTo, string? code)
    {
        var post = Given.Post(head, "2025-01-01", left);
        post.LeftFor = reason;
        post.AgreementTo = agreementTo is null ? post.AgreementTo : Given.Day(agreementTo);
        Assert.Equal(code, ((IRuledRecord)post).Objections(Given.Day("2025-10-31")).FirstOrDefault()?.Code);
    }

    private static Parameters Capped() => Given.Pack.Parameters.At(Given.Month("2025-10")).With("public-post.monthly-pay-cap", "1800").With("public-post.hourly-pay-cap", "10");
}
