using System.IO.Compression;
using System.Text;
using System.Xml.Linq;
using Anju.Ledgers.Workbooks;

namespace Anju.Tests.Workbooks;

public sealed class AnnotatedWorkbookTests
{
    private static readonly XNamespace _main = Xlsx.Main;
    private static readonly XNamespace _office = Xlsx.Office;

    private const string Rows = """
        <row r="1"><c r="A1" t="s"><v>0</v></c><c r="B1" t="s"><v>1</v></c></row><!-- kept -->
        <row r="2" spans="1:3" ht="20"><c r="A2" s="1" t="s"><v>2</v></c><c r="C2" s="2"><f>1+1</f><v>2</v></c></row>
        <row r="4"/>
        """;

    private static readonly CellNote[] _notes =
    [
        new("人员", 2, 3, NoteLevel.Warning, "INCOME_TEXT", "收入写法不规范"),
        new("人员", 2, 2, NoteLevel.Error, "ID_MISSING", "没有身份证号") { Becomes = "待定" },
        new("人员", 2, 1, NoteLevel.Fixed, "NAME_SPACES", "姓名中的空格已去掉") { Becomes = "导入" },
        new("人员", 2, 2, NoteLevel.Warning, "SIZE_MISMATCH", "人口数不符"),
        new("人员", 4, 2, NoteLevel.Error, "NAME_MISSING", "没有姓名"),
        new("人员", 6, 0, NoteLevel.Error, "NO_HEAD", "没有户主"),
    ];

    [Fact]
    public void Marked_cells_change_their_fill_and_nothing_else()
    {
        var before = Sender().Bytes();
        var after = Annotate(before, _notes);
        var sheet = Part(after, "xl/worksheets/sheet1.xml");
        var styles = Part(after, "xl/styles.xml");
        var formats = styles.Descendants(_main + "cellXfs").Single().Elements().ToList();

        Assert.Equal(
            """<row r="1"><c r="A1" t="s"><v>0</v></c><c r="B1" t="s"><v>1</v></c></row><!-- kept -->""",
            Text(after, "xl/worksheets/sheet1.xml").Split('\n')[0].Split("<sheetData>")[1].Trim());
        Assert.Equal("FFDDEBF6", Fill("A2"));
        Assert.Equal("FFFFC7CD", Fill("B2")); // was not in the file; the worse of two notes
        Assert.Equal("FFFFEB9B", Fill("C2"));
        Assert.Equal("FFFFC7CD", Fill("B4")); // in an empty row
        Assert.Equal("FFFFC7CD", Fill("A6")); // in a row that was not in the file
        Assert.Equal("14", Format("C2").Attribute("numFmtId")?.Value); // still a date
        Assert.Equal("1+1", Cell("C2").Element(_main + "f")?.Value);
        Assert.Equal(["A1", "B1", "A2", "B2", "C2", "B4", "A6"], sheet.Descendants(_main + "c").Select(cell => cell.Attribute("r")?.Value));
        Assert.Equal(formats.Count.ToString(), styles.Descendants(_main + "cellXfs").Single().Attribute("count")?.Value);
        foreach (var part in Names(before).Except(["xl/worksheets/sheet1.xml", "xl/styles.xml", "xl/workbook.xml", "xl/_rels/workbook.xml.rels", "[Content_Types].xml"]))
        {
            Assert.Equal(Content(before, part), Content(after, part));
        }

        XElement Cell(string address) => sheet.Descendants(_main + "c").Single(cell => cell.Attribute("r")?.Value == address);
        XElement Format(string address) => formats[(int)Cell(address).Attribute("s")!];
        string? Fill(string address) => styles.Descendants(_main + "fill").ElementAt((int)Format(address).Attribute("fillId")!)
            .Descendants(_main + "fgColor").Single().Attribute("rgb")?.Value;
    }

