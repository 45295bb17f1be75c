using Anju.Kernel;
using CsCheck;

namespace Anju.Tests.Kernel;

public class CreditCodeTests
{
    private static readonly string[] Real =
        ["91431026MAXXX0015F", "9144060573144633XL", "N2431026MAXXX0154M", "Y1431025MAXXX0170P"];

    public static IEnumerable<TheoryDataRow> Cases =>
        Vectors.Rows("credit_codes.csv", "case", "input", "valid_strict", "normalized", "reason", "inner_org_code_check_ok");

    [Theory]
    [MemberData(nameof(Cases))]
    public void Every_vector_is_judged_as_recorded(
        string name, string input, string strict, string normalized, string reason, string organisationAgrees)
    {
        var check = CreditCode.Check(input);

        Assert.Equal((name, reason), (name, check.Problem?.Code ?? (check.Tidied ? "OK_AFTER_NORMALIZE" : "OK")));
        Assert.Equal(normalized, check.Code?.Value ?? "");
        Assert.Equal(strict == "1", CreditCode.TryParse(input, out _));
        if (check.Code is { } code)
        {
            Assert.Equal(organisationAgrees == "1", code.OrganisationCodeAgrees());
        }
    }

    [Theory]
    [InlineData("n2431026maxxx0154m")]
    [InlineData("Ｎ２４３１０２６ＭＡＸＸＸ０１５４Ｍ")]
    [InlineData("\tN2431026MAXXX0154M\u200B")]
    public void What_is_recoverable_is_put_right(string input)
    {
        var check = CreditCode.Check(input);

        Assert.Equal("N2431026MAXXX0154M", check.Code?.Value);
        Assert.True(check.Tidied);
    }

    [Fact]
    public void A_code_tells_its_parts()
    {
        var code = CreditCode.Parse("N2431026MAXXX0154M");

        Assert.Equal(("N2", "431026", "MAXXX0154"), (code.Kind, code.AreaCode, code.OrganisationCode));
    }

    [Fact]
    public void A_missing_code_is_refused() => Assert.Equal(CreditCodeProblem.Length, CreditCode.Check(null).Problem);

    [Fact]
    public void Every_single_wrong_character_is_caught() => Gen.Select(
        Gen.Int[0, Real.Length - 1].Select(i => Real[i]),
        Gen.Int[0, 17],
        Gen.Char["0123456789ABCDEFGHJKLMNPQRTUWXY"]).Sample((code, at, wrong) =>
    {
        var text = code[..at] + wrong + code[(at + 1)..];

        Assert.Equal(text == code, CreditCode.TryParse(text, out _));
    });

    [Fact]
    public void No_text_brings_the_check_down() => Gen.String.Sample(text =>
        Assert.Equal(CreditCode.Check(text).Code is null, CreditCode.Check(text).Problem is not null));

    [Theory]
    [InlineData("91", "431021", "XY012345")]
    [InlineData("54", "431026", "XY999999")]
    [InlineData("12", "440000", "MA4L0001")]
    public void A_code_made_of_its_parts_has_both_check_characters(string kind, string area, string organisation)
    {
        var code = CreditCode.Of(kind, area, organisation);
        Assert.Equal((kind, area, organisation), (code.Kind, code.AreaCode, code.OrganisationCode[..8]));
        Assert.True(code.OrganisationCodeAgrees());
    }
}
