using Anju.Ui;

namespace Anju.Ledgers;

/// <summary>How states, actions and levels of an import are shown.</summary>
internal static class ImportWords
{
    public static IReadOnlyList<string> Steps { get; } = ["上传", "核对列", "检查", "预览", "确认", "结果"];

    public static TagLook LookOf(ImportState state) => state switch
    {
        ImportState.Recognised => new("待核对列", Tone.Info, "edit"),
        ImportState.Checking => new("检查中", Tone.Info, "clock"),
        ImportState.Checked => new("待确认", Tone.Caution, "question"),
        ImportState.Committing => new("写入中", Tone.Info, "clock"),
        ImportState.Committed => new("已导入", Tone.Good, "check"),
        ImportState.Undone => new("已撤销", Tone.Neutral, "minus"),
        ImportState.Abandoned => new("已放弃", Tone.Neutral, "minus"),
        _ => new("未能导入", Tone.Bad, "cross"),
    };

    /// <summary>At which step it stopped, above the reason.</summary>
    public static string TitleOf(ImportSession session) => session.State switch
    {
        ImportState.Refused when session.Mapping.Length == 0 => "第 1 步“上传”没有通过",
        ImportState.Refused => "第 3 步“检查”没有通过",
        ImportState.Recognised => "检查没有完成",
        ImportState.Checked => "还没有写入",
        _ => "请注意",
    };

    /// <summary>What somebody does next with it.</summary>
    public static string NextOf(ImportState state) => state switch
    {
        ImportState.Recognised => "接着核对列",
        ImportState.Checking or ImportState.Committing => "看进度",
        ImportState.Checked => "看预览并确认",
        ImportState.Committed => "看结果",
        ImportState.Undone => "看记录",
        ImportState.Refused => "看原因",
        _ => "",
    };

    public static TagLook LookOf(RowAction action) => action switch
    {
        RowAction.Import => new(Of(action), Tone.Good, "check"),
        RowAction.Reject => new(Of(action), Tone.Bad, "cross"),
        RowAction.Hold => new(Of(action), Tone.Caution, "question"),
        _ => new(Of(action), Tone.Neutral, "minus"),
    };

    public static TagLook LookOf(FindingLevel level) => level switch
    {
        FindingLevel.Fix => new(Of(level), Tone.Info, "edit"),
        FindingLevel.Warn => new(Of(level), Tone.Caution, "warning"),
        FindingLevel.Error => new(Of(level), Tone.Bad, "stop"),
        _ => new(Of(level), Tone.Neutral, "check"),
    };

    public static string Of(RowAction action) => action switch
    {
        RowAction.Import => "导入",
        RowAction.Reject => "退回",
        RowAction.Hold => "待定",
        _ => "跳过",
    };

    public static string Of(FindingLevel level) => level switch
    {
        FindingLevel.Fix => "更正",
        FindingLevel.Warn => "提醒",
        FindingLevel.Error => "错误",
        _ => "正常",
    };

    public static string Of(RowOutcome outcome) => outcome switch
    {
        RowOutcome.New => "新增",
        RowOutcome.Changed => "变更",
        RowOutcome.Unchanged => "无变化",
        _ => "",
    };
}
