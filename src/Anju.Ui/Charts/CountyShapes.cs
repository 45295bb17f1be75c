using System.Text;
using System.Text.Json;

namespace Anju.Ui;

/// <summary>Outline of a county ready to draw: SVG path and the point its name stands on, in SVG user units.</summary>
public sealed record CountyShape(string Code, string Name, string Path, double LabelX, double LabelY);

/// <summary>
/// The outlines of a city's counties, read once from GeoJSON (RFC 7946, degrees) and projected to the plane:
/// equirectangular, longitudes shortened by the cosine of the middle latitude.
/// </summary>
public sealed class CountyShapes
{
    /// <summary>Width of the drawing in SVG user units.</summary>
    public const double Width = 640;

    private CountyShapes(IReadOnlyList<CountyShape> shapes, double height) => (All, Height) = (shapes, height);

    public IReadOnlyList<CountyShape> All { get; }

    public double Height { get; }

    /// <summary>
    /// Features are polygons or multipolygons with the properties adcode (six-digit code), name and, for the label, cp or
    /// center as [longitude, latitude]. Throws <see cref="JsonException" /> or <see cref="KeyNotFoundException" /> on other shapes.
    /// </summary>
    public static CountyShapes FromGeoJson(Stream json)
    {
        using var document = JsonDocument.Parse(json);
        var features = document.RootElement.GetProperty("features").EnumerateArray().ToList();
        var everyPoint = features.SelectMany(Rings).SelectMany(ring => ring).ToList();
        var (west, east) = (everyPoint.Min(point => point.Longitude), everyPoint.Max(point => point.Longitude));
        var (south, north) = (everyPoint.Min(point => point.Latitude), everyPoint.Max(point => point.Latitude));
        var narrowing = Math.Cos((south + north) / 2 * Math.PI / 180);
        var scale = Width / ((east - west) * narrowing);

        (double X, double Y) Project((double Longitude, double Latitude) point) =>
            ((point.Longitude - west) * narrowing * scale, (north - point.Latitude) * scale);

        return new CountyShapes([.. features.Select(Shape)], (north - south) * scale);

        CountyShape Shape(JsonElement feature)
        {
            var properties = feature.GetProperty("properties");
            var path = new StringBuilder();
            foreach (var ring in Rings(feature))
            {
                path.Append('M').AppendJoin('L', ring.Select(Project).Select(at => $"{Plot.At(at.X)} {Plot.At(at.Y)}")).Append('Z');
            }

            var label = properties.TryGetProperty("cp", out var inside) ? inside : properties.GetProperty("center");
            var (x, y) = Project(Point(label));
            return new CountyShape(properties.GetProperty("adcode").GetString()!, properties.GetProperty("name").GetString()!, path.ToString(), x, y);
        }
    }

    private static IEnumerable<List<(double Longitude, double Latitude)>> Rings(JsonElement feature)
    {
        var geometry = feature.GetProperty("geometry");
        var coordinates = geometry.GetProperty("coordinates");
        List<JsonElement> polygons = geometry.GetProperty("type").GetString() == "MultiPolygon" ? [.. coordinates.EnumerateArray()] : [coordinates];
        return from polygon in polygons
               from ring in polygon.EnumerateArray()
               select ring.EnumerateArray().Select(Point).ToList();
    }

    private static (double Longitude, double Latitude) Point(JsonElement pair) => (pair[0].GetDouble(), pair[1].GetDouble());
}
