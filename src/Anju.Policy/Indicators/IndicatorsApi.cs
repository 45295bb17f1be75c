using Anju.Kernel;
using Microsoft.AspNetCore.Builder;
using Microsoft.AspNetCore.Http;
using Microsoft.AspNetCore.Http.HttpResults;
using Microsoft.AspNetCore.Routing;

namespace Anju.Policy;

/// <summary><c>GET /api/indicators</c>: the figures of one area and month.</summary>
internal static class IndicatorsApi
{
    /// <param name="Month"><c>2025-10</c></param>
    /// <param name="JudgedOn">Business date of the run.</param>
    internal sealed record Answer(string Month, int Run, DateOnly JudgedOn, string Area, IReadOnlyList<Line> Indicators);

    /// <param name="Value">A share of one for a rate or a share, a count, days, or what <paramref name="Unit"/> says of a sum or mean; null where there is too little to say.</param>
    /// <param name="Coverage">Share of one; beside what rests on some of the subjects only: a rate, a sum, a mean, a share.</param>
    internal sealed record Line(
        string Code, string Title, string Kind, string Unit, decimal? Value, decimal? Coverage, int Met, int NotMet, int NotApplicable, int Unknown, string? Rows);

    public static void Map(IEndpointRouteBuilder routes) => routes.MapGet("/api/indicators", HandleAsync)
        .RequireAuthorization(Policies.Read).WithMetadata(new PaceAttribute(Pace.Api)).WithTags("指标").WithSummary("各项指标：县、乡镇或安置点，按月");

    private static async Task<Results<Ok<Answer>, ProblemHttpResult>> HandleAsync(
        string? month, string? area, Figures figures, IndicatorBook book, CancellationToken cancellation)
    {
        if (month is not null && !Month.TryParse(month, out _))
        {
            return Refused(StatusCodes.Status400BadRequest, "月份应写作 2025-10。");
        }

        if (Read(area, figures) is not { } asked)
        {
            return Refused(StatusCodes.Status400BadRequest, "请用 area 指明县（6位代码）、乡镇（12位代码）或安置点（编号）。");
        }

        var run = await figures.RunAsync(month is null ? null : Month.Parse(month), cancellation);
        var readings = run is null ? [] : await figures.OfAsync(run, asked, cancellation);
        return run is null || readings.Count == 0
            ? Refused(StatusCodes.Status404NotFound, "该月还没有运行，或这个地区没有数据、不在您的管辖范围内。")
            : TypedResults.Ok(new Answer(run.Month.ToString(), run.Number, run.JudgedOn, asked.Code, [.. readings.Select(x => Of(x, book))]));
    }

    private static Area? Read(string? area, Figures figures) => area switch
    {
        null => figures.Own,
        _ when area == figures.City.Code => figures.City,
        { Length: 6 } => Area.County(area),
        _ when Guid.TryParse(area, out var site) => Area.Site(site),
        { Length: 9 or 12 } => new(AreaLevel.Township, area),
        _ => null,
    };

    private static Line Of(Reading reading, IndicatorBook book) => new(
        reading.Indicator.Code, book.TitleOf(reading.Indicator), reading.Indicator.Kind.ToString().ToLowerInvariant(), book.UnitOf(reading.Indicator),
        reading.Value, reading.Coverage, reading.Counts.Met, reading.Counts.NotMet, reading.Counts.NotApplicable, reading.Counts.Unknown, book.To(reading));

    private static ProblemHttpResult Refused(int status, string words) => TypedResults.Problem(words, statusCode: status, title: "没有结果");
}
