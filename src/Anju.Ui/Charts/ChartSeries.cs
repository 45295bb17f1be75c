namespace Anju.Ui;

/// <summary>A line of a <see cref="LineChart" />; null leaves a gap.</summary>
public sealed record ChartSeries(string Name, IReadOnlyList<double?> Values);

/// <summary>A bar of a <see cref="BarChart" />; its address opens the rows it counts.</summary>
public sealed record ChartBar(string Label, double Value, string? Href = null);
