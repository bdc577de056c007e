using System.Collections.Generic;
using System.Linq;

namespace RuleCompiler.Proofs;

/// <summary>Claims on the IF lists as people see them: the conditions of the paths without those that are marked as implied.</summary>
internal static class ListClaims
{
    /// <summary>100,000 cells: after them it is given up to show that the lists cover the domain.</summary>
    private const int Cells = 100_000;

    /// <summary>Each marked condition follows from those that are not marked.</summary>
    public static Claim Implied(IReadOnlyList<VerifiedRule> rules)
    {
        var failures = new List<string>();
        var (marked, thin, open) = (0, 0, 0);
        foreach (var (rule, condition) in rules.SelectMany(r => r.Path.Where(c => c.Implied).Select(c => (r, c))))
        {
            marked++;
            var sides = rule.Shown.Select(rule.SideOf).Append(rule.SideOf(condition).Opposite).ToArray();
            var verdict = rule.Ask(CellQuestion.Points, sides);
            if (verdict.Witness is not null)
            {
                verdict = rule.Ask(CellQuestion.Interior, sides);
                thin += verdict.Certificate is null ? 0 : 1;
            }

            if (verdict.Witness is { } x)
                failures.Add($"Condition {rule.IdOf(condition)} does not follow from the others of rule {rule.Id}: they hold and it does not at {rule.Geometry.Describe(x)}.");
            else if (verdict.IsUndecided)
                failures.Add($"Whether condition {rule.IdOf(condition)} follows from the others of rule {rule.Id} is not decided: {verdict.Reason}.");
            open += verdict.IsUndecided ? 1 : 0;
        }

        var claim = Claim.Of(
            "implied",
            (marked, thin) switch
            {
                (0, _) => "No condition is marked as implied: the lists shown are the paths.",
                (_, 0) => "Each condition marked as implied follows from the others of its rule, for every input inside the ranges: the lists shown mean the same as the paths.",
                _ => "Each condition marked as implied follows from the others of its rule; for some only away from borders, which have no width.",
            },
            "A condition is marked as implied that does not follow from the others of its rule.",
            failures,
            ("marked", marked),
            ("onlyAwayFromBorders", thin));
        return claim with { Undecided = open };
    }

    /// <summary>No condition that is shown follows from the others that are.</summary>
    public static Claim Irredundant(IReadOnlyList<VerifiedRule> rules)
    {
        var failures = new List<string>();
        var (shown, undecided) = (0, 0);
        // From the conditions of an empty rule everything follows.
        foreach (var (rule, condition) in rules.Where(r => r.Witness is not null).SelectMany(r => r.Shown.Select(c => (r, c))))
        {
            shown++;
            var sides = rule.Shown.Select(c => c == condition ? rule.SideOf(c).Opposite : rule.SideOf(c));
            // A rule that is only a border has neighbours that are only borders.
            var verdict = rule.Ask(rule.IsThin ? CellQuestion.Points : CellQuestion.Interior, sides);
            if (verdict.Certificate is not null)
                failures.Add($"Condition {rule.IdOf(condition)} follows from the others of rule {rule.Id} and is not marked as implied.");
            else if (verdict.IsUndecided)
                failures.Add($"Whether rule {rule.Id} needs condition {rule.IdOf(condition)} is not decided: {verdict.Reason}.");
            undecided += verdict.IsUndecided ? 1 : 0;
        }

        var claim = Claim.Of(
            "irredundant",
            "Each condition shown is needed: without it the rule would take in more than its region.",
            "A condition is shown that follows from the others of its rule.",
            failures,
            ("shown", shown));
        return claim with { Undecided = undecided };
    }

    /// <summary>
    /// Every input of the domain meets a list. This is shown by the lists alone, without the tree: a point of what is not yet covered is
    /// covered by some rule's list c1, c2, …; what that leaves open is not c1, or c1 and not c2, and so on, each covered in its turn or
    /// empty.
    /// </summary>
    public static Claim Covers(IReadOnlyList<VerifiedRule> rules)
    {
        var failures = new List<string>();
        var (cells, empty, undecided) = (0, 0, 0);
        var open = new Stack<RuleCondition[]>([[]]);
        while (failures.Count == 0 && open.Count > 0)
        {
            var cell = open.Pop();
            var verdict = rules[0].Ask(CellQuestion.Points, cell.Select(rules[0].SideOf));
            if (++cells > Cells || verdict.IsUndecided)
            {
                undecided++;
                var reason = verdict == CellVerdict.OutOfWork ? verdict.Reason : "there are too many cases";
                failures.Add($"It is not decided whether the lists cover every input: {reason}.");
            }
            else if (verdict.Certificate is not null)
            {
                empty++;
            }
            else if (rules.FirstOrDefault(r => r.ShownHold(verdict.Witness!)) is { } rule)
            {
                var inside = cell.ToList();
                foreach (var condition in rule.Shown.Where(c => !cell.Contains(c)))
                {
                    open.Push([.. inside, condition with { Negative = !condition.Negative }]);
                    inside.Add(condition);
                }
            }
            else
            {
                failures.Add($"No rule's list covers the input {rules[0].Geometry.Describe(verdict.Witness!)}.");
            }
        }

        var claim = Claim.Of(
            "covers",
            "Every input inside the ranges meets the list of a rule: no rule is missing.",
            "Not every input inside the ranges is shown to meet the list of a rule.",
            failures,
            ("cells", cells),
            ("empty", empty));
        return claim with { Undecided = undecided };
    }
}
