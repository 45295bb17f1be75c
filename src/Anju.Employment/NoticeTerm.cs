namespace Anju.Employment;

/// <summary>公示: what is decided about money or recognition stands in public for some days first.</summary>
internal static class NoticeTerm
{
    /// <summary>In words, that it stands for fewer days than it must, first and last day counted; null when it does not, or is blank.</summary>
    public static string? TooShort(DateOnly? from, DateOnly? to, int days) => to?.DayNumber - from?.DayNumber + 1 < days ? $"公示不少于{days}天" : null;

    /// <summary>In words, that something is done before the notice is over; null when it is not.</summary>
    /// <param name="what">What is done, as 批准.</param>
    public static string? NotOver(DateOnly? on, DateOnly? to, string what) => on <= to ? $"公示到{to:yyyy-MM-dd}，期满才能{what}" : null;
}
