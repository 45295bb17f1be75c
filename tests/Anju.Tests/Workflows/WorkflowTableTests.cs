using Anju.Kernel;
using Anju.Ledgers;
using Anju.Policy;
using Anju.Register;
using Anju.Web;
using Anju.Workflows;
using Microsoft.Extensions.DependencyInjection;

namespace Anju.Tests.Workflows;

/// <summary>What holds for the state table of every workflow.</summary>
public sealed class WorkflowTableTests
{
    private static readonly LedgerCatalogue Ledgers = new(Product.Modules);
    private static readonly WorkflowBook Book = OpenBook();

    public static TheoryData<string> Codes => [.. Book.All.Select(workflow => workflow.Code)];

    [Fact]
    public void There_are_workflows_and_each_has_a_ledger_of_its_own()
    {
        Assert.NotEmpty(Book.All);
        Assert.Distinct(Book.All.Select(workflow => workflow.Code));
        Assert.Distinct(Book.All.Select(workflow => workflow.Ledger));
        Assert.Equal(
            Product.Modules.Concrete<CaseRecord>().OrderBy(type => type.FullName, StringComparer.Ordinal),
            Book.All.Select(workflow => workflow.Ledger).OrderBy(type => type.FullName, StringComparer.Ordinal));
    }

    [Theory]
    [MemberData(nameof(Codes))]
    public void Every_state_can_be_reached_and_left_unless_it_ends_the_case(string code)
    {
        var workflow = Book.Find(code)!;
        var reached = new HashSet<CaseState> { workflow.States[0] };
        while (workflow.Moves.Where(move => reached.Contains(move.From)).Any(move => reached.Add(move.To)))
        {
        }

        Assert.Equal(workflow.States.Select(state => state.Code), workflow.States.Where(reached.Contains).Select(state => state.Code));
        Assert.All(workflow.States.Where(state => !state.Ends), state => Assert.Contains(workflow.MovesFrom(state), move => move.To != state));
        Assert.Contains(workflow.States, state => state.Ends);
    }

    [Theory]
    [MemberData(nameof(Codes))]
    public void What_ends_is_past_in_lists_and_what_is_past_ends(string code)
    {
        var workflow = Book.Find(code)!;
        var terms = Ledgers.Of(workflow.Ledger)["State"].Terms.ToDictionary(term => term.Value);
        Assert.All(workflow.States, state => Assert.Equal(state.Ends, terms[state.Value].Past));
    }

    /// <summary>Paying out asks the person to prove who they are (requirement A11): a step that records an amount paid must say so.</summary>
    [Fact]
    public void Every_step_that_records_an_amount_paid_pays_out_and_no_other()
    {
        var moves = Book.All.SelectMany(workflow => workflow.Moves, (workflow, move) => (workflow, move)).ToList();
        bool RecordsPayment(Workflow workflow, Move move) => move.Records.Concat(move.MayRecord).Select(name => Ledgers.Of(workflow.Ledger)[name]).Any(column =>
            (Nullable.GetUnderlyingType(column.Property.PropertyType) ?? column.Property.PropertyType) == typeof(Yuan) && column.Name.Contains("Paid", StringComparison.Ordinal));

        Assert.Equal(3, moves.Count(x => x.move.PaysOut));
        Assert.Equal([], moves.Where(x => x.move.PaysOut != RecordsPayment(x.workflow, x.move)).Select(x => $"{x.workflow.Code} {x.move.Title}"));
    }

    [Theory]
    [MemberData(nameof(Codes))]
    public void Every_step_is_somebodys_or_the_systems_and_not_both(string code)
    {
        var workflow = Book.Find(code)!;
        Assert.Distinct(workflow.Moves.Select(move => move.Code));
        Assert.All(workflow.Moves, move => Assert.True(move.Who.Count > 0 != move.IsAutomatic, $"{move.Code} is nobody's, or both"));
        Assert.All(workflow.Moves.SelectMany(move => move.Who), role => Assert.Contains(role, Roles.Business));
        Assert.All(workflow.Moves.Where(move => move.IsAutomatic), move => Assert.NotNull(move.Hint));
    }

    [Theory]
    [MemberData(nameof(Codes))]
    public void What_people_record_is_typed_on_the_ledger_and_may_be_blank_until_then(string code)
    {
        var workflow = Book.Find(code)!;
        var ledger = Ledgers.Of(workflow.Ledger);
        Assert.All(workflow.ByMove.Select(name => ledger[name]), column => Assert.True(ledger.IsTyped(column) && column.MayBeBlank, column.Name));
    }

    [Theory]
    [MemberData(nameof(Codes))]
    public void The_page_of_a_line_is_the_page_of_its_case(string code) =>
        Assert.Equal($"/cases/{code}/{Guid.Empty}", Ledgers.Of(Book.Find(code)!.Ledger).AddressOf(Guid.Empty));

    [Theory]
    [MemberData(nameof(Codes))]
    public void Limits_that_are_parameters_are_parameters_of_the_plan(string code)
    {
        var keys = Given.Pack.Parameters.All.Select(parameter => parameter.Key).ToHashSet();
        Assert.All(Book.Find(code)!.States.Select(state => state.Limit).OfType<Limit>().SelectMany(limit => new[] { limit.Parameter, limit.Warning }).OfType<string>(), key => Assert.Contains(key, keys));
    }

    private static WorkflowBook OpenBook()
    {
        var services = new ServiceCollection().AddSingleton(Product.Modules).AddSingleton(Given.Pack).AddSingleton(Given.Rules)
            .AddSingleton(new BusinessDate(TimeProvider.System, new(2025, 11, 20))).AddSingleton<HouseholdsNow>().BuildServiceProvider();
        return new(Product.Modules, Given.Pack, services);
    }
}
