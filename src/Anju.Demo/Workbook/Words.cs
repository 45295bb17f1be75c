using System.Collections.Concurrent;
using System.ComponentModel.DataAnnotations;
using System.Reflection;
using Anju.Kernel;

namespace Anju.Demo;

/// <summary>The Chinese terms of the code sets.</summary>
internal static class Words
{
    private static readonly ConcurrentDictionary<Enum, (string Term, IReadOnlyList<string> Others)> Known = new();

    public static string? Of(Enum? value) => value is null ? null : Find(value).Term;

    /// <summary>The term, or now and then another word for it that sheets use.</summary>
    public static string? Loosely(Dice dice, Enum? value)
    {
        if (value is null)
        {
            return null;
        }

        var (term, others) = Find(value);
        return others.Count > 0 && dice.Chance(0.25) ? others[dice.Below(others.Count)] : term;
    }

    public static string? Of(bool? value) => value switch { true => "是", false => "否", null => null };

    private static (string Term, IReadOnlyList<string> Others) Find(Enum value) => Known.GetOrAdd(value, static value =>
    {
        var field = value.GetType().GetField(value.ToString())!;
        return (field.GetCustomAttribute<DisplayAttribute>()!.Name!, field.GetCustomAttribute<AlsoWrittenAttribute>()?.Words ?? []);
    });
}
