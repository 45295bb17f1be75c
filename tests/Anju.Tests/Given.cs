using Anju.Kernel;
using Anju.Policy;
using Anju.Web;

namespace Anju.Tests;

/// <summary>What a test takes as given. Each area adds its own part beside its tests.</summary>
internal static partial class Given
{
    public static PlanPack Pack { get; } = PlanPack.Load();

    public static RuleBook Rules { get; } = new(Product.Modules, Pack);

    public static DateOnly Day(string text) => DateOnly.ParseExact(text, "yyyy-MM-dd");

    public static Month Month(string text) => Anju.Kernel.Month.Parse(text);
}
