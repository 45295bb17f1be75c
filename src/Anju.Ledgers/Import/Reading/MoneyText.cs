using System.Text.RegularExpressions;
using Anju.Kernel;

namespace Anju.Ledgers;

/// <summary>How an amount was written.</summary>
public enum MoneyForm
{
    None,
    Plain,

    /// <summary>With a unit, a word or full-width digits around it; certain.</summary>
    Worded,

    /// <summary>A range or an approximation; the lower bound is taken.</summary>
    Range,
}

/// <summary>Amounts as people write them: 3000元, 0.3万, 3千, 2000-3000, 约3000, 3000左右, 3000元/月.</summary>
public static partial class MoneyText
{
    public static MoneyForm Read(ReadOnlySpan<char> text, out Yuan amount)
    {
        amount = default;
        if (decimal.TryParse(text, System.Globalization.NumberStyles.AllowDecimalPoint, null, out var plain))
        {
            if (plain > 1_000_000_000_000m)
            {
                return MoneyForm.None;
            }

            amount = Yuan.FromYuan(plain);
            return MoneyForm.Plain;
        }

        var clean = PerTime().Replace(CellText.Compact(text), "").Replace("左右", "约").Replace("大约", "约").Replace("以上", "约").Replace("余元", "元约");
        if (Range().Match(clean) is { Success: true } range)
        {
            var unit = range.Groups["unit"].Value;
            var lower = range.Groups["low"].Value + (range.Groups["lowunit"].Length > 0 ? range.Groups["lowunit"].Value : unit);
            return Yuan.TryParse(lower, out amount) ? MoneyForm.Range : MoneyForm.None;
        }

        var bare = clean.Replace("约", "");
        if (!Yuan.TryParse(bare, out amount) || amount.Cents < 0)
        {
            amount = default;
            return MoneyForm.None;
        }

        return bare.Length < clean.Length ? MoneyForm.Range : MoneyForm.Worded;
    }

    [GeneratedRegex(@"^约?[¥￥]?(?<low>[0-9][0-9.,]*)(?<lowunit>[千万百]?元?)(?:-|—|–|~|～|至|到)+[¥￥]?[0-9][0-9.,]*(?<unit>[千万百]?元?)约?$", RegexOptions.None, 1_000)]
    private static partial Regex Range();

    [GeneratedRegex(@"(/|每|一)个?(月|年|天|日|人)$|^(每月|月均|月薪|每年|年均|人均)|RMB", RegexOptions.None, 1_000)]
    private static partial Regex PerTime();
}
