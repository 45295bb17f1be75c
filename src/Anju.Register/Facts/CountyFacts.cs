using System.Globalization;
using Anju.Policy;

namespace Anju.Register;

/// <summary>A rule about a county as a whole.</summary>
public abstract class CountyRule : Rule<CountyFacts>
{
    public sealed override SubjectKind Subject => SubjectKind.County;

    /// <summary>Ledgers whose dated lines of the year it looks at; the same objects each time.</summary>
    public virtual IReadOnlyList<Evidence> Evidence => [];
}

/// <summary>All that rules may know of one county in one month: how many it answers for, what it did in the year and what it reported.</summary>
/// <param name="households">Relocated households on its roll on the day.</param>
/// <param name="returns">What its departments reported of the year, dated up to the day of judging.</param>
/// <param name="found">Of each ledger the lines of the year, up to the day the facts are taken at.</param>
public sealed class CountyFacts(
    string county, int households, int sites, IReadOnlyList<SupportReturn> returns, IReadOnlyDictionary<Evidence, EvidenceFound> found) : Facts
{
    public int Households => households;

    /// <summary>Resettlement sites in use, those that stand for scattered households too.</summary>
    public int Sites => sites;

    public IReadOnlyList<SupportReturn> Returns => returns;

    public override SubjectKind Kind => SubjectKind.County;

    public override Guid Id => IdOf(county);

    public override Guid? HouseholdId => null;

    public override string CountyCode => county;

    public override string? TownshipCode => null;

    public override Guid? SiteId => null;

    public override IReadOnlyList<Facts> Parts => [];

    /// <summary>A county has no row of its own: its answers are stored by its code.</summary>
    public static Guid IdOf(string county) => new(0, 0, 0, [0, 0, 0, 0, 0, .. Convert.FromHexString(county)]);

    /// <summary>The code of the county that an answer stored under the id is about; null for an id of something else.</summary>
    public static string? CodeOf(Guid id) => id.ToString("N", CultureInfo.InvariantCulture) is var hex && hex.StartsWith(new string('0', 26), StringComparison.Ordinal) ? hex[26..] : null;

    /// <summary>What was found in one of the ledgers that the rule names.</summary>
    public EvidenceFound Of(Evidence evidence) => found.GetValueOrDefault(evidence);
}
