using Anju.Kernel;
using Anju.Ui;
using Microsoft.AspNetCore.Authentication.Cookies;
using Microsoft.AspNetCore.Authorization;
using Microsoft.AspNetCore.Builder;
using Microsoft.AspNetCore.Http;
using Microsoft.AspNetCore.Identity;
using Microsoft.AspNetCore.RateLimiting;
using Microsoft.AspNetCore.Routing;
using Microsoft.Extensions.DependencyInjection;
using Microsoft.Extensions.Options;

namespace Anju.Access;

/// <summary>People who log in: organisations, accounts, posts, sessions, who may do what.</summary>
public static class AccessModule
{
    private static readonly Role[] Writers = [Role.CityLead, Role.CityDepartment, Role.CountyOfficer, Role.Township, Role.SiteWorker, Role.GridWorker];
    private static readonly Role[] Unmaskers = [Role.CityLead, Role.CityDepartment, Role.CountyOfficer, Role.Township, Role.SiteWorker];
    private static readonly Role[] Importers = [Role.CityLead, Role.CityDepartment, Role.CountyOfficer, Role.Township];
    private static readonly Role[] Runners = [Role.CityLead, Role.CityDepartment, Role.CountyOfficer];

    /// <summary>Organisations and accounts, for the server and for commands.</summary>
    public static IServiceCollection AddOrganisations(this IServiceCollection services, SignInRules signIn)
    {
        services.AddSingleton(signIn);
        services.AddSingleton<OrganisationDirectory>();
        services.AddSingleton<Holders>();
        services.AddSingleton<AccountRows>();
        services.AddSingleton<FirstCodes>();
        services.AddSingleton<FirstAdministrators>();
        return services;
    }

