using System.Globalization;
using Anju.Kernel;
using CsCheck;

namespace Anju.Tests.Kernel;

public class IdNumberTests
{
    private static readonly DateOnly Today = new(2025, 12, 31);

    private static readonly string[] Areas = ["431002", "431026", "432824", "439009", "110105", "830000"];

    private static readonly Gen<IdNumber> AnyNumber = Gen.Select(
        Gen.Int[0, Areas.Length - 1].Select(i => Areas[i]),
        Gen.Int[0, 45_000],
        Gen.Int[0, 999],
        (area, days, sequence) => IdNumber.Of(DivisionCode.Parse(area), new DateOnly(1900, 1, 1).AddDays(days), sequence));

    public static IEnumerable<TheoryDataRow> Cases => Vectors.Rows(
        "id_numbers.csv", "case", "input", "valid_strict", "normalized", "reasons", "warnings", "birth", "sex", "area_code");

    [Theory]
    [MemberData(nameof(Cases))]
    public void Every_vector_is_judged_as_recorded(
        string name, string input, string strict, string normalized, string reasons, string warnings,
        string birth, string sex, string area)
    {
        var check = Check(input);

        Assert.Equal((name, reasons), (name, ReasonsOf(check)));
        var warned = check.Warnings.Except([IdNumberWarning.FifteenDigits]).Select(warning => warning.Reason);
        Assert.Equal(warnings, string.Join('|', warned));
        Assert.Equal(normalized, check.Number?.Value ?? "");
        Assert.Equal(strict == "1", check.Number?.Value == input);
        Assert.True(strict == "0" || IdNumber.TryParse(input, out _));
        if (birth.Length > 0)
        {
            Assert.Equal(birth, check.Number?.BirthDate.ToString("yyyy-MM-dd", CultureInfo.InvariantCulture));
            Assert.Equal(sex, ((int?)check.Number?.Sex).ToString());
            Assert.Equal(area, check.Number?.AreaCode);
        }
    }

    [Theory]
    [InlineData("431002200002290014", "")]
    [InlineData("810000199408230021", "")]
    [InlineData("830000199201300022", "")]
    [InlineData("432824196501010017", "")]
    [InlineData("440524188001010014", "BIRTH_TOO_OLD")]
    [InlineData("110105194912310020", "CHECKSUM")]
    [InlineData("330502198807024471", "CHECKSUM")]
    [InlineData("999999199001010016", "AREA_PROVINCE")]
    [InlineData("431002900101001", "LEGACY_15")]
    public void Numbers_that_other_checkers_get_wrong_are_judged_right(string input, string reasons) =>
        Assert.Contains(reasons, ReasonsOf(Check(input)), StringComparison.Ordinal);

    [Theory]
    [InlineData("431002190002290018")]
    [InlineData("431002192302290019")]
    public void The_29th_of_February_needs_a_leap_year(string input) =>
        Assert.Contains(IdNumberProblem.BirthInvalid, Check(input).Problems);

    [Theory]
    [InlineData("11010519491231002x", "ID_LOWER_X")]
    [InlineData("'11010519491231002X", "ID_APOSTROPHE")]
    [InlineData("‘11010519491231002X", "ID_APOSTROPHE")]
    [InlineData("１１０１０５１９４９１２３１００２Ｘ", "ID_FULLWIDTH")]
    [InlineData("１１０１０５１９４９１２３１００２ｘ", "ID_FULLWIDTH;ID_LOWER_X")]
    [InlineData("110105 19491231 002X", "ID_SPACES")]
    [InlineData("　11010519491231002X", "ID_SPACES")]
    [InlineData("11010519491231002X\u200B", "ID_ZERO_WIDTH")]
    [InlineData("11010519491231002X\u00A0", "ID_ZERO_WIDTH")]
    [InlineData("\u202D11010519491231002X\u202C", "ID_ZERO_WIDTH")]
    [InlineData("11010519491231002X\t", "ID_TRAILING_TAB")]
    [InlineData("110105194912\n31002X\r\n", "ID_TRAILING_TAB")]
    [InlineData(" '11010519491231002x\t", "ID_SPACES;ID_TRAILING_TAB;ID_APOSTROPHE;ID_LOWER_X")]
    [InlineData("11010519491231002X", "")]
    public void What_is_recoverable_is_put_right_and_told(string input, string codes)
    {
        var check = Check(input);

        Assert.Equal("11010519491231002X", check.Number?.Value);
        Assert.Equal(codes, string.Join(';', check.Fixes.Select(fix => fix.Code)));
        Assert.Empty(check.Problems);
    }

