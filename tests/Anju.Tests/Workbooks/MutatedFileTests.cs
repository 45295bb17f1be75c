using System.IO.Compression;
using System.Text;
using Anju.Ledgers.Workbooks;
using CsCheck;

namespace Anju.Tests.Workbooks;

/// <summary>Thousands of damaged files: each gives rows or a refusal, never anything else, and never much work.</summary>
public sealed class MutatedFileTests
{
    private const long MostAllocated = 32 << 20; // a few small files' worth of buffers; the hostile files have their own bounds

    private static readonly byte[][] _workbooks = [Plain().Bytes(), Plain().Bytes(CompressionLevel.NoCompression), Foreign().Bytes(), Written()];

    private static readonly byte[][] _csvs =
    [
        Encoding.UTF8.GetBytes("姓名,身份证号\r\n\"张,三\",'=1\r\n\n李四,\"多\n行\""),
        CsvEncoding.Gb18030.GetBytes("姓名\t身份证号\r\n张三䶮𠮷\t431002199001011234\r\n"),
        [.. Encoding.Unicode.Preamble, .. Encoding.Unicode.GetBytes("姓名;号\n𠮷;1\n")],
    ];

    private static readonly string[] _snippets =
    [
        "<", ">", "/>", "</", "<!--", "-->", "<![CDATA[", "]]>", "<?", "?>", "<!DOCTYPE a>", "&", "&#0;", "&#xD800;", "&amp;", "\"", "'", "=", "\0",
        "A1", "XFD1048576", "-1", "99999999999999999999", "1e999", "NaN", "_x0000_", "_xD800_", "<row>", "</row>", "<c>", "<v>", "</v></c>", "<is>",
        "t=\"s\"", "r=\"\"", "s=\"99999\"", "<sheetData>", "<sheetData/>", "</sheetData>", "<mergeCell ref=\"A1:XFD1048576\"/>", "x:", "xmlns=\"\"", "\uFEFF", "é",
    ];

    [Fact]
    public void A_workbook_with_broken_bytes() =>
        Gen.Select(OneOf(_workbooks), Changes).Select(Damage).Sample(file => Judge(file), iter: 4_000, threads: 2);

    [Fact]
    public void A_workbook_with_broken_directory_and_right_contents() =>
        Gen.Select(OneOf(_workbooks), Gen.Select(Gen.Int[0, 1_200], Gen.Byte).List[1, 6]).Select((file, changes) =>
        {
            file = [.. file];
            foreach (var (back, value) in changes)
            {
                file[Math.Max(0, file.Length - 1 - back)] = value;
            }

            return file;
        }).Sample(file => Judge(file), iter: 3_000, threads: 2);

    [Fact]
    public void A_workbook_with_broken_xml_and_right_checksums() =>
        Gen.Select(OneOf(_workbooks), Gen.Int, Changes).Select((file, part, changes) => DamagePart(file, part, changes))
            .Sample(file => Judge(file), iter: 6_000, threads: 2);

    [Fact]
    public void A_csv_with_broken_bytes() =>
        Gen.Select(OneOf(_csvs), Changes).Select(Damage).Sample(file => Judge(file, "甲.csv"), iter: 6_000, threads: 2);

    [Fact]
    public void Any_bytes_at_all() =>
        Gen.Byte.Array[0, 300].Sample(file => Judge(file, "甲.csv"), iter: 5_000, threads: 2);

    /// <summary>Where, what kind of damage, and with what.</summary>
    private static Gen<List<(double At, int Kind, int With)>> Changes { get; } =
        Gen.Select(Gen.Double[0, 1], Gen.Int[0, 5], Gen.Int[0, 10_000]).List[1, 5];

    private static Gen<byte[]> OneOf(byte[][] files) => Gen.Int[0, files.Length - 1].Select(i => files[i]);

    private static byte[] Damage(byte[] file, List<(double At, int Kind, int With)> changes)
    {
        var bytes = file.ToList();
        foreach (var (where, kind, with) in changes)
        {
            var at = Math.Min((int)(where * bytes.Count), bytes.Count);
            var some = Math.Min(1 + (with % 64), bytes.Count - at);
            switch (kind)
            {
                case 0 when at < bytes.Count:
                    bytes[at] ^= (byte)(1 << (with % 8));
                    break;
                case 1 when at < bytes.Count:
                    bytes[at] = (byte)(with & 0xFF);
                    break;
                case 2:
                    bytes.InsertRange(at, Encoding.UTF8.GetBytes(_snippets[with % _snippets.Length]));
                    break;
                case 3:
                    bytes.RemoveRange(at, some);
                    break;
                case 4:
                    bytes.InsertRange(at, bytes.GetRange(at, some));
                    break;
                case 5 when with % 8 == 0:
                    bytes.RemoveRange(at, bytes.Count - at);
                    break;
                default:
                    break;
            }
        }

        return [.. bytes];
    }

