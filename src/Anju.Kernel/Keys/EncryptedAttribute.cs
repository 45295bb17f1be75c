using System.Reflection;
using Microsoft.EntityFrameworkCore;
using Microsoft.EntityFrameworkCore.Metadata.Builders;

namespace Anju.Kernel;

/// <summary>
/// The text is stored sealed: <c>Phone</c> stands in <c>phone_sealed</c>, opened when a row is read and sealed when it is
/// written, on every path. The database can neither compare nor sort it, and a query that tries is refused when it is
/// translated; found by its whole is only what is <see cref="Unique"/>, through <see cref="BlindIndex"/>.
/// </summary>
[AttributeUsage(AttributeTargets.Property)]
public sealed class EncryptedAttribute : Attribute
{
    /// <summary>No two rows hold the same text: <c>id_number_index</c> holds a keyed code of it.</summary>
    public bool Unique { get; init; }

    /// <summary>Name of the model's property that holds the sealed bytes of a property: blank where that is.</summary>
    public static string Stored(string property) => EncryptedColumns.Sealed(property);
}

/// <summary>Maps encrypted properties by convention: not themselves, but a column of sealed bytes and perhaps one of codes.</summary>
internal static class EncryptedColumns
{
    public static IEnumerable<PropertyInfo> Of(Type type) =>
        type.GetProperties(BindingFlags.Public | BindingFlags.Instance).Where(property => property.IsDefined(typeof(EncryptedAttribute)));

    /// <summary>Name of the model's property that holds the sealed bytes.</summary>
    public static string Sealed(string property) => property + "Sealed";

    /// <summary>Name of the model's property that holds the code.</summary>
    public static string Index(string property) => property + "Index";

    public static bool IsUnique(PropertyInfo property) => property.GetCustomAttribute<EncryptedAttribute>()!.Unique;

    public static void Map(EntityTypeBuilder entity, Type type)
    {
        foreach (var property in Of(type))
        {
            if (property.PropertyType != typeof(string))
            {
                throw new InvalidOperationException($"{type.Name}.{property.Name}: only texts are encrypted.");
            }

            entity.Ignore(property.Name);
            entity.Property<byte[]?>(Sealed(property.Name));
            if (IsUnique(property))
            {
                var index = Index(property.Name);
                entity.Property<string?>(index).HasMaxLength(BlindIndex.Length);
                entity.HasIndex(index).IsUnique().HasFilter($"\"{Naming.Snake(index)}\" IS NOT NULL");
            }
        }
    }
}
