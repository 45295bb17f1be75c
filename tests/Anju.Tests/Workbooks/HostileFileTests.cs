using System.Buffers.Binary;
using System.Diagnostics;
using System.IO.Compression;
using System.Text;
using Anju.Ledgers.Workbooks;

namespace Anju.Tests.Workbooks;

/// <summary>Files that must be refused with a reason, at once and without growing.</summary>
public sealed class HostileFileTests
{
    private const string OneRow = """<row r="1"><c r="A1" t="inlineStr"><is><t>张三</t></is></c></row>""";
    private const long Megabyte = 1 << 20;

    public static TheoryData<string> Names => [.. Hostile.Keys];

    internal static Dictionary<string, (Func<byte[]> File, string Code, string Says)> Hostile { get; } = new()
    {
        ["empty"] = (() => [], "FILE_EMPTY", "空"),
        ["noise"] = (() => [.. Enumerable.Range(0, 5_000).Select(i => (byte)(i * 7919 % 251))], "FILE_NOT_WORKBOOK", ".xlsx"),
        ["pdf"] = (() => Encoding.ASCII.GetBytes("%PDF-1.7\n1 0 obj"), "FILE_NOT_WORKBOOK", "PDF"),
        ["html named xls"] = (() => Encoding.UTF8.GetBytes("\r\n<html><table><tr><td>张三</td></tr></table></html>"), "FILE_MARKUP", "另存为"),
        ["old xls"] = (() => CompoundFile("Workbook"), "FILE_OLD_XLS", "另存为"),
        ["password"] = (() => CompoundFile("EncryptedPackage"), "FILE_ENCRYPTED", "密码"),
        ["other compound file"] = (() => CompoundFile("WordDocument"), "FILE_NOT_WORKBOOK", "Office"),
        ["xlsb"] = (() => Xlsx.Empty().Without("xl/workbook.xml").With("xl/workbook.bin", [1, 2, 3]).Bytes(), "FILE_XLSB", ".xlsb"),
        ["ods"] = (() => new Xlsx().With("mimetype", "application/vnd.oasis.opendocument.spreadsheet").With("content.xml", "<x/>").Bytes(), "FILE_ODS", ".ods"),
        ["docx"] = (() => new Xlsx().With("_rels/.rels", Xlsx.Relationships(("a", "officeDocument", "word/document.xml"))).Bytes(), "FILE_NOT_WORKBOOK", "Word"),
        ["plain zip"] = (() => new Xlsx().With("花名册.xlsx", [1]).Bytes(), "FILE_NOT_WORKBOOK", "解压"),
        ["no sheets"] = (() => Xlsx.Empty().With("xl/workbook.xml", $"<workbook xmlns=\"{Xlsx.Main}\"><sheets/></workbook>").Bytes(), "FILE_NO_SHEETS", "没有工作表"),
        ["truncated"] = (() => Xlsx.Sheet(OneRow).Bytes()[..^300], "FILE_TRUNCATED", "不完整"),
        ["cut in the directory"] = (() => Xlsx.Sheet(OneRow).Bytes()[..^30], "FILE_TRUNCATED", "不完整"),
        ["altered inside"] = (AlteredInside, "FILE_CORRUPT", "工作表“人员”"),
        ["wrong checksum"] = (() => Patch(16, 0x12345678), "FILE_CORRUPT", "校验不符"),
        ["says smaller than it is"] = (() => Patch(24, 40), "FILE_CORRUPT", "比声明的大"),
        ["says larger than it is"] = (() => Patch(24, 4_000), "FILE_CORRUPT", "校验不符"),
        ["unknown compression"] = (() => Patch(10, 9 | (20 << 16)), "FILE_CORRUPT", "工作表“人员”"),
        ["zip bomb"] = (() => Xlsx.Sheet(Spaces(40 * Megabyte)).Bytes(CompressionLevel.SmallestSize), "FILE_BOMB", "工作表“人员”的解压倍数超过上限 150"),
        ["zip bomb in a part nobody reads"] = (() => Xlsx.Sheet(OneRow).With("xl/media/a.bin", new byte[40 * Megabyte]).Bytes(CompressionLevel.SmallestSize), "FILE_BOMB", "150"),
        ["billion laughs"] = (() => Xlsx.Sheet(OneRow).With("xl/workbook.xml", Laughs("workbook")).Bytes(), "FILE_CORRUPT", "xl/workbook.xml"),
        ["billion laughs in rows"] = (() => Xlsx.Sheet(OneRow).With("xl/worksheets/sheet1.xml", Laughs("worksheet")).Bytes(), "FILE_CORRUPT", "工作表“人员”"),
        ["external entity"] = (() => Xlsx.Sheet("<row><c t=\"str\"><v>&x;</v></c></row>").With("xl/workbook.xml",
            "<!DOCTYPE x [<!ENTITY x SYSTEM \"file:///etc/passwd\">]><workbook><sheets>&x;</sheets></workbook>").Bytes(), "FILE_CORRUPT", "xl/workbook.xml"),
        ["undeclared entity in a cell"] = (() => Xlsx.Sheet("<row><c t=\"str\"><v>&x;</v></c></row>").Bytes(), "FILE_CORRUPT", "工作表“人员”"),
        ["far cell"] = (() => Xlsx.Sheet("""<row r="1048576"><c r="XFD1048576"><v>1</v></c></row>""").Bytes(), "FILE_TOO_MANY_COLUMNS", "XFD1048576"),
        ["row beyond the sheet"] = (() => Xlsx.Sheet("""<row r="1048577"><c><v>1</v></c></row>""").Bytes(), "FILE_CORRUPT", "行号"),
        ["address of another row"] = (() => Xlsx.Sheet("""<row r="1"><c r="A2"><v>1</v></c></row>""").Bytes(), "FILE_CORRUPT", "地址"),
        ["the same cell twice"] = (() => Xlsx.Sheet("""<row r="1"><c r="A1"><v>1</v></c><c r="A1"><v>2</v></c></row>""").Bytes(), "FILE_CORRUPT", "重复"),
        ["the same row twice"] = (() => Xlsx.Sheet("""<row r="1"/><row r="1"/>""").Bytes(), "FILE_CORRUPT", "行号"),
        ["missing shared text"] = (() => Xlsx.Sheet("""<row><c t="s"><v>7</v></c></row>""").Bytes(), "FILE_CORRUPT", "A1"),
        ["long cell"] = (() => Xlsx.Sheet($"<row><c t=\"str\"><v>{new string('长', 32_768)}</v></c></row>").Bytes(), "FILE_CELL_TOO_LONG", "32,767"),
        ["long shared text"] = (() => Xlsx.Sheet("<row/>").Strings(new string('a', 40_000)).Bytes(), "FILE_CELL_TOO_LONG", "32,767"),
        ["shared text bomb"] = (() => Xlsx.Sheet("<row/>").Strings([.. Enumerable.Range(0, 1_500).Select(i => Text(i, 32_000))]).Bytes(), "FILE_TEXTS_TOO_LARGE", "80 MB"),
        ["attribute bomb"] = (() => Xlsx.Sheet($"<row r=\"1\" x=\"{Text(1, 3_000_000)}\"/>").Bytes(), "FILE_TAG_LENGTH", "工作表“人员”中有一段内容超过上限 512 KB"),
        ["many attributes"] = (() => Xlsx.Sheet($"<row {Lines(300_000, i => $" a{i * 7_001}=\"\"")}/>").Bytes(), "FILE_TAG_LENGTH", "工作表“人员”中有一段内容超过上限 512 KB"),
        ["endless name"] = (() => Xlsx.Sheet($"<{Text(1, 3_000_000)}/>").Bytes(), "FILE_TAG_LENGTH", "工作表“人员”中有一段内容超过上限 512 KB"),
        ["endless comment"] = (() => Xlsx.Sheet($"<!-- {Text(1, 3_000_000)} --><row/>").Bytes(), "FILE_TAG_LENGTH", "工作表“人员”中有一段内容超过上限 512 KB"),
        ["deep elements"] = (() => Xlsx.Sheet(string.Concat(Enumerable.Repeat("<a>", 200_000))).Bytes(), "FILE_DEPTH", "64"),
        ["deep elements in the workbook"] = (() => Xlsx.Sheet("<row/>").With("xl/workbook.xml", string.Concat(Enumerable.Repeat("<a>", 200_000))).Bytes(), "FILE_DEPTH", "64"),
        ["many names"] = (() => Xlsx.Sheet("<row/>").With("xl/styles.xml", $"<a>{Lines(300_000, i => $"<n{i * 7_001}/>")}</a>").Bytes(), "FILE_CORRUPT", "xl/styles.xml"),
        ["tags that do not match"] = (() => Xlsx.Sheet("<row></raw>").Bytes(), "FILE_CORRUPT", "工作表“人员”"),
        ["broken characters"] = (() => BrokenUtf8(), "FILE_CORRUPT", "工作表“人员”"),
        ["path out of the package"] = (() => Xlsx.Sheet("<row/>").With("../../etc/cron.d/x", "x").Bytes(), "FILE_BAD_PATH", "路径"),
        ["path with a drive"] = (() => Xlsx.Sheet("<row/>").With("C:\\windows\\x", "x").Bytes(), "FILE_BAD_PATH", "路径"),
        ["path from the root"] = (() => Xlsx.Sheet("<row/>").With("/etc/x", "x").Bytes(), "FILE_BAD_PATH", "路径"),
        ["the same path twice"] = (() => Xlsx.Sheet("<row/>").With("XL/Workbook.xml", "x").Bytes(), "FILE_BAD_PATH", "重复"),
        ["two names for one part"] = (TwoNames, "FILE_CORRUPT", "名称"),
        ["overlapping parts"] = (Overlapping, "FILE_CORRUPT", "重叠"),
        ["many parts"] = (ManyParts, "FILE_TOO_MANY_PARTS", "10,000"),
        ["many sheets"] = (() => Xlsx.Sheet("<row/>").With("xl/workbook.xml", $"<workbook xmlns:r=\"{Xlsx.Office}\"><sheets>{Lines(300, i => $"<sheet name=\"{i}\" r:id=\"rId1\"/>")}</sheets></workbook>").Bytes(), "FILE_TOO_MANY_SHEETS", "256"),
        ["sheet that is not there"] = (() => Xlsx.Empty().Bytes(), "FILE_CORRUPT", "人员"),
    };

