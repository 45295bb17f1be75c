using System.Text.Encodings.Web;
using System.Text.Unicode;
using Anju.Access;
using Anju.Kernel;
using Anju.Ledgers;
using Anju.Policy;
using Anju.Register;
using Anju.Ui;
using Anju.Web.Pages;
using Microsoft.AspNetCore.DataProtection;
using Microsoft.AspNetCore.DataProtection.KeyManagement;
using Microsoft.AspNetCore.Diagnostics;
using Scalar.AspNetCore;

namespace Anju.Web;

/// <summary>What a server is started with.</summary>
/// <param name="Data">Folder of the embedded database, keys and files.</param>
/// <param name="Today">Stands still on this business date; null follows the clock.</param>
/// <param name="Demo">Every page says that nothing is real; accounts are entered by links that the terminal shows.</param>
/// <param name="Links">Accounts are entered by links although the pages do not call it a demonstration: for tests.</param>
/// <param name="Clock">The system's, but for tests.</param>
internal sealed record HostSettings(string Data, DatabaseAddress Database, string Urls = "http://127.0.0.1:5080", DateOnly? Today = null, bool Demo = false, bool Links = false,
    TimeProvider? Clock = null);

/// <summary>Puts the product together.</summary>
internal static class AnjuHost
{
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
        builder.WebHost.ConfigureKestrel(kestrel => kestrel.AddServerHeader = false);
        builder.Logging.AddFilter("Microsoft", LogLevel.Warning);

        // Keys of the sign-in cookie lie beside the data, in a folder that only the owner may read: nothing to warn of at each start.
        builder.Logging.AddFilter("Microsoft.AspNetCore.DataProtection.KeyManagement.XmlKeyManager", LogLevel.Error);
        AddEngines(builder.Services, settings);
        AddPages(builder.Services, settings);

        var app = builder.Build();
        app.UseExceptionHandler("/error", createScopeForErrors: true);
        app.UseStatusCodePagesWithReExecute("/status/{0}", createScopeForStatusCodePages: true);
        app.Use(ReadThePageOfARefusal);
        app.UseMiddleware<SecurityHeaders>();
        app.UseMiddleware<ApiAnswers>();
        app.UseMiddleware<CleanText>();
        app.MapStaticAssets().AllowAnonymous();
        app.UseAccess();
        app.UseAntiforgery();
        app.MapAccess(settings.Demo || settings.Links);
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
        services.AddSingleton(provider => new BusinessDate(provider.GetRequiredService<TimeProvider>(), settings.Today));
        services.AddLedgers();
        services.AddPolicy();
        services.AddRegister();
        services.AddOrganisations();
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
        services.AddCascadingAuthenticationState();
        services.AddAccess();
    }
}
