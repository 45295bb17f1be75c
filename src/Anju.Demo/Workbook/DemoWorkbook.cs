using Anju.Kernel;
using Anju.Register;

namespace Anju.Demo;

/// <summary>Workbooks of a county of the demonstration city: one as counties really send it, one as clean as can be.</summary>
public static partial class DemoWorkbook
{
    private const int Every = 6;

    /// <summary>
    /// A messy workbook of one county, a sheet for each site, and what must become of every row of it. The county's sites
    /// are taken to be registered, its households and people not. With 300 households or more every code of the import occurs.
    /// </summary>
    /// <param name="county">Six digits.</param>
    public static IReadOnlyList<DemoRow> Write(Stream output, DemoOptions options, string county)
    {
        var profile = CountyProfile.All.First(x => x.Code == county);
        var clean = options with { WithProblems = false };
        var batches = DemoCity.Generate(clean.Checked(), profile, CountyProfile.Quotas(options.Households)[profile.Index]).ToList();
        var dice = Dice.For(options.Seed, profile.Index, 0, -2);
        var homes = batches.Select((batch, i) => Homes(dice, batch, profile, MessyLayout.Of(i).Merged)).ToList();
        Spoil(dice, homes);
        Repeat(homes);

        var key = new List<DemoRow>();
        var sheets = new List<RawSheet> { Cover(key) };
        for (var i = 0; i < batches.Count; i++)
        {
            var sheet = new RawSheet(batches[i].Site.Name);
            var layout = MessyLayout.Of(i);
            new MessySheet(sheet, layout, key).Write(
                $"{profile.Name}{batches[i].Site.Name}易地扶贫搬迁人口信息表", profile.Name, homes[i], Names.OfSomebody(dice), Names.OfSomebody(dice));
            if (i % 2 == 1)
            {
                sheet.HiddenColumns.Add(layout.Columns.Index().First(column => column.Item.What == Said.Ethnicity).Index + 1);
            }

            sheets.Add(sheet);
        }

        sheets.Add(Summary(key, batches));
        sheets.Add(Forgotten(key, homes[0]));
        RawBook.Write(output, sheets);
        return key;
    }

    /// <summary>The key as a table: <c>sheet,row,action,level,codes</c>, codes joined by a semicolon.</summary>
    public static void WriteKey(TextWriter writer, IEnumerable<DemoRow> key)
    {
        writer.WriteLine("sheet,row,action,level,codes");
        foreach (var row in key)
        {
            writer.WriteLine($"{row.Sheet},{row.Row},{row.Action},{row.Level},{string.Join(';', row.Codes)}");
        }
    }

    private static List<MessyHome> Homes(Dice dice, DemoBatch batch, CountyProfile county, bool merged)
    {
        var members = batch.People.Where(person => person.Status == PersonStatus.Active).ToLookup(person => person.HouseholdId);
        return [.. batch.Households.Where(household => household.Status == HouseholdStatus.Active).Select(household =>
        {
            var people = members[household.Id].OrderBy(person => person.Relation != Relation.Head).ToList();
            return new MessyHome(household, merged, people.ConvertAll(person => Tidy.Row(dice, household, person, batch.Site.Name, county.Name, people.Count)));
        })];
    }

    /// <summary>One mess for every sixth row, kind after kind; a kind that finds no occasion waits for the next row.</summary>
    private static void Spoil(Dice dice, List<List<MessyHome>> sheets)
    {
        var turns = new LinkedList<(string Code, Func<Dice, MessyHome, MessyRow, bool> Do)>(Messes.All);
        var count = 0;
        foreach (var home in sheets.SelectMany(homes => homes))
        {
            foreach (var row in home.Rows)
            {
                row.Hidden = dice.Chance(0.01);
                if (++count % Every != 0 || home.Rows.Exists(other => other.Codes.Count > 0))
                {
                    continue;
                }

                for (var turn = turns.First; turn is not null; turn = turn.Next)
                {
                    if (turn.Value.Do(dice, home, row))
                    {
                        row.Spoil(turn.Value.Code);
                        turns.Remove(turn);
                        turns.AddLast(turn);
                        break;
                    }
                }
            }
        }
    }

