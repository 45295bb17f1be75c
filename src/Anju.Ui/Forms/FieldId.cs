namespace Anju.Ui;

/// <summary>The id of an input, made from its name, so that labels and the error summary can point at it.</summary>
internal static class FieldId
{
    public static string Of(string name) =>
        "f-" + string.Concat(name.Select(letter => char.IsAsciiLetterOrDigit(letter) ? letter : '-'));
}
