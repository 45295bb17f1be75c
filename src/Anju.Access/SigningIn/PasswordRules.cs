using Microsoft.AspNetCore.Identity;

namespace Anju.Access;

/// <summary>
/// What a password must be: long enough, of three kinds of characters (MLPS), not one that is tried first, without the
/// person's own name, none of the last five (requirement A6). Long ones and any script are welcome.
/// </summary>
internal sealed class PasswordRules(SignInRules rules, IPasswordHasher<UserAccount> hasher) : IPasswordValidator<UserAccount>
{
    /// <summary>Tried first by whoever guesses here: places, the plan, rows of the keyboard.</summary>
    private static readonly string[] Guessed =
    [
        "chenzhou", "郴州", "hunan", "湖南", "anju", "安居", "431000", "password", "passw0rd", "qwerty", "1qaz", "zaq1", "123456", "abc123", "admin", "welcome",
        "beihu", "suxian", "zixing", "guiyang", "yizhang", "yongxing", "jiahe", "linwu", "rucheng", "guidong", "anren", "banqian", "woaini", "iloveyou",
    ];

    public Task<IdentityResult> ValidateAsync(UserManager<UserAccount> manager, UserAccount user, string? password)
    {
        var errors = Objections(user, password ?? "").Select(text => new IdentityError { Code = "PASSWORD", Description = text }).ToArray();
        return Task.FromResult(errors.Length == 0 ? IdentityResult.Success : IdentityResult.Failed(errors));
    }

    public IEnumerable<string> Objections(UserAccount user, string password)
    {
        const int Longest = 128;
        if (password.Length < rules.PasswordLength)
        {
            yield return $"口令至少 {rules.PasswordLength} 个字符";
        }

        if (password.Length > Longest)
        {
            yield return $"口令不能超过 {Longest} 个字符";
            yield break;
        }

        if (Kinds(password) < 3)
        {
            yield return "口令应含大写字母、小写字母、数字、符号（或汉字）中的三类";
        }

        if (password.Distinct().Count() < 5)
        {
            yield return "口令重复的字符太多";
        }

        if (Guessed.FirstOrDefault(word => password.Contains(word, StringComparison.OrdinalIgnoreCase)) is { } word)
        {
            yield return $"口令不能含有容易猜到的“{word}”";
        }

        if (Owned(user).Any(own => own.Length > 1 && password.Contains(own, StringComparison.OrdinalIgnoreCase)))
        {
            yield return "口令不能含有本人的姓名或用户名";
        }

        if (user.FormerPasswords.Prepend(user.PasswordHash).OfType<string>().Take(rules.PasswordsRemembered)
            .Any(hash => hasher.VerifyHashedPassword(user, hash, password) != PasswordVerificationResult.Failed))
        {
            yield return $"不能使用最近 {rules.PasswordsRemembered} 次用过的口令";
        }
    }

    private static IEnumerable<string> Owned(UserAccount user) => [user.Name, user.SignInName];

    private static int Kinds(string password) =>
        (password.Any(char.IsAsciiLetterUpper) ? 1 : 0) + (password.Any(char.IsAsciiLetterLower) ? 1 : 0)
        + (password.Any(char.IsDigit) ? 1 : 0) + (password.Any(letter => !char.IsAsciiLetterOrDigit(letter)) ? 1 : 0);
}