    /// <summary>The same people again on their own sheet and on the next, namesakes, and what follows from the numbers.</summary>
    private static void Repeat(List<List<MessyHome>> sheets)
    {
        for (var i = 0; i < sheets.Count; i++)
        {
            var whole = sheets[i].Where(home => home.Rows.Count > 1 && home.Rows.TrueForAll(row => row.Codes.Count == 0)).Take(3).ToList();
            if (whole.Count < 3)
            {
                continue;
            }

            Again(whole[0].Rows[1], whole[0], "DUP_SAME_SHEET");
            if (i + 1 < sheets.Count && sheets[i + 1].Find(home => home.Rows.TrueForAll(row => row.Codes.Count == 0)) is { } other)
            {
                Again(whole[1].Rows[1], other, "DUP_OTHER_SHEET");
            }
        }

        var named = new Dictionary<(string, DateOnly), string>();
        foreach (var row in sheets.SelectMany(homes => homes).SelectMany(home => home.Rows))
        {
            if (row.Codes.Any(code => code.StartsWith("ID_", StringComparison.Ordinal) && Messes.Of(code).Level == "error"))
            {
                continue;
            }

            var person = row.Person;
            if (person.IdNumber!.StartsWith("4328", StringComparison.Ordinal))
            {
                row.Spoil("OLD_AREA_CODE");
            }

            var name = row.Cells.GetValueOrDefault(Said.Name).Value?.Replace(" ", "", StringComparison.Ordinal) ?? "";
            if (!named.TryAdd((name, person.BirthDate!.Value), person.IdNumber) && named[(name, person.BirthDate!.Value)] != person.IdNumber)
            {
                row.Spoil("SAME_NAME_OTHER_PERSON");
            }
        }
    }

    private static void Again(MessyRow row, MessyHome into, string code)
    {
        var again = new MessyRow(row.Person);
        foreach (var (what, cell) in row.Cells)
        {
            again.Cells[what] = MessyLayout.IsOfHousehold(what) && into.Rows[0].Cells.TryGetValue(what, out var own) ? own : cell;
        }

        again.Say(Said.Relation, "其他");
        again.Spoil(code);
        into.Rows.Add(again);
        into.SayNoSize();
    }

    private static RawSheet Cover(List<DemoRow> key)
    {
        var sheet = new RawSheet("填表说明");
        string[] lines = ["填表说明", "一、本表以安置点为单位填写，一人一行，户主排在第一行。", "二、证件号码请设为文本格式。", "三、每月25日前报县专班。"];
        for (var i = 0; i < lines.Length; i++)
        {
            sheet.Set(i + 1, 1, new(RawKind.Text, lines[i]));
            key.Add(new(sheet.Name, i + 1, "skip", "ok", []));
        }

        return sheet;
    }

    private static RawSheet Summary(List<DemoRow> key, List<DemoBatch> batches)
    {
        var sheet = new RawSheet("汇总表");
        string[] header = ["安置点", "安置户数", "安置人数"];
        for (var i = 0; i < header.Length; i++)
        {
            sheet.Set(1, i + 1, new(RawKind.Text, header[i]));
        }

        for (var i = 0; i < batches.Count; i++)
        {
            sheet.Set(i + 2, 1, new(RawKind.Text, batches[i].Site.Name));
            sheet.Set(i + 2, 2, new(RawKind.Number, $"{batches[i].Site.Households}"));
            sheet.Set(i + 2, 3, new(RawKind.Number, $"{batches[i].Site.People}"));
        }

        key.AddRange(Enumerable.Range(1, batches.Count + 1).Select(row => new DemoRow(sheet.Name, row, "skip", "ok", [])));
        return sheet;
    }

    /// <summary>Last year's sheet, hidden and forgotten.</summary>
    private static RawSheet Forgotten(List<DemoRow> key, List<MessyHome> homes)
    {
        var sheet = new RawSheet("2024年旧表") { Hidden = true };
        var rows = new List<DemoRow>();
        new MessySheet(sheet, MessyLayout.All[1], rows).Write("2024年搬迁人口信息表", "旧表", [.. homes.Take(4)], "无", "无");
        key.AddRange(rows.Select(row => row with { Action = "skip", Level = "ok", Codes = [] }));
        return sheet;
    }
}
