using Anju.Employment.OutwardJobs;
using Anju.Kernel;
using Anju.Policy;
using Anju.Register;

namespace Anju.Tests.Rules;

/// <summary>The data checks of the domain specification, b.8: each with what it finds, what it lets pass and what it cannot tell.</summary>
public sealed class DataChecksTests
{
    /// <summary>A family of four that no check finds anything in.</summary>
    private sealed class Family
    {
        public Person Head { get; } = Given.Person(also: x =>
            (x.Employment, x.Channel, x.WorkPlace, x.MonthlyIncome, x.Phone)
                = (EmploymentStatus.Employed, EmploymentChannel.OutsideProvince, "广东省深圳市宝安区", Yuan.FromYuan(4_000), "16100000001"));

        public Person Wife { get; } = Given.Person(Relation.Spouse, "1987-02-02", Sex.Female, x =>
            (x.Employment, x.Channel, x.WorkPlace, x.MonthlyIncome, x.Phone)
                = (EmploymentStatus.Employed, EmploymentChannel.Workshop, "湖南省郴州市桂阳县", Yuan.FromYuan(2_000), "16100000002"));

        public Person Son { get; } = Given.Person(Relation.Son, "2012-07-07", also: x => x.Student = StudentStatus.JuniorMiddle);

        public Person Mother { get; } = Given.Person(Relation.Mother, "1955-05-05", Sex.Female);

        public HouseholdGiven Home { get; }

        public EmploymentSpell HeadsJob { get; }

        public EmploymentSpell WifesJob { get; }

        public EmploymentServiceEvent Service { get; }

        public Family()
        {
            HeadsJob = Given.Job(Head, "2025-01-01");
            WifesJob = Given.Job(Wife, "2025-02-01", channel: EmploymentChannel.Workshop, also: x => x.WorkPlace = "湖南省郴州市桂阳县");
            Home = Given.Household(x => x.DwellingArea = SquareMetres.From(100)).With(Head, Wife, Son, Mother)
                .With(HeadsJob, WifesJob).With(Given.Verification("2025-10-08"))
                .With(Given.Change(Mother, ChangeKind.MovedIn, "2024-03-01", "2024-03-05"))
                .With(Service = Given.Service(Wife, ServiceKind.JobInfo, "2025-01-10", "GW-1"));
            Home.Row.Monitoring = MonitoringClass.UnstablePovertyAlleviated;
        }

        /// <summary>Nobody works any more, though the wife's line still speaks of the workshop.</summary>
        public void Rest()
        {
            HeadsJob.EndedOn = WifesJob.EndedOn = Given.Day("2025-05-01");
            Head.Employment = Wife.Employment = EmploymentStatus.NotEmployed;
        }
    }

    [Fact]
    public void In_a_sound_family_no_check_finds_anything()
    {
        var answers = Given.Rules.Judge(new Family().Home.Facts(), Given.Month("2025-10"), Given.Pack.Parameters.At(Given.Month("2025-10")))
            .Where(answer => answer.Rule is IDataCheck).ToList();
        Assert.All(answers, answer => Assert.True(answer.Verdict.Outcome is Outcome.Met or Outcome.NotApplicable, $"{answer.Rule.Code}: {answer.Verdict.Reason}"));
        Assert.Equal(Given.Rules.All.OfType<IDataCheck>().Select(x => x.Code).Order(), answers.Select(x => x.Rule.Code).Distinct().Order());
    }

