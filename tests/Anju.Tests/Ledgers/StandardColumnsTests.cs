using Anju.Ledgers;
using Anju.Ledgers.Workbooks;
using Anju.Tests.Import;
using Anju.Web;

namespace Anju.Tests.Ledgers;

/// <summary>The ledgers hold the columns of the domain specification, part d, with their marks: * # △ 🔒.</summary>
public sealed class StandardColumnsTests
{
    private static readonly LedgerCatalogue Catalogue = new(Product.Modules);

    /// <summary>
    /// As the specification has them, but for 就业状态△ (the stored one is what the sheet says), the last step of the
    /// membership log, which is computed from it, 所属行政区, which is called
    /// 县市区 everywhere, 地点 and 课时 of a training, which stand on its class, rent and subsidies of a business, which have ledgers of their own, and 上岗人, who stands in sheets by a number that is masked. The last four end every ledger.
    /// </summary>
    private static readonly Dictionary<string, string> Specified = new()
    {
        ["D01"] = "安置点编码*、安置点名称*ⓢ、县市区*#、乡镇(街道)*、村(社区)*、安置方式*#(集中/分散虚拟点)、城乡类型*#(城镇/农村)、规模类别△#(特大/大/中/小/微)、规模认定依据、经度ⓢ、纬度ⓢ、建成时间、安置户数*ⓢ、安置人数*ⓢ、其中脱贫人口、劳动力人数△、就业人数△、楼栋数、住房套数、门面套数、管理主体村(社区)*、迁出地配合单位*、党组织名称、村(居)委会、村(居)务监督委员会、物业单位、网格数、警务室、一站式服务中心、集体经济组织、毗邻景区#、整体搬迁传统村落/特色村#、是否搬迁相对集中区域#、产业条件决定#(支持/不具备/实施中/建成)、学校ⓢ、幼儿园ⓢ、医院/卫生室ⓢ、带动主体ⓢ、状态#",
        ["D02"] = "户编号*ⓢ、县市区*ⓢ、乡镇*ⓢ、户主姓名*ⓢ、户主身份证号*ⓢ🔒、家庭人口*ⓢ、劳动力人口△ⓢ、户类型*#(脱贫户/同步搬迁户)ⓢ、迁出地(省市县乡村组)*ⓢ、迁入地*ⓢ、安置方式*#ⓢ、分散安置形式#(插花/投亲靠友/进城购房)、安置点编码*、安置点名称ⓢ、楼栋单元房号、住房面积(㎡)*ⓢ、人均面积△、搬迁协议编号、搬迁批次年度、入住时间*、是否实际入住*#ⓢ、目前具体地址ⓢ、自筹资金(元)、搬迁补助(元)ⓢ、旧房状况#(已拆/批准保留/未拆/无房户)ⓢ、拆旧时间、复垦时间、复垦面积(亩)、保留理由#、不动产权证号、发证日期、户籍是否迁入#、脱贫时间ⓢ、致贫原因#ⓢ、人均纯收入(元)ⓢ、监测对象类别#ⓢ、低收入类别#、承包地面积(亩)、林地面积(亩)、帮扶责任人、网格、联系电话🔒ⓢ",
        ["D03"] = "人编号*ⓢ、户编号*ⓢ、姓名*ⓢ、证件类型*#、证件号码*🔒ⓢ、与户主关系*#ⓢ、性别*#、出生日期*、年龄△、民族#ⓢ、文化程度*#ⓢ、在校生状况#ⓢ、就读学校、健康状况*#ⓢ、残疾证号🔒、残疾类别/等级#、劳动技能*#ⓢ、是否劳动力△ⓢ、就业意愿#、当前就业(判定)△、稳定就业△、就业渠道#ⓢ、务工所在地(到县)ⓢ、务工时间(月)ⓢ、月收入(元)、未就业原因#ⓢ、培训意愿#ⓢ、意愿工种、掌握技能(1)、掌握技能(2)、技能证书号、登记失业#、就业困难类别#、政治面貌#、医保参保#ⓢ、大病保险#ⓢ、养老保险类型#ⓢ、参保地、是否领取待遇#、低保/特困#ⓢ、户籍所在地、户籍已迁入#、家庭成员变动类型△#、变动时间△、联系电话🔒ⓢ、最近核实时间△",
        ["D04"] = "月份*、安置点*、户编号*、户主、核实方式*#(入户/电话/比对)、核实日期*、结果*#(无变化/有变化)、变化项、变更前、变更后、佐证、核实人*、村审核人、乡镇审核人、状态△",
        ["D05"] = "姓名*、证件号码*🔒、就业渠道*#、用人单位名称、统一社会信用代码、工种/岗位、工作地点(省市县)*、县内/省内县外/省外△、合同类型*#、合同开始、合同结束、开始日期*、结束日期、月收入(元)、社会保险#、载体编号(车间/基地)、返乡日期、返乡原因#、交通补助(元)ⓢ、核实日期*、稳定就业△",
        ["D06"] = "岗位编号、单位、地点、岗位名称*、人数*、最低年龄、最高年龄、文化要求、月薪下限、月薪上限、食宿、发布日期*、有效期*、适合弱劳动力#、面向安置点、已录用搬迁人数",
        ["D07"] = "年度*、姓名*、证件号码*🔒、对象类别*#(登记失业/脱贫劳动力)、有就业意愿*#、服务类型*#(岗位信息/职业指导/培训信息)、服务日期*、岗位或课程编号、方式*#、服务人*、签收、当年累计岗位信息△、当年累计职业指导△、当年累计培训信息△、达标△",
        ["D10"] = "岗位编号*、类型*#(保洁/护林/护路/巡河/水库看护/公共设施/治安/帮扶专岗…)、开发单位*、资金来源*#、工作地点*、周工时*、补贴标准(元/月)*、姓名、证件号码🔒、人员类别#、协议开始*、协议结束*、累计月数△、考勤、已发金额、退岗日期、退岗原因#",
        ["D11"] = "项目编码*、名称*、地点、安置点*、资金类别*#、中央资金*、省资金*、市县资金*、总投资、投资规模小#、技术门槛低#、前期工作简单#、务工技能要求不高#、计划文号*、计划日期*、应达劳务报酬比例△、计划劳务报酬*、计划用工、开工、完工、验收、实发劳务报酬△、实际比例△、吸纳人数△、吸纳搬迁人数△、技能培训人次、公岗数、资产确权对象、折股量化#",
        ["D12"] = "项目编码*、月份*、姓名*、证件号码*🔒、人员类别*#、工种、出勤天数*、日工资*、应发*、扣款、扣款原因、实发*、银行卡后四位、公示开始*、公示结束*、发放日期*、回单号、本人确认#",
        ["D13"] = "项目*、类型*#、岗位总数*、预留比例*、预留岗位*、已录用搬迁人数*、未完成原因",
        ["D14"] = "姓名*、证件号码*🔒、经营主体*、执照号、行业#、开业日期*、带动人数、孵化基地、入驻日期、专家、门面编号、状态*#",
        ["D15"] = "借款人类型*#、名称/姓名*、证件🔒、贷款产品*#(创业担保/潇湘财银贷/小额信贷/其他)、吸纳搬迁劳动力数、优先标记#、申请额、申请日期*、审批结果#、审批日期、金额、利率、贴息、期限、担保/反担保#、放款日、到期日、余额、逾期#",
        ["D16"] = "班次编号*、类型*#(订单/以工代训/安置点/网络/创业)、工种*、机构*、开班日期*、结束日期*、姓名*、证件号码🔒、人员类别#、出勤率、结果#、证书号、培训补贴、生活费补贴应发、生活费补贴实发、生活费补贴日期、6个月后就业#",
        ["D08"] = "户编号*、发现日期*、认定日期、成员劳动能力与意愿、援助措施(1)#、援助措施(2)#、援助措施(3)#、荐岗次数、拒绝次数、上岗人🔒、上岗日期、清零天数△、结案类型#、责任单位",
        ["D09"] = "县市区*ⓢ、名称*ⓢ、类型*#(车间/基地)、形式*#(厂房/居家/种养/贸易流通/文旅)、级别#ⓢ、地址*ⓢ、安置点ⓢ、法人、信用代码、建筑面积(㎡)、岗位数*、从业人数*ⓢ、其中脱贫/监测ⓢ、其中搬迁*、月人均工资、有无欠薪#、意外险#、认定文号*、认定时间*ⓢ、有效期、注销时间ⓢ、优惠政策#、优惠金额",
    };

