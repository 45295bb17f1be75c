using Anju.Kernel;

namespace Anju.Register;

internal sealed class PeopleOfHousehold : FactStream<Person>
{
    public override bool IsLarge => true;
}

/// <summary>Later ones too: they tell that the jobs of a person are kept, so that none in the month means none.</summary>
internal sealed class SpellsOfHousehold : FactStream<EmploymentSpell>
{
    public override bool IsLarge => true;
}

internal sealed class VerificationsOfHousehold : FactStream<MonthlyVerification>
{
    public override bool IsLarge => true;

    protected override FactWindow<MonthlyVerification> Window(Month month) =>
        new FactWindow<MonthlyVerification>().From(row => row.Month, month).UpTo(row => row.Month, month);
}

/// <summary>The whole log: who went to another household later was still here in the month.</summary>
internal sealed class ChangesOfHousehold : FactStream<MembershipChange>;
