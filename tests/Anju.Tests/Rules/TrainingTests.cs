using Anju.Employment.Skills;
using Anju.Kernel;
using Anju.Ledgers;
using Anju.Policy;
using Anju.Register;
using Record = Anju.Kernel.Record;

namespace Anju.Tests.Rules;

/// <summary>R-M06-1, -2, -5, the figures of I-M06-3, and what the ledgers of training may hold. Judged as of 2025-10-31.</summary>
public sealed class TrainingTests
{
    private readonly Person head = Given.Person(born: "1985-03-15", also: x => (x.TrainingWish, x.FirstSkill, x.SkillCertificate) = (null, null, null));
    private readonly Guid course = Guid.CreateVersion7();

    public static TheoryData<string, Outcome, string> Wishes => new()
    {
        { "nobody asked this year", Outcome.Unknown, "2025年培训意愿" },
        { "asked last year only", Outcome.Unknown, "2025年培训意愿" },
        { "asked, answer unknown", Outcome.Unknown, "2025年培训意愿" },
        { "does not wish", Outcome.NotApplicable, "无培训意愿" },
        { "wishes no more", Outcome.NotApplicable, "无培训意愿" },
        { "wishes, nothing offered", Outcome.NotMet, "有培训意愿（电工），还没有安排对应的班次" },
        { "offered, not begun", Outcome.NotMet, "还没有参训" },
        { "offered the day after", Outcome.NotMet, "还没有安排" },
        { "attends", Outcome.Met, "已按意愿参加培训（电工）" },
        { "attends from that day", Outcome.Met, "已按意愿" },
        { "attends from the day after", Outcome.NotMet, "还没有参训" },
        { "left the course", Outcome.NotMet, "还没有参训" },
        { "attended another course", Outcome.NotMet, "还没有安排" },
        { "any trade, attended one", Outcome.Met, "已参加培训" },
        { "declined in writing", Outcome.Met, "书面放弃" },
        { "declined the course", Outcome.Met, "书面放弃" },
        { "declined the day after", Outcome.NotMet, "还没有安排" },
        { "60 years old", Outcome.NotApplicable, "不是劳动力" },
        { "capacity blank", Outcome.Unknown, "劳动技能" },
    };

    [Theory]
    [MemberData(nameof(Wishes))]
    public void A_wish_is_offered_its_course_and_attended_or_declined_in_writing(string what, Outcome outcome, string words)
    {
        var wish = Wish("2025-02-01");
        var training = Training("2025-06-01", "2025-06-20");
        List<Record> records = [wish];
        void Offered(string on = "2025-05-20") => (wish.ClassId, wish.OfferedOn) = (course, Given.Day(on));
        switch (what)
        {
            case "nobody asked this year": records.Clear(); break;
            case "asked last year only": wish.AskedOn = Given.Day("2024-12-31"); break;
            case "asked, answer unknown": wish.Wish = Willingness.Unknown; break;
            case "does not wish": wish.Wish = Willingness.Unwilling; break;
            case "wishes no more": records.Add(Wish("2025-03-01", x => x.Wish = Willingness.Unwilling)); break;
            case "offered, not begun": Offered(); records.Add(Training("2025-06-01", "2025-06-20", x => x.State = TrainingState.Matched)); break;
            case "offered the day after": Offered("2025-11-01"); break;
            case "attends": Offered(); records.Add(training); break;
            case "attends from that day": Offered(); records.Add(Training("2025-10-31", "2025-11-20", x => x.State = TrainingState.InClass)); break;
            case "attends from the day after": Offered(); records.Add(Training("2025-11-01", "2025-11-20", x => x.State = TrainingState.Enrolled)); break;
            case "left the course": Offered(); training.Result = TrainingResult.Dropped; records.Add(training); break;
            case "attended another course": training.ClassId = Guid.CreateVersion7(); records.Add(training); break;
            case "any trade, attended one": wish.Trade = null; records.Add(training); break;
            case "declined in writing": wish.DeclinedOn = Given.Day("2025-10-31"); break;
            case "declined the course": Offered(); (training.State, training.DeclinedOn) = (TrainingState.Declined, Given.Day("2025-06-01")); records.Add(training); break;
            case "declined the day after": wish.DeclinedOn = Given.Day("2025-11-01"); break;
            case "60 years old": head.BirthDate = Given.Day("1965-10-31"); break;
            case "capacity blank": head.LabourCapacity = null; break;
        }

        var verdict = Given.Household().With(head).With(records).Judge("R-M06-1", head);
        Assert.True((outcome, true) == (verdict.Outcome, verdict.Reason.Contains(words, StringComparison.Ordinal)), $"{what}: {verdict.Outcome} {verdict.Reason}");
        if (outcome == Outcome.NotMet)
        {
            Assert.Equal(Given.Day("2025-12-31"), verdict.DueOn);
        }
    }

