using System.Collections.Generic;
using System.Linq;

namespace RuleCompiler.Trainer.Networks.Graphs;

/// <summary>A value of a graph that depends on one value of its inputs only, step by step.</summary>
/// <param name="Input">The position of the input's value among all; −1 where the value never changes.</param>
/// <param name="Steps">What is done to it, in order.</param>
public sealed record InputPath(int Input, IReadOnlyList<PathStep> Steps)
{
    /// <summary>The path of a value that is the input itself.</summary>
    /// <param name="input">The position of the input's value.</param>
    /// <returns>The path without a step.</returns>
    public static InputPath Of(int input) => new(input, []);

    /// <summary>Finds the path of a value.</summary>
    /// <param name="graph">The graph.</param>
    /// <param name="node">The node.</param>
    /// <param name="position">The position in its value.</param>
    /// <returns>The path.</returns>
    /// <exception cref="NotPiecewiseException">The value is made of several inputs; the message names the node that does.</exception>
    public static InputPath Trace(NetworkGraph graph, int node, int position)
    {
        var steps = new Stack<PathStep>();
        while (true)
        {
            var (operation, inputs) = (graph.Nodes[node].Operation, graph.Nodes[node].Inputs);
            if (graph.Nodes[node].IsSingle)
                steps.Push(new Rounded());
            switch (operation)
            {
                case NetworkInput:
                    return new InputPath(
                        graph.Inputs.TakeWhile(i => i != node).Sum(i => graph.Nodes[i].Shape.Count) + position, steps.ToArray());
                case Constant constant:
                    steps.Push(new Always(constant.Value.Values[position]));
                    return new InputPath(-1, steps.ToArray());
                case Reshape:
                    break;
                case Selection selection:
                    position = selection.Positions[position];
                    break;
                case Concatenation join:
                    (var part, position) = Part(graph, inputs, graph.Nodes[node].Shape, join.Axis, position);
                    node = inputs[part];
                    continue;
                case Elementwise elementwise:
                    steps.Push(new Applied(elementwise, position));
                    break;
                case OneHot hot:
                    steps.Push(new IsCategory(hot, position % hot.Categories.Length));
                    position /= hot.Categories.Length;
                    break;
                default:
                    throw new NotPiecewiseException(
                        $"The node {PiecewiseChain.Name(graph, node)} ({operation.GetType().Name}) combines several inputs before the "
                            + "trees; rules of trees test one input at a time: omit that step, or train the trees on the inputs "
                            + "themselves.");
            }

            node = inputs[0];
        }
    }

    /// <summary>The value for a value of the input.</summary>
    /// <param name="x">The value of the input.</param>
    /// <returns>What the graph computes, to the same bits.</returns>
    public double Evaluate(double x)
    {
        foreach (var step in Steps)
            x = step.Of(x);
        return x;
    }

    /// <summary>Whether the graph refuses a value of the input.</summary>
    /// <param name="x">The value of the input.</param>
    /// <returns>True where it is none of the categories that are asked for.</returns>
    public bool Refuses(double x)
    {
        foreach (var step in Steps)
        {
            if (step is IsCategory { Categories: { TakesUnknown: false } categories } && categories.IndexOf(x) < 0)
                return true;
            x = step.Of(x);
        }

        return false;
    }

    private static (int Part, int Position) Part(NetworkGraph graph, IReadOnlyList<int> inputs, TensorShape shape, int axis, int position)
    {
        var inner = shape.Stride(axis);
        var (outer, along, rest) = (position / inner / shape[axis], position / inner % shape[axis], position % inner);
        var part = 0;
        while (along >= graph.Nodes[inputs[part]].Shape[axis])
            along -= graph.Nodes[inputs[part++]].Shape[axis];
        return (part, (((outer * graph.Nodes[inputs[part]].Shape[axis]) + along) * inner) + rest);
    }
}

/// <summary>A step of a path. Between its breaks a step goes up, or down, or stays.</summary>
public abstract record PathStep
{
    private protected PathStep()
    {
    }

    /// <summary>The values at which the step may jump or turn; null where it is not known to be so.</summary>
    public virtual IReadOnlyList<double>? Breaks => [];

    /// <summary>The value after the step.</summary>
    /// <param name="x">The value before it.</param>
    /// <returns>The value.</returns>
    public abstract double Of(double x);
}

/// <summary>Rounded to single precision.</summary>
public sealed record Rounded : PathStep
{
    /// <inheritdoc/>
    public override double Of(double x) => (float)x;
}

/// <summary>The same whatever comes.</summary>
/// <param name="Value">The value.</param>
public sealed record Always(double Value) : PathStep
{
    /// <inheritdoc/>
    public override double Of(double x) => Value;
}

/// <summary>An operation on the value.</summary>
/// <param name="Operation">The operation.</param>
/// <param name="Index">The position of the value.</param>
public sealed record Applied(Elementwise Operation, int Index) : PathStep
{
    /// <inheritdoc/>
    public override IReadOnlyList<double>? Breaks => Operation switch
    {
        ScaleAndShift or Division or Limited or Truncation or Above or Imputation { Mark: double.NaN } => [],
        NegativeSlope or Absolute or Truth => [0],
        Imputation { Mark: var mark } => [mark],
        Mapping mapping => mapping.Keys.Where(k => !double.IsNaN(k)).ToArray(),
        Lookup lookup => Enumerable.Range(0, lookup.Values.Length).Select(i => (double)i).ToArray(),
        _ => null,
    };

    /// <inheritdoc/>
    public override double Of(double x) => Operation.At(Index, x);
}

/// <summary>1 for one of some categories, else 0.</summary>
/// <param name="Categories">The categories.</param>
/// <param name="Index">Which of them.</param>
public sealed record IsCategory(OneHot Categories, int Index) : PathStep
{
    /// <inheritdoc/>
    // Numbers are cut off to whole ones.
    public override IReadOnlyList<double>? Breaks => Categories.Categories.SelectMany(c => new[] { c - 1, c, c + 1 }).ToArray();

    /// <inheritdoc/>
    public override double Of(double x) => Categories.IndexOf(x) == Index ? 1 : 0;
}
