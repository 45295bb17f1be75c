using Anju.Kernel;
using Anju.Ledgers;

namespace Anju.Register;

/// <summary>
/// Membership changes by the sheet: each row is an event of a household, and importing it does what the action of the
/// household file does. Who is new to the register brings the columns of a person along.
/// </summary>
internal sealed class MembershipImport : ImportTarget
{
    private static readonly string[] OfPerson =
        [nameof(Person.Name), nameof(Person.IdType), nameof(Person.Relation), nameof(Person.Sex), nameof(Person.BirthDate), nameof(Person.Ethnicity), nameof(Person.Phone)];

    private readonly LedgerCatalogue ledgers;
    private readonly LedgerDefinition ledger;
    private readonly List<ImportField> fields = [];

    public MembershipImport(LedgerCatalogue ledgers)
    {
        this.ledgers = ledgers;
        ledger = ledgers.Of<MembershipChange>();
        foreach (var column in ledger.Columns)
        {
            fields.Add(new(column.Field, column.Title, [column.Header, .. column.AlsoWritten, .. More(column)]) { Column = column, Slot = fields.Count, Ignored = column.Kept });
        }

        var persons = ledgers.Of<Person>();
        fields.AddRange(OfPerson.Select(name => persons[name]).Select(column =>
            new ImportField("person." + column.Field, column.Title, [column.Header, .. column.AlsoWritten]) { Column = column, Slot = 0, Rank = 3 }));
    }

    public override string Code => ledger.Code;

    public override string Title => ledger.Title;

    public override string Counter => ledger.Counter;

    public override IReadOnlyList<ImportField> Fields => fields;

    public override IReadOnlyList<ImportField> Needed =>
        [Of(nameof(MembershipChange.HouseholdId)), Of(nameof(MembershipChange.Kind)), Of(nameof(MembershipChange.HappenedOn))];

    public override IReadOnlyList<Type> Writes => [typeof(Person), typeof(MembershipChange), typeof(EmploymentSpell)];

    public override ImportBatch Open(ImportContext context) => new MembershipBatch(this, ledgers, context);

    public ImportField Of(string property) => fields.First(field => field.Column!.Property.DeclaringType == typeof(MembershipChange) && field.Column.Name == property);

    private static string[] More(LedgerColumn column) => column.Name switch
    {
        nameof(MembershipChange.HouseholdId) => ["户号", "家庭编号"],
        nameof(MembershipChange.PersonId) => ["身份证号码", "公民身份号码", "身份证", "证件号"],
        nameof(MembershipChange.HappenedOn) => ["变动日期"],
        _ => [],
    };
}

/// <summary>One event as the sheet tells of it.</summary>
internal sealed class MembershipRow(int sheet, int number) : ImportRow(sheet, number)
{
    public MembershipChange Draft { get; } = new();

    /// <summary>What the sheet says of somebody who is new.</summary>
    public Person Person { get; } = new() { Name = "" };

    public UInt128 Present { get; set; }

    /// <summary>Fields of the person that the sheet has a value for.</summary>
    public HashSet<string> Told { get; } = [];

    public string? Household { get; set; }

    public string? IdNumber { get; set; }

    public string? Other { get; set; }

    /// <summary>The line of the log that the row is about.</summary>
    public MembershipChange? Existing { get; set; }

    public MembershipChange? Changed { get; set; }

    public override string? Label => Person.Name.Length > 0 ? Person.Name : Household;
}
