using System;
using System.Collections.Generic;
using System.Linq;
using RuleCompiler.Trainer.Networks.Graphs;
using RuleCompiler.Trainer.Tests.Extraction;
using Xunit;

namespace RuleCompiler.Trainer.Tests.Networks.Graphs;

public class OperationTests
{
    [Fact]
    public void TransposedIsTheAdjointOfEveryAffineOperation() => RandomCases.Hold(600, random =>
    {
        var shape = RandomGraphs.Shape(random, random.Next(3, 5));
        var operation = RandomGraphs.Affine(random, shape);
        IsAdjoint(random, operation, shape);
    });

    [Fact]
    public void TransposedIsTheAdjointOfWhatJoinsValues() => RandomCases.Hold(200, random =>
    {
        var shape = RandomGraphs.Shape(random, 3);
        IsAdjoint(random, new WeightedSum(RandomGraphs.Numbers(random, 3)), shape, shape, shape);
        IsAdjoint(random, new Concatenation(1), shape, shape.With(1, 2));
        IsAdjoint(random, new Reshape(new TensorShape(shape.Count)), shape);
    });

    [Fact]
    public void ConvolutionIsTheSumOverItsWindows() => RandomCases.Hold(300, random =>
    {
        var shape = RandomGraphs.Shape(random, 4);
        var convolution = RandomGraphs.Convolution(random, shape);
        var x = new Tensor(shape, RandomGraphs.Numbers(random, shape.Count));
        var y = RandomGraphs.Evaluate(convolution, x);
        var (vertical, horizontal) = (convolution.Axes[0], convolution.Axes[1]);
        var filtersPerGroup = convolution.Biases.Length / convolution.Groups;
        var to = 0;
        for (var f = 0; f < convolution.Biases.Length; f++)
        {
            for (var oy = 0; oy < y.Shape[2]; oy++)
            {
                for (var ox = 0; ox < y.Shape[3]; ox++)
                {
                    var sum = convolution.Biases[f];
                    for (var c = 0; c < convolution.GroupChannels; c++)
                    {
                        for (var ky = 0; ky < vertical.Size; ky++)
                        {
                            for (var kx = 0; kx < horizontal.Size; kx++)
                            {
                                var (iy, ix) = (vertical.Position(oy, ky), horizontal.Position(ox, kx));
                                var channel = (f / filtersPerGroup * convolution.GroupChannels) + c;
                                if (iy >= 0 && iy < shape[2] && ix >= 0 && ix < shape[3])
                                    sum += convolution.Weights[(((((f * convolution.GroupChannels) + c) * vertical.Size) + ky)
                                        * horizontal.Size) + kx] * x.Values[(((channel * shape[2]) + iy) * shape[3]) + ix];
                            }
                        }
                    }

                    Assert.Equal(sum, y.Values[to++], 1e-12);
                }
            }
        }
    });

    [Theory]
    // Without a partial window the last place is not reached; with it, the window holds only what is there.
    [InlineData(5, 2, 2, 0, false, new[] { 2.0, 4.0 })]
    [InlineData(5, 2, 2, 0, true, new[] { 2.0, 4.0, 5.0 })]
    // A partial window that would begin in what is added is left out.
    [InlineData(4, 2, 2, 1, true, new[] { 1.0, 3.0, 4.0 })]
    public void MaxPoolEndsAsTheReferencesDo(int length, int size, int stride, int added, bool isLastPartial, double[] expected)
    {
        var x = new Tensor(new TensorShape(1, 1, length), Enumerable.Range(1, length).Select(i => (double)i).ToArray());
        Assert.Equal(expected, RandomGraphs.Evaluate(new MaxPool(new WindowAxis(size, stride, 1, added, added, isLastPartial)), x).Values);
    }

