using Anju.Kernel;
using Anju.Ledgers;

namespace Anju.Workflows;

/// <summary>
/// What a step of the work records is not typed into the ledger past it: a form, the API or a sheet may correct such a
/// column, and a line entered as a whole brings what it has; of a case that is there nothing is filled in or emptied.
/// </summary>
internal sealed class ByMoveOnly(LedgerCatalogue ledgers, IServiceProvider services) : ILedgerObjection
{
    public IEnumerable<Objection> Against(Record? before, Record after)
    {
        if (before is not CaseRecord || Book.Of(after.GetType()) is not { } workflow)
        {
            yield break;
        }

        var ledger = ledgers.Of(after.GetType());
        foreach (var column in workflow.ByMove.Select(name => ledger[name]))
        {
            var (was, now) = (IsBlank(column.Get(before)), IsBlank(column.Get(after)));
            if (was != now)
            {
                yield return new(
                    "BY_STEP", $"{column.Called}在“{workflow.Title}”的办理中{(was ? "填写" : "产生，不能清空")}，请到办理页面办理相应的步骤", column.Name);
            }
        }
    }

    /// <summary>Asked for late: workflows may need services that need the ledgers' objections.</summary>
    private WorkflowBook Book => (WorkflowBook)services.GetService(typeof(WorkflowBook))!;

    private static bool IsBlank(object? value) => value is null or "" or 0;
}
