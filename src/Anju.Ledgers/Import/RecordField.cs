using System.Linq.Expressions;
using System.Reflection;
using Anju.Kernel;

namespace Anju.Ledgers;

/// <summary>One field of a record, compared and copied without boxing.</summary>
public sealed class RecordField
{
    private static readonly Func<object, object> Shallow = typeof(object)
        .GetMethod("MemberwiseClone", BindingFlags.Instance | BindingFlags.NonPublic)!.CreateDelegate<Func<object, object>>();

    public RecordField(ImportField field)
    {
        Column = field.Column!;
        Bit = UInt128.One << field.Slot;
        var property = Column.Property;
        var (left, right) = (Expression.Parameter(typeof(object)), Expression.Parameter(typeof(object)));
        var (of, other) = (Expression.Property(Expression.Convert(left, property.DeclaringType!), property),
            Expression.Property(Expression.Convert(right, property.DeclaringType!), property));
        Same = Expression.Lambda<Func<object, object, bool>>(Expression.Equal(of, other), left, right).Compile();
        Copy = Expression.Lambda<Action<object, object>>(Expression.Assign(other, of), left, right).Compile();
    }

    public LedgerColumn Column { get; }

    /// <summary>The field's place in a row's set of present values.</summary>
    public UInt128 Bit { get; }

    public Func<object, object, bool> Same { get; }

    /// <summary>From the first record to the second.</summary>
    public Action<object, object> Copy { get; }

    public static T CloneOf<T>(T record)
        where T : Record => (T)Shallow(record);

    /// <summary>Brings the present fields of a draft into a copy of the record; null when nothing changes.</summary>
    public static T? Merge<T>(T existing, T draft, UInt128 present, IReadOnlyList<RecordField> fields, List<FieldEdit> edits)
        where T : Record
    {
        T? changed = null;
        foreach (var field in fields)
        {
            if ((present & field.Bit) == 0 || field.Same(existing, draft))
            {
                continue;
            }

            changed ??= CloneOf(existing);
            field.Copy(draft, changed);
            edits.Add(new(field.Column.Title, Shown(field.Column, existing), Shown(field.Column, draft)));
        }

        return changed;
    }

    private static string? Shown(LedgerColumn column, object record) => column.Get(record) switch
    {
        null => null,
        bool yes => yes ? "是" : "否",
        DateOnly date => date.ToString("yyyy-MM-dd"),
        Yuan money => money.ToPlain(),
        Mu mu => mu.InMu.ToString("0.####"),
        SquareMetres area => area.InSquareMetres.ToString("0.##"),
        var value => column.TermOf(value)?.Title ?? value.ToString(),
    };
}
