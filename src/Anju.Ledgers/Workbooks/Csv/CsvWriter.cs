using System.Buffers;
using System.Text;

namespace Anju.Ledgers.Workbooks;

/// <summary>
/// Writes a csv as spreadsheet programs in China open it: UTF-8 with a byte order mark, CRLF. Texts that would run as a formula stand
/// behind an apostrophe; <see cref="CsvReader"/> takes it off again.
/// </summary>
public sealed class CsvWriter : IDisposable, IAsyncDisposable
{
    private static readonly SearchValues<char> _quoted = SearchValues.Create(",\"\r\n\t;");
    private static readonly UTF8Encoding _encoding = new(encoderShouldEmitUTF8Identifier: true);
    private readonly OutputBuffer _output;
    private readonly StreamWriter _writer;
    private bool _first = true;
    private bool _done;

    /// <param name="output">Stays open and belongs to the caller.</param>
    public CsvWriter(Stream output)
    {
        _output = new OutputBuffer(output);
        _writer = new StreamWriter(_output, _encoding, bufferSize: 16 << 10, leaveOpen: true);
    }

    public CsvWriter Text(ReadOnlySpan<char> text)
    {
        Separate();
        var apostrophe = FormulaGuard.NeedsApostrophe(text);
        if (!text.ContainsAny(_quoted) && !IsPadded(text))
        {
            if (apostrophe)
            {
                _writer.Write('\'');
            }

            _writer.Write(text);
            return this;
        }

        _writer.Write(apostrophe ? "\"'" : "\"");
        for (int quote; (quote = text.IndexOf('"')) >= 0; text = text[(quote + 1)..])
        {
            _writer.Write(text[..quote]);
            _writer.Write("\"\"");
        }

        _writer.Write(text);
        _writer.Write('"');
        return this;
    }

    /// <summary>A number or date of our own making, written as it is.</summary>
    public CsvWriter Value<T>(T? value, string? format = null)
        where T : struct, ISpanFormattable
    {
        Separate();
        Span<char> text = stackalloc char[64];
        if (value is { } some && some.TryFormat(text, out var length, format, provider: null))
        {
            _writer.Write(text[..length]);
        }

        return this;
    }

    public CsvWriter EndRow()
    {
        _writer.Write("\r\n");
        _first = true;
        return this;
    }

    /// <summary>Sends what has been written so far, if it is worth it: after every row is cheap, and keeps a response body asynchronous.</summary>
    public ValueTask FlushAsync(CancellationToken cancellationToken = default)
    {
        _writer.Flush();
        return _output.SendAsync(all: false, cancellationToken);
    }

    public void Dispose()
    {
        if (!_done)
        {
            _done = true;
            _writer.Dispose();
            _output.WriteThrough();
            _output.Dispose();
        }
    }

    public async ValueTask DisposeAsync()
    {
        if (!_done)
        {
            _done = true;
            await _writer.DisposeAsync();
            await _output.SendAsync(all: true, CancellationToken.None);
            await _output.DisposeAsync();
        }
    }

    private static bool IsPadded(ReadOnlySpan<char> text) => !text.IsEmpty && (char.IsWhiteSpace(text[0]) || char.IsWhiteSpace(text[^1]));

    private void Separate()
    {
        if (!_first)
        {
            _writer.Write(',');
        }

        _first = false;
    }
}
