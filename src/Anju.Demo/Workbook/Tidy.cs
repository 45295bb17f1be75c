using System.Globalization;
using Anju.Kernel;
using Anju.Register;

namespace Anju.Demo;

/// <summary>Fills in a row as a careful clerk would, in one of the many lawful ways of writing it down.</summary>
internal static class Tidy
{
    public static MessyRow Row(Dice dice, Household household, Person person, string site, string county, int size)
    {
        var row = new MessyRow(person);
        row.Say(Said.County, county);
        row.Say(Said.Code, household.Code);
        row.Say(Said.HeadName, household.HeadName);
        row.Count(Said.Size, size.ToString(CultureInfo.InvariantCulture));
        row.Say(Said.Site, site);
        row.Say(Said.Room, household.Room);
        row.Count(Said.Area, household.DwellingArea!.Value.InSquareMetres.ToString(CultureInfo.InvariantCulture));
        row.Say(Said.Origin, household.OriginPlace);
        row.Say(Said.Name, person.Name);
        row.Say(Said.Number, person.IdNumber, RawBook.TextStyle);
        row.Say(Said.Relation, Relation(dice, person));
        row.Say(Said.Sex, Words.Of(person.Sex));
        Birth(dice, row, person.BirthDate!.Value);
        row.Say(Said.Ethnicity, person.Ethnicity);
        row.Say(Said.Education, Words.Loosely(dice, person.Education));
        row.Say(Said.Student, person.Student == StudentStatus.NotStudent ? Words.Of(person.Student) : Words.Loosely(dice, person.Student));
        row.Say(Said.Health, Words.Loosely(dice, person.Health));
        row.Say(Said.Capacity, Words.Loosely(dice, person.LabourCapacity));
        row.Say(Said.Employed, Words.Loosely(dice, person.Employment));
        row.Say(Said.Channel, Words.Loosely(dice, person.Channel));
        row.Say(Said.WorkPlace, person.WorkPlace);
        Income(dice, row, person.MonthlyIncome);
        row.Say(Said.TrainingWish, Words.Loosely(dice, person.TrainingWish));
        Phone(dice, row, person.Phone);
        return row;
    }

    private static string Relation(Dice dice, Person person) => (person.Relation, person.Sex) switch
    {
        (Register.Relation.Spouse, Sex.Female) => dice.Of("配偶", "妻", "妻子"),
        (Register.Relation.Spouse, _) => dice.Of("配偶", "夫", "丈夫"),
        (Register.Relation.Son, _) => dice.Of("之子", "儿子", "长子"),
        (Register.Relation.Daughter, _) => dice.Of("之女", "女儿", "长女"),
        _ => Words.Of(person.Relation)!,
    };

    /// <summary>As a real date in several formats, or as one of the texts that people type.</summary>
    private static void Birth(Dice dice, MessyRow row, DateOnly birth)
    {
        var serial = (birth.DayNumber - new DateOnly(1899, 12, 30).DayNumber).ToString(CultureInfo.InvariantCulture);
        switch (dice.Below(9))
        {
            case 0:
                row.Count(Said.Birth, serial, RawBook.DateStyle);
                break;
            case 1:
                row.Count(Said.Birth, serial, RawBook.ChineseDateStyle);
                break;
            case 2:
                row.Count(Said.Birth, serial, RawBook.ChineseMonthStyle);
                break;
            case 3:
                row.Say(Said.Birth, birth.ToString("yyyy.M", CultureInfo.InvariantCulture));
                break;
            case 4:
                row.Say(Said.Birth, birth.ToString("yyyy年M月", CultureInfo.InvariantCulture));
                break;
            case 5:
                row.Say(Said.Birth, Wide(birth.ToString("yyyy年M月d日", CultureInfo.InvariantCulture)));
                break;
            case 6:
                row.Say(Said.Birth, birth.ToString("yyyy/M/d", CultureInfo.InvariantCulture));
                break;
            default:
                row.Say(Said.Birth, birth.ToString("yyyy-MM-dd", CultureInfo.InvariantCulture));
                break;
        }
    }

    private static void Income(Dice dice, MessyRow row, Yuan? income)
    {
        if (income is not { } amount)
        {
            return;
        }

        var plain = amount.InYuan.ToString("0", CultureInfo.InvariantCulture);
        if (dice.Chance(0.2))
        {
            row.Say(Said.Income, plain, RawBook.TextStyle);
            return;
        }

        row.Count(Said.Income, plain);
    }

    private static void Phone(Dice dice, MessyRow row, string? phone)
    {
        if (phone is not null && dice.Chance(0.4))
        {
            row.Count(Said.Phone, phone);
            return;
        }

        row.Say(Said.Phone, phone, RawBook.TextStyle);
    }

    /// <summary>With digits as wide as Chinese characters.</summary>
    public static string Wide(string text) => string.Concat(text.Select(c => c is >= '!' and <= '~' ? (char)(c + 0xFEE0) : c));
}
