using Anju.Kernel;
using Anju.Register;
using Anju.Tests.Register;
using Anju.Web;
using Microsoft.EntityFrameworkCore;
using Npgsql;

namespace Anju.Tests.Access;

/// <summary>
/// The second wall: what PostgreSQL gives out and takes in when the first is gone (requirement B5). SQLite has none, so
/// there these tests only show that the city is set up.
/// </summary>
[OnBothDatabases]
public sealed class RowSecurityTests
{
    private static readonly Actor Stranger = RegisterCity.CountyOfficer(RegisterCity.Yizhang);

    private static CancellationToken Stop => TestContext.Current.CancellationToken;

    [Fact]
    public async Task Raw_statements_see_and_touch_only_rows_within_the_scope()
    {
        await using var city = await RegisterCity.OpenAsync();
        var home = await city.HouseholdAsync("431021000101", Relation.Spouse);
        await using var db = city.Open(Stranger);
        if (db.IsSqlite)
        {
            return;
        }

        Assert.Equal(0, await db.Set<Person>().IgnoreQueryFilters().CountAsync(Stop));
        Assert.Equal(0L, await AskAsync(db, "SELECT count(*) FROM person"));
        Assert.Equal(0L, await AskAsync(db, "SELECT count(*) FROM household h JOIN membership_change m ON m.household_id = h.id"));
        Assert.Equal(0, await db.Database.ExecuteSqlAsync($"UPDATE person SET name = '改名' WHERE household_id = {home}", Stop));
        Assert.Equal(0, await db.Database.ExecuteSqlAsync($"DELETE FROM household WHERE id = {home}", Stop));
        await using (var own = city.Open(RegisterCity.CountyOfficer(RegisterCity.Guiyang)))
        {
            Assert.Equal(2, await own.Set<Person>().IgnoreQueryFilters().CountAsync(Stop));
        }

        await using var nobody = city.Open(Actor.Nobody);
        Assert.Equal(0L, await AskAsync(nobody, "SELECT count(*) FROM person"));
    }

    [Fact]
    public async Task A_row_cannot_be_given_to_another_county_or_taken_from_it()
    {
        await using var city = await RegisterCity.OpenAsync();
        await city.HouseholdAsync("431021000101", Relation.Spouse);
        await using var db = city.Open(RegisterCity.CountyOfficer(RegisterCity.Guiyang));
        if (db.IsSqlite)
        {
            return;
        }

        var refused = await Assert.ThrowsAsync<PostgresException>(() => db.Database.ExecuteSqlAsync($"UPDATE person SET county_code = {RegisterCity.Yizhang}", Stop));
        Assert.Equal(PostgresErrorCodes.InsufficientPrivilege, refused.SqlState);
    }

    [Fact]
    public async Task What_is_written_into_journal_and_security_log_stays_as_it_is()
    {
        await using var city = await RegisterCity.OpenAsync();
        await city.HouseholdAsync("431021000101", Relation.Spouse);
        await using var db = city.Open(Actor.System);
        if (db.IsSqlite)
        {
            return;
        }

        foreach (var statement in (string[])["UPDATE journal_entry SET after = 'x'", "DELETE FROM journal_batch", "TRUNCATE security_event", "DROP TABLE journal_entry", "ALTER TABLE person DISABLE ROW LEVEL SECURITY"])
        {
            var refused = await Assert.ThrowsAsync<PostgresException>(() => db.Database.ExecuteSqlRawAsync(statement, Stop));
            Assert.True(refused.SqlState == PostgresErrorCodes.InsufficientPrivilege, $"{statement}: {refused.Message}");
        }
    }

    [Fact]
    public async Task Two_that_take_turns_on_one_connection_never_see_each_others_rows()
    {
        await using var city = await RegisterCity.OpenAsync();
        await city.HouseholdAsync("431021000101", Relation.Spouse);
        if (city.Databases.Address.IsSqlite)
        {
            return;
        }

        var narrow = new Databases(city.Databases.Address with { Connection = city.Databases.Address.Connection + ";Maximum Pool Size=1" }, Product.Modules);
        for (var i = 0; i < 20; i++)
        {
            foreach (var (actor, seen) in new[] { (RegisterCity.CountyOfficer(RegisterCity.Guiyang), 2L), (Stranger, 0L), (Actor.Nobody, 0L), (Actor.System, 2L) })
            {
                await using var db = narrow.Open(actor);
                Assert.Equal(seen, await AskAsync(db, "SELECT count(*) FROM person"));
            }
        }
    }

    [Fact]
    public async Task Every_scoped_table_has_its_policy_and_the_role_owns_nothing()
    {
        await using var city = await RegisterCity.OpenAsync();
        await using var db = city.Open(Actor.System);
        var scoped = db.Model.GetEntityTypes().Where(type => typeof(IScoped).IsAssignableFrom(type.ClrType)).Select(type => type.GetTableName()!).Order(StringComparer.Ordinal).ToList();
        Assert.True(scoped.Count > 5);
        if (db.IsSqlite)
        {
            return;
        }

        Assert.Equal(scoped, await UnderAsync("scope"));
        Assert.Equal(
            db.Model.GetEntityTypes().Where(type => OpenInCountyAttribute.Is(type.ClrType)).Select(type => type.GetTableName()!).Order(StringComparer.Ordinal),
            await UnderAsync("open_in_county"));
        Assert.Equal(0L, await AskAsync(db, "SELECT count(*) FROM pg_class c JOIN pg_roles r ON r.oid = c.relowner WHERE r.rolname = current_user"));
        Assert.Equal(0L, await AskAsync(db, "SELECT count(*) FROM pg_roles WHERE rolname = current_user AND (rolbypassrls OR rolsuper OR rolcanlogin)"));

        async Task<IEnumerable<string>> UnderAsync(string policy) => (await db.Database.SqlQuery<string>(
            $"SELECT c.relname::text AS \"Value\" FROM pg_policy p JOIN pg_class c ON c.oid = p.polrelid WHERE c.relrowsecurity AND p.polname = {policy}").ToListAsync(Stop)).Order(StringComparer.Ordinal);
    }

    private static async Task<long> AskAsync(AnjuDb db, string sql)
    {
        await using var command = await BulkRead.CommandAsync(db, sql, [], Stop);
        return (long)(await command.ExecuteScalarAsync(Stop))!;
    }
}
