using Anju.Employment.LocalJobs;
using Anju.Employment.Skills;
using Anju.Kernel;
using Anju.Register;
using Microsoft.EntityFrameworkCore;

namespace Anju.Employment.OutwardJobs;

/// <summary>What is suggested in one county as the ledgers stand now.</summary>
/// <param name="Openings">Of all its posts together, not hired for and not offered to anybody.</param>
/// <param name="Waiting">Referrals that nobody has answered yet.</param>
/// <param name="Unasked">Labourers out of work of whom nobody knows whether they want to work.</param>
internal sealed record Matching(
    string County, IReadOnlyList<Suggestion> Suggestions, IReadOnlyList<LeftOver> Left, int Seekers, int Openings, int Waiting, int Unasked)
{
    public int FirstHouseholds => Suggestions.Where(x => x.Seeker.First).Select(x => x.Seeker.Household).Distinct().Count();
}

/// <param name="Pairs">Person and vacancy by their ids.</param>
internal sealed record ReferralBatch(IReadOnlyCollection<(Guid Person, Guid Vacancy)> Pairs, DateOnly On, ServiceChannel Channel, string Officer);

/// <summary>
/// Open posts for those who are willing and out of work (M02-1, M03-2, M03-3). It suggests; a person confirms, which writes the
/// referrals and, each being an information about a job to one named person, the services of "311".
/// </summary>
internal sealed class MatchDesk(AnjuDb db, HouseholdsNow households, BusinessDate date, TimeProvider clock)
{
    public const int MostAtOnce = 200;

    /// <summary>Openings are counted over the county: who sees a part of it, or the ledgers of one measure alone, cannot tell whether any is left.</summary>
    public bool MayMatch => db.Actor is { Scope.WholeCounty: true, Measure: null };

    public async Task<Matching> OfAsync(string county, CancellationToken cancellation)
    {
        var (people, unasked) = await SeekersAsync(county, cancellation);
        var openings = await OpeningsAsync(county, null, cancellation);
        var (suggestions, left) = Sharing.Of(people, openings, FitWeights.Of(households.Parameters));
        var waiting = await db.Set<JobReferral>().CountAsync(x => x.CountyCode == county && x.Outcome == ReferralOutcome.Waiting, cancellation);
        return new(county, suggestions, left, people.Count, openings.Sum(x => x.Left), waiting, unasked);
    }

    /// <summary>Writes referral and service of each pair, or nothing. A pair need not be the one suggested, but has to go together.</summary>
    public async Task<Result<int>> ConfirmAsync(ReferralBatch batch, CancellationToken cancellation)
    {
        if (Wrong(batch) is { } wrong)
        {
            return wrong;
        }

        await using var change = await Change.BeginAsync(db, Origin.Page, $"确认荐岗，{batch.Pairs.Count}人", clock, cancellation);
        var asked = batch.Pairs.Select(pair => pair.Person).ToHashSet();
        var people = await BulkRead.AmongAsync<Person>(db, nameof(Record.Id), asked, cancellation);
        var seekers = (await SeekersAsync(asked, [.. people.Select(person => person.HouseholdId).Distinct()], cancellation)).People.ToDictionary(seeker => seeker.Id);
        var openings = new Dictionary<Guid, Opening>();
        foreach (var county in people.Select(person => person.CountyCode).Distinct())
        {
            foreach (var opening in await OpeningsAsync(county, [.. batch.Pairs.Select(pair => pair.Vacancy).Distinct()], cancellation))
            {
                openings[opening.Vacancy.Id] = opening;
            }
        }

        var weights = FitWeights.Of(households.Parameters);
        var (referrals, services) = (new List<JobReferral>(), new List<EmploymentServiceEvent>());
        var rows = people.ToDictionary(person => person.Id);
        foreach (var (who, what) in batch.Pairs)
        {
            if (!seekers.TryGetValue(who, out var seeker) || !openings.TryGetValue(what, out var opening) || opening.Vacancy.CountyCode != seeker.County
                || JobFit.Obstacle(seeker, opening) is not null)
            {
                return new Refusal("PAIR_GONE", $"{(rows.TryGetValue(who, out var named) ? named.Name + "的推荐已经不成立（本人情况、岗位或者荐岗记录有变化）" : "选中的人里，有的不在您的范围")}，请重新选择", "pair");
            }

            if (batch.On < opening.Vacancy.PublishedOn)
            {
                return new Refusal("BEFORE_POST", $"岗位{opening.Vacancy.Code}是{opening.Vacancy.PublishedOn:yyyy-MM-dd}发布的，荐岗日期不能早于它", "on");
            }

            var reasons = new List<string>();
            JobFit.Points(seeker, opening, weights, reasons);
            referrals.Add(Referral(batch, rows[who], opening.Vacancy, reasons));
            services.Add(ServiceDesk.Event(
                new ServiceBatch(ServiceKind.JobInfo, [who], batch.On, batch.Channel, batch.Officer), rows[who], seeker.Type, opening.Vacancy.Code));
        }

        if (openings.Values.FirstOrDefault(x => batch.Pairs.Count(pair => pair.Vacancy == x.Vacancy.Id) > x.Left) is { } full)
        {
            return new Refusal("NO_OPENING", $"岗位{full.Vacancy.Code}（{full.Vacancy.JobTitle}）还能推荐{full.Left}人，选中的多于这个数，请减少", "pair");
        }

        await change.InsertAsync(referrals, cancellation);
        await change.InsertAsync(services, cancellation);
        return await change.CommitAsync(cancellation) is { Refusal: { } refusal } ? refusal : referrals.Count;
    }

