using System;
using System.Collections.Generic;
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
using TreeNode = RuleCompiler.Trainer.Networks.Graphs.TreeNode;

namespace RuleCompiler.Trainer.Tests.Rules;

/// <summary>Trees from elsewhere as rules: the same answers, to the same bits.</summary>
public class EnsembleRulesTests
{
    private const int Samples = 10_000;

    public static TheoryData<string> Fixtures => new(Fixture.Names.Where(n => n.StartsWith("trees-", StringComparison.Ordinal)));

    [Theory]
    [MemberData(nameof(Fixtures))]
    public void RulesAnswerAsTheGraphDoes(string name)
    {
        var graph = OnnxFile.Read(Fixture.PathOf(name));
        var model = TreeModel.Find(graph)!;
        var document = Write(model, new InputBox([-4, -4, -4], [4, 4, 4]));
        Assert.Equal(document, RuleDocumentReader.Read(RuleDocumentWriter.Write(document)));
        Assert.All(
            DocumentVerifier.Verify(document).Claims, c => Assert.True(c.Holds || c.Name == "outcomes", string.Join(' ', c.Findings)));
        var evaluator = new RuleEvaluator(document);
        foreach (var x in Points(model.Trees, new Random(1), -4, 4))
        {
            var (answer, outcome) = (graph.Evaluate(x), evaluator.Evaluate(Used(document, x)));
            if (document.Decision is ValueDecision)
                Assert.Equal(answer, outcome.Outputs);
            else
                Assert.Equal(
                    answer[0],
                    document.Decision is ThresholdDecision
                        ? (2 * evaluator.Classify(outcome.Outputs)) - 1
                        : evaluator.Classify(outcome.Outputs));
        }

        if (name == "trees-classes-softmax")
            Assert.Equal(new ArgmaxDecision(ScoreKind.Logit, EquatableArray.Of("a", "b", "c")), document.Decision);
        if (name == "trees-two-none")
            Assert.Equal(["-1", "1"], ((ThresholdDecision)document.Decision).Bits.SelectMany(b => new[] { b.Below, b.AtOrAbove }));
    }

    [Fact]
    public void RandomTreesAreTheirRules()
    {
        for (var seed = 0; seed < 120; seed++)
        {
            var random = new Random(seed);
            var trees = Trees(random, random.Next(1, 4), isSingle: seed % 2 == 0, (TreeAggregate)random.Next(4));
            // Thresholds are whole numbers in part, and the ends of ranges among them.
            var document = Write(new TreeModel(trees, 3, NetworkHead.None), new InputBox([-3, 0, 1], [3, 2, 1]));
            Assert.All(DocumentVerifier.Verify(document).Claims, c => Assert.True(c.Holds, $"seed {seed}: {string.Join(' ', c.Findings)}"));
            var evaluator = new RuleEvaluator(document);
            foreach (var any in Points(trees, random, -3, 3).Take(400))
            {
                double[] x = [any[0], Math.Clamp(any[1], 0, 2), 1];
                Assert.True(
                    Outputs(trees, x).SequenceEqual(evaluator.Evaluate(Used(document, x)).Outputs), $"seed {seed}: {string.Join(", ", x)}");
            }
        }
    }

    [Fact]
    public void DoublesThatRoundToAThresholdAreEqualToIt()
    {
        var trees = Ensemble(true, Inner(TreeTest.Equal, 0, 3, 1, 2), Leaf(1), Leaf(0));
        var document = Write(new TreeModel(trees, 1, NetworkHead.None), new InputBox([0], [8]));
        Assert.Equal(3, document.Rules.Count);
        var evaluator = new RuleEvaluator(document);
        var ends = new[] { MathF.BitDecrement(3), MathF.BitIncrement(3) }.Select(f => ((double)f + 3) / 2);
        foreach (var x in ends.SelectMany(e => new[] { Math.BitDecrement(e), e, Math.BitIncrement(e) }).Append(3))
            Assert.Equal(Outputs(trees, [x]), evaluator.Evaluate([x]).Outputs);
    }

