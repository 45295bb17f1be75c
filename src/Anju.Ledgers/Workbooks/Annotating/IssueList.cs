using System.IO.Compression;
using System.Xml.Linq;

namespace Anju.Ledgers.Workbooks;

/// <summary>The sheet 「问题清单」 behind the sender's own: one line for each note, in the order of the sheets.</summary>
internal static class IssueList
{
    private const int RowsSearched = 10;

    private static readonly IReadOnlyList<SheetColumn> _columns =
    [
        new("工作表") { Width = 18 }, new("行", CellFormat.Integer) { Width = 8 }, new("列") { Width = 8 }, new("级别") { Width = 10 },
        new("处理") { Width = 8 }, new("问题和办法") { Width = 60 }, new("原值") { Width = 30 }, new("代码") { Width = 22 },
    ];

    /// <summary>Whether the sheet is the list of an earlier check, come back with the mended workbook.</summary>
    public static bool IsOne(Sheet sheet)
    {
        using var rows = sheet.OpenRows();
        for (var i = 0; i < RowsSearched && rows.Read();)
        {
            i += rows.Row.Cells.IsEmpty ? 0 : 1;
            var row = rows.Row;
            if (row.Cells.Length == _columns.Count && _columns.Index().All(column => row[column.Index + 1].Text.SequenceEqual(column.Item.Header)))
            {
                return true;
            }
        }

        return false;
    }

    /// <summary>Takes the list of an earlier check out of the workbook, and mends what counts the sheets by their place.</summary>
    public static void Remove(PackageCopy package, WorkbookSheet sheet)
    {
        var main = package.Load(sheet.Book.MainPart.Name)!;
        var relations = package.RelationshipsOf(sheet.Book.MainPart.Name).Root!;
        var ids = relations.Elements()
            .Where(one => ZipPath.Resolve(sheet.Book.MainPart.Name, (string?)one.Attribute("Target") ?? "") == sheet.Part.Name)
            .Select(one => (string?)one.Attribute("Id")).ToHashSet();
        var tabs = main.Descendants().Where(one => one.Name.LocalName == "sheet").ToList();
        var place = tabs.FindIndex(tab => tab.Attributes().Any(one => one.Name.LocalName == "id" && ids.Contains(one.Value)));
        if (place < 0)
        {
            return;
        }

        tabs[place].Remove();
        relations.Elements().Where(one => ids.Contains((string?)one.Attribute("Id"))).Remove();
        package.Drop(sheet.Part.Name);
        foreach (var name in main.Descendants().Where(one => one.Name.LocalName == "definedName" && one.Attribute("localSheetId") is not null).ToList())
        {
            var of = PackageXml.Number(name, "localSheetId");
            if (of == place)
            {
                name.Remove();
            }
            else if (of > place)
            {
                name.SetAttributeValue("localSheetId", of - 1);
            }
        }

        main.Descendants().Where(one => one.Name.LocalName == "definedNames" && !one.HasElements).Remove();
        foreach (var shown in main.Descendants().Where(one => one.Name.LocalName == "workbookView").SelectMany(view => view.Attributes()).ToList())
        {
            if (shown.Name.LocalName is "activeTab" or "firstSheet" && PackageXml.Number(shown.Parent!, shown.Name.LocalName) >= place)
            {
                shown.Value = "0";
            }
        }
    }

    public static void Write(
        PackageCopy package, WorkbookReader book, IReadOnlyList<WorkbookSheet> theirs, IReadOnlyCollection<CellNote> notes, AnnotatedStyles styles, ZipArchive zip)
    {
        var names = new SheetNames();
        foreach (var sheet in theirs)
        {
            names.Reserve(sheet.Name);
        }

        var part = package.FreeName("xl/worksheets/sheet", "xml");
        AddSheet(package, book, names.Take(AnnotatedWorkbook.ListSheet), part);
        var values = OriginalValues(book, notes);
        var order = book.Sheets.DistinctBy(sheet => sheet.Name).ToDictionary(sheet => sheet.Name, sheet => sheet.Index);
        var layout = new SheetLayout(AnnotatedWorkbook.ListSheet, _columns) { Title = "问题清单", Notes = $"共 {notes.Count} 条。请在原表中按颜色和批注逐条修改后重新上传。" };
        var writer = new SheetWriter(new XmlOutput(package.Create(zip, part)), layout, new ChoiceLists(), isFirst: false, styles.FirstSkin);
        foreach (var note in notes.OrderBy(note => order.GetValueOrDefault(note.Sheet, int.MaxValue)).ThenBy(note => note.Row).ThenBy(note => note.Column))
        {
            if (writer.IsFull)
            {
                break;
            }

            var column = note.Column is > 0 and <= CellAddress.LastColumn ? CellAddress.ColumnName(note.Column) : "";
            writer.Text(note.Sheet).Integer(note.Row).Text(column).Text(note.Level.Title(), note.Level.Skin())
                .Text(note.Becomes).Text(note.Message).Text(values.GetValueOrDefault((note.Sheet, note.Row, note.Column), "")).Text(note.Code).EndRow();
        }

        writer.Finish();
    }

    private static void AddSheet(PackageCopy package, WorkbookReader book, string name, string part)
    {
        var office = package.OfficeNamespace(book);
        var id = package.RelationshipsOf(book.MainPart.Name).Relate($"{office}/worksheet", $"/{part}");
        package.Declare(part, "application/vnd.openxmlformats-officedocument.spreadsheetml.worksheet+xml");
        var sheets = package.Load(book.MainPart.Name)!.Descendants().First(one => one.Name.LocalName == "sheets");
        var number = sheets.Elements().Select(one => PackageXml.Number(one, "sheetId")).Append(0).Max() + 1;
        sheets.Add(new XElement(sheets.Name.Namespace + "sheet",
            new XAttribute("name", name), new XAttribute("sheetId", number), new XAttribute((XNamespace)office + "id", id)));
    }

    private static Dictionary<(string, int, int), string> OriginalValues(WorkbookReader book, IEnumerable<CellNote> notes)
    {
        var values = notes.Select(note => (note.Sheet, note.Row, note.Column)).Distinct().ToDictionary(place => place, _ => "");
        var rowsOf = notes.ToLookup(note => note.Sheet, note => note.Row);
        foreach (var sheet in book.Sheets.Where(sheet => rowsOf.Contains(sheet.Name)))
        {
            var wanted = rowsOf[sheet.Name].ToHashSet();
            using var rows = sheet.OpenRows();
            while (rows.Read())
            {
                if (!wanted.Contains(rows.Row.Number))
                {
                    continue;
                }

                foreach (ref readonly var cell in rows.Row.Cells)
                {
                    if (values.ContainsKey((sheet.Name, rows.Row.Number, cell.Column)))
                    {
                        values[(sheet.Name, rows.Row.Number, cell.Column)] = Shown(cell);
                    }
                }
            }
        }

        return values;
    }

    private static string Shown(in Cell cell) => cell.Date is { } date ? $"{date:yyyy-MM-dd}" : cell.ToString();
}
