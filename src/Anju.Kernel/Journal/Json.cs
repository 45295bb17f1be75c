using System.Text.Encodings.Web;
using System.Text.Json;
using System.Text.Json.Serialization;

namespace Anju.Kernel;

/// <summary>How values are written as JSON everywhere: API, journal, household file. Chinese stays readable.</summary>
public static class Json
{
    public static JsonSerializerOptions Options { get; } = Configure(new JsonSerializerOptions(JsonSerializerDefaults.Web));

    public static JsonSerializerOptions Configure(JsonSerializerOptions options)
    {
        options.Encoder = JavaScriptEncoder.UnsafeRelaxedJsonEscaping;
        options.DefaultIgnoreCondition = JsonIgnoreCondition.WhenWritingNull;
        options.Converters.Add(new JsonStringEnumConverter());
        options.Converters.Add(new MonthJson());
        options.Converters.Add(new YuanJson());
        options.Converters.Add(new MuJson());
        options.Converters.Add(new SquareMetresJson());
        return options;
    }

    private sealed class MonthJson : JsonConverter<Month>
    {
        public override Month Read(ref Utf8JsonReader reader, Type typeToConvert, JsonSerializerOptions options) =>
            Month.TryParse(reader.GetString(), null, out var month) ? month : throw new JsonException("月份应写成 2025-11");

        public override void Write(Utf8JsonWriter writer, Month value, JsonSerializerOptions options) => writer.WriteStringValue(value.ToString());
    }

    /// <summary>Money as a number of 元 with two decimals.</summary>
    private sealed class YuanJson : JsonConverter<Yuan>
    {
        public override Yuan Read(ref Utf8JsonReader reader, Type typeToConvert, JsonSerializerOptions options) => Yuan.FromYuan(reader.GetDecimal());

        public override void Write(Utf8JsonWriter writer, Yuan value, JsonSerializerOptions options) => writer.WriteNumberValue(value.Cents / 100m);
    }

    /// <summary>Floor area as a number of ㎡ with two decimals.</summary>
    private sealed class SquareMetresJson : JsonConverter<SquareMetres>
    {
        public override SquareMetres Read(ref Utf8JsonReader reader, Type typeToConvert, JsonSerializerOptions options) =>
            SquareMetres.From(reader.GetDecimal());

        public override void Write(Utf8JsonWriter writer, SquareMetres value, JsonSerializerOptions options) =>
            writer.WriteNumberValue(value.Hundredths / 100m);
    }

    /// <summary>Area as a number of 亩 with four decimals.</summary>
    private sealed class MuJson : JsonConverter<Mu>
    {
        public override Mu Read(ref Utf8JsonReader reader, Type typeToConvert, JsonSerializerOptions options) => Mu.FromMu(reader.GetDecimal());

        public override void Write(Utf8JsonWriter writer, Mu value, JsonSerializerOptions options) => writer.WriteNumberValue(value.TenThousandths / 10_000m);
    }
}
