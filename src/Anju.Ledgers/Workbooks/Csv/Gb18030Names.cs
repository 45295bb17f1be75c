namespace Anju.Ledgers.Workbooks;

/// <summary>
/// GB 18030-2022 moved 18 characters from the private use area to their own places in Unicode (A8BC moved in 2005); the platform still
/// decodes by the edition of 2000. Without this a name with 龴 would come from a csv as a character that no other source has.
/// </summary>
internal static class Gb18030Names
{
    private const char First = '\uE78D';
    private const char Last = '\uE864';

    public static void Renew(Span<char> text)
    {
        for (int at; (at = text.IndexOfAnyInRange(First, Last)) >= 0; text = text[(at + 1)..])
        {
            text[at] = text[at] switch
            {
                '\uE78D' => '\uFE10',
                '\uE78E' => '\uFE12',
                '\uE78F' => '\uFE11',
                >= '\uE790' and <= '\uE796' => (char)(text[at] - '\uE790' + '\uFE13'),
                '\uE7C7' => '\u1E3F',
                '\uE81E' => '\u9FB4',
                '\uE826' => '\u9FB5',
                '\uE82B' => '\u9FB6',
                '\uE82C' => '\u9FB7',
                '\uE832' => '\u9FB8',
                '\uE843' => '\u9FB9',
                '\uE854' => '\u9FBA',
                '\uE864' => '\u9FBB',
                var other => other,
            };
        }
    }
}
