using System;
using System.Linq;
using RuleCompiler.Trainer.Interpretation;
using RuleCompiler.Trainer.Interpretation.Rows;
using RuleCompiler.Trainer.Networks.Graphs;
using RuleCompiler.Trainer.Tests.Extraction;
using Xunit;

namespace RuleCompiler.Trainer.Tests.Interpretation;

public class InsensTests
{
    [Fact]
    public void TheSweepsGiveWhatIsDefined() => RandomCases.Hold(200, random =>
    {
        var graph = RandomGraphs.Any(random);
        AreEqual(graph, RandomGraphs.Point(random, graph));
    });

    [Fact]
    public void TheSweepsGiveWhatIsDefinedForImagesWithMorePlacesThanATile()
    {
        // Windows that are cut into tiles, and more units than one block.
        var builder = new GraphBuilder();
        var random = new Random(5);
        var shape = new TensorShape(1, 3, 20, 20);
        var axis = new WindowAxis(3, 1, 1, 1, 1);
        var last = builder.Add("input", new NetworkInput(shape));
        last = builder.Add(
            "conv", new Convolution(RandomGraphs.Numbers(random, 4 * 3 * 9), RandomGraphs.Numbers(random, 4), 1, axis, axis), last);
        last = builder.Add(
            "pool", new MaxPool(new WindowAxis(4, 4), new WindowAxis(4, 4)), builder.Add("relu", new NegativeSlope([0]), last));
        last = builder.Add("flat", new Reshape(new TensorShape(1, 100)), last);
        last = builder.Add(
            "relu",
            new NegativeSlope([0.1]),
            builder.Add("dense", new Dense(RandomGraphs.Numbers(random, 100 * 70), RandomGraphs.Numbers(random, 70)), last));
        last = builder.Add(
            "relu",
            new NegativeSlope([0]),
            builder.Add("dense", new Dense(RandomGraphs.Numbers(random, 70 * 40), RandomGraphs.Numbers(random, 40)), last));
        var graph = builder.Build([builder.Add("scores", new Dense(RandomGraphs.Numbers(random, 40), [0]), last)]);
        AreEqual(graph, RandomGraphs.Point(random, graph));
    }

    [Fact]
    public void TheSweepsGiveWhatIsDefinedForLinesLongerThanATile()
    {
        var graph = LongLine();
        AreEqual(graph, RandomGraphs.Point(new Random(7), graph));
    }

    [Fact]
    public void NoMoreRowsAreMadeThanMayBeKept()
    {
        var graph = LongLine();
        var state = NetworkState.At(graph, RandomGraphs.Point(new Random(7), graph));
        var error = Assert.Throws<RuleCompilerException>(() => RowSweep.Squares(state, 2000));
        Assert.Contains("2000", error.Message, StringComparison.Ordinal);
        Assert.NotNull(RowSweep.Squares(state, 100_000)[1]);
    }

    private static NetworkGraph LongLine()
    {
        var random = new Random(6);
        var builder = new GraphBuilder();
        var last = builder.Add("input", new NetworkInput(new TensorShape(1, 1, 1600)));
        last = builder.Add("conv", new Convolution(RandomGraphs.Numbers(random, 4), [0.1], 1, new WindowAxis(4, 4)), last);
        last = builder.Add("flat", new Reshape(new TensorShape(1, 400)), builder.Add("relu", new NegativeSlope([0]), last));
        last = builder.Add(
            "relu",
            new NegativeSlope([0]),
            builder.Add("dense", new Dense(RandomGraphs.Numbers(random, 400 * 64), RandomGraphs.Numbers(random, 64)), last));
        last = builder.Add(
            "relu",
            new NegativeSlope([0]),
            builder.Add("dense", new Dense(RandomGraphs.Numbers(random, 64 * 9), RandomGraphs.Numbers(random, 9)), last));
        return builder.Build([builder.Add("scores", new Dense(RandomGraphs.Numbers(random, 9), [0]), last)]);
    }

    [Fact]
    public void AChainWithoutPoolsHasTheInsensOfItsDenseUnrolling() => RandomCases.Hold(60, random =>
    {
        var graph = RandomGraphs.Chain(random, hasPools: false);
        var unrolled = NetworkGraph.FromLayers(graph.ToPiecewise().Network);
        var x = RandomGraphs.Point(random, graph);
        var (state, dense) = (NetworkState.At(graph, x), NetworkState.At(unrolled, x));
        if (state.Graph.Nodes.Any(n => n.Operation is Limited))
            return;
        Assert.Equal((dense.Units, dense.Active), (state.Units, state.Active));
        AreEqual(Insens.Compute(dense), Insens.Compute(state));
    });

