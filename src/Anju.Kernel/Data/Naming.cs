using System.Text;

namespace Anju.Kernel;

/// <summary>Names in the database: snake_case of the names in the code, on both databases.</summary>
public static class Naming
{
    public static string Snake(string name)
    {
        var text = new StringBuilder(name.Length + 8);
        for (var i = 0; i < name.Length; i++)
        {
            if (char.IsUpper(name[i]) && i > 0 && (!char.IsUpper(name[i - 1]) || (i + 1 < name.Length && char.IsLower(name[i + 1]))))
            {
                text.Append('_');
            }

            text.Append(char.ToLowerInvariant(name[i]));
        }

        return text.ToString();
    }

    /// <summary>`birthDate` for `BirthDate`: names of fields in JSON, in the journal and in addresses.</summary>
    public static string Camel(string name) => char.ToLowerInvariant(name[0]) + name[1..];
}
