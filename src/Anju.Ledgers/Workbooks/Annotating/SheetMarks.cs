using System.Buffers;

namespace Anju.Ledgers.Workbooks;

/// <summary>A cell to be marked: the worst level of its notes, and all their words.</summary>
internal readonly record struct Mark(int Row, int Column, NoteLevel Level, string Text);

/// <summary>The marks of one sheet, by row and column.</summary>
internal sealed class SheetMarks
{
    private static readonly SearchValues<char> _codes = SearchValues.Create("ABCDEFGHIJKLMNOPQRSTUVWXYZ0123456789_");
    private readonly Dictionary<int, (int From, int To)> _rows = [];

    public SheetMarks(IEnumerable<CellNote> notes)
    {
        All = [.. notes
            .Where(note => note.Row is >= 1 and <= CellAddress.LastRow && note.Column is >= 0 and <= CellAddress.LastColumn)
            .GroupBy(note => (note.Row, Column: Math.Max(1, note.Column)))
            .OrderBy(cell => cell.Key.Row).ThenBy(cell => cell.Key.Column)
            .Select(cell => new Mark(cell.Key.Row, cell.Key.Column, cell.Max(note => note.Level), Words(cell)))];
        for (var from = 0; from < All.Count;)
        {
            var to = from;
            while (to < All.Count && All[to].Row == All[from].Row)
            {
                to++;
            }

            _rows[All[from].Row] = (from, to);
            from = to;
        }
    }

    public IReadOnlyList<Mark> All { get; }

    /// <summary>Where the marks of a row stand in <see cref="All"/>.</summary>
    public (int From, int To) InRow(int row) => _rows.GetValueOrDefault(row);

    /// <summary>Whether a line of a comment is one of <see cref="Words"/>.</summary>
    public static bool IsOurs(ReadOnlySpan<char> line)
    {
        line = line.Trim();
        foreach (var level in (ReadOnlySpan<NoteLevel>)[NoteLevel.Error, NoteLevel.Warning, NoteLevel.Fixed])
        {
            var bracket = line.LastIndexOf('（');
            if (bracket > 0 && line[0] == '【' && line[1..].StartsWith(level.Title()) && line[(level.Title().Length + 1)..].StartsWith("】") && line[^1] == '）')
            {
                var code = line[(bracket + 1)..^1];
                return !code.IsEmpty && !code.ContainsAnyExcept(_codes);
            }
        }

        return false;
    }

    /// <summary>One line for each note, whatever the text of the cell that it quotes.</summary>
    private static string Words(IEnumerable<CellNote> notes) => string.Join('\n', notes
        .OrderByDescending(note => note.Level)
        .Select(note => $"【{note.Level.Title()}】{note.Message.ReplaceLineEndings(" ")}（{note.Code}）")
        .Distinct());
}
