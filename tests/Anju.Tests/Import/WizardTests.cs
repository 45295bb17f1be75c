using System.Net;
using System.Text;
using Anju.Demo;
using Anju.Kernel;
using Anju.Ledgers;
using Anju.Ledgers.Workbooks;
using Anju.Register;
using Anju.Tests.Workbooks;
using Microsoft.EntityFrameworkCore;

namespace Anju.Tests.Import;

/// <summary>The wizard from upload to undo, over HTTP.</summary>
[OnBothDatabases]
public sealed class WizardTests : IAsyncLifetime
{
    private static readonly object?[] Header = ["户编号", "姓名", "证件号码", "与户主关系", "联系电话"];

    private readonly WizardHost host = new();

    private static CancellationToken Stop => TestContext.Current.CancellationToken;

    public ValueTask InitializeAsync() => host.InitializeAsync();

    public ValueTask DisposeAsync() => host.DisposeAsync();

    [Fact]
    public async Task A_messy_workbook_goes_all_the_way_and_comes_back()
    {
        using var file = new MemoryStream();
        var key = DemoWorkbook.Write(file, WizardHost.City, WizardHost.Guiyang);
        var (imported, rejected, held, skipped) = (Of("import"), Of("reject"), Of("hold"), Of("skip"));
        var before = await host.CountsAsync();
        var wizard = await host.OfficerAsync();

        var preview = await wizard.CheckAsync(file.ToArray(), "桂阳县.xlsx");
        var blank = Wizard.Blank(preview);
        Assert.True(blank > 0);
        Assert.Equal((key.Count - blank, imported, rejected, held, skipped - blank), Wizard.Totals(preview));
        Assert.Equal(skipped - blank, await wizard.ShownAsync("do=skip"));
        Assert.Equal(key.Count - blank, await wizard.ShownAsync(""));
        Assert.Equal(imported, await wizard.ShownAsync("do=import"));
        Assert.Equal(rejected, await wizard.ShownAsync("do=reject"));
        Assert.Equal(held, await wizard.ShownAsync("do=hold"));
        Assert.Equal(imported, await wizard.ShownAsync("outcome=new"));
        Assert.Equal(0, await wizard.ShownAsync("outcome=changed"));
        Assert.Equal(key.Count(row => row.Codes.Contains("PHONE_TWO")), await wizard.ShownAsync("code=PHONE_TWO"));
        Assert.Equal(key.Count(row => row is { Action: "import", Level: "warn" }), await wizard.ShownAsync("do=import&level=warn"));
        Assert.Equal(before, await host.CountsAsync());

        Assert.Contains("请填写导入理由", await wizard.CommitAsync(" ") is var _ ? await wizard.PageAsync("?step=confirm&missing=true") : "", StringComparison.Ordinal);
        Assert.Equal(before, await host.CountsAsync());
        await wizard.PageAsync("?step=confirm");
        var result = await wizard.CommitAsync("桂阳县2025年11月核实");
        Assert.Contains("导入完成", result, StringComparison.Ordinal);
        Assert.Contains("理由：桂阳县2025年11月核实", result, StringComparison.Ordinal);
        Assert.Equal(Wizard.Totals(preview), Wizard.Totals(result));
        var recent = Wizard.RowOf(await wizard.ReadAsync("/import"), wizard.Address);
        Assert.All(["搬迁人口及搬迁户", "桂阳县.xlsx", "已导入", "看结果", $"{imported:N0}", $"{TimeProvider.System.GetUtcNow().AddHours(8):yyyy-}"], words => Assert.Contains(words, recent, StringComparison.Ordinal));
        Assert.Equal(imported, await host.PeopleAsync());

        await ReportHoldsAsync(wizard, key);
        await AnnotatedHoldsAsync(wizard, key);

        Assert.Contains("请填写撤销的理由", await wizard.PostAsync("undo", ("reason", "")), StringComparison.Ordinal);
        Assert.Contains("已整批撤销", await wizard.PostAsync("undo", ("reason", "选错了文件")), StringComparison.Ordinal);
        Assert.Equal(0, await host.PeopleAsync());
        await using var db = host.Databases.Open(Actor.System);
        Assert.Equal([Origin.Import, Origin.Undo], await db.Set<JournalBatch>().OrderBy(batch => batch.Sequence).Select(batch => batch.Origin).Where(origin => origin != Origin.Demo).ToListAsync(Stop));
        Assert.True(await TieOutsAsync(host.Databases));

        int Of(string action) => key.Count(row => row.Action == action);
    }

