using Anju.Kernel;
using Anju.Ledgers;
using Microsoft.EntityFrameworkCore;

namespace Anju.Register;

/// <summary>Compares the persons and households of a file with the register, set by set.</summary>
internal sealed class RegisterMatch
{
    private readonly PersonsBatch batch;
    private readonly Scope scope;
    private readonly SiteNames sites;
    private readonly Dictionary<string, Person> byNumber = [];
    private readonly Dictionary<Guid, Household> byId = [];
    private readonly UInt128 birth;
    private readonly UInt128 sex;
    private readonly UInt128 note;

    private RegisterMatch(PersonsBatch batch, Scope scope, SiteNames sites)
    {
        this.batch = batch;
        this.scope = scope;
        this.sites = sites;
        birth = BitOf(nameof(Person.BirthDate));
        sex = BitOf(nameof(Person.Sex));
        note = BitOf(nameof(Person.Note));
    }

    public static async Task<RegisterMatch> FindAsync(AnjuDb db, PersonsBatch batch, CancellationToken cancellation)
    {
        var sites = await db.PastWallsAsync(() => db.Set<ResettlementSite>().IgnoreQueryFilters().AsNoTracking().ToListAsync(cancellation), cancellation);
        var match = new RegisterMatch(batch, db.Actor.Scope, new SiteNames(sites));
        var homes = batch.Homes.ToDictionary(home => home.Code);
        await RegisterLookup.ByTextAsync<Household>(db, nameof(Household.Code), homes.Keys, match.Know(homes), cancellation);
        await RegisterLookup.ByTextAsync<Person>(
            db,
            nameof(Person.IdNumber),
            batch.Persons.Where(row => row.Draft.IdNumber is not null && !row.IsRepeated).Select(row => row.Draft.IdNumber!),
            person => match.byNumber.Add(person.IdNumber!, person),
            cancellation);
        foreach (var row in batch.Persons)
        {
            row.Existing = row.Draft.IdNumber is { } number && !row.IsRepeated ? match.byNumber.GetValueOrDefault(number) : null;
        }

        await match.LoadMembersAsync(db, cancellation);
        await match.LoadOthersAsync(db, cancellation);
        return match;
    }

    public void Judge()
    {
        foreach (var home in batch.Homes)
        {
            Place(home);
            new HomeChecks(home).Run();
            JudgeHousehold(home);
        }

        foreach (var row in batch.Persons)
        {
            JudgePerson(row);
        }

        foreach (var home in batch.Homes.Where(home => home.Edits.Count > 0))
        {
            ShowEdits(home);
        }
    }

    private UInt128 BitOf(string property) => batch.PersonParts.First(part => part.Column.Name == property).Bit;

    private Action<Household> Know(Dictionary<string, Home> homes) => household =>
    {
        homes[household.Code].Existing = household;
        byId[household.Id] = household;
    };

    /// <summary>Members are needed only where somebody is new, the head may change, or the count is doubted.</summary>
    private async Task LoadMembersAsync(AnjuDb db, CancellationToken cancellation)
    {
        var homes = batch.Homes
            .Where(home => home.Existing is not null && home.Rows.Exists(row =>
                row.Existing is null || (row.HasRelation && row.IsHead != (row.Existing.Relation == Relation.Head)))
                || (home.Existing is not null && home.Draft.DeclaredSize is { } size && size != home.Counted.Count()))
            .ToDictionary(home => home.Existing!.Id);
        foreach (var home in homes.Values)
        {
            home.Members = [];
        }

        await RegisterLookup.ByIdAsync<Person>(
            db, nameof(Person.HouseholdId), homes.Keys, person => homes[person.HouseholdId].Members!.Add(person), cancellation, "\"status\" = 'Active'");
    }

    /// <summary>The households that people of the file are in, where the file has them in another: to be told by name.</summary>
    private Task LoadOthersAsync(AnjuDb db, CancellationToken cancellation)
    {
        var others = batch.Persons
            .Where(row => row is { Home: not null, Existing: { } existing } && !byId.ContainsKey(existing.HouseholdId))
            .Select(row => row.Existing!.HouseholdId)
            .Distinct();
        return RegisterLookup.ByIdAsync<Household>(db, nameof(Record.Id), [.. others], household => byId[household.Id] = household, cancellation);
    }

