namespace Anju.Ui.Gallery;

/// <summary>Made-up data for the gallery; every name and number is invented.</summary>
internal static class Samples
{
    public static readonly ShellUser User = new("u1", "李明", "桂阳县发展和改革局", "县级经办");

    public static readonly IReadOnlyList<NavigationItem> Navigation =
    [
        new(NavigationGroups.Desk, "工作台", "/gallery/desk", 1),
        new(NavigationGroups.Desk, "我的待办", "/gallery/states", 2, Count: 12),
        new(NavigationGroups.Ledgers, "搬迁户", "/gallery/list", 1),
        new(NavigationGroups.Ledgers, "一户一档", "/gallery/file", 2),
        new(NavigationGroups.Ledgers, "新增搬迁户", "/gallery/form", 3),
        new(NavigationGroups.Ledgers, "安置点", "/sites", 4),
        .. Measures.Select((title, index) => new NavigationItem(NavigationGroups.Tasks, title, $"/measures/{index + 1}", index)),
        new(NavigationGroups.Dispatch, "月度核实", "/months", 1),
        new(NavigationGroups.Dispatch, "月报", "/reports", 2),
        new(NavigationGroups.Supervision, "督办事项", "/supervision", 1, Count: 3),
        new(NavigationGroups.Supervision, "年度考核", "/assessment", 2),
        new(NavigationGroups.Policy, "政策条款", "/policy", 1),
        new(NavigationGroups.Quality, "数据问题", "/quality", 1),
        new(NavigationGroups.System, "用户与权限", "/people", 1),
    ];

    private static IEnumerable<string> Measures =>
    [
        "基础信息", "就地就近就业", "外出就业", "以工代赈", "技能培训", "自主创业", "特色产业", "产业配套", "利益联结", "社区治理",
    ];

    public static readonly IReadOnlyList<(string Code, string Name, long Met, long NotMet, long Unknown)> Counties =
    [
        ("431002", "北湖区", 812, 34, 12),
        ("431003", "苏仙区", 1_025, 61, 20),
        ("431021", "桂阳县", 2_410, 188, 96),
        ("431022", "宜章县", 3_906, 402, 131),
        ("431023", "永兴县", 1_733, 120, 40),
        ("431024", "嘉禾县", 941, 30, 9),
        ("431025", "临武县", 1_284, 97, 55),
        ("431026", "汝城县", 4_870, 611, 240),
        ("431027", "桂东县", 3_355, 203, 88),
        ("431028", "安仁县", 2_998, 174, 61),
        ("431081", "资兴市", 5, 2, 0),
    ];

    public static readonly IReadOnlyList<string> Months =
        ["25-12", "26-01", "26-02", "26-03", "26-04", "26-05", "26-06", "26-07", "26-08", "26-09", "26-10", "26-11"];

    public sealed record Row(
        string Code, string Head, string IdNumber, string County, string Town, string Site, string Room, int Persons, int Labourers,
        long Income, TagLook Verdict, DateOnly VisitedOn);

    public static IReadOnlyList<Row> Households { get; } = [.. Enumerable.Range(0, 20).Select(Household)];

    private static Row Household(int index)
    {
        string[] heads = ["贾荣", "魏莺", "高丽敏", "萧丽", "彭秀", "丁云", "吕华环", "林香", "苏洁伟", "欧阳爱妹"];
        string[] towns = ["龙潭街道", "正和镇", "仁义镇", "流峰镇", "桥市乡"];
        TagLook[] verdicts = [TagLook.Met, TagLook.Met, TagLook.NotMet, TagLook.Unknown, TagLook.Met, TagLook.NotApplicable];
        return new Row(
            $"GY{1_000_011 + (index * 7)}", heads[index % heads.Length], $"431021{1960 + index}0512{100 + index}X", "桂阳县",
            towns[index % towns.Length], $"金山小区{index % 4 + 1}期安置点", $"{index % 30 + 1}栋{index % 3 + 1}单元{index % 12 + 1}03",
            index % 6 + 1, index % 4, 7_971 + (index * 1_153L), verdicts[index % verdicts.Length], new DateOnly(2026, 11, 1).AddDays(-index * 3));
    }
}