    [Fact]
    public void MeanCountsAddedPlacesOnlyWhenTold()
    {
        var x = new Tensor(new TensorShape(1, 1, 3), [3, 6, 9]);
        Assert.Equal([1.5, 4.5, 7.5, 4.5], RandomGraphs.Evaluate(new AveragePool(true, new WindowAxis(2, 1, 1, 1, 1)), x).Values);
        Assert.Equal([3, 4.5, 7.5, 9], RandomGraphs.Evaluate(new AveragePool(false, new WindowAxis(2, 1, 1, 1, 1)), x).Values);
    }

    [Fact]
    public void AxesMove()
    {
        var x = new Tensor(new TensorShape(1, 2, 3), [1, 2, 3, 4, 5, 6]);
        Assert.Equal([1, 4, 2, 5, 3, 6], RandomGraphs.Evaluate(Selection.Transposed(x.Shape, [0, 2, 1]), x).Values);
        Assert.Equal([3, 2, 6, 5], RandomGraphs.Evaluate(Selection.Along(x.Shape, 2, [2, 1]), x).Values);
        Assert.Equal(
            [1, 1, 2, 2],
            RandomGraphs.Evaluate(
                Selection.Stretched(new TensorShape(2, 1), new TensorShape(1, 2, 2)), new Tensor(new TensorShape(2, 1), [1, 2])).Values);
    }

    [Fact]
    public void HeadsAreWhatTheirFormulasSay()
    {
        var x = new Tensor(new TensorShape(1, 3), [1000, 1001, 1001]);
        var e = Math.Exp(-1);
        Assert.Equal(
            [e / (2 + e), 1 / (2 + e), 1 / (2 + e)], RandomGraphs.Evaluate(new Softmax(1), x).Values, (a, b) => Math.Abs(a - b) < 1e-15);
        Assert.Equal(
            [-1 - Math.Log(2 + e), -Math.Log(2 + e), -Math.Log(2 + e)],
            RandomGraphs.Evaluate(new LogSoftmax(1), x).Values,
            (a, b) => Math.Abs(a - b) < 1e-15);
        Assert.Equal([1], RandomGraphs.Evaluate(new ArgMax(1), x).Values);
        Assert.Equal([0, 0.5, 1], RandomGraphs.Evaluate(new Sigmoid(), new Tensor(x.Shape, [-1000, 0, 1000])).Values);
    }

    [Fact]
    public void ShapesThatDoNotFitAreRefused()
    {
        var shape = new TensorShape(1, 2, 3);
        Operation[] operations =
        [
            new Dense(new double[8], new double[2]), new Convolution(new double[3], [0], 1, new WindowAxis(1)),
            new MaxPool(new WindowAxis(4)),
            new MaxPool(new WindowAxis(2, 1, 1, 2)), new ScaleAndShift([1], new double[5]), new Reshape(new TensorShape(5)), new Softmax(3),
            new Concatenation(3), new Selection([6], new TensorShape(1)), new WeightedSum([1, 1]),
        ];
        Assert.All(operations, o => Assert.Throws<RuleCompilerException>(() => o.ShapeOf([shape])));
    }

    private static void IsAdjoint(Random random, Operation operation, params TensorShape[] shapes)
    {
        var x = shapes.Select(s => new Tensor(s, RandomGraphs.Numbers(random, s.Count))).ToArray();
        var y = RandomGraphs.Evaluate(operation, x).Values;
        var atZero = RandomGraphs.Evaluate(operation, shapes.Select(Tensor.Zeros).ToArray());
        var g = atZero with { Values = RandomGraphs.Numbers(random, y.Length).Select(v => random.Next(3) == 0 ? 0 : v).ToArray() };
        var back = shapes.Select(Tensor.Zeros).ToArray();
        ((IAffineOperation)operation).AddTransposed(g, back);
        Assert.Equal(Dot(g.Values, y.Zip(atZero.Values, (a, b) => a - b)), back.Zip(x, (a, b) => Dot(a.Values, b.Values)).Sum(), 1e-10);
    }

    private static double Dot(IEnumerable<double> a, IEnumerable<double> b) => a.Zip(b, (p, q) => p * q).Sum();
}
