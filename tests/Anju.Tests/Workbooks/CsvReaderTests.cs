using System.Text;
using Anju.Ledgers.Workbooks;

namespace Anju.Tests.Workbooks;

public sealed class CsvReaderTests
{
    private static readonly Encoding _gb18030 = CodePagesEncodingProvider.Instance.GetEncoding("GB18030")!;

    // 䶮 (rare), 𠮷 and 𬭼 (beyond the basic plane: four bytes in GB18030), ㇏ and ö (four bytes too).
    private const string Names = "姓名,身份证号\r\n张三,431002199001011234\r\n刘䶮,1\r\n𠮷田𬭼,2\r\n㇏ö,3\r\n";

    public static TheoryData<string> Encodings => ["utf-8", "utf-8-bom", "utf-16", "utf-16BE", "GB18030"];

    [Theory]
    [MemberData(nameof(Encodings))]
    public void Each_encoding_is_found_and_every_character_survives(string name)
    {
        using var file = Open(Encode(Names, name));

        Assert.Equal(["A1=姓名 B1=身份证号", "A2=张三 B2=431002199001011234", "A3=刘䶮 B3=1", "A4=𠮷田𬭼 B4=2", "A5=㇏ö B5=3"], file.Rows());
        Assert.Equal(name.Replace("-bom", ""), Assert.IsType<CsvReader>(file).EncodingName, ignoreCase: true);
    }

    [Theory]
    [MemberData(nameof(Encodings))]
    public void A_character_cut_by_a_read_buffer_survives(string name)
    {
        var expected = Open(Encode(Names, name)).Rows();
        var bytes = Encode(Names, name);
        for (var first = 1; first <= bytes.Length; first++)
        {
            using var file = TabularFile.Open(new Choppy(bytes, first), "人员.csv");
            Assert.Equal(expected, file.Rows());
        }
    }

    /// <summary>The blocks in which we read ourselves are 64 KB: characters are put over every offset around the seam.</summary>
    [Theory]
    [MemberData(nameof(Encodings))]
    public void A_character_on_the_seam_of_our_own_blocks_survives(string name)
    {
        for (var shift = 0; shift < 10; shift++)
        {
            var filling = string.Concat(Enumerable.Repeat("填\n", (65_536 / 4) - 4)) + new string('x', shift);
            using var file = Open(Encode(filling + Names + filling + Names, name));
            var rows = file.Rows();

            Assert.Equal(2, rows.Count(row => row.Contains("𠮷田𬭼")));
            Assert.Equal(2, rows.Count(row => row.Contains("㇏ö")));
            Assert.DoesNotContain(rows, row => row.Contains('\uFFFD'));
        }
    }

    [Theory]
    [InlineData("a,b\nc,d", "A1=a B1=b|A2=c B2=d")]
    [InlineData("a\tb\nc\td\n", "A1=a B1=b|A2=c B2=d")]
    [InlineData("a;b\r\nc;d\r\n", "A1=a B1=b|A2=c B2=d")]
    [InlineData("a\rb\r", "A1=a|A2=b")]
    [InlineData("a,\"b,\"\"c\"\"\nd\",e\n", "A1=a B1=b,\"c\"\nd C1=e")]
    [InlineData("\"a;b\",c", "A1=a;b B1=c")]
    [InlineData("a 5\" b,c", "A1=a 5\" b B1=c")]
    [InlineData("\"a\"b,c", "A1=ab B1=c")]
    [InlineData("\"a,b\nc", "A1=a,b\nc")]
    [InlineData("a\n\n,,\nb", "A1=a|||A4=b")]
    [InlineData("a,,c", "A1=a C1=c")]
    [InlineData("'=1+1,'a,'-5,''=x", "A1==1+1 B1='a C1=-5 D1='=x")]
    public void Records_are_read_as_people_write_them(string text, string expected)
    {
        using var file = Open(Encoding.UTF8.GetBytes(text));

        Assert.Equal(expected, string.Join('|', file.Rows()));
    }

