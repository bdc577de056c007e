using System.Linq;
using RuleCompiler.Documents;
using RuleCompiler.Evaluation;
using RuleCompiler.Features;

namespace RuleCompiler.Trainer.Reports.Pages;

/// <summary>
/// The features of a document, as a network takes them: a number each, a category one-hot, in the order of the inputs and in the document's
/// units.
/// </summary>
internal static class NetworkInputs
{
    /// <summary>For each feature the position of its input.</summary>
    public static int[] OfFeatures(RuleDocument document) =>
        new FeatureSpace(document.Inputs).Inputs.SelectMany((range, i) => Enumerable.Repeat(i, range.Count)).ToArray();

    /// <summary>The features of a row, in which missing and undeclared values are replaced as the rules do.</summary>
    public static double[] Features(RuleDocument document, double[] point) =>
        new FeatureSpace(document.Inputs).Encode(new RowAcceptance(document.Inputs).Accept(point));
}
