using System.Reflection;
using System.Text.Json;
using Anju.Kernel;
using Anju.Ledgers;

namespace Anju.Register.HouseholdFile;

/// <summary>
/// Reads household files from JSON: one object or an array of them. What people write by hand may leave out ids, county
/// and household of people and records; a field nobody knows is refused, because a slip in a name would change the answer.
/// </summary>
public sealed class FactFileReader(LedgerCatalogue ledgers)
{
    private static readonly string[] Parts =
        [FactFile.HouseholdPart, FactFile.SitePart, FactFile.PeoplePart, FactFile.RecordsPart, FactFile.WithheldPart];

    private readonly Dictionary<Type, Dictionary<string, PropertyInfo>> fields = [];

    public Result<IReadOnlyList<FactFile>> Read(Stream json)
    {
        try
        {
            using var document = JsonDocument.Parse(json, new JsonDocumentOptions { CommentHandling = JsonCommentHandling.Skip, AllowTrailingCommas = true });
            return document.RootElement.ValueKind switch
            {
                JsonValueKind.Object => Result.Of<IReadOnlyList<FactFile>>([One(document.RootElement, "")]),
                JsonValueKind.Array => Result.Of<IReadOnlyList<FactFile>>([.. document.RootElement.EnumerateArray().Select((file, i) => One(file, $"[{i}]."))]),
                _ => throw Wrong("", "应是一户的档案 { … }，或者几户的数组 [ … ]"),
            };
        }
        catch (JsonException problem)
        {
            return new Refusal("NOT_JSON", $"文件不是有效的 JSON：第 {problem.LineNumber + 1} 行第 {problem.BytePositionInLine + 1} 个字节附近读不下去。");
        }
        catch (FactFileException problem)
        {
            return problem.Refusal;
        }
    }

    private FactFile One(JsonElement file, string path)
    {
        if (file.ValueKind != JsonValueKind.Object)
        {
            throw Wrong(path, "应是一户的档案 { … }");
        }

        if (file.EnumerateObject().FirstOrDefault(part => !Parts.Contains(part.Name)) is { Value.ValueKind: not JsonValueKind.Undefined } unknown)
        {
            throw Wrong(path + unknown.Name, $"不认识这一项；档案由 {string.Join("、", Parts)} 组成");
        }

        var household = Record<Household>(Needed(file, FactFile.HouseholdPart, path), path + FactFile.HouseholdPart);
        if (string.IsNullOrWhiteSpace(household.Code))
        {
            throw Wrong(path + "household.code", "请填写户编号");
        }

        var people = Items(file, FactFile.PeoplePart, path, needed: true).Select(x => Person(x.Item, x.Path, household)).ToList();
        var site = file.TryGetProperty(FactFile.SitePart, out var place) && place.ValueKind != JsonValueKind.Null
            ? Record<ResettlementSite>(place, path + FactFile.SitePart)
            : null;
        return new(household, site, people, Records(file, path, household, people));
    }

    private Person Person(JsonElement item, string path, Household household)
    {
        var person = Record<Person>(item, path);
        if (string.IsNullOrWhiteSpace(person.Name))
        {
            throw Wrong(path + ".name", "请填写姓名");
        }

        Belong(item, person, household);
        person.HouseholdId = household.Id;
        return person;
    }

    private Dictionary<string, IReadOnlyList<Record>> Records(JsonElement file, string path, Household household, List<Person> people)
    {
        var records = new Dictionary<string, IReadOnlyList<Record>>();
        if (!file.TryGetProperty(FactFile.RecordsPart, out var parts) || parts.ValueKind == JsonValueKind.Null)
        {
            return records;
        }

        if (parts.ValueKind != JsonValueKind.Object)
        {
            throw Wrong(path + FactFile.RecordsPart, "应按台账代码列出记录：{ \"employment-spell\": [ … ] }");
        }

        foreach (var part in parts.EnumerateObject())
        {
            if (ledgers.Find(part.Name) is not { } ledger || !ledger.Type.IsAssignableTo(typeof(IOfHousehold)))
            {
                throw Wrong($"{path}records.{part.Name}", $"没有这本台账；可以用 {string.Join("、", ledgers.All.Where(x => x.Type.IsAssignableTo(typeof(IOfHousehold))).Select(x => x.Code))}");
            }

            records[part.Name] = [.. Items(parts, part.Name, path + "records.", needed: false).Select(x =>
            {
                var record = Read(ledger.Type, x.Item, x.Path);
                Belong(x.Item, record, household);
                ledger.Type.GetProperty(nameof(IOfHousehold.HouseholdId))?.SetValue(record, household.Id);
                if (ledger.Owner is { } owner && owner.Refers == typeof(Person) && !people.Exists(person => person.Id == (Guid)owner.Get(record)!))
                {
                    throw Wrong($"{x.Path}.{owner.Field}", "应是 people 中某个人的 id");
                }

                return record;
            })];
        }

        return records;
    }

