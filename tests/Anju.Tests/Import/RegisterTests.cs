using System.Text;
using Anju.Kernel;
using Anju.Ledgers;
using Anju.Register;
using Microsoft.EntityFrameworkCore;

namespace Anju.Tests.Import;

/// <summary>What an import does to a register that already knows something.</summary>
[OnBothDatabases]
public sealed class RegisterTests
{
    private static readonly object?[] Header = ["户编号", "姓名", "身份证号码", "与户主关系", "联系电话"];

    private static CancellationToken Cancellation => TestContext.Current.CancellationToken;

    [Fact]
    public async Task A_field_that_the_sheet_lacks_is_never_blanked_nor_is_one_whose_cell_is_blank()
    {
        await using var city = await ImportCity.OpenAsync();
        await city.ImportAsync(Home("H1", 1, phone: "13800000001"));
        await city.ImportAsync(Book.Of(["姓名", "证件号码", "月收入"], ["户主1", Someone.Number(1970, sequence: 1), 2600]).Bytes());
        await city.ImportAsync(Home("H1", 1, phone: null));
        var head = (await city.PersonsAsync()).First();
        Assert.Equal(("13800000001", Yuan.FromYuan(2600)), (head.Phone, head.MonthlyIncome));
    }

    [Fact]
    public async Task What_was_masked_for_a_reader_is_not_taken_for_the_value()
    {
        await using var city = await ImportCity.OpenAsync();
        await city.ImportAsync(Home("H1", 1, phone: "13800000001"));
        var masked = await city.ImportAsync(Home("H1", 1, phone: "138****0001"));
        Assert.Equal((0, 2), (masked.Tally.Changed, masked.Tally.Unchanged));
        Assert.Contains("MASKED_VALUE", masked.Rows.SelectMany(row => row.Findings).Select(finding => finding.Kind.Code));
        Assert.Equal("13800000001", (await city.PersonsAsync()).First().Phone);
    }

    [Fact]
    public async Task Words_kept_in_the_note_stand_there_once_beside_the_remark_of_the_sheet()
    {
        await using var city = await ImportCity.OpenAsync();
        byte[] File(string? note) => Book.Of([.. Header, "备注"], ["H1", "张三", Someone.Number(), "户主", "13800000003/13900000004", note]).Bytes();
        for (var i = 0; i < 2; i++)
        {
            Assert.Equal(i, (await city.ImportAsync(File("低保户"))).Tally.Unchanged);
            Assert.Equal("低保户；另一联系电话原文：13900000004", (await city.PersonsAsync()).Single().Note);
        }

        Assert.Equal(1, (await city.ImportAsync(File(null))).Tally.Unchanged);
        Assert.Equal([new FieldEdit("备注", "低保户；另一联系电话原文：13900000004", "脱贫户；另一联系电话原文：13900000004")],
            (await city.ImportAsync(File("脱贫户"))).Rows.Last().Edits);
    }

    [Fact]
    public async Task A_cell_that_agrees_with_the_register_against_the_number_is_doubted_and_changes_nothing()
    {
        await using var city = await ImportCity.OpenAsync();
        await city.ImportAsync(Home("H1", 1));
        await using (var db = city.Open())
        {
            await using var change = await Change.BeginAsync(db, Origin.Page, "录错了", TimeProvider.System, Cancellation);
            var head = await db.Set<Person>().SingleAsync(person => person.Relation == Relation.Head, Cancellation);
            (head.BirthDate, head.Sex) = (new DateOnly(1971, 1, 1), Sex.Female);
            Assert.True((await change.CommitAsync(Cancellation)).IsOk);
        }

        byte[] File(string birth, string sex) => Book.Of([.. Header, "出生日期", "性别"], ["H1", "户主1", Someone.Number(1970, sequence: 1), "户主", null, birth, sex]).Bytes();
        var same = await city.ImportAsync(File("1971-01-01", "女"));
        Assert.Equal((0, 1), (same.Tally.Changed, same.Tally.Unchanged));
        Assert.Equal(["BIRTH_MISMATCH", "SEX_MISMATCH"], same.Rows.Last().Findings.Select(finding => finding.Kind.Code));
        Assert.Equal(["性别", "出生日期"], (await city.ImportAsync(File("1970-01-01", "男"))).Rows.Last().Edits.Select(edit => edit.Field));
    }

