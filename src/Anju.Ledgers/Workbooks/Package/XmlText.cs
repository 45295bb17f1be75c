using System.Buffers;
using System.Globalization;
using System.Text;
using System.Text.Unicode;

namespace Anju.Ledgers.Workbooks;

/// <summary>Turns the bytes of an XML text into characters: UTF-8 without fault, the five entities, numbered characters, line ends.</summary>
internal static class XmlText
{
    private static readonly SearchValues<byte> _special = SearchValues.Create([.. Enumerable.Range(0, 32).Select(one => (byte)one).Except([(byte)9, (byte)10]), (byte)'&']);

    /// <summary>False when the bytes are not what XML allows.</summary>
    public static bool TryAppend(ReadOnlySpan<byte> bytes, bool isCdata, TextBuffer text)
    {
        var plain = text.AppendAscii(bytes);
        bytes = bytes[plain..];
        while (!bytes.IsEmpty)
        {
            var special = bytes.IndexOfAny(_special);
            var run = special < 0 ? bytes : bytes[..special];
            if (!run.IsEmpty && !text.TryAppendUtf8(run))
            {
                return false;
            }

            if (special < 0)
            {
                return true;
            }

            bytes = bytes[special..];
            if (!TryTakeSpecial(ref bytes, isCdata, text))
            {
                return false;
            }
        }

        return true;
    }

    /// <summary>Up to nine digits and nothing else.</summary>
    public static bool TryNumber(ReadOnlySpan<byte> digits, out int number)
    {
        number = 0;
        if (digits.Length is 0 or > 9)
        {
            return false;
        }

        foreach (var one in digits)
        {
            if (one is < (byte)'0' or > (byte)'9')
            {
                return false;
            }

            number = (number * 10) + one - '0';
        }

        return true;
    }

    private static bool TryTakeSpecial(ref ReadOnlySpan<byte> bytes, bool isCdata, TextBuffer text)
    {
        if (bytes[0] == '\r')
        {
            text.Append('\n');
            bytes = bytes[(bytes.Length > 1 && bytes[1] == '\n' ? 2 : 1)..];
            return true;
        }

        if (bytes[0] != '&')
        {
            return false;
        }

        if (isCdata)
        {
            text.Append('&');
            bytes = bytes[1..];
            return true;
        }

        var end = bytes.IndexOf((byte)';');
        if (end is < 2 or > 12)
        {
            return false;
        }

        var name = bytes[1..end];
        bytes = bytes[(end + 1)..];
        return TryAppendEntity(name, text);
    }

    private static bool TryAppendEntity(ReadOnlySpan<byte> name, TextBuffer text)
    {
        if (name[0] == '#')
        {
            return TryAppendNumbered(name[1..], text);
        }

        char? one = name.SequenceEqual("amp"u8) ? '&'
            : name.SequenceEqual("lt"u8) ? '<'
            : name.SequenceEqual("gt"u8) ? '>'
            : name.SequenceEqual("quot"u8) ? '"'
            : name.SequenceEqual("apos"u8) ? '\''
            : null;
        if (one is { } found)
        {
            text.Append(found);
        }

        return one is not null;
    }

    private static bool TryAppendNumbered(ReadOnlySpan<byte> digits, TextBuffer text)
    {
        var isHex = digits.StartsWith("x"u8);
        if (!int.TryParse(isHex ? digits[1..] : digits, isHex ? NumberStyles.AllowHexSpecifier : NumberStyles.None, CultureInfo.InvariantCulture, out var code)
            || !Rune.TryCreate(code, out var rune)
            || code is < 32 and not (9 or 10 or 13) or 0xFFFE or 0xFFFF)
        {
            return false;
        }

        Span<char> chars = stackalloc char[2];
        text.Append(chars[..rune.EncodeToUtf16(chars)]);
        return true;
    }
}