    private static readonly Dictionary<string, (Func<Family, Person?> Subject, (Outcome Expected, Action<Family> Spoil)[] Cases)> Table = new()
    {
        ["C-ID-NUMBER"] = (x => x.Head, [
            (Outcome.NotMet, x => x.Head.IdNumber = x.Head.IdNumber![..17] + (x.Head.IdNumber[17] == '1' ? '2' : '1')),
            (Outcome.NotMet, x => x.Head.IdNumber = x.Head.IdNumber![..17]),
            (Outcome.NotMet, x => x.Head.IdNumber = " " + x.Head.IdNumber),
            (Outcome.NotMet, x => x.Head.IdNumber = "990102198503150011"),
            (Outcome.Unknown, x => x.Head.IdNumber = null),
            (Outcome.NotApplicable, x => (x.Head.IdType, x.Head.IdNumber) = (IdType.Other, "H1234567")),
            (Outcome.Met, x => x.Head.IdType = IdType.HouseholdBooklet)]),
        ["C-DISABILITY-CARD"] = (x => x.Head, [
            (Outcome.NotMet, x => x.Head.DisabilityCard = x.Head.IdNumber + "4"),
            (Outcome.Met, x => x.Head.DisabilityCard = x.Head.IdNumber + "43"),
            (Outcome.NotMet, x => x.Head.DisabilityCard = x.Head.IdNumber + "43B"),
            (Outcome.Met, x => x.Head.DisabilityCard = x.Head.IdNumber + "43B1"),
            (Outcome.NotApplicable, x => x.Head.DisabilityCard = null)]),
        ["C-BIRTH-NUMBER"] = (x => x.Head, [
            (Outcome.NotMet, x => x.Head.BirthDate = Given.Day("1985-03-16")),
            (Outcome.Unknown, x => x.Head.BirthDate = null),
            (Outcome.Unknown, x => x.Head.IdNumber = null),
            (Outcome.NotApplicable, x => x.Head.IdNumber = "12345")]),
        ["C-SEX-NUMBER"] = (x => x.Head, [
            (Outcome.NotMet, x => x.Head.Sex = Sex.Female), (Outcome.Unknown, x => x.Head.Sex = null), (Outcome.NotApplicable, x => x.Head.IdNumber = "12345")]),
        ["C-BIRTH"] = (x => x.Head, [
            (Outcome.NotMet, x => x.Head.BirthDate = Given.Day("2025-11-01")),
            (Outcome.Met, x => x.Head.BirthDate = Given.Day("2025-10-31")),
            (Outcome.NotMet, x => x.Head.BirthDate = Given.Day("1899-12-31")),
            (Outcome.Unknown, x => x.Head.BirthDate = null)]),
        ["C-SEX-RELATION"] = (x => x.Mother, [
            (Outcome.NotMet, x => x.Mother.Sex = Sex.Male), (Outcome.Unknown, x => x.Mother.Sex = null),
            (Outcome.NotApplicable, x => (x.Mother.Relation, x.Mother.Sex) = (Relation.Sibling, Sex.Male)),
            (Outcome.NotMet, x => (x.Mother.Relation, x.Mother.Sex) = (Relation.SonInLaw, Sex.Female)),
            (Outcome.NotMet, x => (x.Wife.Relation, x.Mother.Relation, x.Mother.Sex) = (Relation.Other, Relation.Spouse, Sex.Male)),
            (Outcome.Met, x => (x.Wife.Relation, x.Mother.Relation) = (Relation.Other, Relation.Spouse)),
            (Outcome.Unknown, x => (x.Mother.Relation, x.Head.Sex) = (Relation.Spouse, null)),
            (Outcome.NotApplicable, x => (x.Mother.Relation, x.Head.Relation) = (Relation.Spouse, Relation.Other))]),
        ["C-ID-TWICE"] = (x => x.Head, [
            (Outcome.NotMet, x => x.Home.Twins[x.Head.Id] = "431022000001"), (Outcome.Met, x => x.Home.Twins[x.Wife.Id] = "431022000001"),
            (Outcome.NotApplicable, x => x.Head.IdNumber = null)]),
        ["C-POST-IDLE"] = (_ => null, [
            (Outcome.NotMet, x => x.Rest()), (Outcome.Met, x => x.WifesJob.EndedOn = Given.Day("2025-05-01")),
            (Outcome.Unknown, x => { x.Rest(); x.Head.Employment = null; }),
            (Outcome.NotApplicable, x => { x.Rest(); x.Wife.Channel = null; })]),
        ["C-INCOME-LINE"] = (_ => null, [
            (Outcome.NotMet, x => (x.Home.Row.IncomePerHead, x.Home.Row.Monitoring) = (Yuan.FromYuan(7_299), MonitoringClass.NotMonitored)),
            (Outcome.Met, x => (x.Home.Row.IncomePerHead, x.Home.Row.Monitoring) = (Yuan.FromYuan(7_300), MonitoringClass.NotMonitored)),
            (Outcome.Met, x => (x.Home.Row.IncomePerHead, x.Home.Row.Monitoring) = (Yuan.FromYuan(7_299), MonitoringClass.MarginalAtRisk)),
            (Outcome.Unknown, x => (x.Home.Row.IncomePerHead, x.Home.Row.Monitoring) = (Yuan.FromYuan(7_299), null)),
            (Outcome.Unknown, x => (x.Home.Row.IncomePerHead, x.Home.Row.Monitoring) = (null, MonitoringClass.NotMonitored))]),
        ["C-MINOR-WORK"] = (x => x.Son, [
            (Outcome.NotMet, x => x.Son.Employment = EmploymentStatus.Employed),
            (Outcome.NotMet, x => x.Home.With(Given.Job(x.Son, "2025-09-01"))),
            (Outcome.NotMet, x => (x.Son.BirthDate, x.Son.Employment) = (Given.Day("2009-11-01"), EmploymentStatus.Employed)),
            (Outcome.NotApplicable, x => (x.Son.BirthDate, x.Son.Employment) = (Given.Day("2009-10-31"), EmploymentStatus.Employed)),
            (Outcome.Unknown, x => (x.Son.BirthDate, x.Son.Employment) = (null, EmploymentStatus.Employed))]),
        ["C-MINOR-CAPACITY"] = (x => x.Son, [
            (Outcome.NotMet, x => x.Son.LabourCapacity = LabourCapacity.Ordinary),
            (Outcome.NotMet, x => x.Son.LabourCapacity = LabourCapacity.Lost),
            (Outcome.Met, x => x.Son.LabourCapacity = null),
            (Outcome.NotApplicable, x => (x.Son.LabourCapacity, x.Son.BirthDate) = (LabourCapacity.Ordinary, Given.Day("2009-10-31"))),
            (Outcome.NotMet, x => (x.Son.LabourCapacity, x.Son.BirthDate) = (LabourCapacity.Ordinary, Given.Day("2009-11-01"))),
            (Outcome.Unknown, x => (x.Son.LabourCapacity, x.Son.BirthDate) = (LabourCapacity.Ordinary, null))]),
        ["C-ABLE-WEAK"] = (x => x.Head, [
            (Outcome.NotMet, x => x.Head.LabourCapacity = LabourCapacity.WeakOrHalf),
            (Outcome.NotMet, x => x.Head.LabourCapacity = LabourCapacity.None),
            (Outcome.NotApplicable, x => (x.Head.LabourCapacity, x.Head.Health) = (LabourCapacity.WeakOrHalf, Health.ChronicIllness)),
            (Outcome.NotApplicable, x => (x.Head.LabourCapacity, x.Head.Student) = (LabourCapacity.None, StudentStatus.University)),
            (Outcome.Unknown, x => (x.Head.LabourCapacity, x.Head.Health) = (LabourCapacity.WeakOrHalf, null)),
            (Outcome.Unknown, x => x.Head.LabourCapacity = null),
            (Outcome.NotApplicable, x => (x.Head.LabourCapacity, x.Head.BirthDate) = (LabourCapacity.None, Given.Day("1965-10-31"))),
            (Outcome.NotMet, x => (x.Head.LabourCapacity, x.Head.BirthDate) = (LabourCapacity.None, Given.Day("1965-11-01")))]),
        ["C-DESTITUTE-ABLE"] = (x => x.Head, [
            (Outcome.NotMet, x => x.Head.Assistance = Assistance.Destitute),
            (Outcome.Met, x => (x.Head.Assistance, x.Head.Health) = (Assistance.Destitute, Health.Disabled)),
            (Outcome.Met, x => (x.Head.Assistance, x.Head.BirthDate) = (Assistance.Destitute, Given.Day("2007-11-01"))),
            (Outcome.NotMet, x => (x.Head.Assistance, x.Head.BirthDate) = (Assistance.Destitute, Given.Day("2007-10-31"))),
            (Outcome.Unknown, x => (x.Head.Assistance, x.Head.Health) = (Assistance.Destitute, null)),
            (Outcome.Unknown, x => x.Head.Assistance = null)]),
        ["C-SCHOOL"] = (x => x.Son, [
            (Outcome.NotMet, x => x.Son.Student = StudentStatus.NotStudent),
            (Outcome.NotMet, x => x.Son.Student = StudentStatus.Kindergarten),
            (Outcome.Unknown, x => x.Son.Student = null),
            (Outcome.NotApplicable, x => (x.Son.Student, x.Son.Health) = (StudentStatus.NotStudent, Health.Disabled)),
            (Outcome.NotMet, x => (x.Son.Student, x.Son.BirthDate) = (StudentStatus.NotStudent, Given.Day("2019-08-31"))), // six when school began
            (Outcome.NotApplicable, x => (x.Son.Student, x.Son.BirthDate) = (StudentStatus.NotStudent, Given.Day("2019-09-01"))),
            (Outcome.NotMet, x => (x.Son.Student, x.Son.BirthDate) = (StudentStatus.NotStudent, Given.Day("2010-09-01"))),
            (Outcome.NotApplicable, x => (x.Son.Student, x.Son.BirthDate) = (StudentStatus.NotStudent, Given.Day("2010-08-31"))), // fifteen when school began
            (Outcome.Unknown, x => (x.Son.Student, x.Son.BirthDate) = (null, null))]),
        ["C-STUDENT-WORK"] = (x => x.Head, [
            (Outcome.NotMet, x => (x.Head.Student, x.HeadsJob.Contract) = (StudentStatus.University, ContractKind.FixedTerm)),
            (Outcome.NotMet, x => (x.Head.Student, x.HeadsJob.EndedOn) = (StudentStatus.University, Given.Day("2025-08-31"))),
            (Outcome.Met, x => x.Head.Student = StudentStatus.University), // works flexibly beside school
            (Outcome.Met, x => (x.Head.Student, x.HeadsJob.EndedOn, x.Head.Employment) = (StudentStatus.University, Given.Day("2025-08-31"), EmploymentStatus.NotEmployed)),
            (Outcome.Unknown, x => x.Head.Student = null)]),
        ["C-DESTITUTE-AWAY"] = (x => x.Head, [
            (Outcome.NotMet, x => x.Head.Assistance = Assistance.Destitute), (Outcome.Unknown, x => x.Head.Assistance = null)]),
        ["C-POST-AGE"] = (x => x.Mother, [
            (Outcome.NotApplicable, x => { }),
            (Outcome.NotMet, x => x.Home.With(Post(x.Mother))), // 70 years old
            (Outcome.Met, x => { x.Home.With(Post(x.Mother)); x.Mother.BirthDate = Given.Day("1955-11-01"); }),
            (Outcome.NotMet, x => { x.Home.With(Post(x.Mother)); x.Mother.BirthDate = Given.Day("2009-11-01"); }),
            (Outcome.Met, x => { x.Home.With(Post(x.Mother)); x.Mother.BirthDate = Given.Day("2009-10-31"); }),
            (Outcome.Unknown, x => { x.Home.With(Post(x.Mother)); x.Mother.BirthDate = null; })]),
        ["C-POST-OUTSIDE"] = (x => x.Wife, [
            (Outcome.NotMet, x => x.Wife.WorkPlace = "广东省东莞市长安镇"),
            (Outcome.NotMet, x => x.WifesJob.WorkPlace = "湖南省郴州市宜章县"),
            (Outcome.NotMet, x => x.Home.With(Given.Job(x.Wife, "2025-09-01"))), // a job outside beside the workshop
            (Outcome.Met, x => x.Wife.WorkPlace = "桂阳县仁义镇"),
            (Outcome.Met, x => x.Wife.WorkPlace = "社区工厂"),
            (Outcome.Unknown, x => (x.Wife.WorkPlace, x.WifesJob.WorkPlace) = (null, null)),
            (Outcome.NotApplicable, x => (x.Wife.Channel, x.WifesJob.Channel) = (EmploymentChannel.InsideCounty, EmploymentChannel.InsideCounty))]),
        ["C-WORK-PLACE"] = (x => x.Head, [
            (Outcome.NotMet, x => x.Head.WorkPlace = "广东"), (Outcome.NotMet, x => x.Head.WorkPlace = "广东省深圳市"),
            (Outcome.NotMet, x => x.Head.WorkPlace = "深圳市工业区"), (Outcome.NotMet, x => x.Head.WorkPlace = "广西壮族自治区"),
            (Outcome.Met, x => x.Head.WorkPlace = "广西壮族自治区柳州市鱼峰区"), (Outcome.Met, x => x.Head.WorkPlace = "义乌市"),
            (Outcome.Met, x => x.Head.WorkPlace = "广东省中山市小榄镇"), (Outcome.NotMet, x => x.Head.WorkPlace = "广东省中山市"),
            (Outcome.Met, x => x.Head.WorkPlace = "湖南省永州市祁阳市"), (Outcome.Met, x => x.Head.WorkPlace = "香港九龙"),
            (Outcome.Unknown, x => x.Head.WorkPlace = " "), (Outcome.NotApplicable, x => (x.Head.Channel, x.Head.WorkPlace) = (EmploymentChannel.Farming, null)),
            (Outcome.NotApplicable, x => (x.Head.Employment, x.Head.WorkPlace) = (EmploymentStatus.NotEmployed, "广东"))]),
        ["C-PHONE"] = (x => x.Head, [
            (Outcome.NotMet, x => x.Head.Phone = "1610000000"), (Outcome.NotMet, x => x.Head.Phone = "161000000011"),
            (Outcome.NotMet, x => x.Head.Phone = "1610000000a"), (Outcome.NotMet, x => x.Head.Phone = "07351234567"), (Outcome.Unknown, x => x.Head.Phone = ""),
            (Outcome.NotApplicable, x => (x.Head.Employment, x.HeadsJob.EndedOn, x.Head.Phone) = (EmploymentStatus.NotEmployed, Given.Day("2025-08-01"), "1"))]),
        ["C-SPELL-ORDER"] = (x => x.Head, [
            (Outcome.NotMet, x => x.Home.With(Given.Job(x.Head, "2024-06-01", "2025-01-02"))),
            (Outcome.Met, x => x.Home.With(Given.Job(x.Head, "2024-06-01", "2025-01-01"))),
            (Outcome.NotMet, x => x.Home.With(Given.Job(x.Head, "2025-06-01"))),
            (Outcome.NotMet, x => x.HeadsJob.EndedOn = Given.Day("2024-12-31")),
            (Outcome.NotApplicable, x => x.HeadsJob.PersonId = x.Mother.Id)]),
        ["C-WAGE"] = (x => x.Head, [
            (Outcome.NotMet, x => x.HeadsJob.MonthlyIncome = Yuan.Parse("399.99")), (Outcome.Met, x => x.HeadsJob.MonthlyIncome = Yuan.FromYuan(400)),
            (Outcome.NotMet, x => x.Head.MonthlyIncome = Yuan.FromYuan(0)), (Outcome.Unknown, x => (x.Head.MonthlyIncome, x.HeadsJob.MonthlyIncome) = (null, null)),
            (Outcome.NotApplicable, x => (x.Head.Employment, x.HeadsJob.EndedOn) = (EmploymentStatus.NotEmployed, Given.Day("2025-08-01")))]),
        ["C-SKILLED-IDLE"] = (x => x.Head, [
            (Outcome.NotApplicable, x => { }),
            (Outcome.Met, x => x.Head.LabourCapacity = LabourCapacity.Skilled),
            (Outcome.NotMet, x => (x.Head.LabourCapacity, x.Head.Employment, x.HeadsJob.EndedOn) = (LabourCapacity.Skilled, EmploymentStatus.NotEmployed, Given.Day("2025-08-01"))),
            (Outcome.NotMet, x => (x.Head.Education, x.Head.Employment, x.HeadsJob.EndedOn) = (Education.JuniorCollege, EmploymentStatus.NotEmployed, Given.Day("2025-08-01"))),
            (Outcome.NotApplicable, x => (x.Head.Education, x.Head.Employment, x.HeadsJob.EndedOn) = (Education.SeniorMiddle, EmploymentStatus.NotEmployed, Given.Day("2025-08-01"))),
            (Outcome.Unknown, x => (x.Head.LabourCapacity, x.Head.Employment, x.HeadsJob.EndedOn) = (LabourCapacity.Skilled, null, Given.Day("2025-08-01")))]),
        ["C-STATUS-SPELLS"] = (x => x.Head, [
            (Outcome.NotMet, x => x.HeadsJob.EndedOn = Given.Day("2025-10-31")), (Outcome.NotMet, x => x.Head.Employment = EmploymentStatus.NotEmployed),
            (Outcome.NotMet, x => x.Head.Channel = EmploymentChannel.Farming), (Outcome.Unknown, x => x.Head.Employment = null),
            (Outcome.NotApplicable, x => (x.Head.Employment, x.HeadsJob.EndedOn) = (null, Given.Day("2025-10-31")))]),
        ["C-MEDICAL"] = (x => x.Head, [(Outcome.NotMet, x => x.Head.MedicalInsurance = null), (Outcome.Met, x => x.Head.MedicalInsurance = MedicalInsurance.None), (Outcome.Met, x => x.Head.MedicalInsurance = MedicalInsurance.Employees),
            (Outcome.Met, x => x.Head.MedicalInsurance = MedicalInsurance.Unspecified), (Outcome.NotMet, x => x.Head.MedicalInsurance = MedicalInsurance.Both)]),
        ["C-BLANK-HOUSE"] = (_ => null, [
            (Outcome.Met, x => { }), (Outcome.NotMet, x => x.Home.Row.OriginPlace = null), (Outcome.NotMet, x => x.Home.Row.LivesThere = null),
            (Outcome.Met, x => x.Home.Row.LivesThere = false), (Outcome.NotMet, x => x.Home.Row.DestinationPlace = " "),
            (Outcome.Met, x => x.Home.Row.Room = null), // not marked with *
            (Outcome.NotApplicable, x => (x.Home.Row.Status, x.Home.Row.DissolvedOn) = (HouseholdStatus.Dissolved, Given.Day("2025-10-01")))]),
        ["C-BLANK-PERSON"] = (x => x.Son, [
            (Outcome.Met, x => x.Son.LabourCapacity = null), // thirteen
            (Outcome.NotMet, x => (x.Son.BirthDate, x.Son.LabourCapacity) = (Given.Day("2009-10-31"), null)), // sixteen
            (Outcome.Met, x => (x.Son.BirthDate, x.Son.LabourCapacity) = (Given.Day("2009-11-01"), null)),
            (Outcome.NotMet, x => x.Son.Code = null), (Outcome.NotMet, x => x.Son.Health = null), (Outcome.NotMet, x => x.Son.IdNumber = null),
            (Outcome.Met, x => x.Son.Phone = null)]),
        ["C-BLANK-JOB"] = (x => x.Head, [
            (Outcome.NotMet, x => x.HeadsJob.Contract = null), (Outcome.NotMet, x => x.HeadsJob.VerifiedOn = null), (Outcome.NotMet, x => x.HeadsJob.WorkPlace = ""),
            (Outcome.Met, x => x.HeadsJob.Employer = null), (Outcome.NotApplicable, x => (x.HeadsJob.Contract, x.HeadsJob.EndedOn) = (null, Given.Day("2025-10-31")))]),
        ["C-BLANK-SERVICE"] = (_ => null, [
            (Outcome.NotMet, x => x.Service.TargetGroup = null), (Outcome.NotMet, x => x.Service.Willing = null), (Outcome.Met, x => x.Service.Receipt = null)]),
        ["C-PHONE-SHARED"] = (_ => null, [
            (Outcome.NotMet, x => x.Wife.Phone = x.Head.Phone), (Outcome.Met, x => (x.Wife.Phone, x.Wife.WorkPlace) = (x.Head.Phone, x.Head.WorkPlace)),
            (Outcome.NotApplicable, x => x.Wife.Phone = null)]),
        ["C-NO-LABOUR"] = (_ => null, [
            (Outcome.NotApplicable, x => { }),
            (Outcome.NotMet, x => (x.Head.LabourCapacity, x.Wife.LabourCapacity) = (LabourCapacity.Lost, LabourCapacity.None)),
            (Outcome.Met, x => (x.Head.LabourCapacity, x.Wife.LabourCapacity, x.Son.Assistance) = (LabourCapacity.Lost, LabourCapacity.None, Assistance.MinimumLivingGuarantee)),
            (Outcome.Met, x => (x.Head.LabourCapacity, x.Wife.LabourCapacity, x.Home.Row.LowIncome) = (LabourCapacity.Lost, LabourCapacity.None, LowIncomeClass.Destitute)),
            (Outcome.Unknown, x => (x.Head.LabourCapacity, x.Wife.LabourCapacity) = (LabourCapacity.Lost, null)),
            (Outcome.NotMet, x => (x.Head.LabourCapacity, x.Wife.LabourCapacity, x.Son.LabourCapacity) = (LabourCapacity.Lost, LabourCapacity.None, null)),
            (Outcome.Unknown, x => (x.Head.LabourCapacity, x.Wife.LabourCapacity, x.Home.Row.LowIncome, x.Son.Assistance) = (LabourCapacity.Lost, LabourCapacity.None, null, null))]),
        ["C-LAND"] = (_ => null, [
            (Outcome.Met, x => x.Home.Row.ContractedLand = Mu.FromMu(100)), (Outcome.NotMet, x => x.Home.Row.ContractedLand = Mu.FromMu(100.0001m)),
            (Outcome.Met, x => x.Home.Row.ContractedLand = Mu.Zero), (Outcome.NotMet, x => x.Home.Row.ContractedLand = Mu.FromMu(-0.0001m)),
            (Outcome.Unknown, x => x.Home.Row.ContractedLand = null)]),
        ["C-FOREST"] = (_ => null, [
            (Outcome.Met, x => x.Home.Row.Forest = Mu.FromMu(200)), (Outcome.NotMet, x => x.Home.Row.Forest = Mu.FromMu(200.0001m)), (Outcome.Unknown, x => x.Home.Row.Forest = null)]),
        ["C-DWELLING"] = (_ => null, [
            (Outcome.Met, x => { }), // 25 ㎡ each
            (Outcome.NotMet, x => x.Home.Row.DwellingArea = SquareMetres.From(100.01m)),
            (Outcome.Met, x => { // five moved in, one has died since
                x.Home.Row.DwellingArea = SquareMetres.From(100);
                x.Home.With(Given.Change(x.Mother, ChangeKind.Death, "2025-05-01"), Given.Change(x.Son, ChangeKind.Death, "2024-05-01"));
            }),
            (Outcome.Unknown, x => x.Home.Row.DwellingArea = null),
            (Outcome.NotApplicable, x => (x.Home.Row.Status, x.Home.Row.DissolvedOn) = (HouseholdStatus.Dissolved, Given.Day("2025-10-01")))]),
        ["C-HEAD"] = (_ => null, [
            (Outcome.NotMet, x => x.Head.LeftOn = Given.Day("2025-10-31")), (Outcome.Met, x => x.Head.LeftOn = Given.Day("2025-11-01")),
            (Outcome.NotMet, x => x.Head.Relation = Relation.Other)]),
        ["C-KINSHIP"] = (_ => null, [
            (Outcome.NotMet, x => x.Wife.BirthDate = Given.Day("2010-11-01")), // fourteen
            (Outcome.Met, x => x.Wife.BirthDate = Given.Day("2010-10-31")),
            (Outcome.NotMet, x => x.Son.BirthDate = Given.Day("1985-03-15")), // as old as his father
            (Outcome.Met, x => x.Son.BirthDate = Given.Day("1985-03-16")),
            (Outcome.NotMet, x => x.Mother.BirthDate = Given.Day("1985-03-15")), (Outcome.Met, x => x.Mother.BirthDate = Given.Day("1985-03-14")),
            (Outcome.NotMet, x => (x.Mother.Relation, x.Mother.Sex) = (Relation.Grandson, Sex.Male)),
            (Outcome.Unknown, x => x.Mother.BirthDate = null),
            (Outcome.NotApplicable, x => x.Head.Relation = Relation.Other)]),
        ["C-MOVED-IN"] = (_ => null, [
            (Outcome.NotMet, x => x.Home.Row.MovedInOn = Given.Day("2017-09-30")), (Outcome.Met, x => x.Home.Row.MovedInOn = Given.Day("2017-10-01")),
            (Outcome.Unknown, x => x.Home.Row.MovedInOn = null), (Outcome.Unknown, x => x.Home.Site.BuiltOn = null),
            (Outcome.NotApplicable, x => x.Home.Site.Kind = SiteKind.Virtual), (Outcome.NotApplicable, x => x.Home.Row.SiteId = null)]),
        ["C-VERIFIED"] = (_ => null, [
            (Outcome.NotMet, x => x.Home.With(Given.Verification("2025-09-30"))), (Outcome.NotMet, x => x.Home.With(Given.Verification("2025-11-06"))),
            (Outcome.Met, x => x.Home.With(Given.Verification("2025-11-05"))), (Outcome.Met, x => x.Home.With(Given.Verification("2025-01-01", month: "2025-09")))]),
        ["C-REPORTED"] = (_ => null, [
            (Outcome.NotMet, x => x.Home.With(Given.Change(x.Son, ChangeKind.Birth, "2025-05-02", "2025-05-01"))),
            (Outcome.Met, x => x.Home.With(Given.Change(x.Son, ChangeKind.Birth, "2025-05-01", "2025-05-01")))]),
        ["C-SERVICE-LEFT"] = (_ => null, [
            (Outcome.NotMet, x => x.Wife.LeftOn = Given.Day("2025-01-09")), (Outcome.Met, x => x.Wife.LeftOn = Given.Day("2025-01-10"))]),
    };

