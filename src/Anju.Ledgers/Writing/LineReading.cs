using Anju.Kernel;
using Anju.Ui;
using Microsoft.AspNetCore.Http;

namespace Anju.Ledgers;

/// <summary>Between a line and the form it is edited in.</summary>
public sealed class LineReading(LedgerReader reader, LedgerWords words, IDivisionNames divisions, LineCheck check, Actor actor)
{
    /// <summary>A ledger of which a county has no more than a drop-down holds.</summary>
    private const string Sites = "site";
    private const string Id = ".id";
    private const string Pick = ".pick";

    /// <summary>Longest reason of a change.</summary>
    public const int LongestReason = 200;

    /// <summary>Name of the box that empties a column whose content the person may not read.</summary>
    public static string Clear(LedgerColumn column) => column.Field + ".clear";

    /// <summary>The person may not read the column but may empty it.</summary>
    public static bool MayClear(LedgerDefinition ledger, LedgerColumn column) => column is { MayBeBlank: true, Required: false, Mask: not null } && ledger.IsTyped(column);

    /// <summary>The form of a new line.</summary>
    public async Task<LineForm> BlankAsync(LedgerDefinition ledger, CancellationToken cancellation)
    {
        var form = new LineForm(ledger);
        await OfferAsync(form, cancellation);
        return form;
    }

    /// <summary>The form of a line as stored. What the person may not read is left empty, and stays as it is unless typed anew.</summary>
    public async Task<LineForm> ShowAsync(LedgerDefinition ledger, Record line, CancellationToken cancellation)
    {
        var form = await BlankAsync(ledger, cancellation);
        form.Version = line.Version;
        var references = await reader.ReferencesAsync(ledger, [line], cancellation);
        foreach (var column in ledger.Columns)
        {
            Put(form, column, column.Get(line), references);
        }

        return form;
    }

    /// <summary>Puts one value into the form as <see cref="ShowAsync"/> does.</summary>
    public void Put(LineForm form, LedgerColumn column, object? value, References references)
    {
        form.Taken.Remove(column.Field);
        if (column.Kind == ColumnKind.Reference && references[value] is { } line)
        {
            form.Taken[column.Field] = line;
        }

        form.Texts[column.Field] = !reader.Access.MayRead(column) ? ""
            : column.Kind switch
            {
                ColumnKind.Reference => form.Taken.TryGetValue(column.Field, out var taken) ? words.Of(column, taken) : "",
                ColumnKind.Division when value is string code => DivisionCode.TryParse(code, out var parsed) ? parsed.Value : code,
                _ => ColumnText.Plain(column, value),
            };
    }

    /// <summary>
    /// Reads a posted form onto <paramref name="line"/> (the stored one, or a blank one). What cannot be read stands in the
    /// form's errors afterwards; the line then holds what could be.
    /// </summary>
    /// <param name="only">The columns that the form asks for, where it is not all of them; the others stay as they are.</param>
    public async Task<LineForm> ReadAsync(
        LedgerDefinition ledger, Record line, IFormCollection posted, CancellationToken cancellation, IReadOnlyCollection<LedgerColumn>? only = null)
    {
        var form = await BlankAsync(ledger, cancellation);
        form.Version = int.TryParse(posted["version"], out var version) ? version : 0;
        form.Reason = posted["reason"].ToString().Trim();
        if (form.Reason.Length > LongestReason)
        {
            form.Errors.Add("reason", $"理由不能超过 {LongestReason} 个字");
        }

        // Shown, but not posted: the form shows it again as it is stored.
        var unposted = new List<LedgerColumn>();

        // The county first: places below it are found by name within it.
        foreach (var column in ledger.Columns.OrderByDescending(x => x.Name == nameof(IScoped.CountyCode)))
        {
            if (!ledger.IsTyped(column) || (ledger.IsFixed(column) && line.Version > 0) || only?.Contains(column) == false)
            {
                unposted.Add(column);
                continue;
            }

            form.Texts[column.Field] = posted[column.Field].ToString().Trim();

            await ReadAsync(form, column, line, posted, cancellation);
        }

        var references = unposted.Count > 0 ? await reader.ReferencesAsync(ledger, [line], cancellation) : new();
        unposted.ForEach(column => Put(form, column, column.Get(line), references));
        return form;
    }

    /// <summary>Tells in the form what stands against the line that was read from it.</summary>
    /// <param name="before">As stored; null for a new line.</param>
    public async Task CheckAsync(LineForm form, Record line, Record? before, CancellationToken cancellation)
    {
        var refused = await check.RefusalsAsync(form.Ledger, line, before, cancellation);
        form.Refuse(refused.Where(refusal => refusal.Field is null || form.Errors.Of(refusal.Field) is null).ToList());
    }

