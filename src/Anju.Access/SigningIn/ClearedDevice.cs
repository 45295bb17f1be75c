using Microsoft.AspNetCore.Http;

namespace Anju.Access;

/// <summary>
/// Whoever has signed out, or was taken out, leaves nothing on the device (requirement D5): the browser is asked to forget what it
/// has stored and cached for this address, such as drafts of forms. What people are shown is kept in no cache anyway; this also takes
/// the page behind the back button. A session that only ran out keeps its drafts: nothing typed is lost by having been idle, and they
/// end by themselves after seven days.
/// </summary>
internal static class ClearedDevice
{
    public static void Ask(HttpResponse response) => response.Headers["Clear-Site-Data"] = "\"cache\", \"storage\"";
}
