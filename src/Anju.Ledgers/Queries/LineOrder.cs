using System.Linq.Expressions;
using Anju.Kernel;
using Microsoft.EntityFrameworkCore;

namespace Anju.Ledgers;

/// <summary>
/// An order of lines that pages by key: by one value, blank values last, the id deciding between equals. The place is
/// named by a line's id only, so that no name or number gets into an address; its value is read when needed.
/// </summary>
internal abstract class LineOrder<T>
    where T : Record
{
    public abstract IQueryable<T> Apply(IQueryable<T> lines, bool descending, bool backwards);

    /// <summary>The lines beyond the one given, which is looked up in <paramref name="all"/>; null when it is gone.</summary>
    public abstract Task<IQueryable<T>?> BeyondAsync(
        IQueryable<T> lines, IQueryable<T> all, Guid line, bool descending, bool backwards, CancellationToken cancellation);

    public static LineOrder<T> By<TKey>(Expression<Func<T, TKey>> key, bool mayBeBlank) => new Keyed<TKey>(key, mayBeBlank);

    public static LineOrder<T> ById { get; } = new Unkeyed();

    private sealed class Keyed<TKey>(Expression<Func<T, TKey>> key, bool mayBeBlank) : LineOrder<T>
    {
        private readonly ParameterExpression line = key.Parameters[0];

        private Expression IsBlank => Expression.Equal(key.Body, Expression.Constant(null, typeof(TKey)));

        public override IQueryable<T> Apply(IQueryable<T> lines, bool descending, bool backwards)
        {
            var down = descending ^ backwards;
            if (!mayBeBlank)
            {
                return ThenById(down ? lines.OrderByDescending(key) : lines.OrderBy(key), down);
            }

            var blank = Expression.Lambda<Func<T, bool>>(IsBlank, line);
            var filled = backwards ? lines.OrderByDescending(blank) : lines.OrderBy(blank);
            return ThenById(down ? filled.ThenByDescending(key) : filled.ThenBy(key), down);
        }

        public override async Task<IQueryable<T>?> BeyondAsync(
            IQueryable<T> lines, IQueryable<T> all, Guid from, bool descending, bool backwards, CancellationToken cancellation)
        {
            var found = await all.Where(x => x.Id == from).Select(key).Take(1).ToListAsync(cancellation);
            return found is [var value] ? lines.Where(Beyond(value, from, descending ^ backwards, backwards)) : null;
        }

        private Expression<Func<T, bool>> Beyond(TKey value, Guid from, bool down, bool backwards)
        {
            var further = down ? ExpressionType.LessThan : ExpressionType.GreaterThan;
            var furtherId = Expression.MakeBinary(further, Expression.Property(line, nameof(Record.Id)), Held.Value(from, typeof(Guid)));
            if (value is null)
            {
                var blankBeyond = Expression.AndAlso(IsBlank, furtherId);
                return Lambda(backwards ? Expression.OrElse(Expression.Not(IsBlank), blankBeyond) : blankBeyond);
            }

            // (key, id) beyond (value, from), with a plain condition on the key first so that an index on it is entered at the place.
            var held = Held.Value(value, typeof(TKey));
            var notBefore = down ? ExpressionType.LessThanOrEqual : ExpressionType.GreaterThanOrEqual;
            var beyond = Expression.AndAlso(
                Conditions.Compare(notBefore, key.Body, held),
                Expression.OrElse(Conditions.Compare(further, key.Body, held), furtherId));
            return Lambda(mayBeBlank && !backwards ? Expression.OrElse(IsBlank, beyond) : beyond);
        }

        private Expression<Func<T, bool>> Lambda(Expression body) => Expression.Lambda<Func<T, bool>>(body, line);
    }

    private sealed class Unkeyed : LineOrder<T>
    {
        public override IQueryable<T> Apply(IQueryable<T> lines, bool descending, bool backwards) =>
            descending ^ backwards ? lines.OrderByDescending(x => x.Id) : lines.OrderBy(x => x.Id);

        public override Task<IQueryable<T>?> BeyondAsync(
            IQueryable<T> lines, IQueryable<T> all, Guid line, bool descending, bool backwards, CancellationToken cancellation) =>
            Task.FromResult<IQueryable<T>?>(descending ^ backwards ? lines.Where(x => x.Id < line) : lines.Where(x => x.Id > line));
    }

    private static IOrderedQueryable<T> ThenById(IOrderedQueryable<T> lines, bool down) =>
        down ? lines.ThenByDescending(x => x.Id) : lines.ThenBy(x => x.Id);
}
