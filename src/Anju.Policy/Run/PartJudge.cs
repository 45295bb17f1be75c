using System.Buffers;
using System.Globalization;
using System.Security.Cryptography;
using System.Text;
using System.Text.Json;
using Anju.Kernel;

namespace Anju.Policy;

/// <summary>Judges the households of one part as they stream by, and holds the part's rows until they are written.</summary>
internal sealed class PartJudge(
    int run, Month month, Parameters parameters, IReadOnlyList<(SubjectKind Kind, IReadOnlyList<Rule> Rules)> book, string city) : IDisposable
{
    private const int FullAt = 1 << 16;

    private readonly IncrementalHash digest = IncrementalHash.CreateHash(HashAlgorithmName.SHA256);
    private readonly ArrayBufferWriter<byte> buffer = new(256);
    private readonly ArrayBufferWriter<byte> said = new(FullAt + 4096);
    private readonly StringBuilder raised = new();
    private readonly List<(int Place, Measured Measured)> measured = [];
    private readonly Utf8JsonWriter writer = new(Stream.Null, new JsonWriterOptions { Encoder = Json.Options.Encoder, SkipValidation = true });
    private readonly Rule[][] rulesOf = [.. book.Select(x => x.Rules.ToArray())];
    private readonly Dictionary<string, int> kinds = book.Select((x, place) => (x.Kind.Code, place)).ToDictionary(x => x.Code, x => x.place);
    private readonly char[] letters = new char[book.Max(x => x.Rules.Count)];

    public List<Judgement> Rows { get; } = [];

    public Tally Tally { get; } = new([.. book.Select(x => (IReadOnlyList<string>)[.. x.Rules.Select(rule => rule.Code)])]);

    public int Households { get; private set; }

    public int People { get; private set; }

    /// <summary>Lines that are neither households nor people.</summary>
    public int Others { get; private set; }

    public void Judge(Facts facts)
    {
        var isHousehold = facts.Kind == SubjectKind.Household;
        Households += isHousehold ? 1 : 0;
        Others += isHousehold ? 0 : 1;
        One(facts, kinds[facts.Kind.Code]);
        if (!isHousehold)
        {
            return;
        }

        var ofPerson = kinds[SubjectKind.Person.Code];
        foreach (var person in facts.Parts)
        {
            People++;
            One(person, ofPerson);
        }
    }

    public string Digest()
    {
        Take();
        return Convert.ToHexStringLower(digest.GetCurrentHash());
    }

    public void Dispose()
    {
        digest.Dispose();
        writer.Dispose();
    }

    private void One(Facts facts, int kind)
    {
        var rules = rulesOf[kind];
        raised.Clear();
        measured.Clear();
        var explains = false;
        for (var i = 0; i < rules.Length; i++)
        {
            var rule = rules[i];
            var verdict = rule.JudgeAny(facts, month, parameters);
            letters[i] = verdict.Outcome.Letter();
            if (verdict.Measured is { } adds)
            {
                measured.Add((i, adds));
            }

            if (verdict.Outcome is Outcome.NotMet or Outcome.Unknown && (rule.Kind != RuleKind.Count || rule.Work is not null))
            {
                if (!explains)
                {
                    explains = true;
                    buffer.ResetWrittenCount();
                    writer.Reset(buffer);
                    writer.WriteStartObject();
                }

                Explain(rule, verdict);
            }

            if (rule.Raises(verdict, facts, parameters))
            {
                raised.Append(raised.Length == 0 ? "" : " ").Append(rule.Code);
            }
            else if (rule.Work is not null && verdict.Outcome is Outcome.NotMet or Outcome.Unknown && rule.Releases(facts))
            {
                raised.Append(raised.Length == 0 ? "" : " ").Append(Judgement.Released).Append(rule.Code);
            }
        }

        Tally.Add(facts, kind, letters.AsSpan(0, rules.Length), measured, city);
        var row = new Judgement
        {
            Run = run,
            SubjectId = facts.Id,
            Subject = facts.Kind.Code,
            HouseholdId = facts.HouseholdId,
            CountyCode = facts.CountyCode,
            TownshipCode = facts.TownshipCode is { Length: > 0 } township ? township : null,
            SiteId = facts.SiteId,
            Letters = new string(letters, 0, rules.Length),
            Reasons = explains ? Finish() : null,
            Raised = raised.Length == 0 ? null : raised.ToString(),
            Amounts = measured.Count == 0 ? null : StoredAmounts.Write(measured.Select(x => (rules[x.Place].Code, x.Measured))),
        };
        Rows.Add(row);
        facts.Id.TryWriteBytes(said.GetSpan(16));
        said.Advance(16);
        Encoding.UTF8.GetBytes(row.Letters, said);
        if (explains)
        {
            said.Write(buffer.WrittenSpan);
        }

        if (row.Amounts is { } amounts)
        {
            Encoding.UTF8.GetBytes(amounts, said);
        }

        if (said.WrittenCount > FullAt)
        {
            Take();
        }
    }

    /// <summary>Takes what was said into the digest, many subjects at a time.</summary>
    private void Take()
    {
        digest.AppendData(said.WrittenSpan);
        said.ResetWrittenCount();
    }

    private void Explain(Rule rule, Verdict verdict)
    {
        writer.WriteStartObject(rule.Code);
        writer.WriteString("reason", verdict.Reason);
        if (verdict.DueOn is { } due)
        {
            writer.WriteString("dueOn", due.ToString("yyyy-MM-dd"));
        }

        writer.WriteEndObject();
    }

    private string Finish()
    {
        writer.WriteEndObject();
        writer.Flush();
        return Encoding.UTF8.GetString(buffer.WrittenSpan);
    }
}

/// <summary>What a subject adds to sums, as a run stored it: <c>I-M05-3-B=5000000/1</c>, divided by spaces.</summary>
public static class StoredAmounts
{
    public static string Write(IEnumerable<(string Rule, Measured Measured)> amounts) =>
        string.Join(' ', amounts.Select(x => string.Create(CultureInfo.InvariantCulture, $"{x.Rule}={x.Measured.Amount}/{x.Measured.Of}")));

    /// <summary>By rule code.</summary>
    public static IReadOnlyDictionary<string, Measured> Read(string? written) => (written ?? "").Split(' ', StringSplitOptions.RemoveEmptyEntries)
        .Select(one => one.Split('=', '/')).ToDictionary(
            parts => parts[0], parts => new Measured(long.Parse(parts[1], CultureInfo.InvariantCulture), long.Parse(parts[2], CultureInfo.InvariantCulture)));
}

/// <summary>Why a rule is not met or unknown, as a run stored it.</summary>
public sealed record StoredReason(string Reason, DateOnly? DueOn)
{
    /// <summary>By rule code; empty when everything is met or does not apply.</summary>
    public static IReadOnlyDictionary<string, StoredReason> Read(string? json) =>
        json is null ? new Dictionary<string, StoredReason>() : JsonSerializer.Deserialize<Dictionary<string, StoredReason>>(json, Json.Options)!;
}
