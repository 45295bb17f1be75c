namespace Anju.Ledgers;

/// <summary>Import of one ledger through its own columns: one row is one record.</summary>
internal sealed class LedgerImport : ImportTarget
{
    private readonly LedgerDefinition ledger;
    private readonly LedgerCatalogue ledgers;
    private readonly List<ImportField> fields = [];
    private readonly List<ReferenceFields> references = [];

    private readonly Computations computations;
    private readonly IReadOnlyList<ILedgerObjection> objections;

    public LedgerImport(LedgerDefinition ledger, LedgerCatalogue ledgers, Computations computations, IReadOnlyList<ILedgerObjection> objections)
    {
        this.ledger = ledger;
        this.ledgers = ledgers;
        this.computations = computations;
        this.objections = objections;
        foreach (var column in ledger.Columns)
        {
            Add(column);
        }

        // A sheet's own columns win over the captions of what it refers to.
        fields.AddRange(references.Where(reference => reference.Caption is not null).Select(reference => reference.Caption! with { Rank = 5 }));
        fields.AddRange(Signature.Fields);
        Needed = [.. ledger.Key.Select(column => fields.First(field => field.Column == column))];
    }

    public override string Code => ledger.Code;

    public override string Title => ledger.Title;

    public override string Counter => ledger.Counter;

    public override IReadOnlyList<ImportField> Fields => fields;

    public override IReadOnlyList<ImportField> Needed { get; }

    public override IReadOnlyList<Type> Writes => [ledger.Type];

    /// <summary>A reference may be given by its key or by its caption; what else the key asks for must be there.</summary>
    public override bool IsData(IReadOnlySet<string> found) => ledger.Key.Count > 0 && ledger.Key
        .Where(column => column.Required || column.Refers is not null || ledger.Key.Count == 1)
        .All(column => fields.Exists(field => field.Column == column && found.Contains(field.Key)) || IsCaptioned(column, found));

    public override ImportBatch Open(ImportContext context) => (ImportBatch)Activator.CreateInstance(
        typeof(LedgerBatch<>).MakeGenericType(ledger.Type), ledger, ledgers, fields, references, computations, objections, context)!;

    private bool IsCaptioned(LedgerColumn column, IReadOnlySet<string> found) =>
        references.Exists(reference => reference.Column == column && reference.Caption is { } caption && found.Contains(caption.Key));

    private void Add(LedgerColumn column)
    {
        if (column is { Computed: true, Mask: Mask.IdNumber })
        {
            fields.Add(new(column.Field, column.Title, column.AlsoWritten) { Column = column });
            return;
        }

        if (column.Kept)
        {
            fields.Add(new("kept." + column.Field, column.Title, column.AlsoWritten) { Ignored = true, Rank = 9 });
            return;
        }

        if (column.Refers is null)
        {
            fields.Add(new(column.Field, column.Title, [column.Header, .. column.AlsoWritten]) { Column = column, Slot = fields.Count });
            return;
        }

        var reference = ReferenceFields.Of(column, ledgers.Of(column.Refers), fields.Count);
        var captionTaken = references.Exists(other => other.Column.Refers == column.Refers);
        references.Add(captionTaken ? reference with { Caption = null } : reference);
        fields.Add(reference.Key);
    }
}

/// <summary>The columns by which a sheet names a line of another ledger: its key, and its caption for checking.</summary>
internal sealed record ReferenceFields(LedgerColumn Column, LedgerDefinition To, ImportField Key, ImportField? Caption)
{
    public static ReferenceFields Of(LedgerColumn column, LedgerDefinition to, int slot)
    {
        var captions = to.Caption is { } caption ? caption.AlsoWritten.Prepend(caption.Title).ToList() : [];
        var own = column.AlsoWritten.Prepend(column.Title).Where(word => !captions.Contains(word));
        var keys = to.Key is [var one] ? one.AlsoWritten.Prepend(one.Title).ToList() : [];
        var words = own.Concat(column.Name.StartsWith("Other", StringComparison.Ordinal) ? [] : keys).Distinct().ToList();
        var asCaption = captions.Contains(column.Title);
        return new(
            column,
            to,
            new(column.Field, asCaption ? keys.FirstOrDefault() ?? column.Title : column.Title, words) { Column = column, Slot = slot },
            captions.Count == 0 ? null : new(column.Field + ".caption", asCaption ? column.Title : to.Caption!.Title, captions));
    }
}
