using System.ComponentModel.DataAnnotations.Schema;
using Anju.Kernel;

namespace Anju.Ledgers;

/// <summary>
/// Makes a record class a ledger: list, form, import, export, REST and journal follow from the class.
/// </summary>
/// <param name="code">Its name in addresses and commands, for example <c>job-vacancy</c>.</param>
/// <param name="title">Its Chinese name.</param>
[AttributeUsage(AttributeTargets.Class, Inherited = false)]
public sealed class LedgerAttribute(string code, string title) : OfMeasureAttribute
{
    public string Code { get; } = code;

    public string Title { get; } = title;

    /// <summary>Number of the column list in the domain specification, part d: <c>D05</c>.</summary>
    public string Columns { get; init; } = "";

    /// <summary>What one line is called when counted: 户, 人, 条.</summary>
    public string Counter { get; init; } = "条";

    /// <summary>Lines are added by an action elsewhere (a membership change, an import), not with an empty form.</summary>
    public bool AddedElsewhere { get; init; }

    /// <summary>Address of a page of its own for one line, with <c>{id}</c>; otherwise the ledger's form.</summary>
    public string? Page { get; init; }

    /// <summary>
    /// Name of the action that takes a line to another county with all that belongs to it. Without one, a line stays in the
    /// county it was entered for.
    /// </summary>
    public string? MovedBy { get; init; }

    /// <summary>Told to the line's own page, as <c>done=</c>, after a line was added, so that the page leads on; null: the form's page is shown.</summary>
    public string? FirstStep { get; init; }

    /// <summary>Friendly address of the list, such as <c>/households</c>; the module maps it to <c>LedgerList</c>.</summary>
    public string? ListPage { get; init; }
}

/// <summary>Masked unless the role allows (security requirement B6).</summary>
[AttributeUsage(AttributeTargets.Property)]
public sealed class RestrictedAttribute(Mask mask = Mask.Whole) : Attribute
{
    public Mask Mask { get; } = mask;
}

/// <summary>How a restricted value is shown to those who may not read it.</summary>
public enum Mask
{
    Whole,
    IdNumber,
    Phone,
}

/// <summary>Unit shown behind the value and in headers: 元, 亩, ㎡.</summary>
[AttributeUsage(AttributeTargets.Property)]
public sealed class UnitAttribute(string unit) : Attribute
{
    public string Unit { get; } = unit;
}

/// <summary>Shown in the list, in this place from left; columns without it are in the form and the export only.</summary>
[AttributeUsage(AttributeTargets.Property)]
public sealed class ListedAttribute(int place) : Attribute
{
    public int Place { get; } = place;
}

/// <summary>Offered as a filter above the list.</summary>
[AttributeUsage(AttributeTargets.Property)]
public sealed class FilteredAttribute : Attribute;

/// <summary>Part of what makes a line the same line in the next import. Has a unique index.</summary>
[AttributeUsage(AttributeTargets.Property)]
public sealed class NaturalKeyAttribute(int order = 1) : Attribute
{
    public int Order { get; } = order;
}

/// <summary>
/// The id of a line of another ledger. In sheets it stands as that ledger's natural key (and its name for checking).
/// </summary>
[AttributeUsage(AttributeTargets.Property)]
public sealed class RefersAttribute(Type ledger) : Attribute
{
    public Type Ledger { get; } = ledger;
}

/// <summary>The words by which people know a line: a person's name, a site's name.</summary>
[AttributeUsage(AttributeTargets.Property)]
public sealed class CaptionAttribute : Attribute;

/// <summary>Kept by the system from other facts; shown and exported, never typed or imported.</summary>
[AttributeUsage(AttributeTargets.Property)]
public sealed class KeptAttribute : Attribute;

/// <summary>The day, or the month, of something that has happened: none to come.</summary>
[AttributeUsage(AttributeTargets.Property)]
public sealed class HappenedAttribute : Attribute;

/// <summary>A day that does not lie before another one of the line; the same day will do.</summary>
[AttributeUsage(AttributeTargets.Property)]
public sealed class NotBeforeAttribute(string property) : Attribute
{
    public string Property { get; } = property;
}

/// <summary>
/// Worked out from other facts when a line is shown (△ of the domain specification, d): in list, record page, export and
/// API, but never stored, typed or imported. A <see cref="Computation"/> fills it; the property is nullable, because what
/// it follows from may be blank.
/// </summary>
[AttributeUsage(AttributeTargets.Property)]
public sealed class ComputedAttribute : NotMappedAttribute;

/// <summary>
/// A text column with a dictionary that is not closed: forms and sheets offer the words, other ways to write one are brought
/// to it, and anything else is kept as written and told on import.
/// </summary>
/// <param name="words">Divided by blanks, each with the other ways to write it behind slashes: <c>瑶族/瑶 畲族/畲</c>.</param>
[AttributeUsage(AttributeTargets.Property)]
public sealed class OfferedAttribute(string words) : Attribute
{
    /// <summary>The word first, then the other ways to write it.</summary>
    public IReadOnlyList<IReadOnlyList<string>> Words { get; } = [.. words.Split(' ', StringSplitOptions.RemoveEmptyEntries).Select(word => word.Split('/'))];
}

/// <summary>A state that a line does not come back from as a rule: 已销户, 已离户. A list that shows such lines among others says so.</summary>
[AttributeUsage(AttributeTargets.Field)]
public sealed class PastAttribute : Attribute;

/// <summary>
/// Must be given (* of domain specification d) but may be blank for now: marked on forms and in sheets, reported by the
/// checks for as long as it is blank, never a reason to refuse a line. What a line cannot do without is
/// <see cref="System.ComponentModel.DataAnnotations.RequiredAttribute"/>.
/// </summary>
[AttributeUsage(AttributeTargets.Property)]
public sealed class WantedAttribute : Attribute;