    private Refusal? Wrong(ReferralBatch batch) =>
        !MayMatch ? new("COUNTY_ONLY", "人岗匹配由县级办理：岗位空缺要看全县的情况。本安置点的人可以在“311”服务中逐人推荐", "pair")
        : batch.Pairs.Count == 0 ? new("NOBODY", "请先选择要确认的推荐", "pair")
        : batch.Pairs.Count > MostAtOnce ? new("TOO_MANY", $"一次最多确认{MostAtOnce}人", "pair")
        : batch.Pairs.GroupBy(pair => pair.Person).Any(group => group.Count() > 1) ? new("TWICE", "一次只给一个人推荐一个岗位，请取消重复的选择", "pair")
        : batch.On > date.Today ? new("FUTURE_DATE", $"荐岗日期不能晚于今天（{date.Today:yyyy-MM-dd}）", "on")
        : string.IsNullOrWhiteSpace(batch.Officer) ? new("REQUIRED", "请填写服务人", "officer")
        : null;

    private static JobReferral Referral(ReferralBatch batch, Person person, JobVacancy vacancy, List<string> reasons) => new()
    {
        PersonId = person.Id,
        HouseholdId = person.HouseholdId,
        CountyCode = person.CountyCode,
        SiteId = person.SiteId,
        VacancyId = vacancy.Id,
        ReferredOn = batch.On,
        Officer = batch.Officer.Trim(),
        Grounds = string.Join("；", reasons),
    };

    /// <summary>Those of the county who are willing and out of work and have no offer to answer; those never asked are counted only.</summary>
    private async Task<(IReadOnlyList<Seeker> People, int Unasked)> SeekersAsync(string county, CancellationToken cancellation)
    {
        var (today, parameters) = (date.Today, households.Parameters);
        var (youngest, oldest) = (today.AddYears(-parameters.Int("labour.age-from")), today.AddYears(-parameters.Int("labour.age-below")));

        // Children and the old are no labourers, whatever else: most of those without a job. The facts decide about the rest.
        var idle = await db.Set<Person>().AsNoTracking()
            .Where(person => person.CountyCode == county && person.Status == PersonStatus.Active && person.WillingToWork != Willingness.Unwilling
                && person.BirthDate <= youngest && person.BirthDate > oldest && person.LabourCapacity != LabourCapacity.Lost && person.LabourCapacity != LabourCapacity.None
                && !db.Set<EmploymentSpell>().Any(spell => spell.PersonId == person.Id && spell.StartedOn <= today && (spell.EndedOn == null || spell.EndedOn > today)))
            .Select(person => new { person.Id, person.HouseholdId }).ToListAsync(cancellation);
        return await SeekersAsync([.. idle.Select(person => person.Id)], [.. idle.Select(person => person.HouseholdId).Distinct()], cancellation);
    }

