using Anju.Kernel;
using Anju.Policy;
using Microsoft.EntityFrameworkCore;
using Microsoft.Extensions.DependencyInjection;

namespace Anju.Workflows;

/// <summary>
/// Engine 2: states, ways between them, who may, what must be recorded, how long it may take (domain specification c).
/// Found by type; page, inbox, clocks, lights and history follow. The constructor may ask for services.
/// </summary>
public abstract class Workflow
{
    private IReadOnlyDictionary<Enum, CaseState>? byValue;

    /// <summary>Its name in addresses: <c>zero-employment</c>.</summary>
    public abstract string Code { get; }

    public abstract string Title { get; }

    /// <summary>The words of the plan that ask for it.</summary>
    public abstract Clause Clause { get; }

    /// <summary>The ledger's class.</summary>
    public abstract Type Ledger { get; }

    /// <summary>Each of its cases is about one household.</summary>
    public bool IsOfHouseholds => typeof(IOfHousehold).IsAssignableFrom(Ledger);

    public abstract IReadOnlyList<CaseState> States { get; }

    public abstract IReadOnlyList<Move> Moves { get; }

    /// <summary>Pages of its own that a case has besides the one that every case has.</summary>
    public virtual IReadOnlyList<CaseLink> LinksOf(CaseRecord line) => [];

    public CaseState StateOf(CaseRecord line) => (byValue ??= States.ToDictionary(state => state.Value))[line.Stage];

    public IEnumerable<Move> MovesFrom(CaseState state) => Moves.Where(move => move.From == state);

    public Move? FindMove(string? code) => Moves.FirstOrDefault(move => move.Code == code);

    /// <summary>Properties that moves fill in: outside of one they are corrected at most, never filled or emptied.</summary>
    public IEnumerable<string> ByMove => Moves.SelectMany(move => move.Records.Concat(move.MayRecord).Concat(move.Fills)).Distinct();

    /// <summary>What guards and the system's own moves look at, by case; a case without facts is left alone by the system.</summary>
    internal abstract Task<IReadOnlyDictionary<Guid, object>> LookAsync(AnjuDb db, IReadOnlyList<CaseRecord> cases, DateOnly today, CancellationToken cancellation);

    /// <summary>Cases that the data asks for and that are not there yet.</summary>
    /// <param name="household">Only of this household; null for all.</param>
    internal abstract Task<IReadOnlyList<CaseRecord>> DueAsync(AnjuDb db, Guid? household, DateOnly today, CancellationToken cancellation);

    /// <summary>Cases that have not ended, behind <paramref name="after"/> in order of id.</summary>
    internal abstract Task<IReadOnlyList<CaseRecord>> OpenAsync(AnjuDb db, Guid? household, Guid after, int most, CancellationToken cancellation);

    /// <summary>Cases in these states, due first; lights narrow.</summary>
    internal abstract Task<IReadOnlyList<CaseRecord>> InAsync(
        AnjuDb db, IReadOnlyCollection<CaseState> states, CaseLight? light, DateOnly today, int most, CancellationToken cancellation);

    /// <summary>How many stand in each state under each light; those without one under null.</summary>
    internal abstract Task<IReadOnlyList<(CaseState State, CaseLight? Light, int Cases)>> CountAsync(AnjuDb db, DateOnly today, CancellationToken cancellation);

    internal abstract Task InsertAsync(Change change, IReadOnlyList<CaseRecord> lines, CancellationToken cancellation);

    internal abstract Task<Result<int>> UpdateAsync(Change change, IReadOnlyList<(CaseRecord Before, CaseRecord After)> edits, CancellationToken cancellation);
}

/// <summary>Nothing besides the case.</summary>
public sealed record CaseAlone
{
    internal static CaseAlone Facts { get; } = new();
}

/// <summary>A workflow whose guards and moves look at nothing but the case itself.</summary>
public abstract class Workflow<TCase, TState> : Workflow<TCase, TState, CaseAlone>
    where TCase : CaseRecord<TState>
    where TState : struct, Enum
{
    protected sealed override Task<IReadOnlyDictionary<Guid, CaseAlone>> FactsAsync(AnjuDb db, IReadOnlyList<TCase> cases, DateOnly today, CancellationToken cancellation) =>
        Task.FromResult<IReadOnlyDictionary<Guid, CaseAlone>>(cases.ToDictionary(x => x.Id, _ => CaseAlone.Facts));
}

/// <summary>A page of a case.</summary>
public sealed record CaseLink(string Title, string Href);

