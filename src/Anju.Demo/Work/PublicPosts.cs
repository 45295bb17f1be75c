using System.Globalization;
using Anju.Employment.PublicWork;
using Anju.Kernel;
using Anju.Register;

namespace Anju.Demo;

/// <summary>
/// The public welfare posts that the spells of work tell of: agreements renewed by the year, most of them in order; some over,
/// some beyond the months without a reason, some of a cadre's family, and some posts that nobody has entered.
/// </summary>
internal static class PublicPosts
{
    private const int Stream = 2_710;
    private const int EndingDays = 30;

    public static IReadOnlyList<PublicPost> Of(DemoOptions options, CountyProfile county, IReadOnlyList<DemoBatch> batches) =>
    [
        .. batches.SelectMany(batch => batch.Spells).Where(spell => spell.Channel == EmploymentChannel.PublicPost)
            .Select((spell, number) => Make(options, county, spell, number, Dice.For(options.Seed, county.Index, number, Stream))).OfType<PublicPost>(),
    ];

    private static PublicPost? Make(DemoOptions options, CountyProfile county, EmploymentSpell spell, int number, Dice dice)
    {
        if (dice.Chance(0.04))
        {
            return null;
        }

        var post = new PublicPost
        {
            Code = string.Create(CultureInfo.InvariantCulture, $"GG{county.Code}{number + 1:0000}"),
            PersonId = spell.PersonId,
            HouseholdId = spell.HouseholdId,
            CountyCode = spell.CountyCode,
            SiteId = spell.SiteId,
            Kind = KindOf(spell.Trade, dice),
            Developer = spell.Employer ?? "村民委员会",
            Funding = dice.Weighted((5, "就业补助资金"), (4, "衔接资金"), (2, "县级财政")),
            WorkPlace = spell.WorkPlace ?? county.Name,
            Hours = dice.Chance(0.9) ? PostHours.Part : PostHours.Full,
            MonthlyPay = spell.MonthlyIncome,
            HolderClass = dice.Weighted((6, HolderClass.PovertyAlleviated), (2, HolderClass.HardToEmploy), (1, HolderClass.Disabled), (1, HolderClass.Monitored)),
            OfCadre = dice.Chance(0.02),
            StartedOn = spell.StartedOn,
            LeftOn = spell.EndedOn,
            LeftFor = spell.EndedOn is null ? null : dice.Weighted((3, OffPostReason.TermOver), (3, OffPostReason.Employed), (2, OffPostReason.Voluntary)),
            Attendance = spell.EndedOn is null ? dice.Between(18, 26) : null,
        };
        post.WeeklyHours = post.Hours == PostHours.Full ? 40 : dice.Between(12, 24);
        post.AgreementFrom = spell.StartedOn;
        var seen = spell.EndedOn ?? options.Today;
        for (var next = spell.StartedOn.AddYears(1); next < seen; next = next.AddYears(1))
        {
            post.AgreementFrom = next;
        }

        post.AgreementTo = post.AgreementFrom.Value.AddYears(1).AddDays(-1);
        if (spell.EndedOn is null && post.AgreementFrom > spell.StartedOn && dice.Chance(0.05))
        {
            (post.AgreementFrom, post.AgreementTo) = (post.AgreementFrom.Value.AddYears(-1), post.AgreementTo.Value.AddYears(-1)); // nobody renewed it
        }

        if (spell.EndedOn is null && number % 9 == 1 && post.AgreementFrom < options.Today)
        {
            post.AgreementTo = options.Today.AddDays(12);
        }

        var months = post.MonthsUpTo(options.Today);
        post.Paid = spell.MonthlyIncome is { } pay ? new Yuan(pay.Cents * months) : null;
        (post.State, post.StateSince) = post.LeftOn is { } left ? (PublicPostState.OffPost, left) : (PublicPostState.OnDuty, post.AgreementFrom);
        if (post.LeftOn is null && post.AgreementTo <= options.Today.AddDays(EndingDays))
        {
            (post.State, post.StateSince) = (PublicPostState.EndDue, post.AgreementTo.Value.AddDays(-EndingDays));
            (post.DueOn, post.WarnOn) = (post.AgreementTo, post.AgreementTo.Value.AddDays(-5));
        }

        post.ExtendedFor = months > 36 && dice.Chance(0.8) ? "距法定退休年龄不足5年" : null;
        return post;
    }

    private static PublicPostKind KindOf(string? trade, Dice dice) => trade switch
    {
        "保洁员" => PublicPostKind.Cleaning,
        "护林员" => PublicPostKind.Forest,
        "河道巡护员" => PublicPostKind.River,
        "道路维护员" => PublicPostKind.Road,
        "楼栋管理员" => PublicPostKind.Facilities,
        "消防巡查员" => PublicPostKind.Security,
        _ => dice.Of(PublicPostKind.Cleaning, PublicPostKind.Assistance),
    };
}
