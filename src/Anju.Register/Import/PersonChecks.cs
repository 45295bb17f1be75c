using Anju.Kernel;
using Anju.Ledgers;

namespace Anju.Register;

/// <summary>What one row says against itself, once all its cells are read.</summary>
internal sealed class PersonChecks(ImportContext context)
{
    private const int WorkingAge = 16;

    private readonly Dictionary<(string Name, DateOnly Birth), PersonRow> named = [];

    public void Complete(PersonRow row, SheetPlaces places)
    {
        var person = row.Draft;
        row.HeadNameAt = places.HeadName;
        row.HeadNumberAt = places.HeadNumber;
        if (person.Name.Length == 0)
        {
            row.Tell(PersonCodes.NameMissing, places.Name);
        }

        if (IdNumber.TryParse(person.IdNumber, out var number))
        {
            Compare(row, number, places);
        }
        else if (person.IdNumber is null && !row.HasIdProblem)
        {
            IdNumberReader.TellMissing(row, places.Number, context.Decisions);
        }

        if (row.RelationSex is { } implied && person.Sex is { } sex && implied != sex)
        {
            row.Tell(PersonCodes.RelationSex, places.Relation);
        }

        Work(row, places);
    }

    /// <summary>The number decides on birth and sex: it is checked by its last character, the cells are not.</summary>
    private void Compare(PersonRow row, IdNumber number, SheetPlaces places)
    {
        var person = row.Draft;
        var birth = number.BirthDate;
        var agrees = row.BirthPrecision switch
        {
            DatePrecision.None => true,
            DatePrecision.Year => row.BirthSaid.Year == birth.Year,
            DatePrecision.Month => row.BirthSaid.Year == birth.Year && row.BirthSaid.Month == birth.Month,
            _ => row.BirthSaid == birth,
        };
        if (!agrees)
        {
            row.Tell(PersonCodes.BirthMismatch, places.Birth, DateText.Written(row.BirthSaid, row.BirthPrecision), DateText.Written(birth, DatePrecision.Day));
        }

        row.SexSaid = person.Sex;
        if (person.Sex is { } said && said != number.Sex)
        {
            row.Tell(PersonCodes.SexMismatch, places.Sex);
        }

        person.BirthDate = birth;
        person.Sex = number.Sex;
        if (!named.TryAdd((person.Name, birth), row) && named[(person.Name, birth)].Draft.IdNumber != person.IdNumber)
        {
            row.Tell(PersonCodes.SameName, places.Name);
        }
    }

    private void Work(PersonRow row, SheetPlaces places)
    {
        var person = row.Draft;
        if (person.Employment != EmploymentStatus.Employed)
        {
            return;
        }

        if (person.BirthDate is { } birth && birth.AddYears(WorkingAge) > context.Today)
        {
            row.Tell(PersonCodes.MinorEmployed, places.Employment);
        }

        if (places.WorkPlace is { } place && person.WorkPlace is null)
        {
            row.Tell(PersonCodes.NoPlace, place);
        }
    }
}
