using Anju.Kernel;
using Anju.Ledgers;
using Anju.Register.HouseholdFile;
using Anju.Ui;
using Microsoft.AspNetCore.Components;
using Microsoft.AspNetCore.Http;

namespace Anju.Register.Actions;

/// <summary>What the form pages of a household's actions share: the household, the form as posted, and the way back.</summary>
public abstract class HouseholdActionPage : ComponentBase
{
    [Inject] protected AnjuDb Db { get; set; } = null!;

    [Inject] protected LedgerCatalogue Ledgers { get; set; } = null!;

    [Inject] protected BusinessDate Date { get; set; } = null!;

    [Inject] protected TimeProvider Clock { get; set; } = null!;

    [Inject] protected NavigationManager Navigation { get; set; } = null!;

    [CascadingParameter] public HttpContext? Context { get; set; }

    [Parameter] public Guid Id { get; set; }

    /// <summary>Null for an unknown household and for one outside the actor's scope: the page is answered as not found.</summary>
    protected FileOfHousehold? File { get; private set; }

    protected Posted Input { get; private set; } = new(null);

    protected CancellationToken Cancellation => Context?.RequestAborted ?? default;

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

    /// <summary>The version of the household that the person had before their eyes.</summary>
    protected int SeenVersion => Input.Number("version");

    /// <summary>Goes to the file when it is done; otherwise the form stands again with what was typed and what is wrong.</summary>
    protected void Finish<T>(Result<T> result, string done, Guid? file = null)
    {
        if (result.Refusal is { } refusal)
        {
            Input.Errors.Add(refusal.Field ?? "", refusal.Message);
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
