using Anju.Kernel;
using Anju.Policy;
using Anju.Workflows;
using static Anju.Employment.OwnBusiness.LoanState;

namespace Anju.Employment.OwnBusiness;

/// <summary>
/// c.7, loan: from the application through guarantee and credit to the last repayment. That money was lent, is overdue or paid back
/// is read from the ledger, which follows the bank's file, and so is what the bank decided. How long a decision may take nobody has published here [A14]: without a
/// value no light is lit.
/// </summary>
internal sealed class StartupLoan : Workflow<LoanApplication, LoanState>
{
    private static readonly Role[] Village = [Role.SiteWorker, Role.Township, Role.CountyOfficer];

    public override string Code => "startup-loan";

    public override string Title => "创业担保等贷款";

    public override Clause Clause => Plan.Measure(5).Says("引导金融机构优化创业担保贷款流程");

    protected override void Define(WorkflowBuilder<LoanApplication, LoanState, CaseAlone> on)
    {
        foreach (var state in new[] { Complete, Review, Guarantee, Credit })
        {
            on.State(state).Within(Limit.Days("loan.decision-days"), from: x => x.CompleteOn);
        }

        on.State(Repaid).Ends();
        on.State(GuaranteePaid).Ends();
        on.State(Rejected).Ends();
        on.State(Withdrawn).Ends();

        on.Move(Applied, Complete, "材料齐全").By(Village).Records(x => x.CompleteOn);
        on.Move(Complete, Review, "受理审核").By(Role.CountyOfficer)
            .Hint("吸纳搬迁劳动力较多的企业，请先在台账中标注优先。");
        on.Move([Complete, Review], Applied, "退回补正").By(Role.CountyOfficer).NeedsOpinion().Returns()
            .Fills((x, _, _) => x.CompleteOn = null, x => x.CompleteOn);
        on.Move(Review, Guarantee, "转担保").By(Role.CountyOfficer)
            .Unless((x, _, _) => x.Product == LoanProduct.StartupGuarantee ? null : "只有创业担保贷款要担保，其他贷款请直接转银行授信");
        on.Move([Review, Guarantee], Credit, "转银行授信").By(Role.CountyOfficer)
            .Unless((x, _, _) => x.Product == LoanProduct.StartupGuarantee && string.IsNullOrEmpty(x.Guarantee) ? "创业担保贷款请先在台账中填写担保/反担保；符合条件的填“免反担保”" : null);
        on.Move([Applied, Complete, Review, Guarantee, Credit, Approved], Withdrawn, "本人撤回").By(Village).NeedsOpinion();
        on.Move(LoanState.Overdue, GuaranteePaid, "担保代偿").By(Role.CountyOfficer).NeedsOpinion().Records(x => x.GuaranteePaidOn);
        foreach (var state in new[] { Approved, Lent, PostLoan, Rejected })
        {
            on.Move(state, state, "补登材料齐全日期").By(Role.CountyOfficer).Records(x => x.CompleteOn).Hint("旧台账里没有的，按档案补登。");
        }

        on.Move([Applied, Complete, Review, Guarantee, Credit], Approved, "银行批准").Hint("台账登记了批准的审批结果后，自动转入。")
            .When((x, _, today) => x.Decision == LoanDecision.Approved && x.DecidedOn <= today ? $"{x.DecidedOn:yyyy-MM-dd}批准" : null);
        on.Move([Applied, Complete, Review, Guarantee, Credit], Rejected, "未批准").Hint("台账登记了未批准的审批结果后，自动办结。")
            .When((x, _, today) => x.Decision == LoanDecision.Refused && x.DecidedOn <= today ? $"{x.DecidedOn:yyyy-MM-dd}未批准" : null);
        on.Move(Approved, Lent, "已放款").Hint("台账登记了放款日的，自动转入。").When((x, _, today) => x.LentOn <= today ? $"{x.LentOn:yyyy-MM-dd}放款" : null);
        on.Move([Lent, PostLoan, LoanState.Overdue], Repaid, "已结清").Hint("余额为0的，自动办结。").When((x, _, _) => x.Balance is { Cents: 0 } ? "余额为0" : null);
        on.Move([Lent, PostLoan], LoanState.Overdue, "逾期").Hint("台账标为逾期的，自动转入。").When((x, _, _) => x.Overdue == true ? "银行标为逾期" : null);
        on.Move([Lent, LoanState.Overdue], PostLoan, "贷后管理").Hint("台账登记了余额、没有逾期的，自动转入。").When((x, _, _) => x is { Balance: not null, Overdue: not true } ? $"余额{x.Balance}元" : null);
    }
}
