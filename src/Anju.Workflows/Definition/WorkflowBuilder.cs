using System.Linq.Expressions;
using Anju.Kernel;

namespace Anju.Workflows;

/// <summary>What a workflow's <c>Define</c> writes its state table with.</summary>
/// <typeparam name="TCase">The ledger of the cases.</typeparam>
/// <typeparam name="TState">Their states.</typeparam>
/// <typeparam name="TFacts">What guards and the system's own moves look at besides the case.</typeparam>
public sealed class WorkflowBuilder<TCase, TState, TFacts>
    where TCase : CaseRecord<TState>
    where TState : struct, Enum
    where TFacts : class
{
    private readonly Dictionary<TState, CaseState> states = Enum.GetValues<TState>().ToDictionary(value => value, value => new CaseState(value));
    private readonly List<Move> moves = [];

    internal IReadOnlyList<CaseState> States => [.. states.Values];

    internal IReadOnlyList<Move> Moves => moves;

    public StateBuilder State(TState state) => new(states[state]);

    /// <summary>A way from a state to another, or from it to itself: something is recorded and the case stays where it is.</summary>
    public MoveBuilder Move(TState from, TState to, string title)
    {
        var same = moves.Count(x => x.From == states[from] && x.To == states[to]);
        var move = new Move($"{from}-{to}" + (same > 0 ? $"-{same + 1}" : ""), title, states[from], states[to]);
        moves.Add(move);
        return new([move]);
    }

    /// <summary>The same way from several states.</summary>
    public MoveBuilder Move(TState[] from, TState to, string title) => new([.. from.SelectMany(state => Move(state, to, title).Moves)]);

    public sealed class StateBuilder
    {
        private readonly CaseState state;

        internal StateBuilder(CaseState state) => this.state = state;

        /// <param name="limit">How long a case may stay.</param>
        /// <param name="from">The day it runs from; that of entering the state when it gives none.</param>
        public StateBuilder Within(Limit limit, Func<TCase, DateOnly?>? from = null)
        {
            state.Limit = limit;
            state.From = from is null ? null : line => from((TCase)line);
            return this;
        }

        /// <inheritdoc cref="CaseState.WarnsFrom"/>
        public StateBuilder WarnsFrom(Func<TCase, TFacts, DateOnly, DateOnly?> day)
        {
            state.WarnsFrom = (line, facts, today) => day((TCase)line, (TFacts)facts, today);
            return this;
        }

        /// <inheritdoc cref="CaseState.KeepsClock"/>
        public StateBuilder KeepsClock()
        {
            state.KeepsClock = true;
            return this;
        }

        /// <inheritdoc cref="CaseState.Pauses"/>
        public StateBuilder StopsClock()
        {
            state.Pauses = true;
            return this;
        }

        /// <inheritdoc cref="CaseState.Ends"/>
        public StateBuilder Ends()
        {
            state.Ends = true;
            return this;
        }
    }

    public sealed class MoveBuilder
    {
        internal MoveBuilder(IReadOnlyList<Move> moves) => Moves = moves;

        internal IReadOnlyList<Move> Moves { get; }

        public MoveBuilder By(params Role[] who) => Set(move => move.Who = who);

        /// <inheritdoc cref="Move.Records"/>
        public MoveBuilder Records(params Expression<Func<TCase, object?>>[] properties) => Set(move => move.Records = [.. properties.Select(NameOf)]);

        /// <inheritdoc cref="Move.MayRecord"/>
        public MoveBuilder MayRecord(params Expression<Func<TCase, object?>>[] properties) => Set(move => move.MayRecord = [.. properties.Select(NameOf)]);

        public MoveBuilder NeedsOpinion() => Set(move => move.NeedsOpinion = true);

        /// <inheritdoc cref="Move.PaysOut"/>
        public MoveBuilder PaysOut() => Set(move => move.PaysOut = true);

        /// <inheritdoc cref="Move.Returns"/>
        public MoveBuilder Returns() => Set(move => move.Returns = true);

        /// <summary>延期 before the limit, to a later day, at most so often.</summary>
        public MoveBuilder Extends(Expression<Func<TCase, object?>> to, int atMost) => Set(move =>
        {
            move.ExtendsTo = NameOf(to);
            move.MostExtensions = atMost;
            move.Records = [.. move.Records, move.ExtendsTo];
        });

        /// <inheritdoc cref="Move.Hint"/>
        public MoveBuilder Hint(string words) => Set(move => move.Hint = words);

        /// <summary>What stands against it, in words for the person; null when nothing does.</summary>
        /// <param name="words">Asked with the case as it would be, the facts (null where there are none) and the business date.</param>
        public MoveBuilder Unless(Func<TCase, TFacts?, DateOnly, string?> words, Expression<Func<TCase, object?>>? property = null) =>
            Set(move => move.Guards.Add((property is null ? null : NameOf(property), (line, facts, today) => words((TCase)line, (TFacts?)facts, today))));

        /// <summary>The system makes it as soon as the data gives a reason.</summary>
        public MoveBuilder When(Func<TCase, TFacts, DateOnly, string?> because) =>
            Set(move => move.Because = (line, facts, today) => because((TCase)line, (TFacts)facts, today));

        /// <summary>What else changes on the case, and in which properties.</summary>
        public MoveBuilder Fills(Action<TCase, TFacts?, DateOnly> effect, params Expression<Func<TCase, object?>>[] properties) => Set(move =>
        {
            move.Effect = (line, facts, today) => effect((TCase)line, (TFacts?)facts, today);
            move.Fills = [.. properties.Select(NameOf)];
        });

        private MoveBuilder Set(Action<Move> what)
        {
            foreach (var move in Moves)
            {
                what(move);
            }

            return this;
        }

        private static string NameOf(Expression<Func<TCase, object?>> property) =>
            ((MemberExpression)(property.Body is UnaryExpression converted ? converted.Operand : property.Body)).Member.Name;
    }
}
