using System.IO.Compression;
using System.Text;
using System.Xml.Linq;
using Anju.Kernel;
using Anju.Ledgers.Workbooks;
using CsCheck;

namespace Anju.Tests.Workbooks;

public sealed class WorkbookWriterTests
{
    private static readonly XNamespace _main = Xlsx.Main;

    private static readonly SheetLayout _people = new("人员", [
        new("姓名"), new("身份证号") { Width = 22 }, new("性别") { Choices = ["男", "女"] }, new("出生日期", CellFormat.Date),
        new("人口", CellFormat.Integer), new("年收入", CellFormat.Money), new("面积", CellFormat.Area), new("系数", CellFormat.Number)])
    {
        Title = "易地扶贫搬迁人员花名册",
        Notes = "一人一行。\n身份证号按文本填写。",
        FrozenColumns = 1,
    };

    [Fact]
    public void What_is_written_is_read_back()
    {
        var file = Write(book => book.AddSheet(_people)
            .Text("张  三").Text("431002199001011234").Text("男").Date(new(1990, 1, 1)).Integer(4).Money(new Yuan(1_234_567)).Area(new Mu(12_345)).Number(0.25).EndRow()
            .Text("李四").Blank().Text("").Date(null).Integer(null).Money(null).Area(null).Number((double?)null).EndRow()
            .EndRow());
        using var book = Open(file);

        Assert.Equal(
            [
                "A1=易地扶贫搬迁人员花名册", "A2=一人一行。\n身份证号按文本填写。", "A3=姓名 B3=身份证号 C3=性别 D3=出生日期 E3=人口 F3=年收入 G3=面积 H3=系数",
                "A4=张  三 B4=431002199001011234 C4=男 D4=32874 E4=4 F4=12345.67 G4=1.2345 H4=0.25", "A5=李四", "",
            ],
            book.Rows());
        Assert.Equal([new DateOnly(1990, 1, 1)], book.Cells(cell => cell.Date).Where(date => date is not null));
        Assert.Equal([new(1, 1, 1, 8), new CellRange(2, 1, 2, 8)], book.Sheets[0].ReadMerges());
    }

    [Fact]
    public void The_sheet_is_made_for_people_to_fill_in()
    {
        var file = Write(book =>
        {
            book.AddSheet(_people).Text("张三").EndRow();
            book.AddSheet(new("村", [new("村") { Choices = [.. Enumerable.Range(1, 200).Select(i => $"第{i}村")] }]));
        });
        var sheet = Part(file, "xl/worksheets/sheet1.xml");
        var second = Part(file, "xl/worksheets/sheet2.xml");
        var styles = Part(file, "xl/styles.xml").Descendants(_main + "cellXfs").Single().Elements().ToList();

        Assert.Equal("B4", sheet.Descendants(_main + "pane").Single().Attribute("topLeftCell")?.Value);
        Assert.Equal("A3:H4", sheet.Descendants(_main + "autoFilter").Single().Attribute("ref")?.Value);
        Assert.Equal("\"男,女\"", sheet.Descendants(_main + "formula1").Single().Value);
        Assert.Equal("C4:C1048576", sheet.Descendants(_main + "dataValidation").Single().Attribute("sqref")?.Value);
        Assert.Equal("选项!$A$1:$A$200", second.Descendants(_main + "formula1").Single().Value);
        Assert.Equal("hidden", Part(file, "xl/workbook.xml").Descendants(_main + "sheet").Last().Attribute("state")?.Value);

        var identity = sheet.Descendants(_main + "col").ElementAt(1);
        Assert.Equal("22", identity.Attribute("width")?.Value);
        Assert.Equal("49", styles[(int)identity.Attribute("style")!].Attribute("numFmtId")?.Value); // an ID number typed here stays a text
        Assert.Equal(14, styles.Count);
        Assert.Equal(Enum.GetValues<CellSkin>().Length, styles.Count);
    }

