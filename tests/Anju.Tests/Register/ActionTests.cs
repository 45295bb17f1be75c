using Anju.Kernel;
using Anju.Register;
using Anju.Register.Actions;
using Microsoft.EntityFrameworkCore;

namespace Anju.Tests.Register;

[OnBothDatabases]
public sealed class ActionTests
{
    private static readonly Event InOctober = new(new(2025, 10, 8), "证明");
    private static readonly Event InNovember = new(new(2025, 11, 2));

    private static CancellationToken Cancellation => TestContext.Current.CancellationToken;

    private static Seen Now(Guid household) => new(household, null);

    [Fact]
    public async Task A_child_born_joins_on_its_birthday_and_the_log_says_so()
    {
        await using var city = await RegisterCity.OpenAsync();
        var home = await city.HouseholdAsync("431021000001", Relation.Spouse);

        var child = await city.ActAsync(on => AddMember.HandleAsync(
            on, new(Now(home), ChangeKind.Birth, InOctober, Relation.Daughter) { Name = "谢小禾", Sex = Sex.Female }, Cancellation));

        var person = await city.PersonAsync(child.Value);
        Assert.Equal((PersonStatus.Active, InOctober.HappenedOn, InOctober.HappenedOn), (person.Status, person.JoinedOn, person.BirthDate!.Value));
        var line = Assert.Single(await city.LogAsync(home));
        Assert.Equal((ChangeKind.Birth, child.Value, RegisterCity.Today), (line.Kind, line.PersonId, line.ReportedOn));
        var october = (await city.RollAsync(home)).Months(new(2025, 10), 1).Single();
        Assert.Equal((2, 1, 0, 3), (october.Opening, october.In, october.Out, october.Closing));
    }

    [Fact]
    public async Task Somebody_who_comes_back_is_the_same_record_and_keeps_the_first_day()
    {
        await using var city = await RegisterCity.OpenAsync();
        var home = await city.HouseholdAsync("431021000001", Relation.Son);
        var son = (await city.MembersAsync(home))[1];
        await city.ActAsync(on => RemoveMember.HandleAsync(on, new(Now(home), son.Id, ChangeKind.Imprisoned, new(new(2024, 3, 1))), Cancellation));

        var back = await city.ActAsync(on => AddMember.HandleAsync(
            on, new(Now(home), ChangeKind.Released, new(new(2025, 6, 1)), Relation.Son) { ReturningId = son.Id }, Cancellation));

        Assert.Equal(son.Id, back.Value);
        var person = await city.PersonAsync(son.Id);
        Assert.Equal((PersonStatus.Active, null, son.JoinedOn), (person.Status, person.LeftOn, person.JoinedOn));
        var roll = await city.RollAsync(home);
        Assert.Equal([2, 1, 1, 2], new DateOnly[] { new(2024, 2, 29), new(2024, 3, 1), new(2025, 5, 31), new(2025, 6, 1) }.Select(day => roll.On(day).Count));
    }

    [Fact]
    public async Task A_number_that_left_another_household_brings_its_record_and_its_jobs_along()
    {
        await using var city = await RegisterCity.OpenAsync();
        var (old, home) = (await city.HouseholdAsync("431021000001", Relation.Daughter), await city.HouseholdAsync("431021000002"));
        var daughter = (await city.MembersAsync(old))[1];
        await city.ActAsync(on => RemoveMember.HandleAsync(on, new(Now(old), daughter.Id, ChangeKind.MarriedOut, new(new(2025, 5, 1))), Cancellation));

        var done = await city.ActAsync(on => AddMember.HandleAsync(
            on, new(Now(home), ChangeKind.MarriedIn, new(new(2025, 5, 1)), Relation.Spouse) { Name = daughter.Name, IdNumber = daughter.IdNumber }, Cancellation));

        Assert.Equal(daughter.Id, done.Value);
        await using var db = city.Open();
        Assert.Equal(home, (await db.Set<EmploymentSpell>().SingleAsync(x => x.PersonId == daughter.Id, Cancellation)).HouseholdId);
        Assert.Contains(daughter.Id, (await city.RollAsync(old)).On(new(2025, 4, 30)));
    }

