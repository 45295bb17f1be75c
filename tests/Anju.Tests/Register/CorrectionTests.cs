using Anju.Kernel;
using Anju.Register;
using Anju.Register.Actions;
using Microsoft.EntityFrameworkCore;

namespace Anju.Tests.Register;

/// <summary>A change registered by mistake is taken back; a date written down wrongly is corrected; the balance stays.</summary>
[OnBothDatabases]
public sealed class CorrectionTests
{
    private static readonly Event InOctober = new(new(2025, 10, 8), "证明");

    private static CancellationToken Cancellation => TestContext.Current.CancellationToken;

    [Fact]
    public async Task A_birth_registered_in_the_wrong_household_is_taken_back_with_everything_it_wrote()
    {
        await using var city = await RegisterCity.OpenAsync();
        var home = await city.HouseholdAsync("431021000001", Relation.Spouse);
        await BornAsync(city, home, "谢小禾");

        var done = await TakeBackAsync(city, home, await LastAsync(city), "登记到了别的户");

        Assert.True(done.IsOk, done.Refusal?.Message);
        Assert.Equal(2, (await city.MembersAsync(home)).Count);
        Assert.Empty(await city.LogAsync(home));
        await using var db = city.Open();
        var batch = await db.Set<JournalBatch>().OrderByDescending(x => x.Sequence).FirstAsync(Cancellation);
        Assert.Equal((Origin.Undo, "撤销“增加成员（出生）”：登记到了别的户"), (batch.Origin, batch.Reason));
    }

    [Fact]
    public async Task A_death_taken_back_gives_back_the_head_the_relations_and_the_job()
    {
        await using var city = await RegisterCity.OpenAsync();
        var home = await city.HouseholdAsync("431021000001", Relation.Spouse, Relation.Son);
        var before = await city.MembersAsync(home);
        var death = new RemoveMember.Request(new(home, null), before[0].Id, ChangeKind.Death, InOctober)
        {
            NewHeadId = before[1].Id,
            Relations = new Dictionary<Guid, Relation> { [before[2].Id] = Relation.Son },
        };
        Assert.True((await city.ActAsync(on => RemoveMember.HandleAsync(on, death, Cancellation))).IsOk);
        Assert.Equal(InOctober.HappenedOn, (await JobAsync(city, before[0].Id)).EndedOn);

        Assert.True((await TakeBackAsync(city, home, await LastAsync(city))).IsOk);

        Assert.Equal(before.Select(x => (x.Id, x.Relation)), (await city.MembersAsync(home)).Select(x => (x.Id, x.Relation)));
        Assert.Equal(before[0].Name, (await city.ReadAsync(home)).HeadName);
        Assert.Null((await JobAsync(city, before[0].Id)).EndedOn);
        Assert.Empty(await city.LogAsync(home));
    }

    [Fact]
    public async Task A_job_goes_on_when_the_person_who_left_keeps_it()
    {
        await using var city = await RegisterCity.OpenAsync();
        var home = await city.HouseholdAsync("431021000001", Relation.Son);
        var son = (await city.MembersAsync(home))[1];

        await city.ActAsync(on => RemoveMember.HandleAsync(on, new(new(home, null), son.Id, ChangeKind.MovedOut, InOctober) { EndWork = false }, Cancellation));

        Assert.Null((await JobAsync(city, son.Id)).EndedOn);
    }

    [Fact]
    public async Task A_split_taken_back_leaves_no_household_and_brings_what_was_entered_since_along()
    {
        await using var city = await RegisterCity.OpenAsync();
        var home = await city.HouseholdAsync("431021000001", Relation.Spouse, Relation.Son);
        var son = (await city.MembersAsync(home)).Single(x => x.Relation == Relation.Son);
        var split = await city.ActAsync(on => SplitHousehold.HandleAsync(on, new(new(home, null), [son.Id], son.Id, InOctober), Cancellation));
        var batch = await LastAsync(city);
        await VerifyAsync(city, split.Value);

        var refused = await TakeBackAsync(city, split.Value, batch);
        Assert.Equal("RESTED_ON", refused.Refusal!.Code);
        Assert.Contains("1", refused.Refusal.Message, StringComparison.Ordinal);
        Assert.True((await TakeBackAsync(city, split.Value, await LastAsync(city))).IsOk);
        Assert.True((await TakeBackAsync(city, split.Value, batch)).IsOk);

        await using var db = city.Open();
        Assert.Equal(1, await db.Set<Household>().CountAsync(Cancellation));
        Assert.Equal(3, (await city.MembersAsync(home)).Count);
        Assert.Equal(home, (await JobAsync(city, son.Id)).HouseholdId);
    }

