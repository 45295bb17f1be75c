using System.Runtime.CompilerServices;
using System.Runtime.InteropServices;

namespace Anju.Kernel;

/// <summary>
/// The few calls that read a column, without the handle counting and thread switching of the general binding: a month
/// of a city makes some five million of them.
/// </summary>
internal static partial class SqliteColumns
{
    private const string Library = "e_sqlite3";

    public const int Null = 5;

    [LibraryImport(Library, EntryPoint = "sqlite3_column_type"), SuppressGCTransition]
    public static partial int Type(nint statement, int place);

    [LibraryImport(Library, EntryPoint = "sqlite3_column_int64"), SuppressGCTransition]
    public static partial long Whole(nint statement, int place);

    [LibraryImport(Library, EntryPoint = "sqlite3_column_double"), SuppressGCTransition]
    public static partial double Real(nint statement, int place);

    [LibraryImport(Library, EntryPoint = "sqlite3_column_blob"), SuppressGCTransition]
    private static partial nint Start(nint statement, int place);

    [LibraryImport(Library, EntryPoint = "sqlite3_column_bytes"), SuppressGCTransition]
    private static partial int Length(nint statement, int place);

    /// <summary>The bytes of a text or blob; good until the next step. Null and empty give none: ask <see cref="Type"/> to tell them apart.</summary>
    public static unsafe ReadOnlySpan<byte> Bytes(nint statement, int place)
    {
        var start = (void*)Start(statement, place);
        return start is null ? default : new ReadOnlySpan<byte>(start, Length(statement, place));
    }
}