    [Fact]
    public void Each_marked_cell_has_a_comment_that_programs_can_show()
    {
        var after = Annotate(Sender().Bytes(), _notes);
        var sheet = Part(after, "xl/worksheets/sheet1.xml");
        var relations = Part(after, "xl/worksheets/_rels/sheet1.xml.rels").Root!.Elements().ToDictionary(one => (string)one.Attribute("Id")!);
        var drawing = relations[sheet.Descendants(_main + "legacyDrawing").Single().Attribute(_office + "id")!.Value];
        var shapes = Part(after, ((string)drawing.Attribute("Target")!).TrimStart('/'));
        var comments = Part(after, "xl/comments1.xml").Descendants(_main + "comment").ToDictionary(one => (string)one.Attribute("ref")!, one => one.Value);

        Assert.Equal(["A2", "B2", "C2", "B4", "A6"], comments.Keys);
        Assert.Equal("【错误】没有身份证号（ID_MISSING）\n【提醒】人口数不符（SIZE_MISMATCH）", comments["B2"]);
        Assert.Equal(
            ["1,0", "1,1", "1,2", "3,1", "5,0"],
            shapes.Descendants().Where(one => one.Name.LocalName == "ClientData").Select(one =>
                $"{one.Elements().Single(x => x.Name.LocalName == "Row").Value},{one.Elements().Single(x => x.Name.LocalName == "Column").Value}"));
        Assert.Contains("vmlDrawing", Text(after, "[Content_Types].xml"));
        Assert.Contains("/xl/comments1.xml", Text(after, "[Content_Types].xml"));
        Assert.Equal(["sheetData", "mergeCells", "pageMargins", "legacyDrawing", "tableParts"], sheet.Root!.Elements().Select(one => one.Name.LocalName));
    }

    [Fact]
    public void A_sheet_lists_every_note_with_the_original_value()
    {
        using var book = TabularFile.Open(new MemoryStream(Annotate(Sender().Bytes(), _notes)), "登记表.xlsx");

        Assert.Equal(["人员", "问题清单"], book.Sheets.Select(sheet => sheet.Name));
        Assert.Equal(
            [
                "A1=问题清单", "A2=共 6 条。请在原表中按颜色和批注逐条修改后重新上传。", "A3=工作表 B3=行 C3=列 D3=级别 E3=处理 F3=问题和办法 G3=原值 H3=代码",
                "A4=人员 B4=2 C4=A D4=更正 E4=导入 F4=姓名中的空格已去掉 G4=张  三 H4=NAME_SPACES",
                "A5=人员 B5=2 C5=B D5=错误 E5=待定 F5=没有身份证号 H5=ID_MISSING", "A6=人员 B6=2 C6=B D6=提醒 F6=人口数不符 H6=SIZE_MISMATCH",
                "A7=人员 B7=2 C7=C D7=提醒 F7=收入写法不规范 G7=1900-01-02 H7=INCOME_TEXT",
                "A8=人员 B8=4 C8=B D8=错误 F8=没有姓名 H8=NAME_MISSING", "A9=人员 B9=6 D9=错误 F9=没有户主 H9=NO_HEAD",
            ],
            book.Rows(sheet: 1));
        Assert.Equal(["A1=姓名 B1=身份证号", "A2=张  三 C2=2", "", ""], book.Rows());
    }

    [Fact]
    public void The_senders_own_comments_stay()
    {
        var sender = Sender(after: """<legacyDrawing r:id="v" xmlns:r="http://schemas.openxmlformats.org/officeDocument/2006/relationships"/>""")
            .With("xl/worksheets/_rels/sheet1.xml.rels", Xlsx.Relationships(("c", "comments", "../comments1.xml"), ("v", "vmlDrawing", "../drawings/vmlDrawing1.vml")))
            .With("xl/comments1.xml", $"""<comments xmlns="{Xlsx.Main}"><authors><author>李</author></authors><commentList><comment ref="B2" authorId="0"><text><t>待补</t></text></comment></commentList></comments>""")
            .With("xl/drawings/vmlDrawing1.vml", """<xml xmlns:v="urn:schemas-microsoft-com:vml"><v:shape id="_x0000_s1025"/></xml>""");
        var after = Annotate(sender.Bytes(), _notes);
        var comments = Part(after, "xl/comments1.xml").Descendants(_main + "comment").ToDictionary(one => (string)one.Attribute("ref")!);

        Assert.Equal("待补\n【错误】没有身份证号（ID_MISSING）\n【提醒】人口数不符（SIZE_MISMATCH）", comments["B2"].Value);
        Assert.Equal("0", comments["B2"].Attribute("authorId")?.Value);
        Assert.Equal("1", comments["A2"].Attribute("authorId")?.Value);
        Assert.Equal(5, Part(after, "xl/drawings/vmlDrawing1.vml").Root!.Elements().Count(one => one.Name.LocalName == "shape")); // one theirs, four ours
        Assert.Single(Part(after, "xl/worksheets/sheet1.xml").Descendants(_main + "legacyDrawing"));
    }

