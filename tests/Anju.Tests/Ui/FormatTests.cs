using Anju.Ui;

namespace Anju.Tests.Ui;

public sealed class FormatTests
{
    [Theory]
    [InlineData(0, 0, "—")]
    [InlineData(0, 7, "0.0%")]
    [InlineData(7, 7, "100.0%")]
    [InlineData(924, 1000, "92.4%")]
    [InlineData(9_999, 10_000, "99.9%")]
    [InlineData(1, 10_000, "0.1%")]
    [InlineData(1, 3, "33.3%")]
    [InlineData(2, 3, "66.7%")]
    public void A_rate_is_100_only_when_all_are_met_and_0_only_when_none_is(long count, long whole, string text) =>
        Assert.Equal(text, Format.Rate(count, whole));

    [Theory]
    [InlineData(924, 76, 30, "92.4%，覆盖 97.1%")]
    [InlineData(10, 0, 0, "100.0%，覆盖 100.0%")]
    [InlineData(9, 0, 0, "样本过少")]
    [InlineData(0, 0, 5, "样本过少")]
    [InlineData(0, 0, 0, "—")]
    public void A_rate_is_never_written_without_its_coverage(long met, long notMet, long unknown, string text) =>
        Assert.Equal(text, Format.RateWithCoverage(met, notMet, unknown));

    [Theory]
    [InlineData("43102119620512102X", "4310**********102X")]
    [InlineData("12345678", "********")]
    [InlineData("", "—")]
    [InlineData(null, "—")]
    public void An_id_number_shows_its_first_and_last_four_characters(string? number, string text) =>
        Assert.Equal(text, Format.MaskedId(number));

    [Theory]
    [InlineData("张三丰", "张**")]
    [InlineData("张", "*")]
    public void A_masked_name_shows_one_character_of_several(string name, string text) =>
        Assert.Equal(text, Format.MaskedName(name));

    [Fact]
    public void Numbers_and_units_are_written_the_same_everywhere()
    {
        Assert.Equal("1,234,567", Format.Number(1_234_567));
        Assert.Equal("—", Format.Number(null));
        Assert.Equal("28,568 元", Format.Yuan(28_568m));
        Assert.Equal("28,568.50 元", Format.Yuan(28_568.5m));
        Assert.Equal("3.25 亩", Format.Mu(3.2500m));
        Assert.Equal("+1.2", Format.Change(1.2m, 1));
        Assert.Equal("-3", Format.Change(-3));
        Assert.Equal("2026-11-23", Format.Date(new DateOnly(2026, 11, 23)));
    }

    [Fact]
    public void A_moment_kept_in_UTC_is_written_in_Chinese_time() =>
        Assert.Equal("2026-11-24 00:30", Format.Moment(new DateTime(2026, 11, 23, 16, 30, 0, DateTimeKind.Utc)));
}
