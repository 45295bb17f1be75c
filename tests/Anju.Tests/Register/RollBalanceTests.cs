using Anju.Kernel;
using Anju.Register;
using Anju.Register.Actions;
using Microsoft.EntityFrameworkCore;

namespace Anju.Tests.Register;

/// <summary>
/// Whatever is done to households, in whatever order, the roll stays true. Each sequence is checked against a second
/// book, kept here in the simplest way: for every household, who was in it from which day to which.
/// </summary>
[OnBothDatabases]
public sealed class RollBalanceTests
{
    private const int Steps = 45;

    private static CancellationToken Cancellation => TestContext.Current.CancellationToken;

    [Theory]
    [InlineData(1)]
    [InlineData(2)]
    [InlineData(3)]
    [InlineData(4)]
    [InlineData(5)]
    [InlineData(6)]
    [InlineData(7)]
    [InlineData(8)]
    public async Task After_any_actions_opening_plus_in_minus_out_is_closing_and_every_past_roll_follows_from_the_log(int seed)
    {
        await using var city = await RegisterCity.OpenAsync();
        var play = new Play(city, new Random(seed));
        await play.BeginAsync();
        for (var step = 0; step < Steps; step++)
        {
            await play.StepAsync();
        }

        Assert.InRange(play.Done, Steps / 4, Steps);
        await play.CheckAsync();
    }

    /// <summary>Newest first, every action can be taken back, and nothing of it is left.</summary>
    [Theory]
    [InlineData(21)]
    [InlineData(22)]
    [InlineData(23)]
    public async Task Everything_taken_back_in_turn_leaves_the_register_as_it_was(int seed)
    {
        await using var city = await RegisterCity.OpenAsync();
        var play = new Play(city, new Random(seed));
        await play.BeginAsync();
        var before = await play.WholeAsync();
        for (var step = 0; step < Steps / 2; step++)
        {
            await play.StepAsync();
        }

        Assert.NotEqual(before, await play.WholeAsync());
        await play.TakeAllBackAsync();

        Assert.Equal(before, await play.WholeAsync());
    }

    private sealed class Play(RegisterCity city, Random dice)
    {
        private readonly Dictionary<Guid, List<Stay>> book = [];
        private int born;

        public int Done { get; private set; }

        public async Task BeginAsync()
        {
            foreach (var (code, others) in new (string, Relation[])[]
            {
                ("431021000001", [Relation.Spouse, Relation.Son, Relation.DaughterInLaw, Relation.Grandson]),
                ("431021000002", [Relation.Spouse, Relation.Daughter]),
                ("431021000003", [Relation.Mother, Relation.Sibling, Relation.Other]),
            })
            {
                var id = await city.HouseholdAsync(code, others);
                book[id] = [.. (await city.MembersAsync(id)).Select(person => new Stay(person.Id, DateOnly.MinValue))];
            }
        }

        public async Task StepAsync()
        {
            var homes = book.Keys.Where(id => book[id].Exists(stay => stay.To is null)).ToList();
            var home = homes[dice.Next(homes.Count)];
            var members = await city.MembersAsync(home);
            var on = new Event(RegisterCity.Today.AddDays(-dice.Next(700)));
            await (dice.Next(10) switch
            {
                0 or 1 => BirthAsync(home, on),
                2 or 3 => LeaveAsync(home, members, on),
                4 or 5 => ReturnAsync(home, on),
                6 => HeadAsync(home, members, on),
                7 => SplitAsync(home, members, on),
                8 => MergeAsync(home, members, homes[dice.Next(homes.Count)], on),
                _ => dice.Next(3) == 0 ? EndAsync(home, on) : MoveAsync(home, on),
            });
        }

        /// <summary>Every record of the register in words, without its version.</summary>
        public async Task<string> WholeAsync()
        {
            await using var db = city.Open();
            var all = new List<string>();
            all.AddRange((await db.Set<Household>().AsNoTracking().ToListAsync(Cancellation)).Select(Words));
            all.AddRange((await db.Set<Person>().AsNoTracking().ToListAsync(Cancellation)).Select(Words));
            all.AddRange((await db.Set<MembershipChange>().AsNoTracking().ToListAsync(Cancellation)).Select(Words));
            all.AddRange((await db.Set<EmploymentSpell>().AsNoTracking().ToListAsync(Cancellation)).Select(Words));
            return string.Join('\n', all.Order(StringComparer.Ordinal));

            static string Words(Anju.Kernel.Record record)
            {
                record.Version = 0;
                return System.Text.Json.JsonSerializer.Serialize<object>(record, Json.Options);
            }
        }

