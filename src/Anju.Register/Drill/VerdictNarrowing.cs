using Anju.Kernel;
using Anju.Ledgers;
using Anju.Policy;
using Microsoft.EntityFrameworkCore;

namespace Anju.Register.Drill;

/// <summary>
/// Opens a figure to its rows: <c>verdict=R-M03-3:N&amp;month=2025-10</c> leaves the households, or people, whose stored
/// answer to the rule in that month's run has one of the letters named. The area is the one in which they were judged and
/// counted: who has moved since is opened where the figure counts it.
/// </summary>
internal sealed class VerdictNarrowing(RuleBook rules, IndicatorBook book, PlanPack pack, RegisterFacts register, BusinessDate date) : ILedgerNarrowing
{
    public IReadOnlyList<string> Parameters { get; } = ["verdict", "month", "county", "township", "site"];

    public async Task<Result<Narrowed>> NarrowAsync(
        AnjuDb db, LedgerDefinition ledger, IReadOnlyDictionary<string, string> asked, CancellationToken cancellation)
    {
        if (rules.All.Select(one => one.Subject).FirstOrDefault(kind => kind.Code == ledger.Code) is not { } subject)
        {
            return Wrong("verdict", $"{ledger.Title}不能按判定结果筛选");
        }

        if (asked["verdict"].Split(':') is not [var code, { Length: > 0 and <= 4 } letters]
            || rules.Find(code) is not { } rule || !RuleBook.MayRead(db.Actor, rule) || letters.Any(letter => Outcomes.OfLetter(letter) is null))
        {
            return Wrong("verdict", "没有这样的判定结果");
        }

        if (rule.Subject != subject)
        {
            return Wrong("verdict", $"{rule.Title}判定的不是{ledger.Title}中的对象");
        }

        if (asked.TryGetValue("month", out var written) && !Month.TryParse(written, out _))
        {
            return Wrong("month", "月份应写作 2025-10");
        }

        Month? month = written is null ? null : Month.Parse(written);
        var run = await db.Set<MonthlyRun>().AsNoTracking().Where(x => x.State == RunState.Done && (month == null || x.Month == month))
            .OrderByDescending(x => x.Month).FirstOrDefaultAsync(cancellation);
        if (run is null)
        {
            return Wrong("month", month is { } wanted ? $"{wanted.ToChinese()}还没有运行" : "还没有运行过");
        }

        if (run.PlaceOf(subject.Code, code) is var place && place < 0)
        {
            return Wrong("verdict", $"{run.Month.ToChinese()}的运行没有判定{rule.Title}");
        }

        var area = asked.Where(x => x.Key is "county" or "township" or "site").ToDictionary();
        if (area.TryGetValue("site", out var site) && !Guid.TryParse(site, out _))
        {
            return Wrong("site", "安置点编号不对");
        }

        var narrowed = new Narrowed(Lines(db, run.Number, subject, place, letters, area), $"{run.Month.ToChinese()} {rule.Title}：{Words(letters)}{await PlaceAsync(db, area, cancellation)}");
        var sums = book.All.Where(one => one.Rule == code && one.AddsUp).ToList();
        if (letters == "M" && sums.Count > 0)
        {
            return narrowed with { Reasons = (lines, stop) => AmountsAsync(db, run.Number, code, sums, lines, stop), ReasonsTitle = "计入" };
        }

        return narrowed with
        {
            Reasons = rule.Kind is RuleKind.Error or RuleKind.Warning || (!subject.IsOfHouseholds && letters is "N" or "U") ? (lines, stop) => ReasonsAsync(db, rule, run.Month, lines, stop) : null,
        };
    }

