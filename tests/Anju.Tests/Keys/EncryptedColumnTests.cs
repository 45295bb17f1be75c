using System.Reflection;
using System.Text;
using Anju.Kernel;
using Anju.Ledgers;
using Anju.Policy;
using Anju.Register;
using Anju.Tests.Register;
using Anju.Web;
using Microsoft.Data.Sqlite;
using Microsoft.EntityFrameworkCore;

namespace Anju.Tests.Keys;

/// <summary>Encrypted columns stand nowhere in clear, open only where they belong, and are found by their whole (security requirements E1, E2).</summary>
[OnBothDatabases]
public sealed class EncryptedColumnTests : IAsyncLifetime
{
    private const string Number = "431021196003019993";
    private const string Phone = "13877776666";
    private const string LaterPhone = "13955554444";
    private const string Card = "43102119600301999341";
    private const string Note = "金丝雀病情说明";
    private const string Name = "欧阳见证";

    private RegisterCity city = null!;
    private Guid household;
    private Guid person;

    private static CancellationToken Stop => TestContext.Current.CancellationToken;

    public async ValueTask InitializeAsync()
    {
        city = await RegisterCity.OpenAsync();
        household = await city.HouseholdAsync("GY-2019-0001", Relation.Spouse);
        await using var db = city.Open();
        var home = await db.Set<Household>().AsNoTracking().FirstAsync(x => x.Id == household, Stop);
        var canary = new Person
        {
            Name = Name, HouseholdId = household, Relation = Relation.Son, IdNumber = Number, Phone = Phone, DisabilityCard = Card, Note = Note,
            CountyCode = home.CountyCode, SiteId = home.SiteId, JoinedOn = new(2019, 1, 1),
        };
        person = canary.Id;
        await using var change = await Change.BeginAsync(db, Origin.Import, "登记", TimeProvider.System, Stop);
        await change.InsertAsync([canary], Stop);
        Assert.True((await change.CommitAsync(Stop)).IsOk);
    }

    public ValueTask DisposeAsync() => city.DisposeAsync();

    [Fact]
    public void Every_restricted_number_and_whatever_is_called_a_number_of_a_person_or_a_remark_is_encrypted()
    {
        var columns = new LedgerCatalogue(Product.Modules).All.SelectMany(ledger => ledger.Columns.Select(column => (ledger, column))).Where(x => !x.column.Computed).ToList();

        Assert.NotEmpty(columns);
        Assert.All(
            columns.Where(x => x.column is { Encrypted: true, KeyOrder: not null }),
            x => Assert.True(x.column.Property.GetCustomAttribute<EncryptedAttribute>()!.Unique, $"{x.ledger.Code}.{x.column.Field} is looked up by its whole"));
        Assert.All(columns.Where(x => x.column.Mask is not null), x => Assert.True(x.column.Encrypted, $"{x.ledger.Code}.{x.column.Field}"));
        Assert.All(
            columns.Where(x => x.column.Kind == ColumnKind.Text && x.ledger.Code != "site"
                && (x.column.Title is "备注" || x.column.Title.Contains("电话", StringComparison.Ordinal) || x.column.Title.Contains("证号", StringComparison.Ordinal)
                    || x.column.Title.Contains("证书", StringComparison.Ordinal) || x.column.Title.Contains("证件号", StringComparison.Ordinal)
                    || x.column.Title.Contains("银行", StringComparison.Ordinal))),
            x => Assert.True(x.column.Encrypted, $"{x.ledger.Code}.{x.column.Field}"));
    }

    public static TheoryData<string, string?, string?> Texts => new()
    {
        { "张三", "13877776666", "备注" },
        { "张三", null, null },
        { "张三", "13877776666", "引号\"和反斜线\\，还有\n换行" },
        { "张\",\"phone\":\"1", "13877776666", "\"phone\":\"13877776666\"" },
        { "\\", "13877776666", "\\" },
        { "张三", "13877776666", new string('长', 990) },
        { "张𠮷", "13877776666", "𠮷" },
    };

    /// <summary>Many rows at once are put into words by a quicker way: it writes the same.</summary>
    [Theory]
    [MemberData(nameof(Texts))]
    public void A_row_put_into_words_in_bulk_is_sealed_as_a_single_one_is(string name, string? phone, string? note)
    {
        using var db = city.Open();
        var (shape, row) = (Shape.Of<Person>(db), new Person { Name = name, IdNumber = Number, Phone = phone, Note = note });
        using var words = new FieldText();
        var clear = words.Whole(shape, row);

        var quick = Encoding.UTF8.GetString(SealedText.Seal(db.Keys, shape, row, words.WholeBytes(shape, row)));

        Assert.Equal(SealedText.Seal(db.Keys, shape, row, clear), quick);
        Assert.Equal(clear, SealedText.Open(db.Keys, shape, row.Id, quick));
        Assert.All(((string?[])[Number, phone, note]).OfType<string>().Where(secret => secret.Length > 2 && !name.Contains(secret, StringComparison.Ordinal)), secret => Assert.DoesNotContain(secret, quick, StringComparison.Ordinal));
    }

