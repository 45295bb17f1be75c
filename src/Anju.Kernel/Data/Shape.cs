using System.Collections.Concurrent;
using System.Reflection;
using Microsoft.EntityFrameworkCore;
using Microsoft.EntityFrameworkCore.Metadata;

namespace Anju.Kernel;

/// <summary>The stored columns of one type, in a fixed order, as the model maps them: what bulk paths and the journal go by.</summary>
public sealed class Shape
{
    private static readonly ConcurrentDictionary<(IModel, Type), Shape> Known = new();

    private Shape(IModel model, Type type)
    {
        var entity = model.FindEntityType(type) ?? throw new InvalidOperationException($"{type.Name} is not stored.");
        Type = type;
        Table = entity.GetTableName()!;
        Columns = [.. entity.GetProperties().Where(property => property.PropertyInfo is not null).Select(property => new Column(property))];
        Facts = [.. Columns.Where(column => column.Name is not (nameof(Record.Id) or nameof(Record.Version)))];
    }

    public Type Type { get; }

    public string Table { get; }

    public IReadOnlyList<Column> Columns { get; }

    /// <summary>The columns without id and version: what the journal compares and keeps.</summary>
    public IReadOnlyList<Column> Facts { get; }

    public string ColumnList => string.Join(", ", Columns.Select(column => column.Quoted));

    public static Shape Of(AnjuDb db, Type type) => Known.GetOrAdd((db.Model, type), key => new Shape(key.Item1, key.Item2));

    public static Shape Of<T>(AnjuDb db) => Of(db, typeof(T));

    public Column this[string property] => Columns.First(column => column.Name == property);
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

    public PropertyInfo Property { get; }

    public string Name { get; }

    /// <summary>The column's name, quoted for both databases.</summary>
    public string Quoted { get; }

    public Microsoft.EntityFrameworkCore.Storage.ValueConversion.ValueConverter? Converter { get; }

    public object? Get(object record) => Property.GetValue(record);

    public void Set(object record, object? value) => Property.SetValue(record, value);
}
