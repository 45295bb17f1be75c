using System.ComponentModel.DataAnnotations;
using System.Globalization;
using System.Linq.Expressions;
using System.Reflection;
using Anju.Kernel;
using Anju.Ledgers.Workbooks;

namespace Anju.Ledgers;

/// <summary>Reads the cells of one column into one field of a record. Nothing is boxed, and known texts are not copied.</summary>
public abstract class CellReader(MappedColumn at, ImportField field)
{
    public MappedColumn At { get; } = at;

    public ImportField Field { get; } = field;

    private readonly bool isRestricted = field.Column?.Mask is not null;

    /// <summary>What a masked export shows instead of a value was never the value; a number that must be found is refused instead.</summary>
    protected virtual bool PassesOverMasked => true;

    /// <summary>True when the cell held a value and the record has it now. Findings are told to the row.</summary>
    public bool Read(in Cell cell, object record, ImportRow row)
    {
        switch (cell.Kind)
        {
            case CellKind.Blank:
                return false;
            case CellKind.Error:
                row.Tell(ImportCodes.CellError, At, cell.ToString());
                return false;
            case CellKind.Text when isRestricted && PassesOverMasked && Masked.Hides(cell.Text):
                row.Tell(ImportCodes.MaskedValue, At);
                return false;
            default:
                return ReadValue(cell, record, row);
        }
    }

    protected abstract bool ReadValue(in Cell cell, object record, ImportRow row);
}

/// <summary>A reader that ends in setting a property of type <typeparamref name="T"/> or <c>T?</c>.</summary>
public abstract class CellReader<T>(MappedColumn at, ImportField field) : CellReader(at, field)
{
    private readonly Action<object, T> set = Setter(field.Column!.Property);

    protected override bool ReadValue(in Cell cell, object record, ImportRow row)
    {
        if (!TryRead(cell, row, out var value))
        {
            return false;
        }

        set(record, value);
        return true;
    }

    /// <summary>False when the cell holds nothing, or nothing that can be used: then the row has been told.</summary>
    protected abstract bool TryRead(in Cell cell, ImportRow row, out T value);

    private static Action<object, T> Setter(PropertyInfo property)
    {
        var record = Expression.Parameter(typeof(object));
        var value = Expression.Parameter(typeof(T));
        var target = Expression.Property(Expression.Convert(record, property.DeclaringType!), property);
        return Expression.Lambda<Action<object, T>>(Expression.Assign(target, Expression.Convert(value, property.PropertyType)), record, value).Compile();
    }
}

/// <summary>Text, up to the length of the column.</summary>
public class PlainTextReader(MappedColumn at, ImportField field) : CellReader<string>(at, field)
{
    private readonly TextPool pool = new();
    private readonly int longest = field.Column!.MaxLength ?? int.MaxValue;

    protected override bool TryRead(in Cell cell, ImportRow row, out string value)
    {
        var text = CellText.Of(cell);
        value = "";
        if (CellText.SaysNothing(text))
        {
            return false;
        }

        if (text.Length > longest)
        {
            row.Tell(ImportCodes.TextTooLong, At, text.ToString());
            text = text[..(char.IsHighSurrogate(text[longest - 1]) ? longest - 1 : longest)];
        }

        value = pool.Of(text);
        return true;
    }
}

/// <summary>A word of a dictionary that is not closed: one that is not in it stays as written, with a warning.</summary>
internal sealed class OfferedReader(MappedColumn at, ImportField field) : PlainTextReader(at, field)
{
    protected override bool TryRead(in Cell cell, ImportRow row, out string value)
    {
        if (!base.TryRead(cell, row, out value))
        {
            return false;
        }

        var column = Field.Column!;
        if (column.FindOffered(value) is { } word)
        {
            value = word;
        }
        else
        {
            row.Tell(ImportCodes.WordUnknown, At, value);
        }

        return true;
    }
}

