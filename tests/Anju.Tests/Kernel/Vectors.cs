using Sylvan.Data.Csv;

namespace Anju.Tests.Kernel;

/// <summary>The rows of a file under Vectors/, each as the values of the columns asked for, in that order.</summary>
internal static class Vectors
{
    public static IEnumerable<TheoryDataRow> Rows(string file, params string[] columns)
    {
        using var csv = CsvDataReader.Create(Path.Combine(AppContext.BaseDirectory, "Vectors", file));
        while (csv.Read())
        {
            yield return new([.. columns.Select(column => csv.GetString(csv.GetOrdinal(column)))]);
        }
    }
}