        public async Task TakeAllBackAsync()
        {
            await using var db = city.Open();
            foreach (var batch in await db.Set<JournalBatch>().AsNoTracking().Where(x => x.Origin == Origin.Page).OrderByDescending(x => x.Sequence).ToListAsync(Cancellation))
            {
                var home = await db.Set<JournalEntry>().Where(x => x.BatchId == batch.Id && x.HouseholdId != null && x.Ledger == "membership_change")
                    .Select(x => x.HouseholdId!.Value).FirstAsync(Cancellation);
                var done = await city.ActAsync(x => TakeBack.HandleAsync(x, new(home, batch.Id, "试"), Cancellation));
                Assert.True(done.IsOk, $"{batch.Reason}: {done.Refusal?.Message}");
            }
        }

        /// <summary>Everything the register says, against the book.</summary>
        public async Task CheckAsync()
        {
            await using var db = city.Open();
            Assert.Equal(book.Count, await db.Set<Household>().CountAsync(Cancellation));
            foreach (var (home, stays) in book)
            {
                var roll = await city.RollAsync(home);
                var members = await city.MembersAsync(home);
                var household = await city.ReadAsync(home);
                Assert.Empty(roll.Contradicted);
                Assert.Equal(stays.Where(stay => stay.To is null).Select(stay => stay.Person).Order(), members.Select(person => person.Id).Order());
                for (var day = new DateOnly(2023, 12, 1); day <= RegisterCity.Today; day = day.AddDays(9))
                {
                    Assert.Equal(stays.Where(stay => stay.Covers(day)).Select(stay => stay.Person).Distinct().Order(), roll.On(day).Order());
                }

                var months = roll.Months(Month.Of(RegisterCity.Today), 26).ToList();
                Assert.All(months, month => Assert.True(month.Holds, month.ToString()));
                Assert.All(months.Zip(months.Skip(1)), pair => Assert.Equal(pair.First.Closing, pair.Second.Opening));
                Assert.Equal(members.Count, months[^1].Closing);
                Assert.Equal(members.Count == 0 ? HouseholdStatus.Dissolved : HouseholdStatus.Active, household.Status);
                Assert.Equal(members.Count == 0 ? 0 : 1, members.Count(person => person.Relation == Relation.Head));
                Assert.Equal(members.FirstOrDefault()?.Name ?? household.HeadName, household.HeadName);
                Assert.All(members, person => Assert.Equal((household.CountyCode, household.SiteId, null), (person.CountyCode, person.SiteId, person.LeftOn)));
            }

            foreach (var check in new TieOut[] { new RollsHold(), new HeadsHold(), new PlacesHold() })
            {
                var result = await check.CheckAsync(db, Cancellation);
                Assert.True(result.Holds, $"{check.Code}: {string.Join("；", result.Wrong)}");
            }

            foreach (var spell in await db.Set<EmploymentSpell>().AsNoTracking().ToListAsync(Cancellation))
            {
                var person = await city.PersonAsync(spell.PersonId);
                Assert.Equal((person.HouseholdId, person.CountyCode, person.SiteId), (spell.HouseholdId, spell.CountyCode, spell.SiteId));
            }
        }

        private async Task BirthAsync(Guid home, Event on)
        {
            var done = await city.ActAsync(x => AddMember.HandleAsync(
                x, new(new(home, null), ChangeKind.Birth, on, Relation.Other) { Name = $"新生{++born}", Sex = Sex.Male }, Cancellation));
            if (Note(done))
            {
                book[home].Add(new(done.Value, on.HappenedOn));
            }
        }