    [Fact]
    public async Task A_merger_taken_back_stands_the_household_up_again()
    {
        await using var city = await RegisterCity.OpenAsync();
        var (old, into) = (await city.HouseholdAsync("431021000001", Relation.Spouse), await city.HouseholdAsync("431021000002", Relation.Spouse));
        var coming = await city.MembersAsync(old);
        await city.ActAsync(on => MergeHousehold.HandleAsync(
            on, new(new(old, null), new(into, null), InOctober, coming.ToDictionary(x => x.Id, _ => Relation.Other)), Cancellation));

        Assert.True((await TakeBackAsync(city, into, await LastAsync(city))).IsOk);

        Assert.Equal((HouseholdStatus.Active, (DateOnly?)null), ((await city.ReadAsync(old)).Status, (await city.ReadAsync(old)).DissolvedOn));
        Assert.Equal(coming.Select(x => x.Id), (await city.MembersAsync(old)).Select(x => x.Id));
        Assert.Equal(2, (await city.MembersAsync(into)).Count);
    }

    [Fact]
    public async Task A_move_taken_back_brings_home_what_was_entered_at_the_new_site()
    {
        await using var city = await RegisterCity.OpenAsync();
        var home = await city.HouseholdAsync("431021000001");
        var there = await city.SiteAsync("YZ001");
        await city.ActAsync(on => MoveHousehold.HandleAsync(on, new(new(home, null), there.Id, InOctober, "调换"), Cancellation));
        var move = await LastAsync(city);
        await VerifyAsync(city, home);

        Assert.True((await TakeBackAsync(city, home, move)).IsOk);

        await using var db = city.Open();
        var signed = await db.Set<MonthlyVerification>().SingleAsync(Cancellation);
        Assert.Equal((RegisterCity.Guiyang, (await city.SiteAsync("GY001")).Id), (signed.CountyCode, signed.SiteId!.Value));
        Assert.Empty(await city.LogAsync(home));
    }

    [Fact]
    public async Task What_later_changes_rest_on_is_not_taken_back_and_told_which()
    {
        await using var city = await RegisterCity.OpenAsync();
        var home = await city.HouseholdAsync("431021000001", Relation.Spouse, Relation.Son);
        var members = await city.MembersAsync(home);
        await city.ActAsync(on => RemoveMember.HandleAsync(on, new(new(home, null), members[2].Id, ChangeKind.Imprisoned, InOctober), Cancellation));
        var first = await LastAsync(city);
        await city.ActAsync(on => AddMember.HandleAsync(
            on, new(new(home, null), ChangeKind.Released, new(new(2025, 11, 1)), Relation.Son) { ReturningId = members[2].Id }, Cancellation));

        var refused = await TakeBackAsync(city, home, first);
        Assert.Equal("CHANGED_LATER", refused.Refusal!.Code);
        Assert.Contains("增加成员（刑满释放）", refused.Refusal.Message, StringComparison.Ordinal);
        Assert.True((await TakeBackAsync(city, home, await LastAsync(city))).IsOk);
        Assert.True((await TakeBackAsync(city, home, first)).IsOk);
        Assert.Equal("UNDONE_ALREADY", (await TakeBackAsync(city, home, first)).Refusal!.Code);
    }

