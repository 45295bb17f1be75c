using System.ComponentModel.DataAnnotations;
using System.Text.Json;
using Anju.Kernel;
using Microsoft.EntityFrameworkCore;

namespace Anju.Community.SafeCommunity;

/// <summary>Which of the people that M11-6 names somebody is (columns D28).</summary>
public enum KeyPersonKind
{
    [Display(Name = "严重精神障碍患者")] MentalDisorder,
    [Display(Name = "社区戒毒人员")] CommunityDetoxification,
    [Display(Name = "社区康复人员")] CommunityRehabilitation,
    [Display(Name = "其他重点人群")] Other,
}

/// <summary>Why the care of somebody ended (workflow c.22).</summary>
public enum CareEnd
{
    [Display(Name = "迁出本辖区")] MovedAway,
    [Display(Name = "死亡")] Died,
    [Display(Name = "诊断解除")] DiagnosisLifted,
    [Display(Name = "戒毒（康复）期满解除")] TermServed,
    [Display(Name = "登记有误")] EnteredByMistake,
}

/// <summary>
/// Somebody who needs care and watching over (重点人群, M11-6). That a person is here at all is special-category data, so the
/// record says of whom it is, and everything else, only in sealed texts; in clear stands which county and site answers for it.
/// </summary>
[Guarded(Role.KeyPersonCarer, Measure = OfMeasure)]
public sealed class KeyPerson : CountyRecord
{
    public const int OfMeasure = 11;

    /// <summary>The person's id while in care, for a person has one record in care at most; null after that.</summary>
    [Encrypted(Unique = true)]
    public string? InCare { get; set; }

    /// <summary><see cref="Facts"/> as JSON.</summary>
    [Encrypted]
    public string Sheet { get; set; } = "";

    public KeyPersonSheet Facts
    {
        get => JsonSerializer.Deserialize<KeyPersonSheet>(Sheet, Json.Options)!;
        set => (Sheet, InCare) = (JsonSerializer.Serialize(value, Json.Options), value.EndedOn is null ? value.PersonId.ToString() : null);
    }

    internal sealed class Mapping : IMapping
    {
        public void Map(ModelBuilder model) => model.Entity<KeyPerson>(entity =>
        {
            entity.Ignore(x => x.Facts);
            entity.HasIndex(x => new { x.CountyCode, x.SiteId });
        });
    }
}

/// <summary>What a record of care says.</summary>
/// <param name="Source">Who found the person or told of them.</param>
/// <param name="Consent">Consent of the person or guardian, where it is needed; null where it is not.</param>
/// <param name="Grade">Risk grade 0–5; null until somebody has graded.</param>
/// <param name="Stable">The condition is stable; null until graded.</param>
public sealed record KeyPersonSheet(
    Guid PersonId, KeyPersonKind Kind, string Source, DateOnly RegisteredOn, string? Consent = null, int? Grade = null, bool? Stable = null, DateOnly? GradedOn = null)
{
    public string? Doctor { get; init; }

    public string? Police { get; init; }

    public string? GridWorker { get; init; }

    public DateOnly? LastVisitedOn { get; init; }

    public DateOnly? EndedOn { get; init; }

    public CareEnd? End { get; init; }
}

/// <summary>How a visit ended.</summary>
public enum VisitOutcome
{
    [Display(Name = "见到本人")] Seen,
    [Display(Name = "只见到家属")] FamilySeen,
    [Display(Name = "未见到")] NotSeen,
    [Display(Name = "转诊")] Referred,
    [Display(Name = "应急处置")] Emergency,
}

/// <summary>One visit, in sealed texts like the record it belongs to.</summary>
[Guarded(Role.KeyPersonCarer, Measure = KeyPerson.OfMeasure)]
public sealed class KeyPersonVisit : CountyRecord
{
    public Guid KeyPersonId { get; set; }

    /// <summary><see cref="Facts"/> as JSON.</summary>
    [Encrypted]
    public string Sheet { get; set; } = "";

    public VisitSheet Facts
    {
        get => JsonSerializer.Deserialize<VisitSheet>(Sheet, Json.Options)!;
        set => Sheet = JsonSerializer.Serialize(value, Json.Options);
    }

    internal sealed class Mapping : IMapping
    {
        public void Map(ModelBuilder model) => model.Entity<KeyPersonVisit>(entity =>
        {
            entity.Ignore(x => x.Facts);
            entity.HasOne<KeyPerson>().WithMany().HasForeignKey(x => x.KeyPersonId).OnDelete(DeleteBehavior.Restrict);
        });
    }
}

/// <param name="Note">What was seen and agreed.</param>
public sealed record VisitSheet(DateOnly On, string Visitor, VisitOutcome Outcome, string? Note);