    public static TheoryData<string?, string?, TraineeKind?, TrainingResult?, Outcome, string> Allowances => new()
    {
        { "2025-09-01", null, TraineeKind.PovertyAlleviated, TrainingResult.Passed, Outcome.NotApplicable, "在发放期限内" }, // the sixtieth day
        { "2025-08-31", null, TraineeKind.PovertyAlleviated, TrainingResult.Passed, Outcome.NotMet, "60天内没有发放" },
        { "2025-08-01", "2025-09-30", TraineeKind.Disabled, TrainingResult.Passed, Outcome.Met, "结业后60天发放" },
        { "2025-08-01", "2025-10-01", TraineeKind.Disabled, TrainingResult.Passed, Outcome.Met, "比期限晚1天" },
        { "2025-08-01", "2025-11-01", TraineeKind.Disabled, TrainingResult.Passed, Outcome.NotMet, "60天内没有发放" }, // paid after the day judged
        { "2025-08-01", null, TraineeKind.Other, TrainingResult.Passed, Outcome.NotApplicable, "不属于" },
        { "2025-08-01", null, null, TrainingResult.Passed, Outcome.Unknown, "人员类别" },
        { "2025-08-01", null, TraineeKind.Monitored, TrainingResult.Failed, Outcome.NotApplicable, "没有结业" },
        { "2025-08-01", null, TraineeKind.Monitored, TrainingResult.Dropped, Outcome.NotApplicable, "没有结业" },
        { "2025-08-01", null, TraineeKind.Monitored, null, Outcome.NotApplicable, "还没有结业" },
        { "2025-11-01", null, TraineeKind.Monitored, TrainingResult.Passed, Outcome.NotApplicable, "还没有结业" },
        { null, null, TraineeKind.Monitored, TrainingResult.Passed, Outcome.Unknown, "结束日期" },
        { null, "2025-10-01", TraineeKind.Monitored, TrainingResult.Passed, Outcome.Met, "已发放" },
    };

    [Theory]
    [MemberData(nameof(Allowances))]
    public void An_allowance_is_paid_within_sixty_days_to_those_who_belong_to_it(string? ended, string? paid, TraineeKind? category, TrainingResult? result, Outcome outcome, string words)
    {
        var line = Training("2025-07-01", "2025-07-20", x => (x.Category, x.Result, x.EndedOn, x.AllowancePaidOn) = (category, result, Day(ended), Day(paid)));
        var verdict = Verdict("R-M06-2", line);
        Assert.True((outcome, true) == (verdict.Outcome, verdict.Reason.Contains(words, StringComparison.Ordinal)), $"{verdict.Outcome} {verdict.Reason}");
    }

    public static TheoryData<string, Outcome, string> Skills => new()
    {
        { "never asked", Outcome.Unknown, "掌握技能" },
        { "asked", Outcome.NotMet, "没有证书、培训合格或从业满年限" },
        { "asked in the ledger", Outcome.NotMet, "没有证书" },
        { "says so", Outcome.NotMet, "没有证书" },
        { "a skill by own word", Outcome.NotMet, "没有证书" },
        { "a skill by certificate", Outcome.Met, "电工" },
        { "a certificate of the day after", Outcome.NotMet, "没有证书" },
        { "a certificate in the register", Outcome.Met, "电焊" },
        { "a course passed", Outcome.Met, "培训合格" },
        { "a course failed", Outcome.NotMet, "没有证书" },
        { "365 days in the trade", Outcome.Met, "缝纫" },
        { "364 days in the trade", Outcome.NotMet, "没有证书" },
        { "a year in two spells", Outcome.Met, "缝纫" },
        { "half a year in each of two trades", Outcome.NotMet, "没有证书" },
        { "in school", Outcome.NotApplicable, "在校" },
    };

