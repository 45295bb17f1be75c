using Anju.Kernel;
using Anju.Ui;
using Microsoft.AspNetCore.Components;
using Microsoft.AspNetCore.Http;

namespace Anju.Access;

/// <summary>What the pages of signing in share: the form as posted, its refusal with the right status, and the way on.</summary>
public abstract class SignInStep : ComponentBase
{
    [Inject] internal SignInSteps Steps { get; set; } = null!;

    [Inject] internal FirstFactor First { get; set; } = null!;

    [Inject] protected NavigationManager Navigation { get; set; } = null!;

    [CascadingParameter] public HttpContext Context { get; set; } = null!;

    /// <summary>Where the person was going when they were asked to sign in.</summary>
    [SupplyParameterFromQuery] public string? Next { get; set; }

    protected Posted Input { get; private set; } = new(null);

    protected string Here(string page) => SignInPages.Leading(page, Next);

    protected override async Task OnInitializedAsync()
    {
        if (Context.Request.HasFormContentType)
        {
            Input = new(await Context.Request.ReadFormAsync(Context.RequestAborted));
        }
    }

    /// <summary>Secrets are taken as typed: blanks at their ends are part of them.</summary>
    protected string Secret(string name, string title)
    {
        if (Input.Typed(name) is { Length: > 0 and <= 200 } text)
        {
            return text;
        }

        Input.Errors.Add(name, $"请填写{title}");
        return "";
    }

    /// <param name="errors">Those of the form that was sent, where the page has another one.</param>
    protected void GoOn(Result<string> outcome, FormErrors? errors = null)
    {
        if (outcome.Refusal is { } refusal)
        {
            (errors ?? Input.Errors).Add(refusal.Code == "PASSWORD" ? "password" : "", refusal.Message);
            Context.Response.StatusCode = refusal == SignInSteps.TooMany ? StatusCodes.Status429TooManyRequests
                : refusal == SignInSteps.Wrong || refusal == SignInSteps.WrongCode || refusal == Passkeys.Failed ? StatusCodes.Status401Unauthorized
                : StatusCodes.Status422UnprocessableEntity;
            return;
        }

        Navigation.NavigateTo(SignInPages.Leading(outcome.Value, Next));
    }
}
