using System.Data.Common;

namespace Anju.Kernel;

/// <summary>Rows of one type, one after the other. Disposing it frees what the database holds for it.</summary>
public abstract class RowReader<T> : IAsyncDisposable
    where T : class
{
    private bool over;

    /// <summary>The next row, or null behind the last one, however often it is asked.</summary>
    public T? Next()
    {
        var row = over ? null : Read();
        over = row is null;
        return row;
    }

    public abstract ValueTask DisposeAsync();

    /// <summary>The next row; null once, behind the last one.</summary>
    protected abstract T? Read();
}

/// <summary>Rows through the provider's own reader: queries on PostgreSQL whose values are parameters.</summary>
internal sealed class ProviderRows<T>(DbCommand command, DbDataReader reader, Func<DbDataReader, T> materialise) : RowReader<T>
    where T : class
{
    public override async ValueTask DisposeAsync()
    {
        await reader.DisposeAsync();
        await command.DisposeAsync();
    }

    protected override T? Read() => reader.Read() ? materialise(reader) : null;
}
