using Anju.Kernel;

namespace Anju.Ledgers;

/// <summary>
/// Decides which columns somebody may read whole: the one place, asked by list, form, history, export, API and by
/// filters and sort orders, which would otherwise give a masked value away (security requirements B6, B7). By default
/// everybody sees restricted columns masked, whatever the role.
/// </summary>
/// <param name="Unmasked">Asked for explicitly, and recorded, by somebody who may.</param>
public sealed record FieldAccess(Actor Actor, bool Unmasked = false)
{
    public bool MayRead(LedgerColumn column) => column.Mask is null || Unmasked;

    /// <summary>The text as this person may see it.</summary>
    public string Shown(LedgerColumn column, string text) => MayRead(column) ? text : Masked.Text(column.Mask!.Value, text);
}

/// <summary>
/// Masked values: an identity number keeps its first six and last four characters, a phone its first three and last four
/// (domain specification d). Every masked value holds a star, and nothing that holds one is ever stored in its place.
/// </summary>
public static class Masked
{
    private const char Star = '*';

    public static string Text(Mask mask, string text) => text.Length == 0 ? "" : mask switch
    {
        Mask.IdNumber => Keep(text, 4, 4),
        Mask.Phone => Keep(text, 3, 4),
        _ => "***",
    };

    /// <summary>The text stands for a value that its writer was not shown: it counts as not given.</summary>
    public static bool Hides(ReadOnlySpan<char> text) => text.Contains(Star);

    private static string Keep(string text, int first, int last) => text.Length > first + last
        ? string.Concat(text.AsSpan(0, first), new string(Star, text.Length - first - last), text.AsSpan(text.Length - last))
        : new string(Star, text.Length);
}
