using Microsoft.AspNetCore.Diagnostics;

namespace Anju.Web;

/// <summary>Machines get problem details where people get a page: no endpoint, not signed in, not allowed.</summary>
internal sealed class ApiAnswers(RequestDelegate next)
{
    public async Task InvokeAsync(HttpContext context)
    {
        if (!context.Request.Path.StartsWithSegments("/api"))
        {
            await next(context);
            return;
        }

        context.Features.Get<IStatusCodePagesFeature>()?.Enabled = false;
        await next(context);
        if (!context.Response.HasStarted && context.Response is { StatusCode: >= 400, ContentType: null })
        {
            // A problem result is JSON whatever the caller accepts; the problem details service alone refuses a browser's header.
            await TypedResults.Problem(statusCode: context.Response.StatusCode, title: TitleOf(context.Response.StatusCode))
                .ExecuteAsync(context);
        }
    }

    private static string TitleOf(int status) => status switch
    {
        StatusCodes.Status401Unauthorized => "请先登录",
        StatusCodes.Status403Forbidden => "没有权限办理这项业务",
        StatusCodes.Status404NotFound => "没有这个接口或记录",
        StatusCodes.Status405MethodNotAllowed => "这个接口不支持这种操作",
        StatusCodes.Status415UnsupportedMediaType => "请求体应是 application/json",
        _ => "请求没有完成",
    };
}
