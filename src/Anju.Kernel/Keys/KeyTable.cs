namespace Anju.Kernel;

/// <summary>The keys of a database, unwrapped, as they were when read.</summary>
internal sealed class KeyTable
{
    private readonly DataKeyInUse[][] keys;
    private readonly int[][] versions;

    public KeyTable(IReadOnlyList<DataKey> stored, MasterKey master)
    {
        keys = KeysOf(stored, master);
        versions = [.. keys.Select(some => some.Select(key => key.Version).Reverse().ToArray())];
    }

    private static DataKeyInUse[][] KeysOf(IReadOnlyList<DataKey> stored, MasterKey master) =>
    [
        .. Enum.GetValues<KeyPurpose>().Select(purpose => stored
            .Where(key => key.Purpose == purpose)
            .OrderBy(key => key.Version)
            .Select(key => new DataKeyInUse(key, master.Unwrap(key.Wrapped, key.About)))
            .ToArray()),
    ];

    /// <summary>Keys of the purpose are for a cipher, not for codes.</summary>
    public static bool Seals(KeyPurpose purpose) => purpose is KeyPurpose.Fields or KeyPurpose.Guarded or KeyPurpose.Protection;

    public DataKeyInUse Newest(KeyPurpose purpose) => keys[(int)purpose] is [.., var newest]
        ? newest
        : throw new KeyTroubleException($"数据库里没有“{purpose}”用途的密钥，它的密钥表不完整。请从备份恢复。");

    public IReadOnlyList<int> Versions(KeyPurpose purpose) => versions[(int)purpose];

    public DataKeyInUse? Find(KeyPurpose purpose, int version) => Array.Find(keys[(int)purpose], key => key.Version == version);
}

/// <summary>One key, ready to be used by any thread.</summary>
internal sealed class DataKeyInUse
{
    private readonly byte[] key;
    private readonly HashKind? hash;
    private readonly PerThread<KeyedHash>? ready;

    public DataKeyInUse(DataKey stored, byte[] key)
    {
        this.key = key;
        Version = stored.Version;
        if (CipherKind.Find(stored.Algorithm) is { } kind)
        {
            (Cipher, CipherNumber) = (kind.With(key), kind.Number);
            return;
        }

        hash = HashKind.Find(stored.Algorithm)
            ?? throw new KeyTroubleException($"本版本不认识密钥的算法“{stored.Algorithm}”。请用写入它的版本打开，或升级程序。");
        ready = new(BeginMac);
    }

    public int Version { get; }

    public byte CipherNumber { get; }

    public Cipher Cipher { get => field ?? throw new InvalidOperationException("The key is for codes."); }

    public KeyedHash BeginMac() => (hash ?? throw new InvalidOperationException("The key is for a cipher.")).With(key);

    public byte[] Mac(ReadOnlySpan<byte> bytes)
    {
        var code = (ready ?? throw new InvalidOperationException("The key is for a cipher.")).Value;
        code.Append(bytes);
        return code.Finish();
    }
}