/// <summary>A member of a dictionary, by its name, its code or another way it is written.</summary>
public class TermReader<T> : CellReader<T>
    where T : struct, Enum
{
    private const int MostSpellings = 5_000;

    private readonly Dictionary<string, T> words = [];
    private readonly Dictionary<string, T>.AlternateLookup<ReadOnlySpan<char>> lookup;
    private readonly FindingKind unknown;

    public TermReader(MappedColumn at, ImportField field, FindingKind? unknown = null)
        : base(at, field)
    {
        this.unknown = unknown ?? ImportCodes.TermUnknown;
        lookup = words.GetAlternateLookup<ReadOnlySpan<char>>();
        foreach (var (word, value) in TermWords.Of(field.Column!))
        {
            words.TryAdd(word, (T)value);
        }
    }

    protected override bool TryRead(in Cell cell, ImportRow row, out T value)
    {
        var text = CellText.Of(cell);
        if (lookup.TryGetValue(text, out value))
        {
            return true;
        }

        var compact = CellText.Compact(text);
        if (words.TryGetValue(compact, out value) || TermWords.Loosely(compact, words, out value))
        {
            if (words.Count < MostSpellings)
            {
                words.TryAdd(text.ToString(), value);
            }

            return true;
        }

        if (compact is not ("无" or "不详" or "未知" or "暂无") && !CellText.SaysNothing(compact))
        {
            Unknown(text.ToString(), row);
        }

        return false;
    }

    protected virtual void Unknown(string text, ImportRow row) => row.Tell(unknown, At, text);
}

/// <summary>All ways to write the terms of a column, in comparable form.</summary>
internal static class TermWords
{
    private static readonly string[] Kinship = ["之"];
    private static readonly string[] Suffixes = ["性", "毕业", "人员", "户", "家庭", "对象"];

    public static IEnumerable<(string Word, object Value)> Of(LedgerColumn column) =>
        from term in column.Terms
        from word in term.AlsoWritten.Prepend(term.Title).Prepend(term.Code).Concat(Numbers(column, term))
        select (CellText.Compact(word), term.Value);

    /// <summary>男性 → 男, 之长子 → 长子: with a word less at one end.</summary>
    public static bool Loosely<T>(string compact, Dictionary<string, T> words, out T value)
    {
        foreach (var prefix in Kinship)
        {
            if (compact.StartsWith(prefix, StringComparison.Ordinal) && words.TryGetValue(compact[prefix.Length..], out value!))
            {
                return true;
            }
        }

        foreach (var suffix in Suffixes)
        {
            if (compact.EndsWith(suffix, StringComparison.Ordinal) && words.TryGetValue(compact[..^suffix.Length], out value!))
            {
                return true;
            }
        }

        var bracket = compact.IndexOf('(');
        if (bracket > 0 && words.TryGetValue(compact[..bracket], out value!))
        {
            return true;
        }

        value = default!;
        return false;
    }

    // GB/T 2261.1-2003: 1 男, 2 女. The numbers of the other dictionaries are not those of our enumerations.
    private static IEnumerable<string> Numbers(LedgerColumn column, Term term) =>
        column.Plain == typeof(Sex) ? [Convert.ToInt32(term.Value).ToString(), term.Title + "性"] : [];
}

/// <summary>是, 否, 有, 无, √, ×, 1, 0.</summary>
internal sealed class YesNoReader(MappedColumn at, ImportField field) : CellReader<bool>(at, field)
{
    protected override bool TryRead(in Cell cell, ImportRow row, out bool value)
    {
        value = false;
        if (cell.Kind is CellKind.Boolean)
        {
            value = cell.Number != 0;
            return true;
        }

        var text = CellText.Of(cell);
        switch (text)
        {
            case "是" or "有" or "1" or "√" or "✓" or "✔" or "对" or "已" or "Y" or "y" or "已参保" or "参保" or "是的" or "TRUE":
                value = true;
                return true;
            case "否" or "无" or "0" or "×" or "✗" or "✘" or "X" or "x" or "没有" or "未" or "N" or "n" or "未参保" or "不是" or "FALSE":
                return true;
        }

        var compact = CellText.Compact(text);
        switch (compact)
        {
            case "是" or "有" or "1" or "已迁入" or "已入住" or "已参加" or "参加" or "√":
                value = true;
                return true;
            case "否" or "无" or "0" or "没有" or "未迁入" or "未入住" or "未参加":
                return true;
        }

        if (!CellText.SaysNothing(compact))
        {
            row.Tell(ImportCodes.TermUnknown, At, text.ToString());
        }

        return false;
    }
}

/// <summary>Dates in all forms; a month or a year stands for its first day.</summary>
/// <param name="today">The day of something that has happened is none after this one.</param>
public class DateReader(MappedColumn at, ImportField field, DateOnly today) : CellReader<DateOnly>(at, field)
{
    protected override bool TryRead(in Cell cell, ImportRow row, out DateOnly value)
    {
        if (DateText.Read(cell, out value) != DatePrecision.None)
        {
            if (!Field.Column!.Happened || value <= today)
            {
                return true;
            }

            row.Tell(ImportCodes.FutureDate, At, CellText.Of(cell).ToString());
            return false;
        }

        var text = CellText.Of(cell);
        if (!CellText.SaysNothing(text) && text is not ("无" or "不详" or "未知"))
        {
            row.Tell(ImportCodes.ValueUnknown, At, text.ToString());
        }

        return false;
    }
}

