namespace Anju.Register.BasicInformation;

internal static class Blank
{
    /// <summary>The Chinese names of those fields that hold nothing.</summary>
    public static IReadOnlyList<string> Of(params ReadOnlySpan<(object? Value, string Title)> fields)
    {
        List<string>? blank = null;
        foreach (var (value, title) in fields)
        {
            if (value is null or "")
            {
                (blank ??= []).Add(title);
            }
        }

        return blank ?? (IReadOnlyList<string>)[];
    }
}
