using Anju.Kernel;
using Anju.Ledgers.Workbooks;

namespace Anju.Ledgers;

/// <summary>The rows of one file for one ledger.</summary>
internal sealed class LedgerBatch<T>(
    LedgerDefinition ledger, List<ImportField> fields, List<ReferenceFields> references, ImportContext context) : ImportBatch
    where T : Record
{
    private readonly List<LedgerRow<T>> rows = [];
    private readonly IReadOnlyList<RecordField> parts = [.. fields.Where(field => field.Slot >= 0).Select(field => new RecordField(field))];
    private readonly Dictionary<LedgerColumn, MappedColumn> places = [];
    private string? sheetCounty;
    private string? rowCounty;

    public override IReadOnlyList<ImportRow> Rows => rows;

    protected override IReadOnlyList<string> Anchors => [.. ledger.Columns
        .Where(column => column is { Kept: false } && (column.KeyOrder is not null || column.Required || column == ledger.Caption))
        .SelectMany(column => fields.Where(one => one.Column == column).Select(one => one.Key))
        .Concat(references.Select(reference => reference.Caption?.Key).OfType<string>())];

    public override void Begin(SheetMapping layout, IReadOnlySet<int> mergedDown)
    {
        sheetCounty = context.County ?? (layout.FilledInBy is { } unit ? context.Divisions.County(unit) : null);
        base.Begin(layout, mergedDown);
    }

    public override void Read(SheetRow sheetRow)
    {
        var row = new LedgerRow<T>(Layout.Index, sheetRow.Number, Activator.CreateInstance<T>(), references.Count) { SheetCounty = sheetCounty };
        rowCounty = sheetCounty;
        foreach (var cell in sheetRow.Cells)
        {
            if (cell.Column < Readers.Length && Readers[cell.Column] is { } reader && reader.Read(cell, row.Draft, row))
            {
                row.Present |= UInt128.One << reader.Field.Slot;
                if (reader.Field.Column!.Name == nameof(CountyRecord.CountyCode))
                {
                    rowCounty = (row.Draft as CountyRecord)?.CountyCode;
                }
            }
        }

        row.Label = ledger.Caption?.Get(row.Draft)?.ToString() ?? row.Said.Select(said => said.Caption ?? said.Key).FirstOrDefault(said => said is not null);
        rows.Add(row);
    }

    public override async Task JudgeAsync(AnjuDb db, CancellationToken cancellation)
    {
        var found = new LedgerReferences(db, references);
        await found.FindAsync(rows, cancellation);
        foreach (var row in rows)
        {
            Refer(row, found, db.Actor.Scope);
        }

        var keys = new LedgerKeys<T>(ledger, references);
        keys.RefuseRepeated(rows);
        await keys.FindAsync(db, rows, cancellation);
        foreach (var row in rows.Where(row => row.Imports))
        {
            Judge(row, db.Actor.Scope);
        }
    }

    public override async Task<Result> WriteAsync(AnjuDb db, Change change, CancellationToken cancellation)
    {
        await change.InsertAsync([.. rows.Where(row => row is { Imports: true, Outcome: RowOutcome.New }).Select(row => row.Draft)], cancellation);
        var edits = rows.Where(row => row is { Imports: true, Outcome: RowOutcome.Changed }).Select(row => (row.Existing!, row.Changed!)).ToList();
        return await change.UpdateAsync(edits, cancellation) is { Refusal: { } refusal } ? refusal : Result.Ok;
    }

    protected override CellReader? ReaderOf(MappedColumn column)
    {
        if (fields.Find(field => field.Key == column.Field && !field.Ignored) is not { } field)
        {
            return null;
        }

        for (var i = 0; i < references.Count; i++)
        {
            var at = i;
            if (field.Key == references[i].Caption?.Key)
            {
                return new ReferenceReader(column, field, (row, text) => ((LedgerRow<T>)row).Said[at].Caption = text);
            }

            if (field == references[i].Key)
            {
                places[references[i].Column] = column;
                return new ReferenceReader(column, field, (row, text) => ((LedgerRow<T>)row).Said[at].Key = text);
            }
        }

        places[field.Column!] = column;
        return CellReaders.For(column, field, context, () => rowCounty);
    }

    /// <summary>Puts ids in the place of keys, and takes county, site and household from what the row is about.</summary>
    private void Refer(LedgerRow<T> row, LedgerReferences found, Scope scope)
    {
        var county = (row.Draft as CountyRecord)?.CountyCode is { Length: > 0 } said ? said : row.SheetCounty;
        for (var i = 0; i < references.Count; i++)
        {
            var reference = references[i];
            var target = found.Of(i, row.Said[i], county);
            if (target is IScoped scoped && !scope.Covers(scoped))
            {
                target = null; // what is outside the scope does not exist for the sender
            }

            if (target is null)
            {
                Missing(row, reference, row.Said[i]);
                continue;
            }

            reference.Column.Set(row.Draft, target.Id);
            row.Present |= UInt128.One << reference.Key.Slot;
            Carry(row.Draft, target);
            if (row.Said[i] is { Key: not null, Caption: { } caption } && reference.To.Caption?.Get(target) is string name
                && CellText.Compact(caption) != CellText.Compact(name))
            {
                row.Tell(new Finding(ImportCodes.CaptionMismatch, 0, reference.Caption!.Title, caption, name));
            }
        }

        if (row.Draft is CountyRecord { CountyCode.Length: 0 } record)
        {
            record.CountyCode = row.SheetCounty ?? scope.County ?? "";
        }
    }

    private void Missing(LedgerRow<T> row, ReferenceFields reference, (string? Key, string? Caption) said)
    {
        if ((said.Key ?? said.Caption) is { } text)
        {
            row.Tell(reference.Column.Required || reference.Column.KeyOrder is not null ? ImportCodes.ReferenceUnknown : ImportCodes.ReferenceDoubtful,
                places.GetValueOrDefault(reference.Column), text);
        }
        else if (reference.Column.Required)
        {
            row.Tell(new Finding(ImportCodes.RequiredMissing, 0, reference.Column.Title));
        }
    }

    private void Carry(T draft, Record target)
    {
        if (draft is CountyRecord record && target is IScoped scoped)
        {
            record.CountyCode = record.CountyCode.Length == 0 ? scoped.CountyCode : record.CountyCode;
            record.SiteId ??= scoped.SiteId;
        }

        if (target is IOfHousehold { HouseholdId: { } household } && typeof(T).GetProperty(nameof(IOfHousehold.HouseholdId)) is { CanWrite: true } property
            && ledger.Columns.All(column => column.Name != property.Name || column.Kept))
        {
            property.SetValue(draft, household);
        }
    }

    private void Judge(LedgerRow<T> row, Scope scope)
    {
        if (row.Existing is { } existing)
        {
            Update(row, existing, scope);
            return;
        }

        foreach (var column in ledger.Columns.Where(column => column is { Required: true, Kept: false, Refers: null } && column.Name != nameof(CountyRecord.CountyCode)))
        {
            if ((row.Present & parts.First(part => part.Column == column).Bit) == 0)
            {
                row.Tell(new Finding(ImportCodes.RequiredMissing, places.GetValueOrDefault(column)?.Column ?? 0, column.Title));
            }
        }

        if (row.Draft is IScoped scoped)
        {
            if (scoped.CountyCode.Length == 0)
            {
                row.Tell(ImportCodes.CountyUnknown);
            }
            else if (!scope.Covers(scoped))
            {
                row.Tell(ImportCodes.OutOfScope);
            }
        }

        if (ledger.AddedElsewhere)
        {
            row.Tell(ImportCodes.AddedElsewhere);
        }

        KeepWords(row, null);
        row.RecordId = row.Draft.Id;
        row.Outcome = row.Imports ? RowOutcome.New : RowOutcome.None;
    }

    /// <summary>Words that no field can hold go into the note, where the ledger has one.</summary>
    private void KeepWords(LedgerRow<T> row, T? existing)
    {
        if (row.Kept.Count > 0 && parts.FirstOrDefault(part => part.Column is { Name: "Note", Kind: ColumnKind.Text }) is { } note)
        {
            var said = (row.Present & note.Bit) != 0 ? row.Draft : existing;
            note.Column.Set(row.Draft, row.WithKept(said is null ? null : (string?)note.Column.Get(said)));
            row.Present |= note.Bit;
        }
    }

    private void Update(LedgerRow<T> row, T existing, Scope scope)
    {
        if (existing is IScoped scoped && !scope.Covers(scoped))
        {
            row.Tell(ImportCodes.OutOfScope);
            return;
        }

        var edits = new List<FieldEdit>();
        row.RecordId = existing.Id;
        KeepWords(row, existing);
        row.Changed = RecordField.Merge(existing, row.Draft, row.Present, parts, edits);
        if (row.Changed is IScoped after && !scope.Covers(after))
        {
            row.Tell(ImportCodes.OutOfScope);
            return;
        }

        if (row.Changed is not null && ledger.AddedElsewhere)
        {
            row.Tell(ImportCodes.AddedElsewhere);
            return;
        }

        row.Edits = edits;
        row.Outcome = row.Changed is null ? RowOutcome.Unchanged : RowOutcome.Changed;
    }
}
