using Anju.Kernel;

namespace Anju.Access;

/// <summary>Which events the audit administrator asks for. Days are days in China, both included.</summary>
/// <param name="Who">Part of a name, or a whole id.</param>
/// <param name="What">The beginning of what it was about: a ledger's code, a door, an account.</param>
public sealed record AuditFilter(
    DateOnly? From = null, DateOnly? To = null, SecurityEventKind? Kind = null, bool? Succeeded = null, string? Who = null, string? What = null, string? County = null, string? Address = null)
{
    public static AuditFilter Read(string? from, string? to, string? kind, string? result, string? who, string? what, string? county, string? address) => new(
        DateOnly.TryParse(from, out var begin) ? begin : null,
        DateOnly.TryParse(to, out var end) ? end : null,
        Enum.TryParse<SecurityEventKind>(kind, out var asked) && Enum.IsDefined(asked) ? asked : null,
        result switch { "ok" => true, "refused" => false, _ => null },
        Given(who),
        Given(what),
        Given(county),
        Given(address));

    internal IQueryable<SecurityEvent> Of(IQueryable<SecurityEvent> events)
    {
        if (From is { } from)
        {
            events = events.Where(x => x.Day >= from);
        }

        if (To is { } to)
        {
            events = events.Where(x => x.Day <= to);
        }

        if (Kind is { } kind)
        {
            events = events.Where(x => x.Kind == kind);
        }

        if (Succeeded is { } succeeded)
        {
            events = events.Where(x => x.Succeeded == succeeded);
        }

        if (Who is { } who)
        {
            events = events.Where(x => x.ActorId == who || x.ActorName.Contains(who));
        }

        if (What is { } what)
        {
            events = events.Where(x => x.Subject.StartsWith(what));
        }

        if (County is { } county)
        {
            events = events.Where(x => x.CountyCode == county);
        }

        return Address is { } address ? events.Where(x => x.Address == address) : events;
    }

    private static string? Given(string? text) => text?.Trim() is { Length: > 0 and <= 100 } given ? given : null;
}
