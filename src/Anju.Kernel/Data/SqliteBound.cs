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

        /// <summary>Not kept to be compared with.</summary>
        Other,
    }

    public void Bind(int place, string? value)
    {
        if (Changes(place, value is null ? default : value.Length > Longest ? new(Kind.Other) : new(Kind.Text, Text: value)))
        {
            SqliteBinding.Bind(statement, place, value);
        }
    }

    public void Bind(int place, Guid? value)
    {
        if (Changes(place, value is { } id ? new(Kind.Id, Id: id) : default))
        {
            SqliteBinding.Bind(statement, place, value);
        }
    }

    public void Bind(int place, long? value)
    {
        if (Changes(place, value is { } number ? new(Kind.Number, Number: number) : default))
        {
            SqliteBinding.Bind(statement, place, value);
        }
    }

    public void Bind(int place, int? value) => Bind(place, (long?)value);

    public void Bind(int place, bool? value) => Bind(place, value is { } yes ? (yes ? 1L : 0L) : null);

    public void Bind(int place, DateOnly? value)
    {
        if (Changes(place, value is { } date ? new(Kind.Number, Number: date.DayNumber) : default))
        {
            SqliteBinding.Bind(statement, place, value);
        }
    }

    public void Bind(int place, double? value)
    {
        if (Changes(place, value is null ? default : new(Kind.Other)))
        {
            SqliteBinding.Bind(statement, place, value);
        }
    }

    public void Bind(int place, DateTime? value)
    {
        if (Changes(place, value is null ? default : new(Kind.Other)))
        {
            SqliteBinding.Bind(statement, place, value);
        }
    }

    public void Bind(int place, byte[]? value)
    {
        if (Changes(place, value is null ? default : new(Kind.Other)))
        {
            SqliteBinding.Bind(statement, place, value);
        }
    }

    public void Bind(int place, StoredText value)
    {
        if (value.Bytes is null)
        {
            Bind(place, value.Text);
        }
        else if (Changes(place, new(Kind.Other)))
        {
            SqliteBinding.Bind(statement, place, value);
        }
    }

    private bool Changes(int place, Held now)
    {
        ref var was = ref held[place];
        if (was == now && now.Kind != Kind.Other)
        {
            return false;
        }

        was = now;
        return true;
    }

    private readonly record struct Held(Kind Kind, string? Text = null, long Number = 0, Guid Id = default);
}
