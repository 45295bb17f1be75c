using System.Security.Cryptography;
using Anju.Ledgers;
using Microsoft.AspNetCore.OpenApi;
using Microsoft.OpenApi;
using Scalar.AspNetCore;

namespace Anju.Web;

/// <summary>The description of the API and the page that shows it: our words, nothing from elsewhere, nothing that leads away.</summary>
internal sealed class ApiPage(LedgerCatalogue ledgers) : IOpenApiDocumentTransformer
{
    public const string Address = "/api-docs";

    /// <summary>Gives the number to styles that come later.</summary>
    private const string StylesScript = "/_content/Anju.Ui/api-page.js";

    private const string Title = "安居 数据接口";

    /// <summary>Its scripts and the styles that they write carry a number of this answer's own, which the policy of the answer names.</summary>
    public static void Set(ScalarOptions page, HttpContext context)
    {
        var once = Convert.ToHexStringLower(RandomNumberGenerator.GetBytes(16));
        context.Items[ScalarOptions.NonceHttpContextItemKey] = once;
        Set(page);
        page.WithNonce(once).AddHeadContent($"<meta property=\"csp-nonce\" content=\"{once}\"><script src=\"{StylesScript}\"></script>");
    }

    private static void Set(ScalarOptions page) => page
        .WithTitle(Title)
        .WithLocalization(new ScalarLocalizationOptions { Locale = "zh-CN" })
        .DisableDefaultFonts()
        .DisableAgent()
        .DisableMcp()
        .DisableTelemetry()
        .HideClientButton()
        .HideDeveloperTools()
        .WithJsonDocumentDownload()
        .WithDefaultHttpClient(ScalarTarget.Shell, ScalarClient.Curl);

    public Task TransformAsync(OpenApiDocument document, OpenApiDocumentTransformerContext context, CancellationToken cancellationToken)
    {
        document.Info = new()
        {
            Title = Title,
            Version = "v1",
            Description = "各台账的查询、新增、修改和删除，一户一档和指标。看到和能改的范围与登录的账号相同；列表的参数与页面地址栏中的相同，姓名、号码写在 POST /api/{台账}/search 的请求体里；"
                + "修改时用 If-Match 或 version 带上读到的版本号，别人改过的答 409。",
        };
        document.Tags = new HashSet<OpenApiTag>(ledgers.All.Select(ledger => new OpenApiTag { Name = ledger.Title, Description = $"{ledger.Title}（/api/{ledger.Code}）" }))
        {
            new() { Name = "一户一档", Description = "一户的全部档案，可直接用于 judge 命令" },
            new() { Name = "指标", Description = "各项指标的数值、覆盖率和分母" },
        };
        return Task.CompletedTask;
    }
}
