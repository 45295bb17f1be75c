using System.Security.Authentication;
using System.Text.Encodings.Web;
using System.Text.Unicode;
using Anju.Access;
using Anju.Community;
using Anju.Employment;
using Anju.Kernel;
using Anju.Ledgers;
using Anju.Policy;
using Anju.Register;
using Anju.Ui;
using Anju.Web.Pages;
using Anju.Workflows;
using Microsoft.AspNetCore.DataProtection;
using Microsoft.AspNetCore.DataProtection.KeyManagement;
using Microsoft.AspNetCore.Diagnostics;
using Microsoft.AspNetCore.Http.Features;
using Microsoft.AspNetCore.Http.Metadata;
using Microsoft.AspNetCore.HttpOverrides;
using Scalar.AspNetCore;

namespace Anju.Web;

/// <summary>Puts the product together.</summary>
internal static class AnjuHost
{
    /// <summary>Of one request, whatever reads it: pages, forms, API. Uploads of workbooks name a larger number.</summary>
    private const long MostBytes = 8 << 20;

    private static readonly string[] Methods = [HttpMethods.Get, HttpMethods.Head, HttpMethods.Post, HttpMethods.Put, HttpMethods.Delete];

    /// <summary>The engines without pages, routes or a server, for a command that does its work and ends.</summary>
    public static ServiceProvider Engines(HostSettings settings)
    {
        Directory.CreateDirectory(settings.Data);
        var services = new ServiceCollection();
        services.AddLogging();
        AddEngines(services, settings);
        return services.BuildServiceProvider();
    }

    /// <summary>All of it, to be started.</summary>
    public static WebApplication Build(HostSettings settings)
    {
        Directory.CreateDirectory(settings.Data);
        var builder = WebApplication.CreateBuilder(new WebApplicationOptions
        {
            ApplicationName = typeof(AnjuHost).Assembly.GetName().Name,
            ContentRootPath = AppContext.BaseDirectory,
        });
        builder.WebHost.UseStaticWebAssets();
        builder.WebHost.UseUrls(settings.Urls);
        builder.WebHost.ConfigureKestrel(kestrel =>
        {
            kestrel.AddServerHeader = false;
            kestrel.Limits.MaxRequestBodySize = MostBytes;
            kestrel.ConfigureHttpsDefaults(https => https.SslProtocols = SslProtocols.Tls12 | SslProtocols.Tls13);
        });
        builder.Logging.AddFilter("Microsoft", LogLevel.Warning);

        // Keys of the sign-in cookie lie beside the data, in a folder that only the owner may read: nothing to warn of at each start.
        builder.Logging.AddFilter("Microsoft.AspNetCore.DataProtection.KeyManagement.XmlKeyManager", LogLevel.Error);
        AddEngines(builder.Services, settings);
        AddPages(builder.Services, settings);

        var app = builder.Build();
        if (settings.Proxies.Count > 0)
        {
            app.UseForwardedHeaders();
        }

        app.Use(RefuseUnknownMethods);
        app.UseExceptionHandler(new ExceptionHandlerOptions { ExceptionHandlingPath = "/error", CreateScopeForErrors = true, StatusCodeSelector = StatusOf });
        app.UseStatusCodePagesWithReExecute("/status/{0}", createScopeForStatusCodePages: true);
        app.Use(ReadThePageOfARefusal);
        app.UseMiddleware<SecurityHeaders>();
        app.Use(RefuseTooLarge);
        app.Use(AskedTypes.CheckAsync);
        app.UseMiddleware<ApiAnswers>();
        app.UseMiddleware<CleanText>();
        app.MapStaticAssets().AllowAnonymous();
        app.UseAccess();
        app.UseAntiforgery();
        TypedFilters.Map(app);
        app.MapAccess(settings.Demo || settings.Links);
        AuditExport.Map(app);
        app.MapOpenApi().RequireAuthorization(Policies.Read);
        app.MapScalarApiReference(ApiPage.Address, ApiPage.Set).RequireAuthorization(Policies.Read);
        app.MapLedgers();
        app.MapRegister();
        app.MapPolicy();
        app.MapRazorComponents<App>()
            .AddAdditionalAssemblies([.. Product.Modules.Assemblies.Where(HasPages)]);
        return app;
    }

