using Anju.Kernel;

namespace Anju.Register;

internal sealed class PeopleOfHousehold : FactStream<Person>;

internal sealed class SpellsOfHousehold : FactStream<EmploymentSpell>
{
    protected override FactWindow<EmploymentSpell> Window(Month month) => new FactWindow<EmploymentSpell>().UpTo(spell => spell.StartedOn, month.Last);
}

internal sealed class VerificationsOfHousehold : FactStream<MonthlyVerification>
{
    protected override FactWindow<MonthlyVerification> Window(Month month) =>
        new FactWindow<MonthlyVerification>().From(row => row.Month, month).UpTo(row => row.Month, month);
}

/// <summary>The whole log: who went to another household later was still here in the month.</summary>
internal sealed class ChangesOfHousehold : FactStream<MembershipChange>;
