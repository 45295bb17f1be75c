using Anju.Kernel;
using Anju.Ledgers;

namespace Anju.Register;

/// <summary>One person as the sheet tells of them.</summary>
internal sealed class PersonRow(int sheet, int number) : ImportRow(sheet, number)
{
    /// <summary>What the sheet says, in the form of the register.</summary>
    public Person Draft { get; } = new() { Name = "" };

    /// <summary>The fields of the draft that the sheet has a value for.</summary>
    public UInt128 Present { get; set; }

    public Home? Home { get; set; }

    /// <summary>The same number stands in an earlier row.</summary>
    public bool IsRepeated { get; set; }

    /// <summary>户主姓名 as the row has it.</summary>
    public string? HeadName { get; set; }

    /// <summary>Where 户主姓名 stands.</summary>
    public MappedColumn? HeadNameAt { get; set; }

    /// <summary>户主身份证号 as the row has it, and where it stands.</summary>
    public string? HeadNumber { get; set; }

    public MappedColumn? HeadNumberAt { get; set; }

    public bool? ResidentsMedical { get; set; }

    public bool? EmployeesMedical { get; set; }

    /// <summary>Whether the relation as written can only be a man's or a woman's: 妻, 长子.</summary>
    public Sex? RelationSex { get; set; }

    public DateOnly BirthSaid { get; set; }

    public DatePrecision BirthPrecision { get; set; }

    /// <summary>The cell holds something that is no date.</summary>
    public bool IsBirthUnread { get; set; }

    /// <summary>Before the number decided.</summary>
    public Sex? SexSaid { get; set; }

    public bool HasIdProblem { get; set; }

    /// <summary>The person of the register that the row is about.</summary>
    public Person? Existing { get; set; }

    /// <summary>As it shall be, when it is in the register and changes.</summary>
    public Person? Changed { get; set; }

    public bool HasRelation { get; set; }

    public bool IsHead => HasRelation && Draft.Relation == Relation.Head;

    public override string? Label => Draft.Name;
}

/// <summary>One household as the rows of the file tell of it.</summary>
internal sealed class Home(string code)
{
    public string Code { get; } = code;

    /// <summary>What the sheet says of the household: the first value met counts.</summary>
    public Household Draft { get; } = new() { Code = code };

    public UInt128 Present { get; set; }

    public List<PersonRow> Rows { get; } = new(4);

    public string? SiteText { get; set; }

    public string? County { get; set; }

    /// <summary>Where 家庭人口 stands, for telling.</summary>
    public MappedColumn? SizeAt { get; set; }

    public MappedColumn? SiteAt { get; set; }

    /// <summary>The household in the register.</summary>
    public Household? Existing { get; set; }

    public Household? Changed { get; set; }

    public List<FieldEdit> Edits { get; } = [];

    /// <summary>Active members in the register; loaded only where they decide something.</summary>
    public List<Person>? Members { get; set; }

    public Guid? SiteId { get; set; }

    public IEnumerable<PersonRow> Counted => Rows.Where(row => !row.IsRepeated);

    public Guid Id => Existing?.Id ?? Draft.Id;
}