    [Fact]
    public async Task Somebody_in_another_household_is_told_and_not_moved()
    {
        await using var city = await ImportCity.OpenAsync();
        await city.ImportAsync(Home("H1", 1));
        await city.ImportAsync(Home("H2", 5));
        var moved = await city.ImportAsync(Book.Of(Header, ["H2", "成员1", Someone.Number(1972, sequence: 2), "其他", null]).Bytes());
        Assert.Equal((0, 1), (moved.Tally.Imported, moved.Tally.Held));
        var told = moved.Rows.SelectMany(row => row.Findings).Single(finding => finding.Kind.Code == "PERSON_ELSEWHERE");
        Assert.EndsWith("（登记在 H1 户，户主户主1）", told.Message, StringComparison.Ordinal);
    }

    [Fact]
    public async Task A_suspected_match_waits_for_a_person_to_decide()
    {
        await using var city = await ImportCity.OpenAsync();
        await city.ImportAsync(Home("H1", 1));
        var other = Book.Of(Header, ["H1", "成员1", Someone.Number(1972, sequence: 8), "配偶", null]).Bytes();
        var waiting = await city.ImportAsync(other);
        Assert.Equal(1, waiting.Suspected);
        Assert.Equal(2, (await city.PersonsAsync()).Count);

        RowDecisions Decided(RowDecision decision) => new(new Dictionary<string, RowDecision> { [RowDecisions.Key(0, 2)] = decision });
        var same = await city.ImportAsync(other, decisions: Decided(RowDecision.SamePerson));
        Assert.Equal(1, same.Tally.Changed);
        Assert.Contains(await city.PersonsAsync(), person => person.IdNumber == Someone.Number(1972, sequence: 8));
        Assert.Equal(2, (await city.PersonsAsync()).Count);
    }

    [Fact]
    public async Task Another_countys_rows_are_not_imported_by_a_county_and_an_unknown_county_is_refused()
    {
        await using var city = await ImportCity.OpenAsync();
        var officer = ImportCity.CountyOfficer(ImportCity.Yizhang);
        var foreign = await city.ImportAsync(Home("H1", 1), county: ImportCity.Guiyang, actor: officer);
        Assert.Equal((0, 2), (foreign.Tally.Imported, foreign.Tally.Rejected));
        Assert.Empty(await city.PersonsAsync());
        Assert.Equal("COUNTY_UNKNOWN", ImportCity.Read(Home("H1", 1), county: "439999").Refusal?.Code);

        await city.ImportAsync(Home("H1", 1));
        var known = await city.ImportAsync(Home("H7", 1), county: ImportCity.Yizhang, actor: officer);
        Assert.All(known.Rows.Where(row => row.Action != RowAction.Skip), row => Assert.Contains("OUT_OF_SCOPE", row.Findings.Select(finding => finding.Kind.Code)));
    }

    [Fact]
    public async Task The_order_of_two_files_does_not_matter()
    {
        async Task<List<string>> InOrder(params byte[][] files)
        {
            await using var city = await ImportCity.OpenAsync();
            foreach (var file in files)
            {
                await city.ImportAsync(file);
            }

            return (await city.PersonsAsync()).ConvertAll(person => $"{person.IdNumber} {person.Name} {person.Relation} {person.Phone} {person.CountyCode}");
        }

        var (a, b) = (Home("H1", 1), Home("H2", 5, "13800000001"));
        Assert.Equal(await InOrder(a, b), await InOrder(b, a));
    }

    [Fact]
    public async Task A_new_head_takes_over_only_when_the_old_one_steps_down_in_the_same_file()
    {
        await using var city = await ImportCity.OpenAsync();
        await city.ImportAsync(Home("H1", 1));
        var (head, member) = (Someone.Number(1970, sequence: 1), Someone.Number(1972, sequence: 2));
        var alone = await city.ImportAsync(Book.Of(Header, ["H1", "成员1", member, "户主", null]).Bytes());
        Assert.Equal(1, alone.Tally.Held);

        var both = await city.ImportAsync(Book.Of(Header, ["H1", "成员1", member, "户主", null], ["H1", "户主1", head, "配偶", null]).Bytes());
        Assert.Equal(2, both.Tally.Changed);
        await using var db = city.Open();
        Assert.Equal("成员1", (await db.Set<Household>().SingleAsync(Cancellation)).HeadName);
    }

