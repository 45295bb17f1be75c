using System.ComponentModel.DataAnnotations;
using System.Globalization;
using Anju.Kernel;

namespace Anju.Ledgers;

/// <summary>
/// What may stand in a line, in words for the person: the attributes of its class and what the class says of the line as a
/// whole. The one place for forms, API, actions and imports.
/// </summary>
public static class LineRules
{
    /// <summary>
    /// Tidies the line and checks it; empty when it may be stored, each refusal names its field. What was wrong before and
    /// is left as it was is for the data checks to tell: it does not keep anybody from changing something else.
    /// </summary>
    /// <param name="before">As stored; null for a new line.</param>
    /// <param name="today">Business date.</param>
    public static IReadOnlyList<Refusal> Check(LedgerDefinition ledger, Record line, Record? before, DateOnly today)
    {
        (line as IRuledRecord)?.Tidy(before, today);
        var found = new List<Refusal>();
        foreach (var column in ledger.Columns.Where(ledger.IsTyped))
        {
            var value = column.Get(line);
            if (IsBlank(column, value))
            {
                found.AddRange(column.Required ? [new("REQUIRED", $"请填写{column.Called}", column.Field)] : []);
            }
            else if (before is null || !Equals(value, column.Get(before)))
            {
                found.AddRange(Single(column, value!, today));
            }
        }

        found.AddRange(Together(ledger, line, before));
        if (line is IRuledRecord ruled)
        {
            found.AddRange(ruled.Objections(today).Where(objection => IsTouched(ledger, line, before, objection.Properties)).Select(x => x.ToRefusal()));
        }

        return found;
    }

    /// <summary>What the line says against standing beside the other lines of its owner; empty for a ledger that has no such rule.</summary>
    /// <param name="before">As stored; null for a new line.</param>
    /// <param name="owned">The lines about the same owner; the line itself may be among them.</param>
    public static IEnumerable<Refusal> Beside(LedgerDefinition ledger, Record line, Record? before, IEnumerable<Record> owned) =>
        line is IRuledBeside ruled
            ? ruled.Beside([.. owned.Where(other => other.Id != line.Id)]).Where(objection => IsTouched(ledger, line, before, objection.Properties)).Select(x => x.ToRefusal())
            : [];

    /// <summary>Any of the properties differs from what is stored.</summary>
    internal static bool IsTouched(LedgerDefinition ledger, Record line, Record? before, params IReadOnlyList<string> properties) =>
        before is null || properties.Any(name => ledger[name] is var column && !Equals(column.Get(line), column.Get(before)));

    private static bool IsBlank(LedgerColumn column, object? value) =>
        value is null or "" || value.Equals(Guid.Empty) || (value is DateOnly { DayNumber: 0 } && column.Required);

    private static IEnumerable<Refusal> Single(LedgerColumn column, object value, DateOnly today)
    {
        foreach (var rule in column.Rules.Where(rule => !rule.IsValid(Measured(value))))
        {
            yield return new("RULE", Words(column, rule), column.Field);
        }

        if (column.Happened && value is DateOnly day && day > today)
        {
            yield return new("FUTURE_DATE", $"{column.Called}不能晚于今天（{today:yyyy-MM-dd}）", column.Field);
        }

        if (column.Happened && value is Month month && month > Month.Of(today))
        {
            yield return new("FUTURE_MONTH", $"{month.ToChinese()}还没有到，请核对{column.Called}", column.Field);
        }
    }

    /// <summary>Days in their order, places within each other.</summary>
    private static IEnumerable<Refusal> Together(LedgerDefinition ledger, Record line, Record? before)
    {
        foreach (var column in ledger.Columns.Where(column => column.NotBefore is not null && IsTouched(ledger, line, before, column.Name, column.NotBefore)))
        {
            if (column.Get(line) is DateOnly day && ledger[column.NotBefore!] is var other && other.Get(line) is DateOnly earliest && day < earliest)
            {
                yield return new("DATE_ORDER", $"{column.Called}不能早于{other.Called}（{earliest:yyyy-MM-dd}）", column.Field);
            }
        }

        if (line is not IScoped { CountyCode: var county } || !DivisionCode.TryParse(county, out _))
        {
            yield break;
        }

        foreach (var column in ledger.Columns.Where(column => column.Kind == ColumnKind.Division && column.Name != nameof(IScoped.CountyCode)))
        {
            foreach (var outer in new[] { nameof(IScoped.CountyCode), column.Within }.OfType<string>())
            {
                if (DivisionCode.TryParse(column.Get(line) as string, out var place) && DivisionCode.TryParse(ledger[outer].Get(line) as string, out var around)
                    && !place.IsWithin(around) && IsTouched(ledger, line, before, column.Name, outer))
                {
                    yield return new("DIVISION", $"{column.Called}不在所填的{ledger[outer].Called}范围内，请核对", column.Field);
                    break;
                }
            }
        }
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
        StringLengthAttribute { MinimumLength: > 0 } length when length.MinimumLength == length.MaximumLength => $"{column.Called}应为 {length.MaximumLength} 个字符",
        StringLengthAttribute length => $"{column.Called}不能超过 {length.MaximumLength} 个字",
        RangeAttribute range => $"{column.Called}应在 {Bound(column, range.Minimum)} 至 {Bound(column, range.Maximum)} {column.Unit}".TrimEnd() + (column.Unit is null ? " 之间" : "之间"),
        { ErrorMessage: { } words } => words,
        _ => $"{column.Called}不符合要求",
    };

    /// <summary>A year has no separators, a count or an amount has.</summary>
    private static string Bound(LedgerColumn column, object bound) =>
        Convert.ToDouble(bound, CultureInfo.InvariantCulture).ToString(column.Unit is null ? "0.####" : "#,0.####", CultureInfo.InvariantCulture);
}
