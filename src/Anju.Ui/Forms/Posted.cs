using Anju.Kernel;
using Microsoft.AspNetCore.Http;

namespace Anju.Ui;

/// <summary>Reads what a form posted, field by field, and notes in Chinese what cannot be read.</summary>
public sealed class Posted(IFormCollection? form)
{
    public FormErrors Errors { get; } = new();

    public bool Any => form is not null;

    /// <summary>As typed, to be shown again; null when the form was not posted.</summary>
    public string? Typed(string name) => form is null ? null : form[name].ToString();

    public bool Ticked(string name) => form is not null && form[name].Contains("true");

    public string? Text(string name) => Kernel.Text.RemoveInvisible(Typed(name) ?? "").Trim() is { Length: > 0 } text ? text : null;

    public string Text(string name, string title, int longest)
    {
        if (Text(name) is not { } text)
        {
            Errors.Add(name, $"请填写{title}");
            return "";
        }

        if (text.Length > longest)
        {
            Errors.Add(name, $"{title}不能超过 {longest} 个字");
        }

        return text;
    }

    /// <summary>Null for blank and for what cannot be read, which is noted.</summary>
    public DateOnly? Date(string name, string title, bool required = true)
    {
        if (Text(name) is not { } text)
        {
            if (required)
            {
                Errors.Add(name, $"请填写{title}");
            }

            return null;
        }

        if (DateOnly.TryParseExact(text, "yyyy-MM-dd", out var date) && date.Year is >= 1900 and <= 2200)
        {
            return date;
        }

        Errors.Add(name, $"{title}应写成 2025-11-20 这样的日期");
        return null;
    }

    public Month? Month(string name, string title)
    {
        if (Kernel.Month.TryParse(Text(name), out var month))
        {
            return month;
        }

        Errors.Add(name, $"{title}应写成 2025-11 这样的月份");
        return null;
    }

    /// <summary>A member of a drop-down; null when nothing was chosen, which is noted when it is required.</summary>
    public T? Term<T>(string name, string title, bool required = true)
        where T : struct, Enum
    {
        if (Enum.TryParse<T>(Text(name), out var value) && Enum.IsDefined(value))
        {
            return value;
        }

        if (required || Text(name) is not null)
        {
            Errors.Add(name, $"请选择{title}");
        }

        return null;
    }

    public Guid? Id(string name, string title)
    {
        if (Guid.TryParse(Text(name), out var id))
        {
            return id;
        }

        Errors.Add(name, $"请选择{title}");
        return null;
    }

    public int Number(string name) => int.TryParse(Text(name), out var number) ? number : 0;
}
