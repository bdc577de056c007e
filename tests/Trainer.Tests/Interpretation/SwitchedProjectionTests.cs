using System;
using System.Collections.Generic;
using System.Linq;
using RuleCompiler.Trainer.Interpretation;
using RuleCompiler.Trainer.Networks.Graphs;
using RuleCompiler.Trainer.Tests.Extraction;
using Xunit;

namespace RuleCompiler.Trainer.Tests.Interpretation;

/// <summary>Theorem 1 and equations 5 to 7, for every value of every node.</summary>
public class SwitchedProjectionTests
{
    private const double Relative = 1e-10;

    [Fact]
    public void EveryUnitIsItsSwitchedProjection() => EveryUnit((state, unit, projection) =>
    {
        var x = state.Input.ToArray();
        Assert.Equal(state.ValueOf(unit), projection.Value);
        Assert.Equal(projection.Value, Dot(x, projection.Weights) + projection.Bias, Relative * Scale(x, projection));
    });

    [Fact]
    public void ContributionsAroundTheCentreAddUp() => EveryUnit((state, _, projection) =>
    {
        if (projection.Square == 0)
            return;
        var x = state.Input.ToArray();
        var (centre, contributions, scale) = (projection.Centre(x), projection.Contributions(), Relative * Scale(x, projection));
        Assert.Equal(projection.Value, Dot(x.Zip(centre, (a, c) => a - c).ToArray(), projection.Weights), scale);
        Assert.Equal(projection.Value, contributions.Sum(), scale);
        Assert.Equal(0, Dot(centre, projection.Weights) + projection.Bias, scale);
        for (var j = 0; j < x.Length; j++)
            Assert.Equal((x[j] - centre[j]) * projection.Weights[j], contributions[j], scale);
    });

    [Fact]
    public void PatternTimesWeightsIsTheValue() => EveryUnit((_, _, projection) =>
    {
        if (projection.Square > 0)
            Assert.Equal(projection.Value, Dot(projection.Pattern(), projection.Weights), Relative * Math.Abs(projection.Value));
    });

    [Fact]
    public void SwitchedWeightsAreTheNumericalGradient()
    {
        var compared = 0;
        RandomCases.Hold(150, random =>
        {
            const double Step = 1e-6;
            var graph = RandomGraphs.Any(random);
            var x = RandomGraphs.Point(random, graph);
            var direction = RandomGraphs.Numbers(random, x.Length);
            var state = NetworkState.At(graph, x);
            var (above, below) = (Moved(graph, x, direction, Step), Moved(graph, x, direction, -Step));
            if (!HasSamePieces(above, below))
                return;
            foreach (var unit in state.Outputs)
            {
                var projection = state.Project(unit);
                var slope = (above.ValueOf(unit) - below.ValueOf(unit)) / (2 * Step);
                Assert.Equal(slope, Dot(projection.Weights, direction), 1e-8 * (1 + Scale(x, projection)));
                compared++;
            }
        });
        Assert.True(compared > 200, $"Only {compared} units were away from kinks.");
    }

    [Fact]
    public void ConvolutionsAreTheirDenseUnrolling() => RandomCases.Hold(100, random =>
    {
        var graph = RandomGraphs.Chain(random, hasPools: true);
        var unrolled = NetworkGraph.FromLayers(graph.ToPiecewise().Network);
        var x = RandomGraphs.Point(random, graph);
        var (state, dense) = (NetworkState.At(graph, x), NetworkState.At(unrolled, x));
        foreach (var (unit, other) in state.Outputs.Zip(dense.Outputs))
        {
            var (projection, expected) = (state.Project(unit), dense.Project(other));
            var scale = Relative * (1 + Scale(x, expected));
            Assert.Equal(expected.Value, projection.Value, scale);
            Assert.Equal(expected.Bias, projection.Bias, scale);
            for (var j = 0; j < x.Length; j++)
                Assert.Equal(expected.Weights[j], projection.Weights[j], scale);
        }
    });

    [Fact]
    public void TheRandomNetworksHaveEveryKindOfNode()
    {
        var kinds = Enumerable.Range(0, 100).SelectMany(seed => RandomGraphs.Any(new Random(seed)).Nodes)
            .Select(n => n.Operation).ToArray();
        Type[] wanted =
        [
            typeof(Dense), typeof(Convolution), typeof(NegativeSlope), typeof(Limited), typeof(Absolute), typeof(MaxPool),
            typeof(AveragePool), typeof(ScaleAndShift),
            typeof(WeightedSum), typeof(Concatenation), typeof(Maximum), typeof(Minimum), typeof(Selection), typeof(Reshape),
            typeof(Softmax), typeof(Sigmoid),
        ];
        Assert.Empty(wanted.Except(kinds.Select(k => k.GetType())));
        Assert.Contains(kinds.OfType<Convolution>(), c => c.Groups > 1);
        Assert.Contains(
            kinds.OfType<Convolution>(),
            c => c.Axes.Any(a => a.Stride > 1) && c.Axes.Any(a => a.Dilation > 1) && c.Axes.Any(a => a.Before > 0));
        Assert.Contains(kinds.OfType<Convolution>(), c => c.Axes.Count == 1);
    }

