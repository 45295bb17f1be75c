using System.Globalization;
using Anju.Employment.OutwardJobs;
using Anju.Employment.PublicWork;
using Anju.Kernel;
using Anju.Policy;
using Anju.Register;
using Record = Anju.Kernel.Record;

namespace Anju.Tests;

internal static partial class Given
{
    public const string County = "431021";

    /// <summary>An empty household out of poverty that everything is known of; judged for 2025-10 on 2025-11-10.</summary>
    public static HouseholdGiven Household(Action<Household>? also = null) => new(also);

    /// <summary>A line of a ledger with lines of other ledgers that refer to it, judged on the day.</summary>
    public static RecordFacts<T> Line<T>(T line, DateOnly asOf, params Record[] beside)
        where T : CountyRecord
    {
        var others = beside.GroupBy(other => other.GetType()).ToDictionary(group => group.Key, group =>
        {
            var all = Array.CreateInstance(group.Key, group.Count());
            Array.Copy(group.ToArray(), all, group.Count());
            return (IReadOnlyList<Record>)all;
        });
        return new RecordFacts<T>(line, others) { AsOf = asOf, JudgedOn = asOf };
    }

    /// <summary>Healthy, out of school, complete; who is 16 to 59 on 2025-10-31 is an ordinary labourer, willing and out of work.</summary>
    public static Person Person(Relation relation = Relation.Head, string? born = "1985-03-15", Sex sex = Sex.Male, Action<Person>? also = null)
    {
        var person = new Person
        {
            CountyCode = County,
            Code = $"43102100000{(int)relation:000}",
            Name = "李" + (char)('一' + (int)relation),
            Relation = relation,
            Sex = sex,
            BirthDate = born is null ? null : Day(born),
            IdNumber = born is null ? null : Number(born, sex, (int)relation),
            Education = Education.JuniorMiddle,
            Student = StudentStatus.NotStudent,
            Health = Health.Healthy,
            MedicalInsurance = MedicalInsurance.Residents,
            Assistance = Assistance.None,
            JoinedOn = born is not null && Day(born) > Day("2018-06-01") ? Day(born) : Day("2018-06-01"),
        };
        var labours = born is not null && PersonFacts.AgeOn(Day("2025-10-31"), Day(born)) is >= 16 and < 60;
        person.LabourCapacity = labours ? LabourCapacity.Ordinary : LabourCapacity.None;
        if (labours)
        {
            person.Employment = EmploymentStatus.NotEmployed;
            person.WillingToWork = Willingness.Willing;
            person.WillingnessAskedOn = Day("2025-05-10");
            person.TrainingWish = Willingness.Unwilling;
            person.RegisteredUnemployed = false;
        }

        also?.Invoke(person);
        return person;
    }

    /// <summary>A job in the next province without a contract, verified in the month; <paramref name="from"/> and on.</summary>
    public static EmploymentSpell Job(
        Person person, string from, string? to = null, string? verified = "2025-10-20", EmploymentChannel channel = EmploymentChannel.OutsideProvince,
        ContractKind? contract = ContractKind.Flexible, Action<EmploymentSpell>? also = null)
    {
        var spell = new EmploymentSpell
        {
            CountyCode = County,
            PersonId = person.Id,
            Channel = channel,
            Contract = contract,
            StartedOn = Day(from),
            EndedOn = to is null ? null : Day(to),
            VerifiedOn = verified is null ? null : Day(verified),
            MonthlyIncome = Yuan.FromYuan(4_000),
            WorkPlace = "广东省深圳市宝安区",
        };
        also?.Invoke(spell);
        return spell;
    }

    public static EmploymentServiceEvent Service(Person person, ServiceKind kind, string on, string? reference = null) => new()
    {
        CountyCode = County,
        PersonId = person.Id,
        Kind = kind,
        TargetGroup = ServiceTarget.PovertyAlleviated,
        Willing = Willingness.Willing,
        GivenOn = Day(on),
        Reference = reference,
        Officer = "王五",
    };

    /// <summary>A part-time post of 800 yuan a month, whose agreement ends with 2025.</summary>
    public static PublicPost Post(Person person, string from, string? left = null, Action<PublicPost>? also = null)
    {
        var post = new PublicPost
        {
            CountyCode = County, PersonId = person.Id, Code = "GG1", Developer = "仁义村民委员会", Funding = "就业补助资金", WorkPlace = "仁义家园", Hours = PostHours.Part,
            WeeklyHours = 20, MonthlyPay = Yuan.FromYuan(800), OfCadre = false, StartedOn = Day(from), LeftOn = left is null ? null : Day(left),
            AgreementFrom = Day("2025-01-01"), AgreementTo = Day("2025-12-31"),
        };
        also?.Invoke(post);
        return post;
    }

    /// <summary>Three job informations of different days and vacancies, guidance, training information, all in 2025.</summary>
    public static EmploymentServiceEvent[] WholeYear(Person person) =>
    [
        Service(person, ServiceKind.JobInfo, "2025-02-10", "GW-1"), Service(person, ServiceKind.JobInfo, "2025-05-10", "GW-2"),
        Service(person, ServiceKind.JobInfo, "2025-08-10", "GW-3"), Service(person, ServiceKind.Guidance, "2025-04-10"),
        Service(person, ServiceKind.TrainingInfo, "2025-06-10", "PX-1"),
    ];

