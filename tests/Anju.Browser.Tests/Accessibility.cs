using Deque.AxeCore.Commons;
using Microsoft.Playwright;

namespace Anju.Browser.Tests;

/// <summary>What axe-core finds wrong with a page. Asked within the page for violations alone: the wrapper brings every node of every rule out of it, which takes most of a run.</summary>
internal static class Accessibility
{
    private static readonly string Script = new BundledAxeScriptProvider().GetScript();

    public static async Task<string[]> ViolationsAsync(IPage page)
    {
        await page.EvaluateAsync(Script);
        return await page.EvaluateAsync<string[]>(
            """
            async () => {
              const tags = ['wcag2a', 'wcag2aa', 'wcag21a', 'wcag21aa', 'wcag22aa', 'best-practice'];
              const found = await axe.run(document, { runOnly: { type: 'tag', values: tags }, resultTypes: ['violations'] });
              if (found.passes.length < 10) { throw new Error(`axe tried ${found.passes.length} rules only`); }
              return found.violations.flatMap(rule => rule.nodes.slice(0, 3).map(node => `${rule.id}: ${node.html} — ${rule.help}`));
            }
            """);
    }
}
