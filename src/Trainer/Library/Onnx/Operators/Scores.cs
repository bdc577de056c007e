using System.Collections.Generic;
using RuleCompiler.Documents;
using RuleCompiler.Trainer.Networks.Graphs;

namespace RuleCompiler.Trainer.Onnx.Operators;

/// <summary>What becomes of the scores of a linear model or of trees: the attribute post_transform, and the label.</summary>
internal static class Scores
{
    /// <summary>Scores after post_transform, which goes along the last axis.</summary>
    public static int After(OperatorNode node, int scores)
    {
        var axis = node.ShapeOf(scores).Rank - 1;
        return node.Text("post_transform", "NONE") switch
        {
            "NONE" => scores,
            "LOGISTIC" => node.Add(new Sigmoid(), ElementType.Float, scores),
            "SOFTMAX" => node.Add(new Softmax(axis), ElementType.Float, scores),
            "SOFTMAX_ZERO" => node.Add(new SoftmaxOfNonZero(axis), ElementType.Float, scores),
            var other => throw new OnnxFault(
                $"its post_transform {VisibleText.Of(other)} is not supported; there are NONE, LOGISTIC, SOFTMAX and SOFTMAX_ZERO."),
        };
    }

    /// <summary>Label and scores of a classifier with one score per class.</summary>
    public static IReadOnlyList<OnnxValue> OfMany(OperatorNode node, ClassLabels labels, int scores) =>
        Both(
            node,
            labels,
            node.Add(new ArgMax(node.ShapeOf(scores).Rank - 1) { Labels = labels.Names }, ElementType.Int64, scores),
            After(node, scores));

    /// <summary>Label and scores of two classes from the score of the second one.</summary>
    /// <param name="node">The classifier.</param>
    /// <param name="labels">Its two classes.</param>
    /// <param name="score">The score.</param>
    /// <param name="complement">The score of the first class is this minus the score: 1 for probabilities, 0 for signed scores.</param>
    /// <param name="threshold">The second class is the answer above it.</param>
    public static IReadOnlyList<OnnxValue> OfOne(OperatorNode node, ClassLabels labels, int score, double complement, double threshold)
    {
        var transform = node.Text("post_transform", "NONE");
        OnnxFault.When(
            transform is not ("NONE" or "LOGISTIC"),
            $"its post_transform {VisibleText.Of(transform)} is not supported for one score; there are NONE and LOGISTIC.");
        var axis = node.ShapeOf(score).Rank - 1;
        var second = After(node, score);
        var first = node.Add(new ScaleAndShift([-1], [transform == "LOGISTIC" ? 1 : complement]), ElementType.Float, second);
        var both = node.Add(new Concatenation(axis), ElementType.Float, first, second);
        // Of equals the first is the answer, as a score at the threshold asks for.
        var sides = node.Add(
            new Concatenation(axis), ElementType.Float, node.Add(new ScaleAndShift([0], [threshold]), ElementType.Float, score), score);
        return Both(node, labels, node.Add(new ArgMax(axis) { Labels = labels.Names }, ElementType.Int64, sides), both);
    }

    private static OnnxValue[] Both(OperatorNode node, ClassLabels labels, int position, int scores)
    {
        var rows = node.Reshaped(position, node.ShapeOf(position).Count);
        var label = labels.Values is { } values ? node.Add(new Lookup(values), ElementType.Int64, rows) : rows;
        return [new OnnxValue(labels.Type, label, null), new OnnxValue(ElementType.Float, scores, null)];
    }
}
