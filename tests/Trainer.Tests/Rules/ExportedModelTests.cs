using System;
using System.IO;
using System.Linq;
using RuleCompiler.Documents;
using RuleCompiler.Evaluation;
using RuleCompiler.Proofs;
using RuleCompiler.Trainer.Extraction;
using RuleCompiler.Trainer.Networks.Graphs;
using RuleCompiler.Trainer.Onnx;
using RuleCompiler.Trainer.Rules;
using RuleCompiler.Trainer.Tests.Onnx;
using Xunit;

namespace RuleCompiler.Trainer.Tests.Rules;

/// <summary>Models as exporters write them, with what stands before and behind, as rules.</summary>
public sealed class ExportedModelTests : IDisposable
{
    private readonly string _folder = Directory.CreateTempSubdirectory("exported").FullName;

    public void Dispose() => Directory.Delete(_folder, recursive: true);

    [Theory]
    [InlineData("BRANCH_LEQ", 0.731f, 2.25f)]
    [InlineData("BRANCH_LT", 12.1f, 0.3f)]
    [InlineData("BRANCH_GT", -3.3f, -1.7f)]
    [InlineData("BRANCH_GTE", 0.1f, -0.01f)]
    public void RulesOfTreesBehindAScalerHaveTheirAnswerForEveryDouble(string test, float offset, float scale)
    {
        var thresholds = new[] { 0.5f, -1.2f, 3.3f, 0.1f };
        var graph = OnnxFile.Read(new SmallModel().Input("x", ElementType.Float, -1, 2).Node(
            "Scaler", "x", "s", ("offset", new[] { offset, 0 }), ("scale", new[] { scale, 1 }))
            .Steps("TreeEnsembleRegressor", "s", "y", test, thresholds.Select((t, i) => (i % 2, t)).ToArray()).Output("y").Write(_folder));
        var document = Written(graph, [-500, -500], [500, 500]);
        Assert.All(DocumentVerifier.Verify(document).Claims, c => Assert.True(c.Holds, string.Join(' ', c.Findings)));
        var evaluator = new RuleEvaluator(document);
        foreach (var t in thresholds)
        {
            var at = new[] { (t / (double)scale) + offset, t };
            // Floats, doubles between them, and those beside what divides them.
            foreach (var near in new[] { at[0], (float)at[0], MathF.BitIncrement((float)at[0]), Between((float)at[0], 1), Between(
                (float)at[0], -1) })
            {
                foreach (var x in new[] { Math.BitDecrement(near), near, Math.BitIncrement(near) })
                {
                    foreach (var y in new[] { t, MathF.BitIncrement(t), Between(t, 1), Math.BitIncrement(Between(t, 1)) })
                        Assert.Equal(graph.Evaluate([x, y]), evaluator.Evaluate([x, y]).Outputs);
                }
            }
        }
    }

    [Fact]
    public void ThresholdOfSinglePrecisionTakesTheDoublesThatRoundToIt()
    {
        var graph = OnnxFile.Read(
            new SmallModel().Input("x", ElementType.Float, -1, 1).Steps("TreeEnsembleRegressor", "x", "y", "BRANCH_LEQ", (0, 5.45f)).Output(
                "y").Write(_folder));
        var evaluator = new RuleEvaluator(Written(graph, [0], [10]));
        // 5.45 is above the float 5.45f, and is given to the model as it.
        Assert.True(5.45 > 5.45f);
        Assert.Equal([0.0], graph.Evaluate([5.45]));
        Assert.Equal([0.0], evaluator.Evaluate([5.45]).Outputs);
        Assert.Equal([1.0], evaluator.Evaluate([5.4500003]).Outputs);
    }

    [Fact]
    public void WhatStandsForMissingStandsWithTheInput()
    {
        var graph = OnnxFile.Read(new SmallModel().Input("x", ElementType.Float, -1, 2).Node(
            "Imputer", "x", "i", ("imputed_value_floats", new[] { 30f, 4 }), ("replaced_value_float", float.NaN))
            .Node("Scaler", "i", "s", ("offset", new[] { 20f, 4 }), ("scale", new[] { 0.1f, 2 })).Steps(
                "TreeEnsembleRegressor", "s", "y", "BRANCH_LEQ", (0, 0.9f), (1, 0.1f), (0, 1.1f)).Output("y").Write(_folder));
        var document = Written(graph, [0, 0], [60, 9]);
        var evaluator = new RuleEvaluator(document);
        Assert.All(document.Inputs, i => Assert.NotNull(((NumberInput)i).Missing));
        foreach (var x in new double[][] { [double.NaN, 4], [double.NaN, 8], [2, double.NaN], [double.NaN, double.NaN], [40, double.NaN] })
            Assert.Equal(graph.Evaluate(x), evaluator.Evaluate(x).Outputs);
    }

