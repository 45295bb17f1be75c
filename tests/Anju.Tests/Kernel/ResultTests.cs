using Anju.Kernel;

namespace Anju.Tests.Kernel;

public class ResultTests
{
    private static readonly Refusal Closed = new("MONTH_CLOSED", "本月已关账，请走更正流程。");

    [Fact]
    public void A_value_is_a_result()
    {
        Result<int> result = 5;

        Assert.True(result.IsOk);
        Assert.Null(result.Refusal);
        Assert.Equal("5", result.Match(value => $"{value}", refusal => refusal.Code));
    }

    [Fact]
    public void A_refusal_is_a_result_without_a_value()
    {
        Result<int> result = Closed;

        Assert.False(result.IsOk);
        Assert.Same(Closed, result.Refusal);
        Assert.Throws<InvalidOperationException>(() => result.Value);
        Assert.Equal("MONTH_CLOSED", result.Match(value => $"{value}", refusal => refusal.Code));
    }

    [Fact]
    public void What_gives_no_value_is_done_or_refused()
    {
        Result refused = Closed;

        Assert.True(Result.Ok.IsOk);
        Assert.False(refused.IsOk);
        Assert.Equal("MONTH_CLOSED", refused.Match(() => "done", refusal => refusal.Code));
    }
}