    [Fact]
    public async Task A_corrected_column_is_remembered_for_the_sender_and_for_nobody_else()
    {
        var file = Book.Of(["户编号", "姓名", "证件号码", "与户主关系", "怎么找"], ["H1", "张三", Id(1), "户主", "13800000001"]).Bytes();
        const string Taken = "<option value=\"person.phone\" selected";
        var wizard = await host.OfficerAsync();
        Assert.DoesNotContain(Taken, await wizard.UploadAsync(file), StringComparison.Ordinal);
        Assert.Equal(1, Wizard.Totals(await wizard.ColumnsAsync(("column-0-5", "person.phone"))).Imported);
        await wizard.CommitAsync();
        Assert.Equal("13800000001", (await PersonsAsync()).Single().Phone);

        Assert.Contains(Taken, await (await host.OfficerAsync()).UploadAsync(file), StringComparison.Ordinal);
        Assert.DoesNotContain(Taken, await (await host.OfficerAsync(WizardHost.Yizhang)).UploadAsync(file), StringComparison.Ordinal);
        Assert.DoesNotContain(Taken, await (await host.OfficerAsync()).UploadAsync(file, ledger: "household"), StringComparison.Ordinal);
    }

    [Fact]
    public async Task A_sheet_can_be_left_out_and_a_wrong_column_set_to_nothing()
    {
        var wizard = await host.OfficerAsync();
        var page = await wizard.UploadAsync(Book.Of(Header, ["H1", "张三", Id(1), "户主", "13800000001"]).Sheet("去年", Header, ["H2", "李四", Id(3), "户主", null]).Bytes());
        Assert.Contains("去年", page, StringComparison.Ordinal);
        var totals = Wizard.Totals(await wizard.ColumnsAsync(("sheet-1", "false"), ("column-0-5", "-")));
        Assert.Equal((4, 1, 3), (totals.Read, totals.Imported, totals.Skipped));
        await wizard.CommitAsync();
        Assert.Null((await PersonsAsync()).Single().Phone);
    }

    [Fact]
    public async Task Held_rows_wait_for_a_decision_that_a_person_takes_in_the_preview()
    {
        await ImportAsync([["H1", "张三", Id(1), "户主", null], ["H1", "李四", Id(2), "配偶", null], ["H1", "张五", Id(4), "之女", null]]);
        var wizard = await host.OfficerAsync();
        var preview = await wizard.CheckAsync(Book.Of(
            Header,
            ["H1", "李四", Id(6), "配偶", null],
            ["H1", "张五", Id(8), "之女", null],
            ["H1", "张小六", "未上户", "之子", null]).Bytes());
        Assert.Equal((0, 3), (Wizard.Totals(preview).Imported, Wizard.Totals(preview).Held));
        Assert.DoesNotContain("?step=confirm", preview, StringComparison.Ordinal);
        Assert.Contains("有 3 行待定，不会写入", preview, StringComparison.Ordinal);

        // Both that may be one stand beside the choice.
        var asked = preview.Split("第 2 行李四：请决定")[1].Split("</fieldset>")[0];
        Assert.All(
            ["系统中已登记的", "表中这一行", "李四", Masked.Text(Mask.IdNumber, Id(2)), Masked.Text(Mask.IdNumber, Id(6)), "<dt>户编号</dt><dd>H1</dd>", "<dt>户主</dt><dd>张三</dd>"],
            words => Assert.Contains(words, asked, StringComparison.Ordinal));
        Assert.DoesNotContain(Id(2), preview, StringComparison.Ordinal);

        await wizard.PostAsync("decide", ("row-0:2", "OtherPerson"), ("row-0:3", "OtherPerson"), ("row-0:4", "NoNumber"));
        Assert.Equal((3, 0), (Wizard.Totals(preview = await wizard.WaitAsync()).Imported, Wizard.Totals(preview).Held));

        // What was decided can be decided otherwise, and taken back.
        Assert.Contains("value=\"OtherPerson\" checked", preview, StringComparison.Ordinal);
        await wizard.PostAsync("decide", ("row-0:2", "SamePerson"), ("row-0:4", "None"));
        Assert.Equal((2, 1), (Wizard.Totals(preview = await wizard.WaitAsync()).Imported, Wizard.Totals(preview).Held));
        await wizard.PostAsync("decide", ("row-0:4", "NoNumber"));
        preview = await wizard.WaitAsync();
        Assert.Equal((3, 0), (Wizard.Totals(preview).Imported, Wizard.Totals(preview).Held));
        Assert.Contains("证件号码：<del>", preview, StringComparison.Ordinal);
        Assert.Contains($"<ins>{Id(6)}</ins>", preview, StringComparison.Ordinal);
        await wizard.CommitAsync();

        var persons = await PersonsAsync();
        Assert.Equal(5, persons.Count);
        Assert.DoesNotContain(persons, person => person.IdNumber == Id(2));
        Assert.Equal([Id(4), Id(8)], persons.Where(person => person.Name == "张五").Select(person => person.IdNumber).Order());
        Assert.Null(persons.Single(person => person.Name == "张小六").IdNumber);
    }

