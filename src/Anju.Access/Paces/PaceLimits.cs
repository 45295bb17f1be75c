using System.Globalization;
using System.Threading.RateLimiting;
using Anju.Kernel;
using Microsoft.AspNetCore.Diagnostics;
using Microsoft.AspNetCore.Http;
using Microsoft.AspNetCore.RateLimiting;
using Microsoft.AspNetCore.StaticAssets;
using Microsoft.Extensions.DependencyInjection;
using Microsoft.Extensions.Options;

namespace Anju.Access;

/// <summary>
/// Holds people to the paces, each person by the account and whoever is not signed in by the address. Who goes too fast is
/// told for how long to wait, and the audit administrator that it happened, once in each span.
/// </summary>
internal sealed class PaceLimits(PaceRules rules, PaceAlerts alerts) : IConfigureOptions<RateLimiterOptions>
{
    public void Configure(RateLimiterOptions options)
    {
        options.RejectionStatusCode = StatusCodes.Status429TooManyRequests;
        options.GlobalLimiter = PartitionedRateLimiter.Create<HttpContext, string>(PartitionOf);
        options.OnRejected = async (rejected, cancellation) =>
        {
            if (rejected.Lease.TryGetMetadata(MetadataName.RetryAfter, out var wait))
            {
                rejected.HttpContext.Response.Headers.RetryAfter = Math.Ceiling(Math.Max(1, wait.TotalSeconds)).ToString(CultureInfo.InvariantCulture);
            }

            if (PaceOf(rejected.HttpContext) is { } pace && rules.Of(pace) is { } allowed)
            {
                await alerts.NoteAsync(rejected.HttpContext, pace, allowed, cancellation);
            }
        };
    }

    private RateLimitPartition<string> PartitionOf(HttpContext context)
    {
        // The page that tells of a refusal is no request of its own.
        if (context.Features.Get<IStatusCodeReExecuteFeature>() is not null || context.Features.Get<IExceptionHandlerFeature>() is not null)
        {
            return Unlimited;
        }

        return context.RequestServices.GetRequiredService<CurrentActor>().Session is { } session
            ? PaceOf(context) is { } pace && rules.Of(pace) is { } allowed ? Limited($"{pace} {session.Account.Id}", allowed) : Unlimited
            : rules.Strangers is { } few && context.GetEndpoint()?.Metadata.GetMetadata<StaticAssetDescriptor>() is null
                ? Limited(context.Connection.RemoteIpAddress?.ToString() ?? "", few)
                : Unlimited;
    }

    private static RateLimitPartition<string> Unlimited => RateLimitPartition.GetNoLimiter("");

    private static RateLimitPartition<string> Limited(string whose, Allowance allowed) => RateLimitPartition.GetFixedWindowLimiter(
        whose, _ => new() { PermitLimit = allowed.Times, Window = allowed.Within, QueueLimit = 0 });

    private static Pace? PaceOf(HttpContext context) => context.GetEndpoint()?.Metadata.GetMetadata<PaceAttribute>()?.Pace;
}
