using Anju.Kernel;
using Anju.Ledgers;
using Anju.Ledgers.Workbooks;
using Anju.Register.Actions;

namespace Anju.Register;

/// <summary>
/// The events of one file, thought through in the order in which they happened, over copies of the households: each row is
/// judged by what the rows before it have done. Then all that hold are written together.
/// </summary>
internal sealed class MembershipBatch(MembershipImport target, LedgerCatalogue ledgers, ImportContext context) : ImportBatch
{
    private readonly List<MembershipRow> rows = [];
    private readonly RollDraft draft = new(context.Today);
    private readonly IReadOnlyList<RecordField> parts =
        [.. new[] { nameof(MembershipChange.ReportedOn), nameof(MembershipChange.Proof), nameof(MembershipChange.Note) }.Select(name => new RecordField(target.Of(name)))];

    private readonly Dictionary<string, HomeInHand> homes = [];
    private readonly Dictionary<string, Person> numbers = [];
    private readonly HashSet<Guid> dead = [];
    private Event last = new(context.Today);

    public override IReadOnlyList<ImportRow> Rows => rows;

    protected override IReadOnlyList<string> Anchors => [.. target.Needed.Select(needed => needed.Key)];

    public override void Read(SheetRow sheetRow)
    {
        var row = new MembershipRow(Layout.Index, sheetRow.Number);
        foreach (var cell in sheetRow.Cells)
        {
            if (cell.Column >= Readers.Length || Readers[cell.Column] is not { } reader)
            {
                continue;
            }

            var column = reader.Field.Column!;
            var isOfPerson = column.Property.DeclaringType == typeof(Person);
            if (!reader.Read(cell, isOfPerson ? row.Person : row.Draft, row))
            {
                continue;
            }

            if (isOfPerson)
            {
                row.Told.Add(column.Name);
            }
            else
            {
                row.Present |= UInt128.One << reader.Field.Slot;
            }
        }

        rows.Add(row);
    }

    public override async Task JudgeAsync(AnjuDb db, CancellationToken cancellation)
    {
        await FindAsync(db, cancellation);
        foreach (var row in rows.OrderBy(row => row.Draft.HappenedOn).ThenBy(row => row.Sheet).ThenBy(row => row.Number))
        {
            Judge(row, db.Actor.Scope);
        }
    }

    public override async Task<Result> WriteAsync(AnjuDb db, Change change, CancellationToken cancellation)
    {
        var edits = rows.Where(row => row is { Imports: true, Changed: not null }).Select(row => (row.Existing!, row.Changed!)).ToList();
        draft.SettleHeads(last);
        return await change.UpdateAsync(edits, cancellation) is { Refusal: { } refusal } ? refusal
            : await draft.WriteAsync(db, ledgers, change, cancellation) is { } no ? no
            : Result.Ok;
    }

    protected override CellReader? ReaderOf(MappedColumn column) => target.FindField(column.Field) switch
    {
        null or { Ignored: true } => null,
        { Column.Name: nameof(MembershipChange.HouseholdId) } field => new WordOfRow(column, field, (row, text) => row.Household = text),
        { Column.Name: nameof(MembershipChange.PersonId) } field => new WordOfRow(column, field, (row, text) => row.IdNumber = text),
        { Column.Name: nameof(MembershipChange.OtherHouseholdId) } field => new WordOfRow(column, field, (row, text) => row.Other = text),
        var field => CellReaders.For(column, field, context, () => context.County),
    };

    /// <summary>The households named, everybody on their lines, their logs, and whoever bears one of the numbers, wherever.</summary>
    private async Task FindAsync(AnjuDb db, CancellationToken cancellation)
    {
        var (found, people, log) = (new List<Household>(), new List<Person>(), new List<MembershipChange>());
        await RegisterLookup.ByTextAsync<Household>(
            db, nameof(Household.Code), rows.Select(row => row.Household).OfType<string>().Distinct(), found.Add, cancellation);
        var ids = found.ConvertAll(household => household.Id);
        await RegisterLookup.ByIdAsync<Person>(db, nameof(Person.HouseholdId), ids, people.Add, cancellation);
        await RegisterLookup.ByIdAsync<MembershipChange>(db, nameof(MembershipChange.HouseholdId), ids, log.Add, cancellation);
        await RegisterLookup.ByTextAsync<Person>(
            db, nameof(Person.IdNumber), rows.Select(row => row.IdNumber).OfType<string>().Distinct(), person => numbers[person.IdNumber!] = person, cancellation);
        var gone = numbers.Values.Where(person => person.Status == PersonStatus.Left).Select(person => person.Id);
        await RegisterLookup.ByIdAsync<MembershipChange>(
            db, nameof(MembershipChange.PersonId), gone.Concat(people.Select(person => person.Id)).Distinct(), change => dead.UnionWith(change.Kind == ChangeKind.Death ? [change.PersonId] : []), cancellation);
        var (members, changes) = (people.ToLookup(person => person.HouseholdId), log.ToLookup(change => change.HouseholdId));
        foreach (var household in found.Where(db.Actor.Scope.Covers))
        {
            homes[household.Code] = new HomeInHand(household, [.. members[household.Id]], [.. changes[household.Id]]);
            draft.Homes.Add(homes[household.Code]);
        }
    }

