using System.Text.Json;
using System.Text.Json.Nodes;
using Anju.Kernel;
using Microsoft.EntityFrameworkCore;

namespace Anju.Ledgers;

/// <summary>
/// Between a line and its JSON. Fields are those of the class. What the reader may not see is masked going out, and stays
/// as it is when it comes back masked or not at all; what the system keeps may come back unchanged only, and what it works
/// out is read over.
/// </summary>
public sealed class LineJson(AnjuDb db, LedgerReader reader, ComputedColumns computed, LedgerCatalogue catalogue, IDivisionNames divisions, LineCheck check)
{
    /// <summary>Completes and masks the lines in place: give it ones that nothing tracks.</summary>
    public async Task<IReadOnlyList<T>> ShownAsync<T>(IReadOnlyList<T> lines, CancellationToken cancellation)
        where T : Record
    {
        var ledger = catalogue.Of<T>();
        await computed.FillAsync(ledger, lines, ledger.Columns, cancellation);
        foreach (var column in ledger.Columns.Where(column => !reader.Access.MayRead(column)))
        {
            foreach (var line in lines)
            {
                column.Set(line, column.Get(line) is string text ? Masked.Text(column.Mask!.Value, text) : null);
            }
        }

        return lines;
    }

    /// <summary>
    /// Reads a body onto <paramref name="line"/>, the stored one or a blank one: every typed column, those not given become
    /// blank. All that is wrong, by field; empty when nothing is.
    /// </summary>
    public async Task<IReadOnlyList<Refusal>> ReadAsync(LedgerDefinition ledger, Record line, JsonObject body, CancellationToken cancellation)
    {
        var wrong = new List<Refusal>();
        var before = line.Version > 0 ? RecordField.CloneOf(line) : null;
        foreach (var (name, value) in body)
        {
            if (Kept(ledger, line, name, value) is { } refusal)
            {
                wrong.Add(refusal);
            }
        }

        foreach (var column in ledger.Columns.Where(column => ledger.IsTyped(column) && !(ledger.IsFixed(column) && line.Version > 0)))
        {
            if (await SetAsync(line, column, body[column.Field], cancellation) is { } refusal)
            {
                wrong.Add(refusal);
            }
        }

        var refused = await check.RefusalsAsync(ledger, line, before, cancellation);
        wrong.AddRange(refused.Where(rule => wrong.TrueForAll(known => known.Field != rule.Field)).ToList());
        return wrong;
    }

    /// <summary>A refusal for a field that is none, or that the system keeps and the body would change.</summary>
    private static Refusal? Kept(LedgerDefinition ledger, Record line, string name, JsonNode? value)
    {
        var property = ledger.Type.GetProperties().FirstOrDefault(x => Naming.Camel(x.Name) == name && x.CanWrite);
        if (property is null)
        {
            return new("UNKNOWN_FIELD", $"没有“{(name.Length > 40 ? name[..40] : name)}”这个字段", name);
        }

        var column = ledger.FindField(name);
        if (column is { Computed: true })
        {
            return null; // read over: by the time it comes back it may have become another
        }

        var typed = column is not null && ledger.IsTyped(column) && !(ledger.IsFixed(column) && line.Version > 0);
        if (typed || name is "id" or "version" || value is null || line.Version == 0 && IsDefault(value, property.PropertyType))
        {
            return null;
        }

        return TryRead(value, property.PropertyType, out var given) && (Equals(given, property.GetValue(line)) || (given is string text && Masked.Hides(text)))
            ? null
            : new("KEPT_FIELD", $"“{column?.Title ?? name}”由系统维护，不能写入", name);
    }

    private static bool IsDefault(JsonNode value, Type type) =>
        TryRead(value, type, out var given) && type.IsValueType && Equals(given, Activator.CreateInstance(type));

    private async Task<Refusal?> SetAsync(Record line, LedgerColumn column, JsonNode? node, CancellationToken cancellation)
    {
        if (!reader.Access.MayRead(column) && (node is null || (AsText(node) is { } masked && Masked.Hides(masked))))
        {
            return null;
        }

        var read = node is null ? Result.Of<object?>(null)
            : column.Kind switch
            {
                ColumnKind.Reference => await ReferenceAsync(column, node, cancellation),
                ColumnKind.Division => AsText(node) is { } place && FindPlace(line, place) is { } code ? Result.Of<object?>(code) : Wrong(column, "不在区划表中"),
                ColumnKind.Text or ColumnKind.Term or ColumnKind.Date or ColumnKind.Month => AsText(node) is { } text ? ColumnText.Read(column, text) : Wrong(column, "应是文字"),
                _ => TryRead(node, column.Plain, out var value) ? Result.Of<object?>(value) : Wrong(column, "应是" + (column.Kind == ColumnKind.YesNo ? " true 或 false" : "数字")),
            };
        if (!read.IsOk)
        {
            return read.Refusal;
        }

        if (read.Value is null && !column.MayBeBlank)
        {
            return column.Required || column.Kind != ColumnKind.Term ? new("REQUIRED", $"请填写{column.Called}", column.Field) : null;
        }

        column.Set(line, read.Value);
        return null;
    }

    /// <summary>A name is looked for in the county of the line first, which stands before the places in it.</summary>
    private string? FindPlace(Record line, string place) =>
        ((line as IScoped)?.CountyCode is { Length: 6 } county ? divisions.Find(place, county) : null) ?? divisions.Find(place);

    /// <summary>A reference by id, code or whole identity number, within the actor's scope.</summary>
    private async Task<Result<object?>> ReferenceAsync(LedgerColumn column, JsonNode node, CancellationToken cancellation)
    {
        var other = catalogue.Of(column.Refers!);
        if (AsText(node) is not { Length: > 0 } text)
        {
            return Wrong(column, "应是所引用记录的编号");
        }

        var id = Guid.TryParse(text, out var given) ? given : await other.Rows.WithKey(db, text).FirstOrDefaultAsync(cancellation);
        return await reader.ReferredAsync(other, [id], cancellation) is [_] ? Result.Of<object?>(id) : Wrong(column, "没有找到所引用的记录");
    }

    /// <summary>Without what cannot be seen, which a database may refuse; null for half of a surrogate pair, which is no text.</summary>
    private static string? AsText(JsonNode node) =>
        node.GetValueKind() == JsonValueKind.String && TryRead(node, typeof(string), out var text) ? Text.RemoveInvisible((string)text!) : null;

    private static bool TryRead(JsonNode node, Type type, out object? value)
    {
        try
        {
            value = node.Deserialize(type, Json.Options);
            return true;
        }
        catch (Exception problem) when (problem is JsonException or FormatException or InvalidOperationException or OverflowException)
        {
            value = null;
            return false;
        }
    }

    private static Refusal Wrong(LedgerColumn column, string why) => new("VALUE", $"{column.Called}{why}", column.Field);
}
