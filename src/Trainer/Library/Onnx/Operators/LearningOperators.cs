using System;
using System.Collections.Generic;
using System.Globalization;
using System.Linq;
using RuleCompiler.Trainer.Networks.Graphs;

namespace RuleCompiler.Trainer.Onnx.Operators;

/// <summary>The operators of classical machine learning but for trees: scaling, encoding and linear models.</summary>
/// <remarks>
/// https://onnx.ai/onnx/operators/ by name: onnx_aionnxml_Scaler, _Imputer, _LinearClassifier, _LinearRegressor, _ZipMap (ai.onnx.ml 1),
/// _TreeEnsembleClassifier and _TreeEnsembleRegressor (1, 3).
/// </remarks>
internal static class LearningOperators
{
    public static IEnumerable<(string Name, OperatorReader Reader)> All =>
    [
        ("Scaler", Scale), ("Imputer", Impute), ("LinearClassifier", Classify), ("LinearRegressor", Regress),
        ("TreeEnsembleClassifier", TreeOperators.Classify), ("TreeEnsembleRegressor", TreeOperators.Regress),
        // What it gives is a table by class; the values are the same.
        ("ZipMap", ShapeOperators.Same),
    ];

    /// <summary>The width of the rows that a node takes.</summary>
    internal static int Features(OperatorNode node) =>
        node.Shape(0) is { Rank: > 0 } shape ? shape[shape.Rank - 1] : throw new OnnxFault("its input is a single number; it takes rows.");

    private static IReadOnlyList<OnnxValue> Scale(OperatorNode node)
    {
        var (offset, scale) = (Each(node, node.Numbers("offset"), "offset", 0), Each(node, node.Numbers("scale"), "scale", 1));
        // A difference and a product, each rounded as its type says. Whole numbers are turned to single precision first.
        var (type, x) = node.Type.IsFloating() ? (node.Type, node.Node(0)) : (ElementType.Float, node.Single(0));
        var moved = node.Add(new ScaleAndShift([1], offset.Select(o => -o).ToArray()), type, x);
        return node.Result(node.Rounded(node.Add(new ScaleAndShift(scale, [0]), type, moved), type), ElementType.Float);
    }

    private static IReadOnlyList<OnnxValue> Impute(OperatorNode node)
    {
        var isWhole = node.HasAttribute("imputed_value_int64s");
        var given = isWhole
            ? node.Integers("imputed_value_int64s")!.Select(v => (double)v).ToArray()
            : node.Numbers("imputed_value_floats");
        var mark = isWhole ? node.Integer("replaced_value_int64", 0) : node.NumberOrNaN("replaced_value_float", 0);
        return node.Result(
            node.Add(
                new Imputation(mark, Each(node, given ?? throw new OnnxFault("its substitutes are missing."), "substitutes", 0)),
                node.Node(0)));
    }

    private static IReadOnlyList<OnnxValue> Regress(OperatorNode node)
    {
        var targets = Number(node.Integer("targets", 1));
        var scores = node.Add(Linear(node, targets), ElementType.Float, node.Single(0));
        return node.Result(Scores.After(node, scores), ElementType.Float);
    }

    private static IReadOnlyList<OnnxValue> Classify(OperatorNode node)
    {
        var labels = ClassLabels.Read(node);
        var rows = (node.Numbers("coefficients") ?? []).Length / Features(node);
        var scores = node.Add(Linear(node, Number(rows)), ElementType.Float, node.Single(0));
        if (rows == 1 && labels.Count == 2)
            return Scores.OfOne(node, labels, scores, complement: 1, threshold: 0);
        OnnxFault.When(
            rows != labels.Count, FormattableString.Invariant($"it has {rows} rows of coefficients for {labels.Count} classes."));
        return Scores.OfMany(node, labels, scores);
    }

    private static Dense Linear(OperatorNode node, int units)
    {
        var features = Features(node);
        var coefficients = Finite(node.Numbers("coefficients") ?? throw new OnnxFault("its coefficients are missing."), "coefficients");
        var intercepts = node.Numbers("intercepts") is { Length: > 0 } given ? Finite(given, "intercepts") : new double[units];
        if (coefficients.Length != (long)units * features || intercepts.Length != units)
            throw new OnnxFault(
                string.Create(
                    CultureInfo.InvariantCulture,
                    $"it has {coefficients.Length} coefficients and {intercepts.Length} intercepts "
                        + $"for {units} rows of {features} features."));
        var weights = new double[coefficients.Length];
        for (var i = 0; i < weights.Length; i++)
            weights[(i % features * units) + (i / features)] = coefficients[i];
        return new Dense(weights, intercepts);
    }

    private static int Number(long count) =>
        count is >= 1 and <= TensorShape.MaxCount ? (int)count : throw new OnnxFault("its number of targets or classes is none.");

    private static double[] Finite(double[] values, string what) =>
        values.All(double.IsFinite) ? values : throw new OnnxFault($"its {what} are not finite; train the model again.");

    // One number for all features, or one for each, repeated for the rows.
    private static double[] Each(OperatorNode node, double[]? given, string what, double standard)
    {
        var (shape, features) = (node.Shape(0), Features(node));
        var values = Finite(given is { Length: > 0 } ? given : [standard], what);
        if (values.Length != 1 && values.Length != features)
            throw new OnnxFault(FormattableString.Invariant($"its {what} are {values.Length} numbers for {features} features."));
        return values.Length == shape.Count
            ? values
            : Enumerable.Range(0, shape.Count).Select(i => values[values.Length == 1 ? 0 : i % features]).ToArray();
    }
}