    [Fact]
    public async Task A_check_that_waits_can_be_stopped_and_started_again()
    {
        using var large = new MemoryStream();
        DemoWorkbook.WriteClean(large, WizardHost.City, 6_000);
        var (first, second) = (await host.OfficerAsync(), await host.OfficerAsync(WizardHost.Yizhang));
        await second.UploadAsync(Book.Of(Header, ["H1", "张三", Id(1), "户主", null]).Bytes());
        await first.UploadAsync(large.ToArray());
        await first.BeginCheckAsync();
        await second.BeginCheckAsync();
        await second.PostAsync("cancel");

        Assert.Contains("已停止，没有写入任何数据。", await second.WaitAsync(), StringComparison.Ordinal);
        Assert.Equal(1, Wizard.Totals(await second.ColumnsAsync()).Imported);
        await first.WaitAsync();
    }

    [Fact]
    public async Task A_given_up_import_leaves_no_file_and_no_way_on()
    {
        var wizard = await host.OfficerAsync();
        await wizard.CheckAsync(Book.Of(Header, ["H1", "张三", Id(1), "户主", null]).Bytes());
        Assert.Contains("已放弃", await wizard.PostAsync("abandon"), StringComparison.Ordinal);

        Assert.Contains("重新上传", await wizard.CommitAsync(), StringComparison.Ordinal);
        Assert.Equal(HttpStatusCode.NotFound, (await wizard.SendAsync("abandon")).StatusCode);
        Assert.Equal(0, await host.PeopleAsync());
        await using var db = host.Databases.Open(Actor.System);
        Assert.Equal(0, await db.Set<ImportContent>().CountAsync(Stop));
    }

    [Fact]
    public async Task Nobody_sees_the_import_of_another_county_and_who_is_not_signed_in_sees_none()
    {
        var wizard = await host.OfficerAsync();
        await wizard.CheckAsync(Book.Of(Header, ["H1", "张三", Id(1), "户主", null]).Bytes());
        var other = await host.OfficerAsync(WizardHost.Yizhang);
        other.Address = wizard.Address;

        Assert.Equal(HttpStatusCode.NotFound, await other.StatusAsync());
        await other.ReadAsync("/import/person");
        Assert.Equal(HttpStatusCode.NotFound, (await other.SendAsync("commit", ("reason", "x"))).StatusCode);
        Assert.NotEqual(HttpStatusCode.OK, (await (await host.SignInAsync(Role.Auditor)).GetAsync(wizard.Address, Stop)).StatusCode);
    }

    [Fact]
    public async Task Rows_of_another_county_are_refused_with_the_reason_and_nothing_is_written()
    {
        var before = await host.CountsAsync();
        var wizard = await host.OfficerAsync(WizardHost.Yizhang);
        var preview = await wizard.CheckAsync(Book.Of(["县市区", .. Header], ["桂阳县", "H1", "张三", Id(1), "户主", null], ["宜章县", "H2", "李四", Id(3), "户主", null]).Bytes());
        Assert.Equal((1, 1), (Wizard.Totals(preview).Imported, Wizard.Totals(preview).Rejected));
        Assert.Contains("不在您的管辖范围内", preview, StringComparison.Ordinal);
        Assert.Equal(before, await host.CountsAsync());

        await wizard.CommitAsync();
        Assert.Equal("李四", (await PersonsAsync()).Single().Name);
    }

