using Anju.Kernel;
using Anju.Ledgers;
using Microsoft.EntityFrameworkCore;

namespace Anju.Register.Actions;

/// <summary>
/// The day on which a membership change happened was written down wrongly (更正日期). Everything the same event wrote moves
/// with it: the other household's lines, the days of joining and leaving, the end of the jobs. Nothing may change places.
/// </summary>
internal static class CorrectDate
{
    private static readonly ChangeKind[] SiteKinds = [ChangeKind.SiteLeft, ChangeKind.SiteEntered];

    private static readonly Refusal OutOfReach = new("OUT_OF_REACH", "这次变动牵涉您管辖范围以外的户，请由上级办理。");

    public sealed record Request(Guid Household, Guid Line, DateOnly On, string Reason);

    public static async Task<Result<Written>> HandleAsync(Occasion occasion, Request request, CancellationToken cancellation)
    {
        if (ActionRules.Future(request.On, occasion.Today) is { } future)
        {
            return future;
        }

        var db = occasion.Db;
        if (await db.Set<MembershipChange>().AsNoTracking().FirstOrDefaultAsync(x => x.Id == request.Line && x.HouseholdId == request.Household, cancellation) is not { } line)
        {
            return Refusals.NotFound;
        }

        if (line.HappenedOn == request.On)
        {
            return new Refusal("SAME_DATE", $"变动时间本来就是{request.On:yyyy-MM-dd}，没有要更正的。", "happenedOn");
        }

        try
        {
            await using var change = await Change.BeginAsync(
                db, occasion.Origin, $"更正日期（{TermTitles.Of(line.Kind)}，{line.HappenedOn:yyyy-MM-dd}改为{request.On:yyyy-MM-dd}）：{request.Reason}", occasion.Clock, cancellation);
            var homes = new[] { line.HouseholdId, line.OtherHouseholdId ?? line.HouseholdId }.Distinct().Order().ToList();
            await db.Set<Household>().Where(x => homes.Contains(x.Id)).ExecuteUpdateAsync(set => set.SetProperty(x => x.Version, x => x.Version), cancellation);
            var corrected = await ReadAsync(db, line, homes, cancellation);
            return corrected.Move(request.On) is { } refusal ? refusal
                : await corrected.WriteAsync(change, cancellation) is { } no ? no
                : await change.CommitAsync(cancellation);
        }
        catch (Exception problem) when (Refusals.From(problem) is { } refusal)
        {
            return refusal.Code == Refusals.NotFound.Code ? OutOfReach : refusal;
        }
    }

    private static async Task<Corrected> ReadAsync(AnjuDb db, MembershipChange line, List<Guid> homes, CancellationToken cancellation)
    {
        var people = await db.Set<Person>().AsNoTracking()
            .Where(x => homes.Contains(x.HouseholdId) || db.Set<MembershipChange>().Any(y => homes.Contains(y.HouseholdId) && y.PersonId == x.Id)).ToListAsync(cancellation);
        var ids = people.ConvertAll(x => x.Id);
        return new(
            line,
            new(await db.Set<Household>().AsNoTracking().Where(x => homes.Contains(x.Id)).ToListAsync(cancellation)),
            new(people),
            new(await db.Set<MembershipChange>().AsNoTracking().Where(x => ids.Contains(x.PersonId)).ToListAsync(cancellation)),
            new(await db.Set<EmploymentSpell>().AsNoTracking().Where(x => ids.Contains(x.PersonId) && x.EndedOn == line.HappenedOn).ToListAsync(cancellation)));
    }

    /// <summary>Records as they were read, and copies to be edited.</summary>
    private sealed class Pairs<T>(List<T> before)
        where T : Record
    {
        public List<T> Now { get; } = before.ConvertAll(RecordField.CloneOf);

        public async Task<Refusal?> WriteAsync(Change change, CancellationToken cancellation) =>
            (await change.UpdateAsync(before.Zip(Now).ToList(), cancellation)).Refusal;
    }