    [Fact]
    public void BordersOfTheRangeKeepTheirRule()
    {
        // In single precision doubles beside an end round to it, so that a rule there is no border alone.
        var trees = Ensemble(false, Inner(TreeTest.AtMost, 0, 0, 1, 2), Leaf(1), Inner(TreeTest.AtLeast, 1, 5, 3, 4), Leaf(2), Leaf(3));
        var document = Write(new TreeModel(trees, 2, NetworkHead.None), new InputBox([0, 0], [1, 5]));
        var evaluator = new RuleEvaluator(document);
        double[] Answer(params double[] x) => evaluator.Evaluate(x).Outputs;
        Assert.Equal((1.0, 1.0, 2.0, 3.0), (Answer(0, 5)[0], Answer(0, 0)[0], Answer(0.5, 5)[0], Answer(1, 4.9)[0]));
        var claims = DocumentVerifier.Verify(document).Claims;
        Assert.All(claims, c => Assert.True(c.Holds, string.Join(' ', c.Findings)));
        Assert.Equal(2, claims.Single(c => c.Name == "nonEmpty").Counts["thin"]);
    }

    [Fact]
    public void ManyTreesAreOneAsLongAsTheyAreSmall()
    {
        var random = new Random(3);
        var forest = Trees(random, 30, true, TreeAggregate.Sum, 5);
        var box = new InputBox([-3, -3, -3], [3, 3, 3]);
        var refused = EnsembleRules.Write(new TreeModel(forest, 3, NetworkHead.None), box, "Forest", [], 500);
        Assert.Null(refused.Document);
        Assert.Contains(
            "more than 500 leaves inside the box; train fewer or smaller ones, or make the box smaller",
            refused.Obstacle,
            StringComparison.Ordinal);

        // In a small box most tests have one answer, and none of these is asked.
        var document = Write(new TreeModel(forest, 3, NetworkHead.None), new InputBox([0.1, 0.1, 0.1], [0.3, 0.3, 0.3]));
        Assert.InRange(document.Rules.Count, 1, 500);
        var evaluator = new RuleEvaluator(document);
        foreach (var x in Points(forest, random, 0.1, 0.3).Take(2000))
            Assert.Equal(Outputs(forest, x), evaluator.Evaluate(Used(document, x)).Outputs);
    }

    [Fact]
    public void DeepTreesAreRefused()
    {
        // Each test cuts off a leaf.
        var nodes = Enumerable.Range(0, 300).SelectMany(i => new[] { Inner(TreeTest.AtMost, 0, i, (2 * i) + 1, (2 * i) + 2), Leaf(i) })
            .Append(Leaf(-1)).ToArray();
        var result = EnsembleRules.Write(
            new TreeModel(Ensemble(true, nodes), 1, NetworkHead.None), new InputBox([-1], [400]), "Deep", [], 10_000);
        Assert.Contains("deeper than the 240 conditions", result.Obstacle, StringComparison.Ordinal);
    }

    [Fact]
    public void MissingValuesGoWhereTheTreesSendThem()
    {
        static TreeNode Tracked(TreeTest test, double threshold, bool isTrue, int yes, int no) =>
            Inner(test, 0, threshold, yes, no) with { IsTrueForNaN = isTrue };

        var low = Ensemble(
            true, Tracked(TreeTest.AtMost, 1, true, 1, 2), Tracked(TreeTest.AtLeast, 0, false, 3, 4), Leaf(1), Leaf(2), Leaf(3));
        var document = Write(new TreeModel(low, 1, NetworkHead.None), new InputBox([-2], [2]));
        Assert.Equal(-2, ((NumberInput)document.Inputs[0]).Missing!.Value.Value);
        Assert.Equal(Outputs(low, [double.NaN]), new RuleEvaluator(document).Evaluate([double.NaN]).Outputs);

        var between = Ensemble(
            true, Tracked(TreeTest.AtMost, 1, true, 1, 2), Tracked(TreeTest.AtMost, 0, false, 3, 4), Leaf(1), Leaf(2), Leaf(3));
        var written = EnsembleRules.Write(new TreeModel(between, 1, NetworkHead.None), new InputBox([-2], [2]), "Between", [], 100);
        Assert.Equal(1, written.Refusing);
        Assert.Null(((NumberInput)written.Document!.Inputs[0]).Missing);

        // As exporters write it whose trees have seen nothing missing.
        var never = Ensemble(true, Inner(TreeTest.AtMost, 0, 1, 1, 2), Leaf(1), Leaf(2));
        Assert.Null(((NumberInput)Write(new TreeModel(never, 1, NetworkHead.None), new InputBox([-2], [2])).Inputs[0]).Missing);
    }

