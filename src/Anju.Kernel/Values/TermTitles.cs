using System.Collections.Concurrent;
using System.ComponentModel.DataAnnotations;
using System.Reflection;

namespace Anju.Kernel;

/// <summary>Display names of enum members that are no column's terms.</summary>
public static class TermTitles
{
    private static readonly ConcurrentDictionary<Enum, string> Known = new();

    public static string Of(Enum value) => Known.GetOrAdd(value, member =>
        member.GetType().GetField(member.ToString())?.GetCustomAttribute<DisplayAttribute>()?.Name ?? member.ToString());
}
