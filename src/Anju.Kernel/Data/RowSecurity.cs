using System.Data.Common;
using Microsoft.EntityFrameworkCore;
using Microsoft.EntityFrameworkCore.Diagnostics;
using Microsoft.EntityFrameworkCore.Metadata;
using Npgsql;

namespace Anju.Kernel;

/// <summary>
/// The second wall on PostgreSQL (security requirement B5): whatever the product asks, the server itself gives out and takes
/// in only rows within the actor's scope. The product works as a role that owns nothing; each time a connection is opened it
/// is told whose it is, and the driver forgets that when it goes back to the pool. Nobody told means nothing seen.
/// </summary>
internal sealed class RowSecurity : DbConnectionInterceptor
{
    /// <summary>The role the product works as; it cannot log in and owns no table.</summary>
    public const string Role = "anju_app";

    /// <summary>The same with the tables of guarded types: for connections of those who hold their role, and of the product itself.</summary>
    public const string GuardedRole = "anju_guarded";

    /// <summary>What is written once and never changed or removed by the product.</summary>
    private static readonly string[] AppendOnly = ["journal_batch", "journal_entry", "security_event"];

    public override void ConnectionOpened(DbConnection connection, ConnectionEndEventData eventData)
    {
        using var command = connection.CreateCommand();
        command.CommandText = Settings(eventData);
        command.ExecuteNonQuery();
    }

    public override async Task ConnectionOpenedAsync(DbConnection connection, ConnectionEndEventData eventData, CancellationToken cancellationToken = default)
    {
        await using var command = connection.CreateCommand();
        command.CommandText = Settings(eventData);
        await command.ExecuteNonQueryAsync(cancellationToken);
    }

    /// <summary>Makes the role, its rights and a policy for every scoped table, as the owner. Repeated, it changes nothing.</summary>
    /// <param name="worker">The user that the product logs in as.</param>
    public static async Task RaiseAsync(AnjuDb owner, string worker, CancellationToken cancellation)
    {
        await AdmitAsync(owner, worker, cancellation);
        var tables = owner.Model.GetEntityTypes().Select(type => (Type: type, Table: type.GetTableName()!)).DistinctBy(x => x.Table).ToList();
        await RunAsync(owner, $"""
            GRANT SELECT, INSERT, UPDATE, DELETE, TRUNCATE ON ALL TABLES IN SCHEMA public TO {Role};
            REVOKE UPDATE, DELETE, TRUNCATE ON {string.Join(", ", AppendOnly)} FROM {Role};
            {string.Join("\n", tables.Where(x => GuardedAttribute.RoleOf(x.Type.ClrType) is not null).Select(x => $"REVOKE ALL ON \"{x.Table}\" FROM {Role}; GRANT SELECT, INSERT, UPDATE, DELETE ON \"{x.Table}\" TO {GuardedRole};"))}
            {string.Join("\n", tables.Where(x => typeof(IScoped).IsAssignableFrom(x.Type.ClrType)).Select(x => PolicyOf(x.Type, x.Table)))}
            """, cancellation);
    }

    /// <summary>Settings are asked for once a statement, not once a row: hence the inner selects.</summary>
    private static string PolicyOf(IEntityType type, string table)
    {
        var site = type.FindProperty(nameof(IScoped.SiteId)) is null ? "false" : "site_id = ANY ((SELECT string_to_array(nullif(current_setting('anju.sites', true), ''), ','))::uuid[])";
        var open = !OpenInCountyAttribute.Is(type.ClrType) ? "" : $"""
            CREATE POLICY open_in_county ON "{table}" FOR SELECT USING (county_code = (SELECT nullif(current_setting('anju.county', true), '')));
            """;
        return $"""
            ALTER TABLE "{table}" ENABLE ROW LEVEL SECURITY;
            DROP POLICY IF EXISTS scope ON "{table}";
            DROP POLICY IF EXISTS open_in_county ON "{table}";
            {open}
            CREATE POLICY scope ON "{table}" USING (
                (SELECT current_setting('anju.scope', true)) = 'city'
                OR (county_code = (SELECT nullif(current_setting('anju.county', true), ''))
                    AND ((SELECT current_setting('anju.scope', true)) = 'county' OR {site})));
            """;
    }

