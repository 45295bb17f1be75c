using System.ComponentModel.DataAnnotations;

namespace Anju.Kernel;

/// <summary>Anything the database stores. Found by type: deriving from it is all the registration there is.</summary>
public abstract class Stored
{
    /// <summary>Its encrypted texts, sealed for writing.</summary>
    internal SealedFields? Sealed { get; set; }
}

/// <summary>
/// A fact somebody answers for. Every write of it goes through <see cref="Change"/> and leaves an entry in the journal.
/// </summary>
public abstract class Record : Stored
{
    /// <summary>Made when first asked for, by one thread: rows read in bulk bring theirs.</summary>
    public Guid Id
    {
        get => field == default ? field = Ids.Next() : field;
        set;
    }

    /// <summary>Starts at 1 and grows by one with every change; a save that names an older one is a conflict.</summary>
    public int Version { get; set; }
}

/// <summary>A fact that a county, and below it perhaps a site, answers for.</summary>
public abstract class CountyRecord : Record, IScoped
{
    [Display(Name = "县市区"), Required, StringLength(6, MinimumLength = 6), Division]
    public string CountyCode { get; set; } = "";

    public virtual Guid? SiteId { get; set; }
}

/// <summary>A record that tells something about one household; its journal entries appear in that household's file.</summary>
public interface IOfHousehold
{
    Guid? HouseholdId { get; }
}

/// <summary>A record that may tell of a place and stay with it when the one it is about goes elsewhere.</summary>
public interface IKeepsPlace
{
    bool KeepsPlace { get; }
}

/// <summary>A link of a chain, numbered 1, 2, 3 … without gaps.</summary>
public interface ISequenced
{
    long Sequence { get; }
}

/// <summary>The text is a code of the division table (county six digits, township nine, village twelve).</summary>
[AttributeUsage(AttributeTargets.Property)]
public sealed class DivisionAttribute : Attribute
{
    /// <summary>Property that holds the place it must lie in, besides the county of the record.</summary>
    public string? Within { get; init; }
}

/// <summary>A record found by a part of its name; the write path keeps the index of name pairs.</summary>
public interface ISearchable
{
    string? SearchedName { get; }
}
