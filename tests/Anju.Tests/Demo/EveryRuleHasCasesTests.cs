using Anju.Demo;
using Anju.Kernel;
using Anju.Ledgers;
using Anju.Policy;
using Anju.Register;
using Anju.Register.HouseholdFile;
using Anju.Web;

namespace Anju.Tests.Demo;

/// <summary>Nothing that the product judges goes without a case: who looks at the demonstration sees each check and duty at work.</summary>
public sealed class EveryRuleHasCasesTests
{
    private static readonly DemoOptions City = new() { Households = 2_000 };

    [Fact]
    public void Every_duty_and_every_check_is_met_by_some_and_not_met_by_others()
    {
        var (pack, ledgers, streams) = (PlanPack.Load(), new LedgerCatalogue(Product.Modules), Product.Modules.Create<FactStream>());
        var rules = new RuleBook(Product.Modules, pack);
        var month = Month.Of(City.Today);
        var parameters = pack.Parameters.At(month);
        var counts = rules.All.Where(rule => rule.InForce(month)).ToDictionary(rule => rule.Code, _ => new Dictionary<Outcome, int>());
        foreach (var county in CountyProfile.All)
        {
            var batches = DemoCity.Generate(City, county, CountyProfile.Quotas(City.Households)[county.Index]).ToList();
            var posts = PublicPosts.Of(City, county, batches).ToLookup(post => post.HouseholdId);
            var taught = Trainings.Of(City, county, batches);
            foreach (var training in taught.Enrolments)
            {
                Take(rules.Judge(Given.Line(training, City.Today), month, parameters));
            }

            foreach (var file in batches.SelectMany(batch => Files(batch, posts, taught, ledgers, month)))
            {
                Take(rules.Judge(file.Facts(streams, ledgers, month, City.Today), month, parameters));
            }

            var (carriers, returns) = Carriers.Of(City, county, batches);
            foreach (var carrier in carriers)
            {
                Take(rules.Judge(Given.Line(carrier, City.Today, [.. returns.Where(one => one.CarrierId == carrier.Id)]), month, parameters));
            }

            var (projects, payments) = Projects.Of(City, county, batches);
            foreach (var project in projects)
            {
                Take(rules.Judge(Given.Line(project, City.Today, [.. payments.Where(one => one.ProjectId == project.Id)]), month, parameters));
            }

            foreach (var reserving in Projects.Reserving(City, county))
            {
                Take(rules.Judge(Given.Line(reserving, City.Today), month, parameters));
            }

            foreach (var lease in Leases.Of(City, county, batches))
            {
                Take(rules.Judge(Given.Line(lease, City.Today), month, parameters));
            }

            var owned = Businesses.Of(City, county, batches);
            foreach (var place in owned.Places)
            {
                Take(rules.Judge(Given.Line(place, City.Today, [.. owned.Tenancies.Where(one => one.IncubatorId == place.Id)]), month, parameters));
            }

            foreach (var subsidy in owned.Subsidies)
            {
                Take(rules.Judge(Given.Line(subsidy, City.Today), month, parameters.With("startup-subsidy.decision-days", "30").With("startup-subsidy.pay-days", "30")));
            }

            foreach (var loan in Loans.Of(City, county, batches, carriers))
            {
                Take(rules.Judge(Given.Line(loan, City.Today), month, parameters.With("loan.decision-days", "30")));
            }
        }

        void Take(IEnumerable<Answer> answers)
        {
            foreach (var answer in answers)
            {
                counts[answer.Rule.Code][answer.Verdict.Outcome] = counts[answer.Rule.Code].GetValueOrDefault(answer.Verdict.Outcome) + 1;
            }
        }

        // Nobody is told by a line that was never published, and two spellings of one number are found by the database.
        // What a post may cost and how long a loan or a subsidy may take were not published either: the latter are tried with thirty days.
        var judged = rules.All.Where(rule => rule.Kind is RuleKind.Duty or RuleKind.Error or RuleKind.Warning
            && rule.Code is not ("C-INCOME-LINE" or "C-ID-TWICE") && rule is not CountyRule).ToList(); // those of counties: SupportDutyTests
        Assert.True(judged.Count >= 33, $"{judged.Count} duties and checks");
        Assert.Empty(judged.Where(rule => counts[rule.Code].GetValueOrDefault(Outcome.NotMet) == 0).Select(rule => $"{rule.Code} not met"));
        Assert.Empty(judged.Where(rule => counts[rule.Code].GetValueOrDefault(Outcome.Met) == 0 && rule.Code != "R-M04-P").Select(rule => $"{rule.Code} met"));
    }

    private static IEnumerable<FactFile> Files(
        DemoBatch batch, ILookup<Guid, Anju.Employment.PublicWork.PublicPost> posts, Trainings taught, LedgerCatalogue ledgers, Month month)
    {
        var people = batch.People.ToLookup(person => person.HouseholdId);
        var verified = batch.VerificationsOf(month).ToLookup(x => x.HouseholdId);
        var (changes, spells, services) =
            (batch.Changes.ToLookup(x => x.HouseholdId), batch.Spells.ToLookup(x => x.HouseholdId), batch.Services.ToLookup(x => x.HouseholdId));
        var (wishes, trainings, skills) =
            (taught.Wishes.ToLookup(x => x.HouseholdId), taught.Enrolments.ToLookup(x => x.HouseholdId), taught.Skills.ToLookup(x => x.HouseholdId));
        return batch.Households.Select(household => new FactFile(household, batch.Site, [.. people[household.Id]], new Dictionary<string, IReadOnlyList<Anju.Kernel.Record>>
        {
            [ledgers.Of<Anju.Employment.PublicWork.PublicPost>().Code] = [.. posts[household.Id]],
            [ledgers.Of<Anju.Employment.Skills.TrainingWish>().Code] = [.. wishes[household.Id]],
            [ledgers.Of<Anju.Employment.Skills.TrainingEnrolment>().Code] = [.. trainings[household.Id]],
            [ledgers.Of<Anju.Employment.Skills.PersonSkill>().Code] = [.. skills[household.Id]],
            [ledgers.Of<MembershipChange>().Code] = [.. changes[household.Id]],
            [ledgers.Of<EmploymentSpell>().Code] = [.. spells[household.Id]],
            [ledgers.Of<MonthlyVerification>().Code] = [.. verified[household.Id]],
            [ledgers.Of<Anju.Employment.OutwardJobs.EmploymentServiceEvent>().Code] = [.. services[household.Id]],
        }));
    }
}
