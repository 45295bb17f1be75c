using Anju.Kernel;
using Anju.Ledgers;
using Microsoft.Extensions.DependencyInjection;
using Record = Anju.Kernel.Record;

namespace Anju.Tests.Ledgers;

/// <summary>The one query behind lists, exports and API, over every ledger and every column.</summary>
[OnBothDatabases]
public sealed class LedgerQueryTests(TestHost host) : IClassFixture<TestHost>
{
    private static CancellationToken Stop => TestContext.Current.CancellationToken;

    public static TheoryData<string> Codes => EveryLedger.Codes;

    [Theory]
    [MemberData(nameof(Codes))]
    public async Task Pages_forward_and_backward_hold_every_line_once_in_every_order(string code)
    {
        var ledger = host.Catalogue.Find(code)!;
        await using var db = host.OpenAs(Role.CountyOfficer, EveryLedger.County);
        var reader = host.ReaderOf(db);
        foreach (var column in ledger.Columns.Where(column => reader.Access.MayRead(column) && column is { Computed: false, Encrypted: false }).Prepend(null))
        {
            foreach (var descending in (bool[])[false, true])
            {
                var query = new LedgerQuery { Ledger = ledger, Sort = column, Descending = descending, Size = 100 };
                var all = await WalkAsync(reader, query);
                var inSmallSteps = await WalkAsync(reader, query with { Size = 37 });
                var backwards = await WalkBackAsync(reader, query with { Size = 41 });

                Assert.NotEmpty(all);
                Assert.Equal(all.Count, all.Distinct().Count());
                Assert.Equal(all.Count, (await reader.CountAsync(query, Stop)).Lines);
                Assert.Equal(all, inSmallSteps);
                Assert.Equal(all, backwards);
            }
        }
    }

    [Theory]
    [MemberData(nameof(Codes))]
    public async Task A_filter_on_any_column_finds_exactly_the_lines_with_the_value(string code)
    {
        var ledger = host.Catalogue.Find(code)!;
        await using var db = host.OpenAs(Role.CountyOfficer, EveryLedger.County);
        var reader = host.ReaderOf(db);
        var all = await LinesAsync(reader, new() { Ledger = ledger, Size = 100 });
        foreach (var column in ledger.Columns.Where(column => reader.Access.MayRead(column) && !column.Computed))
        {
            var value = all.Select(column.Get).FirstOrDefault(x => x is not (null or ""));
            if (value is not null && column.Encrypted)
            {
                Assert.Equal("ENCRYPTED_COLUMN", (await reader.AskAsync(ledger, [new(column.Parameter, (string)value)], Stop)).Refusal?.Code);
            }
            else if (value is not null)
            {
                var found = await FindAsync(reader, ledger, column.Parameter, ColumnText.Plain(column, value));
                Assert.Equal(Ids(all.Where(line => Matches(column, column.Get(line), value))), Ids(found));
            }

            var blank = await FindAsync(reader, ledger, column.Parameter, "空");
            Assert.Equal(Ids(all.Where(line => column.Get(line) is null)), Ids(blank));
            var filled = await FindAsync(reader, ledger, column.Parameter, "非空");
            Assert.Equal(Ids(all.Where(line => column.Get(line) is not null)), Ids(filled));
        }
    }

    [Theory]
    [MemberData(nameof(Codes))]
    public async Task A_range_holds_its_ends_and_leaves_blank_values_out(string code)
    {
        var ledger = host.Catalogue.Find(code)!;
        await using var db = host.OpenAs(Role.CountyOfficer, EveryLedger.County);
        var reader = host.ReaderOf(db);
        var all = await LinesAsync(reader, new() { Ledger = ledger, Size = 100 });
        foreach (var column in ledger.Columns.Where(column => !column.Computed && column.Kind is ColumnKind.Date or ColumnKind.Month or ColumnKind.Money or ColumnKind.WholeNumber
            or ColumnKind.LandArea or ColumnKind.FloorArea or ColumnKind.Number))
        {
            var values = all.Select(column.Get).OfType<IComparable>().Order().ToList();
            if (values.Count == 0)
            {
                continue;
            }

            var (from, to) = (values[values.Count / 4], values[values.Count * 3 / 4]);
            var found = await FindAsync(
                reader, ledger, (column.Parameter + ".from", ColumnText.Plain(column, from)), (column.Parameter + ".to", ColumnText.Plain(column, to)));
            Assert.Equal(Ids(all.Where(line => column.Get(line) is IComparable x && x.CompareTo(from) >= 0 && x.CompareTo(to) <= 0)), Ids(found));
        }
    }