    [Fact]
    public async Task Too_many_suspected_doubles_stop_at_the_preview()
    {
        await ImportAsync([.. Enumerable.Range(1, 12).SelectMany(i => (object?[][])[[$"H{i}", $"户主{i}", Id((i * 4) + 1), "户主", null], [$"H{i}", $"成员{i}", Id((i * 4) + 2), "其他", null]])]);
        var before = await host.CountsAsync();
        var wizard = await host.OfficerAsync();
        var preview = await wizard.CheckAsync(Book.Of([Header, .. Enumerable.Range(1, 12).Select(i => (object?[])[$"H{i}", $"成员{i}", Id((i * 4) + 202), "其他", null])]).Bytes());

        Assert.Contains("疑似重复太多，停在预览", preview, StringComparison.Ordinal);
        Assert.DoesNotContain("?step=confirm", preview, StringComparison.Ordinal);
        Assert.Contains("疑似重复的行太多，不能导入", await wizard.PostAsync("commit", ("reason", "硬来")), StringComparison.Ordinal);
        Assert.Equal(before, await host.CountsAsync());
    }

    [Fact]
    public async Task What_changed_since_the_preview_is_shown_again_before_it_is_written()
    {
        var wizard = await host.OfficerAsync();
        await wizard.CheckAsync(Book.Of(Header, ["H1", "张三", Id(1), "户主", "13800000001"]).Bytes());
        await ImportAsync([["H1", "张三", Id(1), "户主", "13900000009"]]);

        var preview = await wizard.CommitAsync();
        Assert.Contains("检查之后系统中的数据有了变化", preview, StringComparison.Ordinal);
        Assert.Contains("<del>13900000009</del> → <ins>13800000001</ins>", preview, StringComparison.Ordinal);
        Assert.Equal("13900000009", (await PersonsAsync()).Single().Phone);

        Assert.Contains("导入完成", await wizard.CommitAsync(), StringComparison.Ordinal);
        Assert.Equal("13800000001", (await PersonsAsync()).Single().Phone);
    }

    [Fact]
    public async Task The_wizard_goes_on_where_it_was_after_the_server_was_started_again()
    {
        var wizard = await host.OfficerAsync();
        var totals = Wizard.Totals(await wizard.CheckAsync(Book.Of(Header, ["H1", "张三", Id(1), "户主", null]).Bytes()));
        await host.RestartAsync();
        wizard = await ContinueAsync(wizard);
        Assert.Equal(totals, Wizard.Totals(await wizard.PageAsync()));

        // As the row stands when the process ends in the middle of a commit, and of a check.
        await host.ChangeSessionsAsync(_ => true, session => (session.State, session.LeaseUntil) = (ImportState.Committing, InFiveMinutes));
        var interrupted = await wizard.PageAsync();
        Assert.Contains("上次写入时系统中断，没有写入任何数据", interrupted, StringComparison.Ordinal);
        Assert.Contains("还没有写入", interrupted, StringComparison.Ordinal);
        await host.ChangeSessionsAsync(_ => true, session => (session.State, session.LeaseUntil) = (ImportState.Checking, InFiveMinutes));
        Assert.Equal(totals, Wizard.Totals(await wizard.WaitAsync()));

        Assert.Contains("导入完成", await wizard.CommitAsync(), StringComparison.Ordinal);
        Assert.Equal(1, await host.PeopleAsync());
    }

    [Fact]
    public async Task Starting_the_server_again_in_the_middle_of_a_check_does_not_lose_it()
    {
        using var large = new MemoryStream();
        var people = DemoWorkbook.WriteClean(large, WizardHost.City, 3_000);
        var wizard = new Wizard(await host.SignInAsync(Role.CityLead));
        await wizard.UploadAsync(large.ToArray());
        await wizard.BeginCheckAsync();
        await host.RestartAsync();

        wizard = new Wizard(await host.SignInAsync(Role.CityLead)) { Address = wizard.Address };
        var page = await wizard.WaitAsync();
        page = page.Contains("开始检查", StringComparison.Ordinal) ? await wizard.ColumnsAsync() : page;
        Assert.Equal(people, Wizard.Totals(page).Imported);
    }

    [Fact]
    public async Task A_refused_check_says_why_and_what_to_do_after_the_server_was_started_again_too()
    {
        var wizard = await host.OfficerAsync();
        await wizard.UploadAsync(Book.Of(Header).Bytes());
        var page = await wizard.ColumnsAsync();
        await host.RestartAsync();

        foreach (var shown in (string[])[page, await (await ContinueAsync(wizard)).PageAsync()])
        {
            Assert.Contains("第 3 步“检查”没有通过", shown, StringComparison.Ordinal);
            Assert.Contains("下面没有一行数据。请检查是否上传了空白模板", shown, StringComparison.Ordinal);
            Assert.Contains("href=\"/import/person\">重新上传，或换一个文件</a>", shown, StringComparison.Ordinal);
        }
    }