/// <summary>Months in all forms, a day too.</summary>
internal sealed class MonthReader(MappedColumn at, ImportField field, Month latest) : CellReader<Month>(at, field)
{
    protected override bool TryRead(in Cell cell, ImportRow row, out Month value)
    {
        value = default;
        if (DateText.Read(cell, out var date) >= DatePrecision.Month)
        {
            value = Month.Of(date);
            if (value > latest)
            {
                row.Tell(ImportCodes.FutureMonth, At, value.ToChinese());
            }

            return true;
        }

        var text = CellText.Of(cell);
        if (!CellText.SaysNothing(text))
        {
            row.Tell(ImportCodes.ValueUnknown, At, text.ToString());
        }

        return false;
    }
}

/// <summary>Amounts of money in 元. A range leaves its lower bound, and its text for the note.</summary>
internal sealed class MoneyReader(MappedColumn at, ImportField field) : CellReader<Yuan>(at, field)
{
    private readonly Bounds bounds = Bounds.Of(field);

    protected override bool TryRead(in Cell cell, ImportRow row, out Yuan value)
    {
        value = default;
        var text = CellText.Of(cell);
        var form = MoneyText.Read(text, out value);
        if (form != MoneyForm.None && !bounds.Hold((double)value.InYuan))
        {
            row.Tell(ImportCodes.OutOfRange, At, text.ToString());
            return false;
        }

        switch (form)
        {
            case MoneyForm.Plain:
                return true;
            case MoneyForm.Worded:
                row.Tell(ImportCodes.MoneyText, At, text.ToString(), value.ToPlain());
                return true;
            case MoneyForm.Range:
                row.Tell(ImportCodes.MoneyRange, At, text.ToString(), value.ToPlain());
                row.Keep(At.Title, text.ToString());
                return true;
            default:
                if (!CellText.SaysNothing(text) && text is not ("无" or "不详" or "未知"))
                {
                    row.Tell(ImportCodes.ValueUnknown, At, text.ToString());
                }

                return false;
        }
    }
}

/// <summary>Between what a number must lie by the attribute of its column.</summary>
internal readonly record struct Bounds(double Least, double Most)
{
    public static Bounds Of(ImportField field) => field.Column!.Rules.OfType<RangeAttribute>().FirstOrDefault() is { } range
        ? new(Convert.ToDouble(range.Minimum, CultureInfo.InvariantCulture), Convert.ToDouble(range.Maximum, CultureInfo.InvariantCulture))
        : new(double.NegativeInfinity, double.PositiveInfinity);

    public bool Hold(double value) => value >= Least && value <= Most;
}

/// <summary>Numbers with or without their unit, within the range of the column.</summary>
internal sealed class QuantityReader<T>(MappedColumn at, ImportField field, QuantityReader<T>.Parser parse, Func<T, double> size) : CellReader<T>(at, field)
{
    private readonly Bounds bounds = Bounds.Of(field);

    internal delegate bool Parser(ReadOnlySpan<char> text, out T value);

    protected override bool TryRead(in Cell cell, ImportRow row, out T value)
    {
        var text = CellText.Of(cell);
        if (!parse(text, out value))
        {
            if (!CellText.SaysNothing(text) && text is not ("无" or "不详" or "未知"))
            {
                row.Tell(ImportCodes.ValueUnknown, At, text.ToString());
            }

            return false;
        }

        if (!bounds.Hold(size(value)))
        {
            row.Tell(ImportCodes.OutOfRange, At, text.ToString());
            return false;
        }

        return true;
    }
}

/// <summary>A place by code or name.</summary>
internal sealed class DivisionReader(MappedColumn at, ImportField field, IDivisionNames divisions, Func<string?> county) : CellReader<string>(at, field)
{
    private readonly Dictionary<(string Text, string? County), string?> known = [];
    private readonly TextPool pool = new();

    protected override bool TryRead(in Cell cell, ImportRow row, out string value)
    {
        value = "";
        var text = CellText.Of(cell);
        if (CellText.SaysNothing(text))
        {
            return false;
        }

        var isCounty = Field.Column!.MaxLength == 6;
        var key = (pool.Of(text), isCounty ? null : county());
        if (!known.TryGetValue(key, out var code))
        {
            known[key] = code = isCounty ? divisions.County(key.Item1) : divisions.Find(key.Item1, key.Item2);
        }

        if (code is null)
        {
            row.Tell(isCounty ? ImportCodes.CountyUnknown : ImportCodes.DivisionUnknown, At, key.Item1);
            return false;
        }

        value = code;
        return true;
    }
}