    [Fact]
    public async Task Nobody_comes_back_into_a_household_that_has_ended_or_under_another_head()
    {
        await using var city = await RegisterCity.OpenAsync();
        var home = await city.HouseholdAsync("431021000001", Relation.Spouse, Relation.Son);
        var members = await city.MembersAsync(home);
        await city.ActAsync(on => RemoveMember.HandleAsync(on, new(new(home, null), members[2].Id, ChangeKind.Lost, InOctober), Cancellation));
        var lost = await LastAsync(city);
        await city.ActAsync(on => ChangeHead.HandleAsync(
            on, new(new(home, null), members[1].Id, new Dictionary<Guid, Relation> { [members[0].Id] = Relation.Spouse }, new(new(2025, 10, 20)), "协商"), Cancellation));
        var head = await LastAsync(city);
        Assert.Equal("OTHER_HEAD", (await TakeBackAsync(city, home, lost)).Refusal!.Code);
        Assert.True((await TakeBackAsync(city, home, head)).IsOk);
        await city.ActAsync(on => DissolveHousehold.HandleAsync(on, new(new(home, null), ChangeKind.HouseholdEnded, new(new(2025, 11, 1))), Cancellation));

        Assert.Equal("DISSOLVED", (await TakeBackAsync(city, home, lost)).Refusal!.Code);
    }

    [Fact]
    public async Task What_was_imported_or_belongs_to_another_county_is_not_taken_back_here()
    {
        await using var city = await RegisterCity.OpenAsync();
        var home = await city.HouseholdAsync("431021000001", Relation.Spouse);
        Assert.Equal("NOT_AN_ACTION", (await TakeBackAsync(city, home, await LastAsync(city))).Refusal!.Code);
        await BornAsync(city, home, "谢小禾");
        var batch = await LastAsync(city);
        var other = await city.HouseholdAsync("431021000002");

        Assert.Equal("NOT_FOUND", (await TakeBackAsync(city, other, batch)).Refusal!.Code);
        Assert.Equal("NOT_FOUND", (await city.ActAsync(
            on => TakeBack.HandleAsync(on, new(home, batch, "错"), Cancellation), RegisterCity.CountyOfficer(RegisterCity.Yizhang))).Refusal!.Code);
    }

    [Fact]
    public async Task The_day_of_a_death_is_corrected_with_the_day_of_leaving_the_new_head_and_the_end_of_the_job()
    {
        await using var city = await RegisterCity.OpenAsync();
        var home = await city.HouseholdAsync("431021000001", Relation.Spouse);
        var members = await city.MembersAsync(home);
        await city.ActAsync(on => RemoveMember.HandleAsync(
            on, new(new(home, null), members[0].Id, ChangeKind.Death, InOctober) { NewHeadId = members[1].Id }, Cancellation));
        var line = (await city.LogAsync(home)).Single(x => x.Kind == ChangeKind.Death);

        var done = await DateAsync(city, home, line.Id, new(2025, 9, 30));

        Assert.True(done.IsOk, done.Refusal?.Message);
        Assert.All(await city.LogAsync(home), x => Assert.Equal(new DateOnly(2025, 9, 30), x.HappenedOn));
        Assert.Equal(new DateOnly(2025, 9, 30), (await city.PersonAsync(members[0].Id)).LeftOn);
        Assert.Equal(new DateOnly(2025, 9, 30), (await JobAsync(city, members[0].Id)).EndedOn);
        var months = (await city.RollAsync(home)).Months(new(2025, 10), 2).ToList();
        Assert.Equal([(2, 1, 1), (1, 0, 1)], months.Select(month => (month.Opening, month.Out, month.Closing)));
        await using var db = city.Open();
        Assert.Equal(
            "更正日期（死亡，2025-10-08改为2025-09-30）：死亡证明", (await db.Set<JournalBatch>().OrderByDescending(x => x.Sequence).FirstAsync(Cancellation)).Reason);
        Assert.True((await TakeBackAsync(city, home, await LastAsync(city))).IsOk);
        Assert.Equal(InOctober.HappenedOn, (await city.PersonAsync(members[0].Id)).LeftOn);
    }

