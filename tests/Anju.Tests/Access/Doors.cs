using System.IO.Compression;
using System.Text.RegularExpressions;
using Anju.Access;
using Anju.Community.SafeCommunity;
using Anju.Kernel;
using Anju.Ledgers;
using Anju.Policy;
using Anju.Register;
using Anju.Tests.Ledgers;
using Anju.Tests.Policy;
using Microsoft.AspNetCore.Authorization;
using Microsoft.AspNetCore.Routing;
using Microsoft.EntityFrameworkCore;
using Microsoft.Extensions.DependencyInjection;
using Record = Anju.Kernel.Record;

namespace Anju.Tests.Access;

/// <summary>An endpoint of the running product: a page, a file, a method of the API.</summary>
/// <param name="Template">Its route, such as /households/{Id:guid}.</param>
public sealed record Door(string Method, string Template, bool IsPublic, string? Policy)
{
    public IReadOnlyList<string> Names { get; } = [.. Regex.Matches(Template, "{([^}:?=]+)").Select(match => match.Groups[1].Value)];

    public override string ToString() => $"{Method} {Template}";

    /// <summary>Every door of the running product, read from the list that it routes by. What an endpoint takes any method for counts as GET.</summary>
    public static IReadOnlyList<Door> Of(IServiceProvider services) =>
    [
        .. services.GetRequiredService<EndpointDataSource>().Endpoints.OfType<RouteEndpoint>()
            .SelectMany(endpoint => (endpoint.Metadata.GetMetadata<HttpMethodMetadata>()?.HttpMethods ?? ["GET"]).Select(method => new Door(
                method,
                "/" + endpoint.RoutePattern.RawText!.TrimStart('/'),
                endpoint.Metadata.GetMetadata<IAllowAnonymous>() is not null,
                endpoint.Metadata.GetOrderedMetadata<IAuthorizeData>().Select(data => data.Policy).FirstOrDefault(policy => policy is not null))))
            .Distinct()
            .OrderBy(door => door.Template, StringComparer.Ordinal).ThenBy(door => door.Method, StringComparer.Ordinal),
    ];

    /// <summary>The address with the values put in; null when nobody has said what a name of this door stands for.</summary>
    public string? At(DoorValues values)
    {
        var address = Template;
        foreach (var name in Names)
        {
            if (values.Of(this, name) is not { } value)
            {
                return null;
            }

            address = Regex.Replace(address, $"{{{name}[^}}]*}}", value);
        }

        return address;
    }
}

/// <summary>What the names in routes stand for, seen from one household: its county, its site, its people, its lines of every ledger.</summary>
public sealed class DoorValues
{
    private readonly Dictionary<string, string> lines = [];

    private DoorValues()
    {
    }

    public required string County { get; init; }

    public required string Household { get; init; }

    public required string Code { get; init; }

    public required string Site { get; init; }

    public required string Person { get; init; }

    public required string Number { get; init; }

    /// <summary>A line of the membership log of the county.</summary>
    public string Membership => lines.GetValueOrDefault("membership-change", Household);

    /// <summary>A record of care in the county, if there is one.</summary>
    public string KeyPerson { get; private init; } = Guid.CreateVersion7().ToString();

    public string Session { get; private init; } = Guid.CreateVersion7().ToString();

    /// <summary>A granted request to take all people of the county away.</summary>
    public string Export { get; private init; } = Guid.CreateVersion7().ToString();

    /// <summary>Of the first household of a site of the county.</summary>
    public static async Task<DoorValues> OfAsync(TestHost host, string county, Guid? site = null, Guid? session = null)
    {
        await using var db = host.Open();
        var home = await db.Set<Household>().AsNoTracking()
            .Where(x => x.CountyCode == county && x.SiteId != null && (site == null || x.SiteId == site) && db.Set<Person>().Any(person => person.HouseholdId == x.Id && EF.Property<string?>(person, "IdNumberIndex") != null))
            .OrderBy(x => x.Code).FirstAsync();
        var person = await db.Set<Person>().AsNoTracking().Where(x => x.HouseholdId == home.Id && EF.Property<string?>(x, "IdNumberIndex") != null).OrderBy(x => x.Code).FirstAsync();
        var values = new DoorValues
        {
            County = county,
            Household = $"{home.Id}",
            Code = home.Code,
            Site = $"{home.SiteId}",
            Person = $"{person.Id}",
            Number = person.IdNumber!,
            Session = $"{session ?? Guid.CreateVersion7()}",
            Export = $"{await ExportAsync(host, county)}",
            KeyPerson = $"{await db.Set<KeyPerson>().Where(x => x.CountyCode == county).OrderBy(x => x.Id).Select(x => x.Id).Cast<Guid?>().FirstOrDefaultAsync() ?? Guid.CreateVersion7()}",
        };
        foreach (var ledger in host.Catalogue.All)
        {
            values.lines[ledger.Code] = await Lines.FirstAsync(db, ledger.Type, county, home.SiteId!.Value) is { } id ? $"{id}" : $"{Guid.CreateVersion7()}";
        }

        return values;
    }

