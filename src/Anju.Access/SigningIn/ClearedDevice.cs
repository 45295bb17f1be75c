using Microsoft.AspNetCore.Http;

namespace Anju.Access;

/// <summary>
/// Whoever's session is over leaves nothing on the device (requirement D5): the browser is asked to forget what it has stored and
/// cached for this address. What people are shown is kept in no cache anyway; this also takes the page behind the back button.
/// </summary>
internal static class ClearedDevice
{
    public static void Ask(HttpResponse response) => response.Headers["Clear-Site-Data"] = "\"cache\", \"storage\"";
}
