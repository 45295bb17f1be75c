using System.Reflection;
using Anju.Kernel;
using Anju.Ledgers;
using Anju.Policy;

namespace Anju.Register;

/// <summary>Beside each line of a ledger, what a rule says of it by the data of now. A ledger that wants the column derives from this.</summary>
/// <param name="column">Name of the computed text column.</param>
public abstract class Standing<T>(RecordRule<T> rule, PlanPack pack, BusinessDate date, string column) : Computation<T>(column)
    where T : CountyRecord
{
    private readonly PropertyInfo into = typeof(T).GetProperty(column)!;
    private readonly RecordReader<T> reader = new(rule.Beside);

    protected sealed override async Task FillAsync(AnjuDb db, IReadOnlyList<T> lines, CancellationToken cancellation)
    {
        var parameters = pack.Parameters.At(date.ThisMonth);
        foreach (var facts in (await reader.OfAsync(db, lines, date.ThisMonth, date.Today, cancellation)).Cast<RecordFacts<T>>())
        {
            into.SetValue(facts.Record, rule.Judge(facts, date.ThisMonth, parameters).InWords());
        }
    }
}
