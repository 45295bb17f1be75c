using System.Globalization;

namespace Anju.Demo;

/// <summary>Sets one site out on a sheet, with all that stands around the data, and writes down what is to become of each row.</summary>
internal sealed class MessySheet(RawSheet sheet, MessyLayout layout, List<DemoRow> key)
{
    private const int HeaderAgainAfter = 45;
    private const int SubtotalAfter = 15;

    private int _row;
    private int _ordinal;

    public void Write(string title, string unit, IReadOnlyList<MessyHome> homes, string writer, string reviewer)
    {
        Line(title, RawKind.RichText, merged: true);
        Line($"填报单位：{unit}                填报日期：2025年11月10日", RawKind.Text, merged: true);
        Header();
        var (since, people, subtotal) = (0, 0, 0);
        foreach (var home in homes)
        {
            if (since >= HeaderAgainAfter)
            {
                Header();
                since = 0;
            }

            Home(home);
            since += home.Rows.Count;
            people += home.Rows.Count;
            if (++subtotal % SubtotalAfter == 0)
            {
                Total("小 计", SubtotalAfter, people);
                Skip();
            }
        }

        Total("合  计", homes.Count, people);
        Skip();
        Line($"填表人：{writer}          审核人：{reviewer}", RawKind.Text, merged: false);
    }

    private void Home(MessyHome home)
    {
        var top = _row + 1;
        foreach (var row in home.Rows)
        {
            _row++;
            for (var i = 0; i < layout.Columns.Count; i++)
            {
                var what = layout.Columns[i].What;
                if (what == Said.Ordinal)
                {
                    sheet.Set(_row, i + 1, new(RawKind.Number, (++_ordinal).ToString(CultureInfo.InvariantCulture)));
                }
                else if (row.Cells.TryGetValue(what, out var cell) && (_row == top || !layout.Merged || !MessyLayout.IsOfHousehold(what)))
                {
                    var counted = what == Said.Size && cell.Kind == RawKind.Number && layout.Merged;
                    sheet.Set(_row, i + 1, counted ? new(RawKind.Formula, $"SUM({cell.Value},0)={cell.Value}") : cell);
                }
            }

            if (row.Hidden)
            {
                sheet.HiddenRows.Add(_row);
            }

            Expect(row);
        }

        for (var i = 0; i < layout.Columns.Count && layout.Merged && home.Rows.Count > 1; i++)
        {
            if (MessyLayout.IsOfHousehold(layout.Columns[i].What))
            {
                sheet.Merge(top, i + 1, _row, i + 1);
            }
        }
    }

    private void Expect(MessyRow row)
    {
        var (action, level) = ("import", "ok");
        foreach (var code in row.Codes)
        {
            var (codeLevel, codeAction) = Messes.Of(code);
            level = Graver(level, codeLevel, ["ok", "fix", "warn", "error"]);
            action = Graver(action, codeAction, ["import", "hold", "reject"]);
        }

        key.Add(new(sheet.Name, _row, action, level, [.. row.Codes]));
    }

    private static string Graver(string left, string right, string[] order) => Array.IndexOf(order, left) > Array.IndexOf(order, right) ? left : right;

    private void Header()
    {
        if (layout.Groups.Count > 0)
        {
            Skip();
            var column = 1;
            foreach (var (group, width) in layout.Groups)
            {
                sheet.Set(_row, column, new(RawKind.Text, group));
                if (width > 1)
                {
                    sheet.Merge(_row, column, _row, column + width - 1);
                }

                column += width;
            }
        }

        Skip();
        for (var i = 0; i < layout.Columns.Count; i++)
        {
            sheet.Set(_row, i + 1, new(RawKind.Text, layout.Columns[i].Header));
        }
    }

    private void Total(string word, int households, int people)
    {
        Skip();
        sheet.Set(_row, 1, new(RawKind.Text, word));
        sheet.Set(_row, 2, new(RawKind.Text, $"{households}户"));
        sheet.Set(_row, 3, new(RawKind.Number, people.ToString(CultureInfo.InvariantCulture)));
    }

    private void Line(string text, RawKind kind, bool merged)
    {
        Skip();
        sheet.Set(_row, 1, new(kind, text));
        if (merged)
        {
            sheet.Merge(_row, 1, _row, layout.Columns.Count);
        }
    }

    private void Skip() => key.Add(new(sheet.Name, ++_row, "skip", "ok", []));
}
