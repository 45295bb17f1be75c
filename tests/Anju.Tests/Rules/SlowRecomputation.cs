using System.Globalization;
using System.Text.RegularExpressions;
using Anju.Employment.OutwardJobs;
using Anju.Employment.Skills;
using Anju.Kernel;
using Anju.Register;
using Microsoft.EntityFrameworkCore;

namespace Anju.Tests.Rules;

/// <summary>
/// The rules of measures 1 and 3 once more, written from the words of the domain specification and the decision records,
/// day by day and list by list, and sharing no code with the rules: what both say is likely to be so.
/// </summary>
internal sealed partial class SlowRecomputation
{
    public List<Household> Households { get; private init; } = [];

    /// <summary>Days a job fact stays valid; a trial may ask for others.</summary>
    public int ValidDays { get; set; } = 62;

    private ILookup<Guid, Person> Lines { get; init; } = null!;

    private ILookup<Guid, EmploymentSpell> JobsOfPerson { get; init; } = null!;

    private ILookup<Guid, EmploymentSpell> JobsOfHousehold { get; init; } = null!;

    private ILookup<Guid, EmploymentServiceEvent> Services { get; init; } = null!;

    private ILookup<Guid, TrainingEnrolment> Courses { get; init; } = null!;

    private ILookup<Guid, MembershipChange> Changes { get; init; } = null!;

    private ILookup<Guid, MonthlyVerification> Verifications { get; init; } = null!;

    public static async Task<SlowRecomputation> LoadAsync(AnjuDb db, CancellationToken cancellation)
    {
        var jobs = await db.Set<EmploymentSpell>().AsNoTracking().ToListAsync(cancellation);
        return new()
        {
            Households = await db.Set<Household>().AsNoTracking().ToListAsync(cancellation),
            Lines = (await db.Set<Person>().AsNoTracking().ToListAsync(cancellation)).ToLookup(x => x.HouseholdId),
            JobsOfPerson = jobs.ToLookup(x => x.PersonId),
            JobsOfHousehold = jobs.ToLookup(x => x.HouseholdId),
            Services = (await db.Set<EmploymentServiceEvent>().AsNoTracking().ToListAsync(cancellation)).ToLookup(x => x.HouseholdId),
            Courses = (await db.Set<TrainingEnrolment>().AsNoTracking().ToListAsync(cancellation)).ToLookup(x => x.HouseholdId),
            Changes = (await db.Set<MembershipChange>().AsNoTracking().ToListAsync(cancellation)).ToLookup(x => x.HouseholdId),
            Verifications = (await db.Set<MonthlyVerification>().AsNoTracking().ToListAsync(cancellation)).ToLookup(x => x.HouseholdId),
        };
    }

    /// <summary>Letters by subject and rule, as a run of the month on that day should have stored them.</summary>
    public Dictionary<(Guid Subject, string Rule), char> Month(Month month, DateOnly judgedOn)
    {
        var asOf = new[] { month.Last, judgedOn }.Min();
        var letters = new Dictionary<(Guid, string), char>();
        foreach (var household in Households)
        {
            var there = Lines[household.Id].Where(x => x.JoinedOn <= asOf && (x.LeftOn == null || x.LeftOn > asOf)).ToList();
            var gone = household.Status == HouseholdStatus.Dissolved && (household.DissolvedOn == null || household.DissolvedOn <= asOf);
            var day = new Day(this, household, there, asOf, month);
            letters[(household.Id, "R-M01-2")] = gone ? '-' : day.Roll();
            letters[(household.Id, "R-M01-3")] = day.Verified(judgedOn);
            letters[(household.Id, "R-M03-3")] = gone ? '-' : day.OneStable();
            letters[(household.Id, "R-M03-4")] = gone ? '-' : day.Helped();
            letters[(household.Id, "R-M03-Z")] = gone ? '-' : day.Zero();
            foreach (var person in gone ? [] : there)
            {
                letters[(person.Id, "R-M01-1")] = day.Complete(person);
                letters[(person.Id, "R-M03-2")] = day.ThreeOneOne(person);
                letters[(person.Id, "I-M03-3")] = day.Labourer(person) switch { false => '-', null => 'U', true => day.Employed(person) switch { true => 'M', null => 'U', false => 'N' } };
            }
        }

        return letters;
    }

