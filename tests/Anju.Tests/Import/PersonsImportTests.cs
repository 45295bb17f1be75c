using Anju.Ledgers;
using Anju.Register;
using Microsoft.EntityFrameworkCore;

namespace Anju.Tests.Import;

/// <summary>One row per person, household cells merged down or repeated: the main path.</summary>
[OnBothDatabases]
public sealed class PersonsImportTests
{
    private static readonly object?[] Header = ["序号", "户编号", "安置点名称", "家庭人口", "姓 名", "证件号码", "与户主关系", "性别", "是否务工", "务工地点", "月收入", "联系电话", "备  注"];

    private static byte[] Family(string income = "3000") => Book.Of(
        ["桂阳县易地搬迁人口花名册"],
        ["填报单位：桂阳县发改局", null, null, "日期：2025-11"],
        Header,
        [1, "H001", "仁义集中安置点", 3, "张三", Someone.Number(1970, sequence: 1), "户主", "男", "是", "广东省东莞市", income, "13800000001", null],
        [2, null, null, null, "李四", Someone.Number(1972, sequence: 2), "妻", "女", "否", null, null, null, null],
        [3, null, null, null, "张小三", Someone.Number(2015, sequence: 3), "之子", "男", null, null, null, null, "在校"],
        ["合计", null, null, 3],
        ["填表人：王五", null, null, "审核人：赵六"]).Bytes();

    [Fact]
    public async Task Medical_insurance_is_taken_from_old_words_and_from_the_two_columns_of_a_national_export()
    {
        await using var city = await ImportCity.OpenAsync();
        var one = await city.ImportAsync(Book.Of(
            ["户编号", "姓名", "证件号码", "与户主关系", "医保参保", "民族", "政治面貌"],
            ["H1", "张三", Someone.Number(), "户主", "是", "瑶", "中共党员"], ["H1", "张四", Someone.Number(sequence: 3), "之子", "新农合", "克木人", "群众"]).Bytes());
        var two = await city.ImportAsync(Book.Of(
            ["户编号", "姓名", "证件号码", "与户主关系", "是否参加城乡居民基本医疗保险", "是否参加城镇职工基本医疗保险"],
            ["H2", "李三", Someone.Number(sequence: 5), "户主", "是", "是"], ["H2", "李四", Someone.Number(sequence: 7), "之子", "否", "是"],
            ["H2", "李五", Someone.Number(sequence: 9), "之子", "否", "否"], ["H2", "李六", Someone.Number(sequence: 11), "之子", "否", null]).Bytes());

        Assert.Equal(["WORD_UNKNOWN"], one.Rows.SelectMany(row => row.Findings).Where(x => x.Kind.Level > FindingLevel.Ok).Select(x => x.Kind.Code));
        Assert.Equal(4, two.Tally.New);
        await using var db = city.Open();
        var people = await db.Set<Person>().ToDictionaryAsync(person => person.Name, TestContext.Current.CancellationToken);
        Assert.Equal(("瑶族", "中国共产党党员", "克木人"), (people["张三"].Ethnicity, people["张三"].Political, people["张四"].Ethnicity));
        Assert.Equal(
            [MedicalInsurance.Unspecified, MedicalInsurance.Residents, MedicalInsurance.Both, MedicalInsurance.Employees, MedicalInsurance.None, null],
            new[] { "张三", "张四", "李三", "李四", "李五", "李六" }.Select(name => people[name].MedicalInsurance));
    }

    [Fact]
    public async Task A_heads_number_beside_the_members_that_is_another_is_told()
    {
        await using var city = await ImportCity.OpenAsync();
        var run = await city.CheckAsync(Book.Of(
            ["户编号", "户主姓名", "户主身份证号", "姓名", "证件号码", "与户主关系"],
            ["H1", "张三", Someone.Number(), "张三", Someone.Number(), "户主"], ["H1", "张三", Someone.Number(sequence: 9), "张四", Someone.Number(sequence: 3), "之子"]).Bytes());

        Assert.Equal([[], ["HEAD_NUMBER_MISMATCH"]], run.Rows.Where(row => row.Action != RowAction.Skip).Select(row => row.Findings.Where(x => x.Kind.Level > FindingLevel.Ok).Select(x => x.Kind.Code)));
        Assert.Equal(2, run.Tally.New);
    }

    [Fact]
    public async Task A_family_is_read_checked_and_written()
    {
        await using var city = await ImportCity.OpenAsync();
        var run = await city.ImportAsync(Family());

        Assert.Equal((8, 3, 0, 0, 5), (run.Tally.Read, run.Tally.Imported, run.Tally.Rejected, run.Tally.Held, run.Tally.Skipped));
        var persons = await city.PersonsAsync();
        Assert.Equal(["张三", "李四", "张小三"], persons.Select(person => person.Name));
        Assert.All(persons, person => Assert.Equal(ImportCity.Guiyang, person.CountyCode));
        Assert.Equal([Relation.Head, Relation.Spouse, Relation.Son], persons.Select(person => person.Relation));
        Assert.Single(persons.Select(person => (person.HouseholdId, person.SiteId)).Distinct());
        Assert.NotNull(persons[0].SiteId);
        Assert.Equal(EmploymentStatus.Employed, persons[0].Employment);
    }

    [Fact]
    public async Task The_same_file_twice_changes_nothing()
    {
        await using var city = await ImportCity.OpenAsync();
        await city.ImportAsync(Family());
        var batches = await city.BatchesAsync();
        var again = await city.ImportAsync(Family());

        Assert.Equal(3, again.Tally.Unchanged);
        Assert.Equal(batches, await city.BatchesAsync());
    }

    [Fact]
    public async Task What_changed_is_told_field_by_field()
    {
        await using var city = await ImportCity.OpenAsync();
        await city.ImportAsync(Family());
        var again = await city.ImportAsync(Family(income: "3500"));

        Assert.Equal((0, 1, 2), (again.Tally.New, again.Tally.Changed, again.Tally.Unchanged));
        Assert.Equal([new FieldEdit("月收入", "3000.00", "3500.00")], again.Rows.Single(row => row.Outcome == RowOutcome.Changed).Edits);
    }
}