    [Fact]
    public async Task The_day_of_a_split_is_corrected_in_both_households_and_for_all_who_left()
    {
        await using var city = await RegisterCity.OpenAsync();
        var home = await city.HouseholdAsync("431021000001", Relation.Spouse, Relation.Son, Relation.DaughterInLaw);
        var members = await city.MembersAsync(home);
        var (son, wife) = (members.Single(x => x.Relation == Relation.Son), members.Single(x => x.Relation == Relation.DaughterInLaw));
        var split = await city.ActAsync(on => SplitHousehold.HandleAsync(
            on, new(new(home, null), [son.Id, wife.Id], son.Id, InOctober) { Relations = new Dictionary<Guid, Relation> { [wife.Id] = Relation.Spouse } }, Cancellation));
        var line = (await city.LogAsync(home))[0];

        Assert.True((await DateAsync(city, home, line.Id, new(2025, 8, 1))).IsOk);

        Assert.All((await city.LogAsync(home)).Concat(await city.LogAsync(split.Value)), x => Assert.Equal(new DateOnly(2025, 8, 1), x.HappenedOn));
        Assert.Equal(new DateOnly(2025, 8, 1), (await city.ReadAsync(split.Value)).MovedInOn);
        Assert.All(await city.MembersAsync(split.Value), x => Assert.Equal(new DateOnly(2025, 8, 1), x.JoinedOn));
        Assert.Equal((4, 2), ((await city.RollAsync(home)).On(new(2025, 7, 31)).Count, (await city.RollAsync(home)).On(new(2025, 8, 1)).Count));
    }

    [Theory]
    [InlineData("2025-11-21", "FUTURE_DATE")]
    [InlineData("2018-05-01", "BEFORE_HOUSEHOLD")]
    [InlineData("2025-10-08", "SAME_DATE")]
    [InlineData("2025-11-01", "OUT_OF_ORDER")]
    public async Task A_date_that_cannot_be_is_refused(string day, string code)
    {
        await using var city = await RegisterCity.OpenAsync();
        var home = await city.HouseholdAsync("431021000001", Relation.Son);
        var son = (await city.MembersAsync(home))[1];
        await city.ActAsync(on => RemoveMember.HandleAsync(on, new(new(home, null), son.Id, ChangeKind.Imprisoned, InOctober), Cancellation));
        await city.ActAsync(on => AddMember.HandleAsync(
            on, new(new(home, null), ChangeKind.Released, new(new(2025, 10, 20)), Relation.Son) { ReturningId = son.Id }, Cancellation));
        var line = (await city.LogAsync(home)).Single(x => x.Kind == ChangeKind.Imprisoned);

        var refused = await DateAsync(city, home, line.Id, DateOnly.Parse(day));

        Assert.Equal(code, refused.Refusal?.Code);
        Assert.Equal(InOctober.HappenedOn, (await city.LogAsync(home)).Single(x => x.Id == line.Id).HappenedOn);
    }

    [Fact]
    public async Task A_birth_corrected_moves_the_birthday_unless_a_number_tells_it()
    {
        await using var city = await RegisterCity.OpenAsync();
        var home = await city.HouseholdAsync("431021000001", Relation.Spouse);
        var child = await BornAsync(city, home, "谢小禾");
        var line = Assert.Single(await city.LogAsync(home));

        Assert.True((await DateAsync(city, home, line.Id, new(2025, 10, 6))).IsOk);
        var person = await city.PersonAsync(child);
        Assert.Equal((new DateOnly(2025, 10, 6), new DateOnly(2025, 10, 6)), (person.BirthDate!.Value, person.JoinedOn));

        await using (var db = city.Open())
        await using (var change = await Change.BeginAsync(db, Origin.Page, "上户", TimeProvider.System, Cancellation))
        {
            var stored = await db.Set<Person>().SingleAsync(x => x.Id == child, Cancellation);
            stored.IdNumber = IdNumber.Of(DivisionCode.Parse(RegisterCity.Guiyang, null), new DateOnly(2025, 10, 6), 77).Value;
            await change.CommitAsync(Cancellation);
        }

        Assert.Equal("BIRTH_BY_NUMBER", (await DateAsync(city, home, line.Id, new(2025, 10, 7))).Refusal!.Code);
    }