    /// <summary>Which county and site answer for the household, and whether the actor may write there.</summary>
    private void Place(Home home)
    {
        var county = home.County ?? home.Existing?.CountyCode ?? scope.County
            ?? (home.Code.Length >= 6 ? batch.Context.Divisions.County(home.Code[..6]) : null);
        var site = home.SiteText is { } text ? sites.Find(text, county) : null;
        county ??= site?.CountyCode;
        site = site?.CountyCode == county ? site : null;
        if (county is null)
        {
            TellAll(home, ImportCodes.CountyUnknown);
            return;
        }

        if (home.Existing is { } existing && existing.CountyCode != county)
        {
            TellAll(home, PersonCodes.HouseholdElsewhere);
        }

        if (home.SiteText is not null && site is null)
        {
            home.Rows[0].Tell(PersonCodes.SiteUnknown, home.SiteAt, home.SiteText);
        }

        if (home.Existing is { SiteId: { } registered } && site is not null && site.Id != registered)
        {
            home.Rows[0].Tell(ImportCodes.SiteFixed, home.SiteAt, home.SiteText);
        }

        home.County = county;
        home.SiteId = home.Existing?.SiteId ?? site?.Id;
        if (!scope.Covers(county, home.SiteId))
        {
            TellAll(home, ImportCodes.OutOfScope);
        }
    }

    private void JudgeHousehold(Home home)
    {
        if (home.Existing is not { } existing || !home.Rows.Exists(row => row.Imports))
        {
            return;
        }

        home.Changed = RecordField.Merge(existing, home.Draft, home.Present, batch.HouseholdParts, home.Edits);
        if (existing.SiteId is null && home.SiteId is { } site)
        {
            (home.Changed ??= RecordField.CloneOf(existing)).SiteId = site;
            home.Edits.Add(new("安置点", null, sites.NameOf(site)));
        }

        var head = home.Rows.Find(row => row.IsHead && row.Imports);
        if (head is not null && existing.HeadName != head.Draft.Name)
        {
            (home.Changed ??= RecordField.CloneOf(existing)).HeadName = head.Draft.Name;
            home.Edits.Add(new("户主姓名", existing.HeadName, head.Draft.Name));
        }
    }

    private void JudgePerson(PersonRow row)
    {
        if (!row.Imports)
        {
            return;
        }

        if (row.Existing is null && Suspected(row) is { } same)
        {
            row.Compared = Compare(row, same);
            switch (batch.Context.Decisions.Of(row))
            {
                case RowDecision.SamePerson:
                    row.Existing = same;
                    break;
                case RowDecision.OtherPerson:
                    break;
                default:
                    row.RecordId = same.Id;
                    row.Tell(PersonCodes.SuspectedMatch);
                    return;
            }
        }

        if (row.Existing is { } existing)
        {
            Update(row, existing);
            return;
        }

        if (row.Home is null)
        {
            row.Tell(PersonCodes.HouseholdMissing);
        }
        else if (!row.HasRelation)
        {
            row.Tell(new Finding(ImportCodes.RequiredMissing, 0, "与户主关系"));
        }
        else
        {
            row.Outcome = RowOutcome.New;
            row.RecordId = row.Draft.Id;
            row.Draft.Note = row.WithKept(row.Draft.Note);
        }
    }

    private void Update(PersonRow row, Person existing)
    {
        if (!scope.Covers(existing))
        {
            row.Tell(ImportCodes.OutOfScope);
            return;
        }

        row.RecordId = existing.Id;
        if (row.Home is not null && row.Home.Existing?.Id != existing.HouseholdId)
        {
            var other = byId[existing.HouseholdId];
            row.Tell(PersonCodes.PersonElsewhere, value: $"登记在 {other.Code} 户{(other.HeadName is { } head ? $"，户主{head}" : "")}");
            return;
        }

        if (existing.Status == PersonStatus.Left)
        {
            row.Tell(PersonCodes.PersonLeft);
            return;
        }

        var edits = new List<FieldEdit>();
        row.Changed = RecordField.Merge(existing, row.Draft, Present(row, existing), batch.PersonParts, edits);
        row.Edits = edits;
        row.Outcome = row.Changed is null ? RowOutcome.Unchanged : RowOutcome.Changed;
    }

