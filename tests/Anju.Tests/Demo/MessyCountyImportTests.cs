using Anju.Demo;
using Anju.Kernel;
using Anju.Tests.Import;

namespace Anju.Tests.Demo;

/// <summary>A whole county's workbook, as messy as they come, against the key made together with it.</summary>
[OnBothDatabases]
public sealed class MessyCountyImportTests
{
    private static readonly DemoOptions Options = new() { Households = 4_000 };

    [Theory]
    [InlineData("431026")]
    [InlineData("431021")]
    public async Task The_import_says_of_every_row_what_the_key_says(string county)
    {
        await using var city = await ImportCity.OpenAsync();
        await RegisterSitesAsync(city);
        using var file = new MemoryStream();
        var key = DemoWorkbook.Write(file, Options, county);

        var run = await city.CheckAsync(file.ToArray(), county: county);

        var said = run.Rows.ToDictionary(row => (run.Layout.Sheets[row.Sheet].Name, row.Number), row => (
            Action: row.Action.ToString().ToLowerInvariant(),
            Level: row.Level.ToString().ToLowerInvariant(),
            Codes: string.Join(';', row.Findings.Select(finding => finding.Kind.Code).Distinct().Order(StringComparer.Ordinal))));
        Assert.Equal(key.Count, run.Tally.Read);
        Assert.Empty(key
            .Select(row => (Key: row, Said: said.GetValueOrDefault((row.Sheet, row.Row), (Action: "skip", Level: "ok", Codes: "")))) // blank rows are counted, not kept
            .Where(row => row.Key.Action == "skip" ? row.Said.Action != "skip" : (row.Key.Action, row.Key.Level, string.Join(';', row.Key.Codes)) != row.Said)
            .Select(row => $"{row.Key.Sheet} {row.Key.Row}: {row.Key.Action} {string.Join(';', row.Key.Codes)} | {row.Said}"));
    }

    [Fact]
    public async Task A_clean_workbook_is_imported_without_a_word()
    {
        await using var city = await ImportCity.OpenAsync();
        using var file = new MemoryStream();
        var people = DemoWorkbook.WriteClean(file, Options, 1_000);

        var run = await city.CheckAsync(file.ToArray(), county: null);

        string[] lawful = ["OLD_AREA_CODE", "SAME_NAME_OTHER_PERSON", "SITE_UNKNOWN"];
        Assert.Equal(people, run.Tally.Imported);
        Assert.Empty(run.Rows.SelectMany(row => row.Findings).Select(finding => finding.Kind.Code).Except([.. lawful, "HEADER_ROW"]));
    }

    private static async Task RegisterSitesAsync(ImportCity city)
    {
        var stop = TestContext.Current.CancellationToken;
        await using var db = city.Open();
        await using var change = await Change.BeginAsync(db, Origin.Demo, "安置点", TimeProvider.System, stop);
        await change.InsertAsync([.. DemoCity.Generate(Options).Select(batch => batch.Site)], stop);
        await change.CommitAsync(stop);
    }
}
