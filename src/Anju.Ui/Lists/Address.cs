using Microsoft.AspNetCore.Components;
using Microsoft.AspNetCore.Http.Extensions;
using Microsoft.AspNetCore.WebUtilities;

namespace Anju.Ui;

/// <summary>The address of the page being shown; filters, sort order and place in a list live in its query.</summary>
public static class Address
{
    /// <summary>Path and query, without scheme and host: right behind any proxy.</summary>
    public static string Current(this NavigationManager navigation) => new Uri(navigation.Uri).PathAndQuery;

    public static string CurrentPath(this NavigationManager navigation) => new Uri(navigation.Uri).AbsolutePath;

    public static IReadOnlyList<KeyValuePair<string, string>> Query(this NavigationManager navigation) =>
    [
        .. from pair in QueryHelpers.ParseQuery(new Uri(navigation.Uri).Query)
           from value in pair.Value
           where !string.IsNullOrEmpty(value)
           select KeyValuePair.Create(pair.Key, value),
    ];

    /// <summary>The current address with some query parameters replaced; a null value removes the parameter.</summary>
    public static string With(this NavigationManager navigation, params (string Name, string? Value)[] changes)
    {
        var kept = navigation.Query().Where(pair => !changes.Any(change => Same(change.Name, pair.Key)));
        var added = from change in changes where change.Value is not null select KeyValuePair.Create(change.Name, change.Value!);
        return navigation.CurrentPath() + new QueryBuilder(kept.Concat(added)).ToQueryString();
    }

    public static bool Same(string name, string other) => name.Equals(other, StringComparison.OrdinalIgnoreCase);
}
