using System.Text;
using Anju.Ui;

namespace Anju.Tests.Ui;

public sealed class CountyShapesTests
{
    [Fact]
    public void Longitudes_are_shortened_by_the_cosine_of_the_middle_latitude()
    {
        var shapes = Read("""[[[10,59.5],[11,59.5],[11,60.5],[10,60.5],[10,59.5]]]""", "Polygon");

        Assert.Equal(2 * CountyShapes.Width, shapes.Height, 0.001);
    }

    [Fact]
    public void North_is_up_and_the_label_stands_where_the_file_says()
    {
        var county = Assert.Single(Read("""[[[10,-0.5],[11,-0.5],[11,0.5],[10,0.5],[10,-0.5]]]""", "Polygon").All);

        Assert.Equal("M0 640L640 640L640 0L0 0L0 640Z", county.Path);
        Assert.Equal((160, 160), (Math.Round(county.LabelX), Math.Round(county.LabelY)));
    }

    [Fact]
    public void Every_part_of_a_county_is_drawn()
    {
        var county = Assert.Single(Read("""[[[[10,0],[11,0],[11,1],[10,0]]],[[[12,0],[13,0],[13,1],[12,0]]]]""", "MultiPolygon").All);

        Assert.Equal(2, county.Path.Count(letter => letter == 'M'));
    }

    private static CountyShapes Read(string coordinates, string type)
    {
        var json = $$$"""
            {"features":[{"properties":{"adcode":"431021","name":"桂阳县","cp":[10.25,0.25]},"geometry":{"type":"{{{type}}}","coordinates":{{{coordinates}}} }}]}
            """;
        return CountyShapes.FromGeoJson(new MemoryStream(Encoding.UTF8.GetBytes(json)));
    }
}