    [Fact]
    public async Task A_number_on_another_roll_is_refused_and_told_where()
    {
        await using var city = await RegisterCity.OpenAsync();
        var (old, home) = (await city.HouseholdAsync("431021000001", Relation.Daughter), await city.HouseholdAsync("431021000002"));
        var daughter = (await city.MembersAsync(old))[1];

        var refused = await city.ActAsync(on => AddMember.HandleAsync(
            on, new(Now(home), ChangeKind.MarriedIn, InOctober, Relation.Spouse) { Name = "别人", IdNumber = daughter.IdNumber!.ToLowerInvariant() + " " }, Cancellation));

        Assert.Equal(("ON_ANOTHER_ROLL", "idNumber"), (refused.Refusal!.Code, refused.Refusal.Field));
        Assert.Contains("431021000001", refused.Refusal.Message, StringComparison.Ordinal);
    }

    [Fact]
    public async Task A_number_on_a_roll_out_of_sight_is_refused_without_telling_where()
    {
        await using var city = await RegisterCity.OpenAsync();
        var home = await city.HouseholdAsync("431021000001");
        var far = await city.HouseholdAsync("431021000002");
        await city.ActAsync(async on => await MoveHousehold.HandleAsync(on, new(Now(far), (await city.SiteAsync("YZ001")).Id, InOctober, "调换"), Cancellation));
        var number = (await city.MembersAsync(far))[0].IdNumber;

        var refused = await city.ActAsync(
            on => AddMember.HandleAsync(on, new(Now(home), ChangeKind.MarriedIn, InOctober, Relation.Other) { Name = "别人", IdNumber = number }, Cancellation),
            RegisterCity.CountyOfficer(RegisterCity.Guiyang));

        Assert.Equal("DUPLICATE", refused.Refusal!.Code);
        Assert.DoesNotContain("000002", refused.Refusal.Message, StringComparison.Ordinal);
        Assert.Single(await city.MembersAsync(home));
    }

    [Theory]
    [InlineData("2025-11-21", "FUTURE_DATE")]
    [InlineData("2018-12-31", "BEFORE_HOUSEHOLD")]
    public async Task A_day_in_the_future_or_before_joining_is_refused(string day, string code)
    {
        await using var city = await RegisterCity.OpenAsync();
        var home = await city.HouseholdAsync("431021000001", Relation.Son);
        var son = (await city.MembersAsync(home))[1];

        var refused = await city.ActAsync(on => RemoveMember.HandleAsync(on, new(Now(home), son.Id, ChangeKind.MovedOut, new(DateOnly.Parse(day))), Cancellation));

        Assert.Equal((code, "happenedOn"), (refused.Refusal!.Code, refused.Refusal.Field));
        Assert.Empty(await city.LogAsync(home));
    }

    [Fact]
    public async Task A_head_who_leaves_hands_over_in_the_same_step()
    {
        await using var city = await RegisterCity.OpenAsync();
        var home = await city.HouseholdAsync("431021000001", Relation.Spouse, Relation.Son);
        var (head, spouse, son) = (await city.MembersAsync(home)) is [var a, var b, var c] ? (a, b, c) : throw new InvalidOperationException();
        var death = new RemoveMember.Request(Now(home), head.Id, ChangeKind.Death, InOctober);

        Assert.Equal("NEW_HEAD", (await city.ActAsync(on => RemoveMember.HandleAsync(on, death, Cancellation))).Refusal!.Code);
        var half = await city.ActAsync(on => RemoveMember.HandleAsync(on, death with { NewHeadId = spouse.Id }, Cancellation));
        Assert.Equal(("RELATION_MISSING", "relation-" + son.Id), (half.Refusal!.Code, half.Refusal.Field));
        var done = await city.ActAsync(on => RemoveMember.HandleAsync(
            on, death with { NewHeadId = spouse.Id, Relations = new Dictionary<Guid, Relation> { [son.Id] = Relation.Son } }, Cancellation));

        Assert.True(done.IsOk);
        Assert.Equal(spouse.Name, (await city.ReadAsync(home)).HeadName);
        Assert.Equal([Relation.Head, Relation.Son], (await city.MembersAsync(home)).Select(person => person.Relation));
    }

