using System.Security.Cryptography;
using System.Text;
using System.Text.Json;
using Anju.Demo;
using Anju.Kernel;
using Anju.Register;
using Record = Anju.Kernel.Record;

namespace Anju.Tests.Demo;

public sealed class DemoCityTests
{
    private static readonly DemoOptions Small = new() { Households = 900 };
    private static readonly Lazy<List<DemoBatch>> City = new(() => [.. DemoCity.Generate(new())]);

    [Fact]
    public void The_same_options_give_the_same_city_to_the_byte() => Assert.Equal(Digest(Small), Digest(Small));

    [Fact]
    public void Another_seed_gives_another_city() => Assert.NotEqual(Digest(Small), Digest(Small with { Seed = 1 }));

    [Fact]
    public void A_larger_city_keeps_the_households_of_a_smaller_one()
    {
        var large = DemoCity.Generate(Small with { Households = 2_000 }).SelectMany(batch => batch.People).ToDictionary(person => person.Id, person => person.IdNumber);
        var people = DemoCity.Generate(Small).SelectMany(batch => batch.People).ToList();
        var same = people.Count(person => large.GetValueOrDefault(person.Id) == person.IdNumber);

        // The last household of a county may split or not, by whether there is one after it.
        Assert.InRange(same, people.Count - 60, people.Count);
    }

    [Fact]
    public void The_city_is_as_large_as_announced()
    {
        var (sites, households, people) = (City.Value.Count, City.Value.Sum(batch => batch.Households.Count), City.Value.Sum(batch => batch.Site.People ?? 0));

        Assert.InRange(sites, 150, 170);
        Assert.Equal(13_000, households);
        Assert.InRange(people, 45_500, 48_500);
        Assert.Equal(11, City.Value.Select(batch => batch.Site.CountyCode).Distinct().Count());
        Assert.InRange(City.Value.Count(batch => batch.Site.People >= 3_000), 2, 6);
        Assert.InRange(City.Value.Count(batch => batch.Site.People >= 1_000), 8, 40);
        Assert.Equal(Enum.GetValues<SiteScale>(), City.Value.Select(batch => SiteScales.Of(batch.Site, Given.Pack.Parameters.At(Month.Of(new DemoOptions().Today)))!.Value).Distinct().Order());
        Assert.Contains(City.Value, batch => batch.Site.Kind == SiteKind.Virtual);
    }

    [Fact]
    public void Every_active_household_has_one_head()
    {
        var heads = Active().Where(person => person.Relation == Relation.Head).Select(person => person.HouseholdId).ToList();
        var households = City.Value.SelectMany(batch => batch.Households).Where(household => household.Status == HouseholdStatus.Active).Select(household => household.Id);

        Assert.Equal(heads.Count, heads.Distinct().Count());
        Assert.Equal(Codes(ProblemKind.NoHead), Row(households.Except(heads)).Select(household => household.Code).Order());
    }

    [Fact]
    public void Ids_codes_and_numbers_are_unique()
    {
        Unique(City.Value.Select(batch => batch.Site.Code));
        Unique(City.Value.SelectMany(batch => batch.Households).Select(household => household.Code));
        Unique(People().Select(person => person.Code));
        Unique(People().Select(person => person.IdNumber).Where(number => number is not null));
        Unique(Everything(new DemoOptions()).Select(record => record.Id));
        Unique(City.Value.SelectMany(batch => batch.Spells).Select(spell => (spell.PersonId, spell.StartedOn)));
        Unique(City.Value.SelectMany(batch => batch.Services).Select(service => (service.PersonId, service.Kind, service.GivenOn, service.Reference)));
        Unique(City.Value.SelectMany(batch => batch.Changes).Select(change => (change.HouseholdId, change.PersonId, change.Kind, change.HappenedOn)));
    }

    [Fact]
    public void Ids_are_version_7_uuids() => Assert.All(
        Everything(Small).Select(record => record.Id.ToByteArray(bigEndian: true)), bytes => Assert.Equal((7, 2), (bytes[6] >> 4, bytes[8] >> 6)));

    [Fact]
    public void Numbers_come_from_the_range_that_is_never_issued()
    {
        var spoilt = City.Value.SelectMany(batch => batch.Problems).Where(problem => problem.Kind == ProblemKind.WrongCheckCharacter).Select(problem => problem.Code).ToHashSet();
        foreach (var person in People().Where(person => person.IdNumber is not null))
        {
            var number = person.IdNumber!;
            Assert.Contains(number[14..17], (string[])["996", "997", "998", "999"]);
            Assert.Equal(!spoilt.Contains(person.Code!), IdNumber.TryParse(number, out _));
        }
    }