    [Fact]
    public void Characters_that_GB18030_gave_a_place_in_2022_have_it()
    {
        using var file = Open([.. _gb18030.GetBytes("姓名\n张"), 0xFE, 0x59, 0xFE, 0x9F, 0xFE, 0xA0, 0xA6, 0xD9, 0xA6, 0xF3]);

        Assert.Equal(["A1=姓名", "A2=张龴䶮龻\uFE10\uFE19"], file.Rows());
    }

    [Fact]
    public void A_csv_is_one_visible_sheet_named_after_the_file()
    {
        using var file = TabularFile.Open(new MemoryStream("a"u8.ToArray()), "北湖区 人员.xls");
        var sheet = Assert.Single(file.Sheets);

        Assert.Equal(TabularFormat.Csv, file.Format);
        Assert.Equal(("北湖区 人员", 0, SheetVisibility.Visible), (sheet.Name, sheet.Index, sheet.Visibility));
        Assert.Empty(sheet.ReadMerges());
    }

    [Fact]
    public void A_file_that_is_neither_encoding_is_refused_with_the_line()
    {
        var damaged = Encode("姓名\n张三\n李四\n王五\n赵六\n", "utf-8");
        damaged[^3] = (byte)'x';
        var cut = Encode("姓名\n张三\n李四", "utf-8")[..^1];
        byte[] neither = [.. Encode("姓名\n张三\n", "GB18030"), 0xFF, 0xFF, (byte)'\n'];
        byte[] cutGb = [.. Encode("姓名\n张三\n李四", "GB18030")[..^1]];

        Assert.Equal(("FILE_ENCODING", true), Refused(damaged, "第 5 行"));
        Assert.Equal(("FILE_ENCODING", true), Refused(cut, "第 3 行"));
        Assert.Equal(("FILE_ENCODING", true), Refused(neither, "GB18030"));
        Assert.Equal(("FILE_ENCODING", true), Refused(cutGb, "GB18030"));
    }

    [Fact]
    public void Limits_hold_for_a_csv_too()
    {
        var limits = WorkbookLimits.Default;

        Assert.Equal("FILE_TOO_MANY_COLUMNS", Reading.Refusal(Encoding.UTF8.GetBytes(new string(',', 600) + "x"), name: "a.csv")?.Code);
        Assert.Null(Reading.Refusal(Encoding.UTF8.GetBytes("a" + new string(',', 600)), name: "a.csv"));
        Assert.Equal("FILE_CELL_TOO_LONG", Reading.Refusal(Encoding.UTF8.GetBytes("\"" + new string('x', 5_000_000)), name: "a.csv")?.Code);
        Assert.Equal("FILE_TOO_MANY_ROWS", Reading.Refusal("a\nb\nc"u8.ToArray(), limits with { Rows = 2 }, "a.csv")?.Code);
        Assert.Equal("FILE_TOO_LARGE", Reading.Refusal("a\nb\nc"u8.ToArray(), limits with { FileBytes = 4 }, "a.csv")?.Code);
    }

    private static TabularFile Open(byte[] bytes) => TabularFile.Open(new MemoryStream(bytes), "人员.csv");

    private static (string?, bool) Refused(byte[] bytes, string says)
    {
        var refusal = Reading.Refusal(bytes, name: "人员.csv");
        return (refusal?.Code, refusal?.Message.Contains(says) ?? false);
    }

    private static byte[] Encode(string text, string name)
    {
        Encoding encoding = name switch
        {
            "utf-8" => new UTF8Encoding(false),
            "utf-8-bom" => new UTF8Encoding(true),
            "utf-16" => new UnicodeEncoding(false, true),
            "utf-16BE" => new UnicodeEncoding(true, true),
            _ => _gb18030,
        };
        return [.. encoding.Preamble, .. encoding.GetBytes(text)];
    }

    /// <summary>A stream whose first read gives so many bytes, and every other one a single byte.</summary>
    private sealed class Choppy(byte[] bytes, int first) : MemoryStream(bytes)
    {
        public override int Read(byte[] buffer, int offset, int count) => base.Read(buffer, offset, Math.Min(count, Position == 0 ? first : 1));

        public override int Read(Span<byte> buffer) => base.Read(buffer[..Math.Min(buffer.Length, Position == 0 ? first : 1)]);
    }
}
