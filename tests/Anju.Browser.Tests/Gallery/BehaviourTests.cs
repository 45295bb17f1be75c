using Microsoft.Playwright;

namespace Anju.Browser.Tests.Gallery;

/// <summary>What the small script adds, and that the pages work without it.</summary>
public sealed class BehaviourTests(Chromium chromium, GalleryHost host) : IClassFixture<GalleryHost>
{
    [Fact]
    public async Task A_search_leaves_empty_fields_out_of_the_address()
    {
        var page = await ShowAsync("list");
        await page.GetByLabel("关键字").FillAsync("金山");
        await page.GetByLabel("月份").FillAsync("");

        await page.GetByRole(AriaRole.Button, new() { Name = "查询" }).ClickAsync();

        await page.WaitForURLAsync("**/gallery/list?county=431021&q=*");
    }

    [Fact]
    public async Task Changing_the_page_size_keeps_the_filters_and_goes_back_to_the_first_page()
    {
        var page = await ShowAsync("list?q=abc&after=GY1000144");

        await page.GetByLabel("每页").SelectOptionAsync("50");

        await page.WaitForURLAsync("**/gallery/list?q=abc&size=50");
    }

    [Fact]
    public async Task A_half_filled_form_is_offered_again_after_a_reload()
    {
        var page = await ShowAsync("form");
        await page.GetByLabel("备注").FillAsync("次女在县城就读");
        await page.GetByLabel("有就业意愿").UncheckAsync();
        await page.WaitForTimeoutAsync(500);

        await page.ReloadAsync();
        await page.GetByRole(AriaRole.Button, new() { Name = "恢复草稿" }).ClickAsync();

        Assert.Equal("次女在县城就读", await page.GetByLabel("备注").InputValueAsync());
        Assert.False(await page.GetByLabel("有就业意愿").IsCheckedAsync());
    }

    [Fact]
    public async Task A_discarded_draft_does_not_come_back()
    {
        var page = await ShowAsync("form");
        await page.GetByLabel("备注").FillAsync("写错了");
        await page.WaitForTimeoutAsync(500);
        await page.ReloadAsync();

        await page.GetByRole(AriaRole.Button, new() { Name = "丢弃" }).ClickAsync();
        await page.ReloadAsync();

        Assert.Equal(0, await page.GetByRole(AriaRole.Button, new() { Name = "恢复草稿" }).CountAsync());
    }

    [Fact]
    public async Task A_sensitive_field_is_never_written_to_lasting_storage()
    {
        var page = await ShowAsync("form");
        await page.GetByLabel("身份证号").FillAsync("431021196205121020");
        await page.WaitForTimeoutAsync(500);

        Assert.DoesNotContain("431021196205121020", await page.EvaluateAsync<string>("JSON.stringify({ ...localStorage })"));
        Assert.Contains("431021196205121020", await page.EvaluateAsync<string>("JSON.stringify({ ...sessionStorage })"));
    }

    [Fact]
    public async Task Signing_out_forgets_every_draft()
    {
        var page = await ShowAsync("form");
        await page.GetByLabel("备注").FillAsync("草稿");
        await page.WaitForTimeoutAsync(500);

        await page.GetByRole(AriaRole.Button, new() { Name = "退出" }).ClickAsync();
        await page.WaitForURLAsync("**/gallery/desk");
        await page.GotoAsync("/gallery/form");

        Assert.DoesNotContain("draft", await page.EvaluateAsync<string>("JSON.stringify({ ...localStorage, ...sessionStorage })"));
    }

    [Fact]
    public async Task Sending_a_form_without_a_network_says_so_and_keeps_what_was_typed()
    {
        var page = await ShowAsync("form");
        await page.GetByLabel("备注").FillAsync("网络断开前填写");
        await page.Context.SetOfflineAsync(true);

        await page.GetByRole(AriaRole.Button, new() { Name = "保存" }).ClickAsync();

        await page.GetByText("无法连接服务器").WaitForAsync();
        Assert.Equal("网络断开前填写", await page.GetByLabel("备注").InputValueAsync());
    }

    [Fact]
    public async Task Sending_a_form_while_the_server_is_down_says_so_and_keeps_what_was_typed()
    {
        var page = await ShowAsync("form");
        await page.GetByLabel("备注").FillAsync("服务器重启前填写");
        await page.RouteAsync("**/gallery/form", route => route.AbortAsync("connectionrefused"));

        await page.GetByRole(AriaRole.Button, new() { Name = "保存" }).ClickAsync();

        await page.GetByText("无法连接服务器").WaitForAsync();
        Assert.Equal("服务器重启前填写", await page.GetByLabel("备注").InputValueAsync());
        Assert.Contains("服务器重启前填写", await page.EvaluateAsync<string>("JSON.stringify({ ...localStorage })"));
    }

