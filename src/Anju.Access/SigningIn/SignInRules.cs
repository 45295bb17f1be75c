namespace Anju.Access;

/// <summary>
/// The limits of signing in and of sessions. Sources: ASVS 5.0 chapters 6 and 7, MLPS level 3 (GB/T 22239 8.1.4.1); where
/// they differ the latter is followed, as docs/security.md records.
/// </summary>
public sealed record SignInRules
{
    public TimeSpan Idle { get; init; } = TimeSpan.FromMinutes(15);

    public TimeSpan Longest { get; init; } = TimeSpan.FromHours(8);

    /// <summary>Sessions of one person side by side; the next one ends the oldest.</summary>
    public int Parallel { get; init; } = 3;

    /// <summary>How long a confirmation of who one is counts for what is sensitive.</summary>
    public TimeSpan Fresh { get; init; } = TimeSpan.FromMinutes(5);

    /// <summary>Time from the password to the second factor.</summary>
    public TimeSpan BetweenFactors { get; init; } = TimeSpan.FromMinutes(10);

    public TimeSpan FirstCode { get; init; } = TimeSpan.FromHours(24);

    public TimeSpan PasswordLife { get; init; } = TimeSpan.FromDays(90);

    public int PasswordsRemembered { get; init; } = 5;

    public int PasswordLength { get; init; } = 10;

    /// <summary>Rounds of PBKDF2 with HMAC-SHA512 (ASVS appendix C asks for 210,000).</summary>
    public int PasswordRounds { get; init; } = 210_000;

    /// <summary>The time that failed attempts are counted over and that a refusal lasts.</summary>
    public TimeSpan Window { get; init; } = TimeSpan.FromMinutes(15);

    /// <summary>Failures with one name from one address after which that address is refused for that name.</summary>
    public int FailuresWithName { get; init; } = 5;

    /// <summary>Failures from one address, whatever the names, after which it must wait.</summary>
    public int FailuresOfAddress { get; init; } = 30;

    /// <summary>Failures with one name from everywhere, after which only addresses the person has signed in from before get through.</summary>
    public int FailuresEverywhere { get; init; } = 20;
}
