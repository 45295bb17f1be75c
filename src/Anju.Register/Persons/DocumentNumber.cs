using Anju.Kernel;

namespace Anju.Register;

/// <summary>
/// The number of a person's document in the form in which it is stored. Everybody has one citizen number (GB 11643)
/// whatever the document is called and however the number was typed, so that one number means one person.
/// </summary>
public static class DocumentNumber
{
    /// <summary>
    /// Eighteen characters, the last perhaps a capital X, for whatever is a citizen number, an old one of fifteen digits too;
    /// otherwise as typed without blanks.
    /// </summary>
    public static string Stored(string typed, DateOnly today) =>
        IdNumber.Check(typed, today, AreaCodes.OfAnyYear).Number?.Value ?? Text.Compact(typed).ToUpperInvariant();

    /// <summary>
    /// Why the text cannot be stored as a number. Words that say there is none are no number of any document; other
    /// documents than those of residents have numbers of their own kind.
    /// </summary>
    public static IEnumerable<string> Problems(IdType type, string number, DateOnly today)
    {
        var problems = IdNumber.Check(number, today, AreaCodes.OfAnyYear).Problems;
        return problems.Contains(IdNumberProblem.Missing) ? [$"“{number}”不是证件号码；还没有证件的，请把证件号码空着"]
            : type == IdType.Other ? []
            : problems.Select(problem => problem.Message);
    }
}
