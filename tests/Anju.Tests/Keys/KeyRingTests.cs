using System.Text;
using Anju.Kernel;
using Anju.Web;
using CsCheck;
using Microsoft.EntityFrameworkCore;

namespace Anju.Tests.Keys;

/// <summary>The ring seals, opens and codes; whoever opens the same database has the same keys; a wrong master key stops everything.</summary>
[OnBothDatabases]
public sealed class KeyRingTests : IAsyncLifetime
{
    private TestDatabase database = null!;

    private KeyRing Keys => database.Databases.Keys;

    public async ValueTask InitializeAsync() => database = await TestDatabase.MigratedAsync();

    public ValueTask DisposeAsync() => database.DisposeAsync();

    [Fact]
    public void Whatever_was_sealed_opens_where_it_belongs_and_nowhere_else() =>
        Gen.Select(Gen.Byte.Array[0, 300], Gen.Byte.Array[0, 60]).Sample((clear, place) =>
        {
            var value = Keys.Seal(KeyPurpose.Fields, clear, place);
            Assert.Equal(clear, Keys.Open(KeyPurpose.Fields, value, place));
            Assert.Throws<SealBrokenException>(() => Keys.Open(KeyPurpose.Fields, value, [.. place, 1]));
            Assert.Throws<SealBrokenException>(() => Keys.Open(KeyPurpose.Protection, value, place));
        }, iter: 300);

    [Fact]
    public void A_sealed_value_with_any_byte_changed_does_not_open()
    {
        var value = Keys.Seal(KeyPurpose.Fields, "431002199001010016"u8, "place"u8);

        for (var i = 0; i < value.Length; i++)
        {
            byte[] changed = [.. value];
            changed[i] ^= 1;
            Assert.Throws<SealBrokenException>(() => Keys.Open(KeyPurpose.Fields, changed, "place"u8));
        }

        Assert.Throws<SealBrokenException>(() => Keys.Open(KeyPurpose.Fields, value.AsSpan(0, 20), "place"u8));
    }

    [Fact]
    public void The_same_text_is_never_sealed_twice_alike_but_coded_alike()
    {
        var text = Encoding.UTF8.GetBytes("13800000000");

        Assert.NotEqual(Keys.Seal(KeyPurpose.Fields, text, []), Keys.Seal(KeyPurpose.Fields, text, []));
        Assert.Equal(Keys.Mac(KeyPurpose.Index, text).Code, Keys.Mac(KeyPurpose.Index, text).Code);
        Assert.NotEqual(Keys.Mac(KeyPurpose.Index, text).Code, Keys.Mac(KeyPurpose.RowCodes, text).Code);
        Assert.True(Keys.Holds(KeyPurpose.Index, Keys.Mac(KeyPurpose.Index, text), text));
        Assert.False(Keys.Holds(KeyPurpose.Index, Keys.Mac(KeyPurpose.Index, text), "13800000001"u8));
    }

    [Fact]
    public void A_code_of_pieces_is_the_code_of_the_whole()
    {
        using var code = Keys.BeginMac(KeyPurpose.Journal);
        code.Append("ab"u8);
        code.Append("c"u8);

        Assert.Equal(Keys.Mac(KeyPurpose.Journal, "abc"u8).Code, code.Finish());
        Assert.Throws<KeyTroubleException>(() => Keys.BeginMac(KeyPurpose.Journal, 99));
    }

    [Fact]
    public void A_million_nonces_are_a_million_different_ones()
    {
        const int Sealings = 1_000_000;
        var seen = new HashSet<(ulong, uint)>(Sealings);
        Span<byte> nonce = stackalloc byte[Cipher.NonceLength];
        for (var i = 0; i < Sealings; i++)
        {
            Nonces.Fill(nonce);
            Assert.True(seen.Add((BitConverter.ToUInt64(nonce), BitConverter.ToUInt32(nonce[8..]))));
        }
    }

    [Fact]
    public void Another_process_with_the_same_master_key_opens_it()
    {
        var value = Keys.Seal(KeyPurpose.Fields, "abc"u8, []);

        Assert.Equal("abc"u8.ToArray(), new Databases(database.Address, Product.Modules).Keys.Open(KeyPurpose.Fields, value, []));
    }

    [Fact]
    public async Task A_key_made_by_another_process_is_learnt_when_a_value_asks_for_it()
    {
        Keys.Seal(KeyPurpose.Fields, "abc"u8, []);
        var other = new Databases(database.Address, Product.Modules).Keys;
        await other.RenewAsync(KeyPurpose.Fields, "aes-256-gcm", TimeProvider.System, TestContext.Current.CancellationToken);
        var value = other.Seal(KeyPurpose.Fields, "abc"u8, []);

        Assert.Equal(2, KeyRing.VersionOf(value));
        Assert.Equal("abc"u8.ToArray(), Keys.Open(KeyPurpose.Fields, value, []));
    }

    [Fact]
    public async Task A_missing_or_wrong_master_key_is_told_and_nothing_written()
    {
        var file = database.Address.MasterKeyFile!;
        File.Move(file, file + ".kept");
        var missing = await Assert.ThrowsAsync<KeyTroubleException>(() => new Databases(database.Address, Product.Modules).MigrateAsync(TestContext.Current.CancellationToken));
        Assert.Contains("找不到主密钥文件", missing.Message, StringComparison.Ordinal);
        Assert.False(File.Exists(file));

        await using var another = await TestDatabase.EmptyAsync();
        await another.Databases.MigrateAsync(TestContext.Current.CancellationToken);
        File.Copy(another.Address.MasterKeyFile!, file);
        var wrong = await Assert.ThrowsAsync<KeyTroubleException>(() => new Databases(database.Address, Product.Modules).MigrateAsync(TestContext.Current.CancellationToken));
        Assert.Contains("主密钥不对", wrong.Message, StringComparison.Ordinal);
        await using var db = database.Databases.Open(Actor.System);
        Assert.Equal(Enum.GetValues<KeyPurpose>().Length, await db.Set<DataKey>().CountAsync(TestContext.Current.CancellationToken));
    }

    [Fact]
    public void The_file_of_the_master_key_is_its_owners_alone()
    {
        if (OperatingSystem.IsWindows())
        {
            return; // Files have modes on Unix only.
        }

        var file = database.Address.MasterKeyFile!;
        Assert.Equal(UnixFileMode.UserRead | UnixFileMode.UserWrite, File.GetUnixFileMode(file));

        File.SetUnixFileMode(file, UnixFileMode.UserRead | UnixFileMode.GroupRead);
        var open = Assert.Throws<KeyTroubleException>(() => new Databases(database.Address, Product.Modules).Keys.CurrentVersion(KeyPurpose.Fields));
        Assert.Contains("chmod 600", open.Message, StringComparison.Ordinal);
    }

    [Fact]
    public async Task The_table_of_keys_holds_no_key_in_clear()
    {
        await using var db = database.Databases.Open(Actor.System);
        var keys = await db.Set<DataKey>().AsNoTracking().ToListAsync(TestContext.Current.CancellationToken);

        Assert.NotEmpty(keys);
        Assert.All(keys, key => Assert.DoesNotContain(
            database.Databases.Master.Unwrap(key.Wrapped, key.About),
            Enumerable.Range(0, key.Wrapped.Length).Select(i => key.Wrapped[i..])));
        Assert.All(keys, key => Assert.Throws<KeyTroubleException>(() => database.Databases.Master.Unwrap(key.Wrapped, key.About + "x")));
    }
}