    /// <summary>Makes the role and lets the product's user work as it: also one that is named after the tables were made.</summary>
    public static async Task AdmitAsync(AnjuDb owner, string worker, CancellationToken cancellation)
    {
        var quoted = new NpgsqlCommandBuilder().QuoteIdentifier(worker);
        try
        {
            // Roles are the server's, not the database's: others may be making the same one at this moment.
            await RunAsync(owner, $"""
                {MakeRole(Role)}
                {MakeRole(GuardedRole)}
                {Grant(Role, GuardedRole, GuardedRole)}
                {Grant(Role, worker, quoted)}
                {Grant(GuardedRole, worker, quoted)}
                """, cancellation);
        }
        catch (PostgresException refused) when (refused.SqlState == PostgresErrorCodes.InsufficientPrivilege)
        {
            throw new KnownTroubleException($"数据库用户没有建角色的权限。请由数据库管理员执行一次：CREATE ROLE {Role} NOLOGIN; CREATE ROLE {GuardedRole} NOLOGIN; GRANT {Role} TO {GuardedRole}; GRANT {Role}, {GuardedRole} TO {quoted}; 然后重试。", refused);
        }
    }

    /// <summary>Roles are the server's, not the database's: others may be making the same one at this moment.</summary>
    private static string MakeRole(string role) => $"""
        DO $$ BEGIN
            IF NOT EXISTS (SELECT 1 FROM pg_roles WHERE rolname = '{role}') THEN CREATE ROLE {role} NOLOGIN; END IF;
        EXCEPTION WHEN duplicate_object OR unique_violation THEN NULL; END $$;
        """;

    private static string Grant(string role, string member, string quotedMember) => $"""
        DO $$ BEGIN
            IF NOT EXISTS (SELECT 1 FROM pg_auth_members m JOIN pg_roles r ON r.oid = m.roleid JOIN pg_roles w ON w.oid = m.member WHERE r.rolname = '{role}' AND w.rolname = '{member.Replace("'", "''", StringComparison.Ordinal)}')
            THEN GRANT {role} TO {quotedMember}; END IF;
        EXCEPTION WHEN unique_violation OR internal_error THEN NULL; END $$;
        """;

    /// <summary>Tells the open connection of another scope.</summary>
    public static Task TellAsync(AnjuDb db, Scope scope, CancellationToken cancellation) => RunAsync(db, SettingsOf(scope), cancellation);

    private static string Settings(ConnectionEndEventData eventData)
    {
        var actor = (eventData.Context as AnjuDb)?.Actor ?? Actor.Nobody;
        return $"SET ROLE {(actor.Holds(Kernel.Role.KeyPersonCarer) ? GuardedRole : Role)}; {SettingsOf(actor.Scope)}";
    }

    private static string SettingsOf(Scope scope)
    {
        var county = scope.County is { Length: 6 } code && code.All(char.IsAsciiDigit) ? code : "";
        var kind = scope.WholeCity ? "city" : county.Length == 0 ? "nothing" : scope.WholeCounty ? "county" : "sites";
        return $"SET anju.scope = '{kind}'; SET anju.county = '{county}'; SET anju.sites = '{string.Join(',', scope.Sites)}'";
    }

    private static async Task RunAsync(AnjuDb db, string sql, CancellationToken cancellation)
    {
        await using var command = await BulkRead.CommandAsync(db, sql, [], cancellation);
        await command.ExecuteNonQueryAsync(cancellation);
    }
}

/// <summary>Something outside the program is not as it must be. The message says to the operator what to do.</summary>
public sealed class KnownTroubleException(string message, Exception? inner = null) : Exception(message, inner);