    private T Record<T>(JsonElement item, string path)
        where T : Record => (T)Read(typeof(T), item, path);

    private Record Read(Type type, JsonElement item, string path)
    {
        if (item.ValueKind != JsonValueKind.Object)
        {
            throw Wrong(path, "应是一条记录 { … }");
        }

        var record = (Record)Activator.CreateInstance(type)!;
        foreach (var value in item.EnumerateObject())
        {
            if (!FieldsOf(type).TryGetValue(value.Name, out var property))
            {
                throw Wrong($"{path}.{value.Name}", $"{ledgers.Of(type).Title}没有这个字段");
            }

            try
            {
                property.SetValue(record, value.Value.Deserialize(property.PropertyType, Json.Options));
            }
            catch (Exception problem) when (problem is JsonException or FormatException or InvalidOperationException or OverflowException or ArgumentException)
            {
                throw Wrong($"{path}.{value.Name}", Expected(ledgers.Of(type).FindField(value.Name), property.PropertyType));
            }
        }

        return record;
    }

    /// <summary>What hand-written records leave out is the household's.</summary>
    private static void Belong(JsonElement item, Record record, Household household)
    {
        if (record is CountyRecord carried && !item.TryGetProperty("countyCode", out _))
        {
            (carried.CountyCode, carried.SiteId) = (household.CountyCode, household.SiteId);
        }
    }

    private Dictionary<string, PropertyInfo> FieldsOf(Type type)
    {
        if (!fields.TryGetValue(type, out var known))
        {
            known = fields[type] = type.GetProperties(BindingFlags.Public | BindingFlags.Instance).Where(property => property.CanWrite)
                .ToDictionary(property => Naming.Camel(property.Name));
        }

        return known;
    }

    private static JsonElement Needed(JsonElement file, string part, string path) =>
        file.TryGetProperty(part, out var value) ? value : throw Wrong(path + part, "缺少这一项");

    private static IEnumerable<(JsonElement Item, string Path)> Items(JsonElement file, string part, string path, bool needed)
    {
        if (!file.TryGetProperty(part, out var items))
        {
            return needed ? throw Wrong(path + part, "缺少这一项") : [];
        }

        return items.ValueKind == JsonValueKind.Array
            ? items.EnumerateArray().Select((item, i) => (item, $"{path}{part}[{i}]"))
            : throw Wrong(path + part, "应是数组 [ … ]");
    }

    private static string Expected(LedgerColumn? column, Type type) => (column?.Kind, Nullable.GetUnderlyingType(type) ?? type) switch
    {
        (ColumnKind.Term, _) => $"只能是 {string.Join("、", column!.Terms.Select(term => $"{term.Code}（{term.Title}）"))}",
        (_, var plain) when plain == typeof(DateOnly) => "应是日期，例如 \"2025-11-20\"",
        (_, var plain) when plain == typeof(Month) => "应是月份，例如 \"2025-11\"",
        (_, var plain) when plain == typeof(bool) => "应是 true 或 false",
        (_, var plain) when plain == typeof(Guid) => "应是 id，例如 \"0198f2b6-3a5e-7c10-9d2f-0242ac120002\"",
        (_, var plain) when plain == typeof(string) => "应是文字，写在引号里",
        _ => "应是数字",
    };

    private static FactFileException Wrong(string path, string what) =>
        new(new("FACTS", path.TrimEnd('.') is { Length: > 0 } place ? $"{place}：{what}。" : $"文件内容不对：{what}。"));

    private sealed class FactFileException(Refusal refusal) : Exception(refusal.Message)
    {
        public Refusal Refusal { get; } = refusal;
    }
}
