using System.Globalization;
using Anju.Kernel;

namespace Anju.Ledgers;

/// <summary>The reader that a column's kind asks for.</summary>
public static class CellReaders
{
    /// <param name="county">The county that names of places are looked for in first.</param>
    public static CellReader For(MappedColumn at, ImportField field, ImportContext context, Func<string?> county) => field.Column!.Kind switch
    {
        ColumnKind.Text => field.Column.Offered.Count > 0 ? new OfferedReader(at, field) : new PlainTextReader(at, field),
        ColumnKind.WholeNumber when field.Column.Plain == typeof(long) => new QuantityReader<long>(at, field, TryWhole, value => value),
        ColumnKind.WholeNumber => new QuantityReader<int>(at, field, TryWhole, value => value),
        ColumnKind.Number => new QuantityReader<double>(at, field, TryNumber, value => value),
        ColumnKind.YesNo => new YesNoReader(at, field),
        ColumnKind.Date => new DateReader(at, field, context.Today),
        ColumnKind.Month => new MonthReader(at, field, Month.Of(context.Today)),
        ColumnKind.Money => new MoneyReader(at, field),
        ColumnKind.LandArea => new QuantityReader<Mu>(at, field, TryMu, value => value.TenThousandths / 10_000d),
        ColumnKind.FloorArea => new QuantityReader<SquareMetres>(at, field, TryFloor, value => value.Hundredths / 100d),
        ColumnKind.Term => (CellReader)Activator.CreateInstance(typeof(TermReader<>).MakeGenericType(field.Column.Plain), at, field, null)!,
        ColumnKind.Division => new DivisionReader(at, field, context.Divisions, county),
        _ => throw new InvalidOperationException($"{field.Key}: a reference is looked up, not read."),
    };

    private static bool TryWhole(ReadOnlySpan<char> text, out int value)
    {
        value = 0;
        return TryWhole(text, out long wide) && wide is >= int.MinValue and <= int.MaxValue && (value = (int)wide) == wide;
    }

    private static bool TryWhole(ReadOnlySpan<char> text, out long value)
    {
        if (long.TryParse(text, NumberStyles.AllowLeadingSign, CultureInfo.InvariantCulture, out value))
        {
            return true;
        }

        value = 0;
        if (!TryNumber(text, out var number) || Math.Abs(number) > 1e15 || number != Math.Floor(number))
        {
            return false;
        }

        value = (long)number;
        return true;
    }

    /// <summary>12, 1,234.5, 12人, 3个月, １２; a whole number with a unit of one to three characters behind it.</summary>
    private static bool TryNumber(ReadOnlySpan<char> text, out double value)
    {
        if (double.TryParse(text, NumberStyles.Float, CultureInfo.InvariantCulture, out value))
        {
            return double.IsFinite(value);
        }

        var compact = CellText.Compact(text).AsSpan();
        var end = compact.LastIndexOfAnyInRange('0', '9') + 1;
        return end > 0 && compact.Length - end <= 3
            && double.TryParse(compact[..end], NumberStyles.Float | NumberStyles.AllowThousands, CultureInfo.InvariantCulture, out value)
            && double.IsFinite(value);
    }

    private static bool TryMu(ReadOnlySpan<char> text, out Mu value) => Mu.TryParse(text.ToString(), out value);

    private static bool TryFloor(ReadOnlySpan<char> text, out SquareMetres value) => SquareMetres.TryParse(text.ToString(), out value);
}
