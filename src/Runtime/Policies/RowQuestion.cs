using System;
using System.Collections.Generic;
using System.Linq;
using RuleCompiler.Documents;
using RuleCompiler.Exact;
using RuleCompiler.Proofs;

namespace RuleCompiler.Policies;

/// <summary>A way in which rows may break a policy, and what is said if they do.</summary>
/// <param name="Rows">The rows.</param>
/// <param name="Outputs">The outputs that matter.</param>
/// <param name="Sides">For rows in given cases the ways to break it: each some sides that they have to be on.</param>
/// <param name="Breach">The same, by the values of outputs.</param>
/// <param name="Tell">What rows do, by their exact outputs, in a sentence without its end; the rows are said after it.</param>
/// <param name="Against">Which outputs of which rows are too large (1) or too small (−1).</param>
internal sealed record RowQuestion(
    JointRows Rows,
    IReadOnlyCollection<int> Outputs,
    Func<IReadOnlyList<RowCase>, IEnumerable<IEnumerable<SumSide>>> Sides,
    Breach Breach,
    Func<Rational[][], string> Tell,
    Func<Rational[][], IEnumerable<(int Row, int Output, int Sign)>> Against)
{
    private const int MostBlames = 3;

    /// <summary>Conditions that may be on another side for the second row; all where null.</summary>
    public Func<int, bool>? CanDiffer { get; init; }

    /// <summary>What rows that are shown have to be besides: next to each other, where a jump is shown.</summary>
    public Func<ExactRow[], bool> Accepts { get; init; } = _ => true;

    /// <summary>Asks it.</summary>
    /// <param name="scope">The document.</param>
    /// <param name="policy">The policy.</param>
    /// <param name="where">The rows that the policy speaks of.</param>
    /// <returns>What breaks the policy, or stands in the way of a proof; null where this does not break it.</returns>
    public PolicyResult? Ask(PolicyScope scope, Policy policy, Assumed where)
    {
        PolicyResult? found = null;
        foreach (var verdict in Search(scope, where))
        {
            var result = verdict.Witness is { } joint ? Refuted(scope, policy, where, joint) : Undecided(policy, verdict);
            if (result.IsComputed)
                return result;
            if (found is null || found.Verdict == Verdict.Undecided)
                found = result;
        }

        return found;
    }

    /// <summary>Looks for rows.</summary>
    /// <param name="scope">The document.</param>
    /// <param name="where">The rows that the policy speaks of.</param>
    public IEnumerable<RowVerdict> Search(PolicyScope scope, Assumed where) =>
        new RowSearch(scope, Rows, Outputs, where.Left) { CanDiffer = CanDiffer }.Find(Sides);

    /// <summary>Nothing is shown.</summary>
    /// <param name="policy">The policy.</param>
    /// <param name="verdict">Why not.</param>
    public static PolicyResult Undecided(Policy policy, RowVerdict verdict) =>
        new(policy, Verdict.Undecided, $"It is not decided whether the policy holds: {verdict.Reason}.");

    /// <summary>What breaks the policy.</summary>
    /// <param name="scope">The document.</param>
    /// <param name="policy">The policy.</param>
    /// <param name="where">The rows that the policy speaks of.</param>
    /// <param name="joint">Joint values that break it.</param>
    public PolicyResult Refuted(PolicyScope scope, Policy policy, Assumed where, ExactRow joint)
    {
        var (shown, isComputed) = new ShownRows(scope, Rows, where.All, Breach, Accepts).Of(joint);
        var outputs = shown.Select(scope.Outputs).ToArray();
        var witnesses = shown.Select(scope.Geometry.ToWitness).ToArray();
        var at = witnesses.Length == 1 ? $" at {witnesses[0]}" : $" {Differences(scope, witnesses)}, at {witnesses[0]}";
        var blames = Contributions.Of(scope, Against(outputs).Select(a => (shown[a.Row], a.Output, a.Sign))).Take(MostBlames);
        return new PolicyResult(policy, Verdict.Refuted, Tell(outputs) + at + (isComputed ? "." : ", in exact arithmetic alone."))
        {
            Rows = witnesses.ToEquatableArray(),
            IsComputed = isComputed,
            Contributions = blames.ToArray(),
        };
    }

    // What sets two rows apart: age = 60 and 20.
    private static string Differences(PolicyScope scope, Witness[] rows) => string.Join(", ", scope.Document.Inputs
        .Select((input, i) => (input.Name, First: rows[0].Exact[i], Second: rows[1].Exact[i])).Where(d => d.First != d.Second)
        .Select(d => $"{VisibleText.Of(d.Name)} = {VisibleText.Of(d.First)} and {VisibleText.Of(d.Second)}"));
}
