using System.Collections.Concurrent;
using System.ComponentModel;
using System.Globalization;
using System.Reflection;
using Microsoft.AspNetCore.Components;
using Microsoft.AspNetCore.Components.Endpoints;

namespace Anju.Web;

/// <summary>
/// A page that asks for a number or an id in its address and is given something else is asked wrongly (400). The framework
/// alone would call it a fault of the product, and write to its log whatever was typed there.
/// </summary>
internal static class AskedTypes
{
    private static readonly ConcurrentDictionary<Type, IReadOnlyList<(string Name, Type Type)>> Known = [];

    public static Task CheckAsync(HttpContext context, RequestDelegate next)
    {
        if (context.GetEndpoint()?.Metadata.GetMetadata<ComponentTypeMetadata>()?.Type is not { } page
            || Known.GetOrAdd(page, Of).All(asked => !context.Request.Query.TryGetValue(asked.Name, out var values) || values.All(value => Fits(asked.Type, value))))
        {
            return next(context);
        }

        context.Response.StatusCode = StatusCodes.Status400BadRequest;
        return Task.CompletedTask;
    }

    private static IReadOnlyList<(string Name, Type Type)> Of(Type page) =>
    [
        .. from property in page.GetProperties()
           let query = property.GetCustomAttribute<SupplyParameterFromQueryAttribute>()
           where query is not null && property.PropertyType != typeof(string)
           select (query.Name ?? property.Name, property.PropertyType),
    ];

    private static bool Fits(Type type, string? text)
    {
        var plain = Nullable.GetUnderlyingType(type);
        if (string.IsNullOrEmpty(text))
        {
            return plain is not null;
        }

        try
        {
            return TypeDescriptor.GetConverter(plain ?? type).ConvertFromString(null, CultureInfo.InvariantCulture, text) is not null;
        }
        catch (Exception problem) when (problem is FormatException or ArgumentException or NotSupportedException or OverflowException)
        {
            return false;
        }
    }
}
