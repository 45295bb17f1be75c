using Anju.Kernel;
using CsCheck;

namespace Anju.Tests.Kernel;

public class MoneyAndLandTests
{
    [Theory]
    [InlineData("3000", 3000_00)]
    [InlineData("3000元", 3000_00)]
    [InlineData("３０００元", 3000_00)]
    [InlineData("3,000.00", 3000_00)]
    [InlineData("３，０００．５", 3000_50)]
    [InlineData("￥3 000", 3000_00)]
    [InlineData("¥1,234,567.89元", 1234567_89)]
    [InlineData("0.3万", 3000_00)]
    [InlineData("0.3万元", 3000_00)]
    [InlineData("3千", 3000_00)]
    [InlineData("1.2亿元", 120_000_000_00)]
    [InlineData("-12.5", -12_50)]
    [InlineData("0.005", 0)]
    [InlineData("0.015", 2)]
    public void Amounts_are_read_as_people_write_them(string text, long cents)
    {
        Assert.True(Yuan.TryParse(text, out var amount));
        Assert.Equal(cents, amount.Cents);
    }

    [Theory]
    [InlineData(null)]
    [InlineData("")]
    [InlineData("元")]
    [InlineData("2000-3000")]
    [InlineData("2000~3000元")]
    [InlineData("约3000")]
    [InlineData("3000元/月")]
    [InlineData("3000美元")]
    [InlineData("3千5")]
    [InlineData("1,23")]
    [InlineData("1,2345")]
    [InlineData("1.234,567")]
    [InlineData("3.000.000")]
    [InlineData("99999999999999999999")]
    [InlineData("79228162514264337593543950335亿")]
    public void What_is_not_one_amount_is_not_read(string? text) => Assert.False(Yuan.TryParse(text, out _));

    [Theory]
    [InlineData("3.5亩", 3_5000)]
    [InlineData("２亩", 2_0000)]
    [InlineData("0.2公顷", 3_0000)]
    [InlineData("2000平方米", 3_0000)]
    [InlineData("3.50", 3_5000)]
    [InlineData("1,000 亩", 1000_0000)]
    [InlineData("0.00005", 0)]
    [InlineData("0.00015", 2)]
    public void Areas_are_read_as_people_write_them(string text, long tenThousandths)
    {
        Assert.True(Mu.TryParse(text, out var area));
        Assert.Equal(tenThousandths, area.TenThousandths);
    }

    [Theory]
    [InlineData(null)]
    [InlineData("亩")]
    [InlineData("3亩5分")]
    [InlineData("3-5亩")]
    [InlineData("3元")]
    public void What_is_not_one_area_is_not_read(string? text) => Assert.False(Mu.TryParse(text, out _));

    [Theory]
    [InlineData("112.5", 112_50)]
    [InlineData("112.5㎡", 112_50)]
    [InlineData("112.5 m2", 112_50)]
    [InlineData("１００平方米", 100_00)]
    public void Floor_areas_are_read_as_people_write_them(string text, long hundredths)
    {
        Assert.True(SquareMetres.TryParse(text, out var area));
        Assert.Equal(hundredths, area.Hundredths);
    }

    [Fact]
    public void They_are_written_for_people_and_for_files()
    {
        Assert.Equal("3,000.00", Yuan.FromYuan(3000).ToString());
        Assert.Equal("-1,234.50", Yuan.FromYuan(-1234.5m).ToString());
        Assert.Equal("3000.00", Yuan.FromYuan(3000).ToPlain());
        Assert.Equal("3.5", Mu.FromMu(3.5m).ToString());
        Assert.Equal("3", Mu.FromHectares(0.2m).ToString());
    }

    [Fact]
    public void What_is_written_is_read_back() => Gen.Long.Sample(whole =>
    {
        Assert.Equal(new Yuan(whole), Yuan.Parse(new Yuan(whole).ToString()));
        Assert.Equal(new Yuan(whole), Yuan.Parse(new Yuan(whole).ToPlain()));
        Assert.Equal(new Mu(whole), Mu.Parse(new Mu(whole).ToString()));
        Assert.Equal(new SquareMetres(whole), SquareMetres.Parse(new SquareMetres(whole).ToString()));
    });

    [Fact]
    public void Too_much_overflows_instead_of_wrapping()
    {
        Assert.Throws<OverflowException>(() => Yuan.FromYuan(decimal.MaxValue));
        Assert.Throws<OverflowException>(() => new Yuan(long.MaxValue) + new Yuan(1));
        Assert.Throws<OverflowException>(() => Mu.FromHectares(decimal.MaxValue));
    }
}