    /// <summary>The event in hand with everybody and everything it concerns.</summary>
    private sealed class Corrected(MembershipChange line, Pairs<Household> households, Pairs<Person> people, Pairs<MembershipChange> log, Pairs<EmploymentSpell> jobs)
    {
        private readonly DateOnly old = line.HappenedOn;

        public Refusal? Move(DateOnly on)
        {
            var lines = log.Now.Where(IsOfEvent).ToList();
            if (Refuse(lines, on) is { } refusal)
            {
                return refusal;
            }

            foreach (var moved in lines)
            {
                moved.HappenedOn = on;
                var person = people.Now.First(x => x.Id == moved.PersonId);
                if (moved.Kind == ChangeKind.Birth && Born(person, on) is { } unborn)
                {
                    return unborn;
                }

                var isHere = person.HouseholdId == moved.HouseholdId;
                person.JoinedOn = isHere && moved.Kind.IsIn() && person.JoinedOn == old ? on : person.JoinedOn;
                if (isHere && moved.Kind.IsOut() && person.LeftOn == old)
                {
                    person.LeftOn = on;
                    jobs.Now.Where(job => job.PersonId == person.Id && job.StartedOn <= on).ToList().ForEach(job => job.EndedOn = on);
                }
            }

            foreach (var household in households.Now)
            {
                household.MovedInOn = household.MovedInOn == old && lines.Exists(x => x.HouseholdId == household.Id && x.Kind == ChangeKind.SplitIn) ? on : household.MovedInOn;
                household.DissolvedOn = household.DissolvedOn == old && lines.Exists(x => x.HouseholdId == household.Id && x.Kind.IsOut()) ? on : household.DissolvedOn;
            }

            return lines.Select(x => people.Now.First(person => person.Id == x.PersonId)).FirstOrDefault(person => person.BirthDate > on) is { } early
                ? new("BEFORE_BIRTH", $"变动时间早于{early.Name}的出生日期（{early.BirthDate:yyyy-MM-dd}），请核对。", "happenedOn")
                : Disorder(lines, on);
        }

        public async Task<Refusal?> WriteAsync(Change change, CancellationToken cancellation) =>
            await households.WriteAsync(change, cancellation) ?? await people.WriteAsync(change, cancellation)
            ?? await log.WriteAsync(change, cancellation) ?? await jobs.WriteAsync(change, cancellation);

        /// <summary>Lines that tell of the same thing: all who split off, merged, moved or ended together, and the head who followed.</summary>
        private bool IsOfEvent(MembershipChange x)
        {
            if (x.Id == line.Id)
            {
                return true;
            }

            if (x.HappenedOn != old)
            {
                return false;
            }

            var isHere = x.HouseholdId == line.HouseholdId;
            return line switch
            {
                _ when SiteKinds.Contains(line.Kind) => isHere && SiteKinds.Contains(x.Kind),
                { OtherHouseholdId: { } other } => (isHere && (x.OtherHouseholdId == other || x.Kind == ChangeKind.HeadChanged))
                    || (x.HouseholdId == other && (x.OtherHouseholdId == line.HouseholdId || x.Kind == ChangeKind.HeadChanged)),
                _ when line.Kind.IsOut() => isHere && (x.Kind == ChangeKind.HeadChanged
                    || (x.Kind == line.Kind && households.Now.Exists(home => home.Id == x.HouseholdId && home.DissolvedOn == old))),
                _ => false,
            };
        }

