using System.Collections.Generic;
using System.Linq;
using RuleCompiler.Documents;

namespace RuleCompiler.Proofs;

/// <summary>Claims on the IF lists as people see them: the conditions of the paths without those that are marked as implied.</summary>
internal static class ListClaims
{
    /// <summary>100,000 cells: after them it is given up to show that the lists cover the domain.</summary>
    private const int Cells = 100_000;

    /// <summary>Each marked condition follows from those that are not marked.</summary>
    public static Claim Implied(IReadOnlyList<VerifiedRule> rules)
    {
        var findings = new FindingList();
        var (marked, thin) = (0, 0);
        foreach (var (rule, condition) in rules.SelectMany(r => r.Path.Where(c => c.IsImplied).Select(c => (r, c))))
        {
            marked++;
            RuleCondition[] sides = [.. rule.Shown, condition.Opposite];
            var verdict = rule.Ask(CellQuestion.Points, sides);
            if (verdict.Witness is not null)
            {
                verdict = rule.Ask(CellQuestion.Interior, sides);
                thin += verdict.IsNone ? 1 : 0;
            }

            var id = rule.IdOf(condition);
            if (verdict.Witness is { } x)
            {
                var witness = rule.Geometry.ToWitness(x);
                findings.Refute(
                    $"Condition {id} does not follow from the others of rule {rule.Id}: they hold and it does not at {witness}.", witness);
            }
            else if (verdict.IsUndecided)
            {
                findings.LeaveOpen($"Whether condition {id} follows from the others of rule {rule.Id} is not decided: {verdict.Reason}.");
            }
        }

        var untested = Untested(rules, findings);
        (string, int)[] counts = [("marked", marked), ("onlyAwayFromBorders", thin)];
        return new Claim(
            ClaimKind.Implied,
            (marked, thin) switch
            {
                (0, _) => "No condition is marked as implied: the lists shown are the paths.",
                (_, 0) => "Each condition marked as implied follows from the others of its rule, for every input inside the ranges: "
                    + "the lists shown mean the same as the paths.",
                _ => "Each condition marked as implied follows from the others of its rule; "
                    + "for some only away from borders, which have no width.",
            } + (untested > 0 ? " Each side that a rule states without testing it follows from its path." : string.Empty),
            "A condition is marked as implied that does not follow from the others of its rule.",
            findings,
            untested > 0 ? [.. counts, ("untested", untested)] : counts);
    }

    // What an output depends on and the path does not test: it has to follow, or the rule would give something else than it says.
    private static int Untested(IReadOnlyList<VerifiedRule> rules, FindingList findings)
    {
        var untested = 0;
        foreach (var (rule, side) in rules.SelectMany(r => r.Untested.Select(u => (r, u))))
        {
            untested++;
            if (rule.Known.Contains(side))
                continue;
            var (id, word) = (rule.IdOf(side), side.IsNegative ? "negative" : "not negative");
            var verdict = rule.AskBeyond(side);
            if (verdict.Witness is { } row)
            {
                var witness = rule.Geometry.ToWitness(row);
                findings.Refute(
                    $"Rule {rule.Id} states that condition {id} is {word}, which does not follow from its path: it is not so at {witness}.",
                    witness);
            }
            else if (verdict.IsUndecided)
            {
                findings.LeaveOpen($"Whether condition {id} is {word} on rule {rule.Id}, as it states, is not decided: {verdict.Reason}.");
            }
        }

        return untested;
    }

    /// <summary>No condition that is shown follows from the others that are.</summary>
    public static Claim Irredundant(IReadOnlyList<VerifiedRule> rules)
    {
        var findings = new FindingList();
        foreach (var rule in rules.Where(r => r.Witness is null && !r.IsEmpty))
            findings.LeaveOpen($"Whether rule {rule.Id} needs its conditions is not decided, since it is not decided whether it is empty.");
        var shown = 0;
        // From the conditions of an empty rule everything follows.
        foreach (var (rule, condition) in rules.Where(r => r.Witness is not null).SelectMany(r => r.Shown.Select(c => (r, c))))
        {
            shown++;
            var id = rule.IdOf(condition);
            var sides = rule.Shown.Select(c => c == condition ? c.Opposite : c).ToArray();
            // A rule that is only a border has neighbours that are only borders.
            var verdict = rule.Ask(rule.IsThin ? CellQuestion.Points : CellQuestion.Interior, sides);
            if (verdict.IsNone)
                findings.Refute($"Condition {id} follows from the others of rule {rule.Id} and is not marked as implied.");
            else if (verdict.IsUndecided)
                findings.LeaveOpen($"Whether rule {rule.Id} needs condition {id} is not decided: {verdict.Reason}.");
        }

        return new Claim(
            ClaimKind.Irredundant,
            "Each condition shown is needed: without it the rule would take in more than its region.",
            "A condition is shown that follows from the others of its rule.",
            findings,
            ("shown", shown));
    }

    /// <summary>
    /// Every input of the domain meets a list. This is shown by the lists alone, without the tree: a point of what is not yet covered is
    /// covered by some rule's list c1, c2, …; what that leaves open is not c1, or c1 and not c2, and so on, each covered in its turn or
    /// empty.
    /// </summary>
    public static Claim Covers(IReadOnlyList<VerifiedRule> rules)
    {
        var findings = new FindingList();
        var (cells, empty) = (0, 0);
        var open = new Stack<RuleCondition[]>([[]]);
        while (findings.IsEmpty && open.Count > 0)
        {
            var cell = open.Pop();
            var verdict = rules[0].Ask(CellQuestion.Points, cell);
            if (++cells > Cells || verdict.IsUndecided)
            {
                var reason = verdict == RowVerdict.OutOfWork ? verdict.Reason : "there are too many cases";
                findings.LeaveOpen($"It is not decided whether the lists cover every input: {reason}.");
            }
            else if (verdict.IsNone)
            {
                empty++;
            }
            else if (Covering(rules, verdict.Witness!) is { } rule)
            {
                var inside = cell.ToList();
                foreach (var condition in rule.Shown.Where(c => !cell.Contains(c)))
                {
                    open.Push([.. inside, condition.Opposite]);
                    inside.Add(condition);
                }
            }
            else
            {
                var witness = rules[0].Geometry.ToWitness(verdict.Witness!);
                findings.Refute($"No rule's list covers the input {witness}.", witness);
            }
        }

        return new Claim(
            ClaimKind.Covers,
            "Every input inside the ranges meets the list of a rule: no rule is missing.",
            "Not every input inside the ranges is shown to meet the list of a rule.",
            findings,
            ("cells", cells),
            ("empty", empty));
    }

    private static VerifiedRule? Covering(IReadOnlyList<VerifiedRule> rules, ExactRow row)
    {
        var signs = rules[0].Geometry.SignsAt(row);
        return rules.FirstOrDefault(r => r.Shown.All(c => signs.IsNegative(c.Condition) == c.IsNegative));
    }
}
