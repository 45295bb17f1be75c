using Anju.Kernel;
using Anju.Ledgers.Workbooks;

namespace Anju.Ledgers;

/// <summary>The rows of one file for one ledger.</summary>
internal sealed class LedgerBatch<T>(
    LedgerDefinition ledger, LedgerCatalogue ledgers, List<ImportField> fields, List<ReferenceFields> references, Computations computations,
    IReadOnlyList<ILedgerObjection> objections, ImportContext context) : ImportBatch
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
        keys.RefuseRepeated(rows, SheetNames);
        await keys.FindAsync(db, rows, cancellation);
        await CompareAsync(db, cancellation);
        foreach (var row in rows.Where(row => row.Imports))
        {
            Judge(row, db.Actor.Scope);
            Rule(row);
        }

        await BesideAsync(db, cancellation);
    }

    /// <summary>
    /// Rows that must agree with the other lines of their owner: changes are held against what is stored as the file changes it,
    /// new rows against that and against the new rows above them.
    /// </summary>
    private async Task BesideAsync(AnjuDb db, CancellationToken cancellation)
    {
        if (ledger.Owner is not { } owner || !typeof(IRuledBeside).IsAssignableFrom(ledger.Type))
        {
            return;
        }

        var written = rows.Where(row => row is { Imports: true, Outcome: RowOutcome.New or RowOutcome.Changed }).ToList();
        var standing = new Dictionary<Guid, Dictionary<Guid, Record>>();
        foreach (var some in written.Select(Owner).Distinct().Chunk(500))
        {
            foreach (var line in await ledger.Rows.OwnedAsync(db, owner, some, cancellation))
            {
                Of((Guid)owner.Get(line)!)[line.Id] = line;
            }
        }

        foreach (var row in written.Where(row => row.Outcome == RowOutcome.Changed))
        {
            Of(Owner(row))[row.Existing!.Id] = row.Changed!;
        }

        foreach (var row in written.OrderBy(row => row.Outcome == RowOutcome.New))
        {
            var lines = Of(Owner(row));
            var line = row.Changed ?? row.Draft;
            var refusals = LineRules.Beside(ledger, line, row.Existing, lines.Values).ToList();
            if (refusals.Count == 0)
            {
                lines[line.Id] = line;
                continue;
            }

            Refuse(row, refusals);
            if (row.Existing is { } stored)
            {
                lines[stored.Id] = stored;
            }
        }

        Guid Owner(LedgerRow<T> row) => (Guid)owner.Get(row.Changed ?? row.Draft)!;
        Dictionary<Guid, Record> Of(Guid id) => standing.TryGetValue(id, out var lines) ? lines : standing[id] = [];
    }

    /// <summary>An identity number that the register works out is never taken from a sheet, but it tells whether both mean the same line.</summary>
    private async Task CompareAsync(AnjuDb db, CancellationToken cancellation)
    {
        var said = rows.Where(row => row is { NumberSaid: not null, Existing: not null }).ToList();
        if (said.Count == 0 || ledger.Columns.FirstOrDefault(column => column is { Computed: true, Mask: Mask.IdNumber }) is not { } number)
        {
            return;
        }

        foreach (var some in said.Chunk(500))
        {
            await new ComputedColumns(db, computations).FillAsync(ledger, [.. some.Select(row => row.Existing!)], [number], cancellation);
        }

        foreach (var row in said.Where(row => number.Get(row.Existing!) is string known && !Masked.Hides(row.NumberSaid!) && CellText.Compact(row.NumberSaid) != known))
        {
            row.Tell(ImportCodes.HeadNumberMismatch, places.GetValueOrDefault(number), row.NumberSaid);
        }
    }

    public override async Task<Result> WriteAsync(AnjuDb db, Change change, CancellationToken cancellation)
    {
        await change.InsertAsync([.. rows.Where(row => row is { Imports: true, Outcome: RowOutcome.New }).Select(row => row.Draft)], cancellation);
        var edits = rows.Where(row => row is { Imports: true, Outcome: RowOutcome.Changed }).Select(row => (row.Existing!, row.Changed!)).ToList();
        if (await change.UpdateAsync(edits, cancellation) is { Refusal: { } refusal })
        {
            return refusal;
        }

        foreach (var (_, after) in edits.Where(edit => edit.Item1 is IScoped was && edit.Item2 is IScoped now && was.SiteId != now.SiteId))
        {
            await RecordOwner.FollowAsync(db, ledgers, after, cancellation);
        }

        return Result.Ok;
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
                return new ReferenceReader(column, field, (row, text) => ((LedgerRow<T>)row).Said[at].Key = NumberOf(references[at].To, text));
            }
        }

        places[field.Column!] = column;
        if (field.Column!.Computed)
        {
            return new ReferenceReader(column, field, (row, text) => ((LedgerRow<T>)row).NumberSaid = text);
        }

        return CellReaders.For(column, field, context, () => rowCounty);
    }

    /// <summary>A person is named by a number as it is stored, though the sheet has the old one of fifteen digits.</summary>
    private string NumberOf(LedgerDefinition to, string text) =>
        to.NumberKey is not null && IdNumber.Check(text, context.Today, AreaCodes.OfAnyYear).Number is { } number ? number.Value : text;

    /// <summary>Puts ids in the place of keys, and takes county, site and household from what the row is about.</summary>
    private void Refer(LedgerRow<T> row, LedgerReferences found, Scope scope)
    {
        var county = (row.Draft as CountyRecord)?.CountyCode is { Length: > 0 } said ? said : row.SheetCounty;
        for (var i = 0; i < references.Count; i++)
        {
            var reference = references[i];
            var target = found.Of(i, row.Said[i], county);
            if (target is IScoped scoped && !scope.MayRead(scoped))
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
            Carry(reference.Column, row.Draft, target);
            if (reference.Column.Name == nameof(IScoped.SiteId) && target is IScoped site && row.Draft is CountyRecord { CountyCode: { Length: > 0 } of } && site.CountyCode != of)
            {
                row.Tell(ImportCodes.SiteElsewhere, places.GetValueOrDefault(reference.Column), row.Said[i].Key ?? row.Said[i].Caption);
            }

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

    /// <summary>County, site and household of the line it names; of another one only what the line lacks.</summary>
    private void Carry(LedgerColumn column, T draft, Record target)
    {
        if (column == ledger.Owner)
        {
            RecordOwner.Apply(ledger, draft, target);
        }
        else if (draft is CountyRecord { CountyCode.Length: 0 } record && target is IScoped scoped)
        {
            record.CountyCode = scoped.CountyCode;
        }
    }

    /// <summary>What a form would refuse, the row is refused for.</summary>
    private void Rule(LedgerRow<T> row)
    {
        if (!row.Imports || row.Outcome is not (RowOutcome.New or RowOutcome.Changed))
        {
            return;
        }

        var line = row.Changed ?? row.Draft;
        Refuse(row, LineRules.Check(ledger, line, row.Existing, context.Today)
            .Concat(objections.SelectMany(one => one.Against(row.Existing, line)).Select(objection => objection.ToRefusal())));
    }

    private void Refuse(LedgerRow<T> row, IEnumerable<Refusal> refusals)
    {
        foreach (var refusal in refusals)
        {
            var column = refusal.Field is { } field ? ledger.FindField(field) : null;
            row.Tell(new Finding(ImportCodes.Against(refusal), column is null ? 0 : places.GetValueOrDefault(column)?.Column ?? 0, ""));
            row.Outcome = RowOutcome.None;
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

    /// <summary>A line is moved by its action, with all that belongs to it, and not by a sheet.</summary>
    private bool Stays(LedgerRow<T> row, T existing)
    {
        if (ledger.Owner is not null || existing is not IScoped was || row.Draft is not IScoped now)
        {
            return true;
        }

        if (now.CountyCode.Length > 0 && now.CountyCode != was.CountyCode)
        {
            row.Tell(ImportCodes.CountyFixed);
            return false;
        }

        if (ledger.MovedBy is not null && was.SiteId is not null && parts.FirstOrDefault(part => part.Column.Name == nameof(IScoped.SiteId)) is { } site
            && (row.Present & site.Bit) != 0 && now.SiteId != was.SiteId)
        {
            row.Tell(ImportCodes.SiteFixed, places.GetValueOrDefault(site.Column));
            row.Present &= ~site.Bit;
        }

        return true;
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

        row.RecordId = existing.Id;
        if (!Stays(row, existing))
        {
            return;
        }

        KeepWords(row, existing);
        var edits = new List<FieldEdit>();
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