    public static TheoryData<string> Places => [.. Specified.Keys];

    [Theory]
    [MemberData(nameof(Places))]
    public async Task A_ledger_has_every_column_of_the_specification_with_its_marks(string place)
    {
        var ledger = Catalogue.All.Single(x => x.Place == place);
        var template = await TemplateAsync(ledger);
        foreach (var (title, marks) in Specified[place].Split('、').Select(Read))
        {
            if (ledger.Columns.FirstOrDefault(column => Same(column.Title, title)) is not { } column)
            {
                // The key or the name of a line of another ledger, as sheets hold them.
                Assert.Contains(template, header => Same(header, title));
                continue;
            }

            Assert.True(!marks.Contains('△') || column.Kept, $"{title} is kept by the system");
            Assert.True(marks.Contains('△') || !column.Computed || marks.Contains('*') || title == "户主", $"{title} is typed");
            Assert.True(!marks.Contains('*') || column.Required || column.Wanted || column.Kept, $"{title} is asked for");
            Assert.True(!marks.Contains('#') || column.Kind is ColumnKind.Term or ColumnKind.YesNo or ColumnKind.Division || column.Offered.Count > 0, $"{title} has a dictionary");
            var restricted = column.Mask is not null || (column.Refers is { } other && Catalogue.Of(other) is { CodeKey: null, NumberKey: not null });
            Assert.True(restricted == marks.Contains("🔒", StringComparison.Ordinal), $"{title} restricted: {restricted}");
        }
    }

