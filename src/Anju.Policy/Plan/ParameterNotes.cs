using System.ComponentModel.DataAnnotations;
using Anju.Kernel;
using Microsoft.EntityFrameworkCore;
using Microsoft.Extensions.Hosting;

namespace Anju.Policy;

/// <summary>What a parameter of the plan was when the product last looked.</summary>
public sealed class NotedParameter : Stored
{
    [StringLength(100)]
    public required string Key { get; set; }

    /// <summary>All its values with their days, in words.</summary>
    public required string Values { get; set; }

    internal sealed class Mapping : IMapping
    {
        public void Map(ModelBuilder model) => model.Entity<NotedParameter>().HasKey(x => x.Key);
    }
}

/// <summary>
/// Parameters are changed in the files of the plan, past the product: whoever judges by them looks first whether they are those of
/// last time, and notes each that is not in the security log, with what it was and is (requirement F1).
/// </summary>
public sealed class ParameterNotes(Databases databases, PlanPack pack, SecurityLog log) : IHostedService
{
    /// <summary>Of the words of one event; longer lists of values are cut.</summary>
    private const int Longest = 200;

    public async Task LookAsync(CancellationToken cancellation)
    {
        await using var db = databases.Open(Actor.System);
        var noted = await db.Set<NotedParameter>().ToDictionaryAsync(x => x.Key, cancellation);
        var first = noted.Count == 0;
        var changes = new List<(string Key, string Said)>();
        foreach (var parameter in pack.Parameters.All)
        {
            var now = string.Join('；', parameter.Values.Select(value => Said(parameter, value)));
            if (!noted.Remove(parameter.Key, out var was))
            {
                changes.Add((parameter.Key, $"新增：{parameter.Name}，{Cut(now)}"));
                db.Add(new NotedParameter { Key = parameter.Key, Values = now });
            }
            else if (was.Values != now)
            {
                changes.Add((parameter.Key, $"{parameter.Name}：原为{Cut(was.Values)}，现为{Cut(now)}"));
                was.Values = now;
            }
        }

        foreach (var gone in noted.Values)
        {
            changes.Add((gone.Key, $"删除：原为{Cut(gone.Values)}"));
            db.Remove(gone);
        }

        if (changes.Count == 0)
        {
            return;
        }

        if (first)
        {
            changes = [("", $"首次登记，共 {changes.Count} 项")];
        }

        // Noted before it counts as known: broken off in between it is noted once more, never lost.
        foreach (var (key, said) in changes)
        {
            await log.WriteAsync(new() { Kind = SecurityEventKind.Configured, Succeeded = true, Subject = $"parameter {key}".TrimEnd(), Detail = said }, Actor.System, cancellation);
        }

        try
        {
            await db.SaveChangesAsync(cancellation);
        }
        catch (DbUpdateException)
        {
            // Another process that started at the same moment has seen the same files.
        }
    }

    public Task StartAsync(CancellationToken cancellationToken) => LookAsync(cancellationToken);

    public Task StopAsync(CancellationToken cancellationToken) => Task.CompletedTask;

    /// <summary>62天（2022-01-01起）</summary>
    private static string Said(Parameter parameter, ParameterValue value)
    {
        var text = value.Text is null ? "未设定" : value.Text + parameter.Unit;
        return (value.From, value.To) switch
        {
            ({ } from, { } to) => $"{text}（{from:yyyy-MM-dd}至{to:yyyy-MM-dd}）",
            ({ } from, null) => $"{text}（{from:yyyy-MM-dd}起）",
            (null, { } to) => $"{text}（至{to:yyyy-MM-dd}）",
            _ => text,
        };
    }

    private static string Cut(string words) => words.Length <= Longest ? words : words[..Longest] + "…";
}
