using System.Buffers.Binary;
using System.Security.Cryptography;
using System.Text;
using Anju.Kernel;
using Microsoft.EntityFrameworkCore;

namespace Anju.Tests.Kernel;

/// <summary>The bytes that the journal's chain covers are final: what was written years ago must still hold.</summary>
public sealed class ChainTests
{
    [Theory]
    [InlineData(null, "{}")]
    [InlineData("", null)]
    [InlineData("{\"name\":\"王桂芳\"}", "{\"name\":\"𠮷田\",\"note\":\"\"}")]
    public void The_digest_covers_each_part_with_its_length_before_it(string? before, string? after)
    {
        var (first, second) = (Entry(1, before, after), Entry(2, after, new string('郴', 5_000)));
        using var chain = new Chain();
        chain.Add(first);
        chain.Add(second);
        Assert.Equal(SHA256.HashData([.. Bytes(first), .. Bytes(second)]), chain.Digest());
    }

    [Fact]
    public void A_blank_part_is_told_from_an_empty_one()
    {
        using var blank = new Chain();
        using var empty = new Chain();
        blank.Add(Entry(1, null, "{}"));
        empty.Add(Entry(1, "", "{}"));
        Assert.NotEqual(blank.Digest(), empty.Digest());
    }

    internal static JournalEntry Entry(int ordinal, string? before, string? after) => new()
    {
        BatchId = Guid.Parse("01930000-0000-7000-8000-000000000001"),
        Ordinal = ordinal,
        Ledger = "person",
        RecordId = Guid.Parse("01930000-0000-7000-8000-00000000000a"),
        Version = 3,
        Action = JournalAction.Edit,
        CountyCode = "431021",
        Before = before,
        After = after,
    };

    private static byte[] Bytes(JournalEntry entry) =>
    [
        .. Part(entry.Ordinal.ToString()), .. Part(entry.Ledger), .. Part(entry.RecordId.ToString()), .. Part(entry.Version.ToString()),
        .. Part("Edit"), .. Part(entry.CountyCode), .. Part(entry.HouseholdId?.ToString()), .. Part(entry.Before), .. Part(entry.After),
    ];

    private static byte[] Part(string? text)
    {
        if (text is null)
        {
            return [0xff, 0xff, 0xff, 0xff];
        }

        var length = new byte[4];
        var content = Encoding.UTF8.GetBytes(text);
        BinaryPrimitives.WriteInt32BigEndian(length, content.Length);
        return [.. length, .. content];
    }
}

[OnBothDatabases]
public sealed class BulkTextTests
{
    [Fact]
    public async Task Texts_of_any_length_are_stored_in_bulk_as_they_are()
    {
        await using var database = await TestDatabase.MigratedAsync();
        string?[] texts = [null, "", "a", "张", "𠮷", new('x', 170), new('x', 171), new('郴', 5_000), "尾\n'\"\t"];
        var entries = texts.Select((text, i) => ChainTests.Entry(i + 1, text, text)).ToList();
        await using (var db = database.Databases.Open(Actor.System))
        {
            await db.Database.OpenConnectionAsync(TestContext.Current.CancellationToken);
            await BulkInsert.WriteAsync(db, entries, TestContext.Current.CancellationToken);
        }

        await using var again = database.Databases.Open(Actor.System);
        var stored = await again.Set<JournalEntry>().OrderBy(entry => entry.Ordinal).Select(entry => entry.After).ToListAsync(TestContext.Current.CancellationToken);
        Assert.Equal(texts, stored);
    }
}
