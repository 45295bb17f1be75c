using System.Data.Common;

namespace Anju.Kernel;

/// <summary>Rows of one type, one after the other. Disposing it frees what the database holds for it.</summary>
public abstract class RowReader<T> : IAsyncDisposable
    where T : class
{
    /// <summary>The next row, or null behind the last one.</summary>
    public abstract T? Next();

    public abstract ValueTask DisposeAsync();
}

/// <summary>Rows through the provider's own reader: queries on PostgreSQL whose values are parameters.</summary>
internal sealed class ProviderRows<T>(DbCommand command, DbDataReader reader, Func<DbDataReader, T> materialise) : RowReader<T>
    where T : class
{
    public override T? Next() => reader.Read() ? materialise(reader) : null;

    public override async ValueTask DisposeAsync()
    {
        await reader.DisposeAsync();
        await command.DisposeAsync();
    }
}
