using Anju.Kernel;
using Anju.Ledgers;
using Anju.Ui;

namespace Anju.Workflows;

/// <summary>The steps of a case as its journal has them: from, to, who, for which organisation, when, with what opinion and what limit.</summary>
internal static class CaseSteps
{
    private static readonly string[] Clockwork = [nameof(CaseRecord.StateSince), nameof(CaseRecord.WarnOn), nameof(CaseRecord.DueOn), nameof(CaseRecord.Opinion), "State"];

    /// <param name="history">Newest first, as the steps are given back.</param>
    public static IReadOnlyList<TimelineEntry> Of(Workflow workflow, LedgerDefinition ledger, IReadOnlyList<HistoryEntry> history) =>
        [.. history.Select(entry => Step(workflow, entry))];

    private static TimelineEntry Step(Workflow workflow, HistoryEntry entry)
    {
        var state = entry.Fields.FirstOrDefault(field => field.Column.Name == "State");
        var title = state is null ? entry.Reason
            : state.Before is null ? $"产生：{TitleOf(workflow, state.After)}"
            : $"{TitleOf(workflow, state.Before)} → {TitleOf(workflow, state.After)}";
        var others = entry.Fields.Where(field => !Clockwork.Contains(field.Column.Name) && field.Before is not null | field.After is not null && entry.Action == JournalAction.Edit)
            .Select(field => field.Column.Called).ToList();
        string?[] detail =
        [
            state is null || entry.Reason.Length == 0 ? null : entry.Reason,
            Of(entry, nameof(CaseRecord.Opinion))?.After is string opinion ? $"意见：{opinion}" : null,
            others.Count > 0 ? $"登记：{string.Join("、", others)}" : null,
            Of(entry, nameof(CaseRecord.PausedOn)) is { } paused ? paused.After is null ? "恢复计时" : "暂停计时" : null,
            Of(entry, nameof(CaseRecord.DueOn))?.After is DateOnly due ? $"期限 {Format.Date(due)}" : null,
        ];
        return new(
            Format.Moment(entry.At), title, $"{entry.Who}（{entry.Organisation}）", string.Join("；", detail.OfType<string>()),
            state?.After is Enum after && workflow.States.Any(x => x.Value.Equals(after) && x.Ends) ? Tone.Good : Tone.Info);
    }

    private static FieldChange? Of(HistoryEntry entry, string name) => entry.Fields.FirstOrDefault(field => field.Column.Name == name);

    private static string TitleOf(Workflow workflow, object? value) => workflow.States.FirstOrDefault(state => state.Value.Equals(value))?.Title ?? $"{value}";
}
