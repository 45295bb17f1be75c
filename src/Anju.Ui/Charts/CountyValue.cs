namespace Anju.Ui;

/// <summary>What a <see cref="CountyMap" /> shows for one county.</summary>
/// <param name="Code">Six-digit division code (GB/T 2260).</param>
/// <param name="Value">Decides the colour; null is drawn grey.</param>
/// <param name="Text">The value in words: 92.4%，覆盖 97.1%.</param>
/// <param name="OnMap">What stands on the map under the name; <paramref name="Text" /> when null.</param>
public sealed record CountyValue(string Code, string Name, double? Value, string Text, string? Href = null, string? OnMap = null);