    public static TheoryData<string, int> Cases
    {
        get
        {
            var data = new TheoryData<string, int>();
            foreach (var (code, entry) in Table)
            {
                for (var i = 0; i < entry.Cases.Length; i++)
                {
                    data.Add(code, i);
                }
            }

            return data;
        }
    }

    [Theory]
    [MemberData(nameof(Cases))]
    public void A_check_finds_what_is_wrong_and_nothing_else(string code, int place)
    {
        var (subject, cases) = Table[code];
        var family = new Family();
        cases[place].Spoil(family);
        var parameters = Given.Pack.Parameters.At(Given.Month("2025-10")).With("monitoring.line", 7_300);
        var verdict = family.Home.Judge(code, subject(family), parameters: parameters);
        Assert.True(cases[place].Expected == verdict.Outcome, $"{verdict.Outcome} {verdict.Reason}");
    }

    /// <summary>The line of no year has been published for the province: nobody may be judged by one that was made up.</summary>
    [Fact]
    public void Without_a_line_nobody_is_called_poor()
    {
        var home = Given.Household(x => (x.IncomePerHead, x.Monitoring) = (Yuan.FromYuan(1), MonitoringClass.NotMonitored)).With(Given.Person());
        var verdict = home.Judge("C-INCOME-LINE");
        Assert.Equal((Outcome.Unknown, "年度防返贫监测收入基准线"), (verdict.Outcome, Assert.Single(verdict.Missing!)));
    }

    [Fact]
    public void Every_check_has_its_cases_and_finds_something_in_one_of_them()
    {
        Assert.Equal(Given.Rules.All.OfType<IDataCheck>().Select(x => x.Code).Order(), Table.Keys.Order());
        Assert.All(Table, x => Assert.Contains(Outcome.NotMet, x.Value.Cases.Select(y => y.Expected)));
    }

    private static EmploymentSpell Post(Person person) =>
        Given.Job(person, "2025-03-01", channel: EmploymentChannel.PublicPost, contract: ContractKind.PublicPostAgreement);
}
