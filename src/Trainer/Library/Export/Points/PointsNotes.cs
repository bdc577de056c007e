using System;
using System.Collections.Generic;
using System.Linq;
using System.Threading;
using RuleCompiler.Documents;
using RuleCompiler.Proofs;
using RuleCompiler.Trainer.Tables;

namespace RuleCompiler.Trainer.Export.Points;

/// <summary>What a person should know of a points table: what was left out, kept or not proved.</summary>
internal static class PointsNotes
{
    // Enough to see which; rulec verify tells all.
    private const int FindingsShown = 2;

    // A second or two; rulec verify takes the time that it needs.
    private static readonly ProofLimit ClaimLimit = ProofLimit.FromSteps(100_000);

    public static IEnumerable<Note> Of(
        RuleDocument rules,
        RuleDocument points,
        RoutingTree routing,
        WholeConditions conditions,
        PointsSums sums,
        EquatableArray<string> leftDirections,
        CancellationToken cancellation)
    {
        if (routing.Conditions.Count > 0)
            yield return new Note(
                "exact-conditions",
                $"{ShownNumber.Count(routing.Conditions.Count, "condition")} that decide what a rule adds keep their exact sums, which are "
                    + "no points.")
            {
                Count = routing.Conditions.Count,
            };
        var copies = conditions.Sums.Select((_, k) => conditions.MadeOf(k)).GroupBy(c => c).Where(g => g.Count() > 1).ToArray();
        if (copies.Length > 0)
            yield return new Note(
                "condition-copies",
                $"{ShownNumber.Count(copies.Length, "condition")} used with several weights {(copies.Length == 1 ? "has" : "have")} a card "
                    + "for each of them.")
            {
                Count = copies.Length,
            };
        var small = sums.All.Concat(conditions.Sums).Sum(s => s.LeftOut);
        if (small > 0)
            yield return new Note(
                "less-than-a-point",
                $"{ShownNumber.Count(small, "term")} that would not make a whole point of a difference {(small == 1 ? "is" : "are")} left "
                    + "out; the bound counts what that changes.")
            {
                Count = small,
            };
        if (leftDirections.Count > 0)
            yield return new Note(
                "left-direction",
                "the direction of " + string.Join(", ", leftDirections.Select(n => $"'{VisibleText.Of(n)}'"))
                    + " is not shown to hold for points, and is left out.")
            {
                Count = leftDirections.Count,
            };
        if (rules.Provenance is { } provenance && (provenance.Metrics.Count > 0 || rules.Rules.Any(r => r.Support is not null)))
            yield return new Note(
                "figures-left-out",
                "support and metrics are those of the other document, and are left out; rulec measure counts them for the points.");
        var unstepped = rules.Inputs.Where(i => i.Match(MayBeWhole, _ => false)).Select(i => i.Name).ToArray();
        if (unstepped.Length > 0)
            yield return new Note(
                "no-step",
                $"{string.Join(", ", unstepped.Select(n => $"'{VisibleText.Of(n)}'"))} {(unstepped.Length == 1 ? "has" : "have")} no step, "
                    + "so that bins may end between whole numbers; where values are whole, "
                    + $"--step \"{VisibleText.Of(unstepped[0])}=1\" says so.")
            {
                Count = unstepped.Length,
            };
        foreach (var note in Open(points, cancellation))
            yield return note;
    }

    // Those of one or two values have no bins to speak of.
    private static bool MayBeWhole(NumberInput input) =>
        input.Step is null && input.Width > 1 && IsWhole(input.Minimum) && IsWhole(input.Maximum);

    private static bool IsWhole(Number number) => Math.Floor(number.Value).Equals(number.Value);

    // How far outputs reach is a statement, of which a document of many steps leaves more open than a command waits for.
    private static IEnumerable<Note> Open(RuleDocument points, CancellationToken cancellation) =>
        DocumentVerifier.Verify(points, ClaimLimit, cancellation).Claims.Where(c => !c.Holds && c.Kind != ClaimKind.Ranges).SelectMany(
            claim => claim.Findings.Take(FindingsShown).Select(finding => new Note(
                claim.Kind == ClaimKind.Outcomes && claim.Verdict == Verdict.Refuted ? "never-the-answer" : "not-proven", finding.Text)));
}