    [Fact]
    public async Task The_last_member_is_not_removed_but_the_household_dissolved()
    {
        await using var city = await RegisterCity.OpenAsync();
        var home = await city.HouseholdAsync("431021000001");
        var head = (await city.MembersAsync(home))[0];

        var refused = await city.ActAsync(on => RemoveMember.HandleAsync(on, new(Now(home), head.Id, ChangeKind.Death, InOctober), Cancellation));
        Assert.Equal("LAST_MEMBER", refused.Refusal!.Code);
        Assert.True((await city.ActAsync(on => DissolveHousehold.HandleAsync(on, new(Now(home), ChangeKind.Death, InOctober), Cancellation))).IsOk);

        var ended = await city.ReadAsync(home);
        Assert.Equal((HouseholdStatus.Dissolved, InOctober.HappenedOn, head.Name), (ended.Status, ended.DissolvedOn!.Value, ended.HeadName));
        Assert.Empty(await city.MembersAsync(home));
        var again = await city.ActAsync(on => DissolveHousehold.HandleAsync(on, new(Now(home), ChangeKind.Death, InOctober), Cancellation));
        Assert.Equal("DISSOLVED", again.Refusal!.Code);
    }

    [Fact]
    public async Task A_form_filled_in_before_somebody_elses_change_is_refused()
    {
        await using var city = await RegisterCity.OpenAsync();
        var home = await city.HouseholdAsync("431021000001", Relation.Spouse, Relation.Son);
        var (household, members) = (await city.ReadAsync(home), await city.MembersAsync(home));
        var seen = new Seen(home, HomeInHand.StampOf(household, members));
        await city.ActAsync(on => RemoveMember.HandleAsync(on, new(Now(home), members[1].Id, ChangeKind.MovedOut, InOctober), Cancellation));

        var refused = await city.ActAsync(on => RemoveMember.HandleAsync(on, new(seen, members[2].Id, ChangeKind.MovedOut, InOctober), Cancellation));

        Assert.Equal("CONFLICT", refused.Refusal!.Code);
        Assert.Equal(2, (await city.MembersAsync(home)).Count);
    }

    [Fact]
    public async Task The_new_head_takes_the_households_name_and_everybody_a_new_relation()
    {
        await using var city = await RegisterCity.OpenAsync();
        var home = await city.HouseholdAsync("431021000001", Relation.Son);
        var (head, son) = (await city.MembersAsync(home)) is [var a, var b] ? (a, b) : throw new InvalidOperationException();

        var done = await city.ActAsync(on => ChangeHead.HandleAsync(
            on, new(Now(home), son.Id, new Dictionary<Guid, Relation> { [head.Id] = Relation.Father }, InOctober, "协商一致"), Cancellation));

        Assert.True(done.IsOk);
        Assert.Equal([(son.Id, Relation.Head), (head.Id, Relation.Father)], (await city.MembersAsync(home)).Select(person => (person.Id, person.Relation)));
        Assert.Equal(son.Name, (await city.ReadAsync(home)).HeadName);
        var line = Assert.Single(await city.LogAsync(home));
        Assert.Equal((ChangeKind.HeadChanged, son.Id, InOctober.HappenedOn, RegisterCity.Today), (line.Kind, line.PersonId, line.HappenedOn, line.ReportedOn));
        Assert.Equal([2, 2], (await city.RollAsync(home)).Months(new(2025, 10), 1).SelectMany(month => new[] { month.Opening, month.Closing }));
        await using var db = city.Open();
        var batch = await db.Set<JournalBatch>().OrderByDescending(x => x.Sequence).FirstAsync(Cancellation);
        Assert.Equal("变更户主：协商一致", batch.Reason);
    }