    [Theory]
    [MemberData(nameof(Skills))]
    public void A_skill_is_shown_by_a_certificate_a_course_or_a_year_in_the_trade(string what, Outcome outcome, string words)
    {
        List<Record> records = [];
        EmploymentSpell Spell(string from, string? to, string trade = "缝纫") => Given.Job(head, from, to, also: x => x.Trade = trade);
        var skill = new PersonSkill { CountyCode = head.CountyCode, PersonId = head.Id, Skill = "电工", Proof = SkillProof.OwnWord };
        if (what is not ("never asked" or "asked in the ledger"))
        {
            head.TrainingWish = Willingness.Unwilling;
        }

        switch (what)
        {
            case "asked in the ledger": records.Add(Wish("2025-10-31")); break;
            case "says so": head.FirstSkill = "养殖"; break;
            case "a skill by own word": records.Add(skill); break;
            case "a skill by certificate": skill.Proof = SkillProof.Certificate; records.Add(skill); break;
            case "a certificate of the day after": (skill.Proof, skill.ProvenOn) = (SkillProof.Certificate, Given.Day("2025-11-01")); records.Add(skill); break;
            case "a certificate in the register": (head.FirstSkill, head.SkillCertificate) = ("电焊", "JN1"); break;
            case "a course passed": records.Add(Training("2025-06-01", "2025-06-20")); break;
            case "a course failed": records.Add(Training("2025-06-01", "2025-06-20", x => x.Result = TrainingResult.Failed)); break;
            case "365 days in the trade": records.Add(Spell("2024-10-31", null)); break;
            case "364 days in the trade": records.Add(Spell("2024-11-01", null)); break;
            case "a year in two spells": records.AddRange([Spell("2023-01-01", "2023-07-01"), Spell("2024-01-01", "2024-07-04")]); break;
            case "half a year in each of two trades": records.AddRange([Spell("2023-01-01", "2023-07-05"), Spell("2024-01-01", "2024-07-05", "电子装配")]); break;
            case "in school": head.Student = StudentStatus.SeniorMiddle; break;
        }

        var verdict = Given.Household().With(head).With(records).Judge("R-M06-5", head);
        Assert.True((outcome, true) == (verdict.Outcome, verdict.Reason.Contains(words, StringComparison.Ordinal)), $"{what}: {verdict.Outcome} {verdict.Reason}");
    }

    [Fact]
    public void Two_skills_can_be_asked_for_and_one_counted_twice_is_one()
    {
        var skill = new PersonSkill { CountyCode = head.CountyCode, PersonId = head.Id, Skill = "缝纫", Proof = SkillProof.CoursePassed };
        var home = Given.Household().With(head).With([skill, Given.Job(head, "2024-01-01", also: x => x.Trade = "缝纫")]);
        var two = Given.Pack.Parameters.At(Given.Month("2025-10")).With("skill.minimum", 2m);
        Assert.Equal("只有1门：缝纫", home.Judge("R-M06-5", head, parameters: two).Reason);
        Assert.Equal(Outcome.Met, home.With(Training("2025-06-01", "2025-06-20")).Judge("R-M06-5", head, parameters: two).Outcome);
    }

    [Theory]
    [InlineData("I-M06-3-A", "2025-01-01", "2025-01-20", null, null, Outcome.Met)]
    [InlineData("I-M06-3-A", "2024-12-31", "2025-01-20", null, null, Outcome.NotApplicable)]
    [InlineData("I-M06-3-A", "2025-11-01", "2025-11-20", null, null, Outcome.NotApplicable)]
    [InlineData("I-M06-3-B", "2024-12-31", "2025-01-20", TrainingResult.Passed, null, Outcome.Met)]
    [InlineData("I-M06-3-B", "2025-06-01", "2025-06-20", TrainingResult.Failed, null, Outcome.NotMet)]
    [InlineData("I-M06-3-B", "2025-06-01", "2025-06-20", TrainingResult.Dropped, null, Outcome.NotApplicable)]
    [InlineData("I-M06-3-B", "2025-06-01", "2025-06-20", null, null, Outcome.Unknown)]
    [InlineData("I-M06-3-B", "2024-06-01", "2024-06-20", TrainingResult.Passed, null, Outcome.NotApplicable)]
    [InlineData("I-M06-3-C", "2025-04-11", "2025-04-30", TrainingResult.Passed, true, Outcome.Met)] // six months on the 30th
    [InlineData("I-M06-3-C", "2025-04-11", "2025-05-01", TrainingResult.Passed, true, Outcome.NotApplicable)]
    [InlineData("I-M06-3-C", "2025-04-11", "2025-04-30", TrainingResult.Passed, false, Outcome.NotMet)]
    [InlineData("I-M06-3-C", "2025-04-11", "2025-04-30", TrainingResult.Passed, null, Outcome.Unknown)]
    [InlineData("I-M06-3-C", "2024-06-11", "2024-06-30", TrainingResult.Passed, true, Outcome.NotApplicable)] // last year's figure
    [InlineData("I-M06-3-C", "2025-04-11", "2025-04-30", TrainingResult.Failed, true, Outcome.NotApplicable)]
    public void The_figures_of_training_go_by_the_calendar_year(string rule, string started, string ended, TrainingResult? result, bool? employed, Outcome outcome) =>
        Assert.Equal(outcome, Verdict(rule, Training(started, ended, x => (x.Result, x.EmployedAfter, x.State) = (result, employed, TrainingState.InClass))).Outcome);

