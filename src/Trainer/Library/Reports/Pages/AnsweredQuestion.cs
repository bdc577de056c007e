using System;
using System.Collections.Generic;
using System.Linq;
using RuleCompiler.Documents;
using RuleCompiler.Evaluation;

namespace RuleCompiler.Trainer.Reports.Pages;

/// <summary>
/// One question that rules decide, as they answer the rows of data: an output with its threshold, or which output is largest.
/// </summary>
/// <param name="Name">What is asked: the name of the output, or <c>the answer</c> where outputs are compared.</param>
/// <param name="Labels">The labels that there are.</param>
/// <param name="Answers">The position of the label that is answered, for each row.</param>
/// <param name="Truths">The position of the label that is true; −1 where a row does not say.</param>
/// <param name="Predicted">What probabilities are of, in words.</param>
/// <param name="Probabilities">The predicted probability of that, for each row; null where scores stand for none.</param>
/// <param name="Happens">Whether that is true of each row, where it says.</param>
internal sealed record AnsweredQuestion(
    string Name,
    EquatableArray<string> Labels,
    int[] Answers,
    int[] Truths,
    string Predicted,
    double[]? Probabilities,
    bool[] Happens)
{
    /// <summary>The questions of a document; none where values are the answer.</summary>
    public static IReadOnlyList<AnsweredQuestion> Of(RuleDocument document, ReportRows rows)
    {
        var evaluator = new RuleEvaluator(document);
        var probabilities = document.Decision.Scores == ScoreKind.Plain
            ? null
            : rows.Rows.Select(r => evaluator.Probabilities(r.Outcome.Outputs)).ToArray();
        return document.Decision.Match(
            _ => [],
            threshold => threshold.Bits.Select((bit, k) => Threshold(document, rows, bit, k, probabilities)).ToArray(),
            argmax => new[] { Argmax(argmax, rows, probabilities) });
    }

    private static AnsweredQuestion Threshold(RuleDocument document, ReportRows rows, ThresholdBit bit, int k, double[][]? probabilities)
    {
        var truths = rows.Rows.Select(r => r.Truth is { } truth ? (int)truth[k] : -1).ToArray();
        return new AnsweredQuestion(
            VisibleText.Of(document.Outputs[k].Name),
            document.Decision.LabelsOf(k),
            rows.Rows.Select(r => bit.IsReached(r.Outcome.Outputs[k]) ? 1 : 0).ToArray(),
            truths,
            VisibleText.Of(bit.AtOrAbove),
            probabilities?.Select(p => p[k]).ToArray(),
            Array.ConvertAll(truths, t => t == 1));
    }

    private static AnsweredQuestion Argmax(ArgmaxDecision argmax, ReportRows rows, double[][]? probabilities)
    {
        var answers = rows.Rows.Select(r => argmax.Classify(r.Outcome.Outputs)).ToArray();
        var truths = rows.Rows.Select(r => r.Truth is { } truth ? Array.IndexOf(truth, 1.0) : -1).ToArray();
        return new AnsweredQuestion(
            "the answer",
            argmax.Labels,
            answers,
            truths,
            "the label that is answered",
            probabilities?.Select((p, r) => p[answers[r]]).ToArray(),
            answers.Select((a, r) => a == truths[r]).ToArray());
    }
}
