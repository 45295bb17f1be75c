using Anju.Kernel;

namespace Anju.Browser.Tests.Product;

/// <summary>The page of the API works under a policy that takes no inline style but its own (requirement D1).</summary>
public sealed class ApiPageTests(Chromium chromium)
{
    [Theory]
    [InlineData(1440)]
    [InlineData(390)]
    public async Task It_is_shown_whole_and_takes_no_style_from_elsewhere(int width)
    {
        await using var server = await DemoServer.StartAsync(onServer: false);
        var page = await server.SignInAsync(chromium, Role.CountyOfficer, width, "431002");
        await page.AddInitScriptAsync("window.refused = []; document.addEventListener('securitypolicyviolation', e => refused.push(e.violatedDirective + ' ' + e.blockedURI + ' ' + e.sample))");

        await page.GotoAsync("/api-docs");
        await page.GetByText("安居 数据接口").First.WaitForAsync();
        await page.GetByText("家庭").First.WaitForAsync(new() { State = Microsoft.Playwright.WaitForSelectorState.Attached });
        await DemoServer.PictureAsync(page, $"api-page-{width}", whole: false);

        // It also tries to evaluate text and to put styles on elements in markup. Both are refused, and it does without.
        var refused = await page.EvaluateAsync<string[]>("() => refused");
        Assert.All(refused, one => Assert.True(one.StartsWith("script-src eval", StringComparison.Ordinal) || one.StartsWith("style-src-attr", StringComparison.Ordinal), one));
        Assert.True(await page.EvaluateAsync<bool>("() => [...document.querySelectorAll('style')].some(style => style.sheet?.cssRules.length > 20)"), "its styles are not taken");

        // Put in as markup, as somebody who found a hole would: it has no number, and is refused.
        await page.EvaluateAsync("() => document.body.insertAdjacentHTML('beforeend', '<style>body { outline: 9px solid red }</style>')");
        Assert.Equal("none", await page.EvaluateAsync<string>("() => getComputedStyle(document.body).outlineStyle"));
        Assert.Contains(await page.EvaluateAsync<string[]>("() => refused"), one => one.StartsWith("style-src-elem", StringComparison.Ordinal));
    }
}
