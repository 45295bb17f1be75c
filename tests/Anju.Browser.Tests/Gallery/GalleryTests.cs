using Microsoft.Playwright;

namespace Anju.Browser.Tests.Gallery;

/// <summary>Every part of the interface kit as people meet it: accessible, within the window, under the content policy.</summary>
public sealed class GalleryTests(Chromium chromium, GalleryHost host) : IClassFixture<GalleryHost>
{
    public static TheoryData<string, int> PagesAndWidths => new(
        from page in new[] { "desk", "list", "file", "form", "states" }
        from width in new[] { 1440, 390 }
        select (page, width));

    [Theory]
    [MemberData(nameof(PagesAndWidths))]
    public async Task A_page_has_no_accessibility_violation(string name, int width)
    {
        var page = await ShowAsync(name, width);

        Assert.Empty(await Accessibility.ViolationsAsync(page));
    }

    [Theory]
    [MemberData(nameof(PagesAndWidths))]
    public async Task Nothing_is_cut_off_or_wider_than_the_window(string name, int width)
    {
        var page = await ShowAsync(name, width);

        var content = await page.EvaluateAsync<int>("document.documentElement.scrollWidth");

        Assert.InRange(content, 1, width);
    }

    [Theory]
    [MemberData(nameof(PagesAndWidths))]
    public async Task The_content_policy_refuses_nothing(string name, int width)
    {
        var page = await chromium.OpenAsync(host.Root, width);
        var complaints = new List<string>();
        page.Console += (_, message) => { if (message.Type is "error" or "warning") { complaints.Add(message.Text); } };
        page.PageError += (_, error) => complaints.Add(error);
        await page.GotoAsync($"/gallery/{name}");

        await page.Locator("main h1").WaitForAsync();

        Assert.Empty(complaints);
        Assert.Equal(0, await page.Locator("[style], [onclick], [onchange], [onsubmit], style").CountAsync());
    }

    [Theory]
    [InlineData("desk")]
    [InlineData("list")]
    [InlineData("file")]
    [InlineData("form")]
    public async Task What_is_touched_on_a_phone_is_at_least_40_pixels_high(string name)
    {
        var page = await ShowAsync(name, 390);

        // Links within a sentence or a cell of a scrolling table may be smaller (WCAG 2.5.8, inline exception).
        var small = await page.EvaluateAsync<string[]>(
            """
            () => [...document.querySelectorAll('button, select, input:not([type=hidden]):not([type=checkbox]), .button, label.check, nav a, .row-actions a, .card-title a, .pager a, .figure-value a')]
              .filter(element => element.getClientRects().length > 0 && !element.matches('.skip'))
              .filter(element => element.getBoundingClientRect().height < 39.5)
              .map(element => `${element.outerHTML.slice(0, 90)} ${element.getBoundingClientRect().height}`)
            """);

        Assert.Empty(small);
    }

    [Fact]
    public async Task Twelve_columns_and_the_actions_fit_without_scrolling()
    {
        var page = await ShowAsync("list", 1440);

        var hidden = await page.EvalOnSelectorAsync<int>(".table-frame", "frame => frame.scrollWidth - frame.clientWidth");

        Assert.Equal(0, hidden);
        Assert.Equal(13, await page.Locator("thead th").CountAsync());
    }

    private async Task<IPage> ShowAsync(string name, int width)
    {
        var page = await chromium.OpenAsync(host.Root, width);
        await page.GotoAsync($"/gallery/{name}");
        if (Environment.GetEnvironmentVariable("ANJU_SCREENSHOTS") is { Length: > 0 } folder)
        {
            await page.ScreenshotAsync(new PageScreenshotOptions { Path = Path.Combine(folder, $"{name}-{width}.png"), FullPage = true });
        }

        return page;
    }
}