    [Theory]
    [MemberData(nameof(Names))]
    public void A_hostile_file_is_refused_with_a_reason(string name)
    {
        var (make, code, says) = Hostile[name];
        var file = make();
        var before = GC.GetAllocatedBytesForCurrentThread();
        var started = Stopwatch.GetTimestamp();

        var refusal = Reading.Refusal(file);

        var took = Stopwatch.GetElapsedTime(started);
        var allocated = GC.GetAllocatedBytesForCurrentThread() - before;
        Assert.Equal(code, refusal?.Code);
        Assert.Contains(says, refusal!.Message);
        Assert.Contains("。", refusal.Message);
        Assert.InRange(allocated, 0, 100 * Megabyte);
        Assert.InRange(took, TimeSpan.Zero, TimeSpan.FromSeconds(10)); // a second on a free machine; this one is shared
    }

    [Fact]
    public void Every_limit_can_be_set_and_is_named()
    {
        var limits = WorkbookLimits.Default;
        var file = Xlsx.Sheet(
            """<row><c t="s"><v>0</v></c><c t="s"><v>1</v></c></row><row><c><v>1</v></c></row>""",
            after: """<mergeCells><mergeCell ref="A1:B1"/><mergeCell ref="A2:B2"/></mergeCells>""").Strings("甲", "乙乙乙").Bytes();

        Assert.Null(Reading.Refusal(file));
        Assert.Equal("FILE_TOO_LARGE", Reading.Refusal(file, limits with { FileBytes = 100 })?.Code);
        Assert.Equal("FILE_TOO_MANY_PARTS", Reading.Refusal(file, limits with { Entries = 3 })?.Code);
        Assert.Equal("FILE_EXPANDS", Reading.Refusal(file, limits with { ExpandedBytes = 1_000 })?.Code);
        Assert.Equal("FILE_BOMB", Reading.Refusal(file, limits with { RatioFreeBytes = 0, Ratio = 1 })?.Code);
        Assert.Equal("FILE_TAG_LENGTH", Reading.Refusal(Xlsx.Sheet($"<row x=\"{Text(1, 200_000)}\"/>").Bytes(), limits with { TagBytes = 9_000 })?.Code);
        Assert.Equal("FILE_DEPTH", Reading.Refusal(file, limits with { Depth = 1 })?.Code);
        Assert.Equal("FILE_TOO_MANY_SHEETS", Reading.Refusal(file, limits with { Sheets = 0 })?.Code);
        Assert.Equal("FILE_TOO_MANY_TEXTS", Reading.Refusal(file, limits with { SharedStrings = 1 })?.Code);
        Assert.Equal("FILE_TEXTS_TOO_LARGE", Reading.Refusal(file, limits with { SharedStringBytes = 10 })?.Code);
        Assert.Equal("FILE_TOO_MANY_COLUMNS", Reading.Refusal(file, limits with { Columns = 1 })?.Code);
        Assert.Equal("FILE_CELL_TOO_LONG", Reading.Refusal(file, limits with { CellLength = 2 })?.Code);
        Assert.Equal("FILE_TOO_MANY_ROWS", Reading.Refusal(file, limits with { Rows = 1 })?.Code);
        Assert.Equal("FILE_TOO_MANY_MERGES", Reading.Refusal(file, limits with { Merges = 1 })?.Code);
    }

