using System.Globalization;

namespace Anju.Policy;

/// <summary>One of the 22 measures (<c>M03</c>) or one of the three work requirements (<c>WR2</c>), by number.</summary>
public readonly record struct Article(bool IsRequirement, int Number)
{
    /// <summary><c>M03</c>, <c>WR2</c></summary>
    public string Code => IsRequirement ? $"WR{Number}" : $"M{Number:00}";

    /// <summary><c>第3条</c>, <c>工作要求第2条</c></summary>
    public string ChineseName => IsRequirement ? $"工作要求第{Number}条" : $"第{Number}条";

    /// <summary>The passage a rule stands on. Checked against the plan by <see cref="PlanPack.Verify"/>, at start-up.</summary>
    public Clause Says(string quotation) => new(this, quotation);

    /// <exception cref="FormatException">Neither M and a number nor WR and a number.</exception>
    public static Article Parse(string code)
    {
        var letters = code.StartsWith("WR", StringComparison.Ordinal) ? 2 : 1;
        return (letters == 2 || code.StartsWith('M'))
            && int.TryParse(code.AsSpan(letters), NumberStyles.None, CultureInfo.InvariantCulture, out var number)
            ? new(letters == 2, number)
            : throw new FormatException($"Not an article of the plan: {code}");
    }

    public override string ToString() => Code;
}

/// <summary>A quotation from the plan, in the plan's own words and punctuation; white space does not count.</summary>
public readonly record struct Clause(Article Article, string Quotation)
{
    public override string ToString() => $"{Article.ChineseName}：{Quotation}";
}