    public static MonthlyVerification Verification(string on, string month = "2025-10", string verifier = "网格员甲") => new()
    {
        CountyCode = County,
        Month = Month(month),
        VerifiedOn = Day(on),
        Verifier = verifier,
    };

    public static MembershipChange Change(Person person, ChangeKind kind, string on, string? reported = null) => new()
    {
        CountyCode = County,
        PersonId = person.Id,
        Kind = kind,
        HappenedOn = Day(on),
        ReportedOn = Day(reported ?? on),
    };

    private static string Number(string born, Sex sex, int sequence) =>
        IdNumber.Of(DivisionCode.Parse(County), Day(born), (sequence * 2 % 990) + (sex == Sex.Male ? 1 : 2)).Value;
}

/// <summary>A household being put together, and what the rules say of it.</summary>
internal sealed class HouseholdGiven
{
    private readonly List<Person> people = [];
    private readonly List<Record> records = [];

    public HouseholdGiven(Action<Household>? also)
    {
        Row = new Household
        {
            Code = "431021000001",
            CountyCode = Given.County,
            TownshipCode = "431021100000",
            SiteId = Site.Id,
            Type = HouseholdType.PovertyAlleviated,
            PlacementForm = PlacementForm.Concentrated,
            OriginPlace = "湖南省郴州市桂阳县仁义镇某某村3组",
            DestinationPlace = "湖南省郴州市桂阳县仁义镇仁义家园",
            LivesThere = true,
            MovedInOn = Given.Day("2018-06-01"),
            DwellingArea = SquareMetres.From(25),
            ContractedLand = Mu.FromMu(3),
            Forest = Mu.FromMu(10),
            LowIncome = LowIncomeClass.None,
            ComparedOn = Given.Day("2025-03-01"),
        };
        also?.Invoke(Row);
    }

    /// <summary>Codes of other households in which the number of one of its people stands too, by the person's id.</summary>
    public Dictionary<Guid, string> Twins { get; } = [];

    public Household Row { get; }

    public ResettlementSite Site { get; } = new()
    {
        Code = "431021A0001", Name = "仁义家园", CountyCode = Given.County, Kind = SiteKind.Concentrated, BuiltOn = Given.Day("2017-10-01"),
    };

    /// <summary>Adds people; the declared and the compared number grow with those who are on the roll.</summary>
    public HouseholdGiven With(params IEnumerable<Person> more)
    {
        foreach (var person in more)
        {
            person.HouseholdId = Row.Id;
            people.Add(person);
            if (person.LeftOn is null)
            {
                Row.DeclaredSize = (Row.DeclaredSize ?? 0) + 1;
                Row.ComparedSize = (Row.ComparedSize ?? 0) + 1;
            }
        }

        return this;
    }

    public HouseholdGiven With(params IEnumerable<Record> more)
    {
        foreach (var record in more)
        {
            record.GetType().GetProperty("HouseholdId")!.SetValue(record, Row.Id);
            records.Add(record);
        }

        return this;
    }

    /// <summary>The same facts in another order of rows.</summary>
    public HouseholdGiven Shuffled(int seed)
    {
        var chance = new Random(seed);
        Mix(people);
        Mix(records);
        return this;

        void Mix<T>(List<T> rows)
        {
            for (var i = rows.Count - 1; i > 0; i--)
            {
                var other = chance.Next(i + 1);
                (rows[i], rows[other]) = (rows[other], rows[i]);
            }
        }
    }

    /// <summary>Facts as the product takes them: at the end of the month, or on the day of judging when that is earlier.</summary>
    public HouseholdFacts Facts(string month = "2025-10", string judgedOn = "2025-11-10")
    {
        var (last, judged) = (Given.Month(month).Last, Given.Day(judgedOn));
        var byType = records.GroupBy(record => record.GetType()).ToDictionary(group => group.Key, Typed);
        return new HouseholdFacts(Row, [.. people], byType) { AsOf = judged < last ? judged : last, JudgedOn = judged, Twins = Twins, Site = Row.SiteId is null ? null : Site };
    }

    /// <summary>The verdict on the household, or on one of its people.</summary>
    public Verdict Judge(string rule, Person? person = null, string month = "2025-10", string judgedOn = "2025-11-10", Parameters? parameters = null)
    {
        var facts = Facts(month, judgedOn);
        Facts subject = person is null ? facts : facts.Members.FirstOrDefault(member => member.Id == person.Id)
            ?? new PersonFacts(person, facts) { AsOf = facts.AsOf, JudgedOn = facts.JudgedOn };
        return Given.Rules[rule].JudgeAny(subject, Given.Month(month), parameters ?? Given.Pack.Parameters.At(Given.Month(month)));
    }

    public Outcome Outcome(string rule, Person? person = null, string month = "2025-10", string judgedOn = "2025-11-10") =>
        Judge(rule, person, month, judgedOn).Outcome;

    public override string ToString() => string.Create(CultureInfo.InvariantCulture, $"{people.Count} people, {records.Count} records");

    private static IReadOnlyList<Record> Typed(IGrouping<Type, Record> group)
    {
        var typed = Array.CreateInstance(group.Key, group.Count());
        var rows = group.ToArray();
        Array.Copy(rows, typed, rows.Length);
        return (IReadOnlyList<Record>)typed;
    }
}