    private void Judge(MembershipRow row, Scope scope)
    {
        foreach (var field in target.Needed.Where(field => field.Column!.Name == nameof(MembershipChange.HouseholdId)
            ? row.Household is null : (row.Present & (UInt128.One << field.Slot)) == 0))
        {
            row.Tell(new Finding(ImportCodes.RequiredMissing, 0, field.Title));
        }

        if (!row.Imports)
        {
            return;
        }

        if (!homes.TryGetValue(row.Household!, out var home))
        {
            row.Tell(new Finding(ImportCodes.ReferenceUnknown, 0, target.Of(nameof(MembershipChange.HouseholdId)).Title, row.Household));
            return;
        }

        var person = Who(row, home);
        if (person is not null && home.Log.Find(x => x.PersonId == person.Id && x.Kind == row.Draft.Kind && x.HappenedOn == row.Draft.HappenedOn) is { } there)
        {
            Again(row, there, scope);
            return;
        }

        if ((scope.Covers(home.Household) ? Act(row, home, person) : Refusals.NotFound) is { } refusal)
        {
            row.Tell(new Finding(new("ROLL_" + refusal.Code, FindingLevel.Error, RowAction.Reject, refusal.Message.TrimEnd('。')), 0, ""));
            return;
        }

        row.Outcome = RowOutcome.New;
        row.RecordId = home.Log[^1].Id;
    }

    /// <summary>The line is in the log already: what may be mended in it is, the rest stands.</summary>
    private void Again(MembershipRow row, MembershipChange there, Scope scope)
    {
        row.RecordId = there.Id;
        if (rows.Find(other => other != row && other.RecordId == there.Id) is { } earlier)
        {
            row.Tell(ImportCodes.Duplicate(row, earlier, SheetNames[earlier.Sheet], "变动类型、变动时间或人员"));
            return;
        }

        var edits = new List<FieldEdit>();
        row.Existing = there;
        row.Changed = RecordField.Merge(there, row.Draft, row.Present, parts, edits);
        if (row.Changed is { } changed && changed.ReportedOn < changed.HappenedOn)
        {
            row.Tell(Early);
        }
        else if (row.Changed is not null && !scope.Covers(there))
        {
            row.Tell(ImportCodes.OutOfScope);
        }

        (row.Edits, row.Outcome) = (edits, !row.Imports ? RowOutcome.None : row.Changed is null ? RowOutcome.Unchanged : RowOutcome.Changed);
    }

    private static FindingKind Early { get; } = new("REPORTED_EARLY", FindingLevel.Error, RowAction.Reject, "报告日期早于变动时间，请核对两个日期");

    /// <summary>By the number; without one by the name, when only one of the household bears it.</summary>
    private Person? Who(MembershipRow row, HomeInHand home)
    {
        if (row.IdNumber is { } number)
        {
            return home.Everybody.Find(person => person.IdNumber == number) ?? numbers.GetValueOrDefault(number);
        }

        var named = home.Everybody.Where(person => person.Name == row.Person.Name && person.HouseholdId == home.Household.Id).ToList();
        return named.Find(person => home.Log.Exists(x => x.PersonId == person.Id && x.Kind == row.Draft.Kind && x.HappenedOn == row.Draft.HappenedOn))
            ?? (named is [var one] && row.Draft.Kind.IsOut() ? one : null);
    }

    private Refusal? Act(MembershipRow row, HomeInHand home, Person? person)
    {
        var on = new Event(row.Draft.HappenedOn, row.Draft.Proof, row.Draft.Note) { ReportedOn = row.Draft.ReportedOn == default ? null : row.Draft.ReportedOn };
        if (on.ReportedOn < on.HappenedOn)
        {
            return new("REPORTED_EARLY", Early.Says);
        }

        var common = home.Household.Status == HouseholdStatus.Dissolved ? new Refusal("DISSOLVED", $"{home.Household.HeadName}户已销户，不能再有变动")
            : ActionRules.Future(on.HappenedOn, context.Today) ?? (on.ReportedOn > context.Today ? new Refusal("FUTURE_DATE", "报告日期晚于今天，请核对") : null)
            ?? ActionRules.BeforeHousehold(home, on.HappenedOn);
        var refusal = common ?? (AddMember.Kinds.Contains(row.Draft.Kind) ? Enter(row, home, person, on)
            : RemoveMember.Kinds.Contains(row.Draft.Kind) ? Leave(row, home, person, on)
            : new Refusal("BY_ACTION", $"“{TermTitles.Of(row.Draft.Kind)}”牵涉整户或另一户，不能靠导入办理，请在一户一档中办理"));
        last = refusal is null ? on : last;
        return refusal;
    }

