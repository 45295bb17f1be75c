using System.Security.Cryptography;
using System.Text;

namespace Anju.Kernel;

/// <summary>
/// The key above all others: it seals the keys of data, and nothing else. Where it lies is decided here, so that production
/// keeps it away from the data; a device that never gives its key away is another class of this kind.
/// </summary>
public abstract class MasterKey
{
    /// <summary>Holds the path of the master key's file.</summary>
    public const string FileSetting = "ANJU_MASTER_KEY_FILE";

    /// <summary>Holds the master key itself: 32 bytes in base 64.</summary>
    public const string ValueSetting = "ANJU_MASTER_KEY";

    protected const int Length = 32;

    /// <summary>Seals the first keys of a new database; makes the master key where there is none yet.</summary>
    public abstract byte[] Wrap(ReadOnlySpan<byte> key, string about);

    /// <exception cref="KeyTroubleException">The master key is missing, or is another one.</exception>
    public abstract byte[] Unwrap(byte[] wrapped, string about);

    /// <summary>The one that the environment names, else the file in the folder of the data.</summary>
    public static MasterKey Of(DatabaseAddress address) =>
        Environment.GetEnvironmentVariable(ValueSetting) is { Length: > 0 } value ? new GivenMasterKey(value)
        : (Environment.GetEnvironmentVariable(FileSetting) is { Length: > 0 } named ? named : address.MasterKeyFile) is { } path ? new MasterKeyFile(path)
        : throw new KeyTroubleException($"没有指明主密钥在哪里。请用环境变量 {FileSetting} 写明主密钥文件的路径。");
}

/// <summary>A master key that the process holds.</summary>
internal abstract class MasterKeyInHand : MasterKey
{
    public override byte[] Wrap(ReadOnlySpan<byte> key, string about) => SealedBytes.Seal(CipherOf(FindOrMake()), CipherKind.Sm4.Number, 0, key, Encoding.UTF8.GetBytes(about));

    public override byte[] Unwrap(byte[] wrapped, string about) =>
        SealedBytes.TryOpen(CipherOf(Find()), wrapped, Encoding.UTF8.GetBytes(about))
        ?? throw new KeyTroubleException($"主密钥不对：{Where}不是这个数据库的主密钥。请换回原来的主密钥（可用环境变量 {FileSetting} 指明文件）再启动。没有写入任何内容。");

    /// <summary>Where it lies, for people.</summary>
    protected abstract string Where { get; }

    protected abstract byte[] Find();

    protected abstract byte[] FindOrMake();

    /// <summary>The cipher's key is made from the master key, which may one day serve a second cipher.</summary>
    private static Cipher CipherOf(byte[] master)
    {
        using var hash = HashKind.Sm3.With(master);
        hash.Append("anju wraps keys with sm4-gcm"u8);
        return CipherKind.Sm4.With(hash.Finish()[..CipherKind.Sm4.KeyLength]);
    }
}

/// <summary>In the environment of the process, for platforms that hand secrets over that way.</summary>
internal sealed class GivenMasterKey(string value) : MasterKeyInHand
{
    protected override string Where => $"环境变量 {ValueSetting} 的值";

    protected override byte[] Find()
    {
        var key = new byte[Length];
        return Convert.TryFromBase64String(value, key, out var written) && written == Length
            ? key
            : throw new KeyTroubleException($"{Where}应是 {Length} 字节的 base64 文本（44 个字符）。");
    }

    protected override byte[] FindOrMake() => Find();
}

/// <summary>In a file that only its owner reads, made when a new database is.</summary>
internal sealed class MasterKeyFile(string path) : MasterKeyInHand
{
    private const string Head = "anju-master-key-1 ";

    private const UnixFileMode OfOthers = UnixFileMode.GroupRead | UnixFileMode.GroupWrite | UnixFileMode.OtherRead | UnixFileMode.OtherWrite;

    protected override string Where => $"文件 {path} ";

    protected override byte[] Find()
    {
        if (!File.Exists(path))
        {
            throw new KeyTroubleException(
                $"找不到主密钥文件 {path}。数据库里加密的内容只有原来的主密钥能打开：请把它放回原处，或用环境变量 {FileSetting} 指明它的位置。没有写入任何内容。");
        }

        if (!OperatingSystem.IsWindows() && (File.GetUnixFileMode(path) & OfOthers) != 0)
        {
            throw new KeyTroubleException($"主密钥文件 {path} 别的用户也能读写。请执行 chmod 600 {path}，再启动。");
        }

        var (text, key) = (File.ReadAllText(path).Trim(), new byte[Length]);
        return text.StartsWith(Head, StringComparison.Ordinal) && Convert.TryFromBase64String(text[Head.Length..], key, out var written) && written == Length
            ? key
            : throw new KeyTroubleException($"{Where}不是主密钥文件，或已损坏。请换回备份的主密钥文件。没有写入任何内容。");
    }

    protected override byte[] FindOrMake()
    {
        if (!File.Exists(path))
        {
            Make();
        }

        return Find();
    }

    /// <summary>Whole or not at all: two processes that start at once end with the same file.</summary>
    private void Make()
    {
        var (folder, draft) = (Path.GetDirectoryName(Path.GetFullPath(path))!, $"{path}.{Environment.ProcessId}");
        PrivateFolder.Make(folder);
        var options = new FileStreamOptions { Mode = FileMode.Create, Access = FileAccess.Write };
        if (!OperatingSystem.IsWindows())
        {
            options.UnixCreateMode = UnixFileMode.UserRead | UnixFileMode.UserWrite;
        }

        using (var file = new FileStream(draft, options))
        {
            file.Write(Encoding.ASCII.GetBytes(Head + Convert.ToBase64String(RandomNumberGenerator.GetBytes(Length)) + "\n"));
            file.Flush(flushToDisk: true);
        }

        try
        {
            File.Move(draft, path, overwrite: false);
        }
        catch (IOException) when (File.Exists(path))
        {
            File.Delete(draft);
        }
    }
}

/// <summary>A folder that nobody but its owner reads.</summary>
public static class PrivateFolder
{
    public static DirectoryInfo Make(string path) => OperatingSystem.IsWindows()
        ? Directory.CreateDirectory(path)
        : Directory.CreateDirectory(path, UnixFileMode.UserRead | UnixFileMode.UserWrite | UnixFileMode.UserExecute);
}

/// <summary>Keys are missing or wrong; the message says in Chinese what to do.</summary>
public sealed class KeyTroubleException(string message) : Exception(message);
