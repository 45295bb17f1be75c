using System.Globalization;
using System.Text.Json;
using Sylvan.Data.Csv;

namespace Anju.Policy;

/// <summary>Reads the files of a plan pack. What is wrong with a file is said with the file's name.</summary>
internal static class PackFile
{
    private static readonly JsonDocumentOptions Lenient =
        new() { AllowTrailingCommas = true, CommentHandling = JsonCommentHandling.Skip };

    /// <exception cref="InvalidDataException">The file is missing, not JSON, or not of the expected shape.</exception>
    public static T Json<T>(string folder, string name, Func<JsonElement, T> read) => Guard(folder, name, path =>
    {
        using var document = JsonDocument.Parse(File.ReadAllBytes(path), Lenient);
        return read(document.RootElement);
    });

    /// <summary>Rows by column name. An empty cell is an empty text; so is a column <c>name?</c> that is not there.</summary>
    /// <exception cref="InvalidDataException">The file is missing, lacks a column, or a row does not read.</exception>
    public static IReadOnlyList<T> Csv<T>(string folder, string name, Func<Func<string, string>, T> read) =>
        Guard<IReadOnlyList<T>>(folder, name, path =>
        {
            using var rows = CsvDataReader.Create(path);
            var columns = rows.GetColumnSchema().ToDictionary(x => x.ColumnName, x => x.ColumnOrdinal ?? 0);
            List<T> all = [];
            while (rows.Read())
            {
                all.Add(read(column => column.EndsWith('?')
                    ? columns.TryGetValue(column[..^1], out var ordinal) ? rows.GetString(ordinal) : ""
                    : rows.GetString(columns[column])));
            }

            return all;
        });

    /// <summary>A file that somebody else knows how to read.</summary>
    /// <exception cref="InvalidDataException">The file is missing or does not read.</exception>
    public static T Lines<T>(string folder, string name, Func<TextReader, T> read) => Guard(folder, name, path =>
    {
        using var file = File.OpenText(path);
        return read(file);
    });

    public static string Text(this JsonElement element, string name) =>
        element.FindText(name) ?? throw new FormatException($"\"{name}\" is missing in {Shorten(element)}");

    public static string? FindText(this JsonElement element, string name) =>
        !element.TryGetProperty(name, out var value) || value.ValueKind == JsonValueKind.Null ? null
        : value.ValueKind == JsonValueKind.Number ? value.GetRawText()
        : value.GetString();

    public static int Number(this JsonElement element, string name) =>
        element.FindNumber(name) ?? throw new FormatException($"\"{name}\" is missing in {Shorten(element)}");

    public static int? FindNumber(this JsonElement element, string name) =>
        element.FindText(name) is { } text ? int.Parse(text, CultureInfo.InvariantCulture) : null;

    public static DateOnly Date(this JsonElement element, string name) => ToDate(element.Text(name));

    public static DateOnly? FindDate(this JsonElement element, string name) =>
        element.FindText(name) is { } text ? ToDate(text) : null;

    public static bool Flag(this JsonElement element, string name, bool otherwise) =>
        element.TryGetProperty(name, out var value) ? value.GetBoolean() : otherwise;

    /// <summary>Empty when the list is left out.</summary>
    public static IReadOnlyList<T> All<T>(this JsonElement element, string name, Func<JsonElement, T> read) =>
        element.TryGetProperty(name, out var list) ? [.. list.EnumerateArray().Select(read)] : [];

    public static IReadOnlyList<string> Texts(this JsonElement element, string name) =>
        element.All(name, x => x.GetString() ?? "");

    public static IReadOnlyList<DepartmentId> Departments(this JsonElement element, string name) =>
        element.All(name, x => new DepartmentId(x.GetString() ?? ""));

    public static DateOnly ToDate(string text) => DateOnly.ParseExact(text, "yyyy-MM-dd", CultureInfo.InvariantCulture);

    private static T Guard<T>(string folder, string name, Func<string, T> read)
    {
        var path = Path.Combine(folder, name);
        try
        {
            return read(path);
        }
        catch (Exception problem) when (problem is IOException or JsonException or FormatException or KeyNotFoundException
            or InvalidOperationException or ArgumentException or IndexOutOfRangeException or CsvFormatException)
        {
            throw new InvalidDataException($"Plan pack file {path}: {problem.Message}", problem);
        }
    }

    private static string Shorten(JsonElement element)
    {
        var text = element.GetRawText();
        return text.Length > 60 ? text[..60] + "…" : text;
    }
}
