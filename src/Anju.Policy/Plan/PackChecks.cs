namespace Anju.Policy;

/// <summary>What must agree between the files of a plan pack. A pack that contradicts itself does not start.</summary>
internal static class PackChecks
{
    /// <exception cref="InvalidDataException">With everything that is wrong.</exception>
    public static void Run(PlanPack pack)
    {
        List<string> wrong = [.. Departments(pack), .. Plan(pack.Plan), .. Parameters(pack), .. Catalogues(pack)];
        if (wrong.Count > 0)
        {
            throw new InvalidDataException($"Plan pack {pack.Folder}: {string.Join("; ", wrong)}");
        }
    }

    private static IEnumerable<string> Plan(Plan plan)
    {
        foreach (var (index, article) in plan.Measures.Index().Concat(plan.Requirements.Index()))
        {
            if (article.Number != index + 1)
            {
                yield return $"{article.Article.Code} is out of order";
            }

            foreach (var obligation in article.Obligations.Where(x => !article.Contains(x.Quotation)))
            {
                yield return $"{obligation.Id} quotes what {article.Article.Code} does not say: {obligation.Quotation}";
            }
        }
    }

    private static IEnumerable<string> Departments(PlanPack pack)
    {
        var named = pack.Departments.SelectMany(x => x.Members.Append(x.Successor ?? x.Id))
            .Concat(pack.Plan.Articles.SelectMany(x => x.Departments))
            .Concat(pack.Plan.Obligations.SelectMany(x => x.Departments))
            .Concat(pack.Worklists.SelectMany(x => x.Cooperating.Append(x.Lead)));
        return named.Distinct().Where(id => pack.Departments.Find(id) is null).Select(id => $"no department {id}");
    }

    private static IEnumerable<string> Parameters(PlanPack pack)
    {
        var known = pack.Assumptions.Select(x => x.Id).ToHashSet();
        foreach (var parameter in pack.Parameters.All)
        {
            var values = parameter.Values;
            if (values.Count == 0 || values.Zip(values.Skip(1)).Any(x => !(x.First.To < x.Second.From)))
            {
                yield return $"the values of {parameter.Key} are missing, overlap or are not in order";
            }

            foreach (var value in values.Where(x => x.Assumption is { } id && !known.Contains(id)))
            {
                yield return $"{parameter.Key} rests on unknown assumption {value.Assumption}";
            }
        }
    }

    private static IEnumerable<string> Catalogues(PlanPack pack)
    {
        var articles = pack.Plan.Articles.Select(x => x.Article).ToHashSet();
        var obligations = pack.Plan.Obligations.ToDictionary(x => x.Id);
        var assumptions = pack.Assumptions.Select(x => x.Id).ToHashSet();
        foreach (var rule in pack.Rules)
        {
            foreach (var id in rule.Obligations.Where(id => obligations.GetValueOrDefault(id)?.Article != rule.Article))
            {
                yield return $"{rule.Code} judges {id}, which is no obligation of {rule.Article.Code}";
            }

            foreach (var id in rule.Assumptions.Where(id => !assumptions.Contains(id)))
            {
                yield return $"{rule.Code} rests on unknown assumption {id}";
            }
        }

        foreach (var (code, article, rules) in pack.Indicators.Select(x => (x.Code, x.Article, x.Rules))
            .Concat(pack.Worklists.Select(x => (x.Code, x.Article, x.Rules))))
        {
            if (!articles.Contains(article))
            {
                yield return $"{code} is of {article.Code}, which the plan does not have";
            }

            foreach (var rule in rules.Where(x => !pack.Rules.Has(x)))
            {
                yield return $"{code} follows from unknown rule {rule}";
            }
        }
    }
}
