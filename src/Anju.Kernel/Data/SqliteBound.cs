using SQLitePCL;

namespace Anju.Kernel;

/// <summary>
/// The values that rows one after the other bind to a statement. What a place holds already stays bound: of the fields of an
/// import most are blank, or as in the row before.
/// </summary>
internal sealed class SqliteBound(sqlite3_stmt statement, int places)
{
    /// <summary>Longer texts are seldom the same twice.</summary>
    private const int Longest = 40;

    private readonly Held[] held = new Held[places + 1];

    private enum Kind : byte
    {
        /// <summary>Nothing was bound yet: what a statement begins with.</summary>
        Blank,
        Text,
        Number,
        Id,
        Other,
    }

    public void Bind(int place, string? value)
    {
        ref var was = ref held[place];
        if (value is null)
        {
            Clear(place, ref was);
        }
        else if (value.Length > Longest || was.Kind != Kind.Text || was.Text != value)
        {
            SqliteBinding.Bind(statement, place, value);
            was = new(Kind.Text, Text: value);
        }
    }

    public void Bind(int place, Guid? value)
    {
        ref var was = ref held[place];
        if (value is not { } id)
        {
            Clear(place, ref was);
        }
        else if (was.Kind != Kind.Id || was.Id != id)
        {
            SqliteBinding.Bind(statement, place, value);
            was = new(Kind.Id, Id: id);
        }
    }

    public void Bind(int place, long? value)
    {
        ref var was = ref held[place];
        if (value is not { } number)
        {
            Clear(place, ref was);
        }
        else if (was.Kind != Kind.Number || was.Number != number)
        {
            SqliteBinding.Bind(statement, place, value);
            was = new(Kind.Number, Number: number);
        }
    }

    public void Bind(int place, int? value) => Bind(place, (long?)value);

    public void Bind(int place, bool? value) => Bind(place, value is { } yes ? (yes ? 1L : 0L) : null);

    public void Bind(int place, DateOnly? value)
    {
        ref var was = ref held[place];
        if (value is not { } date)
        {
            Clear(place, ref was);
        }
        else if (was.Kind != Kind.Number || was.Number != date.DayNumber)
        {
            SqliteBinding.Bind(statement, place, value);
            was = new(Kind.Number, Number: date.DayNumber);
        }
    }

    public void Bind(int place, double? value)
    {
        SqliteBinding.Bind(statement, place, value);
        held[place] = new(value is null ? Kind.Blank : Kind.Other);
    }

    public void Bind(int place, DateTime? value)
    {
        SqliteBinding.Bind(statement, place, value);
        held[place] = new(value is null ? Kind.Blank : Kind.Other);
    }

    public void Bind(int place, byte[]? value)
    {
        ref var was = ref held[place];
        if (value is null)
        {
            Clear(place, ref was);
            return;
        }

        SqliteBinding.Bind(statement, place, value);
        was = new(Kind.Other);
    }

    public void Bind(int place, StoredText value)
    {
        if (value.Bytes is null)
        {
            Bind(place, value.Text);
            return;
        }

        SqliteBinding.Bind(statement, place, value);
        held[place] = new(Kind.Other);
    }

    private void Clear(int place, ref Held was)
    {
        if (was.Kind != Kind.Blank)
        {
            raw.sqlite3_bind_null(statement, place);
            was = default;
        }
    }

    private readonly record struct Held(Kind Kind, string? Text = null, long Number = 0, Guid Id = default);
}
