using System.Text.Encodings.Web;
using System.Text.RegularExpressions;
using System.Text.Unicode;
using Anju.Ui;
using Microsoft.AspNetCore.Components;
using Microsoft.AspNetCore.Components.Web;
using Microsoft.Extensions.DependencyInjection;
using Microsoft.Extensions.Logging.Abstractions;

namespace Anju.Tests.Ui;

/// <summary>What parts of the interface kit write into the page.</summary>
public sealed partial class PartsTests
{
    [Fact]
    public async Task Equal_rates_share_a_place_and_small_units_get_none()
    {
        var html = await WriteAsync<Ranking>(new()
        {
            [nameof(Ranking.Caption)] = "排名",
            [nameof(Ranking.Units)] = (IReadOnlyList<RankedUnit>)
            [
                new("甲", 5, 2, 0), new("乙", 90, 10, 0), new("丙", 99, 1, 0), new("丁", 180, 20, 5), new("戊", 50, 50, 0),
            ],
        });

        Assert.Equal(["1丙", "2乙", "2丁", "4戊", "—甲"], PlaceAndName().Matches(html).Select(row => row.Groups[1].Value + row.Groups[2].Value));
        Assert.Contains("样本过少", html, StringComparison.Ordinal);
    }

    [Fact]
    public async Task A_pager_keeps_the_filters_and_leaves_out_what_cannot_be_reached()
    {
        var html = await WriteAsync<Pager>(new() { [nameof(Pager.Total)] = 12_345L, [nameof(Pager.Unit)] = "户", [nameof(Pager.NextKey)] = "GY 9" });

        Assert.Contains("共 12,345 户", html, StringComparison.Ordinal);
        Assert.Contains("href=\"/households?county=431021&amp;after=GY%209\"", html, StringComparison.Ordinal);
        Assert.DoesNotContain("rel=\"prev\"", html, StringComparison.Ordinal);
    }

    [Fact]
    public async Task A_bounded_count_says_that_there_are_more()
    {
        var html = await WriteAsync<Pager>(new() { [nameof(Pager.Total)] = 10_000L, [nameof(Pager.TotalIsBound)] = true, [nameof(Pager.Unit)] = "户" });

        Assert.Contains("超过 1 万户", html, StringComparison.Ordinal);
    }

    [Theory]
    [InlineData(null, false, "none", "sort=name\"")]
    [InlineData("name", false, "ascending", "sort=name&amp;desc=true\"")]
    [InlineData("name", true, "descending", "sort=name\"")]
    public async Task A_column_head_sorts_upwards_first_then_downwards(string? sort, bool desc, string order, string target)
    {
        var html = await WriteAsync<SortTh>(new() { ["Key"] = "name", ["Sort"] = sort, ["Desc"] = desc });

        Assert.Contains($"aria-sort=\"{order}\"", html, StringComparison.Ordinal);
        Assert.Contains(target, html, StringComparison.Ordinal);
    }

    [Fact]
    public async Task A_wrong_field_names_its_error_to_screen_readers_and_keeps_what_was_typed()
    {
        var html = await WriteAsync<Field>(new() { ["Name"] = "idNumber", ["Label"] = "身份证号", ["Value"] = "<4310>", ["Error"] = "应为 18 位", ["Hint"] = "末位可为 X" });

        Assert.Contains("<label for=\"f-idNumber\"", html, StringComparison.Ordinal);
        Assert.Contains("aria-describedby=\"f-idNumber-hint f-idNumber-error\"", html, StringComparison.Ordinal);
        Assert.Contains("aria-invalid=\"true\"", html, StringComparison.Ordinal);
        Assert.Contains("value=\"&lt;4310&gt;\"", html, StringComparison.Ordinal);
    }

    [Fact]
    public async Task A_password_is_never_written_back()
    {
        var html = await WriteAsync<Field>(new() { ["Name"] = "password", ["Label"] = "密码", ["Kind"] = FieldKind.Password, ["Value"] = "secret" });

        Assert.DoesNotContain("secret", html, StringComparison.Ordinal);
    }

    private static async Task<string> WriteAsync<T>(Dictionary<string, object?> parameters)
        where T : IComponent
    {
        await using var services = new ServiceCollection()
            .AddSingleton<NavigationManager>(new FixedAddress())
            .AddSingleton(HtmlEncoder.Create(UnicodeRanges.All))
            .BuildServiceProvider();
        await using var renderer = new HtmlRenderer(services, NullLoggerFactory.Instance);
        return await renderer.Dispatcher.InvokeAsync(async () =>
            (await renderer.RenderComponentAsync<T>(ParameterView.FromDictionary(parameters))).ToHtmlString());
    }

    [GeneratedRegex("""<td class="rank">(.+?)</td>\s*<th scope="row">\s*(.+?)\s*</th>""")]
    private static partial Regex PlaceAndName();

    private sealed class FixedAddress : NavigationManager
    {
        public FixedAddress() => Initialize("http://anju.test/", "http://anju.test/households?county=431021&before=GY1");
    }
}
