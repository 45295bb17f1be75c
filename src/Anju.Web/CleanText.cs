using Microsoft.AspNetCore.Http.Features;
using Microsoft.Extensions.Primitives;

namespace Anju.Web;

/// <summary>
/// Takes out of addresses and posted forms what no text has in it: NUL and the other control characters, which PostgreSQL
/// refuses to store or to look for and nobody can see. Lines of a text stay lines.
/// </summary>
internal sealed class CleanText(RequestDelegate next)
{
    public Task InvokeAsync(HttpContext context)
    {
        var request = context.Request;
        if (request.Query.Any(pair => IsDirty(pair.Key) || pair.Value.Any(IsDirty)))
        {
            request.QueryString = QueryString.Create(request.Query.SelectMany(
                pair => pair.Value, (pair, value) => KeyValuePair.Create(Clean(pair.Key), (string?)Clean(value ?? ""))));
        }

        if (context.Features.Get<IFormFeature>() is not CleanForm && request.HasFormContentType)
        {
            context.Features.Set<IFormFeature>(new CleanForm(context.Features.Get<IFormFeature>() ?? new FormFeature(request)));
        }

        return next(context);
    }

    private static bool IsDirty(string? text) => text?.Any(IsControl) == true;

    private static bool IsControl(char c) => char.IsControl(c) && c is not ('\t' or '\n' or '\r');

    private static string Clean(string text) => IsDirty(text) ? string.Concat(text.Where(c => !IsControl(c))) : text;

    /// <summary>A form as it was posted, cleaned when it is read; files are handed on as they are.</summary>
    private sealed class CleanForm(IFormFeature posted) : IFormFeature
    {
        private IFormCollection? cleaned;

        public bool HasFormContentType => posted.HasFormContentType;

        public IFormCollection? Form
        {
            get => cleaned ??= posted.Form is { } form ? Cleaned(form) : null;
            set => (cleaned, posted.Form) = (null, value);
        }

        public IFormCollection ReadForm() => cleaned ??= Cleaned(posted.ReadForm());

        public async Task<IFormCollection> ReadFormAsync(CancellationToken cancellationToken) =>
            cleaned ??= Cleaned(await posted.ReadFormAsync(cancellationToken));

        private static IFormCollection Cleaned(IFormCollection form) =>
            form.Any(pair => IsDirty(pair.Key) || pair.Value.Any(IsDirty))
                ? new FormCollection(
                    form.GroupBy(pair => Clean(pair.Key)).ToDictionary(
                        group => group.Key, group => new StringValues([.. group.SelectMany(pair => pair.Value).Select(value => Clean(value ?? ""))]), StringComparer.OrdinalIgnoreCase),
                    form.Files)
                : form;
    }
}