    [Fact]
    public async Task Nothing_encrypted_stands_in_clear_after_import_edit_undo_and_staging()
    {
        await using (var db = city.Open())
        {
            await using var edit = await Change.BeginAsync(db, Origin.Page, "更正", TimeProvider.System, Stop);
            (await db.Set<Person>().FirstAsync(x => x.Id == person, Stop)).Phone = LaterPhone;
            Assert.Equal(1, (await edit.CommitAsync(Stop)).Value.Records);
        }

        Guid batch;
        await using (var db = city.Open())
        {
            await using var bulk = await Change.BeginAsync(db, Origin.Import, "批量", TimeProvider.System, Stop);
            var (before, after) = (await ReadAsync(db), await ReadAsync(db));
            after.Note = Note + "更正";
            Assert.True((await bulk.UpdateAsync([(before, after)], Stop)).IsOk);
            batch = (await bulk.CommitAsync(Stop)).Value.BatchId;
        }

        await using (var db = city.Open())
        {
            Assert.True((await Undo.RunAsync(db, batch, "撤销", TimeProvider.System, Stop)).IsOk);
            await ImportStore.SaveFileAsync(db, Guid.CreateVersion7(), new MemoryStream(Encoding.UTF8.GetBytes($"{Name},{Number},{Phone}")), Stop);
        }

        await using var now = city.Open();
        var read = await ReadAsync(now);
        Assert.Equal((Number, LaterPhone, Card, Note), (read.IdNumber, read.Phone, read.DisabilityCard, read.Note));
        var stored = await StoredAsync(now);
        Assert.Contains(stored, bytes => bytes.AsSpan().IndexOf(Encoding.UTF8.GetBytes(Name)) >= 0); // the search finds what is there
        foreach (var canary in new[] { Number, Phone, LaterPhone, Card, Note })
        {
            foreach (var form in new[] { Encoding.UTF8.GetBytes(canary), Encoding.Unicode.GetBytes(canary), Encoding.UTF8.GetBytes(Convert.ToHexStringLower(Encoding.UTF8.GetBytes(canary))) })
            {
                Assert.All(stored, bytes => Assert.True(bytes.AsSpan().IndexOf(form) < 0, canary));
            }
        }
    }

    [Fact]
    public async Task Every_way_of_reading_opens_it()
    {
        await using var db = city.Open();
        var bulk = new List<Person>();
        await using (var reader = await BulkRead.OpenAsync<Person>(db, "\"id\" = @p0", "\"id\"", [person], Stop))
        {
            bulk.Add(reader.Next()!);
        }

        bulk.AddRange(await BulkRead.AmongAsync<Person>(db, "Id", [person], Stop));
        await RegisterLookup.ByTextAsync<Person>(db, nameof(Person.IdNumber), [Number, "别的号码"], bulk.Add, Stop);
        bulk.Add(await db.Set<Person>().FirstAsync(BlindIndex.Is<Person>(db, nameof(Person.IdNumber), Number), Stop));
        bulk.Add(await db.Set<Person>().AsNoTracking().FirstAsync(x => x.Id == person, Stop));

        Assert.Equal(5, bulk.Count);
        Assert.All(bulk, read => Assert.Equal((person, Number, Phone, Card), (read.Id, read.IdNumber, read.Phone, read.DisabilityCard)));
    }

    [Fact]
    public async Task A_query_over_an_encrypted_column_is_refused_not_answered_wrongly()
    {
        await using var db = city.Open();
        await Assert.ThrowsAsync<InvalidOperationException>(() => db.Set<Person>().CountAsync(x => x.Phone == Phone, Stop));
        await Assert.ThrowsAsync<InvalidOperationException>(() => db.Set<Person>().OrderBy(x => x.IdNumber).FirstAsync(Stop));
    }

    [Fact]
    public async Task The_history_tells_the_values_and_the_chain_holds_over_them()
    {
        await using var db = city.Open();
        var entry = await db.Set<JournalEntry>().AsNoTracking().FirstAsync(x => x.RecordId == person, Stop);

        Assert.Contains($"\"idNumber\":\"{Number}\"", entry.After, StringComparison.Ordinal);
        foreach (var check in new TieOut[] { new ChainHolds(), new LinesInJournal(), new SealsHold() })
        {
            Assert.Empty((await check.CheckAsync(db, Stop)).Wrong);
        }
    }

    [Fact]
    public async Task A_second_person_with_the_number_is_refused_in_words()
    {
        await using var db = city.Open();
        await using var change = await Change.BeginAsync(db, Origin.Page, "登记", TimeProvider.System, Stop);
        var twin = await ReadAsync(db);
        db.Add(new Person { Name = "别人", HouseholdId = household, Relation = Relation.Son, IdNumber = Number, CountyCode = twin.CountyCode, SiteId = twin.SiteId });
        var written = await change.CommitAsync(Stop);

        Assert.Equal("DUPLICATE", written.Refusal?.Code);
        Assert.Contains("证件号码", written.Refusal!.Message, StringComparison.Ordinal);
    }