    [Fact]
    public void SlopesNearZeroGiveTheReluFormulaAndSlopesOfOneDropOut()
    {
        double[] x = [1, -2];
        // v = (−1, −2, 3): the first two are inactive.
        NetworkGraph Network(params double[] slopes)
        {
            var builder = new GraphBuilder();
            var z = builder.Add(
                "dense", new Dense([1, 0, -1, 1, 1, -1], [0, 0, 0]), builder.Add("input", new NetworkInput(new TensorShape(1, 2))));
            return builder.Build([builder.Add("scores", new Dense([1, 1, 1], [0]), builder.Add("slopes", new NegativeSlope(slopes), z))]);
        }

        // Rows (1, 1), (0, 1) and (−1, −1): v = −1, −2, 1 and ω̂ = (−½, −½), (0, −2).
        AreEqual([-0.25, -1.25], Insens.Compute(NetworkState.At(Network(0), x)));
        AreEqual([-0.25, -1.25], Insens.Compute(NetworkState.At(Network(1e-12), x)), 1e-10);
        AreEqual([0, -2], Insens.Compute(NetworkState.At(Network(1, 0.3, 0), x)));
        AreEqual([-0.5 / 1.5, (-0.5 - 1) / 1.5], Insens.Compute(NetworkState.At(Network(0, 0.5, 0), x)));
        AreEqual([0, 0], Insens.Compute(NetworkState.At(Network(1), x)));
        Assert.Equal((3, 1), (NetworkState.At(Network(0), x).Units, NetworkState.At(Network(0), x).Active));
        Assert.Equal((2, 1), (NetworkState.At(Network(1, 0, 0), x).Units, NetworkState.At(Network(1, 0, 0), x).Active));
    }

    [Fact]
    public void LosersOfAPoolAreInactiveWhateverTheyPutOutAndWinnersDoNotCount()
    {
        var builder = new GraphBuilder();
        var input = builder.Add("input", new NetworkInput(new TensorShape(1, 1, 4)));
        var units = builder.Add("relu", new NegativeSlope([0]), builder.Add("scale", new ScaleAndShift([1, 2, 1, 1], [0]), input));
        var pool = builder.Add("pool", new MaxPool(new WindowAxis(2, 2)), units);
        var graph = builder.Build(
            [builder.Add("sum", new Dense([1, 1], [0]), builder.Add("flat", new Reshape(new TensorShape(1, 2)), pool))]);

        // The first pair: 3 and 2·1; the second wins nothing though it is positive. The second pair is off: −1 wins, −5 loses.
        var state = NetworkState.At(graph, [3, 1, -5, -1]);
        AreEqual([0, 1.0 / 2, -5.0 / 2, 0], Insens.Compute(state));
        Assert.Equal([UnitState.Active, UnitState.Beaten, UnitState.Inactive, UnitState.Inactive], state.Layers.Single().States);
        Assert.Equal((4, 2), (state.Units, state.Active));
        Assert.Equal([1.0, 0, 0, 0], state.Project(state.Outputs.First()).Weights);
    }

    [Fact]
    public void ValuesThatAlsoGoElsewhereAreNotBeaten()
    {
        var builder = new GraphBuilder();
        var input = builder.Add("input", new NetworkInput(new TensorShape(1, 1, 2)));
        var units = builder.Add("relu", new NegativeSlope([0]), builder.Add("scale", new ScaleAndShift([1], [0]), input));
        var pool = builder.Add("pool", new MaxPool(new WindowAxis(2, 2)), units);
        var all = builder.Add("all", new Concatenation(2), units, pool);
        var state = NetworkState.At(builder.Build([builder.Add("sum", new Dense([1, 1, 1], [0]), all)]), [3, 1]);
        Assert.Equal([UnitState.Active, UnitState.Active], state.Layers.Single().States);
        Assert.Equal([0.0, 0], Insens.Compute(state));
    }

    [Fact]
    public void LimitedUnitsCountAtBothEndsFromTheEnd()
    {
        var builder = new GraphBuilder();
        var input = builder.Add("input", new NetworkInput(new TensorShape(1, 3)));
        var units = builder.Add("limited", new Limited(-1, 1), builder.Add("scale", new ScaleAndShift([2], [0]), input));
        var state = NetworkState.At(builder.Build([builder.Add("sum", new Dense([1, 1, 1], [0]), units)]), [-2, 0.25, 1]);
        // 2x = −4, ½, 2: 3 below the low end, 1 above the high one.
        AreEqual([-3.0 / 2 / 2, 0, 1.0 / 2 / 2], Insens.Compute(state));
        Assert.Equal((3, 1), (state.Units, state.Active));
    }

    [Fact]
    public void UnitsWithoutWeightsCountWithZero()
    {
        var builder = new GraphBuilder();
        var input = builder.Add("input", new NetworkInput(new TensorShape(1, 1)));
        var units = builder.Add("relu", new NegativeSlope([0]), builder.Add("dense", new Dense([1, 0], [0, -1]), input));
        var graph = builder.Build([builder.Add("sum", new Dense([1, 1], [0]), units)]);
        AreEqual([-1], Insens.Compute(NetworkState.At(graph, [-2])));
    }

