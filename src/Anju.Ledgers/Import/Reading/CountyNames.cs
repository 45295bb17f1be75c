namespace Anju.Ledgers;

/// <summary>The county that a text names, as sheets and commands write it.</summary>
public static class CountyNames
{
    private const int CountyDigits = 6;

    /// <summary>Six-digit code of a county of the city: from its code, its name, or a place within it; null otherwise.</summary>
    public static string? County(this IDivisionNames divisions, string text)
    {
        var code = divisions.Find(text.Trim());
        return code is { Length: >= CountyDigits } && divisions.Counties.Any(county => code.StartsWith(county.Code, StringComparison.Ordinal))
            ? code[..CountyDigits]
            : null;
    }
}