    private static byte[] DamagePart(byte[] file, int part, List<(double At, int Kind, int With)> changes)
    {
        var damaged = new Xlsx();
        using var zip = new ZipArchive(new MemoryStream(file));
        var chosen = zip.Entries[(part & int.MaxValue) % zip.Entries.Count];
        foreach (var entry in zip.Entries)
        {
            using var stream = entry.Open();
            using var content = new MemoryStream();
            stream.CopyTo(content);
            damaged.With(entry.FullName, entry == chosen ? Damage(content.ToArray(), changes) : content.ToArray());
        }

        return damaged.Bytes();
    }

    private static void Judge(byte[] file, string name = "登记表.xlsx")
    {
        var before = GC.GetAllocatedBytesForCurrentThread();
        var refusal = Reading.Refusal(file, name: name);
        if (refusal is null)
        {
            try
            {
                CellNote[] notes = [new("人员", 1, 1, NoteLevel.Error, "X", "甲"), new("人员", 2, 3, NoteLevel.Warning, "X", "乙"), new("人员", 40, 1, NoteLevel.Fixed, "X", "丙")];
                AnnotatedWorkbook.Write(new MemoryStream(file), name, notes, Stream.Null);
            }
            catch (FileRefusedException)
            {
                // what reading does not look at may still be broken
            }
        }

        Assert.InRange(GC.GetAllocatedBytesForCurrentThread() - before, 0, MostAllocated);
        Assert.True(refusal is null || refusal.Message.Contains('。'));
    }

    private static Xlsx Plain() => Xlsx.Sheet(
            """
            <row r="1" spans="1:3" hidden="1"><c r="A1" t="s"><v>0</v></c><c r="B1" s="1"><v>44260.5</v></c><c r="C1" t="e"><v>#N/A</v></c></row>
            <row r="3"><c r="A3" t="inlineStr"><is><r><rPr><b/></rPr><t>张 &amp; </t></r><r><t xml:space="preserve"> 三_x000D_</t></r></is></c>
            <c r="B3" t="str"><f t="shared" si="0">A1&amp;"x"</f><v>结果</v></c><c r="C3" t="b"><v>1</v></c><c r="D3" t="d"><v>2021-03-05</v></c></row><!-- c -->
            """,
            before: """<dimension ref="A1:D3"/><cols><col min="2" max="3" hidden="1"/></cols>""",
            after: """<mergeCells count="1"><mergeCell ref="A1:B1"/></mergeCells>""")
        .Strings("姓名", "<r><t>户</t></r><r><t>主</t></r><rPh sb=\"0\" eb=\"1\"><t>hu</t></rPh>").Styles([0, 31, 176], (176, "yyyy\"年\"m\"月\""))
        .With("xl/worksheets/_rels/sheet1.xml.rels", Xlsx.Relationships(("c", "comments", "../comments1.xml"), ("v", "vmlDrawing", "../drawings/vmlDrawing1.vml")))
        .With("xl/comments1.xml", $"""<comments xmlns="{Xlsx.Main}"><authors><author>李</author></authors><commentList><comment ref="A1" authorId="0"><text><t>待补</t></text></comment></commentList></comments>""")
        .With("xl/drawings/vmlDrawing1.vml", """<xml xmlns:v="urn:schemas-microsoft-com:vml"><v:shape id="_x0000_s1025"/></xml>""");

    private static Xlsx Foreign() => Xlsx.Empty()
        .With("xl/_rels/workbook.xml.rels", Xlsx.Relationships(("rId1", "worksheet", "/xl/worksheets/sheet1.xml")))
        .With("xl/worksheets/sheet1.xml", $"""
            <x:worksheet xmlns:x="{Xlsx.Main}"><x:sheetData><x:row><x:c t="inlineStr"><x:is><x:t><![CDATA[甲]]></x:t></x:is></x:c><x:c><x:v>1e3</x:v></x:c></x:row><x:row/></x:sheetData></x:worksheet>
            """);

    private static byte[] Written()
    {
        using var file = new MemoryStream();
        using (var book = new WorkbookWriter(file))
        {
            book.AddSheet(new("人员", [new("姓名"), new("日期", CellFormat.Date), new("村") { Choices = [.. Enumerable.Range(1, 100).Select(i => $"第{i}村")] }]) { Title = "名册" })
                .Text("张三").Date(new(2020, 2, 29)).Text("=1").EndRow().Text("李四").Integer(5).EndRow();
        }

        return file.ToArray();
    }
}