    [Fact]
    public void ActivationsThatEndTheNetworkAreItsOutputs()
    {
        var builder = new GraphBuilder();
        var dense = builder.Add("dense", new Dense([1], [0]), builder.Add("input", new NetworkInput(new TensorShape(1, 1))));
        var state = NetworkState.At(
            builder.Build([builder.Add("flat", new Reshape(new TensorShape(1)), builder.Add("relu", new NegativeSlope([0]), dense))]),
            [-1]);
        Assert.Equal(0, state.Units);
        Assert.Equal([0.0], Insens.Compute(state));
    }

    [Fact]
    public void ReluIsTheSameInEveryForm()
    {
        NetworkGraph Network(Func<GraphBuilder, int, int> relu)
        {
            var random = new Random(8);
            var builder = new GraphBuilder();
            var z = builder.Add(
                "dense",
                new Dense(RandomGraphs.Numbers(random, 12), RandomGraphs.Numbers(random, 4)),
                builder.Add("input", new NetworkInput(new TensorShape(1, 3))));
            return builder.Build([builder.Add("scores", new Dense(RandomGraphs.Numbers(random, 4), [0]), relu(builder, z))]);
        }

        double[] x = [0.4, -0.3, -0.8];
        var expected = NetworkState.At(Network((b, z) => b.Add("relu", new NegativeSlope([0]), z)), x);
        Assert.InRange(expected.Active, 1, 3);
        NetworkGraph[] others =
        [
            Network((b, z) => b.Add("limited", new Limited(0, double.PositiveInfinity), z)),
            Network((b, z) => b.Add("largest", new Maximum(), z, b.Add("zeros", new Constant(Tensor.Zeros(new TensorShape(1, 4)))))),
        ];
        foreach (var state in others.Select(g => NetworkState.At(g, x)))
        {
            AreEqual(Insens.Compute(expected), Insens.Compute(state));
            Assert.Equal((expected.Units, expected.Active), (state.Units, state.Active));
        }
    }

    [Theory]
    [InlineData(1, 28, 38144)]
    [InlineData(3, 24, 28160)]
    public void UnitsAreCountedAsThePaperCountsThem(int channels, int side, int units)
    {
        var builder = new GraphBuilder();
        var last = builder.Add("input", new NetworkInput(new TensorShape(1, channels, side, side)));
        foreach (var filters in new[] { 32, 64 })
        {
            var axis = new WindowAxis(5, 1, 1, 2, 2);
            var weights = RandomGraphs.Numbers(new Random(filters), filters * builder.ShapeOf(last)[1] * 25);
            last = builder.Add(
                "relu", new NegativeSlope([0]), builder.Add("conv", new Convolution(weights, new double[filters], 1, axis, axis), last));
            last = builder.Add("pool", new MaxPool(new WindowAxis(2, 2), new WindowAxis(2, 2)), last);
        }

        var flat = builder.Add("flat", new Reshape(new TensorShape(1, builder.ShapeOf(last).Count)), last);
        var dense = builder.Add(
            "dense", new Dense(RandomGraphs.Numbers(new Random(1), builder.ShapeOf(flat).Count * 512), new double[512]), flat);
        var graph = builder.Build(
            [builder.Add("scores", new Dense(new double[5120], new double[10]), builder.Add("relu", new NegativeSlope([0]), dense))]);
        var state = NetworkState.At(graph, RandomGraphs.Point(new Random(3), graph));
        Assert.Equal(units, state.Units);
        Assert.InRange(state.Active, 1, units - 1);
        Assert.Equal(
            state.Active - ((units - 512) / 4) - state.Layers[2].Active,
            state.Layers.Sum(l => l.Beaten) - state.Layers.Sum(l => Off(state, l)));

        // Pools of 2×2 all of whose units are off have no active winner.
        static int Off(NetworkState state, UnitLayer layer) =>
            layer.Beaten == 0 ? 0 : layer.Shares.Zip(layer.States).Count(u => u is { First: 0, Second: UnitState.Inactive });
    }

    [Fact]
    public void TheSameStateGivesTheSameBits() => RandomCases.Hold(20, random =>
    {
        var graph = RandomGraphs.Any(random);
        var x = RandomGraphs.Point(random, graph);
        Assert.Equal(Insens.Compute(NetworkState.At(graph, x)), Insens.Compute(NetworkState.At(graph, x)));
    });

    private static void AreEqual(NetworkGraph graph, double[] x)
    {
        var state = NetworkState.At(graph, x);
        AreEqual(Insens.ByDefinition(state), Insens.Compute(state));
    }

    private static void AreEqual(double[] expected, double[] actual, double relative = 1e-10)
    {
        Assert.Equal(expected.Length, actual.Length);
        var scale = relative * Math.Max(1e-3, expected.Max(Math.Abs));
        for (var j = 0; j < expected.Length; j++)
            Assert.Equal(expected[j], actual[j], scale);
    }
}