    [Fact]
    public void Progress_tells_the_step_the_rows_and_the_households()
    {
        using var file = new MemoryStream();
        var people = DemoWorkbook.WriteClean(file, WizardHost.City, 6_000);
        var told = new List<Anju.Ui.ProgressEvent>();
        var progress = new ImportProgress();
        using var book = TabularFile.Open(file, "a.xlsx", progress: new Watch(value =>
        {
            progress.Report(value);
            told.Add(progress.Shown);
        }), cancellationToken: Stop);
        progress.Read("正在检查（1/3）：读取表格", 0);
        var context = new ImportContext(null, WizardHost.City.Today, ImportCity.Divisions, RowDecisions.None);
        var run = ImportRun.Read(book, ImportCity.Targets.Find("person")!, context, null, Stop, progress.Follow).Value;

        Assert.True(told.Count > 3);
        Assert.All(told, one => Assert.Equal("行", one.Unit));
        Assert.All(told, one => Assert.InRange(one.Done, 0, one.Total));
        Assert.All(told, one => Assert.InRange(one.Total, people * 0.7, people * 1.3));
        Assert.Equal(told.Select(one => one.Done).Order(), told.Select(one => one.Done));
        Assert.Matches("^正在检查（1/3）：读取表格，已读到 [1-9][\\d,]* 户$", told[^1].Phase);
        progress.Enter("正在检查（2/3）：与系统中已有的数据比对", run);
        Assert.Equal($"正在检查（2/3）：与系统中已有的数据比对，共 {people:N0} 行、{run.Gathered}", progress.Shown.Phase);
    }

    private sealed class Watch(Action<ReadProgress> told) : IProgress<ReadProgress>
    {
        public void Report(ReadProgress value) => told(value);
    }

    [Fact]
    public async Task A_workbook_sent_back_mended_carries_no_old_marks()
    {
        var wizard = await host.OfficerAsync();
        await wizard.CheckAsync(Book.Of(
            Header,
            ["H1", "张三", Id(1), "户主", "138 0000 0001"],
            ["H1", "李四", Id(2)[..17], "妻", "13800000002"],
            ["H1", "张五", null, "之子", null]).Bytes());
        await wizard.CommitAsync();
        var annotated = await wizard.DownloadAsync("annotated");
        Assert.Equal(["C3", "C4", "E2"], Comments(annotated).Keys.Order());

        var again = await host.OfficerAsync();
        var preview = await again.CheckAsync(Mend(annotated, "C3", Id(2)));
        Assert.Equal(1, Wizard.Totals(preview).Held);
        Assert.Contains("问题清单", preview, StringComparison.Ordinal);
        Assert.Equal(2, Wizard.Totals(preview).Imported);
        var second = await again.DownloadAsync("annotated");

        Assert.Equal(["C4", "E2"], Comments(second).Keys.Order());
        Assert.Single(Comments(second)["C4"].Split('\n'));
        using var book = TabularFile.Open(new MemoryStream(second), "a.xlsx", cancellationToken: Stop);
        Assert.Equal(["花名册", "问题清单"], book.Sheets.Select(sheet => sheet.Name));
        Assert.Equal(3 + 2, book.Rows(sheet: 1).Count);
    }

    private static DateTime InFiveMinutes => TimeProvider.System.GetUtcNow().UtcDateTime.AddMinutes(5);

    private static string Id(int sequence) => Someone.Number(1985, sequence: sequence);

    private async Task<Wizard> ContinueAsync(Wizard wizard) => new(await host.SignInAsync(Role.CountyOfficer, WizardHost.Guiyang)) { Address = wizard.Address };

    private async Task ImportAsync(object?[][] rows)
    {
        var wizard = await host.OfficerAsync();
        await wizard.CheckAsync(Book.Of([Header, .. rows]).Bytes());
        Assert.Contains("导入完成", await wizard.CommitAsync(), StringComparison.Ordinal);
    }

    private async Task<List<Person>> PersonsAsync()
    {
        await using var db = host.Databases.Open(Actor.System);
        return await db.Set<Person>().AsNoTracking().ToListAsync(Stop);
    }

