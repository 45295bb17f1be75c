using Anju.Ledgers;
using Anju.Policy;

namespace Anju.Register.HouseholdFile;

/// <summary>Finds the form on which a field that a verdict misses is filled in.</summary>
internal static class WhereFilled
{
    /// <param name="missing">As a verdict names it: 文化程度, 出生日期或劳动技能, 张三·就业核实日期.</param>
    public static string Of(LedgerCatalogue ledgers, Answer answer, string missing)
    {
        var household = answer.Facts as HouseholdFacts ?? (answer.Facts as PersonFacts)?.Household;
        var (name, word) = missing.Split('·') is [var who, var what] ? (who, what) : (null, missing);
        var person = answer.Facts as PersonFacts ?? household?.Members.FirstOrDefault(member => member.Name == name);
        if (person?.OpenSpell is { } spell && word.Contains("核实", StringComparison.Ordinal))
        {
            return Form(ledgers.Of<EmploymentSpell>(), spell.Id, nameof(EmploymentSpell.VerifiedOn));
        }

        if (person is not null && word.Contains("就业台账", StringComparison.Ordinal))
        {
            return $"/ledgers/{ledgers.Of<EmploymentSpell>().Code}/new?personId={person.Id}" + (person.ToldChannel is { } channel ? $"&channel={channel}" : "");
        }

        if (person is not null)
        {
            return Form(ledgers.Of<Person>(), person.Id, Column(ledgers.Of<Person>(), word));
        }

        return Form(ledgers.Of<Household>(), answer.Facts.HouseholdId!.Value, Column(ledgers.Of<Household>(), word));
    }

    private static string Form(LedgerDefinition ledger, Guid id, string? column) =>
        $"/ledgers/{ledger.Code}/{id}/edit" + (column is null ? "" : "#f-" + ledger[column].Field);

    private static string? Column(LedgerDefinition ledger, string word) => ledger.Columns
        .Where(column => word.Contains(column.Title, StringComparison.Ordinal) || column.Title.StartsWith(word, StringComparison.Ordinal)
            || (column.Title.EndsWith("日期", StringComparison.Ordinal) && word.EndsWith(column.Title[..^2], StringComparison.Ordinal) && column.Title.Length > 3))
        .OrderBy(column => word.IndexOf(column.Title, StringComparison.Ordinal) is >= 0 and var at ? at : int.MaxValue)
        .Select(column => column.Name)
        .FirstOrDefault();
}