    /// <summary>
    /// The fields that the row has something to say of. Where cell and register agree against the number, or the cell cannot be read,
    /// the row has nothing new to say: the doubt is told, and an export that comes back changes nothing.
    /// </summary>
    private UInt128 Present(PersonRow row, Person existing)
    {
        var present = row.Present;
        if (row.Kept.Count > 0)
        {
            row.Draft.Note = row.WithKept((present & note) != 0 ? row.Draft.Note : existing.Note);
            present |= note;
        }

        if (row.Draft.IdNumber is not null)
        {
            var keepsBirth = (row.BirthPrecision == DatePrecision.Day && row.BirthSaid == existing.BirthDate) || (row.IsBirthUnread && existing.BirthDate is not null);
            present = keepsBirth ? present & ~birth : present | birth;
            present = row.SexSaid is { } said && said == existing.Sex ? present & ~sex : present | sex;
        }

        return present;
    }

    private static Person? Suspected(PersonRow row) =>
        row.Home?.Members?.Find(member => member.Name == row.Draft.Name
            && (member.BirthDate is null || row.Draft.BirthDate is null || member.BirthDate == row.Draft.BirthDate)
            && !row.Home.Rows.Exists(other => other.Existing?.Id == member.Id));

    /// <summary>What tells two people of one name apart. Numbers are masked: their ends are what differs.</summary>
    private static FieldEdit[] Compare(PersonRow row, Person same)
    {
        var home = row.Home!;
        var head = home.Rows.Find(other => other.IsHead)?.Draft.Name ?? home.Rows.Select(other => other.HeadName).FirstOrDefault(name => name is not null);
        return
        [
            new("姓名", same.Name, row.Draft.Name),
            new("证件号码", Ends(same.IdNumber), Ends(row.Draft.IdNumber)),
            new("出生日期", same.BirthDate?.ToString("yyyy-MM-dd"), row.Draft.BirthDate?.ToString("yyyy-MM-dd")),
            new("与户主关系", TermTitles.Of(same.Relation), row.HasRelation ? TermTitles.Of(row.Draft.Relation) : null),
            new("户编号", home.Existing!.Code, home.Code),
            new("户主", home.Existing.HeadName, head ?? home.Existing.HeadName),
        ];

        static string? Ends(string? number) => number is null ? null : Masked.Text(Mask.IdNumber, number);
    }

    /// <summary>What changes of the household is shown with its first row.</summary>
    private static void ShowEdits(Home home)
    {
        if (home.Rows.Find(row => row is { Imports: true, Outcome: not RowOutcome.New }) is not { } row)
        {
            return;
        }

        row.Edits = [.. home.Edits.Select(edit => edit with { Field = "户·" + edit.Field }), .. row.Edits];
        row.Outcome = RowOutcome.Changed;
    }

    private static void TellAll(Home home, FindingKind kind)
    {
        foreach (var row in home.Rows)
        {
            row.Tell(kind);
        }
    }
}

/// <summary>Sites by code and by name within a county.</summary>
internal sealed class SiteNames(IReadOnlyList<ResettlementSite> sites)
{
    private readonly Dictionary<string, ResettlementSite> byCode = sites.ToDictionary(site => site.Code);
    private readonly ILookup<string, ResettlementSite> byName = sites.ToLookup(site => Stem(site.Name));

    public ResettlementSite? Find(string text, string? county)
    {
        if (byCode.TryGetValue(text, out var site))
        {
            return site;
        }

        var named = byName[Stem(text)].Where(site => county is null || site.CountyCode == county).Take(2).ToList();
        return named.Count == 1 ? named[0] : null;
    }

    public string? NameOf(Guid id) => sites.FirstOrDefault(site => site.Id == id)?.Name;

    private static string Stem(string name)
    {
        var text = CellText.Compact(name);
        foreach (var suffix in (ReadOnlySpan<string>)["集中安置点", "安置点", "安置小区", "安置区"])
        {
            if (text.Length > suffix.Length && text.EndsWith(suffix, StringComparison.Ordinal))
            {
                return text[..^suffix.Length];
            }
        }

        return text;
    }
}
