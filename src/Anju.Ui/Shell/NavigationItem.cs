namespace Anju.Ui;

/// <summary>A line of the left navigation; modules contribute theirs as data.</summary>
/// <param name="Group">One of <see cref="NavigationGroups" />, or a new heading, which comes last.</param>
/// <param name="Count">Work waiting there; shown as a badge when above zero.</param>
/// <param name="Policy">One of <see cref="Kernel.Policies" />, that of the page: whom it does not let through does not see the line.</param>
/// <param name="LedgerOf">Of a ledger, the measure that asks for it: who reads for another one does not see the line.</param>
public sealed record NavigationItem(string Group, string Title, string Href, int Order = 0, int? Count = null, string Policy = Kernel.Policies.Read, int? LedgerOf = null);

/// <summary>Lines of the left navigation that a module finds out at start, such as one for each ledger.</summary>
public interface INavigation
{
    IReadOnlyList<NavigationItem> Items { get; }
}

/// <summary>The headings of the left navigation, by what people do, in the order shown.</summary>
public static class NavigationGroups
{
    public const string Desk = "工作台";
    public const string Ledgers = "台账";
    public const string Tasks = "五大任务";
    public const string Dispatch = "月度调度";
    public const string Supervision = "督办考核";
    public const string Policy = "政策地图";
    public const string Quality = "数据质量";
    public const string System = "系统";

    public static IReadOnlyList<string> InOrder { get; } = [Desk, Ledgers, Tasks, Dispatch, Supervision, Policy, Quality, System];
}

/// <summary>Who is signed in, as the header shows it.</summary>
/// <param name="Key">Opaque; keeps drafts of people who share a computer apart.</param>
public sealed record ShellUser(string Key, string Name, string Organisation, string? Role = null);
