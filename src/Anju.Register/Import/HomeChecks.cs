using Anju.Ledgers;

namespace Anju.Register;

/// <summary>What the rows of one household say against each other and against its members in the register.</summary>
internal sealed class HomeChecks(Home home)
{
    public void Run()
    {
        var heads = home.Counted.Where(row => row.IsHead).ToList();
        if (Problem(heads) is { } problem)
        {
            foreach (var row in home.Rows)
            {
                row.Tell(problem);
            }
        }

        Names(heads);
        Numbers(heads);
        Size();
    }

    private FindingKind? Problem(List<PersonRow> heads)
    {
        if (heads.Count > 1)
        {
            return PersonCodes.TwoHeads;
        }

        if (home.Existing is null)
        {
            return heads.Count == 0 ? PersonCodes.NoHead : null;
        }

        var registered = home.Members?.Find(member => member.Relation == Relation.Head);
        if (registered is null)
        {
            return null;
        }

        // The head of the register steps down only in the same file in which another one takes over.
        var stepsDown = home.Rows.Exists(row => row.Existing?.Id == registered.Id && row.HasRelation && !row.IsHead);
        var takesOver = heads.Count == 1 && heads[0].Existing?.Id != registered.Id;
        return (stepsDown, takesOver) switch
        {
            (true, false) when heads.Count == 0 => PersonCodes.NoHead,
            (false, true) => PersonCodes.TwoHeads,
            _ => null,
        };
    }

    private void Names(List<PersonRow> heads)
    {
        var name = heads.Count == 1 ? heads[0].Draft.Name : heads.Count == 0 ? home.Existing?.HeadName : null;
        if (string.IsNullOrEmpty(name))
        {
            return;
        }

        foreach (var row in home.Rows)
        {
            if (row.HeadName is { } said && said != name)
            {
                row.Tell(PersonCodes.HeadNameMismatch, row.HeadNameAt, said, name);
            }
        }
    }

    /// <summary>The head's own row of the file says the number; where the file has none, the register does.</summary>
    private void Numbers(List<PersonRow> heads)
    {
        var number = heads.Count == 1 ? heads[0].Draft.IdNumber : heads.Count == 0 ? home.Members?.Find(member => member.Relation == Relation.Head)?.IdNumber : null;
        if (string.IsNullOrEmpty(number))
        {
            return;
        }

        foreach (var row in home.Rows)
        {
            if (row.HeadNumber is { } said && said != number && !Masked.Hides(said))
            {
                row.Tell(PersonCodes.HeadNumberMismatch, row.HeadNumberAt, said);
            }
        }
    }

    private void Size()
    {
        if (home.Draft.DeclaredSize is not { } declared)
        {
            return;
        }

        var rows = home.Counted.Count();
        var together = rows + (home.Members?.Count(member => !home.Rows.Exists(row => row.Existing?.Id == member.Id)) ?? 0);
        if (declared != rows && (home.Existing is null || declared != together))
        {
            home.Rows[0].Tell(PersonCodes.SizeMismatch, home.SizeAt, declared.ToString(), $"{rows} 人");
        }
    }
}
