using Anju.Kernel;
using CsCheck;

namespace Anju.Tests.Kernel;

public class MonthTests
{
    private static readonly Gen<Month> AnyMonth = Gen.Int[1900 * 12, 2200 * 12 + 11].Select(Month.FromIndex);

    [Theory]
    [InlineData("2025-11")]
    [InlineData("2025年11月")]
    [InlineData("2025.11")]
    [InlineData("2025/11")]
    [InlineData("202511")]
    [InlineData("２０２５年１１月")]
    [InlineData(" 2025 年 11 月 ")]
    public void Every_way_of_writing_a_month_is_read(string text)
    {
        Assert.True(Month.TryParse(text, out var month));
        Assert.Equal(new Month(2025, 11), month);
    }

    [Theory]
    [InlineData("2025-3")]
    [InlineData("2025年3月")]
    [InlineData("2025.03")]
    public void A_month_may_have_one_digit(string text)
    {
        Assert.True(Month.TryParse(text, out var month));
        Assert.Equal(new Month(2025, 3), month);
    }

    [Theory]
    [InlineData(null)]
    [InlineData("")]
    [InlineData("2025")]
    [InlineData("2025年")]
    [InlineData("2025-")]
    [InlineData("2025-00")]
    [InlineData("2025-13")]
    [InlineData("2025-111")]
    [InlineData("20251")]
    [InlineData("2025年11")]
    [InlineData("1899-12")]
    [InlineData("2201-01")]
    [InlineData("2025-11-01")]
    [InlineData("-202511")]
    public void What_is_not_a_month_is_not_read(string? text) => Assert.False(Month.TryParse(text, out _));

    [Theory]
    [InlineData(1899, 12)]
    [InlineData(2201, 1)]
    [InlineData(2025, 0)]
    [InlineData(2025, 13)]
    public void A_month_outside_the_calendar_cannot_be_made(int year, int month) =>
        Assert.Throws<ArgumentOutOfRangeException>(() => new Month(year, month));

    [Fact]
    public void The_calendar_ends_are_guarded()
    {
        Assert.Throws<ArgumentOutOfRangeException>(() => new Month(1900, 1).Previous);
        Assert.Throws<ArgumentOutOfRangeException>(() => new Month(2200, 12).Next);
        Assert.Equal(new Month(1900, 1), default);
    }

    [Fact]
    public void A_month_knows_its_days()
    {
        Assert.Equal(new DateOnly(2024, 2, 29), new Month(2024, 2).Last);
        Assert.Equal(new DateOnly(2025, 2, 28), new Month(2025, 2).Last);
        Assert.Equal(new DateOnly(2025, 11, 1), new Month(2025, 11).First);
        Assert.True(new Month(2025, 11).Contains(new DateOnly(2025, 11, 30)));
        Assert.False(new Month(2025, 11).Contains(new DateOnly(2025, 12, 1)));
    }

    [Fact]
    public void Months_are_written_for_files_and_for_people()
    {
        Assert.Equal("2025-03", new Month(2025, 3).ToString());
        Assert.Equal("2025年3月", new Month(2025, 3).ToChinese());
        Assert.Equal(2025 * 12 + 2, new Month(2025, 3).Index);
    }

    [Fact]
    public void Adding_and_the_difference_agree() => Gen.Select(AnyMonth, AnyMonth).Sample((from, to) =>
    {
        Assert.Equal(to, from.AddMonths(to - from));
        Assert.Equal(from.First.AddMonths(to - from), to.First);
        Assert.Equal(from < to, from.Last < to.First);
        Assert.Equal(from.CompareTo(to), from.First.CompareTo(to.First));
    });

    [Fact]
    public void What_is_written_is_read_back() => AnyMonth.Sample(month =>
    {
        Assert.Equal(month, Month.Parse(month.ToString()));
        Assert.Equal(month, Month.Parse(month.ToChinese()));
        Assert.Equal(month, new Month(month.Year, month.Number));
        Assert.Equal(month, Month.FromIndex(month.Index));
    });
}