    private Refusal? Leave(MembershipRow row, HomeInHand home, Person? person, Event on)
    {
        if (person is null || home.Member(person.Id) is not { } member)
        {
            return new("NOT_A_MEMBER", "此人不在本户的在册名单上，请核对户编号、证件号码或姓名");
        }

        if (home.Members.Count == 1)
        {
            return new("LAST_MEMBER", $"{member.Name}是本户最后一名成员，请在一户一档中办理“整户消亡”");
        }

        if (member.Relation == Relation.Head)
        {
            return new("NEW_HEAD", $"{member.Name}是户主，离户时要定新户主和各人的关系，请在一户一档中办理");
        }

        if (ActionRules.BeforeJoining(home, [member], on.HappenedOn) is { } early)
        {
            return early;
        }

        if (member.BirthDate > on.HappenedOn)
        {
            return new("BEFORE_BIRTH", $"变动时间早于{member.Name}的出生日期（{member.BirthDate:yyyy-MM-dd}）");
        }

        draft.Leave(home, member, row.Draft.Kind, on);
        draft.EndWork(member, on);
        dead.UnionWith(row.Draft.Kind == ChangeKind.Death ? [member.Id] : []);
        return null;
    }

    private Refusal? Enter(MembershipRow row, HomeInHand home, Person? person, Event on)
    {
        if (home.Head is null)
        {
            return new("HEAD_MISSING", "本户没有户主，请先在一户一档中办理“变更户主”");
        }

        var relation = row.Told.Contains(nameof(Person.Relation)) ? row.Person.Relation : person?.HouseholdId == home.Household.Id ? person.Relation : (Relation?)null;
        if (relation is null or Relation.Head)
        {
            return relation is null ? new("RELATION", "请填写与户主关系") : new("HEAD_TAKEN", $"本户已有户主{home.Head.Name}，与户主关系不能是户主");
        }

        var asked = AddMember.Clean(
            new(new(home.Household.Id, null), row.Draft.Kind, on, relation.Value)
            {
                Name = row.Person.Name,
                IdType = row.Person.IdType,
                IdNumber = row.IdNumber,
                Sex = row.Person.Sex,
                BirthDate = row.Person.BirthDate,
                Ethnicity = row.Person.Ethnicity,
                Phone = row.Person.Phone,
            },
            context.Today);
        return asked.Refusal ?? ActionRules.BeforeMove(home, on.HappenedOn)
            ?? (person is null ? Newcomer(asked.Value, home) : Returning(asked.Value, home, person));
    }

    private Refusal? Newcomer(AddMember.Request request, HomeInHand home)
    {
        var made = AddMember.Make(request);
        if (made.Refusal is { } wrong)
        {
            return wrong;
        }

        var person = made.Value;
        if (Refusal.OfAll(LineRules.Check(ledgers.Of<Person>(), person, null, context.Today).Where(refusal => refusal.Field != "householdId")) is { } unfit)
        {
            return unfit;
        }

        if (ActionRules.Generation(home, request.Relation, person.BirthDate, person.Name) is { } older)
        {
            return older;
        }

        draft.Register(home, person);
        draft.Enter(home, person, request.Kind, request.On);
        if (person.IdNumber is { } number)
        {
            numbers[number] = person;
        }

        return null;
    }

    private Refusal? Returning(AddMember.Request request, HomeInHand home, Person person)
    {
        // As the rows before have left it, in whichever household of the file.
        var holder = draft.Homes.Find(other => other.Everybody.Exists(x => x.Id == person.Id));
        var now = holder?.Everybody.Find(x => x.Id == person.Id) ?? person;
        if (now.Status == PersonStatus.Active)
        {
            return new("ON_A_ROLL", now.HouseholdId == home.Household.Id ? $"{now.Name}已在本户名册上" : "这个证件号码已在另一户的名册上，请先在那一户登记离户或办理分户");
        }

        if ((AddMember.Refuse(now, request, dead.Contains(now.Id)) ?? ActionRules.Generation(home, request.Relation, now.BirthDate, now.Name)) is { } no)
        {
            return no;
        }

        if (holder is null)
        {
            home.Take(person, now = RecordField.CloneOf(person));
        }

        now.Relation = request.Relation;
        draft.Enter(home, now, request.Kind, request.On);
        if (holder is not null && holder != home)
        {
            home.Everybody.Add(now);
        }

        return null;
    }

    /// <summary>Text that names a household or a person, without what people type around it.</summary>
    private sealed class WordOfRow(MappedColumn at, ImportField field, Action<MembershipRow, string> take) : CellReader(at, field)
    {
        private const int LengthOfIdNumber = 18;

        protected override bool ReadValue(in Cell cell, object record, ImportRow row)
        {
            var text = CellText.Of(cell);
            if (CellText.SaysNothing(text) || text is "无")
            {
                return false;
            }

            var word = string.Concat(Text.ToHalfWidth(text.ToString()).Where(c => !char.IsWhiteSpace(c) && !Text.IsInvisible(c) && c != '\''));
            take((MembershipRow)row, word.Length == LengthOfIdNumber && word[^1] == 'x' ? word[..^1] + 'X' : word);
            return false;
        }
    }
}
