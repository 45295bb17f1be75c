using Anju.Employment.LocalJobs;
using Anju.Employment.Skills;
using Anju.Kernel;
using Anju.Policy;
using Anju.Register;
using Microsoft.EntityFrameworkCore;

namespace Anju.Employment.OutwardJobs;

/// <summary>Somebody who is still owed services this year, as the ledgers stand now.</summary>
/// <param name="Pace">How many should have been given by the last quarter day [A06].</param>
internal sealed record Owed(PersonFacts Person, ServicesOfYear Served, int Done, int Pace, DateOnly? LastOn, DateOnly? DueOn)
{
    public bool IsBehind => Done < Pace;
}

/// <param name="Vacancy">Code of the post told of, for an information about jobs.</param>
/// <param name="Course">Code of the class told of, for an information about training; may be left out.</param>
internal sealed record ServiceBatch(
    ServiceKind Kind, IReadOnlyCollection<Guid> People, DateOnly On, ServiceChannel Channel, string Officer, string? Vacancy = null, string? Course = null, string? Receipt = null);

/// <summary>
/// The desk of "311" (M03-2): who is owed what, and one step that records the same service to many named people. A message to
/// nobody in particular cannot be recorded here, and does not count.
/// </summary>
internal sealed class ServiceDesk(AnjuDb db, HouseholdsNow households, RuleBook rules, BusinessDate date, TimeProvider clock)
{
    public const int PageSize = 50;
    public const int MostAtOnce = 200;

    private const string Rule = "R-M03-2";

    /// <summary>Work items looked through for one page, so that a narrow filter does not read a whole city.</summary>
    private const int MostLookedAt = 1_000;

    /// <summary>Those of the newest run that R-M03-2 is still not met for, those due first.</summary>
    /// <param name="lacks">Only those who lack this service; null for all.</param>
    /// <param name="skip">Work items to pass over: where the page before ended.</param>
    /// <returns>The people, and where the next page begins; null at the end.</returns>
    public async Task<(IReadOnlyList<Owed> People, int? Next)> OwedAsync(Guid? site, ServiceKind? lacks, bool behind, int skip, CancellationToken cancellation)
    {
        var (found, at) = (new List<Owed>(), skip);
        var items = Items(site);
        while (found.Count < PageSize && at < skip + MostLookedAt)
        {
            var some = await items.OrderBy(item => item.DueOn).ThenBy(item => item.SiteId).ThenBy(item => item.HouseholdId).ThenBy(item => item.Id)
                .Skip(at).Take(PageSize).Select(item => new { item.SubjectId, item.HouseholdId }).ToListAsync(cancellation);
            var owed = (await OwedAsync([.. some.Select(item => item.SubjectId)], [.. some.Select(item => item.HouseholdId).OfType<Guid>().Distinct()], cancellation))
                .ToDictionary(one => one.Person.Id);
            foreach (var item in some)
            {
                if (found.Count == PageSize)
                {
                    return (found, at);
                }

                at++;
                if (owed.TryGetValue(item.SubjectId, out var one) && (lacks is not { } kind || Lacks(one, kind)) && (!behind || one.IsBehind))
                {
                    found.Add(one);
                }
            }

            if (some.Count < PageSize)
            {
                return (found, null);
            }
        }

        return (found, at);
    }

    /// <summary>How many work items the newest run left open.</summary>
    public Task<int> CountAsync(Guid? site, CancellationToken cancellation) => Items(site).CountAsync(cancellation);

    /// <summary>Records the service to everybody named, or to nobody.</summary>
    public async Task<Result<int>> RecordAsync(ServiceBatch batch, CancellationToken cancellation)
    {
        if (Wrong(batch) is { } wrong)
        {
            return wrong;
        }

        await using var change = await Change.BeginAsync(db, Origin.Page, $"“311”服务：{TermTitles.Of(batch.Kind)}{batch.Vacancy ?? batch.Course}，{batch.People.Count}人", clock, cancellation);
        if (await OfferAsync(batch, cancellation) is { } refused)
        {
            return refused;
        }

        var people = await BulkRead.AmongAsync<Person>(db, nameof(Kernel.Record.Id), batch.People, cancellation);
        var owed = (await OwedAsync(batch.People, [.. people.Select(person => person.HouseholdId).Distinct()], cancellation)).ToDictionary(one => one.Person.Id);
        if (batch.People.Any(id => !owed.ContainsKey(id)))
        {
            var named = string.Join("、", people.Where(person => !owed.ContainsKey(person.Id)).Select(person => person.Name).Take(5));
            return new Refusal("NOT_OWED", named.Length > 0 ? $"{named}现在不是“311”服务对象或已达标，请取消选择" : "选中的人里，有的不在您的范围，请重新选择", "person");
        }

        var reference = batch.Vacancy ?? batch.Course;
        var newYear = new DateOnly(batch.On.Year, 1, 1);
        if (Those(service => service.GivenOn == batch.On) is { } served)
        {
            return new Refusal("SERVED_THAT_DAY", $"{served}当天已登记过{TermTitles.Of(batch.Kind)}，同一天只计一次，请取消选择或者核对日期", "person");
        }

        if (reference is not null && Those(service => service.GivenOn >= newYear && service.Reference == reference) is { } told)
        {
            return new Refusal("TOLD_BEFORE", $"{told}本年已告知过{reference}，同一个不重复计数，请取消选择或者换一个", "person");
        }

        await change.InsertAsync([.. batch.People.Select(id => Event(batch, owed[id].Person.Person, owed[id].Person.Household.Household.Type, reference))], cancellation);
        return await change.CommitAsync(cancellation) is { Refusal: { } refusal } ? refusal : batch.People.Count;

        // Names of those who have had such a service of this kind; null for nobody.
        string? Those(Func<EmploymentServiceEvent, bool> such)
        {
            var found = owed.Values.Where(one => one.Person.Household.All<EmploymentServiceEvent>().Any(service => service.PersonId == one.Person.Id && service.Kind == batch.Kind && such(service)))
                .Select(one => one.Person.Name).ToList();
            return found.Count == 0 ? null : string.Join("、", found.Take(5)) + (found.Count > 5 ? $"等{found.Count}人" : "");
        }
    }