/// <inheritdoc cref="Workflow"/>
public abstract class Workflow<TCase, TState, TFacts> : Workflow
    where TCase : CaseRecord<TState>
    where TState : struct, Enum
    where TFacts : class
{
    private WorkflowBuilder<TCase, TState, TFacts>? table;

    public sealed override Type Ledger => typeof(TCase);

    public sealed override IReadOnlyList<CaseState> States => Table.States;

    public sealed override IReadOnlyList<Move> Moves => Table.Moves;

    private WorkflowBuilder<TCase, TState, TFacts> Table
    {
        get
        {
            if (table is null)
            {
                var written = new WorkflowBuilder<TCase, TState, TFacts>();
                Define(written);
                table = written;
            }

            return table;
        }
    }

    /// <summary>Writes the state table.</summary>
    protected abstract void Define(WorkflowBuilder<TCase, TState, TFacts> on);

    /// <inheritdoc cref="Workflow.LookAsync"/>
    protected abstract Task<IReadOnlyDictionary<Guid, TFacts>> FactsAsync(AnjuDb db, IReadOnlyList<TCase> cases, DateOnly today, CancellationToken cancellation);

    /// <inheritdoc cref="Workflow.DueAsync"/>
    protected virtual Task<IReadOnlyList<TCase>> NewAsync(AnjuDb db, Guid? household, DateOnly today, CancellationToken cancellation) =>
        Task.FromResult<IReadOnlyList<TCase>>([]);

    internal sealed override async Task<IReadOnlyDictionary<Guid, object>> LookAsync(
        AnjuDb db, IReadOnlyList<CaseRecord> cases, DateOnly today, CancellationToken cancellation) =>
        (await FactsAsync(db, [.. cases.Cast<TCase>()], today, cancellation)).ToDictionary(x => x.Key, x => (object)x.Value);

    internal sealed override async Task<IReadOnlyList<CaseRecord>> DueAsync(AnjuDb db, Guid? household, DateOnly today, CancellationToken cancellation) =>
        await NewAsync(db, household, today, cancellation);

    internal sealed override async Task<IReadOnlyList<CaseRecord>> OpenAsync(AnjuDb db, Guid? household, Guid after, int most, CancellationToken cancellation)
    {
        var open = Values(States.Where(state => !state.Ends));
        var lines = db.Set<TCase>().AsNoTracking().Where(x => open.Contains(x.State) && x.Id > after);
        if (household is { } one)
        {
            lines = lines.Where(x => EF.Property<Guid>(x, nameof(IOfHousehold.HouseholdId)) == one);
        }

        return await lines.OrderBy(x => x.Id).Take(most).ToListAsync(cancellation);
    }

    internal sealed override async Task<IReadOnlyList<CaseRecord>> InAsync(
        AnjuDb db, IReadOnlyCollection<CaseState> states, CaseLight? light, DateOnly today, int most, CancellationToken cancellation)
    {
        var asked = Values(states);
        var lines = db.Set<TCase>().AsNoTracking().Where(x => asked.Contains(x.State));
        lines = light switch
        {
            CaseLight.Paused => lines.Where(x => x.PausedOn != null),
            CaseLight.Red => lines.Where(x => x.PausedOn == null && x.DueOn != null && (x.DueOn < today || x.Returns >= CaseRecord.RedReturns)),
            CaseLight.Yellow => lines.Where(x => x.PausedOn == null && x.DueOn >= today && x.WarnOn <= today && x.Returns < CaseRecord.RedReturns),
            CaseLight.Green => lines.Where(x => x.PausedOn == null && x.DueOn >= today && !(x.WarnOn <= today) && x.Returns < CaseRecord.RedReturns),
            _ => lines,
        };
        return await lines.OrderBy(x => x.DueOn == null).ThenBy(x => x.DueOn).ThenBy(x => x.Id).Take(most).ToListAsync(cancellation);
    }

    internal sealed override async Task<IReadOnlyList<(CaseState State, CaseLight? Light, int Cases)>> CountAsync(
        AnjuDb db, DateOnly today, CancellationToken cancellation)
    {
        var counts = await db.Set<TCase>().AsNoTracking()
            .GroupBy(x => new
            {
                x.State,
                Paused = x.PausedOn != null,
                Due = x.DueOn != null,
                Red = x.DueOn < today || x.Returns >= CaseRecord.RedReturns,
                Yellow = x.WarnOn <= today,
            })
            .Select(group => new { group.Key, Cases = group.Count() })
            .ToListAsync(cancellation);
        var states = States.ToDictionary(state => (TState)state.Value);
        return
        [
            .. counts.Select(x => (
                states[x.Key.State],
                x.Key.Paused ? CaseLight.Paused : !x.Key.Due ? null : x.Key.Red ? CaseLight.Red : x.Key.Yellow ? CaseLight.Yellow : (CaseLight?)CaseLight.Green,
                x.Cases)),
        ];
    }

    internal sealed override Task InsertAsync(Change change, IReadOnlyList<CaseRecord> lines, CancellationToken cancellation) =>
        change.InsertAsync([.. lines.Cast<TCase>()], cancellation);

    internal sealed override Task<Result<int>> UpdateAsync(Change change, IReadOnlyList<(CaseRecord Before, CaseRecord After)> edits, CancellationToken cancellation) =>
        change.UpdateAsync([.. edits.Select(x => ((TCase)x.Before, (TCase)x.After))], cancellation);

    private static List<TState> Values(IEnumerable<CaseState> states) => [.. states.Select(state => (TState)state.Value)];
}

/// <summary>The workflows of the host's modules.</summary>
public sealed class WorkflowBook
{
    /// <exception cref="InvalidOperationException">The plan does not say what a workflow quotes.</exception>
    public WorkflowBook(Modules modules, PlanPack pack, IServiceProvider services)
    {
        All = [.. modules.Concrete<Workflow>().Select(type => (Workflow)ActivatorUtilities.CreateInstance(services, type))
            .OrderBy(workflow => workflow.Clause.Article.Number).ThenBy(workflow => workflow.Code, StringComparer.Ordinal)];
        pack.Verify(All.Select(workflow => workflow.Clause));
    }

    public IReadOnlyList<Workflow> All { get; }

    public Workflow? Find(string code) => All.FirstOrDefault(workflow => workflow.Code == code);

    public Workflow? Of(Type ledger) => All.FirstOrDefault(workflow => workflow.Ledger == ledger);
}