    [Theory]
    [InlineData(null, "ID_MISSING")]
    [InlineData("", "ID_MISSING")]
    [InlineData("  ", "ID_MISSING")]
    [InlineData("无", "ID_MISSING")]
    [InlineData("待补", "ID_MISSING")]
    [InlineData("未上户", "ID_MISSING")]
    [InlineData("/", "ID_MISSING")]
    [InlineData("4.31E+17", "ID_SCI_TEXT")]
    [InlineData("4.31e17", "ID_SCI_TEXT")]
    [InlineData("43102719850316998", "ID_LENGTH")]
    [InlineData("4310271985031699811", "ID_LENGTH")]
    [InlineData("********", "ID_LENGTH")]
    [InlineData("43102719850316O981", "ID_CHAR")]
    [InlineData("431027********9981", "ID_CHAR")]
    [InlineData("43102785031699A", "ID_CHAR")]
    [InlineData("431027198503169980", "ID_CHECKSUM")]
    [InlineData("431027198502299987", "ID_BIRTH_INVALID")]
    [InlineData("431027850230998", "ID_BIRTH_INVALID;ID_LEGACY_15")]
    public void What_is_not_recoverable_gets_the_code_of_the_import_report(string? input, string codes)
    {
        var check = Check(input);

        Assert.Null(check.Number);
        Assert.Empty(check.Fixes);
        Assert.Equal(codes, string.Join(';', [.. check.Problems.Select(x => x.Code), .. check.Warnings.Select(x => x.Code)]));
    }

    [Fact]
    public void Fifteen_digits_become_eighteen_for_a_person_to_check()
    {
        var check = Check("431002900101001");

        Assert.Equal("43100219900101001", check.Number?.Value[..17]);
        Assert.True(IdNumber.TryParse(check.Number?.Value, out _));
        Assert.Equal([IdNumberWarning.FifteenDigits], check.Warnings);
    }

    [Theory]
    [InlineData(30, true)]
    [InlineData(31, false)]
    public void A_birth_today_is_lawful_and_tomorrow_is_not(int day, bool future)
    {
        var newborn = IdNumber.Of(DivisionCode.Parse("431002"), Today, 997);

        var check = IdNumber.Check(newborn.Value, new(2025, 12, day), AreaCodes.OfAnyYear);

        Assert.Equal(future, check.Problems.Contains(IdNumberProblem.BirthInFuture));
    }

    [Theory]
    [InlineData(431002, true)]
    [InlineData(432823, true)]
    [InlineData(439009, true)]
    [InlineData(830000, true)]
    [InlineData(431099, false)]
    public void Codes_of_any_year_are_known(int code, bool known) =>
        Assert.Equal(known, AreaCodes.OfAnyYear.Contains(code));

    [Fact]
    public void A_number_shows_itself_masked_only()
    {
        var number = IdNumber.Parse("11010519491231002X");

        Assert.Equal("1101**********002X", number.Masked);
        Assert.Equal("1101**********002X", $"{number}");
        Assert.Equal("", default(IdNumber).Masked);
        var refusal = Assert.Throws<FormatException>(() => IdNumber.Parse("110105194912310020"));
        Assert.DoesNotContain("1949", refusal.Message, StringComparison.Ordinal);
    }

    [Fact]
    public void Every_single_wrong_character_is_caught() => Gen.Select(
        AnyNumber, Gen.Int[0, 17], Gen.Char["0123456789X"]).Sample((number, at, wrong) =>
    {
        var text = number.Value[..at] + wrong + number.Value[(at + 1)..];

        Assert.Equal(text == number.Value, IdNumber.TryParse(text, out _));
        Assert.Equal(text == number.Value, Check(text).Number is not null);
    });

    [Fact]
    public void Every_swap_of_neighbours_is_caught() => Gen.Select(AnyNumber, Gen.Int[0, 16]).Sample((number, at) =>
    {
        var value = number.Value;
        var text = value[..at] + value[at + 1] + value[at] + value[(at + 2)..];

        Assert.Equal(text == value, IdNumber.TryParse(text, out _));
    });

    [Fact]
    public void A_number_tells_what_it_was_made_of() => Gen.Select(Gen.Int[0, 45_000], Gen.Int[0, 999]).Sample((days, sequence) =>
    {
        var birth = new DateOnly(1900, 1, 1).AddDays(days);
        var number = IdNumber.Of(DivisionCode.Parse("431026"), birth, sequence);

        Assert.Equal((birth, sequence % 2 == 1, "431026"), (number.BirthDate, number.IsMale, number.AreaCode));
        Assert.Equal(number, IdNumber.Parse(number.Value));
    });

    [Fact]
    public void No_text_brings_the_check_down() => Gen.String.Sample(text =>
        Assert.Equal(Check(text).Number is null, Check(text).Problems.Count > 0));

    [Fact]
    public void A_clean_number_is_checked_without_allocating()
    {
        var areas = AreaCodes.OfAnyYear;
        IdNumber.Check("11010519491231002X", Today, areas);
        var before = GC.GetAllocatedBytesForCurrentThread();
        for (var i = 0; i < 1000; i++)
        {
            IdNumber.Check("11010519491231002X", Today, areas);
        }

        Assert.Equal(before, GC.GetAllocatedBytesForCurrentThread());
    }

    private static IdNumberCheck Check(string? text) => IdNumber.Check(text, Today, AreaCodes.OfAnyYear);

    // The vectors count a 15-digit number and a tidied one among the reasons.
    private static string ReasonsOf(IdNumberCheck check) =>
        check.Problems.Count > 0 ? string.Join('|', check.Problems.Select(problem => problem.Reason))
        : check.Warnings.Contains(IdNumberWarning.FifteenDigits) ? IdNumberWarning.FifteenDigits.Reason
        : check.Fixes.Count > 0 ? "NEEDS_NORMALIZE"
        : "";
}