    [Fact]
    public void ImputerBehindAScalerFindsTheNumberThatBecomesIt()
    {
        var graph = OnnxFile.Read(new SmallModel().Input("x", ElementType.Float, -1, 1).Node(
            "Scaler", "x", "s", ("offset", new[] { 20f }), ("scale", new[] { 0.1f }))
            .Node("Imputer", "s", "i", ("imputed_value_floats", new[] { 1f }), ("replaced_value_float", float.NaN)).Steps(
                "TreeEnsembleRegressor", "i", "y", "BRANCH_LEQ", (0, 0.9f), (0, 1.1f)).Output("y").Write(_folder));
        var evaluator = new RuleEvaluator(Written(graph, [0], [60]));
        Assert.Equal([1.0], graph.Evaluate([double.NaN]));
        Assert.Equal([1.0], evaluator.Evaluate([double.NaN]).Outputs);
    }

    [Fact]
    public void MarkOfMissingAmongTheNumbersIsAskedForByItself()
    {
        var graph = OnnxFile.Read(new SmallModel().Input("x", ElementType.Float, -1, 1).Node(
            "Imputer", "x", "i", ("imputed_value_floats", new[] { 7f }), ("replaced_value_float", -1f))
            .Steps("TreeEnsembleRegressor", "i", "y", "BRANCH_LEQ", (0, 0), (0, 5)).Output("y").Write(_folder));
        var evaluator = new RuleEvaluator(Written(graph, [-5], [9]));
        foreach (var x in new[] { -1.5, Math.BitDecrement(-1), -1, -0.9999999999, -0.99, 0, 5, 5.5 })
            Assert.Equal(graph.Evaluate([x]), evaluator.Evaluate([x]).Outputs);
    }

    [Theory]
    [InlineData("OneHotEncoder")]
    [InlineData("LabelEncoder")]
    public void TextsBeforeTreesAreCategories(string encoder)
    {
        var model = new SmallModel().Input("amount", ElementType.Float, -1, 1).Input("colour", ElementType.String, -1, 1);
        if (encoder == "OneHotEncoder")
            model.Node(encoder, "colour", "h", ("cats_strings", new[] { "red", "green", "blue" })).Whole("s", ElementType.Int64, [2], -1, 3)
                .Node("Reshape", "h s", "c");
        else
            model.Node(
                encoder,
                "colour",
                "c",
                ("keys_strings", new[] { "red", "green", "blue" }),
                ("values_floats", new[] { 2f, 0, 3 }),
                ("default_float", -1f));
        var graph = OnnxFile.Read(
            model.Node("Concat", "amount c", "f", ("axis", 1L)).Steps("TreeEnsembleRegressor", "f", "y", "BRANCH_LEQ", (1, 0.5f), (0, 10))
                .Output("y").Write(_folder));
        var document = Written(graph, [0, 0], [20, 0]);
        Assert.Equal(["amount", "colour"], document.Inputs.Select(i => i.Name));
        var colours = (CategoryInput)document.Inputs[1];
        Assert.Equal("other", colours.Categories[colours.Other!.Value]);
        var evaluator = new RuleEvaluator(document);
        foreach (var text in new[] { "red", "green", "blue", "none" })
        {
            foreach (var amount in new[] { 3.0, 10, 10.5 })
            {
                var known = colours.Categories.ToList().IndexOf(text) is >= 0 and var at ? at : colours.Other.Value;
                Assert.Equal(graph.Evaluate([amount, graph.Texts.ToList().IndexOf(text)]), evaluator.Evaluate([amount, known]).Outputs);
            }
        }
    }

    [Fact]
    public void TextsInALinearModelAreCategoriesWithWeights()
    {
        var graph = OnnxFile.Read(ReferenceTests.TextsInALinearModel().Write(_folder));
        var chain = graph.ToPiecewise();
        Assert.Equal(NetworkHead.Sigmoid, chain.Head);
        Assert.Equal(["low", "high"], chain.Labels);
        Assert.Equal(["t", "age"], chain.Features.Select(f => f.Name));
        var box = new InputBox([0, 0, 0, 0, 18], [1, 1, 1, 1, 90], [[0, 1, 2, 3]]);
        var decision = ScoreDecision.Choose(chain.Head, 1, chain.Threshold, chain.Labels);
        var tree = RegionEnumerator.Enumerate(chain.Network, box, new ExtractionOptions(10, FindImplied: true, 1)).Tree!;
        var document = NetworkRules.Write(chain.Network, tree, box, "Texts", "All.", decision, chain.Features);
        Assert.Equal(document, RuleDocumentReader.Read(RuleDocumentWriter.Write(document)));
        var evaluator = new RuleEvaluator(Assert.Single(document.Rules) is null ? throw new InvalidOperationException() : document);
        Assert.Equal(40, ((NumberInput)document.Inputs[1]).Missing!.Value.Value);
        string[] texts = ["red", "green", "blue", "mauve"];
        for (var category = 0; category < texts.Length; category++)
        {
            foreach (var age in new[] { 20, 38.5, double.NaN, 77 })
            {
                var (scores, outcome) = (
                    graph.Evaluate([graph.Texts.ToList().IndexOf(texts[category]), age]), evaluator.Evaluate([category, age]));
                Assert.Equal(scores[^1], 1 / (1 + Math.Exp(-outcome.Outputs[0])), 1e-6);
                Assert.Equal(graph.Texts[(int)scores[0]], chain.Labels[evaluator.Classify(outcome.Outputs)]);
            }
        }
    }