    [GeneratedRegex("^((.+(省|自治区))?.+市.+(区|县|市|镇)|上海市.+区)$")]
    private static partial Regex ToTheCounty { get; }

    private sealed class Day(SlowRecomputation all, Household household, List<Person> there, DateOnly asOf, Month month)
    {
        private readonly DateOnly newYear = new(asOf.Year, 1, 1);

        public char Roll()
        {
            var everybody = all.Lines[household.Id].ToList();
            if (everybody.Count > 0 && everybody.All(x => x.JoinedOn > asOf))
            {
                return '-'; // came to be later
            }

            var log = all.Changes[household.Id].Where(x => x.Kind is not (ChangeKind.Registered or ChangeKind.HeadChanged or ChangeKind.SiteLeft or ChangeKind.SiteEntered)).ToList();
            var size = there.Count + log.Count(x => x.HappenedOn > asOf && (x.Kind == ChangeKind.SplitOut || x.Kind == ChangeKind.MergedOut));
            if (household.ComparedOn == null || household.ComparedSize == null || household.DeclaredSize == null
                || household.ComparedOn > asOf || household.ComparedOn < asOf.AddMonths(-12))
            {
                return 'U';
            }

            int Net(IEnumerable<MembershipChange> some) => some.Count(In) - some.Count(x => !In(x));
            var declaredOn = log.Select(x => x.HappenedOn).Append(asOf).SelectMany(x => new[] { x, x.AddDays(-1) });
            var explained = size == household.DeclaredSize || declaredOn.Any(on => household.DeclaredSize == (on <= asOf
                ? size - Net(log.Where(x => x.HappenedOn > on && x.HappenedOn <= asOf))
                : size + Net(log.Where(x => x.HappenedOn > asOf && x.HappenedOn <= on))));
            var atComparison = size - Net(log.Where(x => x.HappenedOn > household.ComparedOn && x.HappenedOn <= asOf));
            var late = log.Where(x => x.HappenedOn <= household.ComparedOn && x.HappenedOn <= asOf && x.ReportedOn > household.ComparedOn).ToList();
            var compared = size == household.ComparedSize
                || (household.ComparedSize >= atComparison - late.Count(In) && household.ComparedSize <= atComparison + late.Count(x => !In(x)));
            return explained && compared ? 'M' : 'N';
        }

        public char Verified(DateOnly judgedOn)
        {
            var everybody = all.Lines[household.Id].ToList();
            if (household.DissolvedOn < month.First || household.MovedInOn > month.Last || (everybody.Count > 0 && everybody.All(x => x.JoinedOn > asOf)))
            {
                return '-';
            }

            var cutOff = new DateOnly(month.Next.Year, month.Next.Number, 5);
            return all.Verifications[household.Id].Any(x =>
                x.Month == month && x.Verifier.Trim() != "" && x.VerifiedOn >= month.First && x.VerifiedOn <= cutOff && x.VerifiedOn <= judgedOn) ? 'M' : 'N';
        }

