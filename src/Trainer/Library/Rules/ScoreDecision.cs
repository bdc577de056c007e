using System;
using System.Collections.Generic;
using System.Globalization;
using System.Linq;
using RuleCompiler.Documents;
using RuleCompiler.Trainer.Networks.Graphs;

namespace RuleCompiler.Trainer.Rules;

/// <summary>The decision that a network's or a tree's end makes of its scores.</summary>
public static class ScoreDecision
{
    private const int Questions = 2;

    /// <summary>Chooses the decision that does with the scores what the network does.</summary>
    /// <param name="head">What happens to the scores.</param>
    /// <param name="outputs">The number of scores.</param>
    /// <param name="threshold">For yes/no questions the score where the second label begins.</param>
    /// <param name="labels">
    /// The two labels of each question, or one per score; none are 0, 1, 2, …. Scores with no head become a decision only where there are
    /// labels.
    /// </param>
    /// <param name="isProbability">Whether the scores, with nothing after them, are probabilities.</param>
    /// <returns>The decision: the same as the network's, but that a question asks for ≥ where it may ask for &gt;.</returns>
    /// <exception cref="RuleCompilerException">The labels do not fit.</exception>
    public static Decision Choose(NetworkHead head, int outputs, double threshold, IReadOnlyList<string> labels, bool isProbability = false)
    {
        var kind = head is NetworkHead.Sigmoid or NetworkHead.Softmax or NetworkHead.LogSoftmax ? ScoreKind.Logit
            : isProbability ? ScoreKind.Probability : ScoreKind.Plain;
        var isQuestion = head is NetworkHead.Sigmoid or NetworkHead.Threshold || (head == NetworkHead.None && outputs == 1);
        if (labels.Count == 0
            && (head == NetworkHead.None || (outputs == 1 && !isQuestion) || (isQuestion && outputs > ThresholdDecision.MaxBits)))
            return new ValueDecision();
        var count = isQuestion ? Questions : outputs;
        var names = labels.Count > 0 ? labels : Enumerable.Range(0, count).Select(i => i.ToString(CultureInfo.InvariantCulture)).ToArray();
        Check(names, count, outputs, isQuestion);
        return isQuestion
            ? new ThresholdDecision(
                kind, Enumerable.Repeat(new ThresholdBit(Number.From(threshold), names[0], names[1]), outputs).ToEquatableArray())
            : new ArgmaxDecision(kind, names.ToEquatableArray());
    }

    private static void Check(IReadOnlyList<string> names, int count, int outputs, bool isQuestion)
    {
        var what = isQuestion ? "the two labels of a question" : "one label for each output";
        if (names.Count != count || names.Count < Questions)
            throw new RuleCompilerException(
                FormattableString.Invariant(
                    $"with {outputs} outputs there are {count} labels, {what}, and {names.Count} are given; --labels gives others."));
        if (names.Any(string.IsNullOrWhiteSpace) || names.Distinct(StringComparer.Ordinal).Count() < count)
            throw new RuleCompilerException("two labels are the same, or one is blank; --labels gives others.");
        if (isQuestion && outputs > ThresholdDecision.MaxBits)
            throw new RuleCompilerException(
                FormattableString.Invariant(
                    $"a decision has at most {ThresholdDecision.MaxBits} questions, and there are {outputs} outputs; omit --labels."));
    }
}
