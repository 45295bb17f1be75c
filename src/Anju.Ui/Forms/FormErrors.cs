namespace Anju.Ui;

/// <summary>What is wrong with a form as posted, by the name of the input; the empty name is the form as a whole.</summary>
public sealed class FormErrors
{
    private readonly List<(string Name, string Message)> _all = [];

    public static FormErrors None { get; } = new();

    public IReadOnlyList<(string Name, string Message)> All => _all;

    public bool Any => _all.Count > 0;

    public FormErrors Add(string name, string message)
    {
        _all.Add((name, message));
        return this;
    }

    /// <summary>From the errors dictionary of a validation problem.</summary>
    public static FormErrors From(IEnumerable<KeyValuePair<string, string[]>> errors)
    {
        var form = new FormErrors();
        form._all.AddRange(from error in errors from message in error.Value select (error.Key, message));
        return form;
    }

    public string? Of(string name)
    {
        var messages = _all.Where(error => Address.Same(error.Name, name)).Select(error => error.Message).ToList();
        return messages.Count == 0 ? null : string.Join("；", messages);
    }
}