        private async Task LeaveAsync(Guid home, List<Person> members, Event on)
        {
            var person = members[dice.Next(members.Count)];
            var stay = members.Where(x => x != person).ToList();
            var kind = dice.Next(2) == 0 ? ChangeKind.Lost : ChangeKind.Imprisoned;
            var request = new RemoveMember.Request(new(home, null), person.Id, kind, on) { NewHeadId = stay.FirstOrDefault()?.Id, Relations = Others(stay) };
            if (Note(await city.ActAsync(x => RemoveMember.HandleAsync(x, request, Cancellation))))
            {
                Close(home, person.Id, on);
            }
        }

        private async Task ReturnAsync(Guid home, Event on)
        {
            await using var db = city.Open();
            var gone = await db.Set<Person>().AsNoTracking().Where(x => x.Status == PersonStatus.Left).OrderBy(x => x.Id).ToListAsync(Cancellation);
            if (gone.Count == 0)
            {
                return;
            }

            var person = gone[dice.Next(gone.Count)];
            var done = await city.ActAsync(x => AddMember.HandleAsync(
                x, new(new(home, null), ChangeKind.Returned, on, Relation.Other) { ReturningId = person.Id }, Cancellation));
            if (Note(done))
            {
                book[home].Add(new(person.Id, on.HappenedOn));
            }
        }

        private async Task HeadAsync(Guid home, List<Person> members, Event on) =>
            Note(await city.ActAsync(x => ChangeHead.HandleAsync(
                x, new(new(home, null), members[dice.Next(members.Count)].Id, Others(members), on, "试"), Cancellation)));

        private async Task SplitAsync(Guid home, List<Person> members, Event on)
        {
            var leaving = members.Where(_ => dice.Next(2) == 0).ToList();
            var staying = members.Except(leaving).ToList();
            if (leaving.Count == 0)
            {
                return;
            }

            var request = new SplitHousehold.Request(new(home, null), [.. leaving.Select(x => x.Id)], leaving[dice.Next(leaving.Count)].Id, on)
            {
                Relations = Others(leaving),
                RemainingHeadId = staying.FirstOrDefault()?.Id,
                RemainingRelations = Others(staying),
            };
            var done = await city.ActAsync(x => SplitHousehold.HandleAsync(x, request, Cancellation));
            if (Note(done))
            {
                book[done.Value] = [.. leaving.Select(x => new Stay(x.Id, on.HappenedOn))];
                leaving.ForEach(x => Close(home, x.Id, on));
            }
        }

        private async Task MergeAsync(Guid home, List<Person> members, Guid into, Event on)
        {
            var done = await city.ActAsync(x => MergeHousehold.HandleAsync(x, new(new(home, null), new(into, null), on, Others(members)), Cancellation));
            if (Note(done))
            {
                members.ForEach(x => Close(home, x.Id, on));
                book[into].AddRange(members.Select(x => new Stay(x.Id, on.HappenedOn)));
            }
        }

        private async Task MoveAsync(Guid home, Event on)
        {
            var site = await city.SiteAsync(dice.Next(2) == 0 ? "GY002" : "YZ001");
            Note(await city.ActAsync(x => MoveHousehold.HandleAsync(x, new(new(home, null), site.Id, on, "调换"), Cancellation)));
        }

        private async Task EndAsync(Guid home, Event on)
        {
            if (Note(await city.ActAsync(x => DissolveHousehold.HandleAsync(x, new(new(home, null), ChangeKind.HouseholdEnded, on), Cancellation))))
            {
                foreach (var stay in book[home].Where(stay => stay.To is null))
                {
                    stay.To = on.HappenedOn;
                }
            }
        }

        private void Close(Guid home, Guid person, Event on) => book[home].Single(stay => stay.Person == person && stay.To is null).To = on.HappenedOn;

        private bool Note<T>(Result<T> done)
        {
            Done += done.IsOk ? 1 : 0;
            return done.IsOk;
        }

        private static Dictionary<Guid, Relation> Others(IEnumerable<Person> people) => people.ToDictionary(x => x.Id, _ => Relation.Other);
    }

    private sealed class Stay(Guid person, DateOnly from)
    {
        public Guid Person { get; } = person;

        /// <summary>First day out.</summary>
        public DateOnly? To { get; set; }

        public bool Covers(DateOnly day) => from <= day && !(To <= day);
    }
}
