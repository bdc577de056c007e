using System;
using System.Collections.Generic;
using System.Linq;
using RuleCompiler.Documents;
using RuleCompiler.Trainer.Tables;

namespace RuleCompiler.Trainer.Rules;

/// <summary>Rules ask only for the inputs that they use.</summary>
internal static class UsedInputs
{
    /// <summary>Takes the inputs out of a document that no expression uses; one stays where none is used.</summary>
    /// <param name="document">The document.</param>
    /// <param name="kept">The names of inputs that stay all the same; null for none.</param>
    /// <returns>The same rules over fewer inputs.</returns>
    public static RuleDocument WithoutUnusedInputs(this RuleDocument document, IReadOnlySet<string>? kept = null)
    {
        var used = document.Sums.SelectMany(e => e.Terms).Select(t => t.Input)
            .Concat(Enumerable.Range(0, document.Inputs.Count).Where(i => kept?.Contains(document.Inputs[i].Name) ?? false))
            .DefaultIfEmpty(0).Distinct().Order().ToArray();
        return used.Length == document.Inputs.Count
            ? document
            : document.Over(
                used.Select(i => document.Inputs[i]).ToEquatableArray(),
                input => Array.IndexOf(used, input),
                row => used.Select(i => row[i]).ToEquatableArray());
    }

    /// <summary>Rows of the data in the form of a document, which may ask for fewer inputs than the data have.</summary>
    /// <param name="features">The encoding of the data.</param>
    /// <param name="part">The rows.</param>
    /// <param name="document">The document.</param>
    /// <returns>For each row one value per input of the document.</returns>
    public static double[][] ToPoints(this FeatureEncoding features, DataPart part, RuleDocument document) =>
        features.PointsOf(part, document).ToArray();

    /// <summary>The same, one after the other: no more than a block of them is in memory, and each time they are asked for anew.</summary>
    /// <param name="features">The encoding of the data.</param>
    /// <param name="part">The rows.</param>
    /// <param name="document">The document.</param>
    /// <returns>For each row one value per input of the document.</returns>
    public static IEnumerable<double[]> PointsOf(this FeatureEncoding features, DataPart part, RuleDocument document)
    {
        var positions = features.Inputs.Select((input, i) => (input.Name, i)).ToDictionary(p => p.Name, p => p.i, StringComparer.Ordinal);
        var used = document.Inputs.Select(i => positions[i.Name]).ToArray();
        return RowBlocks.Of(part, RowBlocks.RowsAtOnce(features.Inputs.Count))
            .SelectMany(block => features.ToPoints(block.Table, block.Rows))
            .Select(point => Array.ConvertAll(used, i => point[i]));
    }
}
