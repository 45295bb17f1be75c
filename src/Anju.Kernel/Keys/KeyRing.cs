using System.Data.Common;
using System.Security.Cryptography;
using Microsoft.EntityFrameworkCore;

namespace Anju.Kernel;

/// <summary>A keyed code and the version of the key it was made with, which is stored beside it.</summary>
public readonly record struct KeyedCode(int KeyVersion, byte[] Code);

/// <summary>
/// The keys of a database, the same for every process that opens it: seals and opens bytes, and makes keyed codes. A key of
/// a version not seen yet is fetched when a value asks for it, so that a process learns of a rotation while it runs. Used by
/// any thread.
/// </summary>
public sealed class KeyRing(Databases databases)
{
    /// <summary>Names the cipher of the first keys: <c>sm4-gcm</c> (default, with HMAC-SM3) or <c>aes-256-gcm</c> (with HMAC-SHA256).</summary>
    public const string CipherSetting = "ANJU_CIPHER";

    private readonly Lock loading = new();
    private volatile KeyTable? known;

    /// <summary>A process that only writes would never meet a newer key: it looks now and then.</summary>
    internal static readonly TimeSpan Fresh = TimeSpan.FromMinutes(1);

    private long readAt;

    private bool IsStale => Environment.TickCount64 - readAt >= Fresh.TotalMilliseconds;

    private KeyTable Table => known is not { } table ? Load(null) : IsStale ? Renewed(table) : table;

    /// <summary>Version that whatever is written now is sealed or coded with.</summary>
    public int CurrentVersion(KeyPurpose purpose) => Table.Newest(purpose).Version;

    /// <summary>All versions of the purpose that there are keys of, the newest first.</summary>
    public IReadOnlyList<int> Versions(KeyPurpose purpose) => Table.Versions(purpose);

    /// <param name="associated">Where the value belongs; it opens nowhere else.</param>
    public byte[] Seal(KeyPurpose purpose, ReadOnlySpan<byte> clear, ReadOnlySpan<byte> associated)
    {
        var key = Table.Newest(purpose);
        return SealedBytes.Seal(key.Cipher, key.CipherNumber, key.Version, clear, associated);
    }

    /// <exception cref="SealBrokenException">The value was changed, belongs elsewhere, or was sealed with a key that is gone.</exception>
    public byte[] Open(KeyPurpose purpose, ReadOnlySpan<byte> @sealed, ReadOnlySpan<byte> associated)
    {
        var clear = new byte[Math.Max(0, @sealed.Length - SealedBytes.Overhead)];
        Open(purpose, @sealed, associated, clear);
        return clear;
    }

    /// <inheritdoc cref="Open(KeyPurpose, ReadOnlySpan{byte}, ReadOnlySpan{byte})"/>
    /// <param name="clear">As long as the value without <see cref="SealedBytes.Overhead"/>.</param>
    internal void Open(KeyPurpose purpose, ReadOnlySpan<byte> @sealed, ReadOnlySpan<byte> associated, Span<byte> clear)
    {
        if (Find(purpose, SealedBytes.VersionOf(@sealed)) is not { } key || key.CipherNumber != SealedBytes.NumberOf(@sealed)
            || !SealedBytes.TryOpen(key.Cipher, @sealed, associated, clear))
        {
            throw new SealBrokenException();
        }
    }

    /// <summary>The version of the key that a sealed value was sealed with.</summary>
    public static int VersionOf(ReadOnlySpan<byte> @sealed) => SealedBytes.VersionOf(@sealed);

    /// <summary>A keyed code of the bytes, with the newest key.</summary>
    public KeyedCode Mac(KeyPurpose purpose, ReadOnlySpan<byte> bytes)
    {
        var key = Table.Newest(purpose);
        return new(key.Version, key.Mac(bytes));
    }

    /// <summary>The same with the key that a stored code names; null when there is no such key.</summary>
    public byte[]? Mac(KeyPurpose purpose, int version, ReadOnlySpan<byte> bytes) => Find(purpose, version)?.Mac(bytes);

    /// <summary>Compares with a stored code without telling by the time it takes how much of it agrees.</summary>
    public bool Holds(KeyPurpose purpose, KeyedCode stored, ReadOnlySpan<byte> bytes) =>
        Mac(purpose, stored.KeyVersion, bytes) is { } code && CryptographicOperations.FixedTimeEquals(code, stored.Code);

    /// <summary>For bytes that come in pieces. The version says which key; null for the newest.</summary>
    /// <exception cref="KeyTroubleException">There is no such key.</exception>
    public KeyedHash BeginMac(KeyPurpose purpose, int? version = null) =>
        (version is { } named ? Find(purpose, named) : Table.Newest(purpose))?.BeginMac()
        ?? throw new KeyTroubleException($"没有第 {version} 版的“{purpose}”密钥。");

