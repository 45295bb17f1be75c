using Anju.Kernel;
using Microsoft.EntityFrameworkCore;

namespace Anju.Ledgers;

/// <summary>
/// Reads the parameters of an address into a query. A column is asked for by its field (<c>type=PovertyAlleviated</c>),
/// a range by <c>birthDate.from=</c> and <c>birthDate.to=</c>; 空 and 非空 ask for blank and not blank; a text ending in * for
/// what begins with it. Where a column has the name of a list's own parameter, it is asked for as <c>column.after</c>.
/// </summary>
internal sealed class AddressReading(
    AnjuDb db, LedgerCatalogue catalogue, FieldAccess access, IDivisionNames divisions, LedgerDefinition ledger)
{
    public const string BlankWord = "空";
    public const string NotBlankWord = "非空";

    private readonly List<ColumnFilter> filters = [];
    private LedgerQuery query = new() { Ledger = ledger };

    public async Task<Result<LedgerQuery>> ReadAsync(
        IReadOnlyList<KeyValuePair<string, string>> asked, IReadOnlyList<Narrowed> narrowed, CancellationToken cancellation)
    {
        foreach (var (name, values) in asked.GroupBy(pair => pair.Key, pair => pair.Value.Trim()).Select(x => (x.Key, x.ToList())))
        {
            var read = values.Count == 1 ? await FrameAsync(name, values[0], cancellation) : null;
            if (read is null && (read = await FilterAsync(name, values, cancellation)) is null)
            {
                return Unknown(name);
            }

            if (read.Value.Refusal is { } refusal)
            {
                return refusal;
            }
        }

        return query with { Filters = filters, Narrowed = narrowed };
    }

    /// <summary>Parameters that every list has; null when it is none of them.</summary>
    private async Task<Result?> FrameAsync(string name, string value, CancellationToken cancellation)
    {
        switch (name)
        {
            case "q":
                query = query with { Search = value };
                return value.Length <= 60 ? Result.Ok : Wrong(name, "关键字太长");
            case "county":
                query = query with { County = divisions.Find(value) };
                return query.County is { Length: 6 } ? Result.Ok : Wrong(name, "没有这个县市区");
            case "site":
                query = query with { Site = await LineAsync(catalogue.Find("site"), value, cancellation) };
                return Result.Ok;
            case "line":
                query = query with { Line = Guid.TryParse(value, out var only) ? only : null };
                return query.Line is not null ? Result.Ok : Wrong(name, "记录编号不对");
            case "sort":
                return Sort(value);
            case "desc":
                query = query with { Descending = value == "true" };
                return value is "true" or "false" ? Result.Ok : Wrong(name, "只能是 true 或 false");
            case "end":
                query = query with { Place = Place.Last };
                return value == "true" ? Result.Ok : Wrong(name, "只能是 true");
            case "after" or "before":
                query = query with { Place = Guid.TryParse(value, out var line) ? name == "after" ? Place.After(line) : Place.Before(line) : default };
                return query.Place.Line is not null ? Result.Ok : Wrong(name, "翻页位置不对");
            case "size":
                query = query with { Size = int.TryParse(value, out var size) ? size : 0 };
                return query.Size is >= 1 and <= LedgerQuery.LargestPage ? Result.Ok : Wrong(name, $"每页行数应在 1 至 {LedgerQuery.LargestPage} 之间");
            default:
                return null;
        }
    }

    private Result Sort(string field)
    {
        if (ledger.FindField(field) is not { } column)
        {
            return Unknown(field);
        }

        if (column.Computed)
        {
            return NotStored(column);
        }

        query = query with { Sort = column };
        return !access.MayRead(column) || !MayReadReferred(column) ? NotReadable(column) : column.Encrypted ? NotComparable(column) : Result.Ok;
    }

    /// <summary>A reference that people are shown by name only is still ordered by that name.</summary>
    private bool MayReadReferred(LedgerColumn column) => column.Refers is not { } type
        || (catalogue.Of(type).CodeKey ?? catalogue.Of(type).Caption) is { } shown && access.MayRead(shown);

    private async Task<Result?> FilterAsync(string name, List<string> values, CancellationToken cancellation)
    {
        var (field, end) = name.EndsWith(".from", StringComparison.Ordinal) ? (name[..^5], FilterTest.From)
            : name.EndsWith(".to", StringComparison.Ordinal) ? (name[..^3], FilterTest.To)
            : (name, FilterTest.Is);
        if (ledger.Columns.FirstOrDefault(x => x.Parameter == field) is not { } column)
        {
            return null;
        }

        if (!access.MayRead(column))
        {
            return NotReadable(column);
        }

        if (column.Computed)
        {
            return NotStored(column);
        }

        if (end is not FilterTest.Is)
        {
            return Range(column, name, end, values);
        }

        if (values is [BlankWord or NotBlankWord])
        {
            return Add(new(column, values[0] == BlankWord ? FilterTest.Blank : FilterTest.NotBlank, []));
        }

        if (column.Encrypted)
        {
            return NotComparable(column);
        }

        return column.Kind switch
        {
            ColumnKind.Text when values is [var text] => Add(text.EndsWith('*')
                ? new(column, FilterTest.StartsWith, [text[..^1]])
                : new(column, FilterTest.Contains, [text])),
            ColumnKind.Division when values is [var place] => divisions.Find(place) is { } code
                ? Add(new(column, FilterTest.StartsWith, [DivisionCode.Parse(code).Prefix]))
                : Wrong(name, $"没有名为“{place}”的地方"),
            ColumnKind.Reference => Add(new(column, FilterTest.Is, await LinesAsync(catalogue.Of(column.Refers!), values, cancellation))),
            ColumnKind.Text or ColumnKind.Division => Wrong(name, "只能给一个值"),
            _ => Values(column, values),
        };
    }

    private Result Values(LedgerColumn column, List<string> texts)
    {
        var values = new List<object>();
        foreach (var text in texts)
        {
            var read = ColumnText.Read(column, text);
            if (!read.IsOk)
            {
                return read.Refusal;
            }

            values.Add(read.Value!);
        }

        return Add(new(column, FilterTest.Is, values));
    }

    private Result Range(LedgerColumn column, string name, FilterTest end, List<string> values)
    {
        if (values.Count > 1 || column.Kind is ColumnKind.Term or ColumnKind.YesNo or ColumnKind.Reference or ColumnKind.Division or ColumnKind.Text)
        {
            return Wrong(name, "这一列不能按范围筛选");
        }

        var read = ColumnText.Read(column, values[0]);
        return read.IsOk ? Add(new(column, end, [read.Value!])) : read.Refusal;
    }

    private async Task<List<object>> LinesAsync(LedgerDefinition other, List<string> values, CancellationToken cancellation)
    {
        var lines = new List<object>();
        foreach (var value in values)
        {
            lines.Add(await LineAsync(other, value, cancellation));
        }

        return lines;
    }

    /// <summary>By id or by code; a line that does not exist, or not for this actor, matches nothing.</summary>
    private async Task<Guid> LineAsync(LedgerDefinition? other, string value, CancellationToken cancellation) =>
        Guid.TryParse(value, out var id) ? id
        : other is null ? Guid.Empty
        : await other.Rows.WithKey(db, value).FirstOrDefaultAsync(cancellation);

    private Result Add(ColumnFilter filter)
    {
        filters.Add(filter);
        return Result.Ok;
    }

    private static Refusal Unknown(string name) =>
        new("UNKNOWN_COLUMN", $"没有名为“{Short(name)}”的筛选项或列，请从列表页重新筛选。", Short(name));

    private static Refusal NotReadable(LedgerColumn column) =>
        new("RESTRICTED_COLUMN", $"“{column.Title}”是受限信息，不能用来筛选或排序。", column.Field);

    private static Refusal NotStored(LedgerColumn column) =>
        new("COMPUTED_COLUMN", $"“{column.Title}”是系统算出来的，只能查看，不能用来筛选或排序。", column.Field);

    private static Refusal NotComparable(LedgerColumn column) =>
        new("ENCRYPTED_COLUMN", $"“{column.Title}”是加密保存的，不能按内容筛选或排序；可以筛选“空”或“非空”，完整的证件号码可以在查找框里查。", column.Field);

    private static Refusal Wrong(string name, string why) => new("PARAMETER", $"{why}（{Short(name)}），请从列表页重新筛选。", Short(name));

    private static string Short(string name) => name.Length > 40 ? name[..40] : name;
}
