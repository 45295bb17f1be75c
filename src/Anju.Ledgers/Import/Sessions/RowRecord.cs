using System.Text.Json;
using System.Text.Json.Serialization;
using Anju.Kernel;

namespace Anju.Ledgers;

/// <summary>A judged row as it is kept with the session, for the preview.</summary>
public sealed record RowRecord
{
    [JsonPropertyName("s")]
    public int Sheet { get; init; }

    [JsonPropertyName("r")]
    public int Row { get; init; }

    [JsonPropertyName("a")]
    public RowAction Action { get; init; }

    [JsonPropertyName("l")]
    public FindingLevel Level { get; init; }

    [JsonPropertyName("o")]
    public RowOutcome Outcome { get; init; }

    [JsonPropertyName("n")]
    public string? Label { get; init; }

    [JsonPropertyName("id")]
    public Guid? RecordId { get; init; }

    [JsonPropertyName("f")]
    public IReadOnlyList<FindingRecord>? Findings { get; init; }

    [JsonPropertyName("e")]
    public IReadOnlyList<FieldEdit>? Edits { get; init; }

    /// <summary>Before: as registered. After: as the row has it.</summary>
    [JsonPropertyName("k")]
    public IReadOnlyList<FieldEdit>? Compared { get; init; }

    public static RowRecord Of(ImportRow row) => new()
    {
        Sheet = row.Sheet,
        Row = row.Number,
        Action = row.Action,
        Level = row.Level,
        Outcome = row.Outcome,
        Label = row.Label,
        RecordId = row.Outcome == RowOutcome.New ? null : row.RecordId,
        Findings = row.Findings.Count == 0 ? null : [.. row.Findings.Select(FindingRecord.Of)],
        Edits = row.Edits.Count == 0 ? null : row.Edits,
        Compared = row.Compared.Count == 0 ? null : row.Compared,
    };

    internal void Write(Utf8JsonWriter json) => JsonSerializer.Serialize(json, this, RowJson.Default.RowRecord);

    internal static RowRecord FromJson(ReadOnlySpan<byte> json) => JsonSerializer.Deserialize(json, RowJson.Default.RowRecord)!;
}

/// <summary>A finding as it is kept.</summary>
public sealed record FindingRecord(
    [property: JsonPropertyName("c")] string Code,
    [property: JsonPropertyName("l")] FindingLevel Level,
    [property: JsonPropertyName("x")] int Column,
    [property: JsonPropertyName("m")] string Message)
{
    public static FindingRecord Of(Finding finding) => new(finding.Kind.Code, finding.Kind.Level, finding.Column, finding.Message);
}

[JsonSourceGenerationOptions(DefaultIgnoreCondition = JsonIgnoreCondition.WhenWritingDefault)]
[JsonSerializable(typeof(RowRecord))]
internal sealed partial class RowJson : JsonSerializerContext;