    [Fact]
    public void A_workbook_of_another_program_is_annotated_too()
    {
        var sender = Xlsx.Empty()
            .With("xl/_rels/workbook.xml.rels", Xlsx.Relationships(("rId1", "worksheet", "/xl/worksheets/sheet1.xml")))
            .With("xl/worksheets/sheet1.xml", $"""
                <x:worksheet xmlns:x="{Xlsx.Main}"><x:sheetData><x:row><x:c t="inlineStr"><x:is><x:t>甲</x:t></x:is></x:c><x:c><x:v>2</x:v></x:c></x:row>
                <x:row><x:c><x:v>3</x:v></x:c></x:row></x:sheetData></x:worksheet>
                """);
        CellNote[] notes = [new("人员", 1, 2, NoteLevel.Error, "X", "甲"), new("人员", 2, 1, NoteLevel.Error, "X", "乙"), new("人员", 2, 3, NoteLevel.Error, "X", "丙"), new("人员", 9, 1, NoteLevel.Error, "X", "丁")];
        var after = Annotate(sender.Bytes(), notes);
        using var book = TabularFile.Open(new MemoryStream(after), "登记表.xlsx");
        var cells = Part(after, "xl/worksheets/sheet1.xml").Descendants(_main + "c").ToList();

        Assert.Equal(["A1=甲 B1=2", "A2=3", ""], book.Rows());
        Assert.Equal([false, true, true, true, true], cells.Select(cell => cell.Attribute("s") is not null));
        Assert.Equal("x", Part(after, "xl/worksheets/sheet1.xml").Root!.GetPrefixOfNamespace(_main));
        Assert.NotEmpty(Part(after, "xl/styles1.xml").Descendants(_main + "fill"));
    }

    [Fact]
    public void A_sheet_without_rows_can_carry_marks()
    {
        var sender = Xlsx.Empty().With("xl/worksheets/sheet1.xml", $"<worksheet xmlns=\"{Xlsx.Main}\"><sheetData/></worksheet>");
        using var book = TabularFile.Open(new MemoryStream(Annotate(sender.Bytes(), [new("人员", 3, 2, NoteLevel.Error, "X", "没有数据")])), "登记表.xlsx");

        Assert.Equal([""], book.Rows());
        Assert.Equal(4, book.Rows(sheet: 1).Count);
    }

    [Fact]
    public void A_csv_comes_back_as_a_workbook_with_the_same_rows()
    {
        var csv = Encoding.UTF8.GetBytes("姓名,身份证号\n\n张三,=1+1\n,,x\n");
        var after = Annotate(csv, [new("别的名字", 3, 2, NoteLevel.Error, "ID_CHAR", "不是身份证号")], "选项.csv");
        using var book = TabularFile.Open(new MemoryStream(after), "登记表.xlsx");

        Assert.Equal(["A1=姓名 B1=身份证号", "", "A3=张三 B3==1+1", "C4=x"], book.Rows());
        Assert.Contains("A4=选项(2) B4=3 C4=B D4=错误 F4=不是身份证号 G4==1+1 H4=ID_CHAR", book.Rows(sheet: 1));
        Assert.Single(Part(after, "xl/comments1.xml").Descendants(_main + "comment"));
    }

