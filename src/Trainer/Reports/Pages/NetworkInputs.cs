using System;
using System.Collections.Generic;
using System.Linq;
using RuleCompiler.Documents;
using RuleCompiler.Trainer.Networks;

namespace RuleCompiler.Trainer.Reports.Pages;

/// <summary>A network over the features of a document: a number each, a category one-hot, in the order of the inputs and in the document's units.</summary>
internal static class NetworkInputs
{
    /// <summary>Whether the network answers for rows of the document.</summary>
    /// <exception cref="ArgumentException">It has other inputs or outputs; the message says what to do.</exception>
    public static void Check(RuleDocument document, PiecewiseNetwork network)
    {
        var features = document.Inputs.Sum(Width);
        if (network.Inputs != features)
            throw new ArgumentException($"The network has {ShownNumber.Count(network.Inputs, "input")}, but the rules have {ShownNumber.Count(features, "feature")}: one per number and one per category.");
        if (network.Outputs != document.Outputs.Count)
            throw new ArgumentException($"The network has {ShownNumber.Count(network.Outputs, "output")}, the rules have {ShownNumber.Integer(document.Outputs.Count)}.");
    }

    /// <summary>The input of a feature.</summary>
    public static int InputOf(RuleDocument document, int feature)
    {
        var input = 0;
        for (; feature >= Width(document.Inputs[input]); input++)
            feature -= Width(document.Inputs[input]);
        return input;
    }

    /// <summary>The network's answer for a row, in which missing and undeclared values are replaced as the rules do.</summary>
    public static double[] Evaluate(RuleDocument document, PiecewiseNetwork network, double[] point)
    {
        var features = new List<double>();
        for (var i = 0; i < point.Length; i++)
        {
            if (document.Inputs[i] is NumberInput number)
                features.Add(double.IsNaN(point[i]) ? number.Missing!.Value.Value : point[i]);
            else
                features.AddRange(OneHot((CategoryInput)document.Inputs[i], point[i]));
        }

        return network.Evaluate(features.ToArray());
    }

    private static IEnumerable<double> OneHot(CategoryInput input, double value)
    {
        var category = value >= 0 ? (int)value : input.Other!.Value;
        return Enumerable.Range(0, input.Categories.Count).Select(c => c == category ? 1.0 : 0);
    }

    private static int Width(Input input) => input is CategoryInput category ? category.Categories.Count : 1;
}