    [Fact]
    public async Task Two_rows_whose_values_were_swapped_do_not_open_and_check_names_them()
    {
        await using var db = city.Open();
        var other = await db.Set<Person>().Where(x => x.HouseholdId == household && x.Id != person).Select(x => x.Id).FirstAsync(Stop);
        foreach (var swap in new[] { (person, other), (other, person) })
        {
            await using var command = await BulkRead.CommandAsync(
                db, "UPDATE \"person\" SET \"phone_sealed\" = (SELECT p.\"id_number_sealed\" FROM \"person\" p WHERE p.\"id\" = @p0) WHERE \"id\" = @p1",
                db.IsSqlite ? [Text(swap.Item1), Text(swap.Item2)] : [swap.Item1, swap.Item2], Stop);
            Assert.Equal(1, await command.ExecuteNonQueryAsync(Stop));
        }

        var broken = await Assert.ThrowsAnyAsync<Exception>(() => db.Set<Person>().AsNoTracking().FirstAsync(x => x.Id == person, Stop));
        Assert.Contains("person.phone", (broken as SealBrokenException ?? broken.InnerException as SealBrokenException)!.Message, StringComparison.Ordinal);
        Assert.Equal(2, (await new SealsHold().CheckAsync(db, Stop)).Failed);

        static object Text(Guid id) => id.ToString().ToUpperInvariant();
    }

    [Fact]
    public async Task A_figure_changed_past_the_product_is_named_by_check()
    {
        await using var db = city.Open();
        await using var transaction = await db.Database.BeginTransactionAsync(Stop);
        await Derived.InsertAsync(db, [new IndicatorCell { Run = 1, Code = "R-X", Area = "431000", CountyCode = "", Met = 3 }, new IndicatorCell { Run = 1, Code = "R-Y", Area = "431000", CountyCode = "", Met = 3 }], Stop);
        await transaction.CommitAsync(Stop);
        Assert.Equal(0, (await new RowCodesHold().CheckAsync(db, Stop)).Failed);

        await using var command = await BulkRead.CommandAsync(db, "UPDATE \"indicator_cell\" SET \"met\" = 4 WHERE \"code\" = 'R-X'", [], Stop);
        await command.ExecuteNonQueryAsync(Stop);
        var found = await new RowCodesHold().CheckAsync(db, Stop);

        Assert.Equal((2, 1), (found.Looked, found.Failed));
        Assert.Contains("indicator_cell", found.Wrong[0], StringComparison.Ordinal);
    }

    [Fact]
    public async Task The_index_of_another_city_is_another_one()
    {
        await using var other = await TestDatabase.EmptyAsync();
        await other.Databases.MigrateAsync(Stop);
        await using var mine = city.Open();
        await using var theirs = other.Databases.Open(Actor.System);

        Assert.Equal(BlindIndex.CodeOf(mine, typeof(Person), nameof(Person.IdNumber), Number), BlindIndex.CodeOf(mine, typeof(Person), nameof(Person.IdNumber), Number));
        Assert.NotEqual(BlindIndex.CodeOf(mine, typeof(Person), nameof(Person.IdNumber), Number), BlindIndex.CodeOf(theirs, typeof(Person), nameof(Person.IdNumber), Number));
    }

    private Task<Person> ReadAsync(AnjuDb db) => db.Set<Person>().AsNoTracking().FirstAsync(x => x.Id == person, Stop);

    /// <summary>All that the database keeps, and what a backup of it holds: the bytes of its files and of a copy, or every row of every table as text, as a dump has them.</summary>
    private static async Task<List<byte[]>> StoredAsync(AnjuDb db)
    {
        if (db.IsSqlite)
        {
            var file = ((SqliteConnection)db.Database.GetDbConnection()).DataSource;
            var copy = file + ".backup";
            await using var backup = await BulkRead.CommandAsync(db, "VACUUM INTO @p0", [copy], Stop);
            await backup.ExecuteNonQueryAsync(Stop);
            return [.. new[] { file, file + "-wal", copy }.Where(File.Exists).Select(path =>
            {
                using var stream = new FileStream(path, FileMode.Open, FileAccess.Read, FileShare.ReadWrite);
                var bytes = new byte[stream.Length];
                stream.ReadExactly(bytes);
                return bytes;
            })];
        }

        var stored = new List<byte[]>();
        foreach (var table in db.Model.GetEntityTypes().Select(entity => entity.GetTableName()).Distinct())
        {
            await using var command = await BulkRead.CommandAsync(db, $"SELECT t::text FROM \"{table}\" t", [], Stop);
            await using var reader = await command.ExecuteReaderAsync(Stop);
            while (await reader.ReadAsync(Stop))
            {
                stored.Add(Encoding.UTF8.GetBytes(reader.GetString(0)));
            }
        }

        return stored;
    }
}
