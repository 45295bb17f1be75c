using Anju.Kernel;
using Anju.Ledgers;
using Microsoft.EntityFrameworkCore;

namespace Anju.Register.Actions;

/// <summary>Somebody comes onto a household's roll. Who was in the register before and left comes back as the same record.</summary>
internal static class AddMember
{
    public static IReadOnlyList<ChangeKind> Kinds { get; } =
        [ChangeKind.Birth, ChangeKind.MarriedIn, ChangeKind.Adopted, ChangeKind.MovedIn, ChangeKind.Released, ChangeKind.Returned];

    public sealed record Request(Seen Home, ChangeKind Kind, Event On, Relation Relation)
    {
        /// <summary>A person of the register who left it; otherwise the fields below make a new one.</summary>
        public Guid? ReturningId { get; init; }

        public string? Name { get; init; }

        public IdType IdType { get; init; }

        public string? IdNumber { get; init; }

        public Sex? Sex { get; init; }

        public DateOnly? BirthDate { get; init; }

        public string? Ethnicity { get; init; }

        public string? Phone { get; init; }
    }

    /// <summary>The id of the person.</summary>
    public static async Task<Result<Guid>> HandleAsync(Occasion occasion, Request request, CancellationToken cancellation)
    {
        if (!Kinds.Contains(request.Kind))
        {
            return new Refusal("KIND", "请选择增加的原因。", "kind");
        }

        var clean = Clean(request, occasion.Today);
        if (!clean.IsOk)
        {
            return clean.Refusal;
        }

        request = clean.Value;
        var begun = await RollChange.BeginAsync(occasion, $"增加成员（{TermTitles.Of(request.Kind)}）", request.On, [request.Home], cancellation);
        if (!begun.IsOk)
        {
            return begun.Refusal;
        }

        await using var roll = begun.Value;
        var home = roll[request.Home.Household];
        if ((request.Relation == Relation.Head) != home.Head is null)
        {
            return home.Head is { } head
                ? new Refusal("HEAD_TAKEN", $"本户已有户主{head.Name}。要换户主，请先增加成员，再办理“变更户主”。", "relation")
                : new Refusal("HEAD_MISSING", "本户没有户主，请把这位成员登记为户主。", "relation");
        }

        if (ActionRules.BeforeMove(home, request.On.HappenedOn) is { } moved)
        {
            return moved;
        }

        var person = await FindAsync(occasion.Db, home, request, cancellation);
        if (!person.IsOk)
        {
            return person.Refusal;
        }

        if (person.Value is { } returning)
        {
            if (await RefuseAsync(occasion.Db, returning, request, cancellation) is { } no)
            {
                return no;
            }

            if (ActionRules.Generation(home, request.Relation, returning.BirthDate, returning.Name) is { } older)
            {
                return older;
            }

            var back = home.Everybody.FirstOrDefault(x => x.Id == returning.Id);
            if (back is null)
            {
                home.Take(returning, back = RecordField.CloneOf(returning));
            }

            back.Relation = request.Relation;
            roll.Enter(home, back, request.Kind);
        }
        else
        {
            var newcomer = Make(request);
            if (!newcomer.IsOk)
            {
                return newcomer.Refusal;
            }

            if (ActionRules.Generation(home, request.Relation, newcomer.Value.BirthDate, newcomer.Value.Name) is { } older)
            {
                return older;
            }

            roll.Register(home, newcomer.Value);
            roll.Enter(home, newcomer.Value, request.Kind);
        }

        var id = person.Value?.Id ?? home.Everybody[^1].Id;
        var written = await roll.CommitAsync(cancellation);
        return written.IsOk ? id : written.Refusal;
    }