    [Theory]
    [MemberData(nameof(Codes))]
    public async Task Unknown_and_restricted_columns_and_senseless_values_are_refused(string code)
    {
        var ledger = host.Catalogue.Find(code)!;
        await using var db = host.Open();
        var reader = host.ReaderOf(db);
        var restricted = ledger.Columns.Where(column => column.Mask is not null || column.Computed).SelectMany(column => new (string, string)[]
        {
            ("sort", column.Field), (column.Field, "1"), (column.Field + ".from", "1"), (column.Field, "空"),
        });
        (string, string)[] senseless =
        [
            ("sort", "nothing"), ("sort", "id; drop table person"), ("nothing", "1"), ("idNumber.from", "1"), ("after", "1"), ("before", "x"), ("size", "0"), ("size", "1000"),
            ("size", "x"), ("county", "火星"), ("desc", "maybe"), ("end", "1"), ("line", "x"), ("countyCode", "火星"), ("note.from", "a"),
        ];
        foreach (var (name, value) in restricted.Concat(senseless))
        {
            var answer = await reader.AskAsync(ledger, [new(name, value)], Stop);
            Assert.False(answer.IsOk, $"{name}={value}");
            Assert.Matches(@"\p{IsCJKUnifiedIdeographs}", answer.Refusal.Message);
        }
    }

    [Fact]
    public async Task A_narrowing_of_another_module_meets_the_filters_and_takes_its_own_parameters()
    {
        await using var db = host.Open();
        var ledger = host.Catalogue.Find("household")!;
        var one = await host.LineAsync("household");
        var reader = new LedgerReader(
            db, host.Catalogue, new FieldAccess(db.Actor), host.Services.GetRequiredService<IDivisionNames>(), [new OneHousehold(one.Id)]);

        var query = (await reader.AskAsync(ledger, [new("only", "it"), new("month", "2025-10"), new("county", EveryLedger.County)], Stop)).Value;

        Assert.Equal(one.Id, Assert.Single((await reader.PageAsync(query, Stop)).Value.Lines).Id);
        Assert.Equal("it 2025-10", Assert.Single(query.Narrowed).Label);
        Assert.False((await reader.AskAsync(ledger, [new("month", "2025-10")], Stop)).IsOk);
        Assert.Empty((await reader.PageAsync(query with { County = EveryLedger.OtherCounty }, Stop)).Value.Lines);
    }

    [Fact]
    public async Task A_place_whose_line_is_gone_is_refused()
    {
        await using var db = host.Open();
        var reader = host.ReaderOf(db);
        var page = await reader.PageAsync(
            new() { Ledger = host.Catalogue.Find("household")!, Place = Place.After(Guid.CreateVersion7()) }, Stop);
        Assert.Equal("PLACE_GONE", page.Refusal?.Code);
    }

    private static bool Matches(LedgerColumn column, object? value, object wanted) => column.Kind switch
    {
        ColumnKind.Text => value is string text && text.Contains((string)wanted, StringComparison.Ordinal),
        ColumnKind.Division => value is string code && code.StartsWith(DivisionCode.Parse((string)wanted).Prefix, StringComparison.Ordinal),
        _ => Equals(value, wanted),
    };

    private static List<Guid> Ids(IEnumerable<Record> lines) => [.. lines.Select(line => line.Id).Order()];

    private static Task<List<Record>> FindAsync(LedgerReader reader, LedgerDefinition ledger, string name, string value) =>
        FindAsync(reader, ledger, (name, value));

    private static async Task<List<Record>> FindAsync(LedgerReader reader, LedgerDefinition ledger, params (string Name, string Value)[] asked)
    {
        var query = await reader.AskAsync(ledger, asked.Select(pair => KeyValuePair.Create(pair.Name, pair.Value)), Stop);
        Assert.True(query.IsOk, query.Refusal?.Message);
        return await LinesAsync(reader, query.Value with { Size = 100 });
    }

    private static async Task<List<Guid>> WalkAsync(LedgerReader reader, LedgerQuery query) =>
        [.. (await LinesAsync(reader, query)).Select(line => line.Id)];

    private static async Task<List<Record>> LinesAsync(LedgerReader reader, LedgerQuery query)
    {
        var lines = new List<Record>();
        for (var page = (await reader.PageAsync(query, Stop)).Value; ; page = (await reader.PageAsync(query with { Place = Place.After(page.NextKey!.Value) }, Stop)).Value)
        {
            lines.AddRange(page.Lines);
            if (!page.HasNext)
            {
                return lines;
            }
        }
    }

    private static async Task<List<Guid>> WalkBackAsync(LedgerReader reader, LedgerQuery query)
    {
        var lines = new List<Guid>();
        for (var page = (await reader.PageAsync(query with { Place = Place.Last }, Stop)).Value; ; page = (await reader.PageAsync(query with { Place = Place.Before(page.PreviousKey!.Value) }, Stop)).Value)
        {
            lines.InsertRange(0, page.Lines.Select(line => line.Id));
            if (!page.HasPrevious)
            {
                return lines;
            }
        }
    }

    private sealed class OneHousehold(Guid id) : ILedgerNarrowing
    {
        public IReadOnlyList<string> Parameters => ["only", "month"];

        public Task<Result<Narrowed>> NarrowAsync(
            AnjuDb db, LedgerDefinition ledger, IReadOnlyDictionary<string, string> asked, CancellationToken cancellation) =>
            Task.FromResult<Result<Narrowed>>(new Narrowed(
                db.Set<Anju.Register.Household>().Where(household => household.Id == id).Select(household => household.Id),
                $"{asked["only"]} {asked["month"]}"));
    }
}
