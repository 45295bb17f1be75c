using Anju.Kernel;
using Anju.Ledgers;
using Anju.Register.HouseholdFile;
using Anju.Ui;
using Microsoft.AspNetCore.Components;
using Microsoft.AspNetCore.Http;

namespace Anju.Register.Actions;

/// <summary>What the form pages of a household's actions share: the household, the form as posted, and the way back.</summary>
[Pace(Pace.Look)]
public abstract class HouseholdActionPage : ComponentBase
{
    [Inject] protected AnjuDb Db { get; set; } = null!;

    [Inject] protected LedgerCatalogue Ledgers { get; set; } = null!;

    [Inject] protected BusinessDate Date { get; set; } = null!;

    [Inject] protected TimeProvider Clock { get; set; } = null!;

    [Inject] protected Trail Trail { get; set; } = null!;

    [Inject] protected NavigationManager Navigation { get; set; } = null!;

    [CascadingParameter] public HttpContext? Context { get; set; }

    [Parameter] public Guid Id { get; set; }

    /// <summary>Null for an unknown household and for one outside the actor's scope: the page is answered as not found.</summary>
    protected FileOfHousehold? File { get; private set; }

    protected Posted Input { get; private set; } = new(null);

    protected CancellationToken Cancellation => Context?.RequestAborted ?? default;

    /// <summary>Below the title: which household, without a name.</summary>
    protected string Place => File!.Site is { } site ? $"{Household.Code} · {site.Name}" : Household.Code;

    protected string FileHref => $"/households/{Id}";

    protected IReadOnlyList<Crumb> Way => [new("工作台", "/"), new("搬迁户", "/households"), new("一户一档", FileHref)];

    protected Household Household => File!.Household;

    protected override async Task OnInitializedAsync()
    {
        File = await FileOfHousehold.ReadAsync(Db, Ledgers, Id, Cancellation);
        if (File is null)
        {
            Navigation.NotFound();
            return;
        }

        await Trail.OpenedAsync(Context, "household-action", File.Household);
        if (Context is { Request.HasFormContentType: true } posted)
        {
            Input = new(await posted.Request.ReadFormAsync(Cancellation));
        }

        await PrepareAsync();
    }

    /// <summary>Reads what the page needs besides the household.</summary>
    protected virtual Task PrepareAsync() => Task.CompletedTask;

    /// <summary>What was typed, or on first sight the value proposed.</summary>
    protected string? Value(string name, string? proposed = null) => Input.Typed(name) ?? proposed;

    protected Occasion Occasion => new(Db, Ledgers, Date.Today, Clock, Origin.Page);

    /// <summary>The household as it stands now, for the form to carry.</summary>
    protected string Stamp => HomeInHand.StampOf(Household, File!.People);

    /// <summary>The household as the person saw it who posted the form.</summary>
    protected Seen Seen => new(Id, Input.Text("stamp"));

    /// <summary>The button that only works out relations was pressed, nothing is to be written.</summary>
    protected bool OnlyProposing => Input.Text("step") == "propose";

    protected IReadOnlyList<Choice> RelationChoices => Terms<Person>(nameof(Person.Relation), term => !Equals(term.Value, Relation.Head));

    protected Event Event() => new(Input.Date("happenedOn", "发生日期") ?? default, Input.Text("proof"), Input.Text("note"));

    /// <summary>The relations chosen; who was given none is missing, which the action says.</summary>
    protected IReadOnlyDictionary<Guid, Relation> Relations(IEnumerable<Person> people, string prefix = "") => people
        .Select(person => (person.Id, Text: Input.Text(prefix + ActionRules.RelationField(person.Id))))
        .Where(x => x.Text is not null)
        .ToDictionary(x => x.Id, x => Enum.TryParse<Relation>(x.Text, out var relation) ? relation : Relation.Other);

    /// <summary>The member chosen in a field, if any.</summary>
    protected Person? Chosen(string name, string? proposed = null) =>
        Guid.TryParse(Value(name, proposed), out var id) ? File!.Active.FirstOrDefault(person => person.Id == id) : null;

    /// <summary>Goes to the file when it is done; otherwise the form stands again with what was typed and what is wrong.</summary>
    protected void Finish<T>(Result<T> result, string done, Guid? file = null)
    {
        if (result.Refusal is { } refusal)
        {
            foreach (var one in refusal.All)
            {
                Input.Errors.Add(one.Field ?? "", one.Message);
            }

            return;
        }

        Navigation.NavigateTo($"/households/{file ?? Id}?done={done}");
    }

    protected IReadOnlyList<Choice> Terms<TLedger>(string column, Func<Term, bool>? only = null) =>
        [.. Ledgers.Of<TLedger>()[column].Terms.Where(only ?? (_ => true)).Select(term => new Choice(term.Code, term.Title))];

    protected IReadOnlyList<Choice> Members(Func<Person, bool>? only = null) =>
        [.. File!.Active.Where(only ?? (_ => true)).Select(person => new Choice(person.Id.ToString(), $"{person.Name}（{Title(person.Relation)}）"))];

    protected string Title(Relation relation) => Ledgers.Of<Person>()[nameof(Person.Relation)].TermOf(relation)!.Title;
}
