using Anju.Employment.LocalJobs;
using Anju.Kernel;
using Anju.Ledgers;
using Anju.Policy;

namespace Anju.Tests.Rules;

/// <summary>R-M02-2: recognised, not expired, as many as recognition asks for, payroll evidence of 62 days.</summary>
public sealed class CarrierActiveTests
{
    private static readonly Month October = new(2025, 10);

    private readonly EmploymentCarrier carrier = new() { Code = "CJ1", Name = "车间", Kind = CarrierKind.Workshop, RecognisedOn = new(2023, 1, 1) };

    private readonly CarrierReturn own = new() { Month = October, Staff = 20, PovertyStaff = 4, RelocatedStaff = 3, Counted = 5, PaidOn = new(2025, 10, 25), InArrears = false };

    public static TheoryData<string, Outcome, string> Cases => new()
    {
        { "as it is", Outcome.Met, "吸纳5人" },
        { "closed that day", Outcome.NotApplicable, "已注销" },
        { "closed the day after", Outcome.Met, "吸纳5人" },
        { "recognised after", Outcome.NotApplicable, "当时尚未认定" },
        { "never recognised", Outcome.Unknown, "认定时间" },
        { "last day of the term", Outcome.Met, "吸纳5人" },
        { "term over", Outcome.NotMet, "到期" },
        { "one too few", Outcome.NotMet, "搬迁或脱贫劳动力4人，认定标准至少5人" },
        { "a base with nine", Outcome.NotMet, "至少10人" },
        { "a base with ten", Outcome.Met, "吸纳10人" },
        { "arrears", Outcome.NotMet, "有欠薪" },
        { "arrears blank", Outcome.Unknown, "有无欠薪" },
        { "heads blank", Outcome.Unknown, "搬迁或脱贫/监测人数" },
        { "return of the month before only", Outcome.Unknown, "2025年10月月报" },
        { "paid 62 days ago", Outcome.Met, "吸纳5人" },
        { "paid 63 days ago", Outcome.Unknown, "62天内的工资发放凭证" },
        { "never paid", Outcome.Unknown, "62天内的工资发放凭证" },
    };

    [Theory]
    [MemberData(nameof(Cases))]
    public void The_boundaries_of_the_rule(string what, Outcome outcome, string words)
    {
        switch (what)
        {
            case "closed that day": carrier.ClosedOn = October.Last; break;
            case "closed the day after": carrier.ClosedOn = October.Last.AddDays(1); break;
            case "recognised after": carrier.RecognisedOn = October.Last.AddDays(1); break;
            case "never recognised": carrier.RecognisedOn = null; break;
            case "last day of the term": carrier.ValidTo = October.Last; break;
            case "term over": carrier.ValidTo = October.Last.AddDays(-1); break;
            case "one too few": own.Counted = 4; break;
            case "a base with nine": (carrier.Kind, own.Counted) = (CarrierKind.Base, 9); break;
            case "a base with ten": (carrier.Kind, own.Counted) = (CarrierKind.Base, 10); break;
            case "arrears": own.InArrears = true; break;
            case "arrears blank": own.InArrears = null; break;
            case "heads blank": own.Counted = null; break;
            case "return of the month before only": own.Month = October.Previous; break;
            case "paid 62 days ago": own.PaidOn = October.Last.AddDays(-62); break;
            case "paid 63 days ago": own.PaidOn = October.Last.AddDays(-63); break;
            case "never paid": own.PaidOn = null; break;
            default: break;
        }

        var verdict = new CarrierActive().Judge(Given.Line(carrier, October.Last, own), October, Given.Pack.Parameters.At(October));

        Assert.Equal(outcome, verdict.Outcome);
        Assert.Contains(words, verdict.Reason + string.Join('、', verdict.Missing ?? []), StringComparison.Ordinal);
    }

