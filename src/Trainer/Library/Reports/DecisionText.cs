using System.Globalization;
using System.Linq;
using RuleCompiler.Evaluation;

namespace RuleCompiler.Trainer.Reports;

/// <summary>What is decided, as text for tables.</summary>
public static class DecisionText
{
    /// <summary>
    /// What is decided for outputs: a label, or the labels of several bits or the values of several outputs joined by <c>;</c>.
    /// </summary>
    /// <param name="evaluator">The evaluator of the document.</param>
    /// <param name="outputs">One value per output.</param>
    /// <returns>The text, numbers in the shortest form that reads back to the same bits.</returns>
    public static string Of(RuleEvaluator evaluator, double[] outputs) => string.Join(';', evaluator.Document.Decision.IsClass
        ? evaluator.LabelsFor(outputs)
        : outputs.Select(o => o.ToString("R", CultureInfo.InvariantCulture)));
}
