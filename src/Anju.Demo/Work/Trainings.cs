using System.Globalization;
using Anju.Employment.Skills;
using Anju.Kernel;
using Anju.Register;

namespace Anju.Demo;

/// <summary>
/// What people wished to learn this year, the classes that were held for it and how they went: most wishes answered, some not yet,
/// some declined; allowances paid in time, a few owed beyond it; skills with and without a proof; pairs of teacher and pupil.
/// </summary>
internal sealed class Trainings
{
    private const int Stream = 2_740;
    private const int Length = 20;

    /// <summary>What is wished for, with the day on which a class of it begins, counted from the business date.</summary>
    private static readonly (string Trade, int Begins, TrainingKind Kind)[] Classes =
    [
        ("电工", -232, TrainingKind.Other), ("缝纫工", -204, TrainingKind.ToOrder), ("育婴员", -171, TrainingKind.AtSite), ("中式烹调师", -128, TrainingKind.AtSite),
        ("养老护理员", -97, TrainingKind.AtSite), ("焊工", -66, TrainingKind.ByWorking), ("油茶栽培", -31, TrainingKind.AtSite), ("电子商务", -9, TrainingKind.Online),
        ("挖掘机驾驶", 12, TrainingKind.Other),
    ];

    private readonly DemoOptions options;
    private readonly CountyProfile county;

    public List<TrainingClass> Courses { get; } = [];

    public List<TrainingEnrolment> Enrolments { get; } = [];

    public List<TrainingWish> Wishes { get; } = [];

    public List<PersonSkill> Skills { get; } = [];

    public List<MentorPair> Pairs { get; } = [];

    private Trainings(DemoOptions options, CountyProfile county) => (this.options, this.county) = (options, county);

    public static Trainings Of(DemoOptions options, CountyProfile county, IReadOnlyList<DemoBatch> batches)
    {
        var made = new Trainings(options, county);
        made.Open(batches);
        var number = 0;
        foreach (var batch in batches)
        {
            var types = batch.Households.ToDictionary(household => household.Id, household => household.Type);
            var teacher = batch.People.FirstOrDefault(person => person is { Status: PersonStatus.Active, FirstSkill: not null });
            foreach (var person in batch.People.Where(person => person is { Status: PersonStatus.Active, WillingnessAskedOn: not null }))
            {
                made.Tell(person, types[person.HouseholdId], teacher, Dice.For(options.Seed, county.Index, number++, Stream));
            }
        }

        made.Fill(batches);
        return made;
    }

    private void Open(IReadOnlyList<DemoBatch> batches)
    {
        foreach (var (at, (trade, begins, kind)) in Classes.Index())
        {
            var starts = options.Today.AddDays(begins);
            var site = kind == TrainingKind.AtSite && batches.Count > 0 ? batches[at % batches.Count].Site : null;
            Courses.Add(new()
            {
                Code = string.Create(CultureInfo.InvariantCulture, $"PX{county.Code}-{starts.Year}-{at + 1:000}"),
                CountyCode = county.Code,
                SiteId = site?.Id,
                Trade = trade,
                Kind = kind,
                Institution = county.Name + (kind == TrainingKind.ByWorking ? "工业园职工培训中心" : "职业技能培训学校"),
                Place = site?.Name ?? county.Name + "城区",
                StartsOn = starts,
                EndsOn = starts.AddDays(Length - 1),
                Hours = 120,
                Places = 40,
                FiledOn = begins > 0 ? null : starts.AddDays(-10),
            });
        }
    }

