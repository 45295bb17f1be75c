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

/// <summary>The whole log: who went to another household later was still here in the month.</summary>
internal sealed class ChangesOfHousehold : FactStream<MembershipChange>;
