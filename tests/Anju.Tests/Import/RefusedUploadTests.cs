using System.IO.Compression;
using Anju.Tests.Workbooks;

namespace Anju.Tests.Import;

/// <summary>Files that cannot be imported: each is answered on the page with what to do, and nothing stored changes.</summary>
[OnBothDatabases]
public sealed class RefusedUploadTests(WizardHost host) : IClassFixture<WizardHost>
{
    private static readonly object?[] Header = ["户编号", "姓名", "证件号码", "与户主关系"];
    private static readonly object?[] Row = ["H1", "张三", Someone.Number(), "户主"];

    /// <summary>What it is, and what the page says of it.</summary>
    private static readonly Dictionary<string, (string Says, Func<byte[]> File)> Files = new()
    {
        ["not a workbook"] = ("不是可以读取的表格文件", HostileFileTests.Hostile["pdf"].File),
        ["noise"] = ("请上传 .xlsx 工作簿或 .csv 文件", HostileFileTests.Hostile["noise"].File),
        ["encrypted"] = ("取消密码后另存为 .xlsx 再上传", HostileFileTests.Hostile["password"].File),
        ["an old .xls"] = ("“另存为”.xlsx 格式后重新上传", HostileFileTests.Hostile["old xls"].File),
        ["truncated"] = ("文件不完整", () => Book.Of(Header, Row).Bytes()[..^200]),
        ["bit-flipped"] = ("文件已损坏：工作表“花名册”", BitFlipped),
        ["a bomb"] = ("疑似压缩炸弹", HostileFileTests.Hostile["zip bomb in a part nobody reads"].File),
        ["a bomb of rows"] = ("工作表“人员”的解压倍数超过上限", HostileFileTests.Hostile["zip bomb"].File),
        ["no header"] = ("前 40 行里找过这些列名：“姓名”", () => Book.Of(["甲", "乙"], ["H1", "张三"]).Bytes()),
        ["a header without what is needed"] = ("像是表头，但缺少必需的列。必需的列名：“姓名”", () => Book.Of(["户编号", "与户主关系", "联系电话"], ["H1", "户主", "13800000001"]).Bytes()),
        ["the workbook of another ledger"] = ("请检查是否选对了台账和文件", () => Book.Of(["安置方式", "毗邻景区", "建成时间"], ["集中", "是", "2018.10"]).Bytes()),
        ["text that is neither UTF-8 nor GB18030"] = ("另存为 .xlsx 再上传", () => [.. "姓名,证件号码\n"u8, 0xE5, 0xBC, 0xA0, 0xFF, 0xFF, 0xE5, 0xBC, 0xA0, 0xE5, 0xBC]),
    };

    public static TheoryData<string> Names => [.. Files.Keys];

    [Theory]
    [MemberData(nameof(Names))]
    public async Task A_file_that_cannot_be_read_is_refused_on_the_page(string what)
    {
        var before = await host.CountsAsync();
        var wizard = await host.OfficerAsync();

        var page = await wizard.UploadAsync(Files[what].File(), what == "text that is neither UTF-8 nor GB18030" ? "a.csv" : "花名册.xlsx");

        Assert.Contains(Files[what].Says, page, StringComparison.Ordinal);
        Assert.Contains("未能导入", page, StringComparison.Ordinal);
        Assert.Contains("重新上传，或换一个文件</a>", page, StringComparison.Ordinal);
        Assert.Contains("第 1 步“上传”没有通过", page, StringComparison.Ordinal);
        Assert.DoesNotContain("xl/worksheets", page, StringComparison.Ordinal);
        Assert.Equal(before, await host.CountsAsync());
    }

    [Fact]
    public async Task An_empty_file_is_sent_back_to_the_form()
    {
        Assert.Contains("空文件不能上传", await (await host.OfficerAsync()).UploadAsync([]), StringComparison.Ordinal);
    }

    [Fact]
    public async Task Two_columns_for_one_field_ask_to_be_put_right_and_can_be()
    {
        var before = await host.CountsAsync();
        var wizard = await host.OfficerAsync();
        await wizard.UploadAsync(Book.Of([.. Header, "身份证号"], [.. Row, "x"]).Bytes());
        var page = await wizard.ColumnsAsync();
        Assert.Contains("C 列“证件号码”和E 列“身份证号”都被认作“证件号码”", page, StringComparison.Ordinal);
        Assert.Contains("重复，请选一列", page, StringComparison.Ordinal);
        Assert.Equal(before, await host.CountsAsync());

        Assert.Equal(1, Wizard.Totals(await wizard.ColumnsAsync(("column-0-5", "-"))).Imported);
    }