    [Fact]
    public async Task A_draft_is_forgotten_once_the_form_is_saved()
    {
        var page = await ShowAsync("form");
        await page.GetByLabel("备注").FillAsync("已核实");

        await page.GetByRole(AriaRole.Button, new() { Name = "保存" }).ClickAsync();
        await page.GetByRole(AriaRole.Heading, new() { Name = "搬迁户" }).WaitForAsync();

        await page.WaitForTimeoutAsync(500);
        Assert.DoesNotContain("已核实", await page.EvaluateAsync<string>("JSON.stringify({ ...localStorage })"));
    }

    [Fact]
    public async Task A_draft_survives_a_failure_of_the_server()
    {
        var page = await ShowAsync("form");
        await page.GetByLabel("备注").FillAsync("失败前填写");
        await page.RouteAsync("**/gallery/form", route => route.FulfillAsync(new RouteFulfillOptions
        {
            Status = 500,
            ContentType = "text/html; charset=utf-8",
            Body = "<header data-user='u1'></header><h1>系统出错了</h1>",
        }));

        await page.GetByRole(AriaRole.Button, new() { Name = "保存" }).ClickAsync();
        await page.GetByText("系统出错了").WaitForAsync();
        await page.UnrouteAllAsync();
        await page.GotoAsync("/gallery/form");
        await page.GetByRole(AriaRole.Button, new() { Name = "恢复草稿" }).ClickAsync();

        Assert.Equal("失败前填写", await page.GetByLabel("备注").InputValueAsync());
    }

    [Fact]
    public async Task A_list_can_be_walked_with_the_keyboard()
    {
        var page = await ShowAsync("list");

        await page.Keyboard.PressAsync("/");
        Assert.Equal("global-search", await FocusedAsync(page, "id"));

        await page.Locator("tbody a").First.FocusAsync();
        await page.Keyboard.PressAsync("ArrowDown");
        await page.Keyboard.PressAsync("j");
        Assert.Equal("高丽敏", await FocusedAsync(page, "textContent"));

        await page.Keyboard.PressAsync("ArrowUp");
        Assert.Equal("魏莺", await FocusedAsync(page, "textContent"));
    }

    [Fact]
    public async Task Single_key_commands_can_be_switched_off()
    {
        var page = await ShowAsync("list");
        await page.GetByText("键盘操作").ClickAsync();
        await page.GetByLabel("启用单键操作").UncheckAsync();
        await page.ReloadAsync();

        await page.Keyboard.PressAsync("/");

        Assert.NotEqual("global-search", await FocusedAsync(page, "id"));
    }

    [Fact]
    public async Task The_menu_is_a_drawer_on_a_phone()
    {
        var page = await ShowAsync("desk", width: 390);
        var menu = page.GetByRole(AriaRole.Navigation, new() { Name = "主导航" });
        Assert.False(await menu.IsVisibleAsync());

        await page.GetByRole(AriaRole.Button, new() { Name = "菜单" }).ClickAsync();
        Assert.True(await menu.IsVisibleAsync());

        await page.Keyboard.PressAsync("Escape");
        Assert.False(await menu.IsVisibleAsync());
    }

    [Fact]
    public async Task The_menu_opens_on_a_phone_without_script()
    {
        var page = await chromium.OpenAsync(host.Root, width: 390, script: false);
        await page.GotoAsync("/gallery/desk");

        await page.Locator(".menu-button").ClickAsync();

        Assert.True(await page.GetByRole(AriaRole.Navigation, new() { Name = "主导航" }).IsVisibleAsync());
    }

    [Fact]
    public async Task The_page_size_has_a_button_without_script()
    {
        var page = await chromium.OpenAsync(host.Root, script: false);
        await page.GotoAsync("/gallery/list?q=abc");

        await page.GetByLabel("每页").SelectOptionAsync("100");
        await page.GetByRole(AriaRole.Button, new() { Name = "确定" }).ClickAsync();

        Assert.EndsWith("/gallery/list?q=abc&size=100", page.Url, StringComparison.Ordinal);
    }

    [Fact]
    public async Task Long_work_shows_counts_and_leads_on_to_its_result()
    {
        var page = await ShowAsync("states");

        await page.Locator("x-progress .counts", new() { HasText = "/ 50,000" }).WaitForAsync();
        await page.GetByText("已完成，新增 312 户，修改 1,204 户").WaitForAsync();
        await page.WaitForURLAsync("**/gallery/list");
    }

    [Fact]
    public async Task Paper_shows_the_list_without_navigation_and_filters()
    {
        var page = await ShowAsync("list");

        await page.EmulateMediaAsync(new PageEmulateMediaOptions { Media = Media.Print });

        Assert.True(await page.GetByText("GY1000011").IsVisibleAsync());
        Assert.False(await page.Locator(".header").IsVisibleAsync());
        Assert.False(await page.Locator(".side").IsVisibleAsync());
        Assert.False(await page.Locator(".filters").IsVisibleAsync());
    }

    private async Task<IPage> ShowAsync(string name, int width = 1440)
    {
        var page = await chromium.OpenAsync(host.Root, width);
        await page.GotoAsync($"/gallery/{name}");
        return page;
    }

    private static Task<string> FocusedAsync(IPage page, string property) =>
        page.EvaluateAsync<string>($"document.activeElement.{property}");
}
