using Anju.Kernel;
using Anju.Ui;
using Microsoft.AspNetCore.Authorization;
using Microsoft.AspNetCore.Http;

namespace Anju.Ledgers;

/// <summary>Puts together what a list page shows for one address.</summary>
public sealed class LedgerListing(
    LedgerReader reader, LedgerWords words, LedgerCatalogue catalogue, Actor actor, ListFilters filters, ComputedColumns computed,
    IAuthorizationService authorization, TypedWords typed, Trail trail)
{
    private const int MostColumns = 12;
    private const int ColumnsBesideReason = 8;
    private static readonly int[] Sizes = [20, 50, 100];

    /// <summary>Null for an unknown ledger.</summary>
    public async Task<ListView?> ShowAsync(string code, HttpContext context)
    {
        if (catalogue.Find(code) is not { } ledger || !actor.ReadsLedgersOf(ledger.Measure))
        {
            return null;
        }

        var cancellation = context.RequestAborted;
        var address = Asked(context);
        var view = new ListView(ledger) { Words = words, References = new(), Catalogue = catalogue, Asked = address };
        var opened = typed.Opened(address);
        var query = opened.IsOk ? await reader.AskAsync(ledger, opened.Value, cancellation) : opened.Refusal;
        if (!query.IsOk)
        {
            context.Response.StatusCode = StatusCodes.Status400BadRequest;
            return view with { Refusal = query.Refusal };
        }

        var asked = opened.Value;

        var meant = query.Value with { Size = SizeOf(context, asked) };
        await trail.SearchedAsync(ledger.Code, meant, cancellation);
        var page = await reader.PageAsync(meant, cancellation);
        if (!page.IsOk)
        {
            context.Response.StatusCode = StatusCodes.Status400BadRequest;
            return view with { Refusal = page.Refusal };
        }

        var reasons = meant.Narrowed.Select(one => one.Reasons).FirstOrDefault(one => one is not null) is { } why
            ? await why(page.Value.Lines, cancellation)
            : null;
        var columns = ColumnsOf(ledger, reasons is null ? MostColumns : ColumnsBesideReason);
        await computed.FillAsync(ledger, page.Value.Lines, columns.Select(column => column.Column), cancellation);
        var shown = await filters.ForAsync(meant, asked, cancellation);
        var mayWrite = (await authorization.AuthorizeAsync(context.User, Policies.Write)).Succeeded;
        return view with
        {
            Page = page.Value,
            Count = await reader.CountAsync(meant, cancellation),
            References = await reader.ReferencesAsync(ledger, page.Value.Lines, cancellation),
            Size = meant.Size,
            Sort = (meant.Sort ?? ledger.CodeKey)?.Field,
            Descending = meant.Descending,
            IsNarrow = meant.IsNarrow,
            MayWrite = mayWrite,
            MayAdd = mayWrite && !ledger.AddedElsewhere,
            MayImport = (await authorization.AuthorizeAsync(context.User, Policies.Import)).Succeeded,
            Columns = columns,
            Past = PastOf(meant),
            Reasons = reasons,
            ReasonsTitle = meant.Narrowed.FirstOrDefault(one => one.Reasons is not null)?.ReasonsTitle ?? "",
            Filters = shown,
            Chips = ListFilters.Chips(meant, shown),
            KeptParameters = [.. asked.Select(pair => pair.Key).Distinct()
                .Where(name => name is not ("after" or "before" or "end" or "q") && shown.All(filter => filter.Name != name))],
        };
    }

    /// <summary>
    /// Where to go instead: an identity number that was searched for leads to the same list of that person; an address in
    /// which typed words stand in clear to the one in which they are sealed. Null when there is nothing to hide.
    /// </summary>
    public async Task<string?> MeantAsync(string code, HttpContext context)
    {
        if (catalogue.Find(code) is not { } ledger)
        {
            return null;
        }

        var text = typed.Opened(context.Request.Query["q"].ToString()) ?? "";
        if (!SearchText.LooksLikeNumber(text))
        {
            var asked = Asked(context);
            var hidden = typed.Sealed(ledger, asked);
            return asked.SequenceEqual(hidden) ? null : context.Request.Path + QueryString.Create(hidden.Select(pair => KeyValuePair.Create(pair.Key, (string?)pair.Value)));
        }

        var people = ledger.NumberKey is not null ? ledger
            : ledger.Columns.Where(column => column.Refers is not null).Select(column => catalogue.Of(column.Refers!)).FirstOrDefault(x => x.NumberKey is not null);
        await trail.SearchedAsync(code, text, context.RequestAborted);
        var found = people is null ? [] : await reader.SearchAsync(people, SearchText.Compact(text), 1, context.RequestAborted);
        var name = people is null || people == ledger ? "line" : ledger.Columns.First(column => column.Refers == people.Type).Parameter;
        return $"{context.Request.Path}?{name}={(found is [var one] ? one.Id : Guid.Empty)}";
    }

    /// <summary>A figure's own lines are those it counts: nothing to leave out.</summary>
    private static PastLines? PastOf(LedgerQuery query) =>
        query.Narrowed.Count == 0 && query.Line is null
        && query.Ledger.Filters.FirstOrDefault(column => column.Terms.Any(term => term.Past)) is { } state
        && query.Filters.All(filter => filter.Column != state)
        && state.Terms.Where(term => !term.Past).ToList() is [var current]
            ? new(
                string.Join("、", state.Terms.Where(term => term.Past).Select(term => term.Title)),
                current.Title,
                [(state.Parameter, current.Code), ("after", null), ("before", null), ("end", null)])
            : null;

    private static List<KeyValuePair<string, string>> Asked(HttpContext context) =>
    [
        .. from pair in context.Request.Query
           from value in pair.Value
           where !string.IsNullOrWhiteSpace(value)
           select KeyValuePair.Create(pair.Key, value),
    ];

    /// <summary>The size asked for, which is kept for this list; otherwise the one kept.</summary>
    private static int SizeOf(HttpContext context, List<KeyValuePair<string, string>> asked)
    {
        var name = "size" + context.Request.Path.Value!.Replace('/', '-');
        if (asked.Exists(pair => pair.Key == "size") && int.TryParse(context.Request.Query["size"], out var chosen) && Sizes.Contains(chosen))
        {
            Cookies.Keep(context, name, chosen.ToString());
            return chosen;
        }

        return int.TryParse(Cookies.Kept(context, name), out var kept) && Sizes.Contains(kept) ? kept : Sizes[0];
    }

    private List<ListColumn> ColumnsOf(LedgerDefinition ledger, int most)
    {
        var columns = ledger.Listed.ToList();
        if (actor.Scope.WholeCity && ledger.Columns.FirstOrDefault(x => x.Name == nameof(IScoped.CountyCode)) is { } county)
        {
            // To the city a line without its county says little: where the list is full, the last column gives way.
            columns.Insert(Math.Min(2, columns.Count), county);
        }

        var naming = columns.Contains(ledger.Caption!) ? ledger.Caption : columns.FirstOrDefault(column => column.Refers is null);
        return [.. columns.Take(most).Select(column => new ListColumn(
            column,
            column.Head,
            reader.Access.MayRead(column) && !column.Computed,
            IsNumber(column) ? "num" : null,
            ClassOf(column, column == naming),
            column == naming && ledger.Caption is not null))];
    }

    private static bool IsNumber(LedgerColumn column) => column.Kind
        is ColumnKind.WholeNumber or ColumnKind.Number or ColumnKind.Money or ColumnKind.LandArea or ColumnKind.FloorArea;

    private static string? ClassOf(LedgerColumn column, bool names)
    {
        var kind = column switch
        {
            _ when IsNumber(column) => "num",
            { Kind: ColumnKind.Date or ColumnKind.Month } => "date",
            { KeyOrder: not null, Kind: ColumnKind.Text } => "code",
            { Kind: ColumnKind.Text, MaxLength: >= 60 } when !names => "clip",
            _ => null,
        };
        return names ? $"card-title {kind}".TrimEnd() : kind;
    }
}
