using Anju.Kernel;
using Anju.Ledgers;
using Anju.Policy;
using Anju.Web;
using Microsoft.Extensions.DependencyInjection;

namespace Anju.Tests;

/// <summary>What a test takes as given. Each area adds its own part beside its tests.</summary>
internal static partial class Given
{
    public static PlanPack Pack { get; } = PlanPack.Load();

    public static RuleBook Rules { get; } = new(Product.Modules, Pack);

    public static Computations Computations { get; } = new(
        Product.Modules,
        new ServiceCollection().AddSingleton(Pack).AddSingleton(new BusinessDate(TimeProvider.System, new(2025, 11, 20))).BuildServiceProvider());

    public static DateOnly Day(string text) => DateOnly.ParseExact(text, "yyyy-MM-dd");

    public static Month Month(string text) => Anju.Kernel.Month.Parse(text);
}