    /// <summary>Returns come after their month: on the day before its last, the month before is told of.</summary>
    [Theory]
    [InlineData("2025-10-30", "2025-09", Outcome.Met)]
    [InlineData("2025-10-30", "2025-10", Outcome.Unknown)]
    [InlineData("2025-10-31", "2025-09", Outcome.Unknown)]
    [InlineData("2025-10-31", "2025-10", Outcome.Met)]
    public void While_a_month_runs_the_one_before_is_told_of(string day, string month, Outcome outcome)
    {
        (own.Month, own.PaidOn) = (Month.Parse(month), new(2025, 10, 20));
        Assert.Equal(outcome, new CarrierActive().Judge(Given.Line(carrier, Given.Day(day), own), October, Given.Pack.Parameters.At(October)).Outcome);
        var reported = new CarrierReported().Judge(Given.Line(carrier, Given.Day(day), own), October, Given.Pack.Parameters.At(October));
        Assert.Equal(outcome == Outcome.Met ? Outcome.Met : Outcome.NotMet, reported.Outcome);
        Assert.Equal(outcome == Outcome.Met ? null : day == "2025-10-31" ? new DateOnly(2025, 11, 5) : new DateOnly(2025, 10, 5), reported.DueOn);
    }

    /// <summary>Who was recognised since the month that is told of has nothing to report yet.</summary>
    [Theory]
    [InlineData("2025-09-30", Outcome.Met)]
    [InlineData("2025-10-01", Outcome.NotApplicable)]
    public void Who_is_new_has_nothing_to_report_yet(string recognised, Outcome outcome)
    {
        (own.Month, own.PaidOn, carrier.RecognisedOn) = (October.Previous, new(2025, 10, 5), Given.Day(recognised));
        Assert.Equal(outcome, new CarrierActive().Judge(Given.Line(carrier, new(2025, 10, 20), own), October, Given.Pack.Parameters.At(October)).Outcome);
        Assert.Equal(outcome, new CarrierReported().Judge(Given.Line(carrier, new(2025, 10, 20), own), October, Given.Pack.Parameters.At(October)).Outcome);
    }

    [Theory]
    [InlineData(5, 3, 4, 20, null)]
    [InlineData(7, 3, 4, 20, null)]
    [InlineData(8, 3, 4, 20, "COUNTED")]
    [InlineData(3, 3, 4, 20, "COUNTED")]
    [InlineData(5, 3, 4, 4, "STAFF")]
    [InlineData(null, 21, 4, 20, "STAFF")]
    public void A_return_counts_nobody_twice_and_nobody_who_is_not_there(int? counted, int poverty, int relocated, int staff, string? code)
    {
        (own.Counted, own.PovertyStaff, own.RelocatedStaff, own.Staff) = (counted, poverty, relocated, staff);
        Assert.Equal(code, ((IRuledRecord)own).Objections(October.Last).FirstOrDefault()?.Code);
    }

    [Theory]
    [InlineData(18, 45, 3_000, 4_000, 2, null)]
    [InlineData(46, 45, 3_000, 4_000, 2, "AGES")]
    [InlineData(45, 45, 3_000, 3_000, 5, null)]
    [InlineData(18, 45, 3_001, 3_000, 2, "WAGES")]
    [InlineData(18, 45, 3_000, 4_000, 6, "HIRED")]
    public void A_vacancy_holds_together(int from, int to, int least, int most, int hired, string? code)
    {
        var vacancy = new JobVacancy { Code = "GW1", JobTitle = "缝纫工", Openings = 5, AgeFrom = from, AgeTo = to, WageFrom = Yuan.FromYuan(least), WageTo = Yuan.FromYuan(most), RelocatedHired = hired };
        Assert.Equal(code, ((IRuledRecord)vacancy).Objections(October.Last).FirstOrDefault()?.Code);
    }

    [Fact]
    public void What_is_no_credit_code_is_refused_and_none_is_blank()
    {
        (carrier.CreditCode, carrier.Staff, carrier.RelocatedStaff) = ("无", 3, 4);
        ((IRuledRecord)carrier).Tidy(null, October.Last);
        Assert.Null(carrier.CreditCode);
        Assert.Equal("STAFF", Assert.Single(((IRuledRecord)carrier).Objections(October.Last)).Code);
        (carrier.CreditCode, carrier.RelocatedStaff) = ("91430000XY0000000", 3);
        Assert.Equal("CREDIT_CODE", Assert.Single(((IRuledRecord)carrier).Objections(October.Last)).Code);
    }
}
