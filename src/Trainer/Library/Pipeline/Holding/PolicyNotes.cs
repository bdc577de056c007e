using System;
using System.Collections.Generic;
using System.Linq;
using RuleCompiler.Documents;
using RuleCompiler.Policies;
using RuleCompiler.Proofs;
using RuleCompiler.Trainer.Tables;

namespace RuleCompiler.Trainer.Pipeline.Holding;

/// <summary>What a person should know of the policies that rules were trained to keep to.</summary>
internal static class PolicyNotes
{
    /// <summary>Says which are not kept to.</summary>
    /// <param name="report">What came of them.</param>
    public static IEnumerable<Note> Of(PolicyReport report) => report.Results.Where(r => r.Verdict != Verdict.Proven).Select(
        r => r.Verdict == Verdict.Refuted
            ? new Note("policy-broken", $"policy '{VisibleText.Of(r.Name)}' ({r.Kind}) could not be held: {r.Text}")
            : new Note("policy-undecided", $"policy '{VisibleText.Of(r.Name)}' ({r.Kind}) is not proven: {r.Text}"));

    /// <summary>Names that policies forbid and no column has: they may be of other tables, or written wrong.</summary>
    /// <param name="forbidden">The names that are forbidden.</param>
    /// <param name="data">The data.</param>
    public static IEnumerable<Note> Unknown(IEnumerable<string> forbidden, Dataset data) => forbidden
        .Except(data.Table.Profile.Columns.Select(c => c.Name), StringComparer.Ordinal)
        .Select(name => new Note(
            "policy-column", $"a policy forbids '{VisibleText.Of(name)}', which is no column of {VisibleText.Of(data.Table.FileName)}."));

    /// <summary>Scores were moved towards their threshold.</summary>
    /// <param name="factor">What is left of them.</param>
    public static Note Shrunk(double factor) => new(
        "policy-shrunk",
        $"scores were multiplied by {ShownNumber.Short(factor)}, so that they are in the range that policies want: answers are the same, "
            + "probabilities are nearer to 50 %, and the frontier shows the losses of before.");

    /// <summary>Another model was taken than without policies.</summary>
    /// <param name="otherwise">The one that would have been taken.</param>
    /// <param name="taken">The one that was.</param>
    public static Note Preferred(RuleDocument otherwise, RuleDocument taken) => new(
        "policy-preferred",
        $"the policies decided: {Words(taken)} {(taken.Rules.Count == 1 ? "breaks" : "break")} fewer of them than {Words(otherwise)}, "
            + "which would have been chosen without them.");

    private static string Words(RuleDocument document) =>
        $"{ShownNumber.Count(document.Rules.Count, "rule")} of {ShownNumber.Count(ReviewedNumbers.Count(document), "number")}";
}