    /// <summary>Signing in, and who may do what, how often.</summary>
    /// <param name="https">People come by https: cookies go no other way.</param>
    /// <param name="sso">Null where there is none.</param>
    /// <param name="signIn">Limits of signing in and of sessions.</param>
    /// <param name="paces">Null for those of people at work.</param>
    public static IServiceCollection AddAccess(this IServiceCollection services, bool https, PaceRules? paces, SingleSignOn? sso, SignInRules signIn)
    {
        services.AddSingleton(paces ?? new PaceRules());
        services.AddSingleton<PaceAlerts>();
        services.AddSingleton<IConfigureOptions<RateLimiterOptions>, PaceLimits>();
        services.AddRateLimiter(_ => { });
        services.AddSingleton<FailedSignIns>();
        services.AddSingleton<FirstFactor>();
        services.AddSingleton<AuthenticatorCodes>();
        services.AddSingleton<Sessions>();
        services.AddSingleton<Accounts>();
        services.AddSingleton<Posts>();
        services.AddSingleton<AccountList>();
        services.AddSingleton<AddOrganisation>();
        services.AddSingleton<EmergencyAccesses>();
        services.AddSingleton(new NavigationItem(NavigationGroups.System, "紧急查阅", "/emergency", 46, Policy: Policies.Read));
        services.AddSingleton<SignInLinks>();
        services.AddScoped<IPasskeyHandler<UserAccount>, PasskeyHandler<UserAccount>>();
        services.Configure<IdentityPasskeyOptions>(Passkeys.Configure);
        services.AddScoped<Passkeys>();
        services.AddScoped<SignInSteps>();
        services.AddScoped<CurrentActor>();
        services.AddScoped(provider => provider.GetRequiredService<CurrentActor>().Actor);
        services.AddScoped<Trail>();
        // One for each that asks: components of one page read at the same time, and a context is for one at a time.
        services.AddTransient(provider => provider.GetRequiredService<Databases>().Open(provider.GetRequiredService<Actor>()));
        services.AddSingleton(new NavigationItem(NavigationGroups.System, "账号", "/accounts", 10, Policy: Policies.Accounts));
        services.AddSingleton(new NavigationItem(NavigationGroups.System, "单位", "/organisations", 20, Policy: Policies.Accounts));
        services.AddSingleton<IAuthorizationMiddlewareResultHandler, DenialLog>();
        services.AddSingleton<AuditLog>();
        services.AddSingleton<AuditChecks>();
        services.AddSingleton(new SignalRules());
        services.AddSingleton<Signals>();
        services.AddSingleton<HouseholdViews>();
        services.AddHostedService<DailyAnchor>();
        services.AddSingleton(new NavigationItem(NavigationGroups.System, "安全日志", "/audit", 30, Policy: Policies.Audit));
        services.AddSingleton(new NavigationItem(NavigationGroups.System, "岗位审批", "/posts", 10, Policy: Policies.Posts));
        AddIdentity(services, signIn);
        AddCookies(services, signIn, https);
        if (sso is not null)
        {
            services.AddSingleton(sso);
            services.AddAuthentication().AddOpenIdConnect(SingleSignOn.Scheme, sso.Configure);
        }

        services.AddAuthorizationBuilder()
            .SetFallbackPolicy(new AuthorizationPolicyBuilder().RequireAuthenticatedUser().Build())
            .AddPolicy(Policies.Read, policy => policy.RequireRole(Roles.Business.Select(role => role.ToString())))
            .AddPolicy(Policies.Write, policy => policy.RequireRole(Writers.Select(role => role.ToString())))
            .AddPolicy(Policies.Import, policy => policy.RequireRole(Importers.Select(role => role.ToString())))
            .AddPolicy(Policies.RunMonth, policy => policy.RequireRole(Runners.Select(role => role.ToString())))
            .AddPolicy(Policies.Unmask, policy => policy.RequireRole(Unmaskers.Select(role => role.ToString())))
            .AddPolicy(Policies.KeyPersons, policy => policy.RequireRole(nameof(Role.KeyPersonCarer)))
            .AddPolicy(Policies.SignedIn, policy => policy.RequireAuthenticatedUser())
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
            context, next, context.RequestServices.GetRequiredService<CurrentActor>(), context.RequestServices.GetRequiredService<Sessions>(), context.RequestServices.GetRequiredService<Holders>()));
        app.UseRateLimiter();
        app.UseAuthorization();
        app.Use(EmergencyAccesses.RefuseTakingAwayAsync);
        app.Use(StepUp.AskAsync);
        return app;
    }

    /// <param name="links">Sign-in links are answered: a demonstration, or a test.</param>
    public static void MapAccess(this IEndpointRouteBuilder routes, bool links)
    {
        SignOut.Map(routes);
        Passkeys.Map(routes);
        if (routes.ServiceProvider.GetService<SingleSignOn>() is not null)
        {
            SingleSignOn.Map(routes);
        }

        if (links)
        {
            SignInLinks.Map(routes);
        }
    }

    /// <summary>The framework's accounts with hardened options; attempts are counted by <see cref="FailedSignIns"/>, by name and address.</summary>
    private static void AddIdentity(IServiceCollection services, SignInRules rules)
    {
        services.AddIdentityCore<UserAccount>(options =>
        {
            options.User.RequireUniqueEmail = false;
            options.User.AllowedUserNameCharacters = "";
        }).AddUserStore<AccountStore>();
        services.Configure<PasswordHasherOptions>(options => options.IterationCount = rules.PasswordRounds);
        services.AddSingleton<ILookupNormalizer, SignInNames>();

        // Ours alone: the framework's own counts kinds of characters otherwise.
        services.AddScoped<IPasswordValidator<UserAccount>, PasswordRules>();
        foreach (var builtIn in services.Where(service => service.ServiceType == typeof(IPasswordValidator<UserAccount>) && service.ImplementationType == typeof(PasswordValidator<UserAccount>)).ToList())
        {
            services.Remove(builtIn);
        }
    }

    private static void AddCookies(IServiceCollection services, SignInRules rules, bool https)
    {
        services.AddAntiforgery(options => Cookies.Harden(options.Cookie, "anju-form", https));
        services.AddAuthentication(CookieAuthenticationDefaults.AuthenticationScheme)
            .AddCookie(options =>
            {
                Cookies.Harden(options.Cookie, "anju", https);
                options.ExpireTimeSpan = rules.Longest;
                options.SlidingExpiration = false;
                options.Events.OnRedirectToLogin = SendToSignIn;
                options.Events.OnRedirectToAccessDenied = Deny;
            })
            .AddCookie(FirstFactor.Scheme, options =>
            {
                Cookies.Harden(options.Cookie, "anju-first", https);
                options.ExpireTimeSpan = rules.BetweenFactors;
                options.SlidingExpiration = false;
            });
    }

    /// <summary>Machines get the status, people the page to sign in on, which leads back.</summary>
    private static Task SendToSignIn(Microsoft.AspNetCore.Authentication.RedirectContext<CookieAuthenticationOptions> context)
    {
        if (context.Request.Path.StartsWithSegments("/api") || context.Request.Headers.Accept.All(x => x?.Contains("text/html", StringComparison.Ordinal) != true))
        {
            context.Response.StatusCode = StatusCodes.Status401Unauthorized;
            return Task.CompletedTask;
        }

        var back = context.Request.Path.Value is null or "/" || !HttpMethods.IsGet(context.Request.Method) ? default : QueryString.Create("next", context.Request.Path + context.Request.QueryString);
        context.Response.Redirect(context.HttpContext.RequestServices.GetRequiredService<SignInLinks>().Answered ? "/signed-out?reason=session" : SignInPages.Name + back);
        return Task.CompletedTask;
    }

    /// <summary>The refusal stands at the address that was asked for, with its status; the host puts the page to it.</summary>
    private static Task Deny(Microsoft.AspNetCore.Authentication.RedirectContext<CookieAuthenticationOptions> context)
    {
        context.Response.StatusCode = StatusCodes.Status403Forbidden;
        return Task.CompletedTask;
    }
}
