using Anju.Demo;
using Anju.Employment.LocalJobs;
using Anju.Kernel;
using Anju.Policy;
using Anju.Register;
using Anju.Tests.Policy.Run;
using Anju.Web;
using Microsoft.EntityFrameworkCore;

namespace Anju.Tests.Rules;

/// <summary>R-M02-1 for all that the plan supports: one dated piece of evidence in the year; not met only after the year (domain specification 0.2 S).</summary>
public sealed class SupportDutyTests
{
    private static readonly MorePosts Rule = new();

    public static TheoryData<string, string, string, Outcome, string> Cases => new()
    {
        { "a post published in the year", "2025-10", "2025-11-10", Outcome.Met, "岗位信息1条" },
        { "done, with evidence on the first day of the year", "2025-10", "2025-11-10", Outcome.Met, "年度报送佐证1件" },
        { "done, with evidence on the last day of the month", "2025-10", "2025-11-10", Outcome.Met, "年度报送佐证1件" },
        { "done, with evidence after the month", "2025-10", "2025-11-10", Outcome.Unknown, "年度还没有结束" },
        { "nothing, no return", "2025-10", "2025-11-10", Outcome.Unknown, "2025年佐证或年度报送" },
        { "nothing, no return", "2025-12", "2026-01-10", Outcome.Unknown, "2025年佐证或年度报送" },
        { "return: not done", "2025-10", "2025-11-10", Outcome.Unknown, "年度还没有结束" },
        { "return: not done", "2025-12", "2025-12-31", Outcome.Unknown, "年度还没有结束" },
        { "return: not done", "2025-12", "2026-01-01", Outcome.NotMet, "2025年已结束" },
        { "return about something else", "2025-12", "2026-01-10", Outcome.Unknown, "2025年佐证或年度报送" },
        { "no household and no site", "2025-12", "2026-01-10", Outcome.NotApplicable, "没有搬迁户" },
    };

    [Theory]
    [MemberData(nameof(Cases))]
    public void A_county_shows_evidence_in_the_year(string what, string month, string judgedOn, Outcome outcome, string words)
    {
        SupportReturn Return(SupportDone done, string? on, string obligation = "M02-1") => new()
        {
            CountyCode = Given.County, Year = 2025, Obligation = obligation, Unit = "县人社局", Done = done, EvidenceOn = on is null ? null : Given.Day(on), FiledOn = Given.Day("2025-12-20"),
        };
        SupportReturn[] returns = what switch
        {
            "done, with evidence on the first day of the year" => [Return(SupportDone.Done, "2025-01-01")],
            "done, with evidence on the last day of the month" => [Return(SupportDone.Done, "2025-10-31")],
            "done, with evidence after the month" => [Return(SupportDone.Done, "2025-11-01")],
            "return: not done" => [Return(SupportDone.NotDone, null)],
            "return about something else" => [Return(SupportDone.NotDone, null, "M02-3")],
            _ => [],
        };
        var found = Rule.Evidence.ToDictionary(one => one, _ => new EvidenceFound(what == "a post published in the year" ? 1 : 0, null));
        var some = what == "no household and no site" ? 0 : 1;
        var verdict = Rule.Judge(
            new CountyFacts(Given.County, some, some, returns, found) { AsOf = Facts.TakenAt(Given.Month(month), Given.Day(judgedOn)), JudgedOn = Given.Day(judgedOn) },
            Given.Month(month), Given.Pack.Parameters.At(Given.Month(month)));

        Assert.Equal(outcome, verdict.Outcome);
        Assert.Contains(words, verdict.Reason, StringComparison.Ordinal);
    }

    [Fact]
    public void Every_duty_of_the_kind_is_one_the_plan_supports_with_its_passage()
    {
        var duties = Given.Rules.All.OfType<SupportDuty>().ToList();
        Assert.True(duties.Count >= 9);
        Assert.All(duties, duty =>
        {
            var obligation = Given.Pack.Plan.Obligations.Single(one => one.Id == duty.Obligation);
            Assert.Equal((Strength.Support, obligation.Quotation), (obligation.Strength, duty.Clause.Quotation));
            Assert.NotEmpty(duty.Evidence);
        });
    }

    [Fact]
    public void A_county_is_known_by_the_id_its_answers_are_stored_under()
    {
        Assert.Equal("00000000-0000-0000-0000-000000431021", CountyFacts.IdOf("431021").ToString());
        Assert.Equal("431021", CountyFacts.CodeOf(CountyFacts.IdOf("431021")));
        Assert.Null(CountyFacts.CodeOf(Guid.Parse("018f0000-0000-7000-8000-000000431021")));
    }
}

/// <summary>The same in a city: what a run reads is what the ledgers hold, and the year that is over has counties of every kind.</summary>
[OnBothDatabases]
public sealed class SupportDutyRunTests
{
    private static CancellationToken Stop => TestContext.Current.CancellationToken;

    [Fact]
    public async Task The_year_that_is_over_has_counties_that_did_it_did_not_and_did_not_say()
    {
        await using var city = await RunCity.NewAsync();
        var run = await city.RunAsync(Given.Month("2024-12"), RunCity.Today);
        await using var db = city.Open();
        var answers = await db.Set<Judgement>().AsNoTracking().Where(x => x.Run == run.Number && x.Subject == SubjectKind.County.Code).ToListAsync(Stop);
        var duties = Given.Rules.All.OfType<SupportDuty>().ToList();
        Assert.Equal(CountyProfile.All.Select(county => county.Code).Order(), answers.Select(x => x.CountyCode).Order());
        Assert.Equal(run.Others, await db.Set<Judgement>().CountAsync(x => x.Run == run.Number && x.Subject != "household" && x.Subject != "person", Stop));
        foreach (var letter in "MNU")
        {
            Assert.Contains(duties, duty => answers.Exists(x => x.Letters[run.PlaceOf("county", duty.Code)] == letter));
        }

        var posts = await db.Set<JobVacancy>().Where(x => x.PublishedOn.Year == 2024).Select(x => x.CountyCode).Distinct().ToListAsync(Stop);
        var returns = await db.Set<SupportReturn>().AsNoTracking().Where(x => x.Year == 2024 && x.Obligation == "M02-1").ToListAsync(Stop);
        Assert.All(answers, answer => Assert.Equal(
            posts.Contains(answer.CountyCode) || returns.Exists(one => one.CountyCode == answer.CountyCode && one.Done == SupportDone.Done) ? 'M'
                : returns.Exists(one => one.CountyCode == answer.CountyCode) ? 'N' : 'U',
            answer.Letters[run.PlaceOf("county", "R-M02-1")]));

        // Nobody reports what the ledgers hold anyway.
        run = await city.RunAsync();
        answers = await db.Set<Judgement>().AsNoTracking().Where(x => x.Run == run.Number && x.Subject == SubjectKind.County.Code).ToListAsync(Stop);
        posts = await db.Set<JobVacancy>().Where(x => x.PublishedOn >= new DateOnly(2025, 1, 1) && x.PublishedOn <= RunCity.Today).Select(x => x.CountyCode).Distinct().ToListAsync(Stop);
        Assert.True(posts.Count > 5);
        Assert.All(answers.Where(x => posts.Contains(x.CountyCode)), answer => Assert.Equal('M', answer.Letters[run.PlaceOf("county", "R-M02-1")]));
        await city.HoldsAsync();
    }
}
