using System.Globalization;
using Anju.Kernel;
using Anju.Ledgers;
using Anju.Register;
using CsCheck;
using Microsoft.EntityFrameworkCore;

namespace Anju.Tests.Import;

/// <summary>The order of two files about different households does not matter, whatever stands in them.</summary>
[OnBothDatabases]
public sealed class ImportPropertyTests
{
    private const int Files = 8;

    private static readonly object?[] Header =
        ["户编号", "安置点", "家庭人口", "楼栋单元房号", "户类型", "姓名", "证件号码", "与户主关系", "文化程度", "就业状态", "务工所在地", "月收入", "联系电话", "备注"];

    private static readonly Gen<string?> Education = Any<string?>("小学", "初中", "大专及以上", "私塾", null, "无");
    private static readonly Gen<string?> Work = Any<string?>("已就业", "未就业", "是", null);
    private static readonly Gen<object?> Income = Gen.OneOf(Gen.Int[0, 20_000].Select(x => (object?)x), Any<object?>("3000元", "2000-3000", "0.3万", null, "看情况"));
    private static readonly Gen<string?> Phone = Any<string?>("13800000001", "138-0000-0002", "13800000003/13900000004", "12345", null);
    private static readonly Gen<string?> Note = Any<string?>("在校", "已迁出", null, "２０２４年已故", "低保\n户");

    /// <summary>A household's rows but for codes and numbers; now and then without a head, or with a head twice.</summary>
    private static Gen<List<object?[]>> Household { get; } = Gen.Select(
        Gen.Select(Any<string?>("仁义集中安置点", "GY001", null, "没有这个点"), Gen.Int[0, 7], Gen.Bool, Gen.Int[0, 9]),
        Gen.Select(Education, Work, Gen.Bool, Income, Phone, Note).List[1, 4],
        (home, people) => people.Select((person, i) =>
        {
            var (site, size, isWritten, odd) = home;
            var relation = i == 0 ? (odd == 0 ? "其他" : "户主") : odd == 1 ? "户主" : "其他";
            return (object?[])[null, i == 0 ? site : null, i == 0 && size > 0 ? size : null, isWritten ? $"{size}栋" : null, isWritten ? "脱贫户" : null,
                null, null, relation, person.Item1, person.Item2, person.Item3 ? "广东省东莞市" : null, person.Item4, person.Item5, person.Item6];
        }).ToList());

    private static CancellationToken Cancellation => TestContext.Current.CancellationToken;

    [Fact]
    public Task Importing_one_file_and_then_another_is_the_same_as_the_other_way_round() =>
        Gen.Select(Household.List[1, 4], Household.List[1, 4]).SampleAsync(
            async files =>
            {
                var (a, b) = (Workbook("A", files.Item1, 1), Workbook("B", files.Item2, 101));
                return await AfterAsync(a, b) == await AfterAsync(b, a);
            },
            iter: Files, threads: 1, print: files => $"{files.Item1.Count} + {files.Item2.Count}");

    [Fact]
    public Task Importing_a_file_again_changes_nothing() =>
        Household.List[1, 6].SampleAsync(
            async homes =>
            {
                var file = Workbook("A", homes, 1);
                await using var city = await ImportCity.OpenAsync();
                await city.ImportAsync(file);
                var (content, batches) = (await ContentAsync(city), await city.BatchesAsync());
                var again = await city.ImportAsync(file);
                return (again.Tally.New, again.Tally.Changed) == (0, 0) && batches == await city.BatchesAsync() && content == await ContentAsync(city);
            },
            iter: Files, threads: 1);

    private static Gen<T> Any<T>(params T[] values) => Gen.Int[0, values.Length - 1].Select(i => values[i]);

    private static byte[] Workbook(string prefix, List<List<object?[]>> homes, int first)
    {
        var rows = new List<object?[]> { Header };
        foreach (var (number, home) in homes.Index())
        {
            foreach (var (i, person) in home.Index())
            {
                var row = (object?[])person.Clone();
                (row[0], row[5], row[6]) = ($"{prefix}{number}", $"{prefix}甲{number}乙{i}", Someone.Number(1975, sequence: first++));
                rows.Add(row);
            }
        }

        return Book.Of([.. rows]).Bytes();
    }

    private static async Task<string> AfterAsync(params byte[][] files)
    {
        await using var city = await ImportCity.OpenAsync();
        foreach (var file in files)
        {
            await city.ImportAsync(file);
        }

        return await ContentAsync(city);
    }

    /// <summary>Everything that the register holds of households, persons and their steps, by number and code instead of ids.</summary>
    private static async Task<string> ContentAsync(ImportCity city)
    {
        await using var db = city.Open();
        var households = await db.Set<Household>().AsNoTracking().ToListAsync(Cancellation);
        var persons = await db.Set<Person>().AsNoTracking().ToListAsync(Cancellation);
        var steps = await db.Set<MembershipChange>().AsNoTracking().ToListAsync(Cancellation);
        var codes = households.ToDictionary(household => household.Id, household => household.Code);
        var numbers = persons.ToDictionary(person => person.Id, person => person.IdNumber);
        return string.Join('\n', households.Select(household => Told(household, ""))
            .Concat(persons.Select(person => Told(person, codes[person.HouseholdId])))
            .Concat(steps.Select(step => Told(step, $"{codes[step.HouseholdId]} {numbers[step.PersonId]}")))
            .Order(StringComparer.Ordinal));
    }

    private static string Told<T>(T record, string of)
        where T : Anju.Kernel.Record => $"{typeof(T).Name} {of} " + string.Join('|', ImportCity.Catalogue.Of<T>().Columns
        .Where(column => column.Refers is null)
        .Select(column => Convert.ToString(column.Get(record), CultureInfo.InvariantCulture)));
}
