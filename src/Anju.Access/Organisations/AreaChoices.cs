using Anju.Ui;

namespace Anju.Access;

/// <summary>The city and its counties as a drop-down.</summary>
internal static class AreaChoices
{
    public const string City = "city";

    public static IReadOnlyList<Choice> Of(OrganisationDirectory organisations) =>
    [
        new(City, "市级"),
        .. organisations.OfThePlan.Where(x => x.Kind == OrganisationKind.CountyGovernment).Select(x => new Choice(x.CountyCode!, x.Name.EndsWith("政府", StringComparison.Ordinal) ? x.Name[..^2] : x.Name)),
    ];

    public static string NameOf(OrganisationDirectory organisations, string county) => Of(organisations).FirstOrDefault(one => one.Code == county)?.Text ?? county;

    /// <summary>County code of a choice; null for the city.</summary>
    public static string? CountyOf(string? choice) => choice == City ? null : choice;
}
