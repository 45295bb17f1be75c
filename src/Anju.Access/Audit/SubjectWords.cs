namespace Anju.Access;

/// <summary>What an event was about, in words where the code alone says little.</summary>
public static class SubjectWords
{
    private static readonly Dictionary<string, string> Known = new()
    {
        ["household-file"] = "一户一档", ["person-file"] = "个人档案", ["household-action"] = "户业务办理", ["security-log.xlsx"] = "安全日志", ["work.xlsx"] = "待办事项", ["work.csv"] = "待办事项",
        ["anchor"] = "库外锚定", ["chains"] = "日志与行校验码", ["rotate"] = "启用新密钥", ["retire"] = "删除旧密钥", ["post"] = "任职记录",
        ["pace/search"] = "查找频次", ["pace/look"] = "查看频次", ["pace/export"] = "导出频次", ["pace/upload"] = "上传频次", ["pace/api"] = "接口频次",
    };

    public static string Of(string subject) =>
        Known.GetValueOrDefault(subject)
        ?? (subject.Split('/') is [var where, "number" or "words", var code] ? $"{(where == "search" ? "全局查找" : where)}，检索码 {code[..Math.Min(8, code.Length)]}" : subject);
}
