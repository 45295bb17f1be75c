using Anju.Ledgers;

namespace Anju.Register;

/// <summary>Persons and their households together: one row for each person, the household's cells merged down or repeated.</summary>
internal sealed class PersonsImport(LedgerCatalogue ledgers) : ImportTarget
{
    private readonly PersonFields fields = new(ledgers);

    public override string Code => "person";

    public override string Title => "搬迁人口及搬迁户";

    public override string Counter => "人";

    public override IReadOnlyList<ImportField> Fields => fields.All;

    public override IReadOnlyList<ImportField> Needed => [fields.OfPerson(nameof(Person.Name)), fields.OfPerson(nameof(Person.IdNumber))];

    public override IReadOnlyList<Type> Writes => [typeof(Household), typeof(Person), typeof(MembershipChange)];

    public override ImportBatch Open(ImportContext context) => new PersonsBatch(fields, context);
}