    [Fact]
    public async Task A_head_may_found_a_household_when_those_who_stay_get_one_of_their_own()
    {
        await using var city = await RegisterCity.OpenAsync();
        var home = await city.HouseholdAsync("431021000001", Relation.Spouse, Relation.Son, Relation.DaughterInLaw);
        var members = await city.MembersAsync(home);
        var (head, spouse) = (members[0], members.Single(x => x.Relation == Relation.Spouse));
        var (son, wife) = (members.Single(x => x.Relation == Relation.Son), members.Single(x => x.Relation == Relation.DaughterInLaw));

        var split = await city.ActAsync(on => SplitHousehold.HandleAsync(
            on,
            new(Now(home), [head.Id, spouse.Id], head.Id, InOctober)
            {
                Relations = new Dictionary<Guid, Relation> { [spouse.Id] = Relation.Spouse },
                RemainingHeadId = son.Id,
                RemainingRelations = new Dictionary<Guid, Relation> { [wife.Id] = Relation.Spouse },
            },
            Cancellation));

        var fresh = await city.ReadAsync(split.Value);
        Assert.Equal(("431021000002", head.Name, RegisterCity.Guiyang), (fresh.Code, fresh.HeadName, fresh.CountyCode));
        Assert.Equal([Relation.Head, Relation.Spouse], (await city.MembersAsync(split.Value)).Select(x => x.Relation));
        Assert.Equal((son.Name, 2), ((await city.ReadAsync(home)).HeadName, (await city.MembersAsync(home)).Count));
        var log = await city.LogAsync(home);
        Assert.Equal(son.Id, Assert.Single(log, line => line.Kind == ChangeKind.HeadChanged).PersonId);
        Assert.All(log.Where(line => line.Kind != ChangeKind.HeadChanged), line => Assert.Equal((ChangeKind.SplitOut, split.Value), (line.Kind, line.OtherHouseholdId!.Value)));
        Assert.Equal(4, (await city.RollAsync(home)).On(new(2025, 10, 7)).Count);
    }

    [Fact]
    public async Task Not_everybody_may_be_split_off()
    {
        await using var city = await RegisterCity.OpenAsync();
        var home = await city.HouseholdAsync("431021000001", Relation.Spouse);
        var members = await city.MembersAsync(home);

        var refused = await city.ActAsync(on => SplitHousehold.HandleAsync(on, new(Now(home), [.. members.Select(x => x.Id)], members[0].Id, InOctober), Cancellation));

        Assert.Equal("EVERYBODY", refused.Refusal!.Code);
    }

    [Fact]
    public async Task A_merged_household_ends_and_its_people_go_on_in_the_other()
    {
        await using var city = await RegisterCity.OpenAsync();
        var (old, into) = (await city.HouseholdAsync("431021000001", Relation.Spouse), await city.HouseholdAsync("431021000002", Relation.Spouse));
        var coming = await city.MembersAsync(old);

        var done = await city.ActAsync(on => MergeHousehold.HandleAsync(
            on,
            new(Now(old), Now(into), InOctober, new Dictionary<Guid, Relation> { [coming[0].Id] = Relation.Father, [coming[1].Id] = Relation.Mother }),
            Cancellation));

        Assert.True(done.IsOk);
        Assert.Equal(HouseholdStatus.Dissolved, (await city.ReadAsync(old)).Status);
        Assert.Equal(4, (await city.MembersAsync(into)).Count);
        Assert.Equal((2, 0), ((await city.RollAsync(old)).On(new(2025, 10, 7)).Count, (await city.RollAsync(old)).On(new(2025, 10, 8)).Count));
    }

    [Fact]
    public async Task Everything_recorded_moves_with_the_household_to_its_new_county()
    {
        await using var city = await RegisterCity.OpenAsync();
        var home = await city.HouseholdAsync("431021000001", Relation.Son);
        var son = (await city.MembersAsync(home))[1];
        await city.ActAsync(on => RemoveMember.HandleAsync(on, new(Now(home), son.Id, ChangeKind.Lost, InOctober), Cancellation));
        await city.ActAsync(on => ConfirmMonth.HandleAsync(on, new(home, new(2025, 11), VerificationMethod.Visit, new(2025, 11, 3), VerificationOutcome.NoChange, "曹走访"), Cancellation));
        var site = await city.SiteAsync("YZ001");

        var refused = await city.ActAsync(on => MoveHousehold.HandleAsync(on, new(Now(home), site.Id, InNovember, "调换住房"), Cancellation), RegisterCity.CountyOfficer(RegisterCity.Guiyang));
        Assert.Equal("SITE_UNKNOWN", refused.Refusal!.Code);
        Assert.True((await city.ActAsync(on => MoveHousehold.HandleAsync(on, new(Now(home), site.Id, InNovember, "调换住房"), Cancellation))).IsOk);

        await using var there = city.Open(RegisterCity.CountyOfficer(RegisterCity.Yizhang));
        Assert.Equal(
            (1, 2, 2, 2, 1),
            (await there.Set<Household>().CountAsync(Cancellation), await there.Set<Person>().CountAsync(Cancellation), await there.Set<EmploymentSpell>().CountAsync(Cancellation),
                await there.Set<MembershipChange>().CountAsync(Cancellation), await there.Set<MonthlyVerification>().CountAsync(Cancellation)));
        await using var here = city.Open(RegisterCity.CountyOfficer(RegisterCity.Guiyang));
        Assert.Equal(0, await here.Set<Person>().CountAsync(Cancellation));
        Assert.Equal(0, await here.Set<EmploymentSpell>().CountAsync(Cancellation));
        var left = await here.Set<MembershipChange>().SingleAsync(Cancellation);
        Assert.Equal((ChangeKind.SiteLeft, InNovember.HappenedOn, RegisterCity.Today), (left.Kind, left.HappenedOn, left.ReportedOn));
    }

