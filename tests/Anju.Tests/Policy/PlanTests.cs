using System.Reflection;
using System.Text.Json;
using Anju.Policy;

namespace Anju.Tests.Policy;

public sealed class PlanTests
{
    private static readonly PlanPack Pack = PlanPack.Load();
    private static readonly string Printed = Compact(File.ReadAllText(Path.Combine(Pack.Folder, "plan.zh.txt")));

    [Fact]
    public void Every_measure_and_requirement_is_a_passage_of_the_printed_plan()
    {
        Assert.Equal(22, Pack.Plan.Measures.Count);
        Assert.Equal(3, Pack.Plan.Requirements.Count);
        Assert.All(Pack.Plan.Articles, x => Assert.Contains(Compact(x.Text), Printed, StringComparison.Ordinal));
        Assert.All(
            [Pack.Plan.Number, Pack.Plan.Title, Pack.Plan.Issuer, Pack.Plan.Goal, Pack.Plan.Preamble, Pack.Plan.Principles],
            x => Assert.Contains(Compact(x), Printed, StringComparison.Ordinal));
        Assert.All(Pack.Plan.Chapters, x => Assert.Contains(x.Mark + x.Title, Printed, StringComparison.Ordinal));
    }

    [Fact]
    public void Every_obligation_quotes_its_own_measure_and_no_sentence_is_left_out_between_measures()
    {
        Assert.Equal(136, Pack.Plan.Obligations.Count());
        Assert.Equal(136, Pack.Plan.Obligations.Select(x => x.Id).Distinct().Count());
        Assert.All(Pack.Plan.Articles, article => Assert.All(article.Obligations.Index(), x =>
        {
            Assert.Equal($"{article.Article.Code}-{x.Index + 1}", x.Item.Id);
            Assert.Contains(Compact(x.Item.Quotation), Compact(article.Text), StringComparison.Ordinal);
        }));

        // Measures and chapter headings, put back together, are the printed middle part without a gap.
        var together = string.Concat(Pack.Plan.Chapters.Select(chapter => chapter.Mark + chapter.Title
            + string.Concat(Pack.Plan.Measures.Where(x => x.Chapter == chapter.Number).Select(x => Compact(x.Text)))));
        Assert.Contains("二、主要任务" + together + "三、工作要求", Printed, StringComparison.Ordinal);
    }

    [Fact]
    public void The_responsible_departments_are_those_in_the_bracket_of_the_measure_in_its_order()
    {
        Assert.All(Pack.Plan.Measures, measure =>
        {
            var bracket = measure.Text[measure.Text.LastIndexOf("责任部门:", StringComparison.Ordinal)..];
            var names = measure.Departments.Select(id => Pack.Departments[id].Name).ToList();
            var places = names.Select(name => bracket.IndexOf(name, StringComparison.Ordinal)).ToList();
            Assert.DoesNotContain(-1, places);
            Assert.Equal(places.Order(), places);
            Assert.Equal(bracket.Split('。')[0].Split('、', ',').Length, names.Count(x => x != "等相关部门"));
        });
        Assert.Equal(Department.HumanResources, Pack.Plan[Plan.Measure(3)].Lead);
    }

    [Fact]
    public void A_rule_may_cite_what_the_plan_says_and_nothing_else()
    {
        var said = Plan.Measure(3).Says("保障搬迁劳动力家庭实现 1户1人以上稳定就业");
        Pack.Verify([said, Plan.Requirement(2).Says("按月报送相关数据和材料")]);
        Assert.Equal(said, Pack.Plan[said.Article].Says(said.Quotation));

        var refused = Assert.Throws<InvalidOperationException>(() =>
            Pack.Verify([said, Plan.Measure(4).Says("1户1人以上稳定就业"), Plan.Measure(23).Says("优先"), Plan.Measure(1).Says(" ")]));
        Assert.Contains("M04 \"1户1人以上稳定就业\"", refused.Message, StringComparison.Ordinal);
        Assert.Contains("M23", refused.Message, StringComparison.Ordinal);
        Assert.Contains("M01", refused.Message, StringComparison.Ordinal);
        Assert.DoesNotContain("M03", refused.Message, StringComparison.Ordinal);
        Assert.Throws<InvalidOperationException>(() => Pack.Plan[Plan.Measure(4)].Says("1户1人以上稳定就业"));
    }

    [Theory]
    [InlineData("M03", false, 3)]
    [InlineData("WR2", true, 2)]
    public void An_article_is_written_and_read_back(string code, bool requirement, int number)
    {
        Assert.Equal(new Article(requirement, number), Article.Parse(code));
        Assert.Equal(code, new Article(requirement, number).ToString());
        Assert.Throws<FormatException>(() => Article.Parse("X1"));
    }

