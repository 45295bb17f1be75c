using System.Reflection;
using Anju.Kernel;
using Anju.Register;

namespace Anju.Demo;

/// <summary>Invented names: a surname by people, and one or two characters by sex and time of birth (Names/SOURCES.md).</summary>
internal static class Names
{
    private static readonly ILookup<string, (string Surname, int Weight)> Surnames = Rows("surnames.csv")
        .ToLookup(row => row[2], row => (row[0], int.Parse(row[1], System.Globalization.CultureInfo.InvariantCulture)));

    private static readonly (int Weight, string Value)[] Han = Weights("汉");
    private static readonly (int Weight, string Value)[] Yao = Weights("瑶");

    private static readonly Dictionary<(string Sex, string Era), string[]> Characters = Rows("given_name_chars.csv")
        .GroupBy(row => (row[1], row[2]), row => row[0])
        .ToDictionary(group => group.Key, group => group.ToArray());

    public static string Surname(Dice dice, bool yao) => dice.Weighted<string>(yao ? Yao : Han);

    /// <summary>A surname other than that one: spouses rarely share theirs.</summary>
    public static string OtherSurname(Dice dice, bool yao, string not)
    {
        var surname = Surname(dice, yao);
        return surname == not && !dice.Chance(0.1) ? OtherSurname(dice, yao, not) : surname;
    }

    public static string Given(Dice dice, Sex sex, int born)
    {
        var era = born switch { < 1968 => "born<1968", < 1995 => "born 1968-1994", _ => "born>=1995" };
        var characters = Characters[(sex == Sex.Male ? "1" : "2", era)];
        var first = dice.Of<string>(characters);
        if (dice.Chance(born < 1968 ? 0.1 : 0.22))
        {
            return first;
        }

        var second = dice.Of<string>(characters);
        return first == second && born < 1995 ? first + characters[(Array.IndexOf(characters, first) + 1) % characters.Length] : first + second;
    }

    /// <summary>An official or grid worker.</summary>
    public static string OfSomebody(Dice dice)
    {
        var sex = dice.Of(Sex.Male, Sex.Female);
        return Surname(dice, yao: false) + Given(dice, sex, dice.Between(1970, 1998));
    }

    private static (int Weight, string Value)[] Weights(string group) => [.. Surnames[group].Select(x => (x.Weight, x.Surname))];

    private static IEnumerable<string[]> Rows(string name)
    {
        using var stream = Assembly.GetExecutingAssembly().GetManifestResourceStream(name)!;
        using var reader = new StreamReader(stream);
        return [.. reader.ReadToEnd().Split('\n', StringSplitOptions.RemoveEmptyEntries).Skip(1).Select(line => line.Trim().Split(','))];
    }
}
