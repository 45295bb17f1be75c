using Anju.Policy;
using Anju.Register;

namespace Anju.Employment.LocalJobs;

/// <summary>R-M02-1: the employment service offered posts in the year.</summary>
internal sealed class MorePosts() : SupportDuty("M02-1")
{
    public override string Title => "就业服务中心提供岗位";

    public override Clause Clause => Plan.Measure(2).Says("充分发挥就业服务中心作用,提供更多就业岗位,满足更多就业需求");

    public override IReadOnlyList<Evidence> Evidence { get; } =
    [
        new Evidence<JobVacancy>("岗位信息", "publishedOn", post => new Dated { County = post.CountyCode, On = post.PublishedOn }),
    ];
}
