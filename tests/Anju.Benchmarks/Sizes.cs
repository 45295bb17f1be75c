namespace Anju.Benchmarks;

/// <summary>How much is measured. The targets are set for the long one; the others show the way things go in a minute or two.</summary>
/// <param name="Rounds">Times each thing is done, floor and subject in turn.</param>
/// <param name="Persons">Rows of the workbook that is imported.</param>
/// <param name="Existing">People in the register before the import.</param>
/// <param name="City">Households of the smaller monthly run.</param>
/// <param name="Province">Households of the larger one: some 3.6 people each.</param>
/// <param name="Listed">People in the lists.</param>
/// <param name="Requests">Times each page is asked for.</param>
/// <param name="Seconds">How long pages are asked for as fast as they come.</param>
/// <param name="Memory">Whether peak memory is measured too, in processes of its own.</param>
internal sealed record Sizes(
    int Rounds, int Persons, IReadOnlyList<int> Existing, int City, int Province, int Listed, int Requests, double Seconds, bool Memory = true)
{
    /// <summary>How long a soak takes.</summary>
    public double Minutes { get; init; } = 2;

    /// <summary>Workbooks that the persons of an import come in.</summary>
    public int Files { get; init; } = 1;

    public static Sizes Long { get; } = new(5, 47_000, [0, 100_000, 1_000_000], 13_000, 194_000, 1_000_000, 200, 10) { Minutes = 120 };

    public static Sizes Short { get; } = new(3, 8_000, [0, 40_000], 2_600, 13_000, 40_000, 40, 3);

    /// <summary>For the test that the benchmarks still run.</summary>
    public static Sizes Tiny { get; } = new(1, 200, [0, 300], 60, 120, 300, 2, 0.2, Memory: false) { Minutes = 0.1 };
}
