using Microsoft.Data.Sqlite;
using Microsoft.EntityFrameworkCore;
using SQLitePCL;

namespace Anju.Kernel;

/// <summary>
/// Rows straight from the SQLite statement: columns are read as bytes into their values, without a boxed value or a text
/// in between. Three times as fast as the provider's reader, which a month of a city needs.
/// </summary>
internal sealed class SqliteRows<T> : RowReader<T>
    where T : class
{
    private readonly sqlite3 handle;
    private readonly sqlite3_stmt statement;
    private readonly SqliteCells cells;
    private readonly Func<SqliteCells, T> make;

    public SqliteRows(AnjuDb db, string sql, object?[] values)
    {
        make = RowMaker.Of<SqliteCells, T>(db);
        handle = ((SqliteConnection)db.Database.GetDbConnection()).Handle!;
        SqliteBinding.Check(handle, raw.sqlite3_prepare_v2(handle, sql, out statement));
        cells = new SqliteCells(statement.DangerousGetHandle(), db.Keys);
        for (var i = 0; i < values.Length; i++)
        {
            SqliteBinding.BindAny(statement, raw.sqlite3_bind_parameter_index(statement, "@p" + i), values[i]);
        }
    }

    public override ValueTask DisposeAsync()
    {
        cells.Dispose();
        statement.Dispose();
        return ValueTask.CompletedTask;
    }

    protected override T? Read()
    {
        switch (raw.sqlite3_step(statement))
        {
            case raw.SQLITE_ROW:
                return make(cells);
            case raw.SQLITE_DONE:
                return null;
            default:
                SqliteBinding.Check(handle, raw.sqlite3_extended_errcode(handle));
                return null;
        }
    }
}