    /// <summary>
    /// An input called method hides the method of its form from every script: forms would be sent the wrong way. One called reason or
    /// version is taken for that of the change.
    /// </summary>
    [Fact]
    public void No_input_hides_a_property_of_its_form()
    {
        string[] own = ["action", "method", "target", "enctype", "encoding", "elements", "length", "name", "submit", "reset", "requestSubmit", "id", "hidden", "style", "title", "reason", "version"];

        Assert.Empty(Catalogue.All.SelectMany(ledger => ledger.Columns).Select(column => column.Field).Intersect(own).Except(["name"]));
    }

    [Theory]
    [MemberData(nameof(Places))]
    public async Task A_template_has_title_notes_headers_and_drop_down_lists_and_ends_as_every_sheet_does(string place)
    {
        var ledger = Catalogue.All.Single(x => x.Place == place);
        using var stream = new MemoryStream();
        await LedgerTemplate.WriteAsync(ledger, Catalogue, stream);
        stream.Position = 0;
        using var file = TabularFile.Open(stream, "a.xlsx");
        var rows = Rows(file);

        Assert.Equal(ledger.Title, rows[0][0]);
        Assert.Contains("*", rows[1][0], StringComparison.Ordinal);
        Assert.Equal(3, rows.Count);
        Assert.Equal(["备注", .. Signature.Headers], rows[2][^4..]);
        Assert.DoesNotContain(rows[2], header => header.EndsWith('△'));
        Assert.All(ledger.Columns.Where(column => ledger.IsTyped(column) && (column.Required || column.Wanted) && column.Refers is null),
            column => Assert.Contains(column.Header + "*", rows[2]));
        stream.Position = 0;
        using var zip = new System.IO.Compression.ZipArchive(stream);
        using var sheet = new StreamReader(zip.GetEntry("xl/worksheets/sheet1.xml")!.Open());
        var xml = await sheet.ReadToEndAsync(TestContext.Current.CancellationToken);
        var lists = ledger.Columns.Count(column => ledger.IsTyped(column) && (column.Kind is ColumnKind.Term or ColumnKind.YesNo || column.Offered.Count > 0));
        Assert.Contains($"<dataValidations count=\"{lists}\">", xml, StringComparison.Ordinal);
    }