    [Fact]
    public void HeadsAreLeftOut()
    {
        var builder = new GraphBuilder();
        var scores = builder.Add("scores", new Dense([1, 2, 3, 4], [5, 6]), builder.Add("input", new NetworkInput(new TensorShape(1, 2))));
        var head = builder.Add(
            "best",
            new ArgMax(1),
            builder.Add("again", new Reshape(new TensorShape(1, 2)), builder.Add("probabilities", new Softmax(1), scores)));
        var state = NetworkState.At(builder.Build([head]), [1, 1]);
        Assert.Equal([new Unit(scores, 0), new Unit(scores, 1)], state.Outputs);
        Assert.Equal([1.0, 3], state.Project(new Unit(scores, 0)).Weights);
        Assert.Equal(0, state.Units);
    }

    [Fact]
    public void NodesThatAreNotPiecewiseLinearAreNamed()
    {
        var builder = new GraphBuilder();
        var bent = builder.Add("bent\u202e", new HyperbolicTangent(), builder.Add("input", new NetworkInput(new TensorShape(1, 2))));
        var graph = builder.Build([builder.Add("scores", new Dense([1, 2], [0]), bent)]);
        var error = Assert.Throws<NotPiecewiseException>(() => NetworkState.At(graph, [1, 1]));
        Assert.Contains("bent", error.Message, StringComparison.Ordinal);
        Assert.DoesNotContain('\u202e', error.Message);
    }

    [Theory]
    [InlineData(double.NaN)]
    [InlineData(double.PositiveInfinity)]
    public void InputsAreFinite(double value)
    {
        var builder = new GraphBuilder();
        var graph = builder.Build([builder.Add("input", new NetworkInput(new TensorShape(1, 1)))]);
        Assert.Throws<RuleCompilerException>(() => NetworkState.At(graph, [value]));
        Assert.Throws<ArgumentException>(() => NetworkState.At(graph, [1, 1]));
    }

    [Fact]
    public void ConstantsBelongToTheBias()
    {
        var builder = new GraphBuilder();
        var input = builder.Add("input", new NetworkInput(new TensorShape(1, 2)));
        var constant = builder.Add(
            "softened", new Sigmoid(), builder.Add("constant", new Constant(new Tensor(new TensorShape(1, 2), [0, 0]))));
        var graph = builder.Build([builder.Add("sum", new WeightedSum([2, 3]), input, constant)]);
        var state = NetworkState.At(graph, [1, 7]);
        var projection = state.Project(state.Outputs.First());
        Assert.Equal([2.0, 0], projection.Weights);
        Assert.Equal((1.5, 3.5), (projection.Bias, projection.Value));
    }

    internal static double Dot(double[] a, double[] b) => a.Zip(b, (p, q) => p * q).Sum();

    /// <summary>How large the terms of a projection are: the scale of its rounding errors.</summary>
    internal static double Scale(double[] x, SwitchedProjection projection) =>
        Math.Abs(projection.Bias) + x.Zip(projection.Weights, (p, q) => Math.Abs(p * q)).Sum();

    internal static NetworkState Moved(NetworkGraph graph, double[] x, double[] direction, double step) =>
        NetworkState.At(graph, x.Zip(direction, (p, d) => p + (step * d)).ToArray());

    /// <summary>Whether every node is the same affine map in two states; then it is so between them too.</summary>
    internal static bool HasSamePieces(NetworkState a, NetworkState b)
    {
        for (var node = 0; node < a.Graph.Nodes.Count; node++)
        {
            if (a.MapOf(node) is not SparseMap map || b.MapOf(node) is not SparseMap other)
                continue;
            for (var i = 0; i < map.Offsets.Length; i++)
            {
                if (!map.Offsets[i].Equals(other.Offsets[i]) || !map.TermsOf(i).SequenceEqual(other.TermsOf(i)))
                    return false;
            }
        }

        return true;
    }

    private static void EveryUnit(Action<NetworkState, Unit, SwitchedProjection> holds) => RandomCases.Hold(100, random =>
    {
        var graph = RandomGraphs.Any(random);
        var state = NetworkState.At(graph, RandomGraphs.Point(random, graph));
        foreach (var unit in UnitsOf(state, random))
            holds(state, unit, state.Project(unit));
    });

    // Some of each node.
    private static IEnumerable<Unit> UnitsOf(NetworkState state, Random random) => Enumerable.Range(0, state.Graph.Nodes.Count)
        .Where(n => state.MapOf(n) is not null)
        .SelectMany(n => Enumerable.Range(0, 4).Select(_ => new Unit(n, random.Next(state.Graph.Nodes[n].Shape.Count))))
        .Concat(state.Outputs);
}