    [Fact]
    public async Task A_household_of_another_county_is_not_found()
    {
        await using var city = await RegisterCity.OpenAsync();
        var home = await city.HouseholdAsync("431021000001", Relation.Son);
        var son = (await city.MembersAsync(home))[1];

        var refused = await city.ActAsync(
            on => RemoveMember.HandleAsync(on, new(Now(home), son.Id, ChangeKind.Lost, InOctober), Cancellation), RegisterCity.CountyOfficer(RegisterCity.Yizhang));

        Assert.Equal("NOT_FOUND", refused.Refusal!.Code);
    }

    /// <summary>PostgreSQL would refuse it where SQLite stores it: neither may come to that.</summary>
    [Fact]
    public async Task What_is_too_long_for_a_record_is_refused_at_its_input_whatever_the_action()
    {
        await using var city = await RegisterCity.OpenAsync();
        var home = await city.HouseholdAsync("431021000001", Relation.Spouse, Relation.Son);
        var (members, site, longer) = (await city.MembersAsync(home), await city.SiteAsync("GY002"), new string('长', 600));
        var on = InOctober with { Proof = longer, Note = longer };

        var added = await city.ActAsync(x => AddMember.HandleAsync(
            x,
            new(Now(home), ChangeKind.MovedIn, on, Relation.Other)
            {
                Name = longer, Ethnicity = longer, Phone = longer, Sex = Sex.Male, BirthDate = new(1990, 1, 1), IdType = IdType.Other, IdNumber = new string('8', 40),
            },
            Cancellation));
        Assert.Equal(["ethnicity", "idNumber", "name", "note", "phone", "proof"], added.Refusal!.All.Select(x => x.Field).Order());

        var moved = await city.ActAsync(x => MoveHousehold.HandleAsync(x, new(Now(home), site.Id, InOctober, "调换住房") { Room = longer }, Cancellation));
        Assert.Equal(["room"], moved.Refusal!.All.Select(x => x.Field));

        var split = await city.ActAsync(x => SplitHousehold.HandleAsync(
            x, new(Now(home), [members[2].Id], members[2].Id, on) { Code = longer, Room = longer }, Cancellation));
        Assert.Equal(["code", "note", "proof", "room"], split.Refusal!.All.Select(x => x.Field).Order());

        var signed = await city.ActAsync(x => ConfirmMonth.HandleAsync(
            x,
            new(home, new(2025, 11), VerificationMethod.Visit, new(2025, 11, 3), VerificationOutcome.Changed, longer) { ChangedItems = longer, Before = longer, After = longer, Proof = longer },
            Cancellation));
        Assert.Equal(["after", "before", "changedItems", "proof", "verifier"], signed.Refusal!.All.Select(x => x.Field).Order());
        Assert.Equal(3, (await city.MembersAsync(home)).Count);
    }

