using Anju.Kernel;

namespace Anju.Tests.Kernel;

public class DivisionCodeTests
{
    [Theory]
    [InlineData("430000", "430000", DivisionLevel.Province)]
    [InlineData("431000", "431000", DivisionLevel.City)]
    [InlineData("431002", "431002", DivisionLevel.County)]
    [InlineData("431002000000", "431002", DivisionLevel.County)]
    [InlineData("431002000", "431002", DivisionLevel.County)]
    [InlineData("431002100", "431002100000", DivisionLevel.Township)]
    [InlineData("431002100000", "431002100000", DivisionLevel.Township)]
    [InlineData("431002100201", "431002100201", DivisionLevel.Village)]
    public void Each_form_is_brought_to_one_code(string text, string value, DivisionLevel level)
    {
        Assert.True(DivisionCode.TryParse(text, out var code));
        Assert.Equal(value, code.Value);
        Assert.Equal(level, code.Level);
    }

    [Theory]
    [InlineData(null)]
    [InlineData("")]
    [InlineData("4310")]
    [InlineData("43100A")]
    [InlineData("031002")]
    [InlineData("４３１００２")]
    [InlineData("4310021002011")]
    public void What_is_not_a_code_is_not_read(string? text) => Assert.False(DivisionCode.TryParse(text, out _));

    [Theory]
    [InlineData("431002100201", "431002100000", true)]
    [InlineData("431002100201", "431002", true)]
    [InlineData("431002100201", "431000", true)]
    [InlineData("431002100201", "430000", true)]
    [InlineData("431002", "431002", true)]
    [InlineData("431002100201", "431002101000", false)]
    [InlineData("431002", "431003", false)]
    [InlineData("431000", "431002", false)]
    [InlineData("431002", "431002100000", false)]
    public void A_division_is_within_itself_and_all_above(string inner, string outer, bool within) =>
        Assert.Equal(within, DivisionCode.Parse(inner).IsWithin(DivisionCode.Parse(outer)));

    [Fact]
    public void Nothing_is_within_no_division()
    {
        Assert.False(DivisionCode.Parse("431002").IsWithin(default));
        Assert.False(default(DivisionCode).IsWithin(DivisionCode.Parse("431002")));
        Assert.False(default(DivisionCode).IsWithin(default));
    }

    [Fact]
    public void The_county_is_the_first_six_digits()
    {
        Assert.Equal("431002", DivisionCode.Parse("431002100201").County.Value);
        Assert.Equal("431000", DivisionCode.Parse("431000").County.Value);
    }
}
