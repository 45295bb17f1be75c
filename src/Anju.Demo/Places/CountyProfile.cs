namespace Anju.Demo;

/// <summary>
/// How the demonstration city spreads over one county. <see cref="Sites"/> is the order of its sites by size, one letter
/// each: X above 10,000 people, L above 3,000, M above 800, S above 200, u below, V a virtual site; it starts again when it
/// is used up.
/// </summary>
internal sealed record CountyProfile(
    int Index, string Code, string Name, string OldCode, int Share, string Sites, double Yao, double Longitude, double Latitude, string[] Elsewhere)
{
    /// <summary>Shares are per 13,000 households, more where more people lived high in the mountains.</summary>
    public static IReadOnlyList<CountyProfile> All { get; } =
    [
        new(0, "431002", "北湖区", "432801", 150, "uSuV", 0.12, 112.9356, 25.6552, ["430421", "430422", "431126"]),
        new(1, "431003", "苏仙区", "432821", 300, "uSuSuV", 0.02, 113.1631, 25.7783, ["430423", "430424", "431127"]),
        new(2, "431021", "桂阳县", "432822", 1200, "uSuMuVSuMuuVuSuVuuSVu", 0.04, 112.6103, 25.836, ["430426", "430482", "431128"]),
        new(3, "431022", "宜章县", "432824", 4300, "uSMuVSuuXuuVuVuuSVuuVuuSuVuuVu", 0.12, 112.795, 25.295, ["440281", "440282", "441827"]),
        new(4, "431023", "永兴县", "432823", 700, "uSuMuVuuSuVuuVu", 0.01, 113.299, 26.2329, ["430481", "430408", "430407"]),
        new(5, "431024", "嘉禾县", "432826", 400, "uSuSuVSu", 0.01, 112.3908, 25.623, ["431129", "431125", "431124"]),
        new(6, "431025", "临武县", "432827", 650, "uSVuMuuVSuuVu", 0.08, 112.5835, 25.3511, ["441882", "441825", "441826"]),
        new(7, "431026", "汝城县", "432828", 1800, "uSMuVSuuLuVuuVuuVSuuVuVuu", 0.18, 113.7589, 25.5971, ["440224", "440222", "360724"]),
        new(8, "431027", "桂东县", "432829", 1300, "uSVuuLuVuuVuuVuuVuVuu", 0.02, 113.8538, 25.9717, ["360827", "360725", "360723"]),
        new(9, "431028", "安仁县", "432830", 1400, "uSMuVuuSuVuSMuVuuVuuVuVSu", 0.01, 113.3019, 26.561, ["430223", "430224", "430225"]),
        new(10, "431081", "资兴市", "432802", 800, "uSVuMuuVuSuVuuVu", 0.14, 113.4333, 25.9248, ["430412", "430405", "430406"]),
    ];

    /// <summary>People who moved in from here lend the area codes of their numbers; no two counties share one.</summary>
    public IReadOnlyList<string> AreaCodes { get; } = [Code, OldCode, .. Elsewhere];

    /// <summary>The households of each county when the city has <paramref name="total"/>: shares, rest to the largest remainder.</summary>
    public static int[] Quotas(int total)
    {
        var whole = All.Sum(county => county.Share);
        var quotas = All.Select(county => (int)((long)total * county.Share / whole)).ToArray();
        var rest = total - quotas.Sum();
        foreach (var county in All.OrderByDescending(county => (long)total * county.Share % whole).ThenBy(county => county.Index).Take(rest))
        {
            quotas[county.Index]++;
        }

        return quotas;
    }
}