    [Theory]
    [InlineData("utf-8")]
    [InlineData("GB18030")]
    public async Task A_csv_survives_characters_cut_by_a_read_buffer(string encoding)
    {
        Encoding.RegisterProvider(CodePagesEncodingProvider.Instance);
        await using var city = await ImportCity.OpenAsync();
        var text = new StringBuilder("户编号,姓名,证件号码,与户主关系,备注\n");
        for (var i = 1; i <= 400; i++)
        {
            text.Append($"H{i},张㐂{(char)('一' + i)},{Someone.Number(1970, 1, 1, i)},户主,{new string('安', i % 97)}\n");
        }

        await city.ImportAsync(Encoding.GetEncoding(encoding).GetBytes(text.ToString()), name: "花名册.csv");
        var persons = await city.PersonsAsync();
        Assert.Equal(400, persons.Count);
        Assert.DoesNotContain(persons, person => person.Name.Contains('\uFFFD') || person.Note?.Contains('\uFFFD') == true);
        Assert.Equal(Enumerable.Range(1, 400).Select(i => $"张㐂{(char)('一' + i)}").Order(), persons.Select(person => person.Name).Order());
    }

    [Fact]
    public async Task An_import_is_taken_back_as_a_whole()
    {
        await using var city = await ImportCity.OpenAsync();
        await city.ImportAsync(Home("H1", 1, "13800000001"));
        var before = await city.PersonsAsync();
        await city.ImportAsync(Home("H1", 1, "13900000002"));
        await city.ImportAsync(Home("H2", 5));
        Assert.True((await UndoLast(city)).IsOk);
        Assert.True((await UndoLast(city)).IsOk);

        var after = await city.PersonsAsync();
        Assert.Equal(before.Select(person => (person.IdNumber, person.Phone)), after.Select(person => (person.IdNumber, person.Phone)));
        await using var db = city.Open();
        Assert.Equal(1, await db.Set<Household>().CountAsync(Cancellation));
        Assert.Equal("UNDONE_ALREADY", (await Undo.RunAsync(db, await LastImportAsync(db), "再撤", TimeProvider.System, Cancellation)).Refusal?.Code);
    }

    [Fact]
    public async Task An_import_whose_rows_changed_later_is_not_taken_back()
    {
        await using var city = await ImportCity.OpenAsync();
        await city.ImportAsync(Home("H1", 1));
        await using (var db = city.Open())
        {
            await using var change = await Change.BeginAsync(db, Origin.Page, "改电话", TimeProvider.System, Cancellation);
            (await db.Set<Person>().FirstAsync(Cancellation)).Phone = "13900000009";
            Assert.True((await change.CommitAsync(Cancellation)).IsOk);
        }

        var refused = await UndoLast(city);
        Assert.Equal("CHANGED_LATER", refused.Refusal?.Code);
        Assert.Contains("改电话", refused.Refusal!.Message);
        Assert.Equal(2, (await city.PersonsAsync()).Count);
    }

    private static async Task<Result<Written>> UndoLast(ImportCity city)
    {
        await using var db = city.Open();
        return await Undo.RunAsync(db, await LastImportAsync(db), "撤销测试", TimeProvider.System, Cancellation);
    }

    /// <summary>The youngest import not yet taken back, or the oldest when there is none.</summary>
    private static async Task<Guid> LastImportAsync(AnjuDb db)
    {
        var batches = await db.Set<JournalBatch>().OrderByDescending(batch => batch.Sequence).ToListAsync(Cancellation);
        var imports = batches.Where(batch => batch.Origin == Origin.Import).ToList();
        return (imports.Find(batch => !batches.Exists(other => other.Undoes == batch.Id)) ?? imports[0]) is var found
            && batches.Exists(batch => batch.Undoes is not null) && imports.Count(batch => batches.Exists(other => other.Undoes == batch.Id)) > 1
            ? imports[0].Id
            : found.Id;
    }

    private static byte[] Home(string code, int first, string? phone = null) => Book.Of(
        Header,
        [code, "户主" + first, Someone.Number(1970, sequence: first), "户主", phone],
        [code, "成员" + first, Someone.Number(1972, sequence: first + 1), "其他", null]).Bytes();
}