    internal static async Task<bool> TieOutsAsync(Databases databases)
    {
        await using var text = new StringWriter();
        var holds = await Anju.Web.Commands.CheckCommand.RunAsync(databases, [.. Anju.Web.Product.Modules.Create<TieOut>()], text, Stop);
        Assert.True(holds, text.ToString());
        return holds;
    }

    private static async Task ReportHoldsAsync(Wizard wizard, IReadOnlyList<DemoRow> key)
    {
        var lines = Encoding.UTF8.GetString(await wizard.DownloadAsync("report.csv")).TrimStart('\uFEFF').TrimEnd().Split('\n');
        Assert.Equal("工作表,行,名称,处理,变化,级别,问题和办法,代码", lines[0].Trim());
        Assert.Equal(key.Count, lines.Length - 1);
        Dictionary<string, string> said = new() { ["导入"] = "import", ["退回"] = "reject", ["待定"] = "hold", ["跳过"] = "skip", ["空行"] = "skip" };
        Assert.Equal(
            key.CountBy(row => row.Action).OrderBy(pair => pair.Key, StringComparer.Ordinal),
            lines.Skip(1).CountBy(line => said[line.Split(',')[3]]).OrderBy(pair => pair.Key, StringComparer.Ordinal));

        // A code is never the only word: it stands behind, and what it stands for before it.
        var doubted = lines.Skip(1).Select(line => line.TrimEnd()).Where(line => line.EndsWith(",BIRTH_MISMATCH", StringComparison.Ordinal)).ToList();
        Assert.NotEmpty(doubted);
        Assert.All(doubted, line => Assert.Contains(",导入,新增,提醒,出生日期：与证件号码中的出生日期不一致，以证件号码为准，请核对", line, StringComparison.Ordinal));
    }

    private static async Task AnnotatedHoldsAsync(Wizard wizard, IReadOnlyList<DemoRow> key)
    {
        using var book = TabularFile.Open(new MemoryStream(await wizard.DownloadAsync("annotated")), "a.xlsx", cancellationToken: Stop);
        Assert.Equal("问题清单", book.Sheets[^1].Name);
        var listed = book.Rows(book.Sheets.Count - 1).Skip(3).ToList();
        string[] silent = ["NAME_RARE_CHAR", "SAME_NAME_OTHER_PERSON", "OLD_AREA_CODE"];
        foreach (var (sheet, row, code) in key.SelectMany(row => row.Codes.Except(silent).Select(code => (row.Sheet, row.Row, code))).Where(one => one.code is "ID_CHECKSUM" or "PHONE_TWO" or "ID_MISSING"))
        {
            Assert.Contains(listed, line => line.Contains($"={sheet} ", StringComparison.Ordinal) && line.Contains($"={row} C", StringComparison.Ordinal)
                && line.Contains(code == "ID_MISSING" ? "=待定 " : code == "PHONE_TWO" ? "=" : "=退回 ", StringComparison.Ordinal) && line.EndsWith(code, StringComparison.Ordinal));
        }
    }

    private static Dictionary<string, string> Comments(byte[] file)
    {
        using var zip = new System.IO.Compression.ZipArchive(new MemoryStream(file));
        using var part = zip.GetEntry("xl/comments1.xml")!.Open();
        return System.Xml.Linq.XDocument.Load(part).Descendants().Where(one => one.Name.LocalName == "comment").ToDictionary(one => one.Attribute("ref")!.Value, one => one.Value);
    }

    /// <summary>Writes another text into a cell, as the sender does in the file that came back.</summary>
    private static byte[] Mend(byte[] file, string address, string text)
    {
        using var stream = new MemoryStream();
        stream.Write(file);
        using (var zip = new System.IO.Compression.ZipArchive(stream, System.IO.Compression.ZipArchiveMode.Update, leaveOpen: true))
        {
            var entry = zip.GetEntry("xl/worksheets/sheet1.xml")!;
            System.Xml.Linq.XDocument sheet;
            using (var part = entry.Open())
            {
                sheet = System.Xml.Linq.XDocument.Load(part);
            }

            var cell = sheet.Descendants().Single(one => one.Name.LocalName == "c" && (string?)one.Attribute("r") == address);
            cell.Descendants().Single(one => one.Name.LocalName == "t").Value = text;
            entry.Delete();
            using var output = zip.CreateEntry("xl/worksheets/sheet1.xml").Open();
            sheet.Save(output);
        }

        return stream.ToArray();
    }
}
