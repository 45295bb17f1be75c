using Anju.Kernel;
using Anju.Register;
using Microsoft.EntityFrameworkCore;

namespace Anju.Community.SafeCommunity;

/// <summary>
/// What carers do with the records of key persons (workflow c.22): enter, grade, visit, end. Reasons in the journal, which the
/// audit administrator reads, say what was done and nothing of the person.
/// </summary>
public sealed class KeyPersonCare(AnjuDb db, BusinessDate date, TimeProvider clock)
{
    private const int HighestGrade = 5;

    private static readonly Refusal Unknown = new("PERSON", "辖区内的搬迁人口中没有这个证件号码，请核对号码。不是搬迁人口的，不在这里登记。", "idNumber");

    private static readonly Refusal Ended = new("ENDED", "已结束服务管理，不能再修改。需要重新纳入的，请重新登记。");

    public sealed record Entry(string IdNumber, KeyPersonKind Kind, string Source, DateOnly RegisteredOn, string? Consent)
    {
        public string? Doctor { get; init; }

        public string? Police { get; init; }

        public string? GridWorker { get; init; }
    }

    /// <summary>Takes a person of the register into care.</summary>
    public async Task<Result<Guid>> RegisterAsync(Entry entry, CancellationToken cancellation)
    {
        if (Early(entry.RegisteredOn, "registeredOn", "登记日期") is { } early)
        {
            return early;
        }

        if (await db.Set<Person>().AsNoTracking().Where(BlindIndex.Is<Person>(db, nameof(Person.IdNumber), entry.IdNumber.ToUpperInvariant())).FirstOrDefaultAsync(cancellation) is not { } person)
        {
            return Unknown;
        }

        if (person.Status != PersonStatus.Active)
        {
            return new Refusal("LEFT", "此人已不在册，请先核对人口台账。", "idNumber");
        }

        var record = new KeyPerson
        {
            CountyCode = person.CountyCode,
            SiteId = person.SiteId,
            Facts = new(person.Id, entry.Kind, entry.Source, entry.RegisteredOn, entry.Consent) { Doctor = entry.Doctor, Police = entry.Police, GridWorker = entry.GridWorker },
        };
        var written = await WriteAsync("重点人群服务：登记", () => db.Add(record), cancellation);
        return written.Refusal is not { } refusal ? record.Id
            : refusal.Code == "DUPLICATE" ? new Refusal("TWICE", "此人已纳入服务管理。在其他安置点登记的，请原服务单位先办理“迁出本辖区”。", "idNumber")
            : refusal;
    }

    /// <param name="version">Of the record as the carer saw it.</param>
    public Task<Result> GradeAsync(Guid id, int version, int grade, bool stable, DateOnly on, CancellationToken cancellation) =>
        EditAsync(id, version, "重点人群服务：风险评估", sheet =>
            grade is < 0 or > HighestGrade ? new Refusal("GRADE", $"风险等级是 0 至 {HighestGrade} 级", "grade")
            : Misdated(sheet, on, "评估日期") is { } wrong ? wrong
            : on < sheet.GradedOn ? new Refusal("DATE", $"已有 {sheet.GradedOn:yyyy-MM-dd} 的评估，不能再补更早的", "on")
            : sheet with { Grade = grade, Stable = stable, GradedOn = on }, null, cancellation);

    public Task<Result> VisitAsync(Guid id, int version, VisitSheet visit, CancellationToken cancellation) =>
        EditAsync(id, version, "重点人群服务：随访", sheet => Misdated(sheet, visit.On, "随访日期") is { } wrong
            ? wrong
            : visit.Outcome == VisitOutcome.NotSeen || visit.On < sheet.LastVisitedOn ? sheet : sheet with { LastVisitedOn = visit.On }, visit, cancellation);

    public Task<Result> EndAsync(Guid id, int version, CareEnd end, DateOnly on, CancellationToken cancellation) =>
        EditAsync(id, version, "重点人群服务：结束", sheet => Misdated(sheet, on, "结束日期") is { } wrong ? wrong : sheet with { EndedOn = on, End = end }, null, cancellation);

    private async Task<Result> EditAsync(Guid id, int version, string reason, Func<KeyPersonSheet, Result<KeyPersonSheet>> edit, VisitSheet? visit, CancellationToken cancellation)
    {
        if (await db.Set<KeyPerson>().FirstOrDefaultAsync(one => one.Id == id, cancellation) is not { } record)
        {
            return Refusals.NotFound;
        }

        if (record.Version != version)
        {
            return Refusals.Conflict;
        }

        if (record.Facts.EndedOn is not null)
        {
            return Ended;
        }

        var edited = edit(record.Facts);
        return edited.Refusal is { } refusal ? refusal : await WriteAsync(reason, () =>
        {
            record.Facts = edited.Value;
            if (visit is not null)
            {
                db.Add(new KeyPersonVisit { CountyCode = record.CountyCode, SiteId = record.SiteId, KeyPersonId = id, Facts = visit });
            }
        }, cancellation);
    }

    private async Task<Result> WriteAsync(string reason, Action write, CancellationToken cancellation)
    {
        try
        {
            await using var change = await Change.BeginAsync(db, Origin.Page, reason, clock, cancellation);
            write();
            return (await change.CommitAsync(cancellation)).Refusal is { } refusal ? refusal : Result.Ok;
        }
        catch (Exception problem) when (Refusals.From(problem) is { } refusal)
        {
            return refusal;
        }
    }

    private Refusal? Early(DateOnly on, string field, string title) => on > date.Today ? new("FUTURE", $"{title}不能晚于今天（{date.Today:yyyy-MM-dd}）", field) : null;

    private Refusal? Misdated(KeyPersonSheet sheet, DateOnly on, string title) => Early(on, "on", title)
        ?? (on < sheet.RegisteredOn ? new("BEFORE", $"{title}不能早于登记日期（{sheet.RegisteredOn:yyyy-MM-dd}）", "on") : null);
}