    private void Tell(Person person, HouseholdType? type, Person? teacher, Dice dice)
    {
        if (person.FirstSkill is { } skill)
        {
            var proof = person.SkillCertificate is not null ? SkillProof.Certificate : dice.Weighted((4, SkillProof.OwnWord), (3, SkillProof.Practice), (2, SkillProof.CoursePassed));
            Learn(person, skill, proof, proof == SkillProof.OwnWord ? null : options.Today.AddDays(-dice.Between(400, 2_500)), person.SkillCertificate, dice);
        }

        if (dice.Chance(0.07))
        {
            return; // nobody asked this year
        }

        var newYear = new DateOnly(options.Today.Year, 1, 1);
        var asked = newYear.AddDays(8 + dice.Below(50));
        var wish = new TrainingWish
        {
            PersonId = person.Id,
            HouseholdId = person.HouseholdId,
            CountyCode = person.CountyCode,
            SiteId = person.SiteId,
            AskedOn = asked < options.Today ? asked : options.Today,
            Wish = person.TrainingWish ?? Willingness.Unknown,
            Trade = person.WishedTrade,
            AskedBy = "村（社区）就业服务岗",
        };
        Wishes.Add(wish);
        if (wish is { Wish: Willingness.Willing, Trade: { } trade } && Courses.Find(course => course.Trade == trade) is { } course && dice.Chance(0.8))
        {
            Arrange(person, type, wish, course, dice);
        }

        if (wish.Wish == Willingness.Willing && teacher is not null && teacher.Id != person.Id && dice.Chance(0.1))
        {
            Pair(person, teacher, dice);
        }
    }

    private void Arrange(Person person, HouseholdType? type, TrainingWish wish, TrainingClass course, Dice dice)
    {
        var offered = course.StartsOn.AddDays(-12);
        offered = offered < wish.AskedOn ? wish.AskedOn : offered > options.Today ? options.Today : offered;
        (wish.ClassId, wish.OfferedOn) = (course.Id, offered);
        var line = new TrainingEnrolment
        {
            PersonId = person.Id,
            HouseholdId = person.HouseholdId,
            CountyCode = person.CountyCode,
            SiteId = person.SiteId,
            ClassId = course.Id,
            StartedOn = course.StartsOn,
            EndedOn = course.EndsOn,
            Category = type == HouseholdType.PovertyAlleviated ? TraineeKind.PovertyAlleviated
                : person.DisabilityCard is not null ? TraineeKind.Disabled
                : person.EmploymentHardship is not (null or EmploymentHardship.None) ? TraineeKind.HardToEmploy : TraineeKind.Other,
        };
        Enrolments.Add(line);
        if (dice.Chance(0.12))
        {
            (line.State, line.DeclinedOn, line.StartedOn, line.EndedOn) = (TrainingState.Declined, offered, null, null);
            wish.DeclinedOn = offered;
        }
        else if (course.FiledOn is not null)
        {
            Attend(person, line, course, dice);
        }

        line.StateSince = line.AllowancePaidOn ?? line.AssessedOn ?? line.DeclinedOn ?? line.EnrolledOn ?? offered;
    }

    private void Attend(Person person, TrainingEnrolment line, TrainingClass course, Dice dice)
    {
        var today = options.Today;
        line.EnrolledOn = course.StartsOn.AddDays(-5);
        line.State = today < course.StartsOn ? TrainingState.Enrolled : today <= course.EndsOn ? TrainingState.InClass : TrainingState.Assessing;
        var assessed = course.EndsOn.AddDays(3);
        if (assessed > today || dice.Chance(0.04))
        {
            return;
        }

        if (dice.Chance(0.05))
        {
            (line.State, line.Result) = (TrainingState.Dropped, TrainingResult.Dropped);
            return;
        }

        (line.AssessedOn, line.Attendance) = (assessed, dice.Between(80, 100));
        if (dice.Chance(0.06))
        {
            (line.State, line.Result) = (TrainingState.Failed, TrainingResult.Failed);
            return;
        }

        line.Result = TrainingResult.Passed;
        line.Certificate = dice.Chance(0.6) ? $"PX{person.Code}" : null;
        line.Subsidy = Yuan.FromYuan(dice.Between(8, 15) * 100);
        Learn(person, course.Trade, line.Certificate is null ? SkillProof.CoursePassed : SkillProof.Certificate, assessed, line.Certificate, dice);
        Follow(person, line, course, dice);
    }