        private Refusal? Refuse(List<MembershipChange> lines, DateOnly on)
        {
            if (lines.Find(x => x.ReportedOn < on) is { } reported)
            {
                return new("AFTER_REPORT", $"变动时间不能晚于报告日期（{reported.ReportedOn:yyyy-MM-dd}）。报告日期有误的，请先在变动台账中修改。", "happenedOn");
            }

            // The first registration, and the founding of a household, say themselves when it came to be.
            var began = line.Kind is ChangeKind.Registered or ChangeKind.SplitIn or ChangeKind.SplitOut ? null
                : households.Now.Select(home => home.MovedInOn ?? people.Now.Where(x => x.HouseholdId == home.Id && x.Id != line.PersonId).Min(x => (DateOnly?)x.JoinedOn)).Max();
            return on < began
                ? new("BEFORE_HOUSEHOLD", $"变动时间早于本户入住（立户）的日期（{began:yyyy-MM-dd}），请核对年份；入住时间有误的，请先修改户信息。", "happenedOn")
                : null;
        }

        /// <summary>A birth happens on the birthday, which an identity number tells by itself.</summary>
        private Refusal? Born(Person person, DateOnly on)
        {
            if (person.BirthDate is { } birth && birth != old && birth != on)
            {
                return new("BIRTH_DATE", $"{person.Name}的出生日期是{birth:yyyy-MM-dd}，出生的变动时间应与它相同。", "happenedOn");
            }

            if (person.IdType != IdType.Other && IdNumber.TryParse(person.IdNumber, out var number) && number.BirthDate != on)
            {
                return new("BIRTH_BY_NUMBER", $"{person.Name}的证件号码说的出生日期是{number.BirthDate:yyyy-MM-dd}，请先更正证件号码。", "happenedOn");
            }

            person.BirthDate = on;
            return null;
        }

        private Refusal? Disorder(List<MembershipChange> lines, DateOnly on)
        {
            var present = people.Now.Where(x => x.Status == PersonStatus.Active).ToList();
            HouseholdRoll Of(Guid home) => new(
                [.. present.Where(x => x.HouseholdId == home).Select(x => x.Id)], log.Now.Where(x => x.HouseholdId == home).ToList());
            var touched = lines.Select(x => x.HouseholdId).Distinct().ToList();
            var everywhere = new HouseholdRoll([.. present.Select(x => x.Id)], log.Now);
            var names = touched.SelectMany(home => Of(home).Contradicted).Concat(everywhere.Contradicted)
                .Select(id => people.Now.Find(x => x.Id == id)?.Name).OfType<string>().Distinct().ToList();
            if (names.Count > 0)
            {
                return new("OUT_OF_ORDER", $"改成{on:yyyy-MM-dd}，{string.Join('、', names)}入户、离户的先后就颠倒了，请核对其前后的变动。", "happenedOn");
            }

            if (touched.SelectMany(home => Of(home).Unsettled).FirstOrDefault() is { DayNumber: > 0 } move)
            {
                return new("MOVE_ORDER", $"改成{on:yyyy-MM-dd}，与本户迁移安置点（{move:yyyy-MM-dd}）的先后就不对了。", "happenedOn");
            }

            return lines.Exists(x => x.Kind == ChangeKind.HeadChanged && !Of(x.HouseholdId).On(on).Contains(x.PersonId))
                || touched.Exists(home => Passed(lines, home, on, ChangeKind.HeadChanged) || Passed(lines, home, on, ChangeKind.SiteEntered))
                    ? new("HEAD_ORDER", $"改成{on:yyyy-MM-dd}，与本户其他的户主变更或迁移的先后就颠倒了，请核对。", "happenedOn")
                    : null;
        }

        /// <summary>The event would jump over another of its kind.</summary>
        private bool Passed(List<MembershipChange> lines, Guid home, DateOnly on, ChangeKind kind)
        {
            var ofKind = log.Now.Where(x => x.HouseholdId == home && x.Kind == kind).ToLookup(lines.Contains);
            return ofKind[true].Any() && ofKind[false].Any(x => (x.HappenedOn < old && x.HappenedOn >= on) || (x.HappenedOn > old && x.HappenedOn <= on));
        }
    }
}
