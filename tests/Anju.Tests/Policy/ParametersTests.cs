using Anju.Kernel;
using Anju.Policy;

namespace Anju.Tests.Policy;

public sealed class ParametersTests
{
    private static readonly ParameterTable Table = PlanPack.Load().Parameters;

    [Fact]
    public void A_value_is_read_in_its_type_and_tells_why()
    {
        var parameters = Table.At(new Month(2025, 3));
        Assert.Equal(62, parameters.Int("employment.valid-days"));
        Assert.Equal(Yuan.FromYuan(400), parameters.Yuan("stable-job.minimum-monthly-income"));
        Assert.Equal(0.30m, parameters.Percent("land.advance.percent"));
        Assert.Equal(Mu.FromMu(300), parameters.Mu("land.advance.maximum"));
        Assert.Equal(new DateOnly(2025, 12, 31), parameters.Date("plan.last-day"));
        Assert.Equal(25m, parameters.Decimal("dwelling.area-per-person"));
        Assert.Equal(["机场", "公路", "铁路", "客运场站", "高速公路服务区"], parameters.List("display.place-kinds"));

        var days = parameters["employment.valid-days"];
        Assert.Equal(("A02", "62天"), (days.Assumption, days.Display));
        Assert.NotEmpty(days.Basis);
        Assert.Null(parameters["service311.job-infos"].Assumption);
    }

    [Theory]
    [InlineData(2022, 6, "0.15")]
    [InlineData(2022, 7, "0.30")]
    [InlineData(2030, 1, "0.30")]
    public void A_month_has_the_value_in_force_on_its_last_day(int year, int month, string share) =>
        Assert.Equal(decimal.Parse(share), Table.At(new Month(year, month)).Percent("work-relief.labour-share.central-budget"));

    [Fact]
    public void A_value_nobody_published_is_missing_and_never_invented()
    {
        var parameters = Table.At(new Month(2025, 3));
        Assert.Null(parameters.FindYuan("monitoring.line"));
        Assert.True(parameters["monitoring.line"].IsMissing);
        Assert.Equal("未设定", parameters["monitoring.line"].Display);
        var refused = Assert.Throws<InvalidOperationException>(() => parameters.Yuan("monitoring.line"));
        Assert.Contains("monitoring.line", refused.Message, StringComparison.Ordinal);
        Assert.Equal(Yuan.FromYuan(200_000), Table.At(new Month(2023, 12)).FindYuan("startup-loan.personal-cap"));
        Assert.Null(Table.At(new Month(2024, 1)).FindYuan("startup-loan.personal-cap"));
        Assert.Null(Table.At(new Month(2016, 12)).FindYuan("startup-loan.personal-cap"));
    }

    [Fact]
    public void A_mistyped_key_or_type_throws()
    {
        var parameters = Table.At(new Month(2025, 3));
        Assert.Throws<KeyNotFoundException>(() => parameters.FindInt("employment.valid-day"));
        Assert.Throws<InvalidOperationException>(() => parameters.FindDecimal("employment.valid-days"));
        Assert.Throws<KeyNotFoundException>(() => parameters.With("employment.valid-day", 1));
        Assert.Throws<FormatException>(() => parameters.With("employment.valid-days", "两个月"));
        Assert.Throws<FormatException>(() => parameters.With("employment.valid-days", 1.5m));
    }

    [Fact]
    public void What_if_changes_a_copy_only()
    {
        var parameters = Table.At(new Month(2025, 3));
        var tried = parameters.With("employment.valid-days", 31).With("monitoring.line", "7300").With("labour.age-from", null);
        Assert.Equal((31, 62), (tried.Int("employment.valid-days"), parameters.Int("employment.valid-days")));
        Assert.Equal(Yuan.FromYuan(7300), tried.Yuan("monitoring.line"));
        Assert.Null(tried.FindInt("labour.age-from"));
        Assert.Equal("试算", tried["monitoring.line"].Basis);
        Assert.Null(parameters.FindYuan("monitoring.line"));
    }

    [Fact]
    public void Every_assumption_backs_a_value_and_every_value_has_a_basis()
    {
        Assert.All(Table.All, x => Assert.All(x.Values, y => Assert.NotEmpty(y.Basis)));
        Assert.Equal(
            PlanPack.Load().Assumptions.Select(x => x.Id).Order(),
            Table.All.SelectMany(x => x.Values).Select(x => x.Assumption).OfType<string>().Distinct().Order());
        Assert.All(Table.All.SelectMany(x => x.Values).Where(x => x.Text is null), x => Assert.Matches("未查到|不适用", x.Basis));
    }
}
