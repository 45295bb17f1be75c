namespace Anju.Access;

/// <summary>What a browser says of itself, in words by which people know their own devices.</summary>
public static class DeviceName
{
    // The first that matches counts: most browsers also claim to be others.
    private static readonly (string Sign, string Name)[] Browsers =
    [
        ("MicroMessenger", "微信"), ("DingTalk", "钉钉"), ("360SE", "360 浏览器"), ("QIHU", "360 浏览器"), ("QQBrowser", "QQ 浏览器"),
        ("UCBrowser", "UC 浏览器"), ("Edg", "Edge 浏览器"), ("OPR/", "Opera 浏览器"), ("Firefox", "火狐浏览器"), ("Chrome", "谷歌内核浏览器"), ("Safari", "Safari 浏览器"),
    ];

    private static readonly (string Sign, string Name)[] Systems =
    [
        ("HarmonyOS", "鸿蒙设备"), ("OpenHarmony", "鸿蒙设备"), ("Android", "安卓设备"), ("iPhone", "苹果手机"), ("iPad", "苹果平板"),
        ("Windows", "Windows 电脑"), ("Macintosh", "苹果电脑"), ("Linux", "Linux 电脑"),
    ];

    /// <param name="agent">The User-Agent header, or null.</param>
    public static string Of(string? agent)
    {
        var parts = new[] { First(Systems, agent), First(Browsers, agent) }.Where(part => part is not null).ToList();
        return parts.Count == 0 ? "未识别的设备" : string.Join(" · ", parts);
    }

    private static string? First((string Sign, string Name)[] signs, string? agent) =>
        agent is null ? null : Array.Find(signs, one => agent.Contains(one.Sign, StringComparison.OrdinalIgnoreCase)).Name;
}
