using Anju.Employment.OwnBusiness;
using Anju.Kernel;
using Anju.Ledgers;
using Anju.Tests.Register;
using Anju.Web;
using Anju.Workflows;
using Microsoft.EntityFrameworkCore;
using Microsoft.Extensions.DependencyInjection;
using static Anju.Employment.OwnBusiness.RentReliefState;

namespace Anju.Tests.Workflows;

/// <summary>c.7, rent relief, told through: granted to its end, refused, sent back, overdue, and a tenant who is not relocated.</summary>
[OnBothDatabases]
public sealed class RentReliefStoryTests() : CaseStory<ShopLease>("rent-relief")
{
    private Guid person;

    protected override async Task BeginAsync()
    {
        var home = await City.HouseholdAsync("431021000101");
        person = (await City.MembersAsync(home))[0].Id;
        var lease = new ShopLease
        {
            CountyCode = RegisterCity.Guiyang, SiteId = (await City.SiteAsync("GY001")).Id, Code = "MM1", Lessee = "谢甲", Owner = "村集体", PersonId = person, IsRelocated = true, ForBusiness = true,
            LeasedFrom = Given.Day("2025-06-01"), LeasedTo = Given.Day("2026-05-31"), MonthlyRent = Yuan.FromYuan(800),
        };
        await using var db = City.Open();
        await using var change = await Change.BeginAsync(db, Origin.Import, "租约", TimeProvider.System, Stop);
        await change.InsertAsync([lease], Stop);
        Assert.True((await change.CommitAsync(Stop)).IsOk);
    }

    [Fact]
    public async Task From_the_lease_to_the_end_of_the_relief()
    {
        await VerifiedAsync();
        Assert.Equal(Given.Day("2025-07-01"), (await LineAsync()).DueOn);
        await RefusedAsync("2025-06-20", "作出决定", x => (x.DecidedOn, x.Decision) = (Given.Day("2025-06-20"), RentDecision.Relief), "请填写依据");
        await DoneAsync("2025-06-20", "作出决定", Relief);
        await KeepAsync("2025-06-30");
        Assert.Equal((Decided, null), ((await LineAsync()).State, (await LineAsync()).DueOn));
        await KeepAsync("2025-07-01");
        Assert.Equal(Effective, (await LineAsync()).State);
        await KeepAsync("2025-12-31");
        Assert.Equal(Effective, (await LineAsync()).State);
        await KeepAsync("2026-01-01");
        Assert.Equal(Expired, (await LineAsync()).State);
    }

    [Fact]
    public async Task Refused_with_its_basis_it_ends()
    {
        await VerifiedAsync();
        await DoneAsync("2025-06-20", "作出决定", x => (x.DecidedOn, x.Decision, x.Basis) = (Given.Day("2025-06-20"), RentDecision.Refused, "已享受同类减免"));
        await KeepAsync("2025-06-20");
        Assert.Equal(RentReliefState.Refused, (await LineAsync()).State);
    }

    [Fact]
    public async Task Sent_back_it_is_verified_again_and_late_it_is_red()
    {
        await VerifiedAsync();
        await DoneAsync("2025-06-15", "退回补充", _ => { }, "缺租赁合同");
        var line = await LineAsync();
        Assert.Equal((Requested, 1, null, Given.Day("2025-07-01")), (line.State, line.Returns, line.VerifiedOn, line.DueOn)); // the days run from the lease all the same
        Assert.Equal((CaseLight.Green, CaseLight.Red), (line.LightOn(Given.Day("2025-06-16")), line.LightOn(Given.Day("2025-07-02"))));
        await DoneAsync("2025-07-02", "核实", x => x.VerifiedOn = Given.Day("2025-07-02"));
        Assert.Equal(Verified, (await LineAsync()).State);
    }

    [Fact]
    public async Task Whoever_is_not_matched_is_not_verified_and_whoever_is_not_relocated_drops_out()
    {
        await DoneAsync("2025-06-03", "登记申请", x => x.RequestedOn = Given.Day("2025-06-03"));
        await CorrectAsync(x => (x.PersonId, x.IsRelocated) = (null, null));
        await RefusedAsync("2025-06-10", "核实", x => x.VerifiedOn = Given.Day("2025-06-10"), "请先在台账中填写承租人的证件号码");
        await CorrectAsync(x => x.IsRelocated = false);
        await KeepAsync("2025-06-11");
        Assert.Equal(NotRelocated, (await LineAsync()).State);
    }

    private static void Relief(ShopLease x) => (x.DecidedOn, x.Decision, x.Basis, x.ReliefPercent, x.ReliefFrom, x.ReliefTo) =
        (Given.Day("2025-06-20"), RentDecision.Relief, "县减免办法", 50, Given.Day("2025-07-01"), Given.Day("2025-12-31"));

    private async Task VerifiedAsync()
    {
        await DoneAsync("2025-06-03", "登记申请", x => x.RequestedOn = Given.Day("2025-06-03"));
        await DoneAsync("2025-06-10", "核实", x => x.VerifiedOn = Given.Day("2025-06-10"));
    }
}
