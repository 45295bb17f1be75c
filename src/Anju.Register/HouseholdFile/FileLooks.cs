using Anju.Policy;
using Anju.Ui;

namespace Anju.Register.HouseholdFile;

/// <summary>States of the file as tags.</summary>
internal static class FileLooks
{
    public static TagLook Of(Outcome outcome) => TagLook.OfVerdict(outcome.Letter());

    public static TagLook Of(DueState state) => state switch
    {
        DueState.NotDue => TagLook.NotDue,
        DueState.DueSoon => TagLook.DueSoon,
        DueState.Due => TagLook.Due,
        _ => TagLook.Overdue,
    };

    /// <summary>How a piece of open work stands against its day.</summary>
    public static TagLook Due(DateOnly due, DateOnly today) => Of(Verdict.NotMet("", due).DueState(today)!.Value);
}