    [Fact]
    public void A_workbook_can_go_back_and_forth_any_number_of_times()
    {
        var file = Sender().Bytes();
        for (var i = 0; i < 3; i++)
        {
            file = Annotate(file, _notes);
        }

        using var book = TabularFile.Open(new MemoryStream(file), "登记表.xlsx");
        Assert.Equal(["人员", "问题清单"], book.Sheets.Select(sheet => sheet.Name));
        Assert.Equal(5, Part(file, "xl/comments1.xml").Descendants(_main + "comment").Count());
        Assert.Equal(5, Shapes(file));
        Assert.Equal("【错误】没有身份证号（ID_MISSING）\n【提醒】人口数不符（SIZE_MISMATCH）", Comment(file, "B2"));
        Assert.DoesNotContain("PartName=\"/xl/worksheets/sheet3.xml\"", Text(file, "[Content_Types].xml"));
    }

    [Fact]
    public void What_was_mended_loses_its_mark_and_gets_the_fill_back_that_the_sender_gave_it()
    {
        const string Yellow = "FFFFFF00";
        var sender = Sender().With("xl/styles.xml", $"""
            <styleSheet xmlns="{Xlsx.Main}"><fills count="3"><fill><patternFill patternType="none"/></fill><fill><patternFill patternType="gray125"/></fill>
            <fill><patternFill patternType="solid"><fgColor rgb="{Yellow}"/><bgColor indexed="64"/></patternFill></fill></fills>
            <cellXfs><xf numFmtId="0" fillId="0"/><xf numFmtId="49" fillId="2"/><xf numFmtId="14" fillId="0"/></cellXfs></styleSheet>
            """);
        var once = Annotate(sender.Bytes(), _notes);
        Assert.Equal("FFDDEBF6", FillOf(once, "A2"));

        var mended = Annotate(once, [new("人员", 2, 2, NoteLevel.Warning, "SIZE_MISMATCH", "人口数不符")]);

        Assert.Equal(Yellow, FillOf(mended, "A2"));
        Assert.Equal("FFFFEB9B", FillOf(mended, "B2"));
        Assert.Null(FillOf(mended, "C2"));
        Assert.Null(FillOf(mended, "A6"));
        Assert.Equal("【提醒】人口数不符（SIZE_MISMATCH）", Comment(mended, "B2"));
        Assert.Single(Part(mended, "xl/comments1.xml").Descendants(_main + "comment"));
        Assert.Equal(1, Shapes(mended));

        var clean = Annotate(mended, []);
        Assert.Empty(Part(clean, "xl/comments1.xml").Descendants(_main + "comment"));
        Assert.Equal(0, Shapes(clean));
        Assert.Null(FillOf(clean, "B2"));
    }

    [Fact]
    public void Only_our_words_are_taken_out_of_a_comment_that_somebody_wrote()
    {
        var sender = Sender(after: """<legacyDrawing r:id="v" xmlns:r="http://schemas.openxmlformats.org/officeDocument/2006/relationships"/>""")
            .With("xl/worksheets/_rels/sheet1.xml.rels", Xlsx.Relationships(("c", "comments", "../comments1.xml"), ("v", "vmlDrawing", "../drawings/vmlDrawing1.vml")))
            .With("xl/comments1.xml", $"""
                <comments xmlns="{Xlsx.Main}"><authors><author>李</author></authors><commentList>
                <comment ref="A1" authorId="0"><text><t>【提醒】这是我自己写的</t></text></comment>
                <comment ref="B2" authorId="0"><text><t>待补</t></text></comment></commentList></comments>
                """)
            .With("xl/drawings/vmlDrawing1.vml", """
                <xml xmlns:v="urn:schemas-microsoft-com:vml" xmlns:x="urn:schemas-microsoft-com:office:excel"><v:shape id="_x0000_s1025"><x:ClientData><x:Row>0</x:Row><x:Column>0</x:Column></x:ClientData></v:shape><v:shape id="_x0000_s600000"><div>a<br></div><x:ClientData><x:Row>1</x:Row><x:Column>1</x:Column></x:ClientData></v:shape></xml>
                """);
        var once = Annotate(sender.Bytes(), _notes);
        Assert.Contains("_x0000_s600001", Text(once, "xl/drawings/vmlDrawing1.vml"), StringComparison.Ordinal);

        var clean = Annotate(once, []);
        Assert.Equal("【提醒】这是我自己写的", Comment(clean, "A1"));
        Assert.Equal("待补", Comment(clean, "B2"));
        Assert.Equal(2, Part(clean, "xl/comments1.xml").Descendants(_main + "comment").Count());
        Assert.Equal(2, Text(clean, "xl/drawings/vmlDrawing1.vml").Split("<v:shape ").Length - 1);
    }

