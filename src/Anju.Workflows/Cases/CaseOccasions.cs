using Anju.Kernel;
using Anju.Ledgers;
using Anju.Policy;
using Microsoft.Extensions.Hosting;

namespace Anju.Workflows;

/// <summary>A line of a household was written: its cases are looked at.</summary>
internal sealed class AfterALine(CaseKeeper keeper) : ILedgerAftermath
{
    public async Task AfterAsync(Record line, CancellationToken cancellation)
    {
        if (line is IOfHousehold { HouseholdId: { } household })
        {
            await keeper.KeepAsync(household, cancellation);
        }
    }
}

/// <summary>A month was judged: its answers ask for cases.</summary>
internal sealed class AfterARun(CaseKeeper keeper) : IRunAftermath
{
    public Task AfterAsync(MonthlyRun run, CancellationToken cancellation) => keeper.KeepAsync(null, cancellation);
}

/// <summary>Looks at all cases from time to time: imports, changes of the roll and mere time move them as well.</summary>
internal sealed class CaseRounds(CaseKeeper keeper, TimeProvider clock) : BackgroundService
{
    private static readonly TimeSpan First = TimeSpan.FromMinutes(2);
    private static readonly TimeSpan Each = TimeSpan.FromMinutes(30);

    protected override async Task ExecuteAsync(CancellationToken stoppingToken)
    {
        try
        {
            await Task.Delay(First, clock, stoppingToken);
            while (true)
            {
                await LookAsync(stoppingToken);
                await Task.Delay(Each, clock, stoppingToken);
            }
        }
        catch (OperationCanceledException)
        {
        }
    }

    /// <summary>A round that fails is told of and taken up by the next one.</summary>
    private async Task LookAsync(CancellationToken cancellation)
    {
        try
        {
            await keeper.KeepAsync(null, cancellation);
        }
        catch (Exception problem) when (problem is not OperationCanceledException)
        {
            await Console.Error.WriteLineAsync(problem.ToString());
        }
    }
}
