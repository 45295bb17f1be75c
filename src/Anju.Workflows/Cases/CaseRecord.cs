using System.ComponentModel.DataAnnotations;
using Anju.Kernel;
using Anju.Ledgers;
using Anju.Policy;

namespace Anju.Workflows;

/// <summary>
/// A line of a ledger that a workflow moves. Where it stands, since when and until when is kept on the line itself; every
/// step is an entry of the journal, with who, for which organisation, when and the opinion: the history of a case is its
/// journal, and can be changed no more than that.
/// </summary>
public abstract class CaseRecord : CountyRecord
{
    [Display(Name = "状态起始", Order = 80), Kept]
    public DateOnly? StateSince { get; set; }

    [Display(Name = "办理期限", Order = 80, Description = "最后一天"), Kept, Listed(91)]
    public DateOnly? DueOn { get; set; }

    [Display(Name = "黄灯日期", Order = 80), Kept]
    public DateOnly? WarnOn { get; set; }

    [Display(Name = "暂停起始", Order = 80), Kept]
    public DateOnly? PausedOn { get; set; }

    [Display(Name = "退回次数", Order = 80), Kept, Unit("次")]
    public int Returns { get; set; }

    [Display(Name = "延期次数", Order = 80), Kept, Unit("次")]
    public int Extensions { get; set; }

    [Display(Name = "灯色", Order = 80), Computed, Listed(92)]
    public CaseLight? Light { get; set; }

    [Display(Name = "办理意见", Order = 80), Kept, StringLength(500), Encrypted]
    public string? Opinion { get; set; }

    /// <summary>The state, for the engine.</summary>
    internal abstract Enum Stage { get; set; }

    /// <summary>Twice returned is red, whatever the limit says (c.20).</summary>
    public const int RedReturns = 2;

    /// <summary>Null where nothing is due.</summary>
    public CaseLight? LightOn(DateOnly today) => PausedOn is not null ? CaseLight.Paused
        : DueOn is not { } due ? null
        : today > due || Returns >= RedReturns ? CaseLight.Red
        : today >= WarnOn ? CaseLight.Yellow
        : CaseLight.Green;

    internal CaseRecord Copy() => (CaseRecord)MemberwiseClone();
}

/// <inheritdoc cref="CaseRecord"/>
/// <typeparam name="TState">The states of its workflow, with their titles; those that a case does not leave again are <see cref="PastAttribute"/>.</typeparam>
public abstract class CaseRecord<TState> : CaseRecord, IRuledRecord
    where TState : struct, Enum
{
    [Display(Name = "办理状态", Order = 80), Kept, Filtered, Listed(90)]
    public TState State { get; set; }

    internal override Enum Stage
    {
        get => State;
        set => State = (TState)value;
    }

    /// <summary>Where a line that is entered as a whole, by a form or from a sheet, stands by what is filled in.</summary>
    protected abstract TState Beginning { get; }

    void IRuledRecord.Tidy(Record? before, DateOnly today)
    {
        if (before is null)
        {
            State = Beginning;
        }

        Tidy(before);
    }

    /// <summary>How values are stored, as <see cref="IRuledRecord.Tidy"/> has it.</summary>
    protected virtual void Tidy(Record? before)
    {
    }

    IEnumerable<Objection> IRuledRecord.Objections(DateOnly today) => Objections(today);

    /// <inheritdoc cref="IRuledRecord.Objections"/>
    protected virtual IEnumerable<Objection> Objections(DateOnly today) => [];
}

/// <summary>How a case stands to its limit (c.20 [A31]).</summary>
public enum CaseLight
{
    [Display(Name = "红灯")] Red,
    [Display(Name = "黄灯")] Yellow,
    [Display(Name = "绿灯")] Green,

    /// <summary>The clock stands still.</summary>
    [Display(Name = "暂停计时")] Paused,
}

/// <summary>The light of each case of a ledger. A workflow has one of these beside it.</summary>
public abstract class CaseLights<TCase>(BusinessDate date) : Computation<TCase>(nameof(CaseRecord.Light))
    where TCase : CaseRecord
{
    protected override Task FillAsync(AnjuDb db, IReadOnlyList<TCase> lines, CancellationToken cancellation)
    {
        foreach (var line in lines)
        {
            line.Light = line.LightOn(date.Today);
        }

        return Task.CompletedTask;
    }
}
