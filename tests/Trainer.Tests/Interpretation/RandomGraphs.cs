using System;
using System.Linq;
using RuleCompiler.Trainer.Networks.Graphs;

namespace RuleCompiler.Trainer.Tests.Interpretation;

/// <summary>Small random networks of every kind of node that is piecewise linear, images and lines, chains and others.</summary>
internal sealed class RandomGraphs
{
    private readonly Random _random;
    private readonly GraphBuilder _builder = new();
    private readonly bool _isChain;
    private readonly bool _hasPools;
    private readonly bool _isRelu;

    private RandomGraphs(Random random, bool isChain, bool hasPools, bool isRelu) =>
        (_random, _isChain, _hasPools, _isRelu) = (random, isChain, hasPools, isRelu);


    public static NetworkGraph Any(Random random) => new RandomGraphs(random, false, true, false).Build();

    /// <summary>Layers one after the other.</summary>
    public static NetworkGraph Chain(Random random, bool hasPools) => new RandomGraphs(random, true, hasPools, false).Build();

    /// <summary>Layers with ReLU and nothing else: no negative value is passed on.</summary>
    public static NetworkGraph Relu(Random random) => new RandomGraphs(random, true, true, true).Build();

    public static double[] Point(Random random, NetworkGraph graph) => Numbers(random, graph.InputCount);

    public static double[] Numbers(Random random, int count) =>
        Enumerable.Range(0, count).Select(_ => (random.NextDouble() * 2) - 1).ToArray();

    private NetworkGraph Build()
    {
        var isLine = _random.Next(3) == 0;
        var shape = isLine
            ? new TensorShape(1, _random.Next(1, 4), _random.Next(5, 10))
            : new TensorShape(1, _random.Next(1, 4), _random.Next(4, 8), _random.Next(4, 8));
        var last = _builder.Add("input", new NetworkInput(shape));
        for (var step = _random.Next(2, 6); step > 0; step--)
            last = Step(last);
        last = Add("flatten", new Reshape(new TensorShape(1, _builder.ShapeOf(last).Count)), last);
        last = Slopes(Dense(last, _random.Next(2, 6)));
        last = Dense(last, _random.Next(1, 4));
        return _builder.Build([_random.Next(3) switch
        {
            0 => Add("softmax", new Softmax(1), last),
            1 => Add("sigmoid", new Sigmoid(), last),
            _ => last,
        }]);
    }

    private int Step(int last)
    {
        switch (_random.Next(_isRelu ? 3 : _isChain ? 7 : 11))
        {
            case 0:
            case 1:
                return Slopes(Convolution(last));
            case 2:
                return _hasPools ? Pool(Slopes(Convolution(last))) : Slopes(Convolution(last));
            case 3:
                return Slopes(Normalised(Convolution(last)));
            case 4:
                return Add("mean", new AveragePool(_random.Next(2) == 0, Axes(last)), last);
            case 5:
                return Add("limited", new Limited(-0.5, _random.Next(2) == 0 ? 0.5 : double.PositiveInfinity), Convolution(last));
            case 6:
                var axes = Enumerable.Range(0, _builder.ShapeOf(last).Rank).ToArray();
                (axes[1], axes[2]) = (axes[2], axes[1]);
                return Add("moved", Selection.Transposed(_builder.ShapeOf(last), axes), last);
            case 7:
                return Add("residual", new WeightedSum([1, 0.5]), last, Slopes(Normalised(last)));
            case 8:
                return Add("joined", new Concatenation(1), last, Slopes(Normalised(last)));
            case 9:
                return Add("largest", _random.Next(2) == 0 ? new Maximum() : new Minimum(), Normalised(last), Normalised(last));
            default:
                return Pool(_random.Next(2) == 0 ? Add("absolute", new Absolute(), last) : Convolution(last));
        }
    }

    private int Convolution(int last)
    {
        var shape = _builder.ShapeOf(last);
        var groups = shape[1] % 2 == 0 && _random.Next(2) == 0 ? 2 : 1;
        var filters = groups * _random.Next(1, 4);
        var axes = Axes(last);
        var places = axes.Aggregate(1, (product, axis) => product * axis.Size);
        return Add(
            "convolution",
            new Convolution(Numbers(_random, filters * (shape[1] / groups) * places), Numbers(_random, filters), groups, axes),
            last);
    }

    // Windows of any size, stride, dilation and pad that fit.
    private WindowAxis[] Axes(int last) => _builder.ShapeOf(last).Dimensions.Skip(2).Select(length =>
    {
        var size = _random.Next(1, Math.Min(3, length) + 1);
        var dilation = size > 1 && (2 * (size - 1)) + 1 <= length && _random.Next(3) == 0 ? 2 : 1;
        return new WindowAxis(size, _random.Next(1, 3), dilation, _random.Next(size), _random.Next(size));
    }).ToArray();

    private int Pool(int last) => Add("pool", new MaxPool(Axes(last)), last);

    private int Normalised(int last)
    {
        var count = _builder.ShapeOf(last).Count;
        return Add("normalisation", new ScaleAndShift(Numbers(_random, count), Numbers(_random, count)), last);
    }

    private int Dense(int last, int units) =>
        Add("dense", new Dense(Numbers(_random, _builder.ShapeOf(last).Count * units), Numbers(_random, units)), last);

    private int Slopes(int last) => Add("slopes", new NegativeSlope(_isRelu || _random.Next(2) == 0
        ? [0]
        : Enumerable.Range(0, _builder.ShapeOf(last).Count).Select(_ => _random.Next(4) == 0 ? 1 : _random.NextDouble()).ToArray()), last);

    private int Add(string name, Operation operation, params int[] inputs) => _builder.Add(name, operation, inputs);
}
