namespace Anju.Policy;

/// <summary>One entry of a code set; <see cref="Level"/> and <see cref="Parent"/> where the set has a hierarchy.</summary>
public sealed record CodeItem(string Code, string Name, int? Level, string? Parent);

/// <summary>A national code set, as education by GB/T 4658. Its file is read when first used.</summary>
public sealed class CodeSet
{
    private readonly Lazy<IReadOnlyList<CodeItem>> _items;
    private readonly Lazy<Dictionary<string, CodeItem>> _byCode;

    internal CodeSet(string key, string title, string standard, Func<IReadOnlyList<CodeItem>> read)
    {
        (Key, Title, Standard, _items) = (key, title, standard, new(read));
        _byCode = new(() => Items.ToDictionary(x => x.Code));
    }

    /// <summary><c>education</c></summary>
    public string Key { get; }

    public string Title { get; }

    /// <summary><c>GB/T 4658-2006</c></summary>
    public string Standard { get; }

    public IReadOnlyList<CodeItem> Items => _items.Value;

    public CodeItem? Find(string code) => _byCode.Value.GetValueOrDefault(code);

    public CodeItem? FindByName(string name) => Items.FirstOrDefault(x => x.Name == name);
}

/// <summary>The code sets of a plan pack by key, as listed in codes/index.csv.</summary>
public sealed class CodeSets
{
    private readonly Dictionary<string, CodeSet> _byKey;

    private CodeSets(IReadOnlyList<CodeSet> all) => (All, _byKey) = (all, all.ToDictionary(x => x.Key));

    public IReadOnlyList<CodeSet> All { get; }

    /// <exception cref="KeyNotFoundException">No such code set.</exception>
    public CodeSet this[string key] =>
        _byKey.GetValueOrDefault(key) ?? throw new KeyNotFoundException($"No code set {key} in the plan pack");

    internal static CodeSets From(string folder)
    {
        var codes = Path.Combine(folder, "codes");
        return new(PackFile.Csv(codes, "index.csv", cell =>
        {
            var file = cell("file");
            return new CodeSet(cell("key"), cell("title"), cell("standard"), () => PackFile.Csv(codes, file, ReadItem));
        }));
    }

    private static CodeItem ReadItem(Func<string, string> cell) => new(
        cell("code"),
        cell("name"),
        int.TryParse(cell("level?"), out var level) ? level : null,
        cell("parent_code?") is { Length: > 0 } parent ? parent : null);
}