    [Fact]
    public void Taking_the_list_out_mends_what_counts_the_sheets()
    {
        var once = Annotate(Sender().Bytes(), _notes);
        using var changed = new MemoryStream();
        changed.Write(once);
        using (var zip = new ZipArchive(changed, ZipArchiveMode.Update, leaveOpen: true))
        {
            var main = Part(once, "xl/workbook.xml");
            var list = main.Descendants(_main + "sheet").Last();
            list.Remove();
            main.Descendants(_main + "sheets").Single().AddFirst(list); // the sender has moved it to the front
            main.Root!.AddFirst(new XElement(_main + "bookViews", new XElement(_main + "workbookView", new XAttribute("activeTab", 1))));
            main.Root.Add(new XElement(_main + "definedNames",
                new XElement(_main + "definedName", new XAttribute("name", "_xlnm._FilterDatabase"), new XAttribute("localSheetId", 0), "问题清单!$A$3:$G$9"),
                new XElement(_main + "definedName", new XAttribute("name", "_xlnm.Print_Titles"), new XAttribute("localSheetId", 1), "人员!$1:$1")));
            zip.GetEntry("xl/workbook.xml")!.Delete();
            using var part = zip.CreateEntry("xl/workbook.xml").Open();
            main.Save(part);
        }

        var after = Part(Annotate(changed.ToArray(), []), "xl/workbook.xml");
        Assert.Equal(["人员", "问题清单"], after.Descendants(_main + "sheet").Select(sheet => (string?)sheet.Attribute("name")));
        Assert.Equal("0", after.Descendants(_main + "workbookView").Single().Attribute("activeTab")?.Value);
        var name = Assert.Single(after.Descendants(_main + "definedName"));
        Assert.Equal(("_xlnm.Print_Titles", "0"), (name.Attribute("name")?.Value, name.Attribute("localSheetId")?.Value));
    }

    [Fact]
    public void A_sheet_of_the_senders_with_the_name_of_the_list_stays()
    {
        var sender = Sender().With("xl/workbook.xml", $"""
            <workbook xmlns="{Xlsx.Main}" xmlns:r="{Xlsx.Office}"><sheets><sheet name="问题清单" sheetId="1" r:id="rId1"/></sheets></workbook>
            """);
        using var book = TabularFile.Open(new MemoryStream(Annotate(Annotate(sender.Bytes(), []), [])), "登记表.xlsx");

        Assert.Equal(["问题清单", "问题清单(2)"], book.Sheets.Select(sheet => sheet.Name));
    }

    [Fact]
    public void What_is_said_underneath_a_merged_cell_is_said_once_of_the_cell_that_people_see()
    {
        var sender = Xlsx.Sheet(
            """<row r="1"><c r="A1" t="inlineStr"><is><t>H1</t></is></c></row><row r="2"><c r="B2"><v>1</v></c></row><row r="3"><c r="B3"><v>1</v></c></row>""",
            after: """<mergeCells><mergeCell ref="A1:A3"/></mergeCells>""");
        var after = Annotate(sender.Bytes(), [.. Enumerable.Range(1, 3).Select(row => new CellNote("人员", row, 1, NoteLevel.Warning, "HEAD_NAME_MISMATCH", "不一致"))]);

        Assert.Equal(["A1"], Part(after, "xl/comments1.xml").Descendants(_main + "comment").Select(one => (string?)one.Attribute("ref")));
        using var book = TabularFile.Open(new MemoryStream(after), "登记表.xlsx");
        Assert.Equal(["A4=人员 B4=1 C4=A D4=提醒 F4=不一致 G4=H1 H4=HEAD_NAME_MISMATCH"], book.Rows(sheet: 1).Skip(3));
    }

