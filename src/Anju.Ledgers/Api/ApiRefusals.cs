using Anju.Kernel;
using Microsoft.AspNetCore.Http;
using Microsoft.AspNetCore.Http.HttpResults;
using Microsoft.AspNetCore.Mvc;

namespace Anju.Ledgers;

/// <summary>Refusals as problem details (RFC 9457), in Chinese.</summary>
internal static class ApiRefusals
{
    /// <summary>404 for what is not there, 409 for a conflict, otherwise 422 unless told.</summary>
    public static ProblemHttpResult Of(Refusal refusal, int? status = null) =>
        Of([.. refusal.All], refusal.Code switch
        {
            "NOT_FOUND" => StatusCodes.Status404NotFound,
            "CONFLICT" => StatusCodes.Status409Conflict,
            _ => status ?? StatusCodes.Status422UnprocessableEntity,
        });

    /// <summary>Several things wrong at once, by field.</summary>
    public static ProblemHttpResult Of(IReadOnlyList<Refusal> refusals, int status)
    {
        var problem = new ProblemDetails
        {
            Status = status,
            Title = status switch
            {
                StatusCodes.Status400BadRequest => "请求有误",
                StatusCodes.Status404NotFound => "没有找到",
                StatusCodes.Status409Conflict => "与他人的修改冲突",
                _ => "不能这样办理",
            },
            Detail = string.Join("；", refusals.Select(refusal => refusal.Message)),
        };
        problem.Extensions["code"] = refusals[0].Code;
        var fields = refusals.Where(refusal => refusal.Field is not null).GroupBy(refusal => refusal.Field!)
            .ToDictionary(field => field.Key, field => field.Select(refusal => refusal.Message).ToArray());
        if (fields.Count > 0)
        {
            problem.Extensions["errors"] = fields;
        }

        return TypedResults.Problem(problem);
    }
}
