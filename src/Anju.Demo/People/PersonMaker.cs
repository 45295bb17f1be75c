using System.Globalization;
using Anju.Kernel;
using Anju.Register;

namespace Anju.Demo;

/// <summary>What is known about one person apart from work: number, schooling, health, insurance.</summary>
internal sealed class PersonMaker(IdNumbers numbers)
{
    public void Make(Home home, Member member)
    {
        var dice = home.Dice;
        var (number, birth) = numbers.Take(member.Birth, member.Sex, AreaOf(home, member));
        member.Birth = birth;
        var index = home.Members.IndexOf(member);
        var age = member.AgeOn(home.Today);
        var row = home.Own(
            new Person
            {
                Name = member.Surname + Names.Given(dice, member.Sex, birth.Year),
                Code = string.Create(CultureInfo.InvariantCulture, $"{home.Row.Code}{index + 1:00}"),
                HouseholdId = home.Row.Id,
                IdNumber = number,
                Relation = member.Relation,
                Sex = member.Sex,
                BirthDate = birth,
                Ethnicity = member.IsYao ? "瑶族" : home.County.Code == "431027" && dice.Chance(0.03) ? "畲族" : "汉族",
                JoinedOn = home.Row.MovedInOn is { } moved && moved > birth ? moved : birth,
            },
            Made.Person);
        member.Row = row;
        row.Student = StudentAt(dice, age);
        row.Education = EducationOf(dice, age, birth.Year, row.Student.Value);
        row.School = SchoolOf(home, row.Student.Value);
        BodyOf(dice, row, age);
        row.LabourCapacity = CapacityOf(dice, row, age);
        row.Political = age < 14 ? null : age < 28 && dice.Chance(0.4) ? "中国共产主义青年团团员" : dice.Chance(0.05) && age > 20 ? "中国共产党党员" : "群众";
        row.MedicalInsurance = dice.Chance(0.985) ? MedicalInsurance.Residents : MedicalInsurance.None;
        row.SeriousIllnessInsurance = row.MedicalInsurance == MedicalInsurance.Residents;
        row.Pension = age < 16 || row.Student != StudentStatus.NotStudent ? null : dice.Chance(0.96) ? PensionKind.Residents : PensionKind.None;
        row.DrawsPension = row.Pension is null ? null : age >= 60 && row.Pension == PensionKind.Residents;
        row.InsuredPlace = row.Pension is PensionKind.Residents ? home.County.Name : null;
        row.HukouMovedIn = home.Row.HukouMovedIn;
        row.HukouPlace = home.Row.HukouMovedIn == true ? home.Row.DestinationPlace : home.Row.OriginPlace;
        row.Phone = age >= 14 && (age < 65 || dice.Chance(0.6)) ? Phones.Of(home.County.Index, home.Number, index) : null;
    }

    private static string AreaOf(Home home, Member member)
    {
        var dice = home.Dice;
        if (member.FromElsewhere && dice.Chance(0.3))
        {
            return dice.Of<string>(home.County.Elsewhere);
        }

        return member.Birth.Year < 1993 && dice.Chance(0.85) ? home.County.OldCode : home.County.Code;
    }

    private static StudentStatus StudentAt(Dice dice, int age) => age switch
    {
        >= 3 and <= 5 => dice.Chance(0.92) ? StudentStatus.Kindergarten : StudentStatus.NotStudent,
        >= 6 and <= 11 => StudentStatus.Primary,
        >= 12 and <= 14 => StudentStatus.JuniorMiddle,
        >= 15 and <= 17 => dice.Weighted((62, StudentStatus.SeniorMiddle), (31, StudentStatus.Vocational), (age < 16 ? 0 : 7, StudentStatus.NotStudent)),
        >= 18 and <= 21 => dice.Weighted((52, StudentStatus.NotStudent), (28, StudentStatus.JuniorCollege), (20, StudentStatus.University)),
        _ => StudentStatus.NotStudent,
    };

