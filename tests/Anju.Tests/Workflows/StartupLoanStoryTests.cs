using Anju.Employment.OwnBusiness;
using Anju.Kernel;
using Anju.Tests.Register;
using static Anju.Employment.OwnBusiness.LoanState;

namespace Anju.Tests.Workflows;

/// <summary>c.7, loan, told through: lent and paid back, sent back, overdue to the guarantee, refused, over the cap of its day.</summary>
[OnBothDatabases]
public sealed class StartupLoanStoryTests() : CaseStory<LoanApplication>("startup-loan")
{
    protected override async Task BeginAsync() => await WriteAsync("贷款", (_, change) => change.InsertAsync(
        [new LoanApplication { CountyCode = RegisterCity.Guiyang, Code = "DK1", Name = "谢甲", Borrower = BorrowerKind.Person, Product = LoanProduct.StartupGuarantee, AppliedOn = Given.Day("2023-06-01") }], Stop));

    [Fact]
    public async Task Lent_and_paid_back()
    {
        await LentAsync();
        await DoneAsync("2024-01-10", "登记贷后情况", x => (x.Balance, x.Overdue) = (Yuan.FromYuan(80_000), false));
        Assert.Equal(PostLoan, (await LineAsync()).State);
        await DoneAsync("2025-06-20", "登记贷后情况", x => x.Balance = Yuan.Zero);
        await KeepAsync("2025-06-20");
        Assert.Equal(Repaid, (await LineAsync()).State);
    }

    [Fact]
    public async Task Overdue_it_goes_to_the_guarantee()
    {
        await LentAsync();
        await DoneAsync("2024-01-10", "登记贷后情况", x => (x.Balance, x.Overdue) = (Yuan.FromYuan(80_000), true));
        await KeepAsync("2024-01-10");
        Assert.Equal(LoanState.Overdue, (await LineAsync()).State);
        await DoneAsync("2024-04-10", "担保代偿", x => x.GuaranteePaidOn = Given.Day("2024-04-10"), "催收三次无果");
        Assert.Equal(GuaranteePaid, (await LineAsync()).State);
    }

    [Fact]
    public async Task Sent_back_completed_again_and_refused()
    {
        await DoneAsync("2023-06-05", "材料齐全", x => x.CompleteOn = Given.Day("2023-06-05"));
        await DoneAsync("2023-06-06", "退回补正", _ => { }, "缺婚姻证明");
        Assert.Equal((Applied, 1, null), ((await LineAsync()).State, (await LineAsync()).Returns, (await LineAsync()).CompleteOn));
        await DoneAsync("2023-06-08", "材料齐全", x => x.CompleteOn = Given.Day("2023-06-08"));
        await DoneAsync("2023-06-09", "受理审核", _ => { });
        await RefusedAsync("2023-06-12", "未批准", x => x.DecidedOn = Given.Day("2023-06-12"), "未批原因");
        await DoneAsync("2023-06-12", "未批准", x => (x.DecidedOn, x.RefusedFor) = (Given.Day("2023-06-12"), "征信不符合要求"));
        Assert.Equal((Rejected, LoanDecision.Refused), ((await LineAsync()).State, (await LineAsync()).Decision));
    }

    [Fact]
    public async Task Without_a_guarantee_it_does_not_go_to_the_bank_and_over_the_cap_it_is_not_approved()
    {
        await DoneAsync("2023-06-05", "材料齐全", x => x.CompleteOn = Given.Day("2023-06-05"));
        await DoneAsync("2023-06-06", "受理审核", _ => { });
        await RefusedAsync("2023-06-07", "转银行授信", _ => { }, "请先落实担保");
        await DoneAsync("2023-06-07", "转担保", x => x.Guarantee = "担保基金");
        await DoneAsync("2023-06-08", "转银行授信", _ => { });
        await RefusedAsync("2023-06-12", "银行批准", x => (x.DecidedOn, x.Amount, x.TermMonths) = (Given.Day("2023-06-12"), Yuan.FromYuan(200_001), 24), "上限是200,000.00元");
        Assert.Equal(Credit, (await LineAsync()).State);
    }

    private async Task LentAsync()
    {
        await DoneAsync("2023-06-05", "材料齐全", x => x.CompleteOn = Given.Day("2023-06-05"));
        await DoneAsync("2023-06-06", "受理审核", _ => { });
        await DoneAsync("2023-06-07", "转担保", x => x.Guarantee = "担保基金");
        await DoneAsync("2023-06-08", "转银行授信", _ => { });
        await DoneAsync("2023-06-12", "银行批准", x => (x.DecidedOn, x.Amount, x.TermMonths) = (Given.Day("2023-06-12"), Yuan.FromYuan(200_000), 24));
        await DoneAsync("2023-06-15", "登记放款", x => (x.LentOn, x.MaturesOn) = (Given.Day("2023-06-15"), Given.Day("2025-06-15")));
        await KeepAsync("2023-06-15");
        Assert.Equal(Lent, (await LineAsync()).State);
    }
}
