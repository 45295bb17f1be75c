using Anju.Kernel;
using CsCheck;

namespace Anju.Tests.Kernel;

public class WorkingCalendarTests
{
    private static readonly WorkingCalendar Calendar = Read();

    [Theory]
    [InlineData(2022, 249)]
    [InlineData(2023, 249)]
    [InlineData(2024, 251)]
    [InlineData(2025, 248)]
    [InlineData(2026, 248)]
    public void A_year_has_its_days_less_weekends_and_statutory_holidays(int year, int days)
    {
        Assert.True(Calendar.Covers(year));
        Assert.Equal(days, Calendar.WorkingDaysBetween(new(year - 1, 12, 31), new(year, 12, 31)));
    }

    [Theory]
    [InlineData("2025-01-26", true)]
    [InlineData("2025-01-28", false)]
    [InlineData("2025-02-05", true)]
    [InlineData("2025-02-08", true)]
    [InlineData("2025-02-09", false)]
    [InlineData("2025-10-08", false)]
    [InlineData("2024-02-09", true)]
    [InlineData("2022-12-31", false)]
    public void The_notices_change_the_week(string date, bool works) =>
        Assert.Equal(works, Calendar.IsWorkingDay(DateOnly.ParseExact(date, "yyyy-MM-dd")));

    [Theory]
    [InlineData("2025-09-30", 1, "2025-10-09")]
    [InlineData("2025-09-30", 3, "2025-10-11")]
    [InlineData("2025-09-26", 1, "2025-09-28")]
    [InlineData("2025-10-09", -1, "2025-09-30")]
    [InlineData("2025-10-01", 0, "2025-10-01")]
    [InlineData("2025-10-01", 5, "2025-10-14")]
    public void Limits_are_counted_in_working_days(string from, int days, string to) =>
        Assert.Equal(DateOnly.ParseExact(to, "yyyy-MM-dd"), Calendar.AddWorkingDays(DateOnly.ParseExact(from, "yyyy-MM-dd"), days));

    [Fact]
    public void A_year_without_a_notice_knows_only_the_week()
    {
        Assert.False(Calendar.Covers(2030));
        Assert.True(Calendar.IsWorkingDay(new(2030, 10, 1)));
        Assert.False(Calendar.IsWorkingDay(new(2030, 10, 5)));
    }

    [Fact]
    public void A_stray_day_of_the_next_notice_does_not_make_a_year_known() =>
        Assert.False(new WorkingCalendar([new(new(2022, 12, 31), HolidayKind.Holiday, "元旦")]).Covers(2022));

    [Fact]
    public void Counting_and_adding_agree() => Gen.Select(Gen.Int[0, 1500], Gen.Int[-300, 300]).Sample((offset, days) =>
    {
        var from = new DateOnly(2022, 1, 1).AddDays(offset);
        var start = Calendar.IsWorkingDay(from) ? from : Calendar.AddWorkingDays(from, 1);
        var to = Calendar.AddWorkingDays(start, days);

        Assert.Equal(days, Calendar.WorkingDaysBetween(start, to));
        Assert.Equal(start, Calendar.AddWorkingDays(to, -days));
    });

    [Theory]
    [InlineData("2025-10-01,holiday")]
    [InlineData("2025-13-01,holiday,国庆节")]
    [InlineData("2025-10-01,closed,国庆节")]
    public void A_line_that_is_no_holiday_is_refused_by_number(string line) =>
        Assert.Contains(
            "Line 3",
            Assert.Throws<FormatException>(() => WorkingCalendar.Read(new StringReader($"date,kind,name\n\n{line}\n"))).Message,
            StringComparison.Ordinal);

    [Fact]
    public void A_date_counts_once_and_only_weekends_are_made_up()
    {
        var day = new Holiday(new(2025, 10, 1), HolidayKind.Holiday, "国庆节");

        Assert.Throws<ArgumentException>(() => new WorkingCalendar([day, day]));
        Assert.Throws<ArgumentException>(() => new WorkingCalendar([day with { Kind = HolidayKind.Workday }]));
    }

    private static WorkingCalendar Read()
    {
        using var csv = File.OpenText(Path.Combine(AppContext.BaseDirectory, "plans", "holidays.csv"));
        return WorkingCalendar.Read(csv);
    }
}
