using System.ComponentModel.DataAnnotations;
using Anju.Kernel;

namespace Anju.Ledgers;

/// <summary>Checks a line against what the attributes of its class say, in words for the person.</summary>
public static class LineRules
{
    /// <summary>Empty when the line may be stored; each refusal names its field.</summary>
    public static IReadOnlyList<Refusal> Check(LedgerDefinition ledger, Record line)
    {
        var found = ledger.Columns
            .Where(ledger.IsTyped)
            .SelectMany(column => Check(column, column.Get(line)))
            .ToList();
        if (line is IValidatableObject whole)
        {
            found.AddRange(whole.Validate(new ValidationContext(line)).Select(result =>
                new Refusal("RULE", result.ErrorMessage!, result.MemberNames.FirstOrDefault() is { } name ? Naming.Camel(name) : null)));
        }

        return found;
    }

    private static IEnumerable<Refusal> Check(LedgerColumn column, object? value)
    {
        if (value is null or "" || value.Equals(Guid.Empty) || (value is DateOnly { DayNumber: 0 } && column.Required))
        {
            return column.Required ? [new("REQUIRED", $"请填写{column.Title}", column.Field)] : [];
        }

        return column.Rules.Where(rule => !rule.IsValid(Measured(value))).Select(rule => new Refusal("RULE", Words(column, rule), column.Field));
    }

    private static object Measured(object value) => value switch
    {
        Yuan amount => amount.InYuan,
        Mu land => land.InMu,
        SquareMetres area => area.InSquareMetres,
        _ => value,
    };

    private static string Words(LedgerColumn column, ValidationAttribute rule) => rule switch
    {
        StringLengthAttribute { MinimumLength: > 0 } length when length.MinimumLength == length.MaximumLength => $"{column.Title}应为 {length.MaximumLength} 个字符",
        StringLengthAttribute length => $"{column.Title}不能超过 {length.MaximumLength} 个字",
        RangeAttribute range => $"{column.Title}应在 {range.Minimum} 至 {range.Maximum} 之间{column.Unit}",
        { ErrorMessage: { } words } => words,
        _ => $"{column.Title}不符合要求",
    };
}