    private Refusal? Wrong(ServiceBatch batch) =>
        batch.People.Count == 0 ? new("NOBODY", "请先选择服务对象。没有具体对象的群发不计入“311”", "person")
        : batch.People.Count > MostAtOnce ? new("TOO_MANY", $"一次最多登记{MostAtOnce}人", "person")
        : batch.On > date.Today ? new("FUTURE_DATE", $"服务日期不能晚于今天（{date.Today:yyyy-MM-dd}）", "on")
        : batch.On.Year != date.Today.Year ? new("OTHER_YEAR", "这里登记本年的服务；补登往年的，请到就业服务台账", "on")
        : string.IsNullOrWhiteSpace(batch.Officer) ? new("REQUIRED", "请填写服务人", "officer")
        : batch is { Kind: ServiceKind.JobInfo, Vacancy: null } ? new("REQUIRED", "请选择推荐的岗位", "vacancy")
        : null;

    /// <summary>What is told of exists, and could be had on the day.</summary>
    private async Task<Refusal?> OfferAsync(ServiceBatch batch, CancellationToken cancellation)
    {
        if (batch.Vacancy is { } code)
        {
            return await db.Set<JobVacancy>().AsNoTracking().FirstOrDefaultAsync(x => x.Code == code, cancellation) is not { } vacancy
                ? new("VACANCY", $"没有岗位{code}，请先登记岗位信息", "vacancy")
                : batch.On < vacancy.PublishedOn || batch.On > vacancy.ValidTo
                    ? new("VACANCY_OVER", $"岗位{code}的有效期是{vacancy.PublishedOn:yyyy-MM-dd}至{vacancy.ValidTo:yyyy-MM-dd}，不含{batch.On:yyyy-MM-dd}，请换一个岗位或核对日期", "vacancy")
                    : null;
        }

        return batch.Course is { } course && !await db.Set<TrainingClass>().AnyAsync(x => x.Code == course, cancellation) ? new("COURSE", $"没有班次{course}，请先登记培训班", "course") : null;
    }

    /// <summary>The service as the ledger holds it. Of somebody who is in neither class of "311" no class is said.</summary>
    internal static EmploymentServiceEvent Event(ServiceBatch batch, Person person, HouseholdType? type, string? reference) => new()
    {
        PersonId = person.Id,
        HouseholdId = person.HouseholdId,
        CountyCode = person.CountyCode,
        SiteId = person.SiteId,
        TargetGroup = person.RegisteredUnemployed == true ? ServiceTarget.RegisteredUnemployed
            : type == HouseholdType.PovertyAlleviated ? ServiceTarget.PovertyAlleviated
            : null,
        Willing = person.WillingToWork,
        Kind = batch.Kind,
        GivenOn = batch.On,
        Reference = reference,
        Channel = batch.Channel,
        Officer = batch.Officer.Trim(),
        Receipt = batch.Receipt,
    };

    private IQueryable<WorkItem> Items(Guid? site)
    {
        var mayRead = rules.ReadBy(db.Actor) is not { } read || read.Contains(Rule);
        var items = db.Set<WorkItem>().AsNoTracking().Where(item => mayRead && item.ClosedOn == null && item.Rule == Rule);
        return site is { } one ? items.Where(item => item.SiteId == one) : items;
    }

    private async Task<IReadOnlyList<Owed>> OwedAsync(IReadOnlyCollection<Guid> people, IReadOnlyCollection<Guid> homes, CancellationToken cancellation)
    {
        var (parameters, month) = (households.Parameters, households.Month);
        var rule = (PersonRule)rules[Rule];
        var asked = people.ToHashSet();
        var pace = ServicePace.By(date.Today, parameters);
        return
        [
            .. (await households.OfAsync(db, homes, cancellation)).Values.SelectMany(household => household.Members).Where(person => asked.Contains(person.Id))
                .Select(person => (Person: person, Verdict: rule.Judge(person, month, parameters)))
                .Where(x => x.Verdict.Outcome == Outcome.NotMet)
                .Select(x =>
                {
                    var served = ServicesOfYear.Of(x.Person, month, parameters);
                    var last = x.Person.Household.All<EmploymentServiceEvent>().Where(service => service.PersonId == x.Person.Id).Max(service => (DateOnly?)service.GivenOn);
                    return new Owed(x.Person, served, served.Counted(parameters), pace, last, x.Verdict.DueOn);
                }),
        ];
    }

    private bool Lacks(Owed one, ServiceKind kind) => kind switch
    {
        ServiceKind.JobInfo => one.Served.JobInfos < households.Parameters.Int("service311.job-infos"),
        ServiceKind.Guidance => one.Served.Guidances < households.Parameters.Int("service311.guidances"),
        _ => one.Served.TrainingInfos < households.Parameters.Int("service311.training-infos"),
    };
}
