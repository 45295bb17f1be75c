using System.Globalization;
using Anju.Employment.LocalJobs;
using Anju.Employment.OutwardJobs;
using Anju.Employment.PublicWork;
using Anju.Kernel;
using Anju.Register;

namespace Anju.Demo;

/// <summary>Who and what stands around the work of a county: enterprises, those being brought in, loan products, agreements with other places, brands, and help to those who find work hard.</summary>
internal sealed class Surroundings
{
    private const int Stream = 2_790;

    public List<Enterprise> Enterprises { get; } = [];

    public List<InvestmentIntroduction> Investments { get; } = [];

    public List<FinancialProduct> Products { get; } = [];

    public List<LabourCooperationAgreement> Agreements { get; } = [];

    public List<LabourBrand> Brands { get; } = [];

    public List<EmploymentAssistanceCase> Help { get; } = [];

    public static Surroundings Of(DemoOptions options, CountyProfile county, IReadOnlyList<DemoBatch> batches)
    {
        var made = new Surroundings();
        var dice = Dice.For(options.Seed, county.Index, 0, Stream);
        for (var i = 0; i < 4; i++)
        {
            var site = batches.Count > 0 && i < 2 ? batches[i % batches.Count].Site : null;
            var staff = dice.Between(40, 400);
            made.Enterprises.Add(new()
            {
                Code = string.Create(CultureInfo.InvariantCulture, $"QY{county.Code}-{i + 1:00}"),
                CreditCode = CreditCode.Of("91", county.Code, string.Create(CultureInfo.InvariantCulture, $"XY{(county.Index * 10) + i:000000}")).Value,
                Name = $"{county.Name}{dice.Of("五岭", "舂陵", "便江", "恒丰")}{(i % 2 == 0 ? "电子" : "制衣")}{i + 1}厂",
                CountyCode = county.Code,
                SiteId = site?.Id,
                Industry = i % 2 == 0 ? "电子" : "制衣",
                LabourIntensive = true,
                OpenedOn = options.Today.AddYears(-dice.Between(1, 8)),
                Staff = staff,
                RelocatedStaff = staff * dice.Between(2, 18) / 100,
                CountedOn = options.Today.AddDays(-20),
            });
            var stage = (InvestmentStage)i;
            made.Investments.Add(new()
            {
                Code = string.Create(CultureInfo.InvariantCulture, $"ZS{county.Code}-{i + 1:00}"),
                ProjectName = $"{county.Name}{dice.Of("服饰加工", "电子元件", "鞋业", "农产品分拣")}项目",
                Investor = dice.Of("东莞市", "深圳市", "佛山市") + dice.Of("恒丰", "晨星", "华湘") + "实业有限公司",
                CountyCode = county.Code,
                SiteId = site?.Id,
                LabourIntensive = true,
                Agreed = Yuan.FromYuan(dice.Between(5, 80) * 1_000_000),
                Posts = dice.Between(30, 300),
                SignedOn = i > 0 ? options.Today.AddDays(-400 + i) : null,
                BegunOn = i > 1 ? options.Today.AddDays(-300) : null,
                ProducingOn = i > 2 ? options.Today.AddDays(-60) : null,
                Stage = stage,
                Responsible = county.Name + "商务局",
            });
        }

        for (var i = 0; i < 2; i++)
        {
            made.Products.Add(new()
            {
                Code = $"CP{county.Code}-{i + 1}",
                CountyCode = county.Code,
                ProductName = i == 0 ? "安居创业贷" : "合作社惠农贷",
                Bank = county.Name + "农村商业银行",
                Borrowers = i == 0 ? "搬迁户" : "农民专业合作社",
                ForSites = i == 0,
                Largest = Yuan.FromYuan(i == 0 ? 200_000 : 2_000_000),
                InterestPercent = 3.45,
                DecisionDays = 15,
                OfferedFrom = new DateOnly(2023, 3, 1),
            });
            made.Agreements.Add(new()
            {
                Code = $"LW{county.Code}-{i + 1}",
                CountyCode = county.Code,
                Place = i == 0 ? "广东省东莞市" : "广东省深圳市",
                Partner = i == 0 ? "东莞市人力资源服务中心" : "深圳市人力资源服务中心",
                SignedOn = new DateOnly(2024, 3 + i, 1),
                ValidTo = new DateOnly(2026, 12, 31),
                Posts = dice.Between(200, 900),
                Sent = 120 + (i * 30),
                RelocatedSent = 25 + i,
                Station = i == 0 ? "驻东莞劳务服务站" : null,
            });
        }

        made.Brands.Add(new()
        {
            BrandName = county.Name + "家政",
            CountyCode = county.Code,
            Trade = "家政服务",
            Level = BrandLevel.County,
            RecognisedOn = new DateOnly(2024, 5, 1),
            Leader = county.Name + "人社局",
            Workers = 420,
            RelocatedWorkers = 36,
        });
        foreach (var (number, person) in batches.SelectMany(batch => batch.People)
            .Where(person => person is { Status: PersonStatus.Active, LabourCapacity: LabourCapacity.WeakOrHalf or LabourCapacity.Ordinary }).Where((_, at) => at % 25 == 0).Take(20).Index())
        {
            var ended = number % 3 == 0 ? options.Today.AddDays(-10) : (DateOnly?)null;
            made.Help.Add(new()
            {
                PersonId = person.Id,
                HouseholdId = person.HouseholdId,
                CountyCode = person.CountyCode,
                SiteId = person.SiteId,
                StartedOn = options.Today.AddDays(-60 - number),
                Hardship = person.DisabilityCard is null ? HolderClass.HardToEmploy : HolderClass.Disabled,
                Help = number % 2 == 0 ? "岗位推荐" : "职业指导",
                Responsible = "村（社区）就业服务岗",
                EndedOn = ended,
                Result = ended is null ? null : AssistanceResult.Employed,
            });
        }

        return made;
    }
}
