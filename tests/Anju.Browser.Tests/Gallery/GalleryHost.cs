using System.Text.Encodings.Web;
using System.Text.Unicode;
using Anju.Ui;
using Anju.Ui.Gallery;
using Microsoft.AspNetCore.Builder;
using Microsoft.AspNetCore.Hosting.Server;
using Microsoft.AspNetCore.Hosting.Server.Features;
using Microsoft.AspNetCore.Http;
using Microsoft.Extensions.DependencyInjection;
using Microsoft.Extensions.Hosting;
using Microsoft.Extensions.Logging;

namespace Anju.Browser.Tests.Gallery;

/// <summary>The gallery of the interface kit alone, under the content policy of the product, on a free port.</summary>
public sealed class GalleryHost : IAsyncLifetime
{
    private WebApplication? _app;

    public string Root { get; private set; } = "";

    public async ValueTask InitializeAsync()
    {
        // Static files of the kit are found through the manifest of the host that refers to it.
        var builder = WebApplication.CreateBuilder(new WebApplicationOptions
        {
            ApplicationName = "Anju.Web",
            ContentRootPath = AppContext.BaseDirectory,
            EnvironmentName = Environments.Development,
        });
        builder.WebHost.UseSetting("urls", "http://127.0.0.1:0");
        builder.Logging.SetMinimumLevel(LogLevel.Warning);
        builder.Services.AddRazorComponents();
        builder.Services.AddAntiforgery();
        builder.Services.AddSingleton(HtmlEncoder.Create(UnicodeRanges.All));

        _app = builder.Build();
        _app.Use((context, next) =>
        {
            context.Response.Headers.ContentSecurityPolicy =
                "default-src 'self'; script-src 'self'; style-src 'self'; img-src 'self' data:; object-src 'none'; base-uri 'self'; form-action 'self'";
            return next();
        });
        _app.UseAntiforgery();
        _app.MapStaticAssets("Anju.Web.staticwebassets.endpoints.json");
        await using var outlines = File.OpenRead(PlanFile("chenzhou.geojson"));
        _app.MapGallery(CountyShapes.FromGeoJson(outlines));
        _app.MapPost("/sign-out", () => TypedResults.Redirect("/gallery/desk"));
        await _app.StartAsync();
        Root = _app.Services.GetRequiredService<IServer>().Features.Get<IServerAddressesFeature>()!.Addresses.Single();
    }

    public async ValueTask DisposeAsync()
    {
        if (_app is not null)
        {
            await _app.DisposeAsync();
        }
    }

    private static string PlanFile(string name)
    {
        for (var folder = new DirectoryInfo(AppContext.BaseDirectory); folder is not null; folder = folder.Parent)
        {
            var file = Path.Combine(folder.FullName, "plans", "chenzhou-2022", name);
            if (File.Exists(file))
            {
                return file;
            }
        }

        throw new FileNotFoundException("The plan pack is not above the tests.", name);
    }
}