    [Theory]
    [InlineData("=1+1")]
    [InlineData("+86 139")]
    [InlineData("-5")]
    [InlineData("@SUM(A1)")]
    [InlineData("\t=1")]
    [InlineData("\r=1")]
    [InlineData("＝1+1")]
    [InlineData("=cmd|' /C calc'!A0")]
    public void A_text_that_looks_like_a_formula_stays_a_text(string text)
    {
        var file = Write(book => book.AddSheet(_people).Text(text).EndRow());
        using var book = Open(file);
        var cell = Part(file, "xl/worksheets/sheet1.xml").Descendants(_main + "c").Last();
        var style = Part(file, "xl/styles.xml").Descendants(_main + "cellXfs").Single().Elements().ElementAt((int)cell.Attribute("s")!);

        Assert.Equal(text, book.Cells(found => found.ToString())[^1]);
        Assert.Equal("inlineStr", cell.Attribute("t")?.Value);
        Assert.Equal("1", style.Attribute("quotePrefix")?.Value);
        Assert.Empty(Part(file, "xl/worksheets/sheet1.xml").Descendants(_main + "f"));
    }

    [Fact]
    public void The_same_content_gives_the_same_bytes_and_names_nobody()
    {
        static void Fill(WorkbookWriter book) => book.AddSheet(_people).Text("张三").EndRow();
        var file = Write(Fill);

        Assert.Equal(file, Write(Fill));
        Assert.Equal("安居", Part(file, "docProps/core.xml").Root!.Elements().Single(one => one.Name.LocalName == "creator").Value);
        using var zip = new ZipArchive(new MemoryStream(file));
        Assert.All(zip.Entries, entry => Assert.Equal(2000, entry.LastWriteTime.Year));
    }

    [Fact]
    public void Sheet_names_are_mended()
    {
        var file = Write(book =>
        {
            foreach (var name in new[] { "甲/乙:丙", "甲/乙:丙", "", new string('长', 40), new string('长', 40), "选项", "'引'" })
            {
                book.AddSheet(new(name, [new("a")]));
            }
        });
        using var book = Open(file);

        Assert.Equal(["甲_乙_丙", "甲_乙_丙(2)", "工作表", new('长', 31), new string('长', 28) + "(2)", "选项(2)", "引"], book.Sheets.Select(sheet => sheet.Name));
    }

    [Fact]
    public void A_workbook_without_sheets_is_still_one()
    {
        using var book = Open(Write(_ => { }));

        Assert.Empty(book.Rows());
    }

    [Fact]
    public void A_text_that_no_cell_can_hold_is_cut()
    {
        using var book = Open(Write(book => book.AddSheet(new("甲", [])).Text(new string('x', 32_765) + "𠮷𠮷").EndRow()));

        Assert.Equal([new string('x', 32_765) + "…"], book.Cells(cell => cell.ToString()));
    }

    [Fact]
    public void Every_text_comes_back_as_it_was() =>
        Texts.Sample(texts =>
        {
            using var book = Open(Write(book =>
            {
                var sheet = book.AddSheet(new("甲", []));
                texts.ForEach(text => sheet.Text(text).Text(text));
                sheet.EndRow();
            }));

            Assert.Equal(texts.Where(text => text.Length > 0).SelectMany(text => new[] { text, text }), book.Cells(cell => cell.ToString()));
        });

    [Fact]
    public void Every_text_comes_back_from_a_csv_as_it_was() =>
        Texts.Select(texts => texts.ConvertAll(text => text.Replace("\0", ""))).Sample(texts =>
        {
            using var file = new MemoryStream();
            using (var csv = new CsvWriter(file))
            {
                csv.Text("首列");
                texts.ForEach(text => csv.Text(text));
                csv.EndRow().Text("末行").EndRow();
            }

            using var read = TabularFile.Open(file, "甲.csv");
            Assert.Equal(["首列", .. texts.Where(text => text.Length > 0), "末行"], read.Cells(cell => cell.ToString()));
        });