    [Fact]
    public async Task A_header_with_nothing_below_it_is_refused() =>
        await RefusedAtCheckAsync("下面没有一行数据", Book.Of(Header).Bytes());

    [Fact]
    public async Task An_unknown_county_is_refused() =>
        await RefusedAtCheckAsync("没有代码为“439999”的县市区", Book.Of(Header, Row).Bytes(), county: "439999");

    [Fact]
    public async Task A_damaged_last_sheet_refuses_the_whole_file()
    {
        var file = Xlsx.Empty()
            .With("xl/workbook.xml", $"<workbook xmlns=\"{Xlsx.Main}\" xmlns:r=\"{Xlsx.Office}\"><sheets><sheet name=\"一\" sheetId=\"1\" r:id=\"rId1\"/></sheets></workbook>")
            .With("xl/worksheets/sheet1.xml", $"<worksheet xmlns=\"{Xlsx.Main}\"><sheetData>{string.Concat(Enumerable.Range(1, 60).Select(Line))}<row r=\"7\"/></sheetData></worksheet>")
            .Bytes();
        await RefusedAtCheckAsync("文件已损坏：工作表“一”第 60 行之后的行号不对", file);

        static string Line(int row) => $"<row r=\"{row}\">{string.Concat((row == 1 ? Header : ["H" + row, "张三", Someone.Number(sequence: row), "户主"]).Select((text, i) =>
            $"<c r=\"{(char)('A' + i)}{row}\" t=\"str\"><v>{text}</v></c>"))}</row>";
    }

    [Fact]
    public async Task A_month_that_has_not_come_and_a_code_used_for_two_households_are_held_back_row_by_row()
    {
        var wizard = await host.OfficerAsync();
        var twice = await wizard.CheckAsync(Book.Of(Header, ["H1", "张三", Someone.Number(sequence: 1), "户主"], ["H1", "李四", Someone.Number(sequence: 3), "户主"]).Bytes());
        Assert.Contains("户编号用在了两户上", twice, StringComparison.Ordinal);
        Assert.Equal((0, 2), (Wizard.Totals(twice).Imported, Wizard.Totals(twice).Held));
        Assert.DoesNotContain("?step=confirm", twice, StringComparison.Ordinal);

        await wizard.CheckAsync(Book.Of(Header, Row).Bytes());
        await wizard.CommitAsync();
        var before = await host.CountsAsync();
        var late = await wizard.CheckAsync(
            Book.Of(["月份", "户编号", "核实方式", "核实日期", "结果", "核实人"], ["2026-03", "H1", "入户", "2025-10-08", "无变化", "李干部"]).Bytes(), ledger: "monthly-verification");
        Assert.Contains("月份还没有到，请核对", late, StringComparison.Ordinal);
        Assert.Equal((0, 1), (Wizard.Totals(late).Imported, Wizard.Totals(late).Rejected));
        Assert.Equal(before, await host.CountsAsync());
    }

    private async Task RefusedAtCheckAsync(string says, byte[] file, string? county = null)
    {
        var before = await host.CountsAsync();
        var wizard = new Wizard(await host.SignInAsync(Anju.Kernel.Role.CityLead));
        var page = await wizard.UploadAsync(file, county: county);
        page = page.Contains("开始检查", StringComparison.Ordinal) && !page.Contains("未能导入", StringComparison.Ordinal) ? await wizard.ColumnsAsync() : page;
        Assert.Contains(says, page, StringComparison.Ordinal);
        Assert.Contains("未能导入", page, StringComparison.Ordinal);
        Assert.Contains("第 3 步“检查”没有通过", page, StringComparison.Ordinal);
        Assert.Contains("href=\"/import/person\">重新上传，或换一个文件</a>", page, StringComparison.Ordinal);
        Assert.Equal(before, await host.CountsAsync());

        var row = Wizard.RowOf(await wizard.ReadAsync("/import"), wizard.Address);
        Assert.Contains("看原因", row, StringComparison.Ordinal);
        Assert.Contains("—", row, StringComparison.Ordinal);
    }

    private static byte[] BitFlipped()
    {
        var file = Book.Of([Header, .. Enumerable.Range(0, 50).Select(i => (object?[])["H" + i, "张三", Someone.Number(sequence: i), "户主"])]).Bytes();
        using var zip = new ZipArchive(new MemoryStream(file));
        var name = System.Text.Encoding.ASCII.GetBytes("xl/worksheets/sheet1.xml");
        var at = file.AsSpan().IndexOf(name) + name.Length + 200;
        file[at] ^= 0x10;
        return file;
    }
}
