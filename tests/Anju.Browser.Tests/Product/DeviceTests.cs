using System.Text;
using Anju.Access;
using Anju.Kernel;
using Anju.Register;
using Microsoft.EntityFrameworkCore;
using Microsoft.Extensions.DependencyInjection;
using Microsoft.Playwright;

namespace Anju.Browser.Tests.Product;

/// <summary>What is left on a device when somebody has signed out (requirements D3, D5).</summary>
public sealed class DeviceTests(Chromium chromium)
{
    private static CancellationToken Stop => TestContext.Current.CancellationToken;

    [Fact]
    public async Task After_signing_out_no_name_or_number_that_was_shown_stands_in_the_browsers_folder()
    {
        await using var server = await DemoServer.StartAsync(onServer: false);
        var (household, shown) = await ShownAsync(server);

        var left = await VisitAsync(server, household, shown, signOut: true);
        var control = await VisitAsync(server, household, shown, signOut: false);

        Assert.Equal([], left);

        // The same search finds what a page has stored while nobody has signed out.
        Assert.Contains(shown[0], control);
    }

    /// <returns>Those of the words that stand in any file of the profile once the browser is closed.</returns>
    private async Task<IReadOnlyList<string>> VisitAsync(DemoServer server, Guid household, IReadOnlyList<string> words, bool signOut)
    {
        var folder = Directory.CreateTempSubdirectory("anju-device-");
        await using (var device = await chromium.OpenDeviceAsync(folder.FullName, server.Root))
        {
            var page = device.Pages[0];
            await page.GotoAsync(server.Services.GetRequiredService<SignInLinks>().For(await OfficerAsync(server)));
            await page.GotoAsync($"/households/{household}");
            Assert.Contains(words[0], await page.Locator("main").InnerTextAsync(), StringComparison.Ordinal);
            await page.GotoAsync("/ledgers/person");
            await page.GotoAsync($"/households/{household}");

            // As drafts of forms are kept.
            await page.EvaluateAsync("word => localStorage.setItem('kept', word)", words[0]);
            if (signOut)
            {
                await page.Locator("form[action='/sign-out'] button").First.DispatchEventAsync("click");
                await page.WaitForURLAsync("**/signed-out**");
                Assert.Null(await page.EvaluateAsync<string?>("() => localStorage.getItem('kept')"));
                await page.GoBackAsync();
                Assert.DoesNotContain(words[0], await page.Locator("body").InnerTextAsync(), StringComparison.Ordinal);
            }
        }

        var found = new List<string>();
        foreach (var file in Directory.EnumerateFiles(folder.FullName, "*", SearchOption.AllDirectories))
        {
            var bytes = await File.ReadAllBytesAsync(file, Stop);
            found.AddRange(words.Where(word => Holds(bytes, Encoding.UTF8, word) || Holds(bytes, Encoding.Unicode, word)));
        }

        folder.Delete(recursive: true);
        return [.. found.Distinct()];
    }

    private static bool Holds(byte[] bytes, Encoding encoding, string word) => bytes.AsSpan().IndexOf(encoding.GetBytes(word)) >= 0;

    private static async Task<string> OfficerAsync(DemoServer server)
    {
        await using var db = server.Open();
        return (await db.Set<Post>().AsNoTracking().FirstAsync(post => post.Role == Role.CountyOfficer && post.CountyCode == "431002" && post.State == PostState.Held, Stop)).UserId;
    }

    /// <summary>A household, and what its page shows of its members: their whole names first.</summary>
    private static async Task<(Guid Household, IReadOnlyList<string> Words)> ShownAsync(DemoServer server)
    {
        await using var db = server.Open();
        var household = await db.Set<Household>().AsNoTracking().Where(x => x.CountyCode == "431002" && x.HeadName!.Length == 3).OrderBy(x => x.Code).FirstAsync(Stop);
        var members = await db.Set<Person>().AsNoTracking().Where(x => x.HouseholdId == household.Id).ToListAsync(Stop);
        return (household.Id, [household.HeadName!, .. members.Select(x => x.Name).Where(name => name.Length == 3), .. members.Select(x => x.IdNumber).OfType<string>(), .. members.Select(x => x.Phone).OfType<string>()]);
    }
}
