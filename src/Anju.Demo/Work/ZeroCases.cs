using Anju.Employment.OutwardJobs;
using Anju.Kernel;
using Anju.Policy;
using Anju.Register;

namespace Anju.Demo;

/// <summary>
/// The cases of households in which nobody worked for a while, as the spells of work tell of it: some found work, some are
/// being helped, a few were closed without.
/// </summary>
internal static class ZeroCases
{
    private const int Stream = 2_720;

    private const int LongestAgo = 400;

    private static readonly Lazy<PlanPack> Pack = new(PlanPack.Load);

    public static IReadOnlyList<ZeroEmploymentCase> Of(DemoOptions options, CountyProfile county, IReadOnlyList<DemoBatch> batches)
    {
        var (made, number) = (new List<ZeroEmploymentCase>(), 0);
        foreach (var batch in batches)
        {
            var spells = batch.Spells.ToLookup(spell => spell.HouseholdId);
            var people = batch.People.ToLookup(person => person.HouseholdId);
            foreach (var household in batch.Households.Where(household => household.Status == HouseholdStatus.Active))
            {
                var dice = Dice.For(options.Seed, county.Index, number++, Stream);
                if (Make(options, household, [.. spells[household.Id]], [.. people[household.Id]], dice) is { } one)
                {
                    one.Responsible = one.State == ZeroEmploymentState.Detected ? null : $"{county.Name}人社局";
                    Time(one, options);
                    made.Add(one);
                }
            }
        }

        if (made.Count == 0 && batches.SelectMany(batch => batch.Spells).FirstOrDefault(spell => spell.EndedOn is null) is { } any)
        {
            // A county of a very small city: somebody took one for such a household that is none.
            made.Add(new() { HouseholdId = any.HouseholdId, CountyCode = any.CountyCode, SiteId = any.SiteId, DetectedOn = options.Today.AddDays(-2) });
            Time(made[0], options);
        }

        return made;
    }

    private static ZeroEmploymentCase? Make(DemoOptions options, Household household, List<EmploymentSpell> spells, List<Person> people, Dice dice)
    {
        var earliest = options.Today.AddDays(-LongestAgo);
        var open = spells.Where(spell => spell.EndedOn is null).MinBy(spell => spell.StartedOn);
        var until = open?.StartedOn ?? options.Today;
        if (spells.Where(spell => spell.EndedOn <= until).Max(spell => spell.EndedOn) is not { } ended || ended < earliest || ended.AddDays(10) > until
            || spells.Any(spell => spell.EndedOn > until) || !people.Any(person => person is { Status: PersonStatus.Active, WillingToWork: Willingness.Willing }))
        {
            return null;
        }

        var line = new ZeroEmploymentCase
        {
            HouseholdId = household.Id,
            CountyCode = household.CountyCode,
            SiteId = household.SiteId,
            DetectedOn = ended.AddDays(dice.Between(2, 6)),
        };
        Help(line, until, people, dice);
        if (open is not null)
        {
            (line.PlacedPersonId, line.PlacedOn) = (open.PersonId, open.StartedOn);
            line.EndKind = open.StartedOn.AddMonths(3) <= options.Today ? ZeroEmploymentEnd.Stable : null;
            line.State = line.EndKind is null ? ZeroEmploymentState.Placed : ZeroEmploymentState.Stable;
        }

        return line;
    }

    /// <summary>The clock as the steps of c.3 have set it.</summary>
    private static void Time(ZeroEmploymentCase line, DemoOptions options)
    {
        var (parameters, calendar) = (Pack.Value.Parameters.At(Month.Of(options.Today)), Pack.Value.Holidays);
        line.StateSince = line.PlacedOn ?? line.ConfirmedOn ?? line.DetectedOn;
        (line.DueOn, line.WarnOn) = line.State switch
        {
            ZeroEmploymentState.Detected => (calendar.AddWorkingDays(line.DetectedOn, parameters.Int("zero-employment.verify-working-days")), line.DetectedOn),
            ZeroEmploymentState.Confirmed => (line.ConfirmedOn, line.ConfirmedOn),
            ZeroEmploymentState.Assisting or ZeroEmploymentState.PostOffered =>
                (line.DetectedOn.AddDays(parameters.Int("zero-employment.clear-days")), line.DetectedOn.AddDays(parameters.Int("zero-employment.warning-days"))),
            _ => ((DateOnly?)null, (DateOnly?)null),
        };
    }

    /// <summary>How far help has come by the day: within a week of the discovery it is being looked at, later on offers are made.</summary>
    private static void Help(ZeroEmploymentCase line, DateOnly until, List<Person> people, Dice dice)
    {
        var days = until.DayNumber - line.DetectedOn.DayNumber;
        if (days < 4 || dice.Chance(0.1))
        {
            return;
        }

        line.State = ZeroEmploymentState.Confirmed;
        line.ConfirmedOn = line.DetectedOn.AddDays(dice.Between(1, 3));
        var willing = people.Count(person => person is { Status: PersonStatus.Active, WillingToWork: Willingness.Willing });
        line.Ability = $"有劳动能力且愿意就业的{willing}人，" + dice.Of("愿意在县内务工", "愿意外出务工", "因照顾家人希望就近上班", "希望学一门手艺再就业");
        if (days < 6 || dice.Chance(0.1))
        {
            return;
        }

        line.State = ZeroEmploymentState.Assisting;
        line.Measure1 = "岗位推荐";
        line.Measure2 = dice.Of("职业指导", "技能培训", "帮扶车间");
        line.Measure3 = dice.Chance(0.4) ? "公益性岗位" : null;
        line.Offers = Math.Min(5, days / 7);
        line.Refusals = line.Offers > 0 ? dice.Between(0, line.Offers.Value) : null;
        if (line.Offers >= 3 && dice.Chance(0.3))
        {
            line.State = ZeroEmploymentState.PostOffered;
        }

        if (line.Refusals >= 3 && days > 60 && dice.Chance(0.5))
        {
            (line.State, line.EndKind) = (ZeroEmploymentState.ClosedNoJob, ZeroEmploymentEnd.Refused);
        }
    }
}
