using Anju.Kernel;
using Microsoft.EntityFrameworkCore;

namespace Anju.Access;

/// <summary>Adds what neither plan nor register names.</summary>
public sealed class AddOrganisation(Databases databases, OrganisationDirectory organisations, SecurityLog log, TimeProvider clock)
{
    public static readonly IReadOnlyList<OrganisationKind> Kinds =
        [OrganisationKind.Grid, OrganisationKind.Bank, OrganisationKind.StateCompany, OrganisationKind.MassOrganisation, OrganisationKind.CityDepartment, OrganisationKind.CountyBureau];

    public sealed record Request(string Name, OrganisationKind Kind, string? CountyCode, Guid? SiteId, DateOnly? From);

    public async Task<Result> HandleAsync(Request request, Actor by, CancellationToken cancellation)
    {
        if (!Kinds.Contains(request.Kind))
        {
            return new Refusal("KIND", "这一类单位来自方案、区划或台账，不在这里添加", "kind");
        }

        var ofCounty = request.Kind is OrganisationKind.Grid or OrganisationKind.CountyBureau;
        if (ofCounty != (request.CountyCode is not null) && request.Kind is OrganisationKind.Grid or OrganisationKind.CountyBureau or OrganisationKind.CityDepartment)
        {
            return new Refusal("AREA", ofCounty ? "请先在上面选择县市区" : "市直部门请先在上面选择“市级”", "kind");
        }

        if (request.Kind == OrganisationKind.Grid
            && (request.SiteId is null || (await organisations.SitesAsync(request.CountyCode!, cancellation)).All(site => site.SiteId != request.SiteId)))
        {
            return new Refusal("SITE", "网格要选所属安置点", "site");
        }

        var known = organisations.OfThePlan.Concat(await organisations.AddedAsync(cancellation));
        if (known.Any(one => one.Name == request.Name && one.CountyCode == request.CountyCode))
        {
            return new Refusal("TWICE", "这里已有同名的单位", "name");
        }

        var added = new AddedOrganisation
        {
            Id = Guid.CreateVersion7(clock.GetUtcNow()),
            Name = request.Name,
            Kind = request.Kind,
            CountyCode = request.CountyCode,
            SiteId = request.Kind == OrganisationKind.Grid ? request.SiteId : null,
            ValidFrom = request.From,
        };
        await log.WriteAsync(new() { Kind = SecurityEventKind.OrganisationChanged, Succeeded = true, RecordId = added.Id, CountyCode = added.CountyCode, Detail = $"添加：{added.Name}" }, by, cancellation);
        await using var db = databases.Open(Actor.System);
        db.Add(added);
        await db.SaveChangesAsync(cancellation);
        return Result.Ok;
    }
}
