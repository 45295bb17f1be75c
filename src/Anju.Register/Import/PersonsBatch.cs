using Anju.Kernel;
using Anju.Ledgers;
using Anju.Ledgers.Workbooks;

namespace Anju.Register;

/// <summary>The persons of one file: read row by row, gathered into households, judged against the register, written.</summary>
internal sealed class PersonsBatch(PersonFields fields, ImportContext context) : ImportBatch
{
    private const int LengthOfNumber = 18;

    private readonly List<PersonRow> rows = [];
    private readonly Dictionary<string, Home> homes = [];
    private readonly Dictionary<string, PersonRow> numbers = [];
    private readonly PersonChecks checks = new(context);
    private Household scratch = new() { Code = "" };
    private (string? Text, string? Code) countyRead;
    private bool[] ofHousehold = [];
    private SheetPlaces places = new();
    private Home? previous;
    private bool isMerged;
    private string? code;
    private string? site;
    private string? sheetCounty;

    public override IReadOnlyList<ImportRow> Rows => rows;

    public override int Suspected => rows.Count(row => row.Has(PersonCodes.SuspectedMatch));

    public override string? Gathered => $"{homes.Count:N0} 户";

    /// <summary>Households in the order in which the file names them.</summary>
    public IReadOnlyCollection<Home> Homes => homes.Values;

    public IReadOnlyList<PersonRow> Persons => rows;

    public ImportContext Context => context;

    public IReadOnlyList<RecordField> PersonParts { get; } = [.. fields.Persons.Select(field => new RecordField(field))];

    public IReadOnlyList<RecordField> HouseholdParts { get; } = [.. fields.Households.Select(field => new RecordField(field))];

    protected override IReadOnlyList<string> Anchors =>
        [fields.OfPerson(nameof(Person.Name)).Key, fields.OfPerson(nameof(Person.IdNumber)).Key, fields.OfPerson(nameof(Person.Relation)).Key];

    public override void Begin(SheetMapping layout, IReadOnlySet<int> mergedDown)
    {
        previous = null;
        sheetCounty = context.County ?? (layout.FilledInBy is { } unit ? context.Divisions.County(unit) : null);
        base.Begin(layout, mergedDown);
        isMerged = layout.Columns.Any(column => column.Field == PersonFields.Code.Key && mergedDown.Contains(column.Column));
        ofHousehold = [.. Readers.Select(reader => reader?.Field.Key.StartsWith("household.", StringComparison.Ordinal) == true)];
        places = SheetPlaces.Of(layout, fields);
    }

    public override RowKind KindOf(SheetRow row, CellRange? alone) =>
        places.Number is { } number && row[number.Column] is { Kind: CellKind.Text, Text.Length: >= LengthOfNumber } ? RowKind.Data : base.KindOf(row, alone);

    /// <summary>Below a gap or a total, a blank household code no longer means the household above. A header comes again with every page.</summary>
    public override void Interrupt(RowKind by) => previous = by == RowKind.Header ? previous : null;

    public override void Read(SheetRow sheetRow)
    {
        var row = new PersonRow(Layout.Index, sheetRow.Number);
        UInt128 ofHome = 0;
        code = site = null;
        scratch.CountyCode = "";
        foreach (var cell in sheetRow.Cells)
        {
            if (cell.Column >= Readers.Length || Readers[cell.Column] is not { } reader)
            {
                continue;
            }

            var isOfHome = ofHousehold[cell.Column];
            if (reader.Read(cell, isOfHome ? scratch : row.Draft, row) && reader.Field.Slot >= 0)
            {
                var bit = UInt128.One << reader.Field.Slot;
                ofHome |= isOfHome ? bit : 0;
                row.Present |= isOfHome ? 0 : bit;
            }
        }

        rows.Add(row);
        row.Present |= MedicalOf(row);
        Join(row, ofHome);
        checks.Complete(row, places);
        if (row.Draft.IdNumber is { } number && row.Action != RowAction.Reject && !numbers.TryAdd(number, row))
        {
            row.IsRepeated = true;
            var earlier = numbers[number];
            row.Tell(ImportCodes.Duplicate(row, earlier, SheetNames[earlier.Sheet], "证件号码"), places.Number, number);
        }
    }

    public override async Task JudgeAsync(AnjuDb db, CancellationToken cancellation)
    {
        var match = await RegisterMatch.FindAsync(db, this, cancellation);
        match.Judge();
    }

    public override Task<Result> WriteAsync(AnjuDb db, Change change, CancellationToken cancellation) =>
        PersonsWrite.RunAsync(this, change, cancellation);

    protected override CellReader? ReaderOf(MappedColumn column)
    {
        var field = fields.All.FirstOrDefault(field => field.Key == column.Field && !field.Ignored);
        return field switch
        {
            null => null,
            _ when field == PersonFields.Code => new WordReader(column, field, (_, text) => code = text),
            _ when field == PersonFields.SiteCode => new WordReader(column, field, (_, text) => site = text),
            _ when field == PersonFields.SiteName => new WordReader(column, field, (_, text) => site ??= text),
            _ when field == PersonFields.County => new WordReader(column, field, (row, text) => ReadCounty(column, row, text)),
            _ when field == PersonFields.HeadNumber => new WordReader(column, field, (row, text) => row.HeadNumber = CellText.Compact(text)),
            _ when field == PersonFields.ResidentsMedical => new WordReader(column, field, (row, text) => row.ResidentsMedical = IsYes(text)),
            _ when field == PersonFields.EmployeesMedical => new WordReader(column, field, (row, text) => row.EmployeesMedical = IsYes(text)),
            _ when field == PersonFields.HeadName => new WordReader(column, field, (row, text) => row.HeadName = NameReader.Clean(text, out _, out _)),
            _ when field.Column!.Property.DeclaringType == typeof(Person) => OfPerson(column, field),
            _ when field.Column.Name == nameof(Household.OriginPlace) => new OriginReader(column, field, context.Divisions, CurrentCounty),
            _ when field.Column.Name == nameof(Household.Phone) => new PhoneReader(column, field),
            _ => CellReaders.For(column, field, context, CurrentCounty),
        };
    }

