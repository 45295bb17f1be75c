using Anju.Kernel;
using Microsoft.AspNetCore.Http.Extensions;

namespace Anju.Policy;

/// <summary>A filter as the address writes it; what does not read narrows to nothing rather than to everything.</summary>
public static class WorkFilters
{
    private const string NoSuch = "?";

    public static WorkFilter Read(
        string? rule, string? lead, string? county, string? site, string? light, string? state, string? township = null, string? month = null) => new(
        Blank(rule), Blank(lead), Blank(county) is { Length: not 6 } ? NoSuch : Blank(county),
        Blank(site) is null ? null : Guid.TryParse(site, out var id) ? id : Guid.Empty,
        ReadLight(light), state == "closed", Township: Blank(township), ClosedUpTo: Month.TryParse(month, out var last) ? last : null);

    public static string Write(string path, WorkFilter filter)
    {
        var query = new QueryBuilder();
        Add("state", filter.Closed ? "closed" : null);
        Add("rule", filter.Rule);
        Add("lead", filter.Lead);
        Add("county", filter.County);
        Add("site", filter.Site?.ToString());
        Add("township", filter.Township);
        Add("month", filter.Closed ? filter.ClosedUpTo?.ToString() : null);
        Add("light", filter.Light?.ToString().ToLowerInvariant());
        return path + query;

        void Add(string name, string? value)
        {
            if (value is not null)
            {
                query.Add(name, value);
            }
        }
    }

    private static Light? ReadLight(string? code) => Enum.TryParse<Light>(code, ignoreCase: true, out var light) && Enum.IsDefined(light) ? light : null;

    private static string? Blank(string? text) => string.IsNullOrWhiteSpace(text) ? null : text.Trim();
}
