using System.Text.Json;
using System.Text.Json.Nodes;
using Anju.Kernel;
using Anju.Ledgers;

namespace Anju.Register.HouseholdFile;

/// <summary>
/// The household file as data: the household, its site, everybody on its line, and what each ledger holds of them. The
/// same shape comes out of the API and <c>export-file</c> and goes into <c>judge</c>.
/// </summary>
public sealed record FactFile(Household Household, ResettlementSite? Site, IReadOnlyList<Person> People, IReadOnlyDictionary<string, IReadOnlyList<Record>> Records)
{
    public const string HouseholdPart = "household";
    public const string SitePart = "site";
    public const string PeoplePart = "people";
    public const string RecordsPart = "records";
    public const string WithheldPart = "withheld";

    public static FactFile Of(FileOfHousehold file, LedgerCatalogue ledgers) => new(
        file.Household,
        file.Site,
        [.. file.People.OrderBy(person => person.Relation).ThenBy(person => person.Id)],
        file.Records.Append(new(ledgers.Of<MembershipChange>(), file.Changes)).ToDictionary(records => records.Ledger.Code, records => records.Rows));

    /// <summary>
    /// The file as JSON. Fields that the reader may not see are left out and named under <c>withheld</c>: what rests on them
    /// is then unknown, never wrong.
    /// </summary>
    public JsonObject ToJson(LedgerCatalogue ledgers, FieldAccess? access = null)
    {
        var withheld = new SortedSet<string>(StringComparer.Ordinal);
        var file = new JsonObject
        {
            [HouseholdPart] = Node(Household),
            [SitePart] = Site is null ? null : Node(Site),
            [PeoplePart] = new JsonArray([.. People.Select(Node)]),
            [RecordsPart] = new JsonObject(Records.Select(x => KeyValuePair.Create<string, JsonNode?>(x.Key, new JsonArray([.. x.Value.Select(Node)])))),
        };
        if (withheld.Count > 0)
        {
            file[WithheldPart] = new JsonArray([.. withheld.Select(field => (JsonNode)field)]);
        }

        return file;

        JsonNode Node(Record record)
        {
            var ledger = ledgers.Of(record.GetType());
            var node = JsonSerializer.SerializeToNode(record, record.GetType(), Json.Options)!.AsObject();
            foreach (var column in ledger.Columns.Where(column => access?.MayRead(column) == false && node.ContainsKey(column.Field)))
            {
                node.Remove(column.Field);
                withheld.Add($"{ledger.Code}.{column.Field}");
            }

            return node;
        }
    }

    /// <summary>The facts of a month, as the register would give them.</summary>
    public HouseholdFacts Facts(IReadOnlyList<FactStream> streams, LedgerCatalogue ledgers, Month month, DateOnly judgedOn) => new(
        Household,
        People,
        streams.ToDictionary(
            stream => stream.Type,
            stream => stream.Select(stream.Type == typeof(Person) ? People : Records.GetValueOrDefault(ledgers.Of(stream.Type).Code, []), month)))
    {
        AsOf = Policy.Facts.TakenAt(month, judgedOn),
        JudgedOn = judgedOn,
        Site = Site,
    };
}
