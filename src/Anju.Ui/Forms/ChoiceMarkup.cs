using System.Text;
using System.Text.Encodings.Web;

namespace Anju.Ui;

/// <summary>
/// The options of a drop-down as text. A city has hundreds of townships and sites: as elements of a page of their own they
/// would cost more than the fifty rows the page is about.
/// </summary>
internal static class ChoiceMarkup
{
    /// <param name="encode">The page's own encoder: names come from the register.</param>
    public static string Of(IEnumerable<Choice> choices, string? chosen, HtmlEncoder encode)
    {
        var text = new StringBuilder();
        string? open = null;
        foreach (var choice in choices)
        {
            if (choice.Group != open)
            {
                text.Append(open is null ? "" : "</optgroup>");
                open = choice.Group;
                text.Append(open is null ? "" : $"<optgroup label=\"{encode.Encode(open)}\">");
            }

            text.Append("<option value=\"").Append(encode.Encode(choice.Code)).Append(choice.Code == chosen ? "\" selected>" : "\">")
                .Append(encode.Encode(choice.Text)).Append("</option>");
        }

        return text.Append(open is null ? "" : "</optgroup>").ToString();
    }
}
