using Anju.Access;
using Anju.Kernel;
using Microsoft.AspNetCore.Identity;
using Microsoft.EntityFrameworkCore;
using Microsoft.Extensions.DependencyInjection;
using Microsoft.Playwright;

namespace Anju.Browser.Tests.Product;

/// <summary>A passkey made and used with the browser's own dialogue, answered by a virtual authenticator (requirement A1).</summary>
public sealed class PasskeyTests(Chromium chromium)
{
    private const string Password = "Yun-shan 27 hu";

    [Theory]
    [InlineData(1440)]
    [InlineData(390)]
    public async Task Somebody_makes_one_signs_out_and_signs_in_with_it(int width)
    {
        await using var server = await DemoServer.StartAsync(onServer: false);

        // Browsers give passkeys to names, not to addresses.
        var page = await chromium.OpenAsync(server.Root.Replace("127.0.0.1", "localhost", StringComparison.Ordinal), width);
        var devtools = await page.Context.NewCDPSessionAsync(page);
        await devtools.SendAsync("WebAuthn.enable");
        await devtools.SendAsync("WebAuthn.addVirtualAuthenticator", new Dictionary<string, object>
        {
            ["options"] = new Dictionary<string, object>
            {
                ["protocol"] = "ctap2", ["transport"] = "internal", ["hasResidentKey"] = true, ["hasUserVerification"] = true, ["isUserVerified"] = true, ["automaticPresenceSimulation"] = true,
            },
        });
        var user = await LeaderAsync(server);
        await GivePasswordAsync(server, user);
        await page.GotoAsync(server.Services.GetRequiredService<SignInLinks>().For(user.Id));

        await page.GotoAsync("/me");
        await page.GetByRole(AriaRole.Link, new() { Name = "登记", Exact = true }).ClickAsync();
        await DemoServer.PictureAsync(page, $"passkey-make-{width}");
        await page.GetByRole(AriaRole.Button, new() { Name = "登记", Exact = true }).ClickAsync();
        await page.WaitForURLAsync("**/me?done=passkey");
        await DemoServer.PictureAsync(page, $"passkey-made-{width}");
        Assert.Contains("从未", await page.Locator("main").InnerTextAsync(), StringComparison.Ordinal);

        await page.Context.ClearCookiesAsync();
        await page.GotoAsync("/sign-in?next=/households");
        await page.Locator("[name=name]").FillAsync(user.SignInName);
        await page.Locator("[name=password]").FillAsync(Password);
        await page.GetByRole(AriaRole.Button, new() { Name = "下一步" }).ClickAsync();
        await page.WaitForURLAsync("**/sign-in/code**");
        await DemoServer.PictureAsync(page, $"passkey-use-{width}");
        Assert.False(await page.Locator(".lacks-passkeys").IsVisibleAsync());
        await page.GetByRole(AriaRole.Button, new() { Name = "用通行密钥登录" }).ClickAsync();
        await page.WaitForURLAsync("**/households");

        await using var db = server.Open();
        Assert.Contains(await db.Set<UserSession>().Where(session => session.UserId == user.Id).ToListAsync(), session => session.Way == SignInWay.Passkey);
    }

    private static async Task<UserAccount> LeaderAsync(DemoServer server)
    {
        await using var db = server.Open();
        var leader = await db.Set<Post>().Where(post => post.Role == Role.CityLead).Select(post => post.UserId).FirstAsync();
        return await db.Set<UserAccount>().AsNoTracking().SingleAsync(account => account.Id == leader);
    }

    /// <summary>People of the demonstration come by links; this one has a password and an authenticator besides.</summary>
    private static async Task GivePasswordAsync(DemoServer server, UserAccount user)
    {
        await using var scope = server.Services.CreateAsyncScope();
        var hash = scope.ServiceProvider.GetRequiredService<IPasswordHasher<UserAccount>>().HashPassword(user, Password);
        var key = scope.ServiceProvider.GetRequiredService<AuthenticatorCodes>().NewKey().Sealed;
        await using var db = server.Open();
        var now = server.Services.GetRequiredService<TimeProvider>().GetUtcNow().UtcDateTime;
        Assert.True(await server.Services.GetRequiredService<AccountRows>().ChangeAsync(
            user.Id, account => (account.PasswordHash, account.PasswordSetAt, account.Authenticator) = (hash, now, key), default));
    }
}
