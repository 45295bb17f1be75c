using Microsoft.EntityFrameworkCore;
using Microsoft.EntityFrameworkCore.ChangeTracking;
using Microsoft.EntityFrameworkCore.Metadata;

namespace Anju.Kernel;

/// <summary>
/// The database of one city as one actor may see it. Query filters keep every query within the actor's scope; writes of
/// records go through <see cref="Change"/>, which owns the transaction and the journal.
/// </summary>
public sealed class AnjuDb(DbContextOptions<AnjuDb> options, Modules modules, Actor actor, KeyRing keys) : DbContext(options)
{
    public Actor Actor { get; } = actor;

    /// <summary>The keys of this database.</summary>
    public KeyRing Keys { get; } = keys;

    internal Change? OpenChange { get; set; }

    /// <summary>What the filters let through: the actor's scope.</summary>
    internal Scope Sight { get; init; } = actor.Scope;

    // Read by the query filters of every scoped type: EF turns members of the context into parameters.
    private bool SeesCity => Sight.WholeCity;

    private string SeesCounty => Sight.County ?? "";

    private bool SeesWholeCounty => Sight.WholeCounty;

    private IReadOnlyList<Guid> SeesSites => Sight.Sites;

    private bool SeesEveryMeasure => Actor.Measure is null;

    private int SeesMeasure => Actor.Measure ?? 0;

    /// <summary>Takes the filters of guarded types away, so that tests see whether the server's wall stands.</summary>
    internal bool PastGuards { get; init; }

    private bool Opens(Role role) => PastGuards || Actor.Holds(role);

    public bool IsSqlite => Database.ProviderName!.EndsWith("Sqlite", StringComparison.Ordinal);

    public override Task<int> SaveChangesAsync(bool acceptAllChangesOnSuccess, CancellationToken cancellationToken = default)
    {
        RefuseRecordsOutsideAChange();
        Sealing.SealTracked(this);
        RowCode.SetTracked(this);
        return base.SaveChangesAsync(acceptAllChangesOnSuccess, cancellationToken);
    }

    public override int SaveChanges(bool acceptAllChangesOnSuccess)
    {
        RefuseRecordsOutsideAChange();
        Sealing.SealTracked(this);
        RowCode.SetTracked(this);
        return base.SaveChanges(acceptAllChangesOnSuccess);
    }

    /// <summary>
    /// Reads past the second wall, for the few questions that must be asked of the whole city and whose answers are shown to
    /// nobody as rows: whose a row is, whether a code is free. The query says itself that it passes over the filters.
    /// </summary>
    public async Task<T> PastWallsAsync<T>(Func<Task<T>> read, CancellationToken cancellation)
    {
        if (IsSqlite || Actor.Scope.WholeCity)
        {
            return await read();
        }

        await Database.OpenConnectionAsync(cancellation);
        try
        {
            await RowSecurity.TellAsync(this, Scope.City, cancellation);
            var answer = await read();
            await RowSecurity.TellAsync(this, Actor.Scope, cancellation);
            return answer;
        }
        finally
        {
            // After a failure the transaction takes the wider scope back with it, or the pool forgets it.
            await Database.CloseConnectionAsync();
        }
    }

    /// <summary>The tracked row as it was read, encrypted texts and all.</summary>
    public object Original(EntityEntry entry) => Sealing.Original(this, entry);

    private void RefuseRecordsOutsideAChange()
    {
        if (OpenChange is null && ChangeTracker.Entries<Record>().Any(entry => entry.State is not EntityState.Unchanged))
        {
            throw new InvalidOperationException("Records are written through Change, so that the journal knows of it.");
        }
    }

    protected override void OnModelCreating(ModelBuilder modelBuilder)
    {
        foreach (var type in modules.Concrete<Stored>())
        {
            var entity = modelBuilder.Entity(type);
            entity.ToTable(Naming.Snake(type.Name));
            EncryptedColumns.Map(entity, type);
            if (typeof(Record).IsAssignableFrom(type))
            {
                entity.HasKey(nameof(Record.Id));
                entity.Property(nameof(Record.Id)).ValueGeneratedNever().UsePropertyAccessMode(PropertyAccessMode.Property);
                entity.Property(nameof(Record.Version)).IsConcurrencyToken();
            }

            if (typeof(IScoped).IsAssignableFrom(type))
            {
                typeof(AnjuDb).GetMethod(nameof(KeepInScope), System.Reflection.BindingFlags.NonPublic | System.Reflection.BindingFlags.Instance)!
                    .MakeGenericMethod(type).Invoke(this, [modelBuilder]);
            }
        }

        foreach (var mapping in modules.Create<IMapping>())
        {
            mapping.Map(modelBuilder);
        }

        foreach (var entity in modelBuilder.Model.GetEntityTypes())
        {
            NameColumns(entity);
        }
    }

    private void KeepInScope<T>(ModelBuilder modelBuilder)
        where T : class, IScoped
    {
        modelBuilder.Entity<T>().HasQueryFilter("scope", OpenInCountyAttribute.Is(typeof(T))
            ? record => SeesCity || record.CountyCode == SeesCounty
            : record => SeesCity || (record.CountyCode == SeesCounty && (SeesWholeCounty || SeesSites.Contains(record.SiteId!.Value))));
        if (OfMeasureAttribute.MeasureOf(typeof(T)) is > OfMeasureAttribute.Register and var measure)
        {
            modelBuilder.Entity<T>().HasQueryFilter("measure", _ => SeesEveryMeasure || SeesMeasure == measure);
        }

        if (GuardedAttribute.RoleOf(typeof(T)) is { } role)
        {
            modelBuilder.Entity<T>().HasQueryFilter("guard", _ => Opens(role));
        }
    }

    private void NameColumns(IMutableEntityType entity)
    {
        foreach (var property in entity.GetProperties())
        {
            property.SetColumnName(Naming.Snake(property.Name));
            if (!IsSqlite && property.ClrType == typeof(string))
            {
                // Byte order on both databases: the same page follows the same page everywhere, and prefixes use indexes.
                property.SetCollation("C");
            }
        }

        foreach (var index in entity.GetIndexes().Where(index => index.Name is null))
        {
            index.SetDatabaseName($"ix_{entity.GetTableName()}_{string.Join('_', index.Properties.Select(x => Naming.Snake(x.Name)))}");
        }
    }

    protected override void ConfigureConventions(ModelConfigurationBuilder configurationBuilder)
    {
        configurationBuilder.Properties<Month>().HaveConversion<MonthText>().HaveMaxLength(7);
        configurationBuilder.Properties<Yuan>().HaveConversion<YuanCents>();
        configurationBuilder.Properties<Mu>().HaveConversion<MuTenThousandths>();
        configurationBuilder.Properties<SquareMetres>().HaveConversion<SquareMetresHundredths>();
        configurationBuilder.Properties<DateTime>().HaveConversion<UtcTime>();
        configurationBuilder.Properties<Enum>().HaveConversion<string>().HaveMaxLength(40);
    }
}

/// <summary>What a module's stored types need beyond the conventions: keys, unique indexes, filters.</summary>
public interface IMapping
{
    void Map(ModelBuilder model);
}