        public char Complete(Person x)
        {
            var working = Open(x).Count > 0 || x.Employment == EmploymentStatus.Employed;
            var outside = x.Employment == EmploymentStatus.Employed
                && x.Channel is not (EmploymentChannel.Farming or EmploymentChannel.PublicPost or EmploymentChannel.OwnBusiness or EmploymentChannel.Workshop);
            var labourer = Labourer(x) == true;
            var child = x.BirthDate is { } born && Age(born) < 16;
            if (x.Sex == null || x.BirthDate == null || x.Education == null || (x.LabourCapacity == null && !child)
                || (labourer && (x.Employment == null || x.TrainingWish is null or Willingness.Unknown)) || (outside && string.IsNullOrWhiteSpace(x.WorkPlace)))
            {
                return 'U';
            }

            var channels = Open(x).Select(y => (EmploymentChannel?)y.Channel).Append(x.Employment == EmploymentStatus.Employed ? x.Channel : null).ToList();
            var away = channels.Any(y => y is EmploymentChannel.OutsideProvince or EmploymentChannel.OutsideCounty);
            var local = channels.Any(y => y is EmploymentChannel.PublicPost or EmploymentChannel.Workshop);
            var places = Open(x).Where(y => y.Channel is EmploymentChannel.PublicPost or EmploymentChannel.Workshop).Select(y => y.WorkPlace)
                .Append(x.Employment == EmploymentStatus.Employed ? x.WorkPlace : null).Where(y => !string.IsNullOrEmpty(y));
            var inSchool = x.Student is not (null or StudentStatus.NotStudent);
            bool[] wrong =
            [
                x.IdType != IdType.Other && x.IdNumber != null && !NumberHolds(x.IdNumber),
                x.IdType != IdType.Other && x.IdNumber != null && NumberHolds(x.IdNumber) && (BirthIn(x.IdNumber) != x.BirthDate || SexIn(x.IdNumber) != x.Sex),
                x.BirthDate > asOf,
                IsMan(x.Relation) is { } man && man != (x.Sex == Sex.Male),
                x.Relation == Relation.Spouse && there.Any(y => y.Relation == Relation.Head && y.Sex == x.Sex),
                child && (working || x.LabourCapacity is not (null or LabourCapacity.None)),
                inSchool && (Open(x).Count > 0 ? Open(x).Any(y => y.Contract != ContractKind.Flexible) : x.Employment == EmploymentStatus.Employed),
                x.Assistance == Assistance.Destitute && away,
                local && (away || places.Any(y => !y!.Contains(CountyName(household.CountyCode), StringComparison.Ordinal))),
                outside && !ToTheCounty.IsMatch(x.WorkPlace!),
            ];
            return wrong.Any(y => y) ? 'N' : 'M';
        }

        public char OneStable()
        {
            var (labourers, perhaps) = (there.Where(x => Labourer(x) == true).ToList(), there.Any(x => Labourer(x) == null));
            if (labourers.Count == 0)
            {
                return perhaps ? 'U' : '-';
            }

            var unwilling = labourers.All(x => x.WillingToWork == Willingness.Unwilling && Open(x).Count == 0
                && x.UnwillingStatementOn <= asOf && x.UnwillingStatementOn.Value.AddMonths(6) >= asOf);
            if (unwilling)
            {
                return perhaps ? 'U' : '-';
            }

            var stable = there.Select(Stable).ToList();
            return stable.Contains(true) ? 'M' : stable.Contains(null) ? 'U' : 'N';
        }

        public char Helped()
        {
            if (!there.Any(x => Labourer(x) == true))
            {
                return there.Any(x => Labourer(x) == null) ? 'U' : '-';
            }

            var served = all.Services[household.Id].Any(x => x.GivenOn >= newYear && x.GivenOn <= asOf);
            var placed = all.JobsOfHousehold[household.Id].Any(x => x.Channel is EmploymentChannel.Workshop or EmploymentChannel.PublicPost
                && x.StartedOn <= asOf && (x.EndedOn == null || x.EndedOn >= newYear));
            return served || placed || Learns(null) ? 'M' : OneStable() switch { 'M' => 'M', 'U' => 'U', _ => 'N' };
        }

        public char Zero()
        {
            var labourers = there.Where(x => Labourer(x) == true).ToList();
            var perhaps = there.Any(x => Labourer(x) == null);
            if (there.Any(x => Employed(x) == true))
            {
                return labourers.Count > 0 && Cleared(labourers) ? 'M' : '-';
            }

            if (labourers.All(x => x.WillingToWork == Willingness.Unwilling) && !perhaps)
            {
                return '-';
            }

            return there.Any(x => Employed(x) == null) || !labourers.Any(x => x.WillingToWork == Willingness.Willing) ? 'U' : 'N';
        }

