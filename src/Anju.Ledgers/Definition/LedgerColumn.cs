using System.Collections.Concurrent;
using System.Collections.Frozen;
using System.ComponentModel.DataAnnotations;
using System.Linq.Expressions;
using System.Reflection;
using Anju.Kernel;

namespace Anju.Ledgers;

/// <summary>What kind of value a column holds; decides its input, its reading and its place in a sheet.</summary>
public enum ColumnKind
{
    Text,
    WholeNumber,
    Number,
    YesNo,
    Date,
    Month,
    Money,
    LandArea,
    FloorArea,
    Term,
    Division,
    Reference,
}

/// <summary>One member of a dictionary: how it is stored, called, and also written.</summary>
/// <param name="Past">See <see cref="PastAttribute"/>.</param>
public sealed record Term(object Value, string Code, string Title, IReadOnlyList<string> AlsoWritten, bool Past);

/// <summary>One column of a ledger, as its property and attributes say.</summary>
public sealed class LedgerColumn
{
    /// <summary>Parameters that every list has, whatever its columns are called.</summary>
    private static readonly FrozenSet<string> ListParameters =
        FrozenSet.Create("q", "county", "site", "line", "sort", "desc", "after", "before", "end", "size", "format");

    private static readonly ConcurrentDictionary<PropertyInfo, Accessors> Known = new();

    private readonly Accessors accessors;
    private readonly FrozenDictionary<object, Term> byValue;
    private readonly FrozenDictionary<string, Term> byWord;
    private readonly FrozenDictionary<string, string> byOffered;

    internal LedgerColumn(PropertyInfo property, int place)
    {
        Property = property;
        Name = property.Name;
        Field = Naming.Camel(property.Name);
        Plain = Nullable.GetUnderlyingType(property.PropertyType) ?? property.PropertyType;
        var display = property.GetCustomAttribute<DisplayAttribute>();
        Title = display?.Name ?? "";
        Hint = display?.Description;
        Order = ((display?.GetOrder() ?? 0) * 1_000) + place;
        Unit = property.GetCustomAttribute<UnitAttribute>()?.Unit;
        Computed = property.GetCustomAttribute<ComputedAttribute>() is not null;
        Kept = Computed || property.GetCustomAttribute<KeptAttribute>() is not null;
        Mask = property.GetCustomAttribute<RestrictedAttribute>()?.Mask;
        Encrypted = property.IsDefined(typeof(EncryptedAttribute));
        Listed = property.GetCustomAttribute<ListedAttribute>()?.Place;
        Filtered = property.GetCustomAttribute<FilteredAttribute>() is not null;
        KeyOrder = property.GetCustomAttribute<NaturalKeyAttribute>()?.Order;
        Refers = property.GetCustomAttribute<RefersAttribute>()?.Ledger;
        AlsoWritten = property.GetCustomAttribute<AlsoWrittenAttribute>()?.Words ?? [];
        MaxLength = property.GetCustomAttribute<StringLengthAttribute>()?.MaximumLength;
        Required = property.GetCustomAttribute<RequiredAttribute>() is not null
            || (Refers is not null && Nullable.GetUnderlyingType(property.PropertyType) is null);
        MayBeBlank = property.PropertyType.IsValueType ? Nullable.GetUnderlyingType(property.PropertyType) is not null : !Required;
        Wanted = property.GetCustomAttribute<WantedAttribute>() is not null;
        var offered = property.GetCustomAttribute<OfferedAttribute>()?.Words ?? [];
        Offered = [.. offered.Select(word => word[0])];
        byOffered = offered.SelectMany(word => word, (word, way) => (way, word[0])).DistinctBy(pair => pair.way)
            .ToFrozenDictionary(pair => Comparable(pair.way), pair => pair.Item2, StringComparer.OrdinalIgnoreCase);
        Rules = [.. property.GetCustomAttributes<ValidationAttribute>().Where(rule => rule is not RequiredAttribute)];
        Happened = property.GetCustomAttribute<HappenedAttribute>() is not null;
        NotBefore = property.GetCustomAttribute<NotBeforeAttribute>()?.Property;
        Within = property.GetCustomAttribute<DivisionAttribute>()?.Within;
        Called = Title;
        Kind = KindOf(property);
        Terms = Plain.IsEnum ? [.. Enum.GetValues(Plain).Cast<object>().Select(value => TermOf(Plain, value))] : [];
        byValue = Terms.ToFrozenDictionary(term => term.Value);
        byWord = Terms.SelectMany(term => term.AlsoWritten.Prepend(term.Code).Prepend(term.Title).Select(word => (word, term)))
            .DistinctBy(pair => pair.word)
            .ToFrozenDictionary(pair => pair.word, pair => pair.term, StringComparer.OrdinalIgnoreCase);
        accessors = Known.GetOrAdd(property, one => new(one));
    }

    public PropertyInfo Property { get; }

    /// <summary>Property name: <c>BirthDate</c>.</summary>
    public string Name { get; }

    /// <summary>The same as a field of JSON, forms and addresses: <c>birthDate</c>.</summary>
    public string Field { get; }

    /// <summary>The column in the query of an address; <c>column.after</c> where a list has a parameter of the field's name.</summary>
    public string Parameter => ListParameters.Contains(Field) ? "column." + Field : Field;

    /// <summary>Chinese header.</summary>
    public string Title { get; }

    /// <summary>What pages call it: a person is known by 姓名 there, where the header of a sheet says 证件号码.</summary>
    public string Called { get; internal set; }

    public string? Hint { get; }

    public int Order { get; }

    public string? Unit { get; }

    /// <summary>Header of a sheet: title with unit.</summary>
    public string Header => Unit is null ? Title : $"{Title}({Unit})";

