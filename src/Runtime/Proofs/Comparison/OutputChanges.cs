using System.Collections.Generic;
using System.Linq;
using RuleCompiler.Documents;
using RuleCompiler.Exact;

namespace RuleCompiler.Proofs.Comparison;

/// <summary>What is otherwise of outputs and of the decision on them, a sentence each.</summary>
internal static class OutputChanges
{
    /// <summary>The sentences.</summary>
    /// <param name="old">The old document.</param>
    /// <param name="new">The new document.</param>
    /// <param name="outputs">The outputs of both.</param>
    public static IEnumerable<string> Of(RuleDocument old, RuleDocument @new, MatchedOutputs outputs)
    {
        if (outputs.Change is { } change)
            yield return change.TrimEnd('.') + ".";
        if (Kind(old.Decision) != Kind(@new.Decision))
            yield return $"The decision was {Kind(old.Decision)} and is now {Kind(@new.Decision)}.";
        if (old.Decision.Scores != @new.Decision.Scores)
            yield return $"Scores were {Word(old.Decision.Scores)} and are now {Word(@new.Decision.Scores)}.";
        foreach (var sentence in old.Decision.Match(
            _ => [],
            threshold => @new.Decision.Match(_ => [], other => Thresholds(threshold, other, @new, outputs), _ => []),
            argmax => @new.Decision.Match(_ => [], _ => [], other => Labels(argmax.Labels, other.Labels, string.Empty))))
            yield return sentence;
    }

    private static IEnumerable<string> Thresholds(
        ThresholdDecision old, ThresholdDecision @new, RuleDocument document, MatchedOutputs outputs)
    {
        foreach (var (o, n) in outputs.Pairs)
        {
            var of = $" of {VisibleText.Of(document.Outputs[n].Name)}";
            if (Rational.Parse(old.Bits[o].Threshold.Text) != Rational.Parse(@new.Bits[n].Threshold.Text))
                yield return $"The threshold{of} was {old.Bits[o].Threshold.Text} and is now {@new.Bits[n].Threshold.Text}.";
            foreach (var sentence in Labels([old.Bits[o].Below, old.Bits[o].AtOrAbove], [@new.Bits[n].Below, @new.Bits[n].AtOrAbove], of))
                yield return sentence;
        }
    }

    private static IEnumerable<string> Labels(IReadOnlyList<string> old, IReadOnlyList<string> @new, string of)
    {
        if (!old.SequenceEqual(@new))
            yield return $"The labels{of} were {Names(old)} and are now {Names(@new)}.";
    }

    private static string Names(IEnumerable<string> labels) => string.Join(", ", labels.Select(l => $"'{VisibleText.Of(l)}'"));

    private static string Kind(Decision decision) => decision.Match(
        _ => "the outputs themselves", _ => "made by a threshold for each output", _ => "the label of the largest output");

    private static string Word(ScoreKind scores) => scores switch
    {
        ScoreKind.Logit => "log-odds",
        ScoreKind.Probability => "probabilities",
        _ => "plain numbers",
    };
}
