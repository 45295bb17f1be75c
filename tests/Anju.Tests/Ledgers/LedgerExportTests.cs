using System.Net;
using Anju.Kernel;
using Anju.Ledgers;
using Anju.Ledgers.Workbooks;
using Anju.Register;
using Microsoft.EntityFrameworkCore;
using Microsoft.Extensions.DependencyInjection;

namespace Anju.Tests.Ledgers;

/// <summary>Exports of every ledger, read again with the guarded reader.</summary>
[OnBothDatabases]
public sealed class LedgerExportTests(TestHost host) : IClassFixture<TestHost>
{
    private static CancellationToken Stop => TestContext.Current.CancellationToken;

    public static TheoryData<string> Codes => EveryLedger.Codes;

    [Theory]
    [MemberData(nameof(Codes))]
    public async Task A_workbook_holds_title_notes_headers_and_every_line_of_the_list(string code)
    {
        var client = await host.SignInAsync(Role.CountyOfficer, EveryLedger.County);
        var ledger = host.Catalogue.Find(code)!;
        var rows = await RowsAsync(client, $"/ledgers/{code}/export?format=xlsx", "a.xlsx");

        Assert.Equal(ledger.Title, rows[0][0]);
        Assert.Contains("导出日期", rows[1][0], StringComparison.Ordinal);
        Assert.All(ledger.Columns, column => Assert.Contains(rows[2], header => header.TrimEnd('*', '△') == column.Header));
        Assert.All(ledger.Columns.Where(column => column.Required && ledger.IsTyped(column)), column => Assert.Contains(column.Header + "*", rows[2]));
        await using var db = host.OpenAs(Role.CountyOfficer, EveryLedger.County);
        Assert.Equal((await host.ReaderOf(db).CountAsync(new() { Ledger = ledger }, Stop)).Lines, rows.Count - 3);
    }

    [Theory]
    [MemberData(nameof(Codes))]
    public async Task A_csv_holds_the_same_cells_as_the_workbook(string code)
    {
        var client = await host.SignInAsync(Role.CountyOfficer, EveryLedger.County);
        var workbook = await RowsAsync(client, $"/ledgers/{code}/export?format=xlsx", "a.xlsx");
        var csv = await RowsAsync(client, $"/ledgers/{code}/export?format=csv", "a.csv");

        Assert.Equal(workbook.Skip(2).Select(row => string.Join('|', row.Select(Number))), csv.Select(row => string.Join('|', row.Select(Number))));
    }

    [Fact]
    public async Task Filters_of_the_list_are_those_of_the_file()
    {
        var client = await host.SignInAsync(Role.CityLead);
        var rows = await RowsAsync(client, $"/ledgers/person/export?format=xlsx&county={EveryLedger.County}&sex=Female", "a.xlsx");
        await using var db = host.Open();
        var people = await db.Set<Person>().CountAsync(x => x.CountyCode == EveryLedger.County && x.Sex == Sex.Female, Stop);
        Assert.Equal(people, rows.Count - 3);
    }

    [Fact]
    public async Task Restricted_columns_are_masked_with_stars_unless_asked_for_otherwise()
    {
        await using var db = host.Open();
        var divisions = host.Services.GetRequiredService<IDivisionNames>();
        var numbers = await db.Set<Person>().Where(x => x.CountyCode == EveryLedger.County && EF.Property<string?>(x, "IdNumberIndex") != null).Select(x => x.IdNumber!).ToListAsync(Stop);
        foreach (var unmasked in (bool[])[false, true])
        {
            var access = new FieldAccess(Actor.System, unmasked);
            var reader = new LedgerReader(db, host.Catalogue, access, divisions, []);
            var export = new LedgerExport(reader, host.Services.GetRequiredService<Databases>(), host.Catalogue, host.Services.GetRequiredService<Computations>(), divisions, access, host.Services.GetRequiredService<BusinessDate>(), TimeProvider.System);
            foreach (var (code, header) in ((string, string)[])[("person", "证件号码"), ("employment-spell", "证件号码")])
            {
                using var stream = new MemoryStream();
                await export.WriteAsync(new() { Ledger = host.Catalogue.Find(code)!, County = EveryLedger.County }, ExportFormat.Xlsx, stream, Stop);
                var rows = Read(stream, "a.xlsx");
                var place = rows[2].FindIndex(said => said.TrimEnd('*') == header);
                var cells = rows.Skip(3).Select(row => row[place]).Where(cell => cell.Length > 0).ToList();
                Assert.NotEmpty(cells);
                Assert.All(cells, cell => Assert.Equal(unmasked, numbers.Contains(cell)));
                Assert.All(cells, cell => Assert.Equal(unmasked, !Masked.Hides(cell)));
            }
        }
    }

    [Fact]
    public async Task A_text_that_would_run_as_a_formula_stays_a_text()
    {
        var client = await host.SignInAsync(Role.CountyOfficer, EveryLedger.County);
        var line = await host.LineAsync("site");
        const string Formula = "=HYPERLINK(\"http://example.invalid\")";
        await TestHost.SendAsync(client, $"/ledgers/site/{line.Id}/edit", ("propertyManager", Formula), ("reason", "试验"));

        foreach (var format in (string[])["xlsx", "csv"])
        {
            var bytes = await client.GetByteArrayAsync($"/ledgers/site/export?format={format}", Stop);
            Assert.Contains(Read(new MemoryStream(bytes), "a." + format), row => row.Contains(Formula));
            if (format == "csv")
            {
                Assert.Contains("'" + Formula.Replace("\"", "\"\"", StringComparison.Ordinal), System.Text.Encoding.UTF8.GetString(bytes), StringComparison.Ordinal);
            }
        }
    }

    private static string Number(string cell) => decimal.TryParse(cell, out var number) && cell.Length < 15 ? number.ToString("0.####") : cell;

    private static async Task<List<List<string>>> RowsAsync(HttpClient client, string address, string name)
    {
        var answer = await client.GetAsync(address, Stop);
        Assert.Equal(HttpStatusCode.OK, answer.StatusCode);
        Assert.DoesNotContain("filename=\"\"", answer.Content.Headers.ContentDisposition!.ToString(), StringComparison.Ordinal);
        return Read(new MemoryStream(await answer.Content.ReadAsByteArrayAsync(Stop)), name);
    }

    private static List<List<string>> Read(MemoryStream stream, string name)
    {
        stream.Position = 0;
        using var file = TabularFile.Open(stream, name);
        var rows = new List<List<string>>();
        using var sheet = file.Sheets[0].OpenRows();
        while (sheet.Read())
        {
            var cells = sheet.Row.Cells;
            var row = new List<string>();
            foreach (var cell in cells)
            {
                while (row.Count < cell.Column - 1)
                {
                    row.Add("");
                }

                row.Add(cell.Kind == CellKind.Date ? $"{cell.Date:yyyy-MM-dd}" : cell.ToString());
            }

            rows.Add(row);
        }

        var width = rows.Count == 0 ? 0 : rows.Max(row => row.Count);
        rows.ForEach(row => row.AddRange(Enumerable.Repeat("", width - row.Count)));
        return rows;
    }
}
