using Anju.Kernel;

namespace Anju.Register;

internal sealed class PeopleOfHousehold : FactStream<Person>;

internal sealed class SpellsOfHousehold : FactStream<EmploymentSpell>
{
    protected override (string Where, object[] Values) Window(Month month) => ("\"started_on\" <= @p0", [month.Last]);
}

internal sealed class VerificationsOfHousehold : FactStream<MonthlyVerification>
{
    protected override (string Where, object[] Values) Window(Month month) => ("\"month\" = @p0", [month]);
}

internal sealed class ChangesOfHousehold : FactStream<MembershipChange>
{
    protected override (string Where, object[] Values) Window(Month month) => ("\"happened_on\" <= @p0", [month.Last]);
}