    [Fact]
    public void Opening_and_movements_make_the_closing_roll()
    {
        var options = new DemoOptions();
        var changes = City.Value.SelectMany(batch => batch.Changes).ToLookup(change => change.HouseholdId);
        var active = Active().ToLookup(person => person.HouseholdId);

        // Those who went to another household of the city are on its line; they were here when the history began.
        var stayed = People().Where(person => person.JoinedOn < options.HistoryStart).ToLookup(person => person.HouseholdId);
        foreach (var household in City.Value.SelectMany(batch => batch.Households))
        {
            var log = changes[household.Id].ToList();
            var opening = stayed[household.Id].Count() + log.Count(change => change.Kind is ChangeKind.SplitOut or ChangeKind.MergedOut);
            Assert.Equal(active[household.Id].Count(), opening + log.Sum(change => change.Kind.RollStep()));
        }
    }

    [Fact]
    public void Kinship_fits_the_ages()
    {
        var today = new DemoOptions().Today;
        var wrong = Codes(ProblemKind.BirthImpossible).Concat(Codes(ProblemKind.KinshipImpossible)).ToHashSet();
        foreach (var household in Active().Where(person => person.BirthDate is not null && !wrong.Contains(person.Code!)).GroupBy(person => person.HouseholdId))
        {
            if (household.FirstOrDefault(person => person.Relation == Relation.Head) is not { } head)
            {
                continue;
            }

            Assert.True(head.BirthDate <= today.AddYears(-18));
            foreach (var person in household)
            {
                var years = (person.BirthDate!.Value.DayNumber - head.BirthDate!.Value.DayNumber) / 365.25;
                _ = person.Relation switch
                {
                    Relation.Son or Relation.Daughter => Range(years, 15, 46),
                    Relation.Father or Relation.Mother or Relation.FatherInLaw or Relation.MotherInLaw => Range(years, -45, -13),
                    Relation.Grandson or Relation.Granddaughter or Relation.GrandsonByDaughter or Relation.GranddaughterByDaughter => Range(years, 34, 75),
                    Relation.Spouse => Range(years, -12, 14),
                    Relation.Grandfather or Relation.Grandmother or Relation.MaternalGrandfather or Relation.MaternalGrandmother => Range(years, -60, -43),
                    Relation.NephewOrNiece => Range(years, 14, 68),
                    _ => true,
                };
            }
        }

        static bool Range(double years, double least, double most)
        {
            Assert.InRange(years, least, most);
            return true;
        }
    }

    [Fact]
    public void Most_labourers_work_and_most_households_are_visited()
    {
        var options = new DemoOptions();
        var labourers = Active().Where(person => person.Employment is not null && person.BirthDate > options.Today.AddYears(-60)).ToList();
        var employed = labourers.Count(person => person.Employment == EmploymentStatus.Employed) / (double)labourers.Count;
        var active = City.Value.Sum(batch => batch.Households.Count(household => household.Status == HouseholdStatus.Active));
        var visited = City.Value.Sum(batch => batch.VerificationsOf(new Month(2025, 10)).Count()) / (double)active;
        var now = City.Value.Sum(batch => batch.VerificationsOf(new Month(2025, 11)).Count()) / (double)active;

        Assert.InRange(employed, 0.92, 0.955);
        Assert.InRange(visited, 0.95, 0.99);
        Assert.InRange(now, 0.5, 0.8);
    }

    [Fact]
    public void Something_of_every_kind_is_wrong()
    {
        var problems = DemoCity.SeededProblems(City.Value);
        var codes = People().Select(person => person.Code).Concat(City.Value.SelectMany(batch => batch.Households).Select(household => household.Code)).ToHashSet();

        Assert.Equal(Enum.GetValues<ProblemKind>(), problems.Select(problem => problem.Kind));
        Assert.All(problems, problem => Assert.InRange(problem.Count, 8, 60));
        Assert.All(problems.SelectMany(problem => problem.Codes), code => Assert.Contains(code, codes));
        Assert.Equal(Enum.GetValues<ProblemKind>(), DemoCity.SeededProblems(new DemoOptions { Households = 2_000 }).Select(problem => problem.Kind));
    }

    [Fact]
    public void A_city_without_problems_has_none()
    {
        var clean = DemoCity.Generate(Small with { WithProblems = false }).ToList();
        var people = clean.SelectMany(batch => batch.People).ToList();

        Assert.All(clean, batch => Assert.Empty(batch.Problems));
        Assert.All(people, person => Assert.True(person.Sex is not null && person.BirthDate is not null && person.IdNumber is not null));
        Assert.All(people, person => Assert.Equal((person.BirthDate, person.Sex), (IdNumber.Parse(person.IdNumber!).BirthDate, IdNumber.Parse(person.IdNumber!).Sex)));
    }

