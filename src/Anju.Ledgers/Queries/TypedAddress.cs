using Anju.Kernel;
using Anju.Ui;

namespace Anju.Ledgers;

/// <summary>The parameters of an address whose typed words are sealed (security requirement D4), opened and sealed again.</summary>
internal static class TypedAddress
{
    private static readonly Refusal Gone = new("WORDS_GONE", "这个地址里的查找内容已失效，请从列表页重新输入。", "q");

    /// <summary>What people type into: the key word, and columns of text.</summary>
    public static bool IsTyped(LedgerDefinition ledger, string name) =>
        name == "q" || ledger.Columns.Any(column => column.Parameter == name && column.Kind == ColumnKind.Text);

    /// <summary>As it may be sent: nothing that may name somebody stands in it.</summary>
    public static List<KeyValuePair<string, string>> Sealed(this TypedWords words, LedgerDefinition ledger, IEnumerable<KeyValuePair<string, string>> asked) =>
        [.. asked.Select(pair => IsTyped(ledger, pair.Key) ? KeyValuePair.Create(pair.Key, words.Sealed(pair.Value)) : pair)];

    /// <summary>As it was typed.</summary>
    public static Result<List<KeyValuePair<string, string>>> Opened(this TypedWords words, IEnumerable<KeyValuePair<string, string>> asked)
    {
        var opened = new List<KeyValuePair<string, string>>();
        foreach (var (name, value) in asked)
        {
            if (words.Opened(value) is not { } text)
            {
                return Gone;
            }

            opened.Add(new(name, text));
        }

        return opened;
    }

    /// <summary>For doors of machines and files: refuses an address in which something that may name somebody stands in clear.</summary>
    public static Result<List<KeyValuePair<string, string>>> OpenedFrom(this TypedWords words, LedgerDefinition ledger, List<KeyValuePair<string, string>> asked) =>
        asked.Find(pair => IsTyped(ledger, pair.Key) && !TypedWords.IsSealed(pair.Value) && TypedWords.MayNameSomebody(pair.Value)) is { Key: { } name }
            ? new Refusal("WORDS_IN_ADDRESS", $"姓名、号码等不能写在网址里（{name}），请用 POST /api/{ledger.Code}/search，把条件写在 JSON 请求体里。", name)
            : words.Opened(asked);
}