    /// <summary>A refused post is answered by a page that is read, not posted to: otherwise the page refuses it once more, for want of a form.</summary>
    private static Task ReadThePageOfARefusal(HttpContext context, RequestDelegate next)
    {
        if (context.Features.Get<IStatusCodeReExecuteFeature>() is not null || context.Features.Get<IExceptionHandlerPathFeature>() is not null)
        {
            context.Request.Method = HttpMethods.Get;
        }

        return next(context);
    }

    /// <summary>A request that was wrong in itself, such as one that is too large, is no fault of the product.</summary>
    private static int StatusOf(Exception problem) => problem is BadHttpRequestException wrong ? wrong.StatusCode : StatusCodes.Status500InternalServerError;

    /// <summary>TRACE gives back what was sent, cookies among it; nothing here asks for it or for any other method.</summary>
    private static Task RefuseUnknownMethods(HttpContext context, RequestDelegate next)
    {
        if (Methods.Contains(context.Request.Method))
        {
            return next(context);
        }

        context.Response.StatusCode = StatusCodes.Status405MethodNotAllowed;
        return Task.CompletedTask;
    }

    /// <summary>Before anything reads of it: whoever sends too much is told so, whatever the page would have said.</summary>
    private static Task RefuseTooLarge(HttpContext context, RequestDelegate next)
    {
        if (context.Request.ContentLength > (context.GetEndpoint()?.Metadata.GetMetadata<IRequestSizeLimitMetadata>()?.MaxRequestBodySize ?? MostBytes)
            && context.Features.Get<IStatusCodeReExecuteFeature>() is null)
        {
            context.Response.StatusCode = StatusCodes.Status413PayloadTooLarge;
            return Task.CompletedTask;
        }

        return next(context);
    }

    private static bool HasPages(System.Reflection.Assembly assembly) =>
        assembly.GetTypes().Any(type => type.IsDefined(typeof(Microsoft.AspNetCore.Components.RouteAttribute), false));

    private static void AddEngines(IServiceCollection services, HostSettings settings)
    {
        services.AddSingleton(settings);
        services.AddSingleton(settings.Clock ?? TimeProvider.System);
        services.AddSingleton(Product.Modules);
        services.AddSingleton(new Databases(settings.Database, Product.Modules));
        services.AddSingleton(provider => provider.GetRequiredService<Databases>().Keys);
        services.AddSingleton<SecurityLog>();
        services.AddSingleton<Anchors>();
        services.AddSingleton(provider => new BusinessDate(provider.GetRequiredService<TimeProvider>(), settings.Today));
        services.AddLedgers(settings.Exports);
        services.AddPolicy();
        services.AddWorkflows();
        services.AddRegister();
        services.AddEmployment();
        services.AddCommunity();
        services.AddOrganisations(settings.SignIn);
    }

    private static void AddPages(IServiceCollection services, HostSettings settings)
    {
        services.AddSingleton(HtmlEncoder.Create(UnicodeRanges.All));
        services.AddDataProtection().SetApplicationName("Anju").PersistKeysToFileSystem(PrivateFolder.Make(Path.Combine(settings.Data, "keys")));
        services.AddOptions<KeyManagementOptions>().Configure<KeyRing>((options, keys) => options.XmlEncryptor = new SessionKeySealing(keys));
        services.ConfigureHttpJsonOptions(options => Json.Configure(options.SerializerOptions));
        services.AddProblemDetails();
        services.AddOpenApi(options => options.AddOperationTransformer<LedgerParameters>().AddDocumentTransformer<ApiPage>());
        services.AddSingleton(new NavigationItem(NavigationGroups.System, "数据接口", ApiPage.Address, 50));
        services.AddRazorComponents();
        services.AddSingleton<TypedWords>();
        services.AddCascadingAuthenticationState();
        services.AddHostedService(provider => provider.GetRequiredService<ParameterNotes>());
        services.AddAccess(settings.IsHttps, settings.Paces, settings.Sso, settings.SignIn);
        services.AddCaseRounds();
        services.Configure<FormOptions>(options => options.MultipartBodyLengthLimit = MostBytes);
        services.Configure<ForwardedHeadersOptions>(options =>
        {
            options.ForwardedHeaders = ForwardedHeaders.XForwardedFor | ForwardedHeaders.XForwardedProto;
            options.KnownProxies.Clear();
            options.KnownIPNetworks.Clear();
            foreach (var proxy in settings.Proxies)
            {
                options.KnownIPNetworks.Add(proxy);
            }
        });
    }
}