    [Theory]
    [InlineData("1950-03-01", Relation.Grandson, "BEFORE_HOUSEHOLD")]
    [InlineData("2018-12-31", Relation.Son, "BEFORE_HOUSEHOLD")]
    [InlineData("2025-10-08", Relation.Father, "GENERATION")]
    [InlineData("2025-10-08", Relation.Grandson, null)]
    public async Task Nobody_is_born_before_the_household_was_there_or_against_the_generations(string day, Relation relation, string? code)
    {
        await using var city = await RegisterCity.OpenAsync();
        var home = await city.HouseholdAsync("431021000001", Relation.Spouse);

        var done = await city.ActAsync(on => AddMember.HandleAsync(
            on, new(new(home, null), ChangeKind.Birth, new(DateOnly.Parse(day)), relation) { Name = "谢小禾", Sex = Sex.Male }, Cancellation));

        Assert.Equal(code, done.Refusal?.Code);
    }

    [Fact]
    public async Task Nothing_of_a_person_happens_before_birth_nor_a_report_before_the_event()
    {
        await using var city = await RegisterCity.OpenAsync();
        var home = await city.HouseholdAsync("431021000001", Relation.Spouse);
        var member = new AddMember.Request(new(home, null), ChangeKind.Adopted, new(new(2024, 5, 1)), Relation.Son)
        {
            Name = "谢小禾",
            Sex = Sex.Male,
            BirthDate = new DateOnly(2024, 6, 1),
        };

        Assert.Equal("BIRTH_DATE", (await city.ActAsync(on => AddMember.HandleAsync(on, member, Cancellation))).Refusal!.Code);
        var line = new MembershipChange { Kind = ChangeKind.Adopted, HappenedOn = new(2024, 5, 1), ReportedOn = new(2024, 4, 30), CountyCode = RegisterCity.Guiyang };
        var wrong = Anju.Ledgers.LineRules.Check(RegisterCity.Ledgers.Of<MembershipChange>(), line, null, RegisterCity.Today);
        Assert.Contains(wrong, x => x.Field == "reportedOn" && x.Message.Contains("报告日期不能早于变动时间", StringComparison.Ordinal));
    }

    private static async Task<Guid> BornAsync(RegisterCity city, Guid home, string name) => (await city.ActAsync(on => AddMember.HandleAsync(
        on, new(new(home, null), ChangeKind.Birth, InOctober, Relation.Daughter) { Name = name, Sex = Sex.Female }, Cancellation))).Value;

    private static Task<Result<Guid>> VerifyAsync(RegisterCity city, Guid home) => city.ActAsync(on => ConfirmMonth.HandleAsync(
        on, new(home, new(2025, 11), VerificationMethod.Visit, new(2025, 11, 3), VerificationOutcome.NoChange, "曹走访"), Cancellation));

    private static async Task<Guid> LastAsync(RegisterCity city)
    {
        await using var db = city.Open();
        return await db.Set<JournalBatch>().OrderByDescending(x => x.Sequence).Select(x => x.Id).FirstAsync(Cancellation);
    }

    private static async Task<EmploymentSpell> JobAsync(RegisterCity city, Guid person)
    {
        await using var db = city.Open();
        return await db.Set<EmploymentSpell>().SingleAsync(x => x.PersonId == person, Cancellation);
    }

    private static Task<Result<Written>> TakeBackAsync(RegisterCity city, Guid home, Guid batch, string reason = "登记错了") =>
        city.ActAsync(on => TakeBack.HandleAsync(on, new(home, batch, reason), Cancellation));

    private static Task<Result<Written>> DateAsync(RegisterCity city, Guid home, Guid line, DateOnly on) =>
        city.ActAsync(occasion => CorrectDate.HandleAsync(occasion, new(home, line, on, "死亡证明"), Cancellation));
}
