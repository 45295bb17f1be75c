using System.Diagnostics;
using Microsoft.AspNetCore.Diagnostics;

namespace Anju.Web;

/// <summary>Machines get problem details where people get a page: no endpoint, not signed in, not allowed, too often, a fault.</summary>
internal sealed class ApiAnswers(RequestDelegate next)
{
    public async Task InvokeAsync(HttpContext context)
    {
        if (context.Features.Get<IExceptionHandlerPathFeature>() is { } fault && fault.Path.StartsWith("/api/", StringComparison.Ordinal))
        {
            await AnswerAsync(context);
            return;
        }

        if (!context.Request.Path.StartsWithSegments("/api"))
        {
            await next(context);
            return;
        }

        context.Features.Get<IStatusCodePagesFeature>()?.Enabled = false;
        await next(context);
        if (!context.Response.HasStarted && context.Response is { StatusCode: >= 400, ContentType: null })
        {
            await AnswerAsync(context);
        }
    }

    /// <summary>A problem result is JSON whatever the caller accepts; the problem details service alone refuses a browser's header.</summary>
    private static Task AnswerAsync(HttpContext context) => TypedResults.Problem(
        statusCode: context.Response.StatusCode,
        title: TitleOf(context.Response.StatusCode),
        extensions: [new("traceId", Activity.Current?.Id ?? context.TraceIdentifier)]).ExecuteAsync(context);

    private static string TitleOf(int status) => status switch
    {
        StatusCodes.Status401Unauthorized => "请先登录",
        StatusCodes.Status403Forbidden => "没有权限办理这项业务",
        StatusCodes.Status404NotFound => "没有这个接口或记录",
        StatusCodes.Status405MethodNotAllowed => "这个接口不支持这种操作",
        StatusCodes.Status413PayloadTooLarge => "请求体太大，请分批发送",
        StatusCodes.Status429TooManyRequests => "调用太频繁，请按 Retry-After 写明的秒数等待后再试",
        StatusCodes.Status500InternalServerError => "系统出错，请求没有完成",
        StatusCodes.Status415UnsupportedMediaType => "请求体应是 application/json",
        _ => "请求没有完成",
    };
}
