namespace Anju.Policy.Pages;

/// <summary>A stretch of a measure's text: plain, or the words of a duty.</summary>
internal readonly record struct ClauseStretch(string Text, Obligation? Duty);

/// <summary>Cuts the text of a measure where its duties are quoted. White space does not count; where quotations overlap the first wins.</summary>
internal static class ClauseText
{
    public static IReadOnlyList<ClauseStretch> Of(Measure measure)
    {
        var text = measure.Text;
        var places = Enumerable.Range(0, text.Length).Where(i => !char.IsWhiteSpace(text[i])).ToList();
        var compact = Measure.Compact(text);
        var duties = measure.Obligations
            .Select(duty => (Duty: duty, Words: Measure.Compact(duty.Quotation)))
            .Select(x => (x.Duty, Start: compact.IndexOf(x.Words, StringComparison.Ordinal), x.Words.Length))
            .Where(x => x.Start >= 0 && x.Length > 0)
            .OrderBy(x => x.Start).ThenByDescending(x => x.Length);
        var stretches = new List<ClauseStretch>();
        var reached = 0;
        foreach (var (duty, start, length) in duties)
        {
            var (from, to) = (places[start], places[start + length - 1] + 1);
            if (from < reached)
            {
                continue;
            }

            Add(text[reached..from], null);
            Add(text[from..to], duty);
            reached = to;
        }

        Add(text[reached..], null);
        return stretches;

        void Add(string part, Obligation? duty)
        {
            if (part.Length > 0)
            {
                stretches.Add(new(part, duty));
            }
        }
    }
}
