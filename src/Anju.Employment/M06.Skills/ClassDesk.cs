using Anju.Kernel;
using Anju.Register;
using Microsoft.EntityFrameworkCore;

namespace Anju.Employment.Skills;

/// <summary>Somebody whose wish of the year nobody has answered yet.</summary>
internal sealed record OpenWish(TrainingWish Wish, Person Person, Household Household);

/// <summary>Arranging people for a class by what they wished to learn (M06-1): one step writes the enrolments and answers the wishes.</summary>
internal sealed class ClassDesk(AnjuDb db, BusinessDate date, TimeProvider clock)
{
    /// <summary>As many as a page shows; those asked first come first.</summary>
    public const int Most = 200;

    /// <summary>Places are counted over the county: who sees a part of it cannot tell whether any is left.</summary>
    public bool MayArrange => db.Actor.Scope.WholeCounty;

    /// <summary>People in the asker's scope who wish to learn the trade, or any, this year, and have no class for it.</summary>
    public async Task<IReadOnlyList<OpenWish>> WishesAsync(TrainingClass course, CancellationToken cancellation)
    {
        var newYear = new DateOnly(date.Today.Year, 1, 1);
        var wishes = await db.Set<TrainingWish>().AsNoTracking()
            .Where(x => x.CountyCode == course.CountyCode && x.AskedOn >= newYear && x.Wish == Willingness.Willing && x.ClassId == null && x.DeclinedOn == null
                && (x.Trade == null || x.Trade == "" || x.Trade == course.Trade)
                && !db.Set<TrainingWish>().Any(later => later.PersonId == x.PersonId && later.AskedOn > x.AskedOn)
                && !db.Set<TrainingEnrolment>().Any(one => one.ClassId == course.Id && one.PersonId == x.PersonId))
            .OrderBy(x => x.AskedOn).ThenBy(x => x.Id).Take(Most).ToListAsync(cancellation);
        var people = (await BulkRead.AmongAsync<Person>(db, nameof(Record.Id), [.. wishes.Select(x => x.PersonId)], cancellation)).ToDictionary(x => x.Id);
        var homes = (await BulkRead.AmongAsync<Household>(db, nameof(Record.Id), [.. wishes.Select(x => x.HouseholdId)], cancellation)).ToDictionary(x => x.Id);
        return
        [
            .. wishes.Where(x => people.GetValueOrDefault(x.PersonId) is { Status: PersonStatus.Active } && homes.ContainsKey(x.HouseholdId))
                .Select(x => new OpenWish(x, people[x.PersonId], homes[x.HouseholdId])),
        ];
    }

    /// <summary>Gives the people of these wishes a place in the class; all of them or nobody.</summary>
    public async Task<Result<int>> ArrangeAsync(TrainingClass course, IReadOnlyCollection<Guid> wishes, CancellationToken cancellation)
    {
        if (wishes.Count == 0)
        {
            return new Refusal("NOBODY", "请先选择要安排的人", "wish");
        }

        if (!MayArrange)
        {
            return new Refusal("COUNTY_ONLY", "按意愿安排班次由县级办理：名额要看全县的安排。本安置点的人可以逐人登记", "wish");
        }

        if (course.EndsOn < date.Today)
        {
            return new Refusal("CLASS_OVER", $"这个班已于{course.EndsOn:yyyy-MM-dd}结束，不能再安排", "wish");
        }

        await using var change = await Change.BeginAsync(db, Origin.Page, $"按培训意愿安排到班次{course.Code}", clock, cancellation);
        var offered = await WishesAsync(course, cancellation);
        var asked = offered.Where(x => wishes.Contains(x.Wish.Id)).ToList();
        if (asked.Count < wishes.Count)
        {
            return new Refusal("WISH_GONE", "选中的人里，有的已另行安排或不在您的范围，请重新选择", "wish");
        }

        var taken = await db.Set<TrainingEnrolment>().CountAsync(x => x.ClassId == course.Id && x.State != TrainingState.Declined, cancellation);
        if (taken + asked.Count > course.Places)
        {
            return new Refusal("CLASS_FULL", $"这个班计划{course.Places}人，已安排{taken}人，还能安排{Math.Max(0, course.Places.Value - taken)}人", "wish");
        }

        await change.InsertAsync([.. asked.Select(x => Place(course, x))], cancellation);
        var ids = asked.Select(x => x.Wish.Id).ToList();
        foreach (var wish in await db.Set<TrainingWish>().Where(x => ids.Contains(x.Id)).ToListAsync(cancellation))
        {
            (wish.ClassId, wish.OfferedOn) = (course.Id, date.Today);
        }

        return await change.CommitAsync(cancellation) is { Refusal: { } refusal } ? refusal : asked.Count;
    }

    private TrainingEnrolment Place(TrainingClass course, OpenWish wish) => new()
    {
        ClassId = course.Id,
        PersonId = wish.Person.Id,
        HouseholdId = wish.Household.Id,
        CountyCode = wish.Person.CountyCode,
        SiteId = wish.Person.SiteId,
        StartedOn = course.StartsOn,
        EndedOn = course.EndsOn,
        Category = CategoryOf(wish.Person, wish.Household),
        StateSince = date.Today,
    };

    /// <summary>What the register tells of the class of a person; the county checks it before the allowance.</summary>
    internal static TraineeKind CategoryOf(Person person, Household household) =>
        household.Type == HouseholdType.PovertyAlleviated ? TraineeKind.PovertyAlleviated
        : household.Monitoring is not (null or MonitoringClass.NotMonitored) ? TraineeKind.Monitored
        : person.DisabilityCard is not null ? TraineeKind.Disabled
        : person.EmploymentHardship is not (null or EmploymentHardship.None) ? TraineeKind.HardToEmploy
        : TraineeKind.Other;
}