    [Fact]
    public void LabelOfAnOwnOperatorIsTheDecision()
    {
        // As ML.NET writes a question: a score, whether it is above 0, and a probability of it.
        var graph = OnnxFile.Read(new SmallModel().Input("a", ElementType.Float, -1, 1).Input("b", ElementType.Float, -1, 1).Input(
            "unused", ElementType.String, -1, 1)
            .Node("FeatureVectorizer", "a b", "f", ("inputdimensions", new long[] { 1, 1 })).Steps(
                "TreeEnsembleRegressor", "f", "score", "BRANCH_LEQ", (0, 1), (1, 2))
            .Tensor("slope", [], 0.4f).Node("Mul", "score slope", "m").Node("Sigmoid", "m", "p").Node("Binarizer", "score", "above").Node(
                "Cast", "above", "label", ("to", 9L))
            .Node("Identity", "a", "a.out").Node("Identity", "unused", "u.out").Node("Identity", "f", "f.out")
            .Output("a.out").Output("u.out", ElementType.String).Output("f.out").Output("label", ElementType.Bool).Output("score").Output(
                "p").Write(_folder));
        Assert.Equal(["a", "b"], graph.InputNames);
        Assert.Equal(["f.out", "label", "score", "p"], graph.OutputValues.Select(o => o.Name));
        var model = TreeModel.Find(graph)!;
        Assert.Equal((NetworkHead.Threshold, 0.0), (model.Head, model.Threshold));
        Assert.Equal(["False", "True"], model.Labels);
        var document = EnsembleRules.Write(model, new InputBox([0, 0], [5, 5]), "Question", [], 100).Document!;
        var evaluator = new RuleEvaluator(document);
        foreach (var x in new double[][] { [0.5, 0], [2, 1], [3, 3] })
            Assert.Equal(graph.Evaluate(x)[2], evaluator.Classify(evaluator.Evaluate(x).Outputs));
    }

    [Fact]
    public void WhatFollowsTreesIsPartOfTheirLeaves()
    {
        var graph = OnnxFile.Read(new SmallModel().Input("x", ElementType.Float, -1, 2).Steps(
            "TreeEnsembleRegressor", "x", "t", "BRANCH_LEQ", (0, 1), (1, 2))
            .Tensor("a", [1], 2.5f).Tensor("b", [1], -1).Node("Mul", "t a", "m").Node("Add", "m b", "y").Output("y").Write(_folder));
        var document = Written(graph, [0, 0], [5, 5]);
        Assert.Equal([-1.0, 1.5, 4], document.Rules.Select(r => r.Own[0]!.Bias.Value).Order());
    }

    [Fact]
    public void InputsThatAreTakenTogetherBeforeTreesAreRefusedByName()
    {
        var graph = OnnxFile.Read(new SmallModel().Input("x", ElementType.Float, -1, 2).Tensor("w", [2, 2], 1, 2, 3, 4).Node(
            "MatMul", "x w", "p")
            .Steps("TreeEnsembleRegressor", "p", "y", "BRANCH_LEQ", (0, 1)).Output("y").Write(_folder));
        var message = Assert.Throws<NotPiecewiseException>(() => TreeModel.Find(graph)).Message;
        Assert.Contains("'MatMul/p' (Dense) combines several inputs before the trees", message, StringComparison.Ordinal);
    }

    [Theory]
    [InlineData("SOFTMAX", NetworkHead.Softmax)]
    [InlineData("LOGISTIC", NetworkHead.ArgMax)]
    public void SharesAloneAreDecidedByTheirScores(string transform, NetworkHead head)
    {
        var graph = OnnxFile.ReadModel(
            new SmallModel().Input("x", ElementType.Float, -1, 2)
                .Node("LinearClassifier", "x", "l p", ("classlabels_ints", new long[] { 5, 6, 7 }), (
                    "coefficients", new[] { 1f, 2, -1, 0, 0.5f, -2 }),
                ("intercepts", new[] { 0.1f, 0, -0.3f }), ("post_transform", transform)).Node("Normalizer", "p", "n", ("norm", "L1")).Node(
                    "Cast", "l", "label", ("to", 7L))
                .Output("label", ElementType.Int64).Output("n").Write(_folder), "n").Graph;
        var chain = graph.ToPiecewise();
        Assert.Equal(head, chain.Head);
        foreach (var x in new double[][] { [1, 2], [-3, 0.5], [0.1, -4] })
        {
            var (shares, scores) = (graph.Evaluate(x), chain.Network.Evaluate(x));
            Assert.Equal(shares.ToList().IndexOf(shares.Max()), scores.ToList().IndexOf(scores.Max()));
        }
    }

    private static RuleDocument Written(NetworkGraph graph, double[] lower, double[] upper) =>
        EnsembleRules.Write(TreeModel.Find(graph)!, new InputBox(lower, upper), "Trees", [], 1000).Document!;

    private static double Between(float x, int side) => (x / 2.0) + ((side > 0 ? MathF.BitIncrement(x) : MathF.BitDecrement(x)) / 2.0);
}