    private async Task OfferAsync(LineForm form, CancellationToken cancellation)
    {
        if (form.Ledger.Columns.All(column => column.Refers is null) || reader.Catalogue.Find(Sites) is not { } sites
            || form.Ledger.Columns.All(column => column.Refers != sites.Type))
        {
            return;
        }

        var page = await reader.PageAsync(new() { Ledger = sites, Size = 400 }, cancellation);
        form.Choices[sites.Type] = [.. page.Value.Lines.Select(line => new Choice(
            line.Id.ToString(), $"{sites.Caption!.Get(line)}", divisions.NameOf(((IScoped)line).CountyCode)))];
    }

    private async Task ReadAsync(LineForm form, LedgerColumn column, Record line, IFormCollection posted, CancellationToken cancellation)
    {
        var text = form.TextOf(column);
        if (!reader.Access.MayRead(column) && MayClear(form.Ledger, column) && posted[Clear(column)] == "true")
        {
            form.Cleared.Add(column.Field);
            if (text.Length > 0)
            {
                form.Refuse([new("CLEAR", $"{column.Called}：既填了内容又勾选了清空，请只做一样", column.Field)]);
                return;
            }

            column.Set(line, null);
            return;
        }

        if (!reader.Access.MayRead(column) && (text.Length == 0 || Masked.Hides(text)))
        {
            return;
        }

        var read = column.Kind switch
        {
            ColumnKind.Reference => await ReferenceAsync(form, column, text, posted, cancellation),
            ColumnKind.Division => Division(column, text, line),
            _ => ColumnText.Read(column, text),
        };
        if (!read.IsOk)
        {
            form.Refuse([read.Refusal]);
        }
        else if (read.Value is null && column is { Required: true, MayBeBlank: false })
        {
            form.Refuse([new("REQUIRED", $"请填写{column.Called}", column.Field)]);
        }
        else
        {
            column.Set(line, read.Value);
        }
    }

    private Result<object?> Division(LedgerColumn column, string text, Record line)
    {
        if (column.Name == nameof(IScoped.CountyCode))
        {
            return Result.Of<object?>(actor.Scope.County ?? (text.Length == 0 ? "" : divisions.Find(text) ?? text));
        }

        var county = (line as IScoped)?.CountyCode is { Length: 6 } known ? known : actor.Scope.County;
        return text.Length == 0 ? Result.Of<object?>(null)
            : divisions.Find(text, county) is { } code ? Result.Of<object?>(code)
            : new Refusal("DIVISION", $"{column.Called}“{text}”不在本县市区的区划表中，请写全称或区划代码", column.Field);
    }

    /// <summary>
    /// A reference is what was chosen from those offered, or what stood there before and still does, or what the text finds:
    /// a code or a whole number by itself, a name only after the person has confirmed it.
    /// </summary>
    private async Task<Result<object?>> ReferenceAsync(
        LineForm form, LedgerColumn column, string text, IFormCollection posted, CancellationToken cancellation)
    {
        var ledger = reader.Catalogue.Of(column.Refers!);
        foreach (var name in (string[])[column.Field + Pick, column.Field + Id])
        {
            if (!Guid.TryParse(posted[name], out var id))
            {
                continue;
            }

            var lines = await reader.ReferredAsync(ledger, [id], cancellation);
            if (lines is [var one] && (name.EndsWith(Pick, StringComparison.Ordinal) || words.Of(column, one) == text))
            {
                return Take(form, column, one);
            }
        }

        if (text.Length == 0)
        {
            return Result.Of<object?>(null);
        }

        if (Guid.TryParse(text, out var chosen))
        {
            return await reader.ReferredAsync(ledger, [chosen], cancellation) is [var one] ? Take(form, column, one) : NotFound(column, text);
        }

        var found = await reader.SearchAsync(ledger, SearchText.LooksLikeNumber(text) ? SearchText.Compact(text) : text, 9, cancellation);
        if (found is [var only] && (only.Code == text || SearchText.LooksLikeNumber(text)))
        {
            return Take(form, column, only);
        }

        form.Offered[column.Field] = found;
        return found.Count == 0 ? NotFound(column, text) : new Refusal("CHOOSE", $"{column.Called}：请从找到的结果中选定一个，再保存", column.Field);
    }

    private Result<object?> Take(LineForm form, LedgerColumn column, Referred line)
    {
        form.Taken[column.Field] = line;
        form.Texts[column.Field] = words.Of(column, line);
        return Result.Of<object?>(line.Id);
    }

    private static Refusal NotFound(LedgerColumn column, string text) => new(
        "NOT_FOUND",
        SearchText.LooksLikeNumber(text) ? $"{column.Called}：没有找到这个号码的人，请核对号码" : $"{column.Called}：没有找到“{text}”，请核对编号、姓名或完整的证件号码",
        column.Field);
}