    private void Follow(Person person, TrainingEnrolment line, TrainingClass course, Dice dice)
    {
        if (dice.Chance(0.05))
        {
            (line.State, line.Category) = (TrainingState.Passed, null);
            return;
        }

        if (line.Category != TraineeKind.Other)
        {
            line.AllowanceDue = Yuan.FromYuan(Length * 30);
            var paid = course.EndsOn.AddDays(dice.Between(20, 55));
            if (paid > options.Today || dice.Chance(0.1))
            {
                (line.State, line.DueOn) = (TrainingState.AllowanceDue, course.EndsOn.AddDays(60));
                line.WarnOn = line.DueOn.Value.AddDays(-5);
                return;
            }

            (line.AllowancePaid, line.AllowancePaidOn) = (line.AllowanceDue, paid);
        }

        (line.State, line.DueOn) = (TrainingState.FollowUp, course.EndsOn.AddMonths(6));
        line.WarnOn = line.DueOn.Value.AddDays(-5);
        if (line.DueOn <= options.Today)
        {
            (line.State, line.EmployedAfter, line.DueOn, line.WarnOn) = (TrainingState.Followed, person.Employment == EmploymentStatus.Employed, null, null);
        }
    }

    private void Learn(Person person, string skill, SkillProof proof, DateOnly? on, string? certificate, Dice dice)
    {
        if (!Skills.Exists(one => one.PersonId == person.Id && one.Skill == skill))
        {
            Skills.Add(new PersonSkill
            {
                PersonId = person.Id,
                HouseholdId = person.HouseholdId,
                CountyCode = person.CountyCode,
                SiteId = person.SiteId,
                Skill = skill,
                Proof = proof,
                Certificate = certificate,
                ProvenOn = on,
                Grade = proof == SkillProof.Certificate ? dice.Weighted((6, SkillGrade.Five), (3, SkillGrade.Four), (1, SkillGrade.Special)) : null,
            });
        }
    }

    private void Pair(Person person, Person teacher, Dice dice)
    {
        var paired = options.Today.AddDays(-dice.Between(30, 300));
        Pairs.Add(new MentorPair
        {
            PersonId = person.Id,
            HouseholdId = person.HouseholdId,
            CountyCode = person.CountyCode,
            SiteId = person.SiteId,
            Mentor = teacher.Name,
            MentorOf = "搬迁群众致富能手",
            Trade = teacher.FirstSkill!,
            PairedOn = paired,
            EndedOn = dice.Chance(0.3) ? options.Today.AddDays(-dice.Between(1, 25)) : null,
            Outcome = dice.Chance(0.5) ? "能独立上手操作" : null,
        });
    }

    /// <summary>A county of a very small city has a line of each kind all the same.</summary>
    private void Fill(IReadOnlyList<DemoBatch> batches)
    {
        var dice = Dice.For(options.Seed, county.Index, 0, Stream + 1);
        if (batches.SelectMany(batch => batch.People).FirstOrDefault(person => person is { Status: PersonStatus.Active, WillingnessAskedOn: not null }) is not { } anybody)
        {
            return;
        }

        if (Wishes.Count == 0)
        {
            Wishes.Add(new TrainingWish { PersonId = anybody.Id, HouseholdId = anybody.HouseholdId, CountyCode = anybody.CountyCode, SiteId = anybody.SiteId, AskedOn = options.Today, Wish = Willingness.Unwilling });
        }

        if (Enrolments.Count == 0)
        {
            var wish = Wishes.Find(one => one.PersonId == anybody.Id) ?? Wishes[0];
            (wish.Wish, wish.Trade) = (Willingness.Willing, Courses[0].Trade);
            var person = batches.SelectMany(batch => batch.People).First(one => one.Id == wish.PersonId);
            Arrange(person, null, wish, Courses[0], dice);
        }

        if (Skills.Count == 0)
        {
            Learn(anybody, "养殖", SkillProof.OwnWord, null, null, dice);
        }

        if (Pairs.Count == 0)
        {
            Pairs.Add(new MentorPair { PersonId = anybody.Id, HouseholdId = anybody.HouseholdId, CountyCode = anybody.CountyCode, SiteId = anybody.SiteId, Mentor = "村致富带头人", Trade = "养殖", PairedOn = options.Today.AddDays(-60) });
        }
    }
}