    /// <summary>A longer one, or half a code at its end, is damage to Excel.</summary>
    [Theory]
    [InlineData("导出人：李云", 1, "&L&8 导出人：李云&R&8 &P/&N")]
    [InlineData("5户 & 3人", 1, "&L&8 5户 && 3人&R&8 &P/&N")]
    [InlineData("用途&", 200, null)]
    [InlineData("&", 300, null)]
    [InlineData("𠮷", 200, null)]
    public void What_stands_below_a_page_is_never_longer_than_it_may_be(string text, int times, string? whole)
    {
        var layout = new SheetLayout("甲", [new("乙")]) { Footer = string.Concat(Enumerable.Repeat(text, times)) };
        var footer = Part(Write(book => book.AddSheet(layout)), "xl/worksheets/sheet1.xml").Descendants(_main + "oddFooter").Single().Value;

        Assert.InRange(footer.Length, 1, 255);
        Assert.Equal(whole ?? footer, footer);
        Assert.StartsWith("&L&8 ", footer, StringComparison.Ordinal);
        Assert.EndsWith("&R&8 &P/&N", footer, StringComparison.Ordinal);
        Assert.Equal(0, footer["&L&8 ".Length..^"&R&8 &P/&N".Length].Count(letter => letter == '&') % 2);
    }

    [Fact]
    public void A_csv_starts_with_a_byte_order_mark_and_guards_formulas()
    {
        using var file = new MemoryStream();
        using (var csv = new CsvWriter(file))
        {
            csv.Text("=1+1").Text("a,\"b\"").Text("'=x").Value<int>(-5).Value<DateOnly>(new(2025, 3, 5), "yyyy-MM-dd").Value<int>(null).Text("x").EndRow();
        }

        Assert.Equal("\uFEFF'=1+1,\"a,\"\"b\"\"\",''=x,-5,2025-03-05,,x\r\n", Encoding.UTF8.GetString(file.ToArray()));
    }

    [Fact]
    public async Task A_response_body_is_only_written_asynchronously()
    {
        var body = new AsyncOnly();
        await using (var book = new WorkbookWriter(body))
        {
            var sheet = book.AddSheet(_people);
            for (var i = 0; i < 20_000; i++)
            {
                sheet.Text($"{i * 7_919 % 10_007}").Text($"{i * 104_729L % 1_000_003}").EndRow();
                await book.FlushAsync(TestContext.Current.CancellationToken);
            }
        }

        Assert.True(body.Writes > 1);
        Assert.Equal(20_003, Open(body.ToArray()).Rows().Count);
    }

    /// <summary>Texts of ordinary and awkward characters; half surrogate pairs are none.</summary>
    private static Gen<List<string>> Texts { get; } = Gen.OneOf(
            Gen.String[Gen.Char["=+-@'\"\t\r\n ,;_x005F＝\0\u0001\uFFFE<&>]張三丰䶮𠮷"], 0, 12],
            Gen.String[0, 30])
        .Select(text => string.Concat(text.EnumerateRunes().Where(rune => rune.Value != 0xFFFD))).List[0, 12];

    private static byte[] Write(Action<WorkbookWriter> fill)
    {
        using var file = new MemoryStream();
        using (var book = new WorkbookWriter(file, "花名册"))
        {
            fill(book);
        }

        return file.ToArray();
    }

    private static TabularFile Open(byte[] file) => TabularFile.Open(new MemoryStream(file), "花名册.xlsx");

    private static XDocument Part(byte[] file, string name)
    {
        using var zip = new ZipArchive(new MemoryStream(file));
        using var part = zip.GetEntry(name)!.Open();
        return XDocument.Load(part);
    }

    private sealed class AsyncOnly : OneWayStream
    {
        private readonly MemoryStream _kept = new();

        public AsyncOnly()
            : base(writes: true)
        {
        }

        public int Writes { get; private set; }

        public byte[] ToArray() => _kept.ToArray();

        public override void Write(ReadOnlySpan<byte> buffer) => throw new InvalidOperationException("synchronous");

        public override async ValueTask WriteAsync(ReadOnlyMemory<byte> buffer, CancellationToken cancellationToken = default)
        {
            Writes++;
            await _kept.WriteAsync(buffer, cancellationToken);
        }
    }
}
