namespace Anju.Ui;

/// <summary>One line of a drop-down: the code that is stored and the words people see.</summary>
public sealed record Choice(string Code, string Text, string? Group = null);

/// <summary>Which control a <see cref="Field" /> shows.</summary>
public enum FieldKind
{
    Text,
    Number,
    Date,
    Month,
    Select,
    TextArea,
    Check,
    Phone,
    Password,
    File,
    Search,
}
