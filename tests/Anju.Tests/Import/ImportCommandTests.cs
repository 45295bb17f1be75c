using Anju.Ledgers;
using Anju.Ledgers.Workbooks;
using Anju.Tests.Workbooks;
using Microsoft.EntityFrameworkCore;

namespace Anju.Tests.Import;

/// <summary><c>import</c> on the command line: its report, its workbook, its exit codes.</summary>
[OnBothDatabases]
public sealed class ImportCommandTests : IAsyncLifetime
{
    private static readonly object?[] Header = ["户编号", "姓名", "证件号码", "与户主关系", "联系电话"];

    private TestDatabase database = null!;

    private static CancellationToken Stop => TestContext.Current.CancellationToken;

    public async ValueTask InitializeAsync() => database = await WizardHost.DatabaseAsync();

    public ValueTask DisposeAsync() => database.DisposeAsync();

    [Fact]
    public async Task A_workbook_is_checked_imported_and_reported_row_by_row()
    {
        var file = Save("花名册.xlsx", Book.Of(
            ["标题"],
            Header,
            ["H1", "张三", Someone.Number(), "户主", "138 0000 0001"],
            [],
            ["H2", "李,四", Someone.Number(sequence: 3), "户主", "13800000001/13900000002"],
            ["H3", "王五", "4.31E+17", "户主", null],
            ["H4", "赵六", null, "户主", null]).HiddenSheet("旧", ["x"]).Bytes());
        var (report, annotated) = (Path.Combine(database.Folder, "out.csv"), Path.Combine(database.Folder, "out.xlsx"));

        var check = await AnjuProgram.RunAsync(database, "import", "persons", file, "--county", "431021", "--check-only", "--report", report, "--annotated", annotated);
        Assert.Equal(0, check.Code);
        Assert.Contains("读取 8 行 = 可导入 2（新增 2、变更 0、无变化 0） + 退回 1 + 待定 1 + 跳过 4（其中空行 1）", check.Output, StringComparison.Ordinal);
        Assert.Equal(0, await WizardHost.PeopleAsync(database.Databases));

        var lines = await File.ReadAllLinesAsync(report, Stop);
        Assert.Equal("sheet,row,action,level,codes,message", lines[0]);
        Assert.Equal(
            [
                "花名册,1,skip,ok,TITLE_ROW", "花名册,2,skip,ok,HEADER_ROW", "花名册,3,import,fix,PHONE_FORMAT", "花名册,4,skip,ok,BLANK_ROW",
                "花名册,5,import,warn,PHONE_TWO", "花名册,6,reject,error,ID_SCI_TEXT", "花名册,7,hold,error,ID_MISSING", "旧,1,skip,ok,HIDDEN_SHEET",
            ],
            lines.Skip(1).Select(line => string.Join(',', line.Split(',')[..5])));
        await using (var stream = File.OpenRead(annotated))
        {
            using var book = TabularFile.Open(stream, "out.xlsx", cancellationToken: Stop);
            Assert.Equal(3 + 4, book.Rows(book.Sheets.Count - 1).Count);
        }

        var done = await AnjuProgram.RunAsync(database, "import", "person", file, "--county", "431021");
        Assert.Equal(0, done.Code);
        Assert.Equal(2, await WizardHost.PeopleAsync(database.Databases));
        var again = await AnjuProgram.RunAsync(database, "import", "persons", file, "--county", "431021");
        Assert.Contains("新增 0、变更 0、无变化 2", again.Output, StringComparison.Ordinal);
        await using var db = database.Databases.Open(Anju.Kernel.Actor.System);
        Assert.Equal([true, false], await db.Set<ImportSession>().OrderBy(session => session.Id).Select(session => session.BatchId != null).ToListAsync(Stop));
    }

    [Theory]
    [InlineData("没有找到搬迁人口及搬迁户的表头", "persons", "a.xlsx", null)]
    [InlineData("没有代码为“439999”的县市区", "persons", "good.xlsx", "439999")]
    [InlineData("没有“nothing”这个台账。可以导入：", "nothing", "good.xlsx", null)]
    public async Task What_is_refused_ends_with_two_and_the_reason_on_standard_error(string says, string ledger, string name, string? county)
    {
        Save("a.xlsx", Book.Of(["甲", "乙"], ["1", "2"]).Bytes());
        Save("good.xlsx", Book.Of(Header, ["H1", "张三", Someone.Number(), "户主", null]).Bytes());
        string[] more = county is null ? [] : ["--county", county];

        var refused = await AnjuProgram.RunAsync(database, ["import", ledger, Path.Combine(database.Folder, name), .. more]);

        Assert.Equal(2, refused.Code);
        Assert.Contains(says, refused.Error, StringComparison.Ordinal);
        Assert.Empty(refused.Output.Trim());
        Assert.Equal(0, await WizardHost.PeopleAsync(database.Databases));
    }

    private string Save(string name, byte[] content)
    {
        var path = Path.Combine(database.Folder, name);
        File.WriteAllBytes(path, content);
        return path;
    }
}
