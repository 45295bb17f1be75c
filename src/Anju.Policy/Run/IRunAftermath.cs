namespace Anju.Policy;

/// <summary>What the system does by itself once a run stands, outside of it. A module registers one as a service.</summary>
public interface IRunAftermath
{
    Task AfterAsync(MonthlyRun run, CancellationToken cancellation);
}