    private static Education EducationOf(Dice dice, int age, int born, StudentStatus student) => student switch
    {
        StudentStatus.Primary => Education.Primary,
        StudentStatus.JuniorMiddle => Education.JuniorMiddle,
        StudentStatus.SeniorMiddle or StudentStatus.Vocational => Education.SeniorMiddle,
        StudentStatus.JuniorCollege => Education.JuniorCollege,
        StudentStatus.University => Education.BachelorOrAbove,
        _ when age < 6 => Education.Preschool,
        _ => born switch
        {
            < 1950 => dice.Weighted((42, Education.Illiterate), (50, Education.Primary), (8, Education.JuniorMiddle)),
            < 1965 => dice.Weighted((11, Education.Illiterate), (50, Education.Primary), (33, Education.JuniorMiddle), (6, Education.SeniorMiddle)),
            < 1980 => dice.Weighted((2, Education.Illiterate), (28, Education.Primary), (57, Education.JuniorMiddle), (11, Education.SeniorMiddle), (2, Education.JuniorCollege)),
            < 1995 => dice.Weighted((8, Education.Primary), (57, Education.JuniorMiddle), (23, Education.SeniorMiddle), (8, Education.JuniorCollege), (4, Education.BachelorOrAbove)),
            _ => dice.Weighted((40, Education.JuniorMiddle), (34, Education.SeniorMiddle), (17, Education.JuniorCollege), (9, Education.BachelorOrAbove)),
        },
    };

    private static string? SchoolOf(Home home, StudentStatus student)
    {
        var place = home.Place;
        return student switch
        {
            StudentStatus.NotStudent => null,
            StudentStatus.Kindergarten => place.Row.Kindergarten ?? $"{place.Village.Township}中心幼儿园",
            StudentStatus.Primary => place.Row.School ?? $"{place.Village.Township}中心小学",
            StudentStatus.JuniorMiddle => $"{place.Village.Township}中学",
            StudentStatus.SeniorMiddle => $"{home.County.Name}第{home.Dice.Of("一", "二", "三")}中学",
            StudentStatus.Vocational => $"{home.County.Name}职业中专学校",
            StudentStatus.JuniorCollege => $"湖南{home.Dice.Of("山水", "湘南", "五岭", "南岭")}职业技术学院",
            _ => $"湖南{home.Dice.Of("五岭", "湘南", "南岭")}大学",
        };
    }

    private static void BodyOf(Dice dice, Person row, int age)
    {
        row.Health = age switch
        {
            < 45 => dice.Weighted((957, Health.Healthy), (16, Health.ChronicIllness), (6, Health.SeriousIllness), (21, Health.Disabled)),
            < 60 => dice.Weighted((860, Health.Healthy), (80, Health.ChronicIllness), (18, Health.SeriousIllness), (36, Health.Disabled), (6, Health.DisabledAndChronicallyIll)),
            _ => dice.Weighted((640, Health.Healthy), (250, Health.ChronicIllness), (40, Health.SeriousIllness), (50, Health.Disabled), (5, Health.DisabledAndSeriouslyIll), (15, Health.DisabledAndChronicallyIll)),
        };
        if (row.Health is Health.Disabled or Health.DisabledAndSeriouslyIll or Health.DisabledAndChronicallyIll)
        {
            // 20 characters: the identity number, the kind of disability and its grade.
            var (kind, word) = dice.Weighted((5, (4, "肢体")), (2, (1, "视力")), (2, (2, "听力")), (1, (3, "言语")), (2, (5, "智力")), (2, (6, "精神")));
            var grade = dice.Between(1, 4);
            row.DisabilityCard = string.Create(CultureInfo.InvariantCulture, $"{row.IdNumber}{kind}{grade}");
            row.Disability = $"{word}{"一二三四"[grade - 1]}级";
        }
    }

    private static LabourCapacity CapacityOf(Dice dice, Person row, int age)
    {
        if (age < 16 || row.Student != StudentStatus.NotStudent)
        {
            return LabourCapacity.None;
        }

        if (age >= 60)
        {
            return age >= 72 ? LabourCapacity.None
                : dice.Weighted((age < 66 ? 20 : 3, LabourCapacity.Ordinary), (40, LabourCapacity.WeakOrHalf), (10, LabourCapacity.Lost), (40, LabourCapacity.None));
        }

        return row.Health switch
        {
            Health.Healthy => dice.Weighted((80, LabourCapacity.Ordinary), (age is > 20 and < 55 ? 20 : 5, LabourCapacity.Skilled)),
            Health.ChronicIllness => dice.Weighted((45, LabourCapacity.Ordinary), (50, LabourCapacity.WeakOrHalf), (5, LabourCapacity.Lost)),
            Health.SeriousIllness or Health.DisabledAndSeriouslyIll => dice.Weighted((30, LabourCapacity.WeakOrHalf), (70, LabourCapacity.Lost)),
            _ => dice.Weighted((65, LabourCapacity.WeakOrHalf), (35, LabourCapacity.Lost)),
        };
    }
}