    private async Task<(IReadOnlyList<Seeker> People, int Unasked)> SeekersAsync(
        IReadOnlyCollection<Guid> asked, IReadOnlyCollection<Guid> homes, CancellationToken cancellation)
    {
        var parameters = households.Parameters;
        var facts = await households.OfAsync(db, homes, cancellation);
        var idle = facts.Values.Where(home => !home.IsDissolved).SelectMany(home => home.Members)
            .Where(person => person.IsLabourer(parameters) == true && person.OpenSpells.Count == 0 && person.IsSaidToWork != true)
            .IntersectBy(asked, person => person.Id).ToList();
        var willing = idle.Where(person => person.Person.WillingToWork == Willingness.Willing).ToList();
        HashSet<Guid> theirs = [.. willing.Select(person => person.Household.Id)];
        var wishes = (await BulkRead.AmongAsync<JobWish>(db, nameof(JobWish.HouseholdId), theirs, cancellation)).ToLookup(wish => wish.PersonId);
        var services = (await BulkRead.AmongAsync<EmploymentServiceEvent>(db, nameof(EmploymentServiceEvent.HouseholdId), theirs, cancellation)).ToLookup(service => service.PersonId);
        var referrals = (await BulkRead.AmongAsync<JobReferral>(db, nameof(JobReferral.HouseholdId), theirs, cancellation)).ToLookup(referral => referral.PersonId);
        var posts = (await BulkRead.AmongAsync<JobVacancy>(db, nameof(Record.Id), [.. referrals.SelectMany(x => x).Select(x => x.VacancyId).Distinct()], cancellation)).ToDictionary(x => x.Id);
        var waiting = willing.Where(person => referrals[person.Id].Any(x => x.Outcome == ReferralOutcome.Waiting && !(posts.GetValueOrDefault(x.VacancyId)?.ValidTo < date.Today)))
            .Select(person => person.Id).ToHashSet();
        return ([.. willing.Where(person => !waiting.Contains(person.Id)).Select(Seeking)], idle.Count - willing.Count);

        Seeker Seeking(PersonFacts person) => new(
            person.Id, person.Household.Id, person.Name, person.CountyCode, person.Household.Site, person.Age, person.Person.Education, person.IsWeakLabourer,
            !person.Household.Members.Any(member => member.IsStablyEmployed(parameters)), SkillsOf(person), wishes[person.Id].MaxBy(wish => wish.AskedOn),
            services[person.Id].Select(service => service.Reference).OfType<string>()
                .Concat(referrals[person.Id].Select(x => posts.GetValueOrDefault(x.VacancyId)?.Code).OfType<string>()).ToHashSet(StringComparer.Ordinal),
            person.Household.Household.Type);
    }

    private static IReadOnlyList<string> SkillsOf(PersonFacts person) =>
    [
        .. person.Household.All<PersonSkill>().Where(skill => skill.PersonId == person.Id).Select(skill => skill.Skill)
            .Concat([person.Person.FirstSkill, person.Person.SecondSkill]).OfType<string>().Where(skill => skill.Length > 0).Distinct().Order(StringComparer.Ordinal),
    ];

    /// <summary>Posts of the county that can be had today, or those named of them.</summary>
    private async Task<IReadOnlyList<Opening>> OpeningsAsync(string county, IReadOnlyCollection<Guid>? named, CancellationToken cancellation)
    {
        var today = date.Today;
        var posts = await db.Set<JobVacancy>().AsNoTracking()
            .Where(x => x.CountyCode == county && x.PublishedOn <= today && x.ValidTo >= today && (named == null || named.Contains(x.Id))).ToListAsync(cancellation);
        var ids = posts.Select(x => x.Id).ToList();
        var taken = await db.Set<JobReferral>().AsNoTracking().Where(x => ids.Contains(x.VacancyId) && (x.Outcome == ReferralOutcome.Waiting || x.Outcome == ReferralOutcome.Hired))
            .GroupBy(x => new { x.VacancyId, x.Outcome }).Select(group => new { group.Key.VacancyId, group.Key.Outcome, Count = group.Count() }).ToListAsync(cancellation);
        var sites = (await BulkRead.AmongAsync<ResettlementSite>(db, nameof(Record.Id), [.. posts.Select(x => x.SiteId).OfType<Guid>().Distinct()], cancellation)).ToDictionary(x => x.Id);
        return [.. posts.Select(x => new Opening(x, x.SiteId is { } site ? sites.GetValueOrDefault(site) : null, Math.Max(0, x.Openings - Math.Max(x.RelocatedHired ?? 0, Of(x, ReferralOutcome.Hired)) - Of(x, ReferralOutcome.Waiting))))];

        int Of(JobVacancy vacancy, ReferralOutcome outcome) => taken.Where(x => x.VacancyId == vacancy.Id && x.Outcome == outcome).Sum(x => x.Count);
    }
}
