using Anju.Employment.OwnBusiness;
using Anju.Kernel;
using Anju.Tests.Register;
using static Anju.Employment.OwnBusiness.LoanState;

namespace Anju.Tests.Workflows;

/// <summary>c.7, loan, told through: lent and paid back, sent back, overdue to the guarantee, refused, decided by the bank without the steps.</summary>
[OnBothDatabases]
public sealed class StartupLoanStoryTests() : CaseStory<LoanApplication>("startup-loan")
{
    protected override async Task BeginAsync() => await WriteAsync("贷款", (_, change) => change.InsertAsync(
        [new LoanApplication { CountyCode = RegisterCity.Guiyang, Code = "DK1", Name = "谢甲", Borrower = BorrowerKind.Person, Product = LoanProduct.StartupGuarantee, AppliedOn = Given.Day("2023-06-01") }], Stop));

    [Fact]
    public async Task Lent_and_paid_back()
    {
        await LentAsync();
        await CorrectAsync(x => (x.Balance, x.Overdue) = (Yuan.FromYuan(80_000), false));
        await KeepAsync("2024-01-10");
        Assert.Equal(PostLoan, (await LineAsync()).State);
        await CorrectAsync(x => x.Balance = Yuan.Zero);
        await KeepAsync("2025-06-20");
        Assert.Equal(Repaid, (await LineAsync()).State);
    }

    [Fact]
    public async Task Overdue_it_is_paid_up_or_goes_to_the_guarantee()
    {
        await LentAsync();
        await CorrectAsync(x => (x.Balance, x.Overdue) = (Yuan.FromYuan(80_000), true));
        await KeepAsync("2024-01-10");
        Assert.Equal(LoanState.Overdue, (await LineAsync()).State);
        await CorrectAsync(x => x.Overdue = false);
        await KeepAsync("2024-02-10");
        Assert.Equal(PostLoan, (await LineAsync()).State);
        await CorrectAsync(x => x.Overdue = true);
        await KeepAsync("2024-03-10");
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
        await CorrectAsync(x => (x.Decision, x.DecidedOn, x.RefusedFor) = (LoanDecision.Refused, Given.Day("2023-06-12"), "征信不符合要求"));
        await KeepAsync("2023-06-12");
        Assert.Equal(Rejected, (await LineAsync()).State);
    }

    [Fact]
    public async Task Without_a_guarantee_it_does_not_go_to_the_bank()
    {
        await DoneAsync("2023-06-05", "材料齐全", x => x.CompleteOn = Given.Day("2023-06-05"));
        await DoneAsync("2023-06-06", "受理审核", _ => { });
        await RefusedAsync("2023-06-07", "转银行授信", _ => { }, "请先在台账中填写担保");
        await CorrectAsync(x => x.Guarantee = "免反担保");
        await DoneAsync("2023-06-08", "转银行授信", _ => { });
        Assert.Equal(Credit, (await LineAsync()).State);
    }

    /// <summary>As a bank's file tells of it that nobody walked through the steps with.</summary>
    [Fact]
    public async Task What_the_bank_decided_moves_it_from_wherever_it_stands_and_the_complete_file_may_be_told_later()
    {
        await CorrectAsync(x => (x.Decision, x.DecidedOn, x.Amount, x.LentOn) = (LoanDecision.Approved, Given.Day("2023-06-12"), Yuan.FromYuan(200_000), Given.Day("2023-06-15")));
        await KeepAsync("2023-06-20");
        Assert.Equal(Lent, (await LineAsync()).State);
        await DoneAsync("2023-07-01", "补登材料齐全日期", x => x.CompleteOn = Given.Day("2023-06-03"));
        Assert.Equal((Lent, Given.Day("2023-06-03")), ((await LineAsync()).State, (await LineAsync()).CompleteOn));
    }

    private async Task LentAsync()
    {
        await DoneAsync("2023-06-05", "材料齐全", x => x.CompleteOn = Given.Day("2023-06-05"));
        await DoneAsync("2023-06-06", "受理审核", _ => { });
        await DoneAsync("2023-06-07", "转担保", _ => { });
        await CorrectAsync(x => x.Guarantee = "担保基金");
        await DoneAsync("2023-06-08", "转银行授信", _ => { });
        await CorrectAsync(x => (x.Decision, x.DecidedOn, x.Amount, x.TermMonths) = (LoanDecision.Approved, Given.Day("2023-06-12"), Yuan.FromYuan(200_000), 24));
        await KeepAsync("2023-06-12");
        Assert.Equal(Approved, (await LineAsync()).State);
        await CorrectAsync(x => (x.LentOn, x.MaturesOn) = (Given.Day("2023-06-15"), Given.Day("2025-06-15")));
        await KeepAsync("2023-06-15");
        Assert.Equal(Lent, (await LineAsync()).State);
    }
}
