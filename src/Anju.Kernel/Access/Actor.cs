using System.ComponentModel.DataAnnotations;

namespace Anju.Kernel;

/// <summary>Somebody, or some job, on whose behalf the system reads and writes.</summary>
public sealed record Actor(string Id, string Name, string Organisation, Scope Scope, IReadOnlyList<Role> Roles)
{
    /// <summary>The product itself: migrations, the policy pack, scheduled runs. It sees the whole city.</summary>
    public static Actor System { get; } = new("system", "系统", "系统", Scope.City, []);

    /// <summary>Nobody: sees nothing, may write nothing. What a request is before it has signed in.</summary>
    public static Actor Nobody { get; } = new("nobody", "未登录", "", Scope.Nothing, []) { Confirmed = false };

    /// <summary>Where the request came from; empty for the product itself.</summary>
    public string Address { get; init; } = "";

    /// <summary>The one measure of the plan that somebody reads for (an auditor-reader); null for whoever reads for all of them.</summary>
    public int? Measure { get; init; }

    /// <summary>
    /// Has proved who they are within the last minutes, as paying out asks for (requirement A11). Told of people who come by pages;
    /// the product itself has nobody to ask.
    /// </summary>
    public bool Confirmed { get; init; } = true;

    public bool Is(Role role) => Roles.Contains(role);

    /// <summary>Whether rows that are kept for holders of the role are open to this actor; to the product itself they are.</summary>
    public bool Holds(Role role) => ReferenceEquals(this, System) || Is(role);

    /// <summary>Whether figures, work and answers of the measure are for this actor.</summary>
    public bool ReadsFor(int measure) => Measure is not { } one || one == measure;

    /// <summary>The same of ledgers: the register, which measure 1 asks for, is the ground of all.</summary>
    public bool ReadsLedgersOf(int measure) => measure == OfMeasureAttribute.Register || ReadsFor(measure);
}

/// <summary>What a person is in the work of the plan (domain specification 0.3; security requirement B8).</summary>
public enum Role
{
    [Display(Name = "市级牵头")] CityLead,
    [Display(Name = "市直部门")] CityDepartment,
    [Display(Name = "县级专干")] CountyOfficer,
    [Display(Name = "乡镇（街道）")] Township,
    [Display(Name = "安置点专干")] SiteWorker,
    [Display(Name = "网格员")] GridWorker,
    [Display(Name = "审计查阅")] Auditor,
    [Display(Name = "重点人群专员")] KeyPersonCarer,
    [Display(Name = "系统管理员")] SystemAdministrator,
    [Display(Name = "安全管理员")] SecurityAdministrator,
    [Display(Name = "审计管理员")] AuditAdministrator,
}

/// <summary>Groups of roles.</summary>
public static class Roles
{
    /// <summary>Three offices that exclude one another and every other role; none of them sees the register (MLPS 8.1.4.2 d).</summary>
    public static IReadOnlyList<Role> Administrators { get; } = [Role.SystemAdministrator, Role.SecurityAdministrator, Role.AuditAdministrator];

    /// <summary>Those who work with the register.</summary>
    public static IReadOnlyList<Role> Business { get; } = [.. Enum.GetValues<Role>().Except(Administrators)];
}