    [Fact]
    public void As_many_comments_as_there_may_be_come_back_too()
    {
        var rows = string.Concat(Enumerable.Range(1, AnnotatedWorkbook.MostComments).Select(i => $"<row r=\"{i}\"><c r=\"A{i}\"><v>{i}</v></c></row>"));
        var notes = Enumerable.Range(1, AnnotatedWorkbook.MostComments)
            .Select(i => new CellNote("人员", i, 1, NoteLevel.Error, "ID_MISSING", "没有证件号码，请补填；确实没有的，请在系统中选择“暂无证件”（原文“待补”）")).ToArray();
        var once = Annotate(Xlsx.Sheet(rows).Bytes(), notes);

        Assert.Equal(10, Shapes(Annotate(once, notes[..10])));
    }

    [Fact]
    public void Notes_on_sheets_that_are_not_there_are_only_listed()
    {
        using var book = TabularFile.Open(new MemoryStream(Annotate(Sender().Bytes(), [new("没有", 1, 1, NoteLevel.Error, "X", "说明"), new("人员", 99_999_999, 20_000, NoteLevel.Error, "X", "太远")])), "登记表.xlsx");

        Assert.Equal(3 + 2, book.Rows(sheet: 1).Count);
    }

    [Fact]
    public void A_pictures_bytes_are_kept()
    {
        var picture = Enumerable.Range(0, 2_000_000).Select(i => (byte)(1 + (i % 50))).ToArray(); // no "<" in two megabytes
        var sender = Sender().With("xl/media/image1.png", picture).Bytes();

        Assert.Equal(picture, Content(Annotate(sender, _notes), "xl/media/image1.png"));
    }

    [Fact]
    public void A_damaged_original_is_refused()
    {
        var file = Sender().Bytes();

        Assert.Throws<FileRefusedException>(() => Annotate(file[..^40], _notes));
    }

    private static int Shapes(byte[] file) =>
        Part(file, "xl/drawings/vmlDrawing1.vml").Descendants().Count(one => one.Name.LocalName == "shape");

    private static string Comment(byte[] file, string address) =>
        Part(file, "xl/comments1.xml").Descendants(_main + "comment").Single(one => (string?)one.Attribute("ref") == address).Value;

    /// <summary>The colour that a cell is filled with; null when it has none or is not there.</summary>
    private static string? FillOf(byte[] file, string address)
    {
        var styles = Part(file, "xl/styles.xml");
        var cell = Part(file, "xl/worksheets/sheet1.xml").Descendants(_main + "c").SingleOrDefault(one => (string?)one.Attribute("r") == address);
        var format = styles.Descendants(_main + "cellXfs").Single().Elements().ElementAt((int?)cell?.Attribute("s") ?? 0);
        return styles.Descendants(_main + "fill").ElementAtOrDefault((int?)format.Attribute("fillId") ?? 0)?.Descendants(_main + "fgColor").SingleOrDefault()?.Attribute("rgb")?.Value;
    }

    private static Xlsx Sender(string after = "") => Xlsx.Sheet(
            Rows, after: """<mergeCells><mergeCell ref="A1:A1"/></mergeCells><pageMargins left="1"/>""" + after + "<tableParts count=\"0\"/>")
        .Strings("姓名", "身份证号", "张  三").Styles([0, 49, 14]);

    private static byte[] Annotate(byte[] file, CellNote[] notes, string name = "登记表.xlsx")
    {
        using var output = new MemoryStream();
        AnnotatedWorkbook.Write(new MemoryStream(file), name, notes, output);
        return output.ToArray();
    }

    private static List<string> Names(byte[] file)
    {
        using var zip = new ZipArchive(new MemoryStream(file));
        return [.. zip.Entries.Select(entry => entry.FullName)];
    }

    private static byte[] Content(byte[] file, string name)
    {
        using var zip = new ZipArchive(new MemoryStream(file));
        using var part = zip.GetEntry(name)!.Open();
        using var bytes = new MemoryStream();
        part.CopyTo(bytes);
        return bytes.ToArray();
    }

    private static string Text(byte[] file, string name) => Encoding.UTF8.GetString(Content(file, name));

    private static XDocument Part(byte[] file, string name) => XDocument.Load(new MemoryStream(Content(file, name)));
}
