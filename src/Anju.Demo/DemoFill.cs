using Anju.Employment.OutwardJobs;
using Anju.Kernel;
using Anju.Register;
using Microsoft.EntityFrameworkCore;

namespace Anju.Demo;

/// <summary>How far the filling is: what is being written, and how many of all steps are done.</summary>
public sealed record DemoProgress(string Step, int Done, int Total);

/// <summary>What lies in the database after <see cref="DemoCity.FillAsync"/>.</summary>
/// <param name="WasThere">The city had been written before; nothing was added.</param>
public sealed record DemoFilled(bool WasThere, int Sites, int Households, int People);

public static partial class DemoCity
{
    private const string Mark = "演示城市：";
    private const string Dated = "（业务日期 ";
    private const string Finished = "，全部写入完毕）";

    /// <summary>
    /// Writes the city through the journal, in batches that say what they are. On a database that holds a demonstration
    /// city already nothing is written; on one that holds anything else, or one left half filled, it is refused.
    /// </summary>
    public static async Task<Result<DemoFilled>> FillAsync(
        Databases databases, DemoOptions options, TimeProvider clock, IProgress<DemoProgress>? progress, CancellationToken cancellation)
    {
        options.Checked();
        await using var db = databases.Open(Actor.System);
        if (await StandingAsync(db, cancellation) is { } standing)
        {
            return standing;
        }

        return await new Filler(db, options, clock, progress).RunAsync(cancellation);
    }

    /// <summary>The business date of the demonstration city that was written here whole; null where there is none.</summary>
    public static async Task<DateOnly?> DateAsync(AnjuDb db, CancellationToken cancellation) =>
        await db.Set<JournalBatch>().AsNoTracking()
            .Where(batch => batch.Origin == Origin.Demo && batch.Reason.StartsWith(Mark) && batch.Reason.EndsWith(Finished))
            .Select(batch => batch.Reason).FirstOrDefaultAsync(cancellation) is { } reason
        && DateOnly.TryParseExact(reason[(reason.LastIndexOf(Dated, StringComparison.Ordinal) + Dated.Length)..^Finished.Length], "yyyy-MM-dd", out var date)
            ? date
            : null;

    private static async Task<Result<DemoFilled>?> StandingAsync(AnjuDb db, CancellationToken cancellation)
    {
        var batches = db.Set<JournalBatch>().AsNoTracking().Where(batch => batch.Origin == Origin.Demo && batch.Reason.StartsWith(Mark));
        if (await DateAsync(db, cancellation) is not null)
        {
            return new DemoFilled(
                true,
                await db.Set<ResettlementSite>().CountAsync(cancellation),
                await db.Set<Household>().CountAsync(cancellation),
                await db.Set<Person>().CountAsync(cancellation));
        }

        if (await batches.AnyAsync(cancellation))
        {
            return new Refusal("DEMO_UNFINISHED", "这个数据目录里的演示城市上次没有写完。请删除该目录（或换一个空目录）后重新运行 demo。");
        }

        return await db.Set<ResettlementSite>().AnyAsync(cancellation)
            || await db.Set<Household>().AnyAsync(cancellation)
            || await db.Set<Person>().AnyAsync(cancellation)
            ? (Result<DemoFilled>?)new Refusal("DEMO_NOT_EMPTY", "这个数据库里已有正式数据，不能写入演示城市。请用 --data 指定一个空目录。")
            : null;
    }

    private sealed class Filler(AnjuDb db, DemoOptions options, TimeProvider clock, IProgress<DemoProgress>? progress)
    {
        private const string Opening = "初始登记";
        private int _done;

        private static int Steps => CountyProfile.All.Count * 7;

        /// <summary>County after county, and of a household all months at once: what is written together lies together.</summary>
        public async Task<Result<DemoFilled>> RunAsync(CancellationToken cancellation)
        {
            var (sites, households, people) = (0, 0, 0);
            var quotas = CountyProfile.Quotas(options.Households);
            var made = MakeAsync(CountyProfile.All[0]);
            foreach (var county in CountyProfile.All)
            {
                // The next county is made while this one is written.
                var batches = await made;
                made = county == CountyProfile.All[^1] ? made : MakeAsync(CountyProfile.All[county.Index + 1]);
                sites += batches.Count;
                households += batches.Sum(batch => batch.Households.Count);
                people += batches.Sum(batch => batch.People.Count);
                var refusal = await RegisterAsync(county, batches, cancellation)
                    ?? await TellAsync(county, batches, cancellation)
                    ?? await OfferAsync(county, batches, cancellation)
                    ?? await VerifyAsync(county, batches, cancellation);
                if (refusal is not null)
                {
                    return refusal;
                }
            }

            return new DemoFilled(false, sites, households, people);

            Task<List<DemoBatch>> MakeAsync(CountyProfile county) =>
                Task.Run(() => Generate(options, county, quotas[county.Index]).ToList(), cancellation);
        }

        private async Task<Refusal?> RegisterAsync(CountyProfile county, List<DemoBatch> batches, CancellationToken cancellation)
        {
            await using var change = await BeginAsync($"{county.Name}安置点、搬迁户、人口{Opening}", cancellation);
            await change.InsertAsync([.. batches.Select(batch => batch.Site)], cancellation);
            await change.InsertAsync([.. batches.SelectMany(batch => batch.Households)], cancellation);
            await change.InsertAsync([.. batches.SelectMany(batch => batch.People)], cancellation);
            return (await change.CommitAsync(cancellation)).Refusal;
        }

