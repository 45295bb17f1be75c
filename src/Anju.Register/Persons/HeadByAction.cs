using Anju.Kernel;
using Anju.Ledgers;

namespace Anju.Register;

/// <summary>Who is head changes by the action alone, which gives everybody's relation anew: a household never stands without a head.</summary>
internal sealed class HeadByAction : ILedgerObjection
{
    public IEnumerable<Objection> Against(Record? before, Record after)
    {
        if (before is not Person was || after is not Person now || (was.Relation == Relation.Head) == (now.Relation == Relation.Head))
        {
            return [];
        }

        return [new("HEAD_BY_ACTION", was.Relation == Relation.Head
            ? $"{was.Name}是户主，不能在这里改成别的关系。要换户主，请在一户一档办理“变更户主”"
            : $"不能在这里把{was.Name}改成户主。要换户主，请在一户一档办理“变更户主”", nameof(Person.Relation))];
    }
}
