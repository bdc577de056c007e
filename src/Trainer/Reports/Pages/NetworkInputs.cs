using System.Collections.Generic;
using System.Linq;
using RuleCompiler.Documents;

namespace RuleCompiler.Trainer.Reports.Pages;

/// <summary>
/// The features of a document, as a network takes them: a number each, a category one-hot, in the order of the inputs and in the document's
/// units.
/// </summary>
internal static class NetworkInputs
{
    /// <summary>For each feature the position of its input.</summary>
    public static int[] OfFeatures(RuleDocument document) =>
        document.Inputs.SelectMany((input, i) => Enumerable.Repeat(i, input is CategoryInput category ? category.Categories.Count : 1))
            .ToArray();

    /// <summary>The features of a row, in which missing and undeclared values are replaced as the rules do.</summary>
    public static double[] Features(RuleDocument document, double[] point)
    {
        var features = new List<double>();
        for (var i = 0; i < point.Length; i++)
        {
            if (document.Inputs[i] is NumberInput number)
                features.Add(double.IsNaN(point[i]) ? number.Missing!.Value.Value : point[i]);
            else
                features.AddRange(OneHot((CategoryInput)document.Inputs[i], point[i]));
        }

        return features.ToArray();
    }

    private static IEnumerable<double> OneHot(CategoryInput input, double value)
    {
        var category = value >= 0 ? (int)value : input.Other!.Value;
        return Enumerable.Range(0, input.Categories.Count).Select(c => c == category ? 1.0 : 0);
    }
}
