using System.Reflection;
using Anju.Kernel;
using Anju.Ledgers;
using Anju.Policy;

namespace Anju.Register;

/// <summary>Beside each line of a ledger, what a rule says of it by the data of now. A ledger that wants the column derives from this.</summary>
/// <param name="column">Name of the computed text column.</param>
/// <param name="monthsAgo">0 for the month that runs, as it stands today; 1 for what is reported afterwards.</param>
public abstract class Standing<T>(RecordRule<T> rule, PlanPack pack, BusinessDate date, string column, int monthsAgo = 0) : Computation<T>(column)
    where T : CountyRecord
{
    private readonly PropertyInfo into = typeof(T).GetProperty(column)!;
    private readonly RecordReader<T> reader = new(rule.Beside);

    protected sealed override async Task FillAsync(AnjuDb db, IReadOnlyList<T> lines, CancellationToken cancellation)
    {
        var month = date.ThisMonth.AddMonths(-monthsAgo);
        var parameters = pack.Parameters.At(month);
        var asOf = date.Today < month.Last ? date.Today : month.Last;
        foreach (var facts in await reader.OfAsync(db, lines, asOf, date.Today, cancellation))
        {
            into.SetValue(facts.Record, rule.Judge(facts, month, parameters).InWords());
        }
    }
}
