using System.Buffers;

namespace Anju.Ledgers.Workbooks;

/// <summary>
/// A sheet's XML without its rows: what stands before and after them, so that merged ranges are found at the speed of decompression.
/// </summary>
internal sealed class SheetFrame(Stream sheet) : OneWayStream
{
    private const int Keep = 64; // longest end tag that may be cut by a block, prefix included
    private static readonly SearchValues<byte> _notInPrefix = SearchValues.Create(" \t\r\n>!/?"u8);
    private readonly byte[] _block = new byte[64 << 10];
    private Place _place;
    private int _from;
    private int _to;
    private bool _ended;

    private enum Place
    {
        Before,
        StartTag,
        Rows,
        After,
    }

    public override int Read(Span<byte> buffer)
    {
        while (buffer.Length > 0)
        {
            var ready = Ready();
            if (ready > 0)
            {
                var count = Math.Min(ready, buffer.Length);
                _block.AsSpan(_from, count).CopyTo(buffer);
                _from += count;
                return count;
            }

            if (_ended && _from == _to)
            {
                return 0;
            }

            if (ready < 0 || _ended)
            {
                continue;
            }

            Fill();
        }

        return 0;
    }

    protected override void Dispose(bool disposing)
    {
        if (disposing)
        {
            sheet.Dispose();
        }

        base.Dispose(disposing);
    }

    private void Fill()
    {
        _block.AsSpan(_from, _to - _from).CopyTo(_block);
        (_from, _to) = (0, _to - _from);
        var count = sheet.Read(_block.AsSpan(_to));
        _ended = count == 0;
        _to += count;
    }

    /// <summary>Bytes that may be handed out; 0 when more must be read first; -1 when the place has changed and it is worth asking again.</summary>
    private int Ready()
    {
        var block = _block.AsSpan(_from, _to - _from);
        return _place switch
        {
            Place.Before => BeforeRows(block),
            Place.StartTag => StartTag(block),
            Place.Rows => SkipRows(block),
            _ => block.Length,
        };
    }

    private int BeforeRows(ReadOnlySpan<byte> block)
    {
        for (var from = 0; ;)
        {
            var found = block[from..].IndexOf("sheetData"u8);
            if (found < 0)
            {
                return _ended ? block.Length : Math.Max(0, block.Length - Keep);
            }

            var name = from + found;
            if (IsTag(block[..name], closing: false))
            {
                _place = Place.StartTag;
                return name > 0 ? name : -1;
            }

            from = name + 1;
        }
    }

    private int StartTag(ReadOnlySpan<byte> block)
    {
        var close = block.IndexOf((byte)'>');
        if (close < 0)
        {
            return block.Length;
        }

        _place = close > 0 && block[close - 1] == '/' ? Place.After : Place.Rows;
        return close + 1;
    }

    private int SkipRows(ReadOnlySpan<byte> block)
    {
        for (var from = 0; ;)
        {
            var found = block[from..].IndexOf("sheetData"u8);
            if (found < 0)
            {
                _from = _ended ? _to : Math.Max(_from, _to - Keep);
                return 0;
            }

            var name = from + found;
            var tag = block[..name].LastIndexOf("</"u8);
            if (tag >= 0 && IsTag(block[..name], closing: true))
            {
                _from += tag;
                _place = Place.After;
                return -1;
            }

            from = name + 1;
        }
    }

    /// <summary>Whether <c>&lt;</c> or <c>&lt;/</c> with at most a prefix stands before a name.</summary>
    private static bool IsTag(ReadOnlySpan<byte> before, bool closing)
    {
        before = before[Math.Max(0, before.Length - Keep)..];
        var open = before.LastIndexOf((byte)'<');
        if (open < 0)
        {
            return false;
        }

        var between = before[(open + 1)..];
        if (closing)
        {
            if (!between.StartsWith("/"u8))
            {
                return false;
            }

            between = between[1..];
        }

        return between.IsEmpty || (between[^1] == ':' && !between.ContainsAny(_notInPrefix));
    }
}
