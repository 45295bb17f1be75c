using System.ComponentModel.DataAnnotations;
using Anju.Kernel;
using Anju.Ledgers;
using Anju.Policy;
using Microsoft.EntityFrameworkCore;
using CountyNames = Anju.Kernel.CountyNames;

namespace Anju.Register;

/// <summary>Where a job is, seen from the county that the household lives in.</summary>
public enum WorkRegion
{
    [Display(Name = "县内")] InsideCounty,
    [Display(Name = "省内县外")] OutsideCounty,
    [Display(Name = "省外")] OutsideProvince,
}

public static class WorkRegions
{
    private const string Province = "湖南";
    private const string City = "郴州";

    private static readonly string[] Others =
    [
        "北京", "天津", "河北", "山西", "内蒙古", "辽宁", "吉林", "黑龙江", "上海", "江苏", "浙江", "安徽", "福建", "江西", "山东", "河南", "湖北",
        "广东", "广西", "海南", "重庆", "四川", "贵州", "云南", "西藏", "陕西", "甘肃", "青海", "宁夏", "新疆", "香港", "澳门", "台湾", "境外",
    ];

    /// <summary>By the place as written, and by the channel where the place does not say it.</summary>
    /// <param name="county">Six digits.</param>
    public static WorkRegion Of(EmploymentChannel channel, string? place, string county)
    {
        var text = place?.Trim() ?? "";
        return CountyNames.Of(county) is { } own && text.Contains(own, StringComparison.Ordinal) ? WorkRegion.InsideCounty
            : Others.Any(name => text.StartsWith(name, StringComparison.Ordinal)) ? WorkRegion.OutsideProvince
            : (text.StartsWith(Province, StringComparison.Ordinal) || text.StartsWith(City, StringComparison.Ordinal)) && CountyNames.In(text).Count > 0 ? WorkRegion.OutsideCounty
            : channel switch
            {
                EmploymentChannel.OutsideProvince => WorkRegion.OutsideProvince,
                EmploymentChannel.OutsideCounty => WorkRegion.OutsideCounty,
                _ => WorkRegion.InsideCounty,
            };
    }
}

internal sealed class RegionOfSpells() : Computation<EmploymentSpell>(nameof(EmploymentSpell.Region))
{
    protected override Task FillAsync(AnjuDb db, IReadOnlyList<EmploymentSpell> lines, CancellationToken cancellation)
    {
        foreach (var spell in lines)
        {
            spell.Region = WorkRegions.Of(spell.Channel, spell.WorkPlace, spell.CountyCode);
        }

        return Task.CompletedTask;
    }
}

/// <summary>Whether a job makes its person stably employed today: months in other jobs count, so all of the person's are looked at.</summary>
internal sealed class StabilityOfSpells(PlanPack pack, BusinessDate date) : Computation<EmploymentSpell>(nameof(EmploymentSpell.Stable))
{
    protected override async Task FillAsync(AnjuDb db, IReadOnlyList<EmploymentSpell> lines, CancellationToken cancellation)
    {
        var ids = lines.Select(spell => spell.PersonId).Distinct().ToList();
        var people = await db.Set<Person>().AsNoTracking().Where(person => ids.Contains(person.Id)).ToListAsync(cancellation);
        var parameters = pack.Parameters.At(date.ThisMonth);
        var facts = await PeopleToday.OfAsync(db, people, date.Today, cancellation);
        foreach (var spell in lines)
        {
            spell.Stable = facts.TryGetValue(spell.PersonId, out var person) && person.Spells.FirstOrDefault(other => other.Id == spell.Id) is { } same
                ? person.IsStable(same, parameters)
                : null;
        }
    }
}
