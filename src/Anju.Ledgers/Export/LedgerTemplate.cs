using Anju.Kernel;
using Anju.Ledgers.Workbooks;
using Microsoft.AspNetCore.Builder;
using Microsoft.AspNetCore.Http;
using Microsoft.AspNetCore.Routing;

namespace Anju.Ledgers;

/// <summary>
/// The empty sheet of a ledger: what people fill in and nothing else, in the order of the specification, with drop-down
/// lists. What the import needs to find a line of another ledger stands as its key with its name beside it.
/// </summary>
internal static class LedgerTemplate
{
    public static void Map(IEndpointRouteBuilder routes) =>
        routes.MapGet("/ledgers/{code}/template", Write).RequireAuthorization(Policies.Read).ExcludeFromDescription();

    public static string AddressOf(string ledger) => $"/ledgers/{ledger}/template";

    private static IResult Write(string code, LedgerCatalogue catalogue) => catalogue.Find(code) is not { } ledger
        ? ApiRefusals.Of(Refusals.NotFound)
        : TypedResults.Stream(
            output => WriteAsync(ledger, catalogue, output),
            "application/vnd.openxmlformats-officedocument.spreadsheetml.sheet",
            $"{ledger.Title}-空白模板.xlsx");

    public static async Task WriteAsync(LedgerDefinition ledger, LedgerCatalogue catalogue, Stream output)
    {
        await using var workbook = new WorkbookWriter(output, ledger.Title);
        workbook.AddSheet(new(ledger.Title, [.. Columns(ledger, catalogue), .. LedgerExport.SignatureColumns])
        {
            Title = ledger.Title,
            Notes = "列名带 * 的必填，暂缺的先空着，空白不等于“否”；有下拉选项的从中选择；日期写成 2025-11-20；金额单位为元；证件号码按文本填写。"
                + "不需要的列可以删去，列的顺序可以改变。",
            FrozenColumns = 2,
            Filter = false,
        });
    }

    private static IEnumerable<SheetColumn> Columns(LedgerDefinition ledger, LedgerCatalogue catalogue)
    {
        var named = new HashSet<Type>();
        foreach (var column in ledger.Columns.Where(column => ledger.IsTyped(column) || IsCompared(ledger, column)))
        {
            if (column.Kept)
            {
                yield return new(column.Title) { Width = 21 };
                continue;
            }

            var plain = new ExportColumn(column, column.Header + ExportColumn.MarkOf(ledger, column), IsCheck: false, IsMasked: false);
            if (column.Refers is null)
            {
                yield return plain.OfSheet;
                continue;
            }

            var reference = ReferenceFields.Of(column, catalogue.Of(column.Refers), 0);
            yield return (plain with { Header = reference.Key.Title + ExportColumn.MarkOf(ledger, column) }).OfSheet;
            if (reference.To.Caption is { } caption && named.Add(column.Refers))
            {
                yield return new(caption.Title) { Width = 16 };
            }
        }
    }

    /// <summary>Whose line it is, for people and for the import to compare: the head's name and number with a household.</summary>
    private static bool IsCompared(LedgerDefinition ledger, LedgerColumn column) =>
        column.Kept && (column == ledger.Caption || column is { Computed: true, Mask: Mask.IdNumber });
}
