using System.Globalization;
using Anju.Kernel;
using Anju.Register;

namespace Anju.Demo;

/// <summary>
/// Credit codes of employers that do not exist. Both check characters are right; the organisation code begins with XY, while
/// those issued begin with a digit or, since 2015, with MA.
/// </summary>
internal static class Employers
{
    private const string Company = "91";
    private const string Institution = "12";
    private const string Committee = "54";

    /// <summary>The same employer has the same code, whoever works there.</summary>
    public static string CodeOf(string employer, Job job, string county)
    {
        var hash = 2166136261u;
        foreach (var c in employer)
        {
            hash = unchecked((hash ^ c) * 16777619u);
        }

        var kind = job.Channel switch
        {
            EmploymentChannel.PublicPost => Committee,
            EmploymentChannel.PublicInstitution => Institution,
            _ => Company,
        };
        return CreditCode.Of(kind, AreaOf(job, county), string.Create(CultureInfo.InvariantCulture, $"XY{hash % 1_000_000:000000}")).Value;
    }

    /// <summary>Registered in the own county, or in the province the job is in.</summary>
    private static string AreaOf(Job job, string county) => job.Channel switch
    {
        EmploymentChannel.OutsideProvince => job.WorkPlace[..2] switch
        {
            "广东" => "440000",
            "浙江" => "330000",
            "福建" => "350000",
            "江苏" => "320000",
            "上海" => "310000",
            _ => "450000",
        },
        EmploymentChannel.OutsideCounty => "430000",
        _ => county,
    };
}
