using Anju.Kernel;
using Microsoft.AspNetCore.Authentication.Cookies;
using Microsoft.AspNetCore.Authorization;
using Microsoft.AspNetCore.Builder;
using Microsoft.AspNetCore.Http;
using Microsoft.AspNetCore.Routing;
using Microsoft.Extensions.DependencyInjection;

namespace Anju.Access;

/// <summary>People who log in: accounts, sessions, who may do what.</summary>
public static class AccessModule
{
    private static readonly Role[] Writers = [Role.CityLead, Role.CityDepartment, Role.CountyOfficer, Role.Township, Role.SiteWorker, Role.GridWorker];
    private static readonly Role[] Importers = [Role.CityLead, Role.CityDepartment, Role.CountyOfficer, Role.Township];
    private static readonly Role[] Runners = [Role.CityLead, Role.CityDepartment, Role.CountyOfficer];

    public static IServiceCollection AddAccess(this IServiceCollection services)
    {
        services.AddSingleton<SignInLinks>();
        services.AddScoped<CurrentActor>();
        services.AddScoped(provider => provider.GetRequiredService<CurrentActor>().Actor);
        // One for each that asks: components of one page read at the same time, and a context is for one at a time.
        services.AddTransient(provider => provider.GetRequiredService<Databases>().Open(provider.GetRequiredService<Actor>()));
        services.AddAuthentication(CookieAuthenticationDefaults.AuthenticationScheme).AddCookie(options =>
        {
            options.Cookie.Name = "anju";
            options.Cookie.HttpOnly = true;
            options.Cookie.SameSite = SameSiteMode.Strict;
            options.Cookie.SecurePolicy = CookieSecurePolicy.SameAsRequest;
            options.ExpireTimeSpan = TimeSpan.FromHours(8);
            options.Events.OnRedirectToLogin = SendToSignIn;
            options.Events.OnRedirectToAccessDenied = Deny;
        });
        services.AddAuthorizationBuilder()
            .SetFallbackPolicy(new AuthorizationPolicyBuilder().RequireAuthenticatedUser().Build())
            .AddPolicy(Policies.Read, policy => policy.RequireRole(Roles.Business.Select(role => role.ToString())))
            .AddPolicy(Policies.Write, policy => policy.RequireRole(Writers.Select(role => role.ToString())))
            .AddPolicy(Policies.Import, policy => policy.RequireRole(Importers.Select(role => role.ToString())))
            .AddPolicy(Policies.RunMonth, policy => policy.RequireRole(Runners.Select(role => role.ToString())))
            .AddPolicy(Policies.SignedIn, policy => policy.RequireRole(Enum.GetNames<Role>()))
            .AddPolicy(Policies.Accounts, policy => policy.RequireRole(nameof(Role.SystemAdministrator)))
            .AddPolicy(Policies.Posts, policy => policy.RequireRole(nameof(Role.SecurityAdministrator)))
            .AddPolicy(Policies.Audit, policy => policy.RequireRole(nameof(Role.AuditAdministrator)));
        return services;
    }

    /// <summary>Between authentication and authorisation.</summary>
    public static IApplicationBuilder UseAccess(this IApplicationBuilder app)
    {
        app.UseAuthentication();
        app.Use((HttpContext context, RequestDelegate next) => CurrentActor.ResolveAsync(
            context, next, context.RequestServices.GetRequiredService<CurrentActor>(), context.RequestServices.GetRequiredService<Databases>()));
        app.UseAuthorization();
        return app;
    }

    public static void MapAccess(this IEndpointRouteBuilder routes) => SignIn.Map(routes);

    /// <summary>Machines get the status, people a page that says what to do.</summary>
    private static Task SendToSignIn(Microsoft.AspNetCore.Authentication.RedirectContext<CookieAuthenticationOptions> context)
    {
        if (context.Request.Path.StartsWithSegments("/api") || context.Request.Headers.Accept.All(x => x?.Contains("text/html", StringComparison.Ordinal) != true))
        {
            context.Response.StatusCode = StatusCodes.Status401Unauthorized;
            return Task.CompletedTask;
        }

        context.Response.Redirect("/signed-out?reason=session");
        return Task.CompletedTask;
    }

    /// <summary>The refusal stands at the address that was asked for, with its status; the host puts the page to it.</summary>
    private static Task Deny(Microsoft.AspNetCore.Authentication.RedirectContext<CookieAuthenticationOptions> context)
    {
        context.Response.StatusCode = StatusCodes.Status403Forbidden;
        return Task.CompletedTask;
    }
}
