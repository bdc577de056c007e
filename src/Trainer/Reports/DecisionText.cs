using System.Globalization;
using System.Linq;
using RuleCompiler.Documents;
using RuleCompiler.Evaluation;

namespace RuleCompiler.Trainer.Reports;

/// <summary>Words what outputs stand for.</summary>
public static class DecisionText
{
    /// <summary>How outputs become a decision, one line each.</summary>
    /// <param name="document">The document.</param>
    /// <returns>The lines.</returns>
    public static string[] Of(RuleDocument document) => document.Decision.Match<string[]>(
        _ => [document.Outputs.Count == 1 ? "The output is the answer." : "The outputs are the answer."],
        threshold => threshold.Bits.Select((bit, k) =>
            $"{VisibleText.Of(document.Outputs[k].Name)} >= {bit.Threshold.Text} is '{VisibleText.Of(bit.AtOrAbove)}', below it is '{VisibleText.Of(bit.Below)}'.").ToArray(),
        argmax => ["The largest output decides: " + string.Join(", ", argmax.Labels.Select(l => $"'{VisibleText.Of(l)}'")) + "; of equal ones the first."]);

    /// <summary>
    /// What is decided for outputs: a label, or the labels of several bits or the values of several outputs joined by <c>;</c>.
    /// </summary>
    /// <param name="evaluator">The evaluator of the document.</param>
    /// <param name="outputs">One value per output.</param>
    /// <returns>The text, numbers in the shortest form that reads back to the same bits.</returns>
    public static string Prediction(RuleEvaluator evaluator, double[] outputs) => evaluator.Document.Decision.Match(
        _ => string.Join(';', outputs.Select(o => o.ToString("R", CultureInfo.InvariantCulture))),
        // Not through Classify: its bits end at 32 outputs.
        threshold => string.Join(';', threshold.Bits.Select((bit, k) => bit.LabelOf(outputs[k]))),
        argmax => argmax.Labels[argmax.Classify(outputs)]);
}
