using System;
using System.Collections.Generic;
using System.Globalization;
using System.Linq;
using RuleCompiler.Documents;
using RuleCompiler.Trainer.Extraction;
using RuleCompiler.Trainer.Networks.Graphs;
using RuleCompiler.Trainer.Networks.Trees;
using RuleCompiler.Trainer.Numerics;

namespace RuleCompiler.Trainer.Rules;

/// <summary>Decision trees as one rule document, or why they are none.</summary>
/// <param name="Document">The document; null where the trees together are too large.</param>
/// <param name="Obstacle">What is too large and what to do, as the end of a sentence; null where there is a document.</param>
/// <param name="Refusing">The number of inputs that refuse missing values (NaN) although the trees have a way for them.</param>
public sealed record EnsembleDocument(RuleDocument? Document, string? Obstacle, int Refusing);

/// <summary>Writes trees from elsewhere as a rule document: each leaf of the tree that they are together is a rule.</summary>
/// <remarks>
/// Nothing is rounded beyond what the model itself rounds, and sums are added in the trees' order, so that the rules answer as the trees
/// do,
/// to the same bits, for every double inside the ranges.
/// </remarks>
public static class EnsembleRules
{
    // Sums of shares that were rounded to floats.
    private const double ShareTolerance = 1e-5;

    /// <summary>Writes an ensemble of decision trees as a rule document.</summary>
    /// <param name="model">The trees.</param>
    /// <param name="box">The inputs' ranges.</param>
    /// <param name="name">The name of the document.</param>
    /// <param name="labels">The labels that a person gives; none takes the model's own.</param>
    /// <param name="maxRules">The largest number of rules.</param>
    /// <param name="limit">Ends the work; null does not.</param>
    /// <returns>The document over the inputs that it uses, by their names in the model.</returns>
    /// <exception cref="RuleCompilerException">The labels do not fit.</exception>
    /// <exception cref="WorkStoppedException">The limit was reached.</exception>
    public static EnsembleDocument Write(
        TreeModel model, InputBox box, string name, IReadOnlyList<string> labels, int maxRules, WorkLimit? limit = null)
    {
        var inputs = new TreeInputs(model, box.Lower, box.Upper);
        var growth = EnsembleTree.Grow(model, inputs, maxRules, NetworkRules.MaxDepth, limit);
        if (growth.Tree is not { } tree)
        {
            return new EnsembleDocument(null, growth.IsTooDeep
                ? string.Create(
                    CultureInfo.InvariantCulture,
                    $"together the trees are deeper than the {NetworkRules.MaxDepth} conditions that a document holds; train fewer or "
                        + $"smaller ones")
                : string.Create(
                    CultureInfo.InvariantCulture,
                    $"together the trees have more than {maxRules} leaves inside the box; train fewer or smaller ones, or make the box "
                        + $"smaller"),
                0);
        }

        var leaves = LeavesOf(tree).Select(l => l.Outputs).ToArray();
        var outputs = leaves[0].Count;
        var decision = ScoreDecision.Choose(
            model.Head, outputs, ThresholdOf(model, leaves), labels.Count > 0 ? labels : model.Labels, leaves.All(IsShare));
        var summary = string.Create(
            CultureInfo.InvariantCulture,
            $"All of {(model.Trees.Roots.Count == 1 ? "a decision tree" : $"{model.Trees.Roots.Count} decision trees together")} inside "
                + $"the box.");
        var standIns = inputs.StandIns();
        var frame = NetworkRules.Frame(box, outputs, name, summary, decision) with { Inputs = Enumerable.Range(0, model.Inputs).Select(Input).ToEquatableArray() };
        return new EnsembleDocument(TreeRules.Write(tree, frame), null, standIns.Count(s => s is double.NaN));

        Input Input(int i)
        {
            if (inputs.Categories(i) is { } categories)
                return new CategoryInput(model.Names[i], null, categories.Names.ToEquatableArray(), categories.Other);
            var missing = standIns[i] is { } value && !double.IsNaN(value) ? Number.From(value) : (Number?)null;
            return new NumberInput(model.Names[i], null, null, Number.From(box.Lower[i]), Number.From(box.Upper[i]), missing);
        }
    }

    /// <summary>A label asks whether the score is above the threshold, a document whether it is at or above.</summary>
    private static double ThresholdOf(TreeModel model, IEnumerable<IReadOnlyList<double>> leaves) =>
        model.Labels.Count > 0 && leaves.Any(l => l[0].Equals(model.Threshold + 0.0))
            ? Math.BitIncrement(model.Threshold)
            : model.Threshold;

    // One share is that of the second label; several are of all.
    private static bool IsShare(IReadOnlyList<double> scores) =>
        scores.All(s => s is >= 0 and <= 1) && (scores.Count == 1 || Math.Abs(scores.Sum() - 1) <= ShareTolerance);

    private static IEnumerable<TreeLeaf> LeavesOf(DecisionTree tree) =>
        tree is TreeSplit split ? LeavesOf(split.Passed).Concat(LeavesOf(split.Failed)) : [(TreeLeaf)tree];
}