    /// <summary>Head of the column on pages.</summary>
    public string Head => Unit is null ? Called : $"{Called}({Unit})";

    public ColumnKind Kind { get; }

    /// <summary>The property's type without nullability.</summary>
    public Type Plain { get; }

    /// <summary>Kept by the system: shown, never typed or imported.</summary>
    public bool Kept { get; }

    /// <summary>Kept by working it out anew each time: there is nothing stored to filter or sort by.</summary>
    public bool Computed { get; }

    /// <summary>How the value is masked for those who may not read it; null when everybody in scope may.</summary>
    public Mask? Mask { get; }

    /// <summary>Stored sealed: the database can tell whether there is something, no more.</summary>
    public bool Encrypted { get; }

    public int? Listed { get; }

    public bool Filtered { get; }

    public int? KeyOrder { get; }

    /// <summary>The ledger whose line the column names.</summary>
    public Type? Refers { get; }

    public bool Required { get; }

    /// <summary>Asked for and reported while blank, without refusing the line.</summary>
    public bool Wanted { get; }

    /// <summary>Words of a dictionary that is not closed; empty for most columns.</summary>
    public IReadOnlyList<string> Offered { get; }

    /// <summary>The stored value may be missing; blank never means no.</summary>
    public bool MayBeBlank { get; }

    public int? MaxLength { get; }

    public IReadOnlyList<ValidationAttribute> Rules { get; }

    /// <summary>Holds the day or month of something that has happened.</summary>
    public bool Happened { get; }

    /// <summary>Property name of the column whose day it may not lie before.</summary>
    public string? NotBefore { get; }

    /// <summary>Property name of the column whose place a division lies in, besides the county.</summary>
    public string? Within { get; }

    public IReadOnlyList<string> AlsoWritten { get; }

    /// <summary>The dictionary of a term column, in its order; empty otherwise.</summary>
    public IReadOnlyList<Term> Terms { get; }

    public Func<object, object?> Get => accessors.Get;

    public Action<object, object?> Set => accessors.Set;

    public Term? TermOf(object? value) => value is not null && byValue.TryGetValue(value, out var term) ? term : null;

    /// <summary>Finds a term by its Chinese name, its code, or another way it is written.</summary>
    public Term? FindTerm(string word) => byWord.GetValueOrDefault(word);

    /// <summary>The offered word that a text is a way to write; null when it is none.</summary>
    public string? FindOffered(string text) => byOffered.GetValueOrDefault(Comparable(text));

    /// <summary>Without blanks and what stands between the parts: 肢体（二级） is 肢体二级.</summary>
    private static string Comparable(string text) =>
        string.Concat(Text.ToHalfWidth(text).Where(c => !char.IsWhiteSpace(c) && c is not ('(' or ')' or '、' or ',' or '/')));

    private static ColumnKind KindOf(PropertyInfo property)
    {
        var type = Nullable.GetUnderlyingType(property.PropertyType) ?? property.PropertyType;
        return type switch
        {
            _ when property.GetCustomAttribute<DivisionAttribute>() is not null => ColumnKind.Division,
            _ when type == typeof(string) => ColumnKind.Text,
            _ when type == typeof(int) || type == typeof(long) => ColumnKind.WholeNumber,
            _ when type == typeof(double) => ColumnKind.Number,
            _ when type == typeof(bool) => ColumnKind.YesNo,
            _ when type == typeof(DateOnly) => ColumnKind.Date,
            _ when type == typeof(Month) => ColumnKind.Month,
            _ when type == typeof(Yuan) => ColumnKind.Money,
            _ when type == typeof(Mu) => ColumnKind.LandArea,
            _ when type == typeof(SquareMetres) => ColumnKind.FloorArea,
            _ when type.IsEnum => ColumnKind.Term,
            _ when type == typeof(Guid) => ColumnKind.Reference,
            _ => throw new InvalidOperationException($"{property.DeclaringType!.Name}.{property.Name}: a ledger cannot hold {type.Name}."),
        };
    }

    private static Term TermOf(Type type, object value)
    {
        var member = type.GetField(value.ToString()!)!;
        return new(
            value,
            value.ToString()!,
            member.GetCustomAttribute<DisplayAttribute>()?.Name ?? value.ToString()!,
            member.GetCustomAttribute<AlsoWrittenAttribute>()?.Words ?? [],
            member.GetCustomAttribute<PastAttribute>() is not null);
    }

    /// <summary>Reads and writes a property; made when first asked for, and once for all catalogues of a process.</summary>
    private sealed class Accessors(PropertyInfo property)
    {
        private Func<object, object?>? get;
        private Action<object, object?>? set;

        public Func<object, object?> Get => get ??= Getter(property);

        public Action<object, object?> Set => set ??= Setter(property);
    }

    private static Func<object, object?> Getter(PropertyInfo property)
    {
        var record = Expression.Parameter(typeof(object));
        var value = Expression.Property(Expression.Convert(record, property.DeclaringType!), property);
        return Expression.Lambda<Func<object, object?>>(Expression.Convert(value, typeof(object)), record).Compile();
    }

    private static Action<object, object?> Setter(PropertyInfo property)
    {
        var record = Expression.Parameter(typeof(object));
        var value = Expression.Parameter(typeof(object));
        var typed = property.PropertyType.IsValueType && Nullable.GetUnderlyingType(property.PropertyType) is null
            ? (Expression)Expression.Condition(
                Expression.Equal(value, Expression.Constant(null)), Expression.Default(property.PropertyType), Expression.Convert(value, property.PropertyType))
            : Expression.Convert(value, property.PropertyType);
        return Expression.Lambda<Action<object, object?>>(
            Expression.Assign(Expression.Property(Expression.Convert(record, property.DeclaringType!), property), typed), record, value).Compile();
    }
}
