namespace Anju.Kernel;

/// <summary>
/// Which part of the register an actor may see and change. The one place where that is decided: every query filter,
/// every bulk reader and the ownership guard of the write path ask it. The default is nothing.
/// </summary>
public sealed record Scope
{
    private Scope(bool wholeCity, string? county, IReadOnlyList<Guid> sites)
    {
        WholeCity = wholeCity;
        County = county;
        Sites = sites;
    }

    public bool WholeCity { get; }

    /// <summary>Six-digit county code, or null for the whole city and for nothing.</summary>
    public string? County { get; }

    /// <summary>When not empty, only records of these sites of the county.</summary>
    public IReadOnlyList<Guid> Sites { get; }

    public bool WholeCounty => Sites.Count == 0;

    public static Scope Nothing { get; } = new(false, null, []);

    public static Scope City { get; } = new(true, null, []);

    public static Scope OfCounty(string county) => new(false, county, []);

    /// <summary>Throws when no site is named: an empty list would otherwise widen to the county.</summary>
    public static Scope OfSites(string county, IReadOnlyList<Guid> sites)
    {
        ArgumentOutOfRangeException.ThrowIfZero(sites.Count);
        return new(false, county, sites);
    }

    public bool Covers(IScoped record) => Covers(record.CountyCode, record.SiteId);

    /// <summary>Covers it, or it is of a kind that everybody of its county may read.</summary>
    public bool MayRead(IScoped record) => Covers(record) || (County is not null && County == record.CountyCode && OpenInCountyAttribute.Is(record.GetType()));

    public bool Covers(string county, Guid? site) =>
        WholeCity || (County is not null && County == county && (WholeCounty || (site is { } id && Sites.Contains(id))));

    /// <summary>The counties of <paramref name="all"/> that the actor may see.</summary>
    public IEnumerable<string> Within(IEnumerable<string> all) => all.Where(county => WholeCity || county == County);
}

/// <summary>A stored thing that belongs to a county and, below it, to a resettlement site.</summary>
public interface IScoped
{
    /// <summary>Six-digit code of the county that answers for the record.</summary>
    string CountyCode { get; }

    Guid? SiteId { get; }
}
