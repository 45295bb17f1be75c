using System.ComponentModel.DataAnnotations;
using Anju.Kernel;
using Anju.Ledgers;
using Anju.Policy;
using Anju.Register;
using Microsoft.EntityFrameworkCore;

namespace Anju.Employment.PublicWork;

/// <summary>A project of public investment, governance or public service, and the posts it keeps for relocated people (M04-3).</summary>
[Ledger("reserved-posts", "政府投资和公共服务项目岗位预留", Measure = 4, Columns = "D13", Counter = "个")]
public sealed class GovInvestmentProject : CountyRecord, IRuledRecord
{
    [Display(Name = "项目编码", Order = -2), Required, StringLength(40), NaturalKey, Listed(1), AlsoWritten("项目编号")]
    public string Code { get; set; } = "";

    [Display(Name = "项目", Order = -1), Required, StringLength(100), Caption, Listed(2), AlsoWritten("项目名称")]
    public string Name { get; set; } = "";

    [Display(Name = "类型"), Required, Listed(3), Filtered]
    public ReservingKind Kind { get; set; }

    [Display(Name = "项目单位"), Wanted, StringLength(100)]
    public string? Owner { get; set; }

    [Display(Name = "岗位总数"), Wanted, Unit("个"), Range(0, 100_000), Listed(4)]
    public int? Posts { get; set; }

    [Display(Name = "预留比例", Description = "用于吸纳搬迁群众的比例，由项目开工前确定"), Wanted, Unit("%"), Range(0.1, 100.0), Listed(5)]
    public double? ReservedPercent { get; set; }

    [Display(Name = "比例确定日期"), Wanted, Happened]
    public DateOnly? ReservedOn { get; set; }

    [Display(Name = "预留岗位"), Wanted, Unit("个"), Range(0, 100_000), Listed(6)]
    public int? ReservedPosts { get; set; }

    [Display(Name = "开工日期"), Happened, Listed(7)]
    public DateOnly? StartedOn { get; set; }

    [Display(Name = "已录用搬迁人数"), Wanted, Unit("人"), Range(0, 100_000), Listed(8)]
    public int? Filled { get; set; }

    [Display(Name = "公开招聘报名不足", Description = "预留岗位已公开招聘，报名的搬迁群众不足")]
    public bool? TooFewApplied { get; set; }

    [Display(Name = "未完成原因"), StringLength(200)]
    public string? Shortfall { get; set; }

    [Display(Name = "预留落实", Description = "R-M04-3：开工前定了比例，并按预留的岗位录用"), Computed, Listed(9)]
    public string? Standing { get; set; }

    [Display(Name = "备注"), StringLength(500), Encrypted]
    public string? Note { get; set; }

    IEnumerable<Objection> IRuledRecord.Objections(DateOnly today)
    {
        if (ReservedPosts > Posts)
        {
            yield return new("POSTS", $"预留岗位（{ReservedPosts}个）不能多于岗位总数（{Posts}个）", nameof(ReservedPosts), nameof(Posts));
        }
        else if (Posts is { } posts && ReservedPercent is { } percent && ReservedPosts < Least(posts, percent))
        {
            yield return new("POSTS", $"预留岗位（{ReservedPosts}个）少于岗位总数的{percent:0.#}%（至少{Least(posts, percent)}个）", nameof(ReservedPosts), nameof(ReservedPercent), nameof(Posts));
        }

        if (Filled > Posts)
        {
            yield return new("POSTS", $"已录用搬迁人数（{Filled}人）不能多于岗位总数（{Posts}个）", nameof(Filled), nameof(Posts));
        }
    }

    /// <summary>Posts that a share of all comes to, rounded up.</summary>
    public static int Least(int posts, double percent) => (int)Math.Ceiling(decimal.Round(posts * (decimal)percent / 100, 6));

    internal sealed class Mapping : IMapping
    {
        public void Map(ModelBuilder model) => model.Entity<GovInvestmentProject>(project => project.HasIndex(x => x.Code).IsUnique());
    }
}

public enum ReservingKind
{
    [Display(Name = "政府投资建设项目"), AlsoWritten("政府投资")] Investment,
    [Display(Name = "基层社会治理项目"), AlsoWritten("社会治理")] Governance,
    [Display(Name = "公共服务项目"), AlsoWritten("公共服务")] Services,
}

/// <summary>
/// R-M04-3: a share of the posts was set before the start and as many relocated people were taken on, or too few came when the
/// posts were offered in public. The plan names no share: each project has its own, and none is not met.
/// </summary>
internal sealed class PostsReserved : RecordRule<GovInvestmentProject>
{
    public override string Code => "R-M04-3";

    public override string Title => "岗位预留落实";

    public override Clause Clause => Plan.Measure(4).Says("政府投资建设项目、基层社会治理和公共服务项目要安排一定比例岗位用于吸纳搬迁群众就业");

    public override IReadOnlyList<string> Uses => [];

    public override WorkKind Work { get; } = new("W-M04-1", "未设定吸纳比例的项目", Department.DevelopmentReform, Days: 30);

    public override Verdict Judge(RecordFacts<GovInvestmentProject> facts, Month month, Parameters parameters)
    {
        var project = facts.Record;
        var started = project.StartedOn <= facts.AsOf;
        if (project.Posts == 0)
        {
            return Verdict.NotApplicable("项目没有用工岗位");
        }

        if (project.ReservedPercent is not { } percent)
        {
            return Verdict.NotMet("没有设定吸纳搬迁群众的岗位比例");
        }

        if (!started)
        {
            return Verdict.NotApplicable($"尚未开工，已设定比例{percent:0.#}%");
        }

        if (project.ReservedOn is { } set && set > project.StartedOn)
        {
            return Verdict.NotMet($"比例是开工后（{set:yyyy-MM-dd}）才设定的");
        }

        if (project.Posts is not { } posts || project.Filled is not { } filled)
        {
            return Verdict.Unknown(project.Posts is null ? "岗位总数" : "已录用搬迁人数");
        }

        var least = project.ReservedPosts ?? GovInvestmentProject.Least(posts, percent);
        return filled >= least ? Verdict.Met($"预留{least}个，已录用{filled}人")
            : project.TooFewApplied == true ? Verdict.Met($"预留{least}个，已录用{filled}人，公开招聘报名不足")
            : !string.IsNullOrWhiteSpace(project.Shortfall) ? Verdict.NotMet($"预留{least}个，只录用{filled}人：{project.Shortfall}")
            : Verdict.NotMet($"预留{least}个，只录用{filled}人，没有说明原因");
    }
}

/// <summary>I-M04-3</summary>
internal sealed class ReservedRate : Indicator
{
    public override string Code => "I-M04-3";

    public override string Rule => "R-M04-3";
}

/// <summary>Beside each project what R-M04-3 says of it today.</summary>
internal sealed class StandingOfReservedPosts(PlanPack pack, BusinessDate date)
    : Standing<GovInvestmentProject>(new PostsReserved(), pack, date, nameof(GovInvestmentProject.Standing));