    [Fact]
    public async Task A_relation_that_the_sex_forbids_is_refused_in_the_action_too()
    {
        await using var city = await RegisterCity.OpenAsync();
        var home = await city.HouseholdAsync("431021000001", Relation.Spouse, Relation.Son);
        var members = await city.MembersAsync(home);
        var (wife, son) = (members.Single(x => x.Relation == Relation.Spouse), members.Single(x => x.Relation == Relation.Son));

        var changed = await city.ActAsync(x => ChangeHead.HandleAsync(
            x, new(Now(home), son.Id, new Dictionary<Guid, Relation> { [members[0].Id] = Relation.Father, [wife.Id] = Relation.Father }, InOctober, "协商一致"), Cancellation));

        Assert.Equal(("RELATION_SEX", $"relation-{wife.Id}"), (changed.Refusal!.Code, changed.Refusal.Field));
    }

    [Fact]
    public async Task Who_is_added_with_words_for_no_number_or_a_number_known_in_another_spelling_is_refused()
    {
        await using var city = await RegisterCity.OpenAsync();
        var (home, other) = (await city.HouseholdAsync("431021000001"), await city.HouseholdAsync("431021000002"));
        var number = (await city.MembersAsync(other))[0].IdNumber!;
        Task<Result<Guid>> AddAsync(string typed, IdType type) => city.ActAsync(x => AddMember.HandleAsync(
            x, new(Now(home), ChangeKind.MovedIn, InOctober, Relation.Other) { Name = "谢新来", IdNumber = typed, IdType = type, Sex = Sex.Male, BirthDate = new(1960, 3, 1) }, Cancellation));

        Assert.Equal("ID_NUMBER", (await AddAsync("无", IdType.Other)).Refusal!.Code);
        foreach (var typed in (string[])[number.ToLowerInvariant(), number[..6] + number[8..17], $" {number}"])
        {
            Assert.Equal("ON_ANOTHER_ROLL", (await AddAsync(typed, IdType.Other)).Refusal!.Code);
            Assert.Equal("ON_ANOTHER_ROLL", (await AddAsync(typed, IdType.HouseholdBooklet)).Refusal!.Code);
        }
    }

    [Fact]
    public async Task A_household_that_moves_to_another_county_leaves_its_old_township_behind()
    {
        await using var city = await RegisterCity.OpenAsync();
        var home = await city.HouseholdAsync("431021000001");
        await using (var db = city.Open())
        {
            await using var change = await Change.BeginAsync(db, Origin.Page, "补充", TimeProvider.System, Cancellation);
            (await db.Set<Household>().SingleAsync(x => x.Id == home, Cancellation)).TownshipCode = "431021101000";
            await change.CommitAsync(Cancellation);
        }

        var site = await city.SiteAsync("YZ001");
        Assert.True((await city.ActAsync(x => MoveHousehold.HandleAsync(x, new(Now(home), site.Id, InOctober, "调换住房"), Cancellation))).IsOk);
        var moved = await city.ReadAsync(home);
        Assert.Equal((RegisterCity.Yizhang, site.TownshipCode), (moved.CountyCode, moved.TownshipCode));
    }

    [Fact]
    public async Task A_month_signed_again_corrects_the_first_signature()
    {
        await using var city = await RegisterCity.OpenAsync();
        var home = await city.HouseholdAsync("431021000001");
        var request = new ConfirmMonth.Request(home, new(2025, 11), VerificationMethod.Visit, new(2025, 11, 3), VerificationOutcome.NoChange, "曹走访");
        Task<Result<Guid>> SignAsync(ConfirmMonth.Request with) =>
            city.ActAsync(on => ConfirmMonth.HandleAsync(on, with, Cancellation));

        var first = await SignAsync(request);
        Assert.Equal("CONFLICT", (await SignAsync(request with { Means = VerificationMethod.Phone })).Refusal!.Code);
        var second = await SignAsync(request with { Means = VerificationMethod.Phone, SeenVersion = 1 });

        Assert.Equal(first.Value, second.Value);
        Assert.Equal("CHANGED_ITEMS", (await SignAsync(request with { Outcome = VerificationOutcome.Changed, SeenVersion = 2 })).Refusal!.Code);
        Assert.Equal("FUTURE_MONTH", (await SignAsync(request with { Month = new(2025, 12) })).Refusal!.Code);
        Assert.Equal("DATE_BEFORE_MONTH", (await SignAsync(request with { VerifiedOn = new(2025, 10, 31) })).Refusal!.Code);
    }
}