    private CellReader OfPerson(MappedColumn column, ImportField field) => field.Column!.Name switch
    {
        nameof(Person.IdNumber) => new IdNumberReader(column, field, context.Today),
        nameof(Person.Name) => new NameReader(column, field),
        nameof(Person.Relation) => new RelationReader(column, field),
        nameof(Person.Education) => new EducationReader(column, field),
        nameof(Person.BirthDate) => new BirthReader(column, field, context.Today),
        nameof(Person.Phone) => new PhoneReader(column, field),
        nameof(Person.Note) => new NoteReader(column, field),
        _ => CellReaders.For(column, field, context, CurrentCounty),
    };

    /// <summary>The two answers of a national export as the ledger's one, unless the sheet has a column for it.</summary>
    private UInt128 MedicalOf(PersonRow row)
    {
        MedicalInsurance? said = (row.ResidentsMedical, row.EmployeesMedical) switch
        {
            (true, true) => MedicalInsurance.Both,
            (true, _) => MedicalInsurance.Residents,
            (_, true) => MedicalInsurance.Employees,
            (false, false) => MedicalInsurance.None,
            _ => null,
        };
        var bit = PersonParts.First(part => part.Column.Name == nameof(Person.MedicalInsurance)).Bit;
        if (said is null || (row.Present & bit) != 0)
        {
            return 0;
        }

        row.Draft.MedicalInsurance = said;
        return bit;
    }

    private static bool? IsYes(string text) => CellText.Compact(text) switch
    {
        "是" or "有" or "1" or "√" or "已参保" or "参保" or "已参加" or "参加" => true,
        "否" or "无" or "0" or "×" or "未参保" or "未参加" or "没有" => false,
        _ => null,
    };

    private void ReadCounty(MappedColumn column, PersonRow row, string text)
    {
        // Row after row names the same one.
        if (text != countyRead.Text)
        {
            countyRead = (text, context.Divisions.County(text));
        }

        if (countyRead.Code is { } county)
        {
            scratch.CountyCode = county;
            return;
        }

        row.Tell(ImportCodes.CountyUnknown, column, text);
    }

    private string? CurrentCounty() => scratch.CountyCode.Length > 0 ? scratch.CountyCode : previous?.County ?? sheetCounty;

    /// <summary>
    /// Finds the row's household: by its code, or the one above where the sheet has lost its merged cells, as a csv has. In a sheet that
    /// has them, a cell is blank because nobody filled it in.
    /// </summary>
    private void Join(PersonRow row, UInt128 ofHome)
    {
        if (code is null)
        {
            if (previous is null || isMerged || row.IsHead)
            {
                previous = null;
                return;
            }

            code = previous.Code;
        }

        if (!homes.TryGetValue(code, out var home))
        {
            homes.Add(code, home = new Home(code) { County = scratch.CountyCode.Length > 0 ? scratch.CountyCode : sheetCounty });
        }

        home.SiteAt ??= site is null ? null : places.Site;
        home.SiteText ??= site;
        home.SizeAt ??= places.Size;
        foreach (var part in HouseholdParts)
        {
            if ((ofHome & part.Bit) != 0 && (home.Present & part.Bit) == 0)
            {
                part.Copy(scratch, home.Draft);
                home.Present |= part.Bit;
            }
        }

        row.Home = previous = home;
        home.Rows.Add(row);
    }
}

/// <summary>Where in a sheet the columns stand that the checks speak of.</summary>
internal sealed record SheetPlaces
{
    public MappedColumn? Number { get; private init; }

    public MappedColumn? Name { get; private init; }

    public MappedColumn? Relation { get; private init; }

    public MappedColumn? Birth { get; private init; }

    public MappedColumn? Sex { get; private init; }

    public MappedColumn? WorkPlace { get; private init; }

    public MappedColumn? Employment { get; private init; }

    public MappedColumn? HeadName { get; private init; }

    public MappedColumn? HeadNumber { get; private init; }

    public MappedColumn? Size { get; private init; }

    public MappedColumn? Site { get; private init; }

    public static SheetPlaces Of(SheetMapping layout, PersonFields fields)
    {
        MappedColumn? Of(string key) => layout.Columns.FirstOrDefault(column => column.Field == key);
        MappedColumn? OfPerson(string property) => Of(fields.OfPerson(property).Key);
        return new()
        {
            Number = OfPerson(nameof(Person.IdNumber)),
            Name = OfPerson(nameof(Person.Name)),
            Relation = OfPerson(nameof(Person.Relation)),
            Birth = OfPerson(nameof(Person.BirthDate)),
            Sex = OfPerson(nameof(Person.Sex)),
            WorkPlace = OfPerson(nameof(Person.WorkPlace)),
            Employment = OfPerson(nameof(Person.Employment)),
            HeadName = Of(PersonFields.HeadName.Key),
            HeadNumber = Of(PersonFields.HeadNumber.Key),
            Size = Of(fields.Households.First(field => field.Column!.Name == nameof(Household.DeclaredSize)).Key),
            Site = Of(PersonFields.SiteCode.Key) ?? Of(PersonFields.SiteName.Key),
        };
    }
}