    [Fact]
    public void Seeded_problems_are_what_they_say()
    {
        var options = new DemoOptions();
        var people = People().ToDictionary(person => person.Code!);
        var households = City.Value.SelectMany(batch => batch.Households).ToDictionary(household => household.Code);
        var spells = City.Value.SelectMany(batch => batch.Spells).ToLookup(spell => spell.PersonId);
        var members = Active().ToLookup(person => person.HouseholdId);
        var codes = DemoCity.SeededProblems(City.Value).ToDictionary(problem => problem.Kind, problem => problem.Codes);

        foreach (var person in codes[ProblemKind.MinorWorking].Select(code => people[code]))
        {
            Assert.True(person.BirthDate > options.Today.AddYears(-16));
            Assert.Equal(EmploymentStatus.Employed, person.Employment);
        }

        foreach (var person in codes[ProblemKind.SpellsOverlap].Select(code => people[code]))
        {
            var last = spells[person.Id].OrderBy(spell => spell.StartedOn).TakeLast(2).ToList();
            Assert.True(last[1].StartedOn < last[0].EndedOn);
        }

        foreach (var household in codes[ProblemKind.ZeroEmploymentFresh].Concat(codes[ProblemKind.ZeroEmploymentLong]).Select(code => households[code]))
        {
            Assert.DoesNotContain(members[household.Id], person => spells[person.Id].Any(spell => spell.EndedOn is null) || person.Employment == EmploymentStatus.Employed);
            Assert.Contains(members[household.Id], person => person is { WillingToWork: Willingness.Willing, Employment: EmploymentStatus.NotEmployed });
        }

        foreach (var household in codes[ProblemKind.AllUnwillingStale].Select(code => households[code]))
        {
            Assert.All(members[household.Id].Where(person => person.WillingToWork is not null), person => Assert.Equal(Willingness.Unwilling, person.WillingToWork));
            Assert.All(members[household.Id].Where(person => person.WillingToWork is not null), person => Assert.True(person.UnwillingStatementOn < options.Today.AddMonths(-6)));
        }

        foreach (var household in codes[ProblemKind.SpellsStale].Select(code => households[code]))
        {
            Assert.All(members[household.Id].SelectMany(person => spells[person.Id]), spell => Assert.True(spell.VerifiedOn < options.Today.AddDays(-62) || spell.StartedOn > options.Today.AddDays(-62) || spell.EndedOn is not null));
        }
    }

    [Fact]
    public void Every_relation_lives_in_the_city() =>
        Assert.Equal(Enum.GetValues<Relation>(), Active().Select(person => person.Relation).Distinct().Order());

    [Fact]
    public void Some_households_have_moved_and_some_heads_have_followed_another()
    {
        var changes = City.Value.SelectMany(batch => batch.Changes).ToList();

        Assert.InRange(changes.Where(change => change.Kind == ChangeKind.SiteEntered).Select(change => change.HouseholdId).Distinct().Count(), 20, 70);
        Assert.InRange(changes.Count(change => change.Kind == ChangeKind.HeadChanged), 20, 300);
    }

    private static IEnumerable<string> Codes(ProblemKind kind) => DemoCity.SeededProblems(City.Value).First(problem => problem.Kind == kind).Codes.Order();

    private static IEnumerable<Household> Row(IEnumerable<Guid> ids) => City.Value.SelectMany(batch => batch.Households).IntersectBy(ids, household => household.Id);

    private static IEnumerable<Person> People() => City.Value.SelectMany(batch => batch.People);

    private static IEnumerable<Person> Active() => People().Where(person => person.Status == PersonStatus.Active);

    private static IEnumerable<Record> Everything(DemoOptions options) => DemoCity.Generate(options).SelectMany(batch =>
        batch.Households.Concat<Record>(batch.People).Concat(batch.Changes).Concat(batch.Spells).Concat(batch.Services)
            .Concat(batch.Verifications).Append(batch.Site));

    private static string Digest(DemoOptions options)
    {
        using var hash = IncrementalHash.CreateHash(HashAlgorithmName.SHA256);
        foreach (var record in Everything(options))
        {
            hash.AppendData(Encoding.UTF8.GetBytes(JsonSerializer.Serialize(record, record.GetType(), Json.Options)));
        }

        return Convert.ToHexString(hash.GetHashAndReset());
    }

    private static void Unique<T>(IEnumerable<T> values)
    {
        var seen = new HashSet<T>();
        Assert.All(values, value => Assert.True(seen.Add(value), $"Twice: {value}"));
    }
}