    [Fact]
    public void What_cannot_be_is_said_at_its_field()
    {
        var ledgers = new LedgerCatalogue(Anju.Web.Product.Modules);
        Assert.Equal(["endsOn: 结束日期不能早于开班日期（2025-06-02）"], Of(new TrainingClass
        {
            Code = "PX-1", Trade = "电工", Institution = "县技校", CountyCode = Given.County, StartsOn = Given.Day("2025-06-02"), EndsOn = Given.Day("2025-06-01"),
        }));
        Assert.Equal(["allowancePaid: 生活费补贴实发（700.00元）不能多于应发（600.00元）"], Of(Training("2025-06-01", "2025-06-20", x =>
            (x.AllowanceDue, x.AllowancePaid, x.AllowancePaidOn) = (Yuan.FromYuan(600), Yuan.FromYuan(700), Given.Day("2025-07-01")))));
        Assert.Equal(["allowancePaidOn: 生活费补贴的实发金额和日期要一起填写"], Of(Training("2025-06-01", "2025-06-20", x => (x.AllowanceDue, x.AllowancePaid) = (Yuan.FromYuan(600), Yuan.FromYuan(600)))));
        Assert.Equal(["certificate: 考核合格的才有证书号，请核对结果"], Of(Training("2025-06-01", "2025-06-20", x => (x.Certificate, x.Result) = ("JN1", TrainingResult.Failed))));
        Assert.Equal(["classId: 没有培训意愿的不安排班次，请核对培训意愿", "offeredOn: 安排的班次和安排日期要一起填写"], Of(Wish("2025-02-01", x => (x.Wish, x.ClassId) = (Willingness.Unwilling, course))));
        Assert.Equal(["certificate: 以证书证明的，请填写证书号"], Of(new PersonSkill { PersonId = head.Id, CountyCode = Given.County, Skill = "电工", Proof = SkillProof.Certificate }));

        IEnumerable<string> Of<T>(T line)
            where T : Record => LineRules.Check(ledgers.Of<T>(), line, null, Given.Day("2025-10-31")).Select(x => $"{x.Field}: {x.Message}");
    }

    private static Verdict Verdict(string rule, TrainingEnrolment line) =>
        Given.Rules.Judge(Given.Line(line, Given.Day("2025-10-31")), Given.Month("2025-10"), Given.Pack.Parameters.At(Given.Month("2025-10"))).Single(answer => answer.Rule.Code == rule).Verdict;

    private static DateOnly? Day(string? text) => text is null ? null : Given.Day(text);

    private TrainingWish Wish(string asked, Action<TrainingWish>? also = null)
    {
        var wish = new TrainingWish { CountyCode = Given.County, PersonId = head.Id, AskedOn = Given.Day(asked), Wish = Willingness.Willing, Trade = "电工" };
        also?.Invoke(wish);
        return wish;
    }

    private TrainingEnrolment Training(string started, string ended, Action<TrainingEnrolment>? also = null)
    {
        var line = new TrainingEnrolment
        {
            CountyCode = Given.County, ClassId = course, PersonId = head.Id, StartedOn = Given.Day(started), EndedOn = Given.Day(ended),
            State = TrainingState.Passed, Result = TrainingResult.Passed, Category = TraineeKind.PovertyAlleviated,
        };
        also?.Invoke(line);
        return line;
    }
}
