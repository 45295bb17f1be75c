using System.Collections.Concurrent;
using System.Reflection;
using Microsoft.EntityFrameworkCore;
using Microsoft.EntityFrameworkCore.Metadata;

namespace Anju.Kernel;

/// <summary>The stored columns of one type, in a fixed order, as the model maps them: what bulk paths and the journal go by.</summary>
public sealed class Shape
{
    private static readonly ConcurrentDictionary<(IModel, Type), Shape> Known = new();
    private static readonly ConcurrentDictionary<(IModel, string), Shape?> ByTable = new();

    private readonly Func<object, Guid> id;

    private Shape(IModel model, Type type)
    {
        var entity = model.FindEntityType(type) ?? throw new InvalidOperationException($"{type.Name} is not stored.");
        Type = type;
        Table = entity.GetTableName()!;
        Encrypted = [.. EncryptedColumns.Of(type).Select((property, place) => new SealedColumn(Table, property, place))];
        Columns =
        [
            .. entity.GetProperties().Where(property => property.PropertyInfo is not null).Select(property => new Column(property)),
            .. EncryptedColumns.Of(type).Select((property, place) => new Column(property, entity.FindProperty(Encrypted[place].Property)!, Encrypted[place])),
        ];
        Written = [.. Columns, .. Columns.Where(column => column.Sealed?.Index is not null).Select(column => new Column(column, entity.FindProperty(column.Sealed!.Index!)!))];
        id = Encrypted.Count == 0 ? _ => Guid.Empty : IdGetter(type);
        Facts = [.. Columns.Where(column => column.Name is not (nameof(Record.Id) or nameof(Record.Version) or nameof(IRowCoded.RowCode)))];
        Coded = [.. Columns.Where(column => column.Name != nameof(IRowCoded.RowCode) && !column.Property.IsDefined(typeof(NotCodedAttribute))).OrderBy(column => column.Name, StringComparer.Ordinal)];
    }

    public Type Type { get; }

    /// <summary>The encrypted ones of the columns.</summary>
    internal IReadOnlyList<SealedColumn> Encrypted { get; }

    public string Table { get; }

    public IReadOnlyList<Column> Columns { get; }

    /// <summary>The columns, and the codes by which encrypted ones are found.</summary>
    internal IReadOnlyList<Column> Written { get; }

    /// <summary>The columns without id, version and row code: what the journal compares and keeps.</summary>
    public IReadOnlyList<Column> Facts { get; }

    /// <summary>What a row code stands for, in the order of their names.</summary>
    internal IReadOnlyList<Column> Coded { get; }

    public string ColumnList => string.Join(", ", Columns.Select(column => column.Quoted));

    internal string WrittenList => string.Join(", ", Written.Select(column => column.Quoted));

    public static Shape Of(AnjuDb db, Type type) => Known.GetOrAdd((db.Model, type), key => new Shape(key.Item1, key.Item2));

    public static Shape Of<T>(AnjuDb db) => Of(db, typeof(T));

    public Column this[string property] => Columns.First(column => column.Name == property);

    /// <summary>The shape of the records of a table; null when no record is stored there.</summary>
    internal static Shape? OfTable(AnjuDb db, string table) => ByTable.GetOrAdd((db.Model, table), key =>
        key.Item1.GetEntityTypes().FirstOrDefault(entity => entity.GetTableName() == key.Item2 && entity.ClrType.IsAssignableTo(typeof(Record))) is { } entity
            ? Of(db, entity.ClrType)
            : null);

    internal int PlaceOf(string property) => Columns.Select(column => column.Name).ToList().IndexOf(property);

    /// <summary>What the encrypted texts of a row are bound to.</summary>
    internal Guid IdOf(object row) => id(row);

    private static Func<object, Guid> IdGetter(Type type)
    {
        var property = type.GetProperty(nameof(Record.Id)) is { } found && found.PropertyType == typeof(Guid)
            ? found
            : throw new InvalidOperationException($"{type.Name}: encrypted texts are bound to an Id, which it does not have.");
        var row = System.Linq.Expressions.Expression.Parameter(typeof(object));
        return System.Linq.Expressions.Expression.Lambda<Func<object, Guid>>(
            System.Linq.Expressions.Expression.Property(System.Linq.Expressions.Expression.Convert(row, type), property), row).Compile();
    }
}

/// <summary>One stored property: its names, and how the model converts it for the database.</summary>
public sealed class Column
{
    internal Column(IProperty property)
    {
        Property = property.PropertyInfo!;
        Name = property.Name;
        Quoted = $"\"{property.GetColumnName()}\"";
        Converter = property.GetTypeMapping().Converter;
    }

    /// <summary>An encrypted property and the column of its sealed bytes.</summary>
    internal Column(PropertyInfo property, IProperty stored, SealedColumn @sealed)
    {
        Property = property;
        Name = property.Name;
        Quoted = $"\"{stored.GetColumnName()}\"";
        Sealed = @sealed;
    }

    /// <summary>The codes of an encrypted property.</summary>
    internal Column(Column of, IProperty stored)
        : this(of.Property, stored, of.Sealed!) => IsCode = true;

    /// <summary>How the column is sealed; null when it stands in clear.</summary>
    internal SealedColumn? Sealed { get; }

    internal bool IsCode { get; }

    public PropertyInfo Property { get; }

    public string Name { get; }

    /// <summary>The column's name, quoted for both databases.</summary>
    public string Quoted { get; }

    public Microsoft.EntityFrameworkCore.Storage.ValueConversion.ValueConverter? Converter { get; }

    /// <summary>The column by which a whole text is looked up, quoted: that of the codes where the text is encrypted.</summary>
    public string LookUp => Sealed is null ? Quoted : $"\"{Naming.Snake(Sealed.Index ?? throw new InvalidOperationException($"{Sealed.Where} is not found by its whole."))}\"";

    /// <summary>What to look for there; several while keys are being changed.</summary>
    public IReadOnlyList<string> LookedUp(AnjuDb db, string text) => Sealed is null ? [text] : BlindIndex.CodesOf(db.Keys, Sealed, text);

    public object? Get(object record) => Property.GetValue(record);

    public void Set(object record, object? value) => Property.SetValue(record, value);
}
