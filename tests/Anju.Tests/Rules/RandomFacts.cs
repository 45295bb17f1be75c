using System.Collections.Concurrent;
using System.Reflection;
using Anju.Employment.OutwardJobs;
using Anju.Employment.OwnBusiness;
using Anju.Employment.PublicWork;
using Anju.Employment.Skills;
using Anju.Kernel;
using Anju.Policy;
using Anju.Register;
using Record = Anju.Kernel.Record;

namespace Anju.Tests.Rules;

/// <summary>
/// Households as no county would send them: every field of every record blank, usual or far out by chance. Followed by
/// seed, so that what was found can be found again. Every other one is mild: most of its fields are as usual.
/// </summary>
internal sealed class RandomFacts(int seed)
{
    private static readonly ConcurrentDictionary<Type, (PropertyInfo Property, Type Type, bool IsBlankable)[]> Fields = new();

    private static readonly string[] Texts = ["", " ", "广东", "广东省深圳市宝安区", "湖南省郴州市桂阳县", "12345678901", "16100000001", "431021198503150011", "x"];

    private static readonly (EmploymentChannel, ContractKind?)[] Terms =
    [
        (EmploymentChannel.OutsideProvince, ContractKind.Flexible), (EmploymentChannel.OutsideCounty, ContractKind.OpenEnded),
        (EmploymentChannel.InsideCounty, null), (EmploymentChannel.PublicPost, ContractKind.PublicPostAgreement),
        (EmploymentChannel.OwnBusiness, ContractKind.SelfEmployed), (EmploymentChannel.Farming, ContractKind.FarmBusiness),
    ];

    private readonly Random chance = new(seed);

    /// <summary>Counts of people and of things stay below.</summary>
    private int MostOf { get; init; } = 8;

    public static HouseholdGiven Household(int seed) => new RandomFacts(seed).Make();

    /// <summary>Lines of the ledger that the rules are about, each with lines of the ledgers they look at beside it.</summary>
    public static IEnumerable<Facts> Lines(IEnumerable<IRecordRule> rules, int count)
    {
        var beside = rules.SelectMany(rule => rule.Beside).Distinct().ToList();
        var make = typeof(RandomFacts).GetMethod(nameof(Line), BindingFlags.NonPublic | BindingFlags.Instance)!.MakeGenericMethod(rules.First().Line);
        return Enumerable.Range(0, count).Select(seed => (Facts)make.Invoke(new RandomFacts(seed) { MostOf = 24 }, [beside])!);
    }

    /// <summary>Counties with and without households, returns and evidence.</summary>
    public static IEnumerable<Facts> Counties(IReadOnlyList<SupportDuty> duties, int count) => Enumerable.Range(0, count).Select(seed =>
    {
        var some = new RandomFacts(seed);
        SupportReturn[] returns = [.. some.Others<SupportReturn>()];
        foreach (var one in returns)
        {
            (one.Obligation, one.Done) = (duties[some.chance.Next(duties.Count)].Obligation, (SupportDone)some.chance.Next(2));
        }

        return (Facts)new CountyFacts("431021", some.chance.Next(2), some.chance.Next(2), returns, duties.SelectMany(duty => duty.Evidence).Where(_ => some.chance.Next(4) == 0)
            .ToDictionary(one => one, _ => new EvidenceFound(some.chance.Next(3), null)))
        {
            AsOf = seed % 3 == 0 ? Given.Day("2025-10-31") : Given.Day("2025-12-31"),
            JudgedOn = seed % 3 == 0 ? Given.Day("2025-10-31") : Given.Day("2026-01-10"),
        };
    });

    private RecordFacts<T> Line<T>(List<Type> beside)
        where T : CountyRecord
    {
        var line = (T)Some<T>();
        line.CountyCode = "431021";
        var others = beside.ToDictionary(type => type, type => (IReadOnlyList<Record>)typeof(RandomFacts).GetMethod(nameof(Others), BindingFlags.NonPublic | BindingFlags.Instance)!.MakeGenericMethod(type).Invoke(this, [])!);
        return new RecordFacts<T>(line, others) { AsOf = Given.Day("2025-10-31"), JudgedOn = seed % 3 == 0 ? Given.Day("2025-10-31") : Given.Day("2025-11-10") };
    }

    private T[] Others<T>() => [.. Enumerable.Range(0, chance.Next(4)).Select(_ => (T)Some<T>())];

    private object Some<T>()
    {
        var record = Activator.CreateInstance<T>()!;
        for (var pass = 0; pass < 3; pass++)
        {
            Fill(record);
        }

        foreach (var month in typeof(T).GetProperties().Where(property => property.PropertyType == typeof(Month)))
        {
            month.SetValue(record, Given.Month("2025-10").AddMonths(-chance.Next(3)));
        }

        return record;
    }