    [Theory]
    [MemberData(nameof(Places))]
    public async Task The_import_knows_every_header_of_the_template(string place)
    {
        var ledger = Catalogue.All.Single(x => x.Place == place);
        var target = ImportCity.Targets.Find(ledger.Code)!;
        using var stream = new MemoryStream();
        await LedgerTemplate.WriteAsync(ledger, Catalogue, stream);
        stream.Position = 0;
        using var file = TabularFile.Open(stream, "a.xlsx");

        var sheet = Assert.Single(Recogniser.Recognise(file, target).Sheets, sheet => sheet.Use == SheetUse.Data);

        Assert.Equal(3, sheet.HeaderTo);
        string[] compared = ledger.Caption is { Kept: true } caption ? [caption.Title] : [];
        Assert.Equal([.. compared, .. Signature.Headers], sheet.Columns.Where(column => column.Field is null).Select(column => column.Header));
        Assert.All(sheet.Columns.Where(column => column.Field is not null), column => Assert.True(column.Confidence >= 95, $"{column.Header} {column.Confidence}"));
    }

    [Fact]
    public void Every_ledger_ends_with_the_note()
    {
        Assert.All(Catalogue.All.Where(ledger => ledger.Place.Length > 0), ledger => Assert.Equal("备注", ledger.Columns[^1].Title));
    }

    [Fact]
    public void Lists_hold_twelve_columns_the_county_among_them_for_the_city()
    {
        Assert.All(Catalogue.All, ledger => Assert.InRange(ledger.Listed.Count, 2, 12));
        Assert.All(Catalogue.All.Where(ledger => ledger.Code != "person"), ledger => Assert.InRange(ledger.Listed.Count, 2, 11));
    }

    [Fact]
    public void Offered_words_of_standards_are_those_of_the_plan_pack()
    {
        var person = Catalogue.Find("person")!;
        Assert.Equal(Given.Pack.Codes["ethnicity"].Items.Select(item => item.Name), person["Ethnicity"].Offered);
        Assert.Equal(Given.Pack.Codes["political"].Items.Select(item => item.Name), person["Political"].Offered);
        Assert.Equal(28, person["Disability"].Offered.Count);
    }

    [Theory]
    [InlineData("Ethnicity", "瑶", "瑶族")]
    [InlineData("Ethnicity", "汉 族", "汉族")]
    [InlineData("Ethnicity", "克木人", null)]
    [InlineData("Political", "中共党员", "中国共产党党员")]
    [InlineData("Political", "团员", "中国共产主义青年团团员")]
    [InlineData("Disability", "肢体残疾（二级）", "肢体二级")]
    [InlineData("Disability", "肢体/2级", "肢体二级")]
    [InlineData("NotWorkingReason", "照顾老人小孩", "料理家务")]
    [InlineData("NotWorkingReason", "等通知", null)]
    public void Ways_to_write_an_offered_word_are_brought_to_it(string column, string written, string? word) =>
        Assert.Equal(word, Catalogue.Find("person")![column].FindOffered(written));

    private static (string Title, string Marks) Read(string column)
    {
        var text = column.Replace("🔒", "锁", StringComparison.Ordinal);
        var end = text.IndexOfAny([.. "*#△ⓢ锁"]);
        var marks = end < 0 ? "" : text[end..].Replace("锁", "🔒", StringComparison.Ordinal);
        return (end < 0 ? text : text[..end], marks);
    }

    private static bool Same(string left, string right) => HeaderWords.Normal(left) == HeaderWords.Normal(right)
        || HeaderWords.WithoutBrackets(HeaderWords.Normal(left)) == HeaderWords.WithoutBrackets(HeaderWords.Normal(right));

    private static async Task<List<string>> TemplateAsync(LedgerDefinition ledger)
    {
        using var stream = new MemoryStream();
        await LedgerTemplate.WriteAsync(ledger, Catalogue, stream);
        stream.Position = 0;
        using var file = TabularFile.Open(stream, "a.xlsx");
        return Rows(file)[2];
    }

    private static List<List<string>> Rows(TabularFile file)
    {
        var rows = new List<List<string>>();
        using var sheet = file.Sheets[0].OpenRows();
        while (sheet.Read())
        {
            var row = new List<string>();
            foreach (var cell in sheet.Row.Cells)
            {
                row.Add(cell.ToString());
            }

            rows.Add(row);
        }

        return rows;
    }
}
