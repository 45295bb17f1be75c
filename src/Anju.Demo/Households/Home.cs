using Anju.Employment.OutwardJobs;
using Anju.Kernel;
using Anju.Register;

namespace Anju.Demo;

/// <summary>A household with everything that is told about it, while it is being made and as it is handed out.</summary>
internal sealed class Home
{
    public required DemoOptions Options { get; init; }

    public required CountyProfile County { get; init; }

    public required Place Place { get; init; }

    /// <summary>Its number in the county, from 0.</summary>
    public required int Number { get; init; }

    public required Dice Dice { get; init; }

    public required Household Row { get; init; }

    public required List<Member> Members { get; init; }

    public List<MembershipChange> Changes { get; } = [];

    public List<EmploymentServiceEvent> Services { get; } = [];

    public required Visits Visits { get; init; }

    /// <summary>What is wrong on purpose.</summary>
    public (ProblemKind Kind, string Code)? Problem { get; set; }

    public DateOnly Today => Options.Today;

    public IEnumerable<Member> There => Members.Where(member => member.Row.Status == PersonStatus.Active);

    public Guid NextId(Made made) => DemoIds.Of(Options.Seed, made, County.Index, Number, made switch
    {
        Made.Person => _persons++,
        Made.Change => _changes++,
        Made.Spell => _spells++,
        _ => _services++,
    });

    /// <summary>Fills in what every record of the household carries.</summary>
    public T Own<T>(T record, Made made)
        where T : CountyRecord
    {
        record.Id = NextId(made);
        record.CountyCode = County.Code;
        record.SiteId = Place.Row.Id;
        return record;
    }

    private int _persons;
    private int _changes;
    private int _spells;
    private int _services;
}
