using System.ComponentModel.DataAnnotations;
using Anju.Kernel;
using Microsoft.EntityFrameworkCore;

namespace Anju.Policy;

public enum RunState
{
    [Display(Name = "进行中")] Running,
    [Display(Name = "已完成")] Done,
    [Display(Name = "已取消")] Cancelled,
    [Display(Name = "中断")] Broken,

    /// <summary>A later run of the same month took its place; its figures were removed.</summary>
    [Display(Name = "已被取代")] Replaced,
}

/// <summary>One judging of one month. The month's figures are those of its run in state <see cref="RunState.Done"/>.</summary>
public sealed class MonthlyRun : Stored
{
    private Dictionary<string, string[]>? rulesBySubject;

    /// <summary>1, 2, 3 …</summary>
    public int Number { get; set; }

    public Month Month { get; set; }

    /// <summary>Business date of the judging: deadlines are measured against it.</summary>
    public DateOnly JudgedOn { get; set; }

    public RunState State { get; set; }

    public DateTime StartedAt { get; set; }

    public DateTime? FinishedAt { get; set; }

    [StringLength(100)]
    public string StartedBy { get; set; } = "";

    /// <summary>One line for each kind of subject, divided by spaces: its code, and the codes of its rules in the order of the packed letters.</summary>
    public string Rules
    {
        get;
        set => (field, rulesBySubject) = (value, null);
    } = "";

    /// <summary>
    /// What the run stands on: the state of the register, its parts, the rules and the parameters. An unfinished run goes on
    /// only on the same basis.
    /// </summary>
    [StringLength(64)]
    public string Basis { get; set; } = "";

    public int Parts { get; set; }

    public int Households { get; set; }

    public int People { get; set; }

    /// <summary>Lines judged that are neither households nor people.</summary>
    public int Others { get; set; }

    public int WorkOpened { get; set; }

    public int WorkKept { get; set; }

    public int WorkClosed { get; set; }

    /// <summary>Over every answer and reason, in order: the same facts give the same digest.</summary>
    [StringLength(64)]
    public string Digest { get; set; } = "";

    [StringLength(500)]
    public string? Failure { get; set; }

    /// <summary>Place of a rule's letter, or −1.</summary>
    public int PlaceOf(string subject, string rule) => RulesBySubject.TryGetValue(subject, out var codes) ? Array.IndexOf(codes, rule) : -1;

    /// <summary>Codes of the rules by code of what they judge, each in the order of the packed letters.</summary>
    internal IReadOnlyDictionary<string, string[]> RulesBySubject => rulesBySubject ??=
        Rules.Split('\n', StringSplitOptions.RemoveEmptyEntries).Select(line => line.Split(' ')).ToDictionary(line => line[0], line => line[1..]);

    internal static string Write(IEnumerable<(string Subject, IEnumerable<string> Rules)> rules) =>
        string.Join('\n', rules.Select(x => string.Join(' ', x.Rules.Prepend(x.Subject))));
}

/// <summary>A part of a run that is done: the run goes on behind the last one after a stop.</summary>
public sealed class RunPart : Stored
{
    public int Run { get; set; }

    public int Number { get; set; }

    public int Households { get; set; }

    public int People { get; set; }

    public int Others { get; set; }

    [StringLength(64)]
    public string Digest { get; set; } = "";

    /// <summary>The part's tallies, one line for each area and rule.</summary>
    public string Tallies { get; set; } = "";
}

/// <summary>All answers for one subject in one run: a letter for each rule, and words for what is not met or unknown.</summary>
public sealed class Judgement : Stored, IScoped
{
    public const char Released = '-';

    public int Run { get; set; }

    public Guid SubjectId { get; set; }

    /// <summary>Code of the kind it is of.</summary>
    [StringLength(40)]
    public string Subject { get; set; } = "";

    public Guid? HouseholdId { get; set; }

    [StringLength(6)]
    public string CountyCode { get; set; } = "";

    /// <summary>Where it was when it was judged; the figures of areas count by these.</summary>
    [StringLength(12)]
    public string? TownshipCode { get; set; }

    public Guid? SiteId { get; set; }

    /// <summary>One of M, N, - and U for each rule of the run, in its order.</summary>
    public string Letters { get; set; } = "";

    /// <summary>JSON by rule code, for N and U only.</summary>
    public string? Reasons { get; set; }

    /// <summary>
    /// Codes of the rules whose answer put work on a list, divided by spaces; behind <see cref="Released"/> those whose work
    /// has lost its object.
    /// </summary>
    public string? Raised { get; set; }

    /// <summary>What it adds to the sums of figures, by rule code; null for nearly all.</summary>
    public string? Amounts { get; set; }
}

/// <summary>Level of an area that figures are added up for.</summary>
public enum AreaLevel
{
    City,
    County,
    Township,
    Site,
}

/// <summary>How a rule's answers add up in one area. Figures on every page, list, report and API come from here.</summary>
public sealed class IndicatorCell : Stored, IRowCoded
{
    public int Run { get; set; }

    /// <summary>The rule whose answers are counted.</summary>
    [StringLength(40)]
    public string Code { get; set; } = "";

    public AreaLevel Level { get; set; }

    /// <summary>Six-digit city or county code, township code, or site id.</summary>
    [StringLength(36)]
    public string Area { get; set; } = "";

    [StringLength(6)]
    public string CountyCode { get; set; } = "";

    public int Met { get; set; }

    public int NotMet { get; set; }

    public int NotApplicable { get; set; }

    public int Unknown { get; set; }

    /// <summary>Sum of what the subjects that count add; in the smallest unit, so that it is exact.</summary>
    public long Amount { get; set; }

    /// <summary>Sum of what the amount is measured against.</summary>
    public long Against { get; set; }

    [StringLength(Kernel.RowCode.Length)]
    public string RowCode { get; set; } = "";
}

internal sealed class RunMapping : IMapping
{
    public void Map(ModelBuilder model)
    {
        model.Entity<MonthlyRun>(run =>
        {
            run.HasKey(x => x.Number);
            run.Property(x => x.Number).ValueGeneratedNever();
            run.HasIndex(x => x.Month).IsUnique().HasFilter("\"state\" = 'Done'");
            run.HasIndex(x => new { x.Month, x.Number });
        });
        model.Entity<RunPart>().HasKey(x => new { x.Run, x.Number });
        model.Entity<Judgement>(judgement =>
        {
            judgement.HasKey(x => new { x.Run, x.SubjectId });
            judgement.HasIndex(x => new { x.Run, x.Subject, x.CountyCode });

            // One in ten asks for work: the lists are turned over without a look at the others.
            judgement.HasIndex(x => new { x.Run, x.SubjectId }, "ix_judgement_raised").HasFilter("\"raised\" IS NOT NULL");
        });
        model.Entity<IndicatorCell>().HasKey(x => new { x.Run, x.Code, x.Level, x.Area });
    }
}