    [Fact]
    public void Formatted_blank_cells_far_out_do_no_harm()
    {
        var blanks = Lines(200, i => $"<c r=\"{CellAddress.ColumnName(16_000 + i)}1\" s=\"1\"/>");
        using var book = Xlsx.Sheet($"<row r=\"1\"><c r=\"A1\"><v>1</v></c>{blanks}</row>").Open();

        Assert.Equal(["A1=1"], book.Rows());
    }

    private static string Spaces(long count) => new(' ', (int)count);

    private static string Lines(int count, Func<int, string> line) => string.Concat(Enumerable.Range(0, count).Select(line));

    /// <summary>Letters that do not compress to nothing, so that no other limit is met first.</summary>
    private static string Text(int seed, int length)
    {
        var random = new Random(seed);
        return string.Create(length, random, static (chars, random) =>
        {
            for (var i = 0; i < chars.Length; i++)
            {
                chars[i] = (char)('a' + random.Next(26));
            }
        });
    }

    private static string Laughs(string root) =>
        $"<!DOCTYPE {root} [<!ENTITY a \"ha\">{Lines(20, i => $"<!ENTITY {(char)('b' + i)} \"{string.Concat(Enumerable.Repeat($"&{(char)('a' + i)};", 10))}\">")}]><{root}>&u;</{root}>";

    private static byte[] CompoundFile(string stream)
    {
        var file = new byte[4_096];
        byte[] magic = [0xD0, 0xCF, 0x11, 0xE0, 0xA1, 0xB1, 0x1A, 0xE1];
        magic.CopyTo(file, 0);
        file[30] = 9;
        file[48] = 1;
        Encoding.Unicode.GetBytes("Root Entry\0").CopyTo(file, 1_024);
        Encoding.Unicode.GetBytes(stream + "\0").CopyTo(file, 1_024 + 128);
        return file;
    }

    /// <summary>An ID number changed inside the stored part: what other readers take without a word.</summary>
    private static byte[] AlteredInside()
    {
        var file = Xlsx.Sheet("""<row r="1"><c r="A1" t="str"><v>431002199001011234</v></c></row>""").Bytes(CompressionLevel.NoCompression);
        file[file.AsSpan().IndexOf("431002199001011234"u8) + 5] = (byte)'3';
        return file;
    }

    private static byte[] BrokenUtf8()
    {
        var xml = Encoding.UTF8.GetBytes($"<worksheet xmlns=\"{Xlsx.Main}\"><sheetData><row><c t=\"str\"><v>张三</v></c></row></sheetData></worksheet>");
        xml[xml.AsSpan().IndexOf("张"u8) + 1] = (byte)'x';
        return Xlsx.Empty().With("xl/worksheets/sheet1.xml", xml).Bytes();
    }

    /// <summary>Writes a number into the directory entry of the sheet.</summary>
    private static byte[] Patch(int at, uint value)
    {
        var file = Xlsx.Sheet(OneRow).Bytes();
        BinaryPrimitives.WriteUInt32LittleEndian(file.AsSpan(Directory(file, "xl/worksheets/sheet1.xml") + at), value);
        return file;
    }

    private static byte[] TwoNames()
    {
        var file = Xlsx.Sheet(OneRow).Bytes();
        "xl/worksheets/sheet2.xml"u8.CopyTo(file.AsSpan(file.AsSpan().IndexOf("xl/worksheets/sheet1.xml"u8)));
        return file;
    }

    private static byte[] Overlapping()
    {
        var file = Xlsx.Sheet(OneRow).With("xl/b.xml", "b").Bytes();
        var sheet = Directory(file, "xl/worksheets/sheet1.xml");
        var other = Directory(file, "xl/b.xml");
        file.AsSpan(sheet + 42, 4).CopyTo(file.AsSpan(other + 42));
        return file;
    }

    private static byte[] ManyParts()
    {
        var file = Xlsx.Sheet(OneRow);
        for (var i = 0; i < 10_001; i++)
        {
            file.With($"xl/media/{i}.png", []);
        }

        return file.Bytes();
    }

    private static int Directory(byte[] file, string part)
    {
        var name = Encoding.UTF8.GetBytes(part);
        for (var at = 0; ; at++)
        {
            at += file.AsSpan(at).IndexOf("PK\x1\x2"u8);
            if (file.AsSpan(at + 46).StartsWith(name))
            {
                return at;
            }
        }
    }
}