    private HouseholdGiven Make()
    {
        var home = Given.Household(x => Fill(x));
        Fill(home.Site, keep: "Id");
        var people = Enumerable.Range(0, chance.Next(6)).Select(i => Given.Person((Relation)chance.Next(21), also: x => Fill(x))).ToList();
        home.With(people);
        Fill(home.Row);
        Person Somebody() => people.Count == 0 ? Given.Person() : people[chance.Next(people.Count)];
        foreach (var person in people)
        {
            Add(() => Job(person), x => x.PersonId = person.Id, 3);
            Add(() => Given.Service(person, ServiceKind.JobInfo, "2025-01-01"), x => x.PersonId = person.Id, seed % 4 < 2 ? 6 : 0);
        }

        Add(() => Given.Verification("2025-10-01"), x => x.Month = chance.Next(3) == 0 ? Given.Month("2025-09") : Given.Month("2025-10"), 2);
        Add(() => Given.Change(Somebody(), ChangeKind.Birth, "2025-01-01"), x => x.PersonId = Somebody().Id, 4);
        Add(() => Given.Post(Somebody(), "2023-01-01"), x => x.PersonId = Somebody().Id, seed % 3);
        Add(() => new TrainingWish { AskedOn = Given.Day("2025-02-01"), Wish = Willingness.Willing }, x => x.PersonId = Somebody().Id, seed % 3);
        Add(() => new TrainingEnrolment { StartedOn = Given.Day("2025-06-01"), EndedOn = Given.Day("2025-06-20") }, x => x.PersonId = Somebody().Id, seed % 3);
        Add(() => new EmploymentAssistanceCase { StartedOn = Given.Day("2025-09-01") }, x => x.PersonId = Somebody().Id, seed % 3);
        Add(() => new PersonSkill { Skill = "电工" }, x => x.PersonId = Somebody().Id, seed % 3);
        Add(() => new JobWish { AskedOn = Given.Day("2025-04-01"), OwnBusiness = true }, x => x.PersonId = Somebody().Id, seed % 3);
        Add(() => new ExpertGuidance { GivenOn = Given.Day("2025-05-01") }, x => x.PersonId = Somebody().Id, seed % 3);
        return home;

        void Add<T>(Func<T> make, Action<T> keep, int most)
            where T : Record
        {
            for (var i = chance.Next(most + 1); i > 0; i--)
            {
                var record = make();
                Fill(record);
                keep(record);
                home.With(record);
            }
        }
    }

    /// <summary>Begun within the last year, on the terms that go with its kind.</summary>
    private EmploymentSpell Job(Person person)
    {
        var (channel, contract) = Terms[chance.Next(Terms.Length)];
        return Given.Job(person, Given.Day("2025-10-31").AddDays(-chance.Next(365)).ToString("O"), channel: channel, contract: contract);
    }

    /// <summary>Leaves ids alone, and some of the fields as they are.</summary>
    private void Fill(object record, string keep = "")
    {
        foreach (var (property, type, isBlankable) in Fields.GetOrAdd(record.GetType(), FieldsOf))
        {
            if (property.Name != keep && chance.Next(12) < (seed % 2 == 0 ? 8 : 2))
            {
                property.SetValue(record, isBlankable && chance.Next(3) == 0 ? null : Some(type));
            }
        }
    }

    private static (PropertyInfo Property, Type Type, bool IsBlankable)[] FieldsOf(Type record)
    {
        var nullability = new NullabilityInfoContext();
        return [.. record.GetProperties(BindingFlags.Public | BindingFlags.Instance)
            .Where(x => x.SetMethod is { IsPublic: true } && x.PropertyType != typeof(Guid) && x.PropertyType != typeof(Guid?) && x.PropertyType != typeof(Month) && x.PropertyType != typeof(Month?)
                && x.Name is not ("Version" or "CountyCode"))
            .Select(x => (x, Nullable.GetUnderlyingType(x.PropertyType) ?? x.PropertyType, nullability.Create(x).WriteState == NullabilityState.Nullable))];
    }

    private object Some(Type type) => type switch
    {
        _ when type == typeof(string) => Texts[chance.Next(Texts.Length)],
        _ when type == typeof(bool) => chance.Next(2) == 0,
        _ when type == typeof(int) => chance.Next(-1, MostOf),
        _ when type == typeof(double) => (double)chance.Next(-10, 100),
        _ when type == typeof(DateOnly) => Date(),
        _ when type == typeof(Yuan) => Yuan.FromYuan(chance.Next(-1, 6_000)),
        _ when type == typeof(Mu) => Mu.FromMu(chance.Next(-1, 300)),
        _ when type == typeof(SquareMetres) => SquareMetres.From(chance.Next(0, 200)),
        _ when type.IsEnum => Enum.GetValues(type).GetValue(chance.Next(Enum.GetValues(type).Length))!,
        _ => throw new InvalidOperationException($"Nothing to put into a {type.Name}"),
    };

    private DateOnly Date() => chance.Next(20) switch
    {
        0 => DateOnly.MinValue,
        1 => DateOnly.MaxValue,
        < 8 => Given.Day("2025-10-31").AddDays(-chance.Next(-20, 70)),
        < 14 => Given.Day("2025-10-31").AddDays(-chance.Next(-20, 800)),
        _ => Given.Day("2025-10-31").AddDays(-chance.Next(32_000)),
    };
}
