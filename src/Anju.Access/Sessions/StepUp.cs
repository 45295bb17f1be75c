using Anju.Kernel;
using Microsoft.AspNetCore.Http;
using Microsoft.Extensions.DependencyInjection;

namespace Anju.Access;

/// <summary>Sends whoever opens a sensitive door to confirm who they are first, and back (requirement A11).</summary>
internal static class StepUp
{
    public const string Page = "/confirm";

    public static async Task AskAsync(HttpContext context, RequestDelegate next)
    {
        if (context.GetEndpoint()?.Metadata.GetMetadata<StepUpAttribute>() is null
            || context.RequestServices.GetRequiredService<CurrentActor>().Session is not { } session
            || session.IsFresh(context.RequestServices.GetRequiredService<TimeProvider>(), context.RequestServices.GetRequiredService<SignInRules>()))
        {
            await next(context);
            return;
        }

        if (context.Request.Path.StartsWithSegments("/api"))
        {
            await TypedResults.Problem("这一操作要先确认身份：请在页面上重新输入验证码，5 分钟内再试。", statusCode: StatusCodes.Status403Forbidden, extensions: new Dictionary<string, object?> { ["code"] = "STEP_UP" })
                .ExecuteAsync(context);
            return;
        }

        // What was posted is not kept: the form is opened again after the confirmation.
        var back = HttpMethods.IsGet(context.Request.Method) ? context.Request.Path + context.Request.QueryString : context.Request.Path.ToString();
        context.Response.Redirect(Page + QueryString.Create("next", back));
    }
}
