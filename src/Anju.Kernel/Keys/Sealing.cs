using Microsoft.EntityFrameworkCore;
using Microsoft.EntityFrameworkCore.ChangeTracking;

namespace Anju.Kernel;

/// <summary>The encrypted texts of a row as they were sealed for it, with the texts they were made of: good for as long as those stand.</summary>
internal sealed record SealedFields(Guid Id, string?[] Clear, byte[]?[] Values, string?[] Codes);

/// <summary>Seals rows before they are written and opens them when they were read, for those that come through the change tracker.</summary>
internal static class Sealing
{
    /// <summary>Seals what is not sealed yet. Row and journal then hold the same bytes, and are sealed once for both.</summary>
    public static SealedFields Seal(KeyRing keys, Shape shape, Stored row)
    {
        var (id, known) = (shape.IdOf(row), row.Sealed);
        if (known is not null && known.Id == id && shape.Encrypted.All(column => known.Clear[column.Place] == column.Get(row)))
        {
            return known;
        }

        var count = shape.Encrypted.Count;
        var fields = new SealedFields(id, new string?[count], new byte[]?[count], new string?[count]);
        foreach (var column in shape.Encrypted)
        {
            var clear = column.Get(row);
            fields.Clear[column.Place] = clear;
            fields.Values[column.Place] = column.Seal(keys, id, clear);
            fields.Codes[column.Place] = clear is not null && column.Index is not null ? BlindIndex.CodeOf(keys, column, clear) : null;
        }

        return row.Sealed = fields;
    }

    /// <summary>Brings the sealed columns of tracked rows up to what the rows say now.</summary>
    public static void SealTracked(AnjuDb db)
    {
        foreach (var entry in db.ChangeTracker.Entries<Stored>().Where(entry => entry.State is EntityState.Added or EntityState.Modified or EntityState.Unchanged).ToList())
        {
            var shape = Shape.Of(db, entry.Metadata.ClrType);
            if (shape.Encrypted.Count > 0)
            {
                SealTracked(db.Keys, shape, entry);
            }
        }
    }

    /// <summary>The row as it was read, with its encrypted texts.</summary>
    public static object Original(AnjuDb db, EntityEntry entry)
    {
        var (row, shape) = (entry.OriginalValues.ToObject(), Shape.Of(db, entry.Metadata.ClrType));
        foreach (var column in shape.Encrypted)
        {
            column.Set(row, entry.OriginalValues.GetValue<byte[]?>(column.Property) is { } value ? column.Open(db.Keys, shape.IdOf(row), value) : null);
        }

        return row;
    }

    /// <summary>Opens a row that EF has just made of what was read.</summary>
    /// <param name="values">Its sealed texts, in the order of the type's encrypted columns.</param>
    internal static void Open(DbContext context, object row, byte[]?[] values)
    {
        if (context is not AnjuDb db)
        {
            return;
        }

        if (row is JournalEntry told)
        {
            SealedText.Open(db, told);
            return;
        }

        var shape = Shape.Of(db, row.GetType());
        foreach (var column in shape.Encrypted)
        {
            if (values[column.Place] is { } value)
            {
                column.Set(row, column.Open(db.Keys, shape.IdOf(row), value));
            }
        }
    }

    private static void SealTracked(KeyRing keys, Shape shape, EntityEntry<Stored> entry)
    {
        var id = shape.IdOf(entry.Entity);
        foreach (var column in shape.Encrypted)
        {
            var (held, clear) = (entry.Property(column.Property), column.Get(entry.Entity));
            if (clear == (held.CurrentValue is byte[] value ? column.Open(keys, id, value) : null))
            {
                continue;
            }

            held.CurrentValue = column.Seal(keys, id, clear);
            if (column.Index is not null)
            {
                entry.Property(column.Index).CurrentValue = clear is null ? null : BlindIndex.CodeOf(keys, column, clear);
            }
        }
    }
}
