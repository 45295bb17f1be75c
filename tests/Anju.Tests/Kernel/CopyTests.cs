using System.Text;
using Anju.Kernel;
using Anju.Web;

namespace Anju.Tests.Kernel;

/// <summary>Rows as the bytes of a binary COPY, written and taken apart again.</summary>
public sealed class CopyTests
{
    /// <summary>Nothing in these rows is encrypted.</summary>
    private static readonly KeyRing NoKeys = new(new Databases(DatabaseAddress.File("."), Product.Modules));

    private static readonly Guid Id = new("018b888e-6b20-7301-803f-e1a1c9b2580c");
    private static readonly DateTime Time = new DateTime(2025, 11, 20, 8, 30, 15, DateTimeKind.Utc).AddMicroseconds(123_456);

    /// <summary>As a network gives them: in pieces that fall anywhere.</summary>
    [Theory]
    [InlineData(1)]
    [InlineData(7)]
    [InlineData(100_000)]
    public void Every_kind_of_value_comes_back(int atMost)
    {
        var note = string.Concat(Enumerable.Repeat("很长的备注", 20_000));
        var bytes = new CopyBytes();
        for (var row = 0; row < 3; row++)
        {
            bytes.BeginRow(11);
            bytes.Add("广东省深圳市宝安区");
            bytes.Add(row == 1 ? note : "");
            bytes.Add(row - 1);
            bytes.Add(long.MinValue + row);
            bytes.Add(row == 0);
            bytes.Add(0.25 * row);
            bytes.Add(Id);
            bytes.Add(row == 0 ? new DateOnly(1899, 12, 31) : new DateOnly(2025, 11, row));
            bytes.Add(Time);
            bytes.Add(new byte[] { 0, (byte)row });
            bytes.Add(nameof(DayOfWeek.Friday));
        }

        bytes.End();

        using var cells = new CopyCells(new Pieces(bytes.Written.ToArray(), atMost), NoKeys);
        for (var row = 0; row < 3; row++)
        {
            Assert.True(cells.Next());
            Assert.Equal("广东省深圳市宝安区", cells.Text(0));
            Assert.Equal(row == 1 ? note : "", cells.Text(1));
            Assert.Equal(row - 1, cells.Whole(2));
            Assert.Equal(long.MinValue + row, cells.Long(3));
            Assert.Equal(row == 0, cells.Flag(4));
            Assert.Equal(0.25 * row, cells.Real(5));
            Assert.Equal(Id, cells.Id(6));
            Assert.Equal(row == 0 ? new DateOnly(1899, 12, 31) : new DateOnly(2025, 11, row), cells.Date(7));
            Assert.Equal((Time, DateTimeKind.Utc), (cells.Time(8), cells.Time(8)!.Value.Kind));
            Assert.Equal([0, (byte)row], cells.Bytes(9));
            Assert.Equal(DayOfWeek.Friday, cells.Code<DayOfWeek>(10));
        }

        Assert.False(cells.Next());
    }

    [Fact]
    public void Nothing_comes_back_as_nothing()
    {
        var bytes = new CopyBytes();
        bytes.BeginRow(9);
        bytes.Add((string?)null);
        bytes.Add((int?)null);
        bytes.Add((long?)null);
        bytes.Add((bool?)null);
        bytes.Add((double?)null);
        bytes.Add((Guid?)null);
        bytes.Add((DateOnly?)null);
        bytes.Add((DateTime?)null);
        bytes.Add((byte[]?)null);
        bytes.End();

        using var cells = new CopyCells(new MemoryStream(bytes.Written.ToArray()), NoKeys);
        Assert.True(cells.Next());
        Assert.Equal(
            [null, null, null, null, null, null, null, null, null, null],
            new object?[] { cells.Text(0), cells.Whole(1), cells.Long(2), cells.Flag(3), cells.Real(4), cells.Id(5), cells.Date(6), cells.Time(7), cells.Bytes(8), cells.Code<DayOfWeek>(0) });
        Assert.False(cells.Next());
    }

    [Fact]
    public void What_ends_within_a_row_is_no_end()
    {
        var bytes = new CopyBytes();
        bytes.BeginRow(1);
        bytes.Add("安置点");

        using var cells = new CopyCells(new MemoryStream(bytes.Written[..^1].ToArray()), NoKeys);
        Assert.Throws<EndOfStreamException>(() => cells.Next());
    }

    [Fact]
    public void A_time_without_its_zone_is_refused() =>
        Assert.Throws<ArgumentException>(() => new CopyBytes().Add(new DateTime(2025, 11, 20, 0, 0, 0, DateTimeKind.Local)));

    [Fact]
    public void A_name_outside_of_its_code_set_is_refused()
    {
        var bytes = new CopyBytes();
        bytes.BeginRow(1);
        bytes.Add("Someday");
        using var cells = new CopyCells(new MemoryStream(bytes.Written.ToArray()), NoKeys);
        cells.Next();

        Assert.Contains("Someday", Assert.Throws<InvalidDataException>(() => cells.Code<DayOfWeek>(0)).Message, StringComparison.Ordinal);
    }

    /// <summary>Many more texts than are kept, many of them alike in beginning, end and length.</summary>
    [Fact]
    public void Texts_that_share_a_place_are_not_mixed_up()
    {
        var texts = KeptTexts.Rent();
        for (var i = 0; i < 50_000; i++)
        {
            foreach (var text in (string[])[$"43102100{i % 1000:0000}", $"湖南省郴州市{i % 1000:0000}号苏仙区安置点", i.ToString("x", null), new('长', i % 20)])
            {
                Assert.Equal(text, texts.Of(Encoding.UTF8.GetBytes(text)));
            }
        }

        texts.Return();
    }

    [Fact]
    public void Only_values_that_hold_no_quotes_stand_in_the_text_of_a_query()
    {
        Assert.Equal(
            $"'{Id}'::uuid, DATE '2025-11-20', '2025-11', 'Friday', -3, '2025-12' AND @x",
            CopyText.Of("@p0, @p1, @p2, @p3, @p4, @p10 AND @x", [Id, new DateOnly(2025, 11, 20), new Month(2025, 11), DayOfWeek.Friday, -3, 0, 0, 0, 0, 0, new Month(2025, 12)]));
        foreach (var value in (object[])["'; DROP TABLE person; --", new[] { "a" }, 1.5, (DayOfWeek)99])
        {
            Assert.Throws<ArgumentException>(() => CopyText.Of("@p0", [value]));
        }

        Assert.False(CopyText.CanHold("words"));
    }

    private sealed class Pieces(byte[] all, int atMost) : MemoryStream(all)
    {
        public override int Read(byte[] buffer, int offset, int count) => base.Read(buffer, offset, Math.Min(count, atMost));
    }
}