        private async Task<Refusal?> TellAsync(CountyProfile county, List<DemoBatch> batches, CancellationToken cancellation) =>
            await WriteAsync<MembershipChange>($"{county.Name}家庭成员变动补录", [.. batches.SelectMany(batch => batch.Changes)], cancellation)
            ?? await WriteAsync<EmploymentSpell>($"{county.Name}就业台账{Opening}", [.. batches.SelectMany(batch => batch.Spells)], cancellation)
            ?? await WriteAsync<EmploymentServiceEvent>($"{county.Name}“311”就业服务补录", [.. batches.SelectMany(batch => batch.Services)], cancellation)
            ?? await WriteAsync($"{county.Name}重点人群服务{Opening}", [.. KeyPeople.Of(options, county, batches)], cancellation);

        /// <summary>Who gives work in the county, and which posts are open.</summary>
        private async Task<Refusal?> OfferAsync(CountyProfile county, List<DemoBatch> batches, CancellationToken cancellation)
        {
            var (carriers, returns) = Carriers.Of(options, county, batches);
            var (projects, payments) = Projects.Of(options, county, batches);
            var taught = Trainings.Of(options, county, batches);
            var around = Surroundings.Of(options, county, batches);
            var owned = Businesses.Of(options, county, batches);
            var vacancies = Vacancies.Of(options, county, batches);
            var (jobWishes, referrals, guidance) = Referrals.Of(options, county, batches, vacancies);
            await using var change = await BeginAsync($"{county.Name}岗位信息、就业帮扶车间和基地、公益性岗位、贷款、零就业家庭、以工代赈、门面租赁、技能培训、荐岗、自主创业、企业和劳务协作、支持措施报送{Opening}", cancellation);
            await change.InsertAsync(vacancies, cancellation);
            await change.InsertAsync(carriers, cancellation);
            await change.InsertAsync(returns, cancellation);
            var (applicants, claims) = Carriers.Asking(options, county, batches, carriers);
            await change.InsertAsync(applicants, cancellation);
            await change.InsertAsync(claims, cancellation);
            await change.InsertAsync(PublicPosts.Of(options, county, batches), cancellation);
            await change.InsertAsync(PostPlans.Of(options, county, batches), cancellation);
            await change.InsertAsync(ServiceTasks.Of(options, batches), cancellation);
            await change.InsertAsync(ZeroCases.Of(options, county, batches), cancellation);
            await change.InsertAsync(projects, cancellation);
            await change.InsertAsync(payments, cancellation);
            await change.InsertAsync(Projects.Reserving(options, county), cancellation);
            await change.InsertAsync(Loans.Of(options, county, batches, carriers), cancellation);
            await change.InsertAsync(Leases.Of(options, county, batches), cancellation);
            await change.InsertAsync(taught.Courses, cancellation);
            await change.InsertAsync(taught.Wishes, cancellation);
            await change.InsertAsync(taught.Enrolments, cancellation);
            await change.InsertAsync(taught.Skills, cancellation);
            await change.InsertAsync(taught.Pairs, cancellation);
            await change.InsertAsync(jobWishes, cancellation);
            await change.InsertAsync(referrals, cancellation);
            await change.InsertAsync(guidance, cancellation);
            await change.InsertAsync(owned.Places, cancellation);
            await change.InsertAsync(owned.Tenancies, cancellation);
            await change.InsertAsync(owned.Owned, cancellation);
            await change.InsertAsync(owned.Subsidies, cancellation);
            await change.InsertAsync(owned.Advice, cancellation);
            await change.InsertAsync(owned.Aid, cancellation);
            await change.InsertAsync(around.Enterprises, cancellation);
            await change.InsertAsync(around.Investments, cancellation);
            await change.InsertAsync(around.Products, cancellation);
            await change.InsertAsync(around.Agreements, cancellation);
            await change.InsertAsync(around.Brands, cancellation);
            await change.InsertAsync(around.Help, cancellation);
            await change.InsertAsync([.. SupportReturns.Of(options, county)], cancellation);
            return (await change.CommitAsync(cancellation)).Refusal;
        }

        private async Task<Refusal?> VerifyAsync(CountyProfile county, List<DemoBatch> batches, CancellationToken cancellation)
        {
            var months = MonthsOf(options).ToList();
            var last = county == CountyProfile.All[^1] ? $"{Dated}{options.Today:yyyy-MM-dd}{Finished}" : "";
            await using var change = await BeginAsync($"{county.Name}{months[0].ToChinese()}至{months[^1].ToChinese()}月度核实{last}", cancellation);
            foreach (var batch in batches)
            {
                await change.InsertAsync([.. batch.Verifications], cancellation);
            }

            return (await change.CommitAsync(cancellation)).Refusal;
        }

        private async Task<Refusal?> WriteAsync<T>(string what, IReadOnlyList<T> rows, CancellationToken cancellation)
            where T : Record
        {
            await using var change = await BeginAsync(what, cancellation);
            await change.InsertAsync(rows, cancellation);
            return (await change.CommitAsync(cancellation)).Refusal;
        }

        private Task<Change> BeginAsync(string what, CancellationToken cancellation)
        {
            progress?.Report(new(what, _done++, Steps));
            return Change.BeginAsync(db, Origin.Demo, Mark + what, clock, cancellation);
        }
    }
}
