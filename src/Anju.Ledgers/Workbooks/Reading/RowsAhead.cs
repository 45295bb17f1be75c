using System.Collections.Concurrent;
using System.Runtime.ExceptionServices;

namespace Anju.Ledgers.Workbooks;

/// <summary>
/// Reads a sheet some rows ahead on a thread of its own, so that unpacking a file and understanding what stands in it go side
/// by side. What goes wrong is thrown when the rows before it have been taken.
/// </summary>
internal sealed class RowsAhead : SheetRows
{
    private const int Portions = 3;

    private readonly SheetRows _rows;
    private readonly BlockingCollection<Portion> _empty = [];
    private readonly BlockingCollection<Portion> _full = [];
    private readonly CancellationTokenSource _stop = new();
    private readonly Thread _reading;
    private Portion? _current;
    private int _next;

    public RowsAhead(SheetRows rows)
    {
        _rows = rows;
        for (var i = 0; i < Portions; i++)
        {
            _empty.Add(new Portion());
        }

        _reading = new Thread(ReadAll) { IsBackground = true, Name = "rows ahead" };
        _reading.Start();
    }

    public override bool Read()
    {
        while (true)
        {
            if (_current is { } portion && _next < portion.Count)
            {
                Row = portion[_next++];
                return true;
            }

            if (_current is { Problem: { } problem })
            {
                problem.Throw();
            }

            if (_current is { IsLast: true })
            {
                return false;
            }

            if (_current is not null)
            {
                _empty.Add(_current);
            }

            (_current, _next) = (_full.Take(), 0);
        }
    }

    public override bool IsHiddenColumn(int column) => _rows.IsHiddenColumn(column);

    protected override void Dispose(bool disposing)
    {
        if (disposing)
        {
            // The file is closed behind this: nobody may be reading it any more.
            _stop.Cancel();
            _reading.Join();
            _rows.Dispose();
            _empty.Dispose();
            _full.Dispose();
            _stop.Dispose();
        }

        base.Dispose(disposing);
    }

    private void ReadAll()
    {
        try
        {
            for (var more = true; more;)
            {
                var portion = _empty.Take(_stop.Token);
                more = portion.Fill(_rows);
                _full.Add(portion);
            }
        }
        catch (OperationCanceledException) when (_stop.IsCancellationRequested)
        {
            // Whoever read has had enough.
        }
    }

    /// <summary>Rows with texts of their own.</summary>
    private sealed class Portion
    {
        private const int Size = 64;
        private const int Letters = 16 * 1024;

        private readonly SheetRow[] _rows = [.. Enumerable.Range(0, Size).Select(_ => new SheetRow())];
        private char[] _letters = new char[Letters];

        public int Count { get; private set; }

        public bool IsLast { get; private set; }

        public ExceptionDispatchInfo? Problem { get; private set; }

        public SheetRow this[int place] => _rows[place];

        /// <summary>False when the sheet is at its end, or cannot be read further.</summary>
        public bool Fill(SheetRows from)
        {
            Count = 0;
            var free = _letters.AsMemory();
            try
            {
                while (Count < Size)
                {
                    if (!from.Read())
                    {
                        IsLast = true;
                        return false;
                    }

                    var needed = 0;
                    foreach (var cell in from.Row.Cells)
                    {
                        needed += cell.Text.Length;
                    }

                    if (needed > free.Length)
                    {
                        // Rows before this one keep the letters they have.
                        _letters = new char[Math.Max(needed, Letters)];
                        free = _letters;
                    }

                    free = _rows[Count++].Copy(from.Row, free);
                }

                return true;
            }
            catch (Exception problem)
            {
                Problem = ExceptionDispatchInfo.Capture(problem);
                return false;
            }
        }
    }
}
