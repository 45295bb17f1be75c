namespace Anju.Ledgers.Workbooks;

/// <summary>The cell formats of every workbook we write, in the order of <c>cellXfs</c>.</summary>
internal enum CellSkin
{
    Plain,
    Title,
    Notes,
    Header,
    Text,
    QuotedText,
    Integer,
    Number,
    Money,
    Area,
    Date,
    Error,
    Warning,
    Fixed,
}

internal static class CellSkins
{
    // One step beside the colours that people know from their programs: a mark of ours is told from a fill of the sender's.
    public const string ErrorFill = "FFFFC7CD";
    public const string WarningFill = "FFFFEB9B";
    public const string FixedFill = "FFDDEBF6";

    public static string FillOf(NoteLevel level) => level switch
    {
        NoteLevel.Error => ErrorFill,
        NoteLevel.Warning => WarningFill,
        _ => FixedFill,
    };

    public static bool IsMark(string? rgb) =>
        new[] { ErrorFill, WarningFill, FixedFill }.Contains(rgb, StringComparer.OrdinalIgnoreCase);

    /// <summary>Fill and font of the header follow the interface's green.</summary>
    public const string Styles = $"""
        <styleSheet xmlns="http://schemas.openxmlformats.org/spreadsheetml/2006/main">
        <numFmts count="2"><numFmt numFmtId="164" formatCode="0.0000"/><numFmt numFmtId="165" formatCode="yyyy\-mm\-dd"/></numFmts>
        <fonts count="4">
        <font><sz val="11"/><name val="宋体"/><charset val="134"/></font>
        <font><b/><sz val="16"/><name val="宋体"/><charset val="134"/></font>
        <font><sz val="10"/><color rgb="FF595959"/><name val="宋体"/><charset val="134"/></font>
        <font><b/><sz val="11"/><name val="宋体"/><charset val="134"/></font>
        </fonts>
        <fills count="6"><fill><patternFill patternType="none"/></fill><fill><patternFill patternType="gray125"/></fill>
        <fill><patternFill patternType="solid"><fgColor rgb="FFD9EAD3"/></patternFill></fill>
        <fill><patternFill patternType="solid"><fgColor rgb="{ErrorFill}"/></patternFill></fill>
        <fill><patternFill patternType="solid"><fgColor rgb="{WarningFill}"/></patternFill></fill>
        <fill><patternFill patternType="solid"><fgColor rgb="{FixedFill}"/></patternFill></fill></fills>
        <borders count="2"><border><left/><right/><top/><bottom/><diagonal/></border>
        <border><left style="thin"><color rgb="FFBFBFBF"/></left><right style="thin"><color rgb="FFBFBFBF"/></right><top style="thin"><color rgb="FFBFBFBF"/></top><bottom style="thin"><color rgb="FFBFBFBF"/></bottom><diagonal/></border></borders>
        <cellStyleXfs count="1"><xf numFmtId="0" fontId="0" fillId="0" borderId="0"/></cellStyleXfs>
        <cellXfs count="14">
        <xf numFmtId="0" fontId="0" fillId="0" borderId="0" xfId="0"/>
        <xf numFmtId="0" fontId="1" fillId="0" borderId="0" xfId="0" applyFont="1" applyAlignment="1"><alignment horizontal="center" vertical="center"/></xf>
        <xf numFmtId="0" fontId="2" fillId="0" borderId="0" xfId="0" applyFont="1" applyAlignment="1"><alignment vertical="center" wrapText="1"/></xf>
        <xf numFmtId="49" fontId="3" fillId="2" borderId="1" xfId="0" applyNumberFormat="1" applyFont="1" applyFill="1" applyBorder="1" applyAlignment="1"><alignment horizontal="center" vertical="center" wrapText="1"/></xf>
        <xf numFmtId="49" fontId="0" fillId="0" borderId="0" xfId="0" applyNumberFormat="1"/>
        <xf numFmtId="49" fontId="0" fillId="0" borderId="0" xfId="0" applyNumberFormat="1" quotePrefix="1"/>
        <xf numFmtId="1" fontId="0" fillId="0" borderId="0" xfId="0" applyNumberFormat="1"/>
        <xf numFmtId="0" fontId="0" fillId="0" borderId="0" xfId="0"/>
        <xf numFmtId="4" fontId="0" fillId="0" borderId="0" xfId="0" applyNumberFormat="1"/>
        <xf numFmtId="164" fontId="0" fillId="0" borderId="0" xfId="0" applyNumberFormat="1"/>
        <xf numFmtId="165" fontId="0" fillId="0" borderId="0" xfId="0" applyNumberFormat="1"/>
        <xf numFmtId="49" fontId="0" fillId="3" borderId="0" xfId="0" applyNumberFormat="1" applyFill="1" quotePrefix="1"/>
        <xf numFmtId="49" fontId="0" fillId="4" borderId="0" xfId="0" applyNumberFormat="1" applyFill="1" quotePrefix="1"/>
        <xf numFmtId="49" fontId="0" fillId="5" borderId="0" xfId="0" applyNumberFormat="1" applyFill="1" quotePrefix="1"/>
        </cellXfs>
        <cellStyles count="1"><cellStyle name="Normal" xfId="0" builtinId="0"/></cellStyles>
        </styleSheet>
        """;

    public static CellSkin Of(CellFormat format) => format switch
    {
        CellFormat.Integer => CellSkin.Integer,
        CellFormat.Number => CellSkin.Number,
        CellFormat.Money => CellSkin.Money,
        CellFormat.Area => CellSkin.Area,
        CellFormat.Date => CellSkin.Date,
        _ => CellSkin.Text,
    };
}
