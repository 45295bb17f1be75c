namespace Anju.Demo;

/// <summary>How one sheet is set out: which columns in which order, under which words.</summary>
/// <param name="Groups">Words of an upper header row with the number of columns below each; none for a single header row.</param>
/// <param name="Merged">The household's cells stand once and reach down over its rows; otherwise every row repeats them.</param>
internal sealed record MessyLayout(IReadOnlyList<(Said What, string Header)> Columns, IReadOnlyList<(string Group, int Columns)> Groups, bool Merged)
{
    public static IReadOnlyList<MessyLayout> All { get; } =
    [
        new(
            [
                (Said.Ordinal, "序号"),
                (Said.Code, "户编号"), (Said.HeadName, "户主\n姓名"), (Said.Size, "家庭\n人口"), (Said.Site, "集中安置点名称"), (Said.Room, "楼栋单元房号"), (Said.Area, "住房面积\n（㎡）"), (Said.Origin, "迁出地"),
                (Said.Name, "姓  名"), (Said.Number, "证件号码"), (Said.Relation, "与户主\n关系"), (Said.Sex, "性 别"), (Said.Birth, "出生年月"), (Said.Ethnicity, "民族"), (Said.Education, "文化\n程度"), (Said.Student, "在校生状况"), (Said.Health, "健康状况"),
                (Said.Capacity, "劳动技能"), (Said.Employed, "是否务工"), (Said.Channel, "就业渠道"), (Said.WorkPlace, "务工地点"), (Said.Income, "月收入\n（元）"), (Said.TrainingWish, "培训意愿"),
                (Said.Phone, "联系电话"), (Said.Note, "备  注"),
            ],
            [("序号", 1), ("户主信息", 7), ("家庭成员基本情况", 9), ("劳动就业情况", 6), ("成员联系电话", 1), ("备  注", 1)],
            true),
        new(
            [
                (Said.Code, "户编码"), (Said.HeadName, "户主"), (Said.Size, "人口数"), (Said.Site, "安置区（点）"), (Said.Origin, "原住址"),
                (Said.Name, "成员姓名"), (Said.Number, "公民身份号码"), (Said.Relation, "家庭关系"), (Said.Sex, "性别"), (Said.Ethnicity, "民 族"), (Said.Education, "学历"), (Said.Health, "身体状况"),
                (Said.Phone, "手机号"), (Said.Birth, "出生日期"), (Said.Capacity, "劳动能力"), (Said.Employed, "就业状态"), (Said.WorkPlace, "务工所在地（到县）"), (Said.Income, "月工资"), (Said.Note, "备注"),
            ],
            [],
            false),
        new(
            [
                (Said.Ordinal, "序号"), (Said.County, "县市区"), (Said.Site, "安置点名称"), (Said.Code, "户号"), (Said.Relation, "与户主关系"), (Said.Name, "姓名"), (Said.Sex, "性别"),
                (Said.Number, "身份证号"), (Said.Birth, "出生年月日"), (Said.Ethnicity, "民族"), (Said.HeadName, "户主姓名"), (Said.Size, "家庭人口数"), (Said.Origin, "搬迁前住址"),
                (Said.Education, "文化程度"), (Said.Student, "是否在校"), (Said.Health, "健康状况"), (Said.Capacity, "劳动力状况"), (Said.Employed, "就业状况"), (Said.Channel, "就业方式"), (Said.WorkPlace, "就业地点"), (Said.Income, "务工月收入"),
                (Said.Phone, "本人联系电话"), (Said.Note, "备注"),
            ],
            [],
            false),
    ];

    /// <summary>The layouts take turns from sheet to sheet.</summary>
    public static MessyLayout Of(int sheet) => All[sheet % All.Count];

    public static bool IsOfHousehold(Said what) => what is Said.Code or Said.HeadName or Said.Size or Said.Site or Said.Room or Said.Area or Said.Origin;
}
