using System;
using System.Collections.Generic;
using System.Linq;
using RuleCompiler.Documents;

namespace RuleCompiler.Recourses;

/// <summary>
/// What is wanted: one of several goals, each that some differences of outputs, plus a number each, are at least 0; and how that is seen of
/// computed outputs.
/// </summary>
/// <param name="Goals">The goals: for each side the output that is added, the one that is subtracted, and the number; −1 for none.</param>
/// <param name="Holds">Whether outputs are what is wanted.</param>
internal sealed record RecourseGoals(IReadOnlyList<(int Plus, int Minus, double Constant)[]> Goals, Func<double[], bool> Holds)
{
    public int Count => Goals.Count;

    /// <summary>Reads what a certificate says.</summary>
    /// <param name="words">Its words.</param>
    /// <param name="document">The document.</param>
    /// <param name="outputs">The outputs of the row.</param>
    /// <returns>The goals; null where the words are none of this document.</returns>
    public static RecourseGoals? Read(string[] words, RuleDocument document, double[] outputs)
    {
        var kind = words[0];
        if (kind is "atLeast" or "atMost")
            return Value(words, document.Outputs.Count);
        return document.Decision.Match(
            _ => null,
            threshold => kind == "other" && words.Length == 1 ? OtherBits(threshold, outputs)
                : kind == "bit" && words.Length == 3
                    && IsPosition(words[1], threshold.Bits.Count, out var k) && IsPosition(words[2], 2, out var bit)
                    ? new([[Side(threshold, k, bit == 1)]], o => threshold.Bits[k].IsReached(o[k]) == (bit == 1))
                    : null,
            argmax => kind == "other" && words.Length == 1 ? OtherLabel(argmax, outputs)
                : kind == "label" && words.Length == 2 && IsPosition(words[1], argmax.Labels.Count, out var label)
                    ? new(
                        [Enumerable.Range(0, argmax.Labels.Count).Where(k => k != label).Select(k => (label, k, 0.0)).ToArray()],
                        o => argmax.Classify(o) == label)
                    : null);
    }

    private static RecourseGoals? Value(string[] words, int outputs)
    {
        if (words.Length != 3 || !IsPosition(words[1], outputs, out var k))
            return null;
        var value = RecourseCertificate.Double(words[2]);
        if (!double.IsFinite(value))
            return null;
        return words[0] == "atLeast" ? new([[(k, -1, -value)]], o => o[k] >= value) : new([[(-1, k, value)]], o => o[k] <= value);
    }

    private static RecourseGoals OtherBits(ThresholdDecision decision, double[] outputs)
    {
        var own = decision.Classify(outputs);
        return new(
            decision.Bits.Select((bit, k) => new[] { Side(decision, k, !bit.IsReached(outputs[k])) }).ToArray(),
            o => decision.Classify(o) != own);
    }

    private static RecourseGoals OtherLabel(ArgmaxDecision decision, double[] outputs)
    {
        var own = decision.Classify(outputs);
        return new(
            Enumerable.Range(0, decision.Labels.Count).Where(k => k != own).Select(k => new[] { (k, own, 0.0) }).ToArray(),
            o => decision.Classify(o) != own);
    }

    private static (int Plus, int Minus, double Constant) Side(ThresholdDecision decision, int output, bool isReached)
    {
        var threshold = decision.Bits[output].Threshold.Value;
        return isReached ? (output, -1, -threshold) : (-1, output, threshold);
    }

    private static bool IsPosition(string word, int count, out int position)
    {
        var number = RecourseCertificate.Long(word);
        position = number >= 0 && number < count ? (int)number : -1;
        return position >= 0;
    }
}
