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

    public static TagLook LookOf(RowAction action) => action switch
    {
        RowAction.Import => new("导入", Tone.Good, "check"),
        RowAction.Reject => new("退回", Tone.Bad, "cross"),
        RowAction.Hold => new("待定", Tone.Caution, "question"),
        _ => new("跳过", Tone.Neutral, "minus"),
    };

    public static TagLook LookOf(FindingLevel level) => level switch
    {
        FindingLevel.Fix => new("更正", Tone.Info, "edit"),
        FindingLevel.Warn => new("提醒", Tone.Caution, "warning"),
        FindingLevel.Error => new("错误", Tone.Bad, "stop"),
        _ => new("正常", Tone.Neutral, "check"),
    };

    public static string Of(RowOutcome outcome) => outcome switch
    {
        RowOutcome.New => "新增",
        RowOutcome.Changed => "变更",
        RowOutcome.Unchanged => "无变化",
        _ => "",
    };
}