        public char ThreeOneOne(Person x)
        {
            bool? poor = household.Type switch { HouseholdType.Accompanying => false, null => Labourer(x) == false ? false : null, _ => Labourer(x) };
            bool? registered = x.RegisteredUnemployed ?? (Labourer(x) == false ? false : null);
            bool? target = poor == true || registered == true ? true : poor == false && registered == false ? false : null;
            if (target == false)
            {
                return '-';
            }

            var services = all.Services[household.Id].Where(y => y.PersonId == x.Id && y.GivenOn >= newYear && y.GivenOn <= asOf).ToList();
            var infos = services.Where(y => y.Kind == ServiceKind.JobInfo).ToList();
            var three = infos.Any(a => infos.Any(b => infos.Any(c => AllDiffer(a, b, c))));
            var complete = three && services.Exists(y => y.Kind == ServiceKind.Guidance) && (services.Exists(y => y.Kind == ServiceKind.TrainingInfo) || Learns(x));
            if (Employed(x) == true)
            {
                var first = x.JoinedOn > newYear ? x.JoinedOn : newYear;
                var idle = Enumerable.Range(0, asOf.DayNumber - first.DayNumber + 1).Select(first.AddDays)
                    .Any(day => !all.JobsOfPerson[x.Id].Any(y => y.StartedOn <= day && (y.EndedOn == null || y.EndedOn >= day)));
                return complete && target == true && idle ? 'M' : '-';
            }

            if (x.WillingToWork == Willingness.Unwilling)
            {
                return '-';
            }

            return target == null || x.WillingToWork != Willingness.Willing || Employed(x) == null ? 'U' : complete ? 'M' : 'N';
        }

        /// <summary>Sat or sits in a course of this year, and neither declined nor left it; null for anybody of the household.</summary>
        private bool Learns(Person? x) => all.Courses[household.Id].Any(y => (x == null || y.PersonId == x.Id) && y.StartedOn is { } day && day >= newYear && day <= asOf
            && y.DeclinedOn == null && y.Result != TrainingResult.Dropped && y.State != TrainingState.Matched && y.State != TrainingState.Declined);

        public bool? Labourer(Person x)
        {
            bool?[] tests =
            [
                x.BirthDate is { } born ? Age(born) >= 16 && Age(born) < 60 : null,
                x.LabourCapacity is null ? null : x.LabourCapacity is LabourCapacity.Ordinary or LabourCapacity.Skilled or LabourCapacity.WeakOrHalf,
                x.Student is null or StudentStatus.NotStudent,
                x.Assistance != Assistance.Destitute,
            ];
            return tests.Contains(false) ? false : tests.Contains(null) ? null : true;
        }

        /// <summary>
        /// Null when a job is open that nobody has verified for more than the valid days, and when no job was ever entered though the
        /// own line says work, or says nothing of somebody who is or may be a labourer.
        /// </summary>
        public bool? Employed(Person x)
        {
            if (Open(x).Count > 0)
            {
                return Open(x).Any(Fresh) ? true : null;
            }

            var entered = all.JobsOfPerson[x.Id].Any(y => y.HouseholdId == household.Id);
            return entered || x.Employment == EmploymentStatus.NotEmployed || (x.Employment == null && Labourer(x) == false) ? false : null;
        }

        private bool? Stable(Person x)
        {
            if (x.Student is not (null or StudentStatus.NotStudent))
            {
                return Employed(x) == null ? null : false;
            }

            var worked = Enumerable.Range(0, asOf.DayNumber - asOf.AddMonths(-12).DayNumber).Select(i => asOf.AddDays(-i))
                .Count(day => all.JobsOfPerson[x.Id].Any(y => y.StartedOn <= day && (y.EndedOn == null || y.EndedOn >= day)));
            var verdicts = Open(x).Where(y => Fresh(y) && (y.MonthlyIncome == null || y.MonthlyIncome.Value.Cents >= 40_000)).Select(y =>
            {
                var (three, six) = (y.StartedOn.AddMonths(3) <= asOf, y.StartedOn.AddMonths(6) <= asOf);
                bool? contract = y.Contract switch
                {
                    ContractKind.OpenEnded => true,
                    ContractKind.FixedTerm when y.ContractTo < asOf => false,
                    ContractKind.FixedTerm when y.ContractFrom != null && y.ContractTo != null => y.ContractTo.Value.AddDays(1) >= y.ContractFrom.Value.AddMonths(12),
                    ContractKind.FixedTerm or null => null,
                    _ => false,
                };
                var post = y.Channel == EmploymentChannel.PublicPost && y.Contract == ContractKind.PublicPostAgreement && (y.ContractTo == null || y.ContractTo >= asOf);
                var own = y.Channel is EmploymentChannel.OwnBusiness or EmploymentChannel.Farming && y.Contract is ContractKind.SelfEmployed or ContractKind.FarmBusiness;
                return y.Channel == EmploymentChannel.PublicInstitution || worked >= 180 || (three && contract == true) || (three && post) || (six && own) ? true
                    : three && contract == null ? null : (bool?)false;
            }).ToList();
            return verdicts.Contains(true) ? true : verdicts.Contains(null) || Employed(x) == null ? null : false;
        }

