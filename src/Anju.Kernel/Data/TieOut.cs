using System.Globalization;

namespace Anju.Kernel;

/// <summary>How a tie-out came out.</summary>
/// <param name="Looked">How many things were compared.</param>
/// <param name="Wrong">What does not tie, in Chinese; the first few when there are many.</param>
public sealed record TieOutResult(long Looked, long Failed, IReadOnlyList<string> Wrong)
{
    private const int Named = 5;

    public bool Holds => Failed == 0;

    public static TieOutResult Of(long looked, IReadOnlyCollection<string> wrong) => new(looked, wrong.Count, [.. wrong.Take(Named)]);
}

/// <summary>Something that must always agree with itself. Found by type; <c>check</c> runs them all.</summary>
public abstract class TieOut
{
    /// <summary>Order among the others, and name on the command line: <c>journal</c>.</summary>
    public abstract string Code { get; }

    public abstract string Title { get; }

    public abstract Task<TieOutResult> CheckAsync(AnjuDb db, CancellationToken cancellation);

    /// <param name="sql">Answers with one number.</param>
    protected static async Task<long> CountAsync(AnjuDb db, string sql, CancellationToken cancellation)
    {
        await using var command = await BulkRead.CommandAsync(db, sql, [], cancellation);
        return Convert.ToInt64(await command.ExecuteScalarAsync(cancellation), CultureInfo.InvariantCulture);
    }
}