    [Fact]
    public void ScoreOnTheThresholdIsTheFirstLabel()
    {
        var trees = Ensemble(true, Inner(TreeTest.AtMost, 0, 1, 1, 2), Leaf(0.5), Leaf(0.75));
        var model = new TreeModel(trees, 1, NetworkHead.Threshold) { Threshold = 0.5, Labels = ["no", "yes"] };
        var evaluator = new RuleEvaluator(Write(model, new InputBox([0], [2])));
        Assert.Equal(0, evaluator.Classify(evaluator.Evaluate([1]).Outputs));
        Assert.Equal(1, evaluator.Classify(evaluator.Evaluate([2]).Outputs));
        Assert.Equal(ScoreKind.Probability, ((ClassDecision)evaluator.Document.Decision).Scores);
    }

    private static RuleDocument Write(TreeModel model, InputBox box) => EnsembleRules.Write(model, box, "Trees", [], 10_000).Document!;

    private static double[] Used(RuleDocument document, double[] x) =>
        document.Inputs.Select(i => x[int.Parse(i.Name.AsSpan(1), System.Globalization.CultureInfo.InvariantCulture) - 1]).ToArray();

    private static double[] Outputs(TreeEnsemble trees, double[] x)
    {
        var output = new Tensor(new TensorShape(1, trees.BaseValues.Count), new double[trees.BaseValues.Count]);
        trees.Evaluate([new Tensor(new TensorShape(1, x.Length), x)], output);
        return output.Values;
    }

    /// <summary>Points of the kind of number that the trees compare, at thresholds, next to them, and anywhere.</summary>
    private static IEnumerable<double[]> Points(TreeEnsemble trees, Random random, double low, double high)
    {
        var thresholds = trees.Nodes.Where(n => n.Test != TreeTest.Leaf).Select(n => n.Threshold).Append(0).ToArray();
        return Enumerable.Range(0, Samples).Select(_ => Enumerable.Range(0, 3).Select(_ => Math.Clamp(One(), low, high)).ToArray());

        double One()
        {
            var at = random.Next(4) < 3 ? thresholds[random.Next(thresholds.Length)] : low + (random.NextDouble() * (high - low));
            return (trees.IsSingle, random.Next(3)) switch
            {
                (true, 0) => MathF.BitIncrement((float)at),
                (true, 1) => MathF.BitDecrement((float)at),
                (true, _) => (float)at,
                (false, 0) => Math.BitIncrement(at),
                (false, 1) => Math.BitDecrement(at),
                _ => at,
            };
        }
    }

    private static TreeEnsemble Trees(Random random, int count, bool isSingle, TreeAggregate aggregate, int depth = 3)
    {
        var nodes = new List<TreeNode>();
        var roots = Enumerable.Range(0, count).Select(_ => Add(depth)).ToArray();
        return new TreeEnsemble(nodes, roots, [0.25, -1], aggregate, isSingle);

        int Add(int left)
        {
            var at = nodes.Count;
            if (left == 0 || random.Next(6) == 0)
            {
                nodes.Add(Leaf(
                    random.NextDouble()) with
                {
                    Weights = random.Next(3) == 0
                        ? [(1, random.NextDouble())]
                        : [(0, random.NextDouble()), (1, random.Next(3))]
                });
                return at;
            }

            nodes.Add(Leaf(0));
            var threshold = random.Next(8) switch
            {
                0 => double.PositiveInfinity,
                < 5 => random.Next(-3, 4),
                _ =>
                (float)((random.NextDouble() * 6) - 3)
            };
            var (yes, no) = (Add(left - 1), Add(left - 1));
            nodes[at] = Inner((TreeTest)random.Next(1, 7), random.Next(3), threshold, yes, no);
            return at;
        }
    }

    private static TreeEnsemble Ensemble(bool isSingle, params TreeNode[] nodes) => new(nodes, [0], [0], TreeAggregate.Sum, isSingle);

    private static TreeNode Inner(TreeTest test, int feature, double threshold, int yes, int no) =>
        new(test, feature, threshold, yes, no, false, []);

    private static TreeNode Leaf(double value) => new(TreeTest.Leaf, 0, 0, 0, 0, false, [(0, value)]);
}
