using Anju.Kernel;
using Anju.Ledgers;

namespace Anju.Register;

/// <summary>What a column can mean in a sheet with one row per person and the household's cells beside it.</summary>
internal sealed class PersonFields
{
    private static readonly string[] PersonGroups = ["成员", "人员", "个人", "劳动", "就业", "务工", "培训", "社保", "保障", "健康", "教育"];
    private static readonly string[] HouseholdGroups = ["户", "家庭", "住房", "搬迁", "安置", "旧房"];
    private static readonly string[] Separate = [nameof(Household.Code), nameof(Household.CountyCode), nameof(Household.SiteId), nameof(Household.HeadName)];

    public PersonFields(LedgerCatalogue ledgers)
    {
        var persons = ledgers.Of<Person>().Columns;
        var households = ledgers.Of<Household>().Columns;
        Persons = [.. persons
            .Where(column => !column.Kept && column.Name is not (nameof(Person.HouseholdId) or nameof(Person.CountyCode)))
            .Select((column, slot) => Of("person", column, slot, PersonGroups, rank: 0))];
        Households = [.. households
            .Where(column => !column.Kept && !Separate.Contains(column.Name))
            .Select((column, slot) => Of("household", column, slot, HouseholdGroups, rank: 1))];
        var kept = persons.Concat(households)
            .Where(column => column.Kept && column.Name is not (nameof(Household.HeadName) or nameof(Household.HeadNumber)))
            .DistinctBy(column => column.Title)
            .Select(column => new ImportField("kept." + column.Field, column.Title, []) { Ignored = true, Rank = 9 });
        All = [.. Persons, .. Households, Code, HeadName, HeadNumber, County, SiteCode, SiteName, ResidentsMedical, EmployeesMedical, .. kept, .. Signature.Fields];
    }

    public static ImportField Code { get; } = new("household.code", "户编号", ["户编码", "家庭编号", "户号", "户代码", "搬迁户编号"]) { Groups = HouseholdGroups };

    public static ImportField HeadName { get; } = new("household.headName", "户主姓名", ["户主"]) { Groups = HouseholdGroups };

    public static ImportField County { get; } = new(
        "household.countyCode", "县市区", ["县(市、区)", "县(市区)", "县区", "区县", "县市", "所属县市区", "县", "县级"]) { Groups = HouseholdGroups };

    public static ImportField SiteCode { get; } = new("household.siteCode", "安置点编码", ["安置点编号", "安置点代码"]) { Groups = HouseholdGroups };

    public static ImportField SiteName { get; } = new(
        "household.siteName", "安置点", ["安置点名称", "集中安置点名称", "集中安置点", "安置区(点)", "安置区名称", "安置区", "安置小区", "所在安置点"]) { Groups = HouseholdGroups };

    /// <summary>Only compared with the head's number: it is the head's row that tells it.</summary>
    public static ImportField HeadNumber { get; } = new(
        "household.headNumber", "户主身份证号", ["户主证件号码", "户主身份证号码", "户主公民身份号码", "户主身份证"]) { Groups = HouseholdGroups };

    /// <summary>National exports ask for the two kinds of medical insurance in two columns (b.10); our ledger has one.</summary>
    public static ImportField ResidentsMedical { get; } = new(
        "person.medical.residents", "是否参加城乡居民基本医疗保险", ["城乡居民基本医疗保险", "城乡居民医保", "是否参加城乡居民医保"]) { Groups = PersonGroups };

    public static ImportField EmployeesMedical { get; } = new(
        "person.medical.employees", "是否参加城镇职工基本医疗保险", ["城镇职工基本医疗保险", "职工基本医疗保险", "城镇职工医保", "是否参加城镇职工医保"]) { Groups = PersonGroups };

    public IReadOnlyList<ImportField> Persons { get; }

    public IReadOnlyList<ImportField> Households { get; }

    public IReadOnlyList<ImportField> All { get; }

    public ImportField OfPerson(string property) => Persons.First(field => field.Column!.Name == property);

    private static ImportField Of(string part, LedgerColumn column, int slot, string[] groups, int rank) =>
        new($"{part}.{column.Field}", column.Title, [column.Header, .. column.AlsoWritten, .. More(part, column)])
        {
            Column = column,
            Slot = slot,
            Groups = groups,
            Rank = rank,
        };

    private static string[] More(string part, LedgerColumn column) => (part, column.Name) switch
    {
        ("household", nameof(Household.Phone)) => ["户主联系电话", "户主电话", "户主手机"],
        ("household", nameof(Household.Note)) => ["户备注"],
        _ => [],
    };
}
