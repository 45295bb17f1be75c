using System.Linq.Expressions;

namespace Anju.Ledgers;

/// <summary>
/// A value inside an expression tree, held by an object rather than written as a constant: EF then binds it as a
/// parameter and keeps one compiled query for all values.
/// </summary>
internal static class Held
{
    public static Expression Value(object? value, Type type) => Expression.Property(
        Expression.Constant(Activator.CreateInstance(typeof(Box<>).MakeGenericType(type), value)), nameof(Box<>.Value));

    private sealed class Box<T>(T value)
    {
        public T Value { get; } = value;
    }
}