    /// <summary>Loads the keys; makes the first ones of a new database. Tells at the start what would fail later.</summary>
    /// <exception cref="KeyTroubleException">The master key is missing or wrong; nothing was written.</exception>
    public async Task PrepareAsync(CancellationToken cancellation)
    {
        await using var db = databases.Open(Actor.System);
        if (!await db.Set<DataKey>().AnyAsync(cancellation))
        {
            await MakeFirstAsync(db, cancellation);
        }

        Load(known);
    }

    /// <summary>Makes the next version of a purpose's key, with the cipher named or that of the version before.</summary>
    internal async Task<DataKey> RenewAsync(KeyPurpose purpose, string? algorithm, TimeProvider clock, CancellationToken cancellation)
    {
        await using var db = databases.Open(Actor.System);
        var newest = await db.Set<DataKey>().AsNoTracking().Where(key => key.Purpose == purpose).OrderByDescending(key => key.Version).FirstAsync(cancellation);
        var next = Made(purpose, newest.Version + 1, algorithm ?? newest.Algorithm, clock.GetUtcNow().UtcDateTime);
        db.Add(next);
        await db.SaveChangesAsync(cancellation);
        Load(known);
        return next;
    }

    /// <summary>Removes a key that nothing needs any more; what was sealed with it opens never again.</summary>
    internal async Task RemoveAsync(KeyPurpose purpose, int version, CancellationToken cancellation)
    {
        if (version >= CurrentVersion(purpose))
        {
            throw new InvalidOperationException("The newest key stays.");
        }

        await using var db = databases.Open(Actor.System);
        await db.Set<DataKey>().Where(key => key.Purpose == purpose && key.Version == version).ExecuteDeleteAsync(cancellation);
        Load(known);
    }

    private async Task MakeFirstAsync(AnjuDb db, CancellationToken cancellation)
    {
        var name = Environment.GetEnvironmentVariable(CipherSetting) is { Length: > 0 } asked ? asked : CipherKind.Sm4.Name;
        var cipher = CipherKind.Find(name) ?? throw new KeyTroubleException($"环境变量 {CipherSetting} 只能是：{CipherKind.Names}。");
        var now = TimeProvider.System.GetUtcNow().UtcDateTime;
        var hash = cipher == CipherKind.Sm4 ? HashKind.Sm3 : HashKind.Sha256;
        db.AddRange(Enum.GetValues<KeyPurpose>().Select(purpose => Made(purpose, 1, KeyTable.Seals(purpose) ? cipher.Name : hash.Name, now)));
        try
        {
            await db.SaveChangesAsync(cancellation);
        }
        catch (DbUpdateException) when (HasKeys())
        {
            // Another process has made them in the meantime: those count.
        }
    }

    private DataKey Made(KeyPurpose purpose, int version, string algorithm, DateTime now)
    {
        var key = new DataKey { Purpose = purpose, Version = version, Algorithm = algorithm, MadeAt = now };
        var bytes = RandomNumberGenerator.GetBytes(CipherKind.Find(algorithm)?.KeyLength ?? HashKind.KeyLength);
        key.Wrapped = databases.Master.Wrap(bytes, key.About);
        CryptographicOperations.ZeroMemory(bytes);
        return key;
    }

    private bool HasKeys()
    {
        using var db = databases.Open(Actor.System);
        return db.Set<DataKey>().Any();
    }

    private DataKeyInUse? Find(KeyPurpose purpose, int version)
    {
        var table = Table;
        return table.Find(purpose, version) ?? (version > table.Newest(purpose).Version ? Load(table).Find(purpose, version) : null);
    }

    /// <summary>Reads the table of keys, once for all threads that find the same one outdated.</summary>
    private KeyTable Load(KeyTable? outdated)
    {
        lock (loading)
        {
            return known is { } meanwhile && meanwhile != outdated ? meanwhile : Read();
        }
    }

    /// <summary>One thread looks for newer keys, the others go on with those they have; so do all while the database is away.</summary>
    private KeyTable Renewed(KeyTable table)
    {
        if (!loading.TryEnter())
        {
            return table;
        }

        try
        {
            return IsStale ? Read() : known!;
        }
        catch (DbException)
        {
            readAt = Environment.TickCount64;
            return table;
        }
        finally
        {
            loading.Exit();
        }
    }

    private KeyTable Read()
    {
        using var db = databases.Open(Actor.System);
        var stored = db.Set<DataKey>().AsNoTracking().ToList();
        readAt = Environment.TickCount64;
        return known = stored.Count > 0
            ? new KeyTable(stored, databases.Master)
            : throw new KeyTroubleException("数据库里还没有密钥。请先用 serve 或其他命令打开一次，让系统建好。");
    }
}

/// <summary>A sealed value that does not open: somebody changed it, or put it in another's place.</summary>
public sealed class SealBrokenException(string? where = null, Exception? inner = null) : Exception(
    $"有一项加密保存的内容打不开{(where is null ? "" : $"（{where}）")}：它被改动过、被换到了别处，或加密它的密钥已被删除。请用 check 核对，并从备份恢复。", inner);