    [Fact]
    public void The_strengths_of_the_specification_are_kept_with_their_letters()
    {
        Assert.Equal("HPGSE", string.Concat(Enum.GetValues<Strength>().Select(x => x.Letter())));
        Assert.All(Enum.GetValues<Strength>(), x => Assert.Equal(x, Strengths.Parse(x.Letter().ToString())));
        Assert.Equal((Strength.Principle, Strength.Goal), (Obligation("M09-7").Strength, Obligation("M06-5").Strength));
        Assert.Equal((Strength.Explore, Strength.Hard), (Obligation("M20-4").Strength, Obligation("M20-4").Conditions));
    }

    [Fact]
    public void Every_department_the_program_names_is_in_the_pack()
    {
        var named = typeof(Department).GetProperties(BindingFlags.Public | BindingFlags.Static)
            .Select(x => (DepartmentId)x.GetValue(null)!).ToList();
        Assert.True(named.Count > 20);
        Assert.All(named, id => Assert.NotNull(Pack.Departments.Find(id)));
        Assert.Equal("市人社局", Pack.Departments[Department.HumanResources].Name);
        Assert.Equal("北湖区人社局", Pack.Departments[Department.HumanResources].NameIn("北湖区"));
        Assert.Equal("团桂阳县委", Pack.Departments[Department.YouthLeague].NameIn("桂阳县"));
    }

    [Theory]
    [InlineData("2024-12-31", "市乡村振兴局")]
    [InlineData("2025-01-01", "市农业农村局")]
    public void A_department_that_was_merged_is_answered_for_by_its_successor(string date, string name) =>
        Assert.Equal(name, Pack.Departments.On(Department.RuralRevitalisation, DateOnly.Parse(date)).Name);

    [Fact]
    public void A_pack_that_contradicts_itself_does_not_load_and_says_where()
    {
        using var copy = new PackCopy();
        copy.Replace("plan.json", "\"quotation\": \"就业帮扶全覆盖\"", "\"quotation\": \"就业帮扶百分之百\"");
        copy.Replace("departments.json", "\"successor\": \"agriculture-rural\"", "\"successor\": \"agriculture\"");
        copy.Replace("parameters.json", "\"from\": \"2022-07-01\"", "\"from\": \"2022-06-01\"");
        var refused = Assert.Throws<InvalidDataException>(() => PlanPack.Load(copy.Folder));
        Assert.All(["M03-4", "no department agriculture;", "work-relief.labour-share.central-budget"],
            x => Assert.Contains(x, refused.Message, StringComparison.Ordinal));
    }

    [Theory]
    [InlineData("parameters.json", "\"value\": 62", "\"value\": \"sixty\"")]
    [InlineData("departments.json", "\"countyName\": \"县人社局\"", "\"county\": \"县人社局\"")]
    [InlineData("divisions.csv", "first_edition", "edition")]
    public void A_file_that_does_not_read_is_named(string file, string from, string to)
    {
        using var copy = new PackCopy();
        copy.Replace(file, from, to);
        var refused = Assert.Throws<InvalidDataException>(() => PlanPack.Load(copy.Folder));
        Assert.Contains(file, refused.Message, StringComparison.Ordinal);
    }

    [Fact]
    public void The_map_outlines_every_county()
    {
        using var map = JsonDocument.Parse(File.ReadAllBytes(Pack.MapFile));
        var outlined = map.RootElement.GetProperty("features").EnumerateArray()
            .Select(x => x.GetProperty("properties").GetProperty("adcode").GetString());
        Assert.Equal(Pack.Divisions.Counties.Select(x => x.Code.Value), outlined.Order());
    }

    [Theory]
    [InlineData("education", "71", "初中毕业", 40)]
    [InlineData("ethnicity", "13", "瑶族", 58)]
    [InlineData("sex", "2", "女性", 4)]
    [InlineData("industry", "A", "农、林、牧、渔业", 1971)]
    public void A_code_set_is_found_by_key_and_reads_whole(string key, string code, string name, int count)
    {
        Assert.Equal(count, Pack.Codes[key].Items.Count);
        Assert.Equal(name, Pack.Codes[key].Find(code)!.Name);
        Assert.Equal(code, Pack.Codes[key].FindByName(name)!.Code);
    }

    [Fact]
    public void Every_code_set_reads_without_a_code_twice() =>
        Assert.All(Pack.Codes.All, set => Assert.Equal(set.Items.Count, set.Items.Select(x => x.Code).Distinct().Count()));

    internal static string Compact(string text) => string.Concat(text.Where(c => !char.IsWhiteSpace(c)));

    private static Obligation Obligation(string id) => Pack.Plan.Obligations.Single(x => x.Id == id);
}
