using Anju.Kernel;
using Anju.Ledgers.Workbooks;
using Anju.Register;

namespace Anju.Demo;

public static partial class DemoWorkbook
{
    private static readonly (string Header, CellFormat Format, Action<SheetWriter, Household, Person, DemoBatch> Write)[] Columns =
    [
        ("户编号", CellFormat.Text, (sheet, household, _, _) => sheet.Text(household.Code)),
        ("县市区", CellFormat.Text, (sheet, household, _, _) => sheet.Text(CountyProfile.All.First(county => county.Code == household.CountyCode).Name)),
        ("安置点", CellFormat.Text, (sheet, _, _, batch) => sheet.Text(batch.Site.Name)),
        ("户主姓名", CellFormat.Text, (sheet, household, _, _) => sheet.Text(household.HeadName)),
        ("家庭人口", CellFormat.Integer, (sheet, household, _, _) => sheet.Integer(household.DeclaredSize)),
        ("户类型", CellFormat.Text, (sheet, household, _, _) => sheet.Text(Words.Of(household.Type))),
        ("安置方式", CellFormat.Text, (sheet, household, _, _) => sheet.Text(Words.Of(household.PlacementForm))),
        ("楼栋单元房号", CellFormat.Text, (sheet, household, _, _) => sheet.Text(household.Room)),
        ("迁出地", CellFormat.Text, (sheet, household, _, _) => sheet.Text(household.OriginPlace)),
        ("迁入地", CellFormat.Text, (sheet, household, _, _) => sheet.Text(household.DestinationPlace)),
        ("住房面积", CellFormat.Number, (sheet, household, _, _) => sheet.Number(household.DwellingArea?.InSquareMetres)),
        ("是否实际入住", CellFormat.Text, (sheet, household, _, _) => sheet.Text(Words.Of(household.LivesThere))),
        ("旧房状况", CellFormat.Text, (sheet, household, _, _) => sheet.Text(Words.Of(household.OldHouse))),
        ("人均纯收入", CellFormat.Money, (sheet, household, _, _) => sheet.Money(household.IncomePerHead)),
        ("姓名", CellFormat.Text, (sheet, _, person, _) => sheet.Text(person.Name)),
        ("证件类型", CellFormat.Text, (sheet, _, person, _) => sheet.Text(Words.Of(person.IdType))),
        ("证件号码", CellFormat.Text, (sheet, _, person, _) => sheet.Text(person.IdNumber)),
        ("与户主关系", CellFormat.Text, (sheet, _, person, _) => sheet.Text(Words.Of(person.Relation))),
        ("性别", CellFormat.Text, (sheet, _, person, _) => sheet.Text(Words.Of(person.Sex))),
        ("出生日期", CellFormat.Date, (sheet, _, person, _) => sheet.Date(person.BirthDate)),
        ("民族", CellFormat.Text, (sheet, _, person, _) => sheet.Text(person.Ethnicity)),
        ("文化程度", CellFormat.Text, (sheet, _, person, _) => sheet.Text(Words.Of(person.Education))),
        ("在校生状况", CellFormat.Text, (sheet, _, person, _) => sheet.Text(Words.Of(person.Student))),
        ("就读学校", CellFormat.Text, (sheet, _, person, _) => sheet.Text(person.School)),
        ("健康状况", CellFormat.Text, (sheet, _, person, _) => sheet.Text(Words.Of(person.Health))),
        ("劳动技能", CellFormat.Text, (sheet, _, person, _) => sheet.Text(Words.Of(person.LabourCapacity))),
        ("就业意愿", CellFormat.Text, (sheet, _, person, _) => sheet.Text(Words.Of(person.WillingToWork))),
        ("就业状态", CellFormat.Text, (sheet, _, person, _) => sheet.Text(Words.Of(person.Employment))),
        ("就业渠道", CellFormat.Text, (sheet, _, person, _) => sheet.Text(Words.Of(person.Channel))),
        ("务工所在地", CellFormat.Text, (sheet, _, person, _) => sheet.Text(person.WorkPlace)),
        ("务工时间", CellFormat.Integer, (sheet, _, person, _) => sheet.Integer(person.MonthsWorked)),
        ("月收入", CellFormat.Money, (sheet, _, person, _) => sheet.Money(person.MonthlyIncome)),
        ("培训意愿", CellFormat.Text, (sheet, _, person, _) => sheet.Text(Words.Of(person.TrainingWish))),
        ("登记失业", CellFormat.Text, (sheet, _, person, _) => sheet.Text(Words.Of(person.RegisteredUnemployed))),
        ("政治面貌", CellFormat.Text, (sheet, _, person, _) => sheet.Text(person.Political)),
        ("医保参保", CellFormat.Text, (sheet, _, person, _) => sheet.Text(Words.Of(person.MedicalInsurance))),
        ("养老保险类型", CellFormat.Text, (sheet, _, person, _) => sheet.Text(Words.Of(person.Pension))),
        ("低保/特困", CellFormat.Text, (sheet, _, person, _) => sheet.Text(Words.Of(person.Assistance))),
        ("户籍所在地", CellFormat.Text, (sheet, _, person, _) => sheet.Text(person.HukouPlace)),
        ("联系电话", CellFormat.Text, (sheet, _, person, _) => sheet.Text(person.Phone)),
    ];

    /// <summary>
    /// One sheet of 40 columns, a row for each person who belongs to a household, whole households until there are at least
    /// <paramref name="persons"/>; nothing in it is wrong. In constant memory. Returns the number of rows of data.
    /// </summary>
    public static int WriteClean(Stream output, DemoOptions options, int persons) => WriteClean([() => output], options, persons)[0];

    /// <summary>The same people in several workbooks, as many in each: one file holds only so much.</summary>
    /// <param name="outputs">Opened one after the other; each is the caller's to close.</param>
    public static IReadOnlyList<int> WriteClean(IReadOnlyList<Func<Stream>> outputs, DemoOptions options, int persons)
    {
        // A household has more than three people; a city without an end does not exist.
        var city = options with { WithProblems = false, Households = Math.Clamp(persons / 3, 50, 5_000_000) };
        using var homes = HomesOf(city).GetEnumerator();
        return [.. outputs.Select(open => WriteSheet(open(), homes, persons / outputs.Count))];
    }

    private static IEnumerable<(Household Household, IEnumerable<Person> Members, DemoBatch Batch)> HomesOf(DemoOptions city)
    {
        foreach (var batch in DemoCity.Generate(city))
        {
            var members = batch.People.Where(person => person.Status == PersonStatus.Active).ToLookup(person => person.HouseholdId);
            foreach (var household in batch.Households)
            {
                yield return (household, members[household.Id], batch);
            }
        }
    }

    private static int WriteSheet(Stream output, IEnumerator<(Household Household, IEnumerable<Person> Members, DemoBatch Batch)> homes, int persons)
    {
        using var book = new WorkbookWriter(output, "搬迁人口信息表");
        var sheet = book.AddSheet(new SheetLayout("搬迁人口", [.. Columns.Select(column => new SheetColumn(column.Header, column.Format))]));
        var rows = 0;
        while (rows < persons && !sheet.IsFull && homes.MoveNext())
        {
            var (household, members, batch) = homes.Current;
            foreach (var person in members)
            {
                foreach (var (_, _, write) in Columns)
                {
                    write(sheet, household, person, batch);
                }

                sheet.EndRow();
                rows++;
            }
        }

        return rows;
    }
}
