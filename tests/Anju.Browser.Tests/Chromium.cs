using Microsoft.Playwright;

[assembly: AssemblyFixture(typeof(Anju.Browser.Tests.Chromium))]

namespace Anju.Browser.Tests;

/// <summary>One headless browser for all tests of this project; ANJU_CHROMIUM names another executable.</summary>
public sealed class Chromium : IAsyncLifetime
{
    private static readonly string[] Arguments =
        ["--no-sandbox", "--disable-gpu", "--disable-quic", "--no-first-run", "--disable-background-networking", "--disable-component-update", "--disable-sync"];

    private static readonly string Executable = Environment.GetEnvironmentVariable("ANJU_CHROMIUM") ?? "/usr/bin/chromium";

    private IPlaywright? _playwright;
    private IBrowser? _browser;

    public async ValueTask InitializeAsync()
    {
        _playwright = await Playwright.CreateAsync();
        _browser = await _playwright.Chromium.LaunchAsync(new BrowserTypeLaunchOptions { ExecutablePath = Executable, Args = Arguments });
    }

    /// <summary>A browser of its own that keeps what it keeps in a folder, as on a device.</summary>
    public Task<IBrowserContext> OpenDeviceAsync(string folder, string root) => _playwright!.Chromium.LaunchPersistentContextAsync(
        folder, new BrowserTypeLaunchPersistentContextOptions { ExecutablePath = Executable, Args = Arguments, BaseURL = root, Locale = "zh-CN", TimezoneId = "Asia/Shanghai" });

    /// <summary>A page in a browser context of its own, in Chinese, <paramref name="width" /> CSS pixels wide.</summary>
    public async Task<IPage> OpenAsync(string root, int width = 1440, bool script = true)
    {
        var context = await _browser!.NewContextAsync(new BrowserNewContextOptions
        {
            BaseURL = root,
            Locale = "zh-CN",
            TimezoneId = "Asia/Shanghai",
            JavaScriptEnabled = script,
            ViewportSize = new ViewportSize { Width = width, Height = width < 600 ? 844 : 900 },
            HasTouch = width < 600,
        });
        context.SetDefaultTimeout(10_000);
        return await context.NewPageAsync();
    }

    public async ValueTask DisposeAsync()
    {
        if (_browser is not null)
        {
            await _browser.DisposeAsync();
        }

        _playwright?.Dispose();
    }
}