    /// <summary>The record that the person has already; null for somebody new.</summary>
    private static async Task<Result<Person?>> FindAsync(AnjuDb db, HomeInHand home, Request request, CancellationToken cancellation)
    {
        if (request.ReturningId is { } id)
        {
            var chosen = await db.Set<Person>().AsNoTracking().FirstOrDefaultAsync(x => x.Id == id, cancellation);
            return chosen is null ? new Refusal("PERSON_UNKNOWN", "没有找到所选的人，可能不在您的管辖范围内。", "returningId") : Result.Of<Person?>(chosen);
        }

        if (request.IdNumber is not { } number
            || await db.Set<Person>().AsNoTracking().FirstOrDefaultAsync(BlindIndex.Is<Person>(db, nameof(Person.IdNumber), number), cancellation) is not { } known)
        {
            return Result.Of<Person?>(null);
        }

        if (known.Status == PersonStatus.Left)
        {
            return known;
        }

        if (known.HouseholdId == home.Household.Id)
        {
            return new Refusal("ON_THIS_ROLL", $"这个证件号码的{known.Name}已在本户名册上。", "idNumber");
        }

        var other = await db.Set<Household>().AsNoTracking().FirstOrDefaultAsync(x => x.Id == known.HouseholdId, cancellation);
        return new Refusal(
            "ON_ANOTHER_ROLL", $"这个证件号码的{known.Name}在{other?.HeadName}户（{other?.Code}）的名册上。请先在那一户办理“减少成员”或“分户”。", "idNumber");
    }

    private static async Task<Refusal?> RefuseAsync(AnjuDb db, Person returning, Request request, CancellationToken cancellation)
    {
        if (returning.Status == PersonStatus.Active)
        {
            return new("NOT_GONE", $"{returning.Name}仍在名册上，不用再登记。", "returningId");
        }

        var died = await db.Set<MembershipChange>().AnyAsync(x => x.PersonId == returning.Id && x.Kind == ChangeKind.Death, cancellation);
        return Refuse(returning, request, died);
    }

    internal static Refusal? Refuse(Person returning, Request request, bool died)
    {
        if (died)
        {
            return new("DECEASED", $"{returning.Name}已登记死亡。如果登记有误，请先在其所在户的变更历史中撤销那一次变动。", "returningId");
        }

        if (request.Kind == ChangeKind.Birth)
        {
            return new("BORN_BEFORE", $"{returning.Name}以前登记过，增加的原因不能是“出生”。", "kind");
        }

        return request.On.HappenedOn < returning.LeftOn
            ? new("BEFORE_LEAVING", $"发生日期早于{returning.Name}离户的日期（{returning.LeftOn:yyyy-MM-dd}）。", "happenedOn")
            : null;
    }

    /// <summary>With the number as it is stored, so that a person of the register is found by it.</summary>
    internal static Result<Request> Clean(Request request, DateOnly today)
    {
        if (request is not { IdNumber: { } typed, ReturningId: null })
        {
            return request;
        }

        var number = DocumentNumber.Stored(typed, today);
        var problems = DocumentNumber.Problems(request.IdType, number, today);
        return Refusal.OfAll(problems.Select(problem => new Refusal("ID_NUMBER", problem, "idNumber"))) is { } wrong ? wrong : request with { IdNumber = number };
    }

    internal static Result<Person> Make(Request request)
    {
        if (string.IsNullOrWhiteSpace(request.Name))
        {
            return new Refusal("NAME", "请填写姓名。", "name");
        }

        var (sex, birth) = (request.Sex, request.Kind == ChangeKind.Birth ? request.BirthDate ?? request.On.HappenedOn : request.BirthDate);
        if (request.IdType != IdType.Other && IdNumber.TryParse(request.IdNumber, out var number))
        {
            (sex, birth) = (sex ?? number.Sex, birth ?? number.BirthDate);
            if (number.Sex != sex || number.BirthDate != birth)
            {
                return new Refusal("ID_CONTRADICTS", "证件号码与性别或出生日期不一致，请核对。", number.Sex != sex ? "sex" : "birthDate");
            }
        }

        if (sex is null || birth is null)
        {
            return new Refusal("REQUIRED", sex is null ? "没有证件号码时请选择性别。" : "没有证件号码时请填写出生日期。", sex is null ? "sex" : "birthDate");
        }

        if (request.Kind == ChangeKind.Birth ? birth != request.On.HappenedOn : birth > request.On.HappenedOn)
        {
            return new Refusal(
                "BIRTH_DATE", request.Kind == ChangeKind.Birth ? "出生的发生日期就是出生日期，两者应当相同。" : "出生日期晚于入户日期，请核对。", "birthDate");
        }

        return new Person
        {
            Name = request.Name.Trim(),
            IdType = request.IdType,
            IdNumber = request.IdNumber,
            Relation = request.Relation,
            Sex = sex,
            BirthDate = birth,
            Ethnicity = request.Ethnicity,
            Phone = request.Phone,
        };
    }
}
