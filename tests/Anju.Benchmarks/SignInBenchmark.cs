using System.Diagnostics;
using System.Net;
using Anju.Access;
using Anju.Kernel;
using Microsoft.AspNetCore.Http;
using Microsoft.AspNetCore.Identity;
using Microsoft.Extensions.DependencyInjection;

namespace Anju.Benchmarks;

/// <summary>
/// How long a refused sign-in takes tells nobody which names exist (requirement A4): names that somebody has and names that
/// nobody has in turn, each once and from an address of its own, compared by the test of Mann and Whitney.
/// </summary>
internal static class SignInBenchmark
{
    /// <summary>Below it the two would be said to differ.</summary>
    private const double LeastP = 0.01;

    public static async Task RunAsync(IServiceProvider services, int names, Report report)
    {
        var account = new UserAccount { Id = "", SignInName = "", Name = "" };
        var hash = services.GetRequiredService<IPasswordHasher<UserAccount>>().HashPassword(account, Guid.CreateVersion7().ToString());
        await using (var db = services.GetRequiredService<Databases>().Open(Actor.System))
        {
            db.AddRange(Enumerable.Range(0, names).Select(i => new UserAccount
            {
                Id = Guid.CreateVersion7().ToString(), SignInName = NameOf(i), NormalizedSignInName = UserAccount.Normalized(NameOf(i)), Name = "测速", PasswordHash = hash, SecurityStamp = "",
            }));
            await db.SaveChangesAsync();
        }

        var (known, unknown) = (new List<double>(), new List<double>());
        for (var i = -Math.Min(5, names); i < names; i++)
        {
            var (theirs, nobodys) = (await RefusedAsync(services, NameOf(Math.Abs(i)), i), await RefusedAsync(services, $"nobody{Math.Abs(i)}", names + i));
            if (i >= 0)
            {
                known.Add(theirs);
                unknown.Add(nobodys);
            }
        }

        report.Line($"refused sign-ins, {names} of each: names that somebody has {Middle(known):0.0} ms, names that nobody has {Middle(unknown):0.0} ms (p50)");
        report.AtLeast("  their times are alike, p", P(known, unknown), LeastP, "");
    }

    private static string NameOf(int i) => $"somebody{i}";

    private static async Task<double> RefusedAsync(IServiceProvider services, string name, int address)
    {
        await using var scope = services.CreateAsyncScope();
        var context = new DefaultHttpContext { RequestServices = scope.ServiceProvider, Connection = { RemoteIpAddress = new IPAddress(0x0A000000L + address + 100_000) } };
        var steps = scope.ServiceProvider.GetRequiredService<SignInSteps>();
        var start = Stopwatch.GetTimestamp();
        var outcome = await steps.EnterPasswordAsync(context, name, "wrong, whoever it is");
        var took = Stopwatch.GetElapsedTime(start).TotalMilliseconds;
        return outcome.IsOk ? throw new InvalidOperationException("A wrong password was let in.") : took;
    }

    /// <summary>Two-sided, by the normal approximation: there are hundreds of times and hardly two alike.</summary>
    private static double P(List<double> one, List<double> other)
    {
        var ranks = one.Select(time => (Time: time, IsOne: true)).Concat(other.Select(time => (Time: time, IsOne: false))).OrderBy(x => x.Time).ToList();
        var sum = ranks.Index().Where(x => x.Item.IsOne).Sum(x => x.Index + 1.0);
        var (n, m) = ((double)one.Count, (double)other.Count);
        var u = sum - (n * (n + 1) / 2);
        var z = Math.Abs(u - (n * m / 2)) / Math.Sqrt(n * m * (n + m + 1) / 12);
        return 2 * (1 - Normal(z));
    }

    /// <summary>The distribution function of the normal distribution (Abramowitz and Stegun 26.2.17, good to 7.5e-8).</summary>
    private static double Normal(double z)
    {
        var t = 1 / (1 + (0.2316419 * z));
        var tail = t * (0.319381530 + (t * (-0.356563782 + (t * (1.781477937 + (t * (-1.821255978 + (t * 1.330274429))))))));
        return 1 - (Math.Exp(-z * z / 2) / Math.Sqrt(2 * Math.PI) * tail);
    }

    private static double Middle(List<double> times) => times.Order().ElementAt(times.Count / 2);
}
