namespace Anju.Ledgers.Workbooks;

/// <summary>The lists behind drop-downs: short ones stand in the rule itself, long ones in columns of a hidden sheet.</summary>
internal sealed class ChoiceLists
{
    public const string SheetName = "选项";
    private const int LongestLiteral = 255; // of a list inside a rule, ECMA-376 part 1, 18.3.1.32 as programs read it
    private readonly List<IReadOnlyList<string>> _lists = [];

    public bool IsEmpty => _lists.Count == 0;

    /// <summary>The formula that a validation rule needs for this list.</summary>
    public string Formula(IReadOnlyList<string> choices)
    {
        var literal = string.Join(',', choices);
        if (literal.Length <= LongestLiteral && !choices.Any(choice => choice.Contains(',') || choice.Contains('"') || choice.Trim() != choice))
        {
            return $"\"{literal}\"";
        }

        var column = _lists.FindIndex(list => list.SequenceEqual(choices)) + 1;
        if (column == 0)
        {
            _lists.Add(choices);
            column = _lists.Count;
        }

        var letters = CellAddress.ColumnName(column);
        return $"{SheetName}!${letters}$1:${letters}${choices.Count}";
    }

    public void Write(XmlOutput part)
    {
        part.Raw("""<worksheet xmlns="http://schemas.openxmlformats.org/spreadsheetml/2006/main"><sheetData>"""u8);
        for (var row = 1; row <= _lists.Max(list => list.Count); row++)
        {
            part.Raw("<row r=\""u8).Number(row).Raw("\">"u8);
            for (var column = 1; column <= _lists.Count; column++)
            {
                if (row <= _lists[column - 1].Count)
                {
                    part.Raw("<c r=\""u8).Address(row, column).Raw("\" t=\"inlineStr\"><is><t xml:space=\"preserve\">"u8)
                        .Text(_lists[column - 1][row - 1]).Raw("</t></is></c>"u8);
                }
            }

            part.Raw("</row>"u8);
        }

        part.Raw("</sheetData></worksheet>"u8);
    }
}