        /// <summary>Of the jobs open now the oldest began this month, a labourer could have worked before, and on the days right before nobody did.</summary>
        private bool Cleared(List<Person> labourers)
        {
            var began = there.SelectMany(Open).Min(y => y.StartedOn);
            if (began < month.First || began > month.Last)
            {
                return false;
            }

            var before = began.AddDays(-1);
            var could = labourers.Any(x => x.JoinedOn <= before && x.BirthDate!.Value.AddYears(16) <= before
                && !(x.UnwillingStatementOn < x.WillingnessAskedOn && x.WillingnessAskedOn > before && x.WillingnessAskedOn <= asOf));
            var left = all.Lines[household.Id].ToDictionary(x => x.Id, x => x.LeftOn);
            var worked = all.JobsOfHousehold[household.Id].Any(y => left.TryGetValue(y.PersonId, out var gone)
                && y.StartedOn < began && (y.EndedOn == null || y.EndedOn >= began) && (gone == null || gone >= began));
            return could && !worked;
        }

        private List<EmploymentSpell> Open(Person x) => [.. all.JobsOfPerson[x.Id].Where(y => y.HouseholdId == household.Id && y.StartedOn <= asOf && (y.EndedOn == null || y.EndedOn > asOf))];

        private bool Fresh(EmploymentSpell job) => job.VerifiedOn != null && job.VerifiedOn.Value.AddDays(all.ValidDays) >= asOf;

        private int Age(DateOnly born)
        {
            var age = 0;
            while (born.AddYears(age + 1) <= asOf)
            {
                age++;
            }

            return age;
        }
    }

    private static bool In(MembershipChange change) => change.Kind.ToString() is
        "Birth" or "MarriedIn" or "Adopted" or "MovedIn" or "Released" or "Returned" or "SplitIn" or "MergedIn";

    private static bool AllDiffer(EmploymentServiceEvent a, EmploymentServiceEvent b, EmploymentServiceEvent c) =>
        new[] { a, b, c }.Select(x => x.GivenOn).Distinct().Count() == 3 && new[] { a, b, c }.Select(x => x.Reference ?? x.Id.ToString()).Distinct().Count() == 3;

    private static string CountyName(string code) => code switch
    {
        "431002" => "北湖区", "431003" => "苏仙区", "431021" => "桂阳县", "431022" => "宜章县", "431023" => "永兴县", "431024" => "嘉禾县",
        "431025" => "临武县", "431026" => "汝城县", "431027" => "桂东县", "431028" => "安仁县", _ => "资兴市",
    };

    /// <summary>GB 11643: the weights are the powers of two modulo eleven, and the sum with the last character leaves one.</summary>
    private static bool NumberHolds(string number)
    {
        if (!Regex.IsMatch(number, "^[0-9]{17}[0-9X]$"))
        {
            return false;
        }

        var sum = number.Select((c, i) => (c == 'X' ? 10 : c - '0') * ((1 << (17 - i)) % 11)).Sum();
        return sum % 11 == 1 && DateOnly.TryParseExact(number.Substring(6, 8), "yyyyMMdd", CultureInfo.InvariantCulture, DateTimeStyles.None, out _);
    }

    private static DateOnly BirthIn(string number) => DateOnly.ParseExact(number.Substring(6, 8), "yyyyMMdd", CultureInfo.InvariantCulture);

    private static Sex SexIn(string number) => number[16] % 2 == 1 ? Sex.Male : Sex.Female;

    private static bool? IsMan(Relation relation) => relation.ToString() switch
    {
        "Son" or "SonInLaw" or "Grandson" or "GrandsonByDaughter" or "Father" or "FatherInLaw" or "Grandfather" or "MaternalGrandfather" => true,
        "Daughter" or "DaughterInLaw" or "Granddaughter" or "GranddaughterByDaughter" or "Mother" or "MotherInLaw" or "Grandmother" or "MaternalGrandmother" => false,
        _ => null,
    };
}