    private static async Task<Guid> ExportAsync(TestHost host, string county)
    {
        var requests = host.Services.GetRequiredService<ExportRequests>();
        Actor Officer() => new(Guid.CreateVersion7().ToString(), "县专干", "县发改局", Scope.OfCounty(county), [Role.CountyOfficer]);
        var asked = (await requests.AskAsync(host.Catalogue.Find("person")!, ExportFormat.Csv, $"?countyCode={county}", 9_000, "年度核查", Officer(), default)).Value;
        Assert.True((await requests.DecideAsync(asked.Id, granted: true, null, Officer(), default)).IsOk);
        return asked.Id;
    }

    /// <summary>Values of nothing, to ask which names are known.</summary>
    public static DoorValues Sample { get; } = new DoorValues { County = "", Household = "", Code = "", Site = "", Person = "", Number = "" };

    /// <summary>Ids that nobody has, of the same form.</summary>
    public DoorValues Unknown() => new()
    {
        County = County,
        Household = $"{Guid.CreateVersion7()}",
        Code = "439999999999",
        Site = $"{Guid.CreateVersion7()}",
        Person = $"{Guid.CreateVersion7()}",
        Number = "",
    };

    /// <summary>The value of a name, by the door it stands in; null when it is not known here.</summary>
    public string? Of(Door door, string name) => (door.Template, name.ToUpperInvariant()) switch
    {
        var (at, _) when at.StartsWith("/households/by-code/", StringComparison.Ordinal) || at.StartsWith("/api/households/", StringComparison.Ordinal) => Code,
        var (at, key) when at.StartsWith("/households/", StringComparison.Ordinal) && key == "ID" => Household,
        var (at, key) when at.StartsWith("/accounts/", StringComparison.Ordinal) && key == "ID" => "01-city-lead",
        var (at, key) when at.StartsWith("/key-persons/", StringComparison.Ordinal) && key == "ID" => KeyPerson,
        var (at, key) when at.StartsWith("/persons/", StringComparison.Ordinal) && key == "ID" => Person,
        var (at, key) when at.StartsWith("/sites/", StringComparison.Ordinal) && key == "ID" => Site,
        var (at, key) when at.StartsWith("/counties/", StringComparison.Ordinal) && key == "CODE" => County,
        var (at, key) when at.StartsWith("/exports/", StringComparison.Ordinal) && key == "ID" => Export,
        var (at, key) when at.StartsWith("/import/session/", StringComparison.Ordinal) && key == "ID" => Session,
        var (at, key) when at.StartsWith("/api/", StringComparison.Ordinal) && key == "ID" => lines.GetValueOrDefault(at.Split('/')[2], $"{Guid.Empty}"),
        var (at, key) when at.StartsWith("/work-relief/", StringComparison.Ordinal) && key is "ID" => lines.GetValueOrDefault("work-relief", $"{Guid.Empty}"),
        var (at, key) when at.StartsWith("/training-classes/", StringComparison.Ordinal) && key is "ID" => lines.GetValueOrDefault("training-class", $"{Guid.Empty}"),
        var (at, key) when at.StartsWith("/cases/", StringComparison.Ordinal) && key is "CODE" => "zero-employment",
        var (at, key) when at.StartsWith("/cases/", StringComparison.Ordinal) && key is "ID" => lines.GetValueOrDefault("zero-employment", $"{Guid.Empty}"),
        var (at, key) when at.StartsWith("/ledgers/", StringComparison.Ordinal) && key is "CODE" => "person",
        var (at, key) when at.StartsWith("/ledgers/", StringComparison.Ordinal) && key is "ID" => Person,
        var (at, key) when at.StartsWith("/import/", StringComparison.Ordinal) && key is "LEDGER" => "person",
        var (at, key) when at.StartsWith("/months/", StringComparison.Ordinal) && key is "NAME" or "MONTH" => $"{JudgedHost.November}",
        var (at, key) when at.StartsWith("/policy/rules/", StringComparison.Ordinal) && key is "CODE" => "R-M03-3",
        var (at, key) when at.StartsWith("/policy/chapters/", StringComparison.Ordinal) && key is "NUMBER" => "1",
        var (at, key) when at.StartsWith("/policy/trials/", StringComparison.Ordinal) && key is "KEY" => "unknown",
        var (at, key) when at.StartsWith("/status/", StringComparison.Ordinal) && key is "CODE" => "404",
        (_, "DOCUMENTNAME") => "v1",
        _ => null,
    };
}

/// <summary>
/// What gives records away that lie outside a reader's scope: the codes, ids, identity numbers, phones and names of the
/// city's records; of names those that nobody within the scope, and no user of the product, has too.
/// </summary>
public sealed partial class Canaries
{
    private readonly HashSet<string> hidden = new(StringComparer.OrdinalIgnoreCase);

