using Anju.Kernel;
using Anju.Ui;

namespace Anju.Ledgers;

/// <summary>The filters above a list, with what is chosen in them, and chips for everything else that narrows it.</summary>
public sealed class ListFilters(LedgerReader reader, IDivisionNames divisions, Actor actor)
{
    /// <summary>A whole city's, with room to grow: 271 stand in the plan.</summary>
    private const int MostSites = 600;

    private static readonly Choice Blank = new(AddressReading.BlankWord, "（未填）");

    public async Task<IReadOnlyList<ListFilter>> ForAsync(
        LedgerQuery query, IReadOnlyList<KeyValuePair<string, string>> asked, CancellationToken cancellation)
    {
        string? Value(string name) => asked.FirstOrDefault(pair => pair.Key == name).Value;
        var ledger = query.Ledger;
        var filters = new List<ListFilter>();

        // A narrowing may have taken county and site for its own: what is chosen is still shown.
        var chosen = query.County ?? (query.Narrowed.Count > 0 ? Value("county") : null);
        var county = actor.Scope.County ?? chosen;
        if (actor.Scope.WholeCity)
        {
            filters.Add(new("county", "县市区", FieldKind.Select, chosen, [.. divisions.Counties.Select(x => new Choice(x.Code, x.Name))]));
        }

        // Where: from the county down to the site, whatever else the list is filtered by.
        var readable = ledger.Filters.Where(column => reader.Access.MayRead(column)).ToList();
        var places = readable.Where(column => column.Kind == ColumnKind.Division && column.Name != nameof(IScoped.CountyCode)).ToList();
        foreach (var (name, column) in places.Select(column => (column.Parameter, column)).Concat(reader.PlacesOffered(ledger)))
        {
            filters.Add(new(name, column.Title, FieldKind.Select, Value(name), OrBlank(places.Contains(column) ? column : null, Townships(county))));
        }

        if (reader.Catalogue.Find("site") is { } sites && sites != ledger)
        {
            filters.Add(new("site", "安置点", FieldKind.Select, query.Site?.ToString() ?? (query.Narrowed.Count > 0 ? Value("site") : null), await SitesAsync(sites, county, cancellation)));
        }

        foreach (var column in readable.Except(places))
        {
            switch (column.Kind)
            {
                case ColumnKind.Term:
                    filters.Add(new(column.Parameter, column.Title, FieldKind.Select, Value(column.Parameter), OrBlank(column, column.Terms.Select(x => new Choice(x.Code, x.Title)))));
                    break;
                case ColumnKind.YesNo:
                    filters.Add(new(column.Parameter, column.Title, FieldKind.Select, Value(column.Parameter), OrBlank(column, [new("true", "是"), new("false", "否")])));
                    break;
                case ColumnKind.Month:
                    filters.Add(new(column.Parameter, column.Title, FieldKind.Month, Value(column.Parameter), []));
                    break;
                case ColumnKind.Text:
                    filters.Add(new(column.Parameter, column.Title, FieldKind.Text, Value(column.Parameter), []));
                    break;
                default:
                    break;
            }
        }

        if (Hint(ledger) is { Length: > 0 } hint)
        {
            filters.Add(new("q", "关键字", FieldKind.Search, query.Search, [], hint));
        }

        return filters;
    }

    /// <summary>What narrows the list and stands in no filter above it.</summary>
    public static IReadOnlyList<ListChip> Chips(LedgerQuery query, IReadOnlyList<ListFilter> shown)
    {
        var chips = query.Narrowed.Where(one => !one.Parameters.All(name => shown.Any(filter => filter.Name == name)))
            .Select(one => new ListChip(one.Label, Without([.. one.Parameters]))).ToList();
        if (query.Line is not null)
        {
            chips.Add(new("按证件号码查到的记录", Without("line")));
        }

        var hidden = query.Filters.GroupBy(filter => filter.Column).Where(group => shown.All(filter => filter.Name != group.Key.Parameter)
            || group.Any(filter => filter.Test is FilterTest.From or FilterTest.To));
        chips.AddRange(hidden.Select(group => new ListChip(
            string.Join("，", group.Select(Words)), Without(group.Key.Parameter, group.Key.Parameter + ".from", group.Key.Parameter + ".to"))));
        if (query.Site is not null && shown.All(filter => filter.Name != "site"))
        {
            chips.Add(new("指定安置点", Without("site")));
        }

        return chips;
    }

    private static (string, string?)[] Without(params string[] names) =>
        [.. names.Concat(["after", "before", "end"]).Select(name => (name, (string?)null))];

    private static string Words(ColumnFilter filter)
    {
        var values = string.Join("、", filter.Values.Select(value => ColumnText.Shown(filter.Column, value)));
        return filter.Test switch
        {
            FilterTest.Blank => $"{filter.Column.Called}未填",
            FilterTest.NotBlank => $"{filter.Column.Called}已填",
            FilterTest.From => $"{filter.Column.Called}不小于 {values}",
            FilterTest.To => $"{filter.Column.Called}不大于 {values}",
            FilterTest.Contains => $"{filter.Column.Called}含“{values}”",
            FilterTest.StartsWith => $"{filter.Column.Called}以 {values} 开头",
            _ when filter.Column.Kind == ColumnKind.Reference => $"指定{filter.Column.Called}",
            _ => $"{filter.Column.Called}：{values}",
        };
    }

    private static List<Choice> OrBlank(LedgerColumn? column, IEnumerable<Choice> choices) =>
        [.. column is { MayBeBlank: true, Required: false } ? choices.Append(Blank) : choices];

    /// <summary>Of the county, or of every county in groups.</summary>
    private IEnumerable<Choice> Townships(string? county) => county is not null
        ? divisions.Below(county).Select(town => new Choice(town.Code, town.Name))
        : divisions.Counties.SelectMany(one => divisions.Below(one.Code).Select(town => new Choice(town.Code, town.Name, one.Name)));

    private async Task<List<Choice>> SitesAsync(LedgerDefinition sites, string? county, CancellationToken cancellation)
    {
        var names = await reader.NamesAsync(new() { Ledger = sites, County = county, Size = MostSites }, cancellation);
        return [.. names.Select(line => new Choice(line.Id.ToString(), line.Name ?? "", county is null ? divisions.NameOf(line.CountyCode) : null))];
    }

    private string Hint(LedgerDefinition ledger)
    {
        var known = ledger.Columns.Where(column => column.Refers is not null && column.Required && column.Refers != ledger.Type)
            .Select(column => reader.Catalogue.Of(column.Refers!)).Prepend(ledger).ToList();
        var words = new[]
        {
            known.Select(x => x.CodeKey?.Title).FirstOrDefault(x => x is not null),
            known.Select(x => x.Caption?.Title).FirstOrDefault(x => x is not null),
            known.Any(x => x.NumberKey is not null) ? "完整证件号码" : null,
        };
        return string.Join("、", words.Where(word => word is not null));
    }
}
