using System.Globalization;

namespace Anju.Ui;

/// <summary>Where values fall on the drawing area of a chart: one unit is one SVG user unit, y grows downwards.</summary>
internal sealed record Plot(double Width, double Height, double Left, double Right, double Top, double Bottom, double Maximum, double Minimum = 0)
{
    private const int Steps = 4;

    public double InnerWidth => Width - Left - Right;

    public double Floor => Height - Bottom;

    public IEnumerable<double> Grid => Enumerable.Range(0, Steps + 1).Select(step => Minimum + ((Maximum - Minimum) * step / Steps));

    public double Y(double value) => Floor - ((value - Minimum) / (Maximum - Minimum) * (Floor - Top));

    /// <summary>The middle of slot <paramref name="index" /> of <paramref name="count" />.</summary>
    public double X(int index, int count) => Left + (InnerWidth * (index + 0.5) / Math.Max(1, count));

    /// <summary>A round number not below <paramref name="largest" />, whose quarters are round too.</summary>
    public static double RoundTop(double largest)
    {
        if (largest <= 0)
        {
            return 4;
        }

        var power = Math.Pow(10, Math.Floor(Math.Log10(largest)));
        double[] candidates = [1, 1.2, 1.6, 2, 2.4, 3.2, 4, 6, 8, 10];
        return candidates.First(candidate => candidate * power >= largest * 0.999999) * power;
    }

    /// <summary>A coordinate with at most one decimal.</summary>
    public static string At(double value) => value.ToString("0.#", CultureInfo.InvariantCulture);

    /// <summary>A value on an axis or at a point: 12,345 or 92.4.</summary>
    public static string Label(double value) => value.ToString("#,##0.##", CultureInfo.InvariantCulture);
}