    public int Count => hidden.Count;

    /// <param name="withIds">Also the ids of records, which tell nothing of a person by themselves.</param>
    public static async Task<Canaries> OutsideAsync(TestHost host, Scope scope, bool withIds = true)
    {
        await using var db = host.Open();
        var canaries = new Canaries();
        var homes = (await db.Set<Household>().AsNoTracking().ToListAsync()).ToDictionary(home => home.Id);
        foreach (var home in homes.Values.Where(home => !scope.Covers(home)))
        {
            canaries.hidden.UnionWith([$"{home.Id}", home.Code]);
        }

        var people = (await db.Set<Person>().AsNoTracking().ToListAsync()).ToLookup(person => scope.Covers(person));
        foreach (var person in people[false])
        {
            canaries.hidden.UnionWith(((string?[])[$"{person.Id}", person.Code, person.IdNumber, person.Phone]).OfType<string>());
        }

        var known = people[true].SelectMany(person => (string?[])[person.Name, person.Phone]).Concat(homes.Values.Where(scope.Covers).SelectMany(home => (string?[])[home.HeadName, home.Phone]))
            .Concat(await db.Set<UserAccount>().Select(user => user.Name).ToListAsync()).OfType<string>().ToHashSet();
        canaries.hidden.UnionWith(people[false].Select(person => person.Name).Concat(homes.Values.Where(home => !scope.Covers(home)).Select(home => home.HeadName).OfType<string>()));
        canaries.hidden.ExceptWith(known);

        foreach (var item in (await db.Set<WorkItem>().AsNoTracking().ToListAsync()).Where(item => !scope.Covers(item)))
        {
            canaries.hidden.Add($"{item.Id}");
        }

        foreach (var ledger in host.Catalogue.All)
        {
            var lines = (await Lines.AllAsync(db, ledger.Type)).ToLookup(line => line is IScoped scoped && !scope.MayRead(scoped));
            canaries.hidden.UnionWith(lines[true].Select(line => $"{line.Id}"));
            if (OpenInCountyAttribute.Is(ledger.Type))
            {
                canaries.hidden.ExceptWith(lines[false].Select(line => $"{((IScoped)line).SiteId}")); // the sites that open lines are meant for
            }

            // Also whoever stands in a line within the scope, such as the worker who verified it.
            var texts = ledger.Columns.Where(column => column.Kind == ColumnKind.Text && column.Refers is null).ToList();
            canaries.hidden.ExceptWith(lines[false].SelectMany(line => texts.Select(column => column.Get(line))).OfType<string>());
        }

        if (!withIds)
        {
            canaries.hidden.RemoveWhere(word => Guid.TryParse(word, out _) || homes.Values.Any(home => home.Code == word));
        }

        return canaries;
    }

    /// <summary>Those that stand in an answer, as text or inside a workbook, and were not in the question.</summary>
    public IReadOnlyList<string> In(byte[] body, string asked) =>
    [
        .. Words().Matches(TextOf(body)).Select(match => match.Value).Distinct(StringComparer.OrdinalIgnoreCase)
            .Where(word => hidden.Contains(word) && !asked.Contains(word, StringComparison.OrdinalIgnoreCase)),
    ];

    private static string TextOf(byte[] body)
    {
        if (body is not [(byte)'P', (byte)'K', 3, 4, ..])
        {
            return System.Text.Encoding.UTF8.GetString(body);
        }

        using var zip = new ZipArchive(new MemoryStream(body));
        return string.Join('\n', zip.Entries.Select(entry =>
        {
            using var reader = new StreamReader(entry.Open());
            return reader.ReadToEnd();
        }));
    }

    [GeneratedRegex("[0-9a-fA-F]{8}(-[0-9a-fA-F]{4}){3}-[0-9a-fA-F]{12}|(?<![0-9])[0-9]{10,17}[0-9Xx](?![0-9])|(?<![一-鿿])[一-鿿]{2,4}(?![一-鿿])")]
    private static partial Regex Words();
}

/// <summary>Lines of a ledger known by its type only.</summary>
internal static class Lines
{
    public static async Task<IReadOnlyList<Record>> AllAsync(AnjuDb db, Type type) =>
        await (Task<List<Record>>)typeof(Lines).GetMethod(nameof(ReadAsync), System.Reflection.BindingFlags.NonPublic | System.Reflection.BindingFlags.Static)!
            .MakeGenericMethod(type).Invoke(null, [db])!;

    public static async Task<Guid?> FirstAsync(AnjuDb db, Type type, string county, Guid site) =>
        (await AllAsync(db, type)).Where(line => line is IScoped scoped && scoped.CountyCode == county)
            .OrderBy(line => ((IScoped)line).SiteId == site ? 0 : 1).ThenBy(line => line.Id).FirstOrDefault()?.Id;

    private static async Task<List<Record>> ReadAsync<T>(AnjuDb db)
        where T : Record => [.. await db.Set<T>().AsNoTracking().ToListAsync()];
}