    /// <summary>
    /// What the rule finds in each line today, in the words of the household file, where there is one to open instead: a run keeps
    /// letters only. What has been put right since the run says so.
    /// </summary>
    private async Task<IReadOnlyDictionary<Guid, string>> ReasonsAsync(AnjuDb db, Rule rule, Month month, IReadOnlyList<Record> lines, CancellationToken cancellation)
    {
        var parameters = pack.Parameters.At(month);
        var answers = (await FactsOfAsync(db, rule.Subject, month, lines, cancellation))
            .SelectMany(facts => rules.Judge(facts, month, parameters)).Where(answer => answer.Rule == rule).ToDictionary(answer => answer.Facts.Id, answer => answer.Verdict);
        return lines.ToDictionary(line => line.Id, line => answers.TryGetValue(line.Id, out var verdict) && verdict.Outcome is Outcome.NotMet or Outcome.Unknown
            ? verdict.Missing is { Count: > 0 } missing ? $"缺少：{string.Join('、', missing)}" : verdict.Reason
            : "按现在的数据已没有这个问题，再次运行后消除");
    }

    /// <summary>What each line adds to the figures of the rule, as the run stored it.</summary>
    private static async Task<IReadOnlyDictionary<Guid, string>> AmountsAsync(
        AnjuDb db, int run, string rule, IReadOnlyList<Indicator> sums, IReadOnlyList<Record> lines, CancellationToken cancellation)
    {
        var ids = lines.Select(line => line.Id).ToList();
        var stored = await db.Set<Judgement>().AsNoTracking().Where(x => x.Run == run && ids.Contains(x.SubjectId)).Select(x => new { x.SubjectId, x.Amounts }).ToListAsync(cancellation);
        return stored.ToDictionary(
            x => x.SubjectId, x => StoredAmounts.Read(x.Amounts).TryGetValue(rule, out var adds) ? string.Join('，', sums.Select(one => one.Words(adds)).Distinct()) : "");
    }

    /// <summary>Those of the households in which people are, or of the lines themselves.</summary>
    private async Task<IReadOnlyList<Facts>> FactsOfAsync(AnjuDb db, SubjectKind kind, Month month, IReadOnlyList<Record> lines, CancellationToken cancellation)
    {
        if (!kind.IsOfHouseholds)
        {
            return await register.OfLinesAsync(db, kind, lines, month, date.Today, cancellation);
        }

        var homes = new List<Facts>();
        foreach (var home in lines.Select(line => ((IOfHousehold)line).HouseholdId!.Value).Distinct())
        {
            if (await register.OfHouseholdAsync(home, month, date.Today, cancellation) is { } facts)
            {
                homes.Add(facts);
            }
        }

        return homes;
    }

    private static IQueryable<Guid> Lines(AnjuDb db, int run, SubjectKind subject, int place, string letters, Dictionary<string, string> area)
    {
        var kind = subject.Code;
        var wanted = letters.Select(letter => letter.ToString()).Distinct().ToList();
        var answers = db.Set<Judgement>().Where(x => x.Run == run && x.Subject == kind && wanted.Contains(x.Letters.Substring(place, 1)));
        answers = area.TryGetValue("county", out var county) ? answers.Where(x => x.CountyCode == county) : answers;
        answers = area.TryGetValue("township", out var township) ? answers.Where(x => x.TownshipCode == township) : answers;
        answers = area.TryGetValue("site", out var site) && Guid.Parse(site) is var id ? answers.Where(x => x.SiteId == id) : answers;
        return answers.Select(x => x.SubjectId);
    }

    private static string Words(string letters) => string.Join('、', letters.Select(letter => Outcomes.OfLetter(letter)!.Value.ChineseName()));

    private async Task<string> PlaceAsync(AnjuDb db, Dictionary<string, string> area, CancellationToken cancellation)
    {
        var names = area.Where(x => x.Key != "site").Select(x => pack.NameOf(x.Value)).ToList();
        if (area.TryGetValue("site", out var site) && Guid.Parse(site) is var id)
        {
            names.Add(await db.Set<ResettlementSite>().AsNoTracking().Where(x => x.Id == id).Select(x => x.Name).FirstOrDefaultAsync(cancellation) ?? "指定安置点");
        }

        return string.Concat(names.Select(name => $"，{name}"));
    }

    private static Refusal Wrong(string field, string why) => new("VERDICT", $"{why}，请从工作台的数字进入。", field);
}
