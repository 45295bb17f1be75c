using System.Text;
using Anju.Kernel;

namespace Anju.Ledgers;

/// <summary>Headers brought to a form in which they can be compared: 「性　别*」 and 「性别」 are one word.</summary>
internal static class HeaderWords
{
    /// <summary>Half-width, without white space, line breaks, marks of the templates (* # △ 🔒) and a closing colon.</summary>
    public static string Normal(ReadOnlySpan<char> header)
    {
        var text = new StringBuilder(header.Length);
        foreach (var rune in header.EnumerateRunes())
        {
            if (rune.Value is '*' or '#' or '＊' or '＃' or '△' or '▲' or '☆' or '★' or 0x1F512 or 0xFE0F or '_' || Rune.IsWhiteSpace(rune) || IsInvisible(rune))
            {
                continue;
            }

            var half = rune.Value is >= 0xFF01 and <= 0xFF5E ? new Rune(rune.Value - 0xFEE0) : rune;
            text.Append(half.Value is '【' or '[' or '〔' ? "(" : half.Value is '】' or ']' or '〕' ? ")" : half.ToString());
        }

        return text.ToString().TrimEnd(':', '.', '、', '。').ToUpperInvariant();
    }

    /// <summary>The header without what stands in brackets: unit, example, 必填.</summary>
    public static string WithoutBrackets(string normal)
    {
        var text = normal;
        for (var open = text.IndexOf('('); open >= 0; open = text.IndexOf('('))
        {
            var close = text.IndexOf(')', open);
            text = close < 0 ? text[..open] : text.Remove(open, close - open + 1);
        }

        return text.TrimEnd(':');
    }

    /// <summary>Words that add nothing: 是否, 有无, 情况.</summary>
    public static string Stem(string normal)
    {
        var text = WithoutBrackets(normal);
        foreach (var prefix in (ReadOnlySpan<string>)["是否有", "是否", "有无", "本人", "成员", "搬迁户", "搬迁", "目前", "现"])
        {
            if (text.Length > prefix.Length + 1 && text.StartsWith(prefix, StringComparison.Ordinal))
            {
                text = text[prefix.Length..];
                break;
            }
        }

        foreach (var suffix in (ReadOnlySpan<string>)["情况", "状况", "信息", "(元)", "名称", "地址"])
        {
            if (text.Length > suffix.Length + 1 && text.EndsWith(suffix, StringComparison.Ordinal))
            {
                text = text[..^suffix.Length];
                break;
            }
        }

        return text;
    }

    private static bool IsInvisible(Rune rune) => rune.IsBmp && Text.IsInvisible((char)rune.Value);
}
