using System;
using System.Collections.Generic;
using System.Linq;
using RuleCompiler.Documents;
using RuleCompiler.Trainer.Networks.Graphs;

namespace RuleCompiler.Trainer.Interpretation;

/// <summary>Finds the affine map that a node is in a state.</summary>
/// <remarks>
/// At a kink the inactive side holds: a PReLU passes a·v where v ≤ 0, a limited unit its end where it reaches it. Of equal values in a
/// pool the one with the larger pre-activation wins, then the first.
/// </remarks>
internal static class LocalMaps
{
    /// <summary>The map of a node.</summary>
    /// <param name="graph">The network.</param>
    /// <param name="node">The position of the node; not an input.</param>
    /// <param name="values">The values of all nodes in the state.</param>
    /// <returns>The map.</returns>
    /// <exception cref="NotPiecewiseException">The operation is not piecewise linear.</exception>
    public static LocalMap Of(NetworkGraph graph, int node, double[][] values)
    {
        var (operation, shape) = (graph.Nodes[node].Operation, graph.Nodes[node].Shape);
        var shapes = graph.Nodes[node].Inputs.Select(i => graph.Nodes[i].Shape).ToArray();
        var inputs = graph.Nodes[node].Inputs.Select(i => values[i]).ToArray();
        return operation switch
        {
            Dense dense => LayerMap.Of(dense, shapes[0], shape),
            Convolution convolution => LayerMap.Of(convolution, shapes[0], shape),
            NegativeSlope slope => Elementwise(inputs[0], (i, v) => (v > 0 ? 1 : slope.SlopeAt(i), 0)),
            Absolute => Elementwise(inputs[0], (_, v) => (v > 0 ? 1 : -1, 0)),
            Limited limited =>
                Elementwise(inputs[0], (_, v) => v <= limited.Low ? (0, limited.Low) : v >= limited.High ? (0, limited.High) : (1, 0)),
            MaxPool pool => Pooled(pool, shapes[0], shape, inputs[0], PreActivations(graph, graph.Nodes[node].Inputs[0], values)),
            Maximum => Largest(inputs, 1),
            Minimum => Largest(inputs, -1),
            Reshape or Selection or Concatenation => Moved(operation, shapes, shape),
            ScaleAndShift affine => Scaled(affine, shape.Count),
            Division division => Elementwise(inputs[0], (i, _) => (1 / division.DivisorAt(i), 0)),
            WeightedSum sum => Summed(sum, shape.Count),
            AveragePool mean => Averaged(mean, shapes[0], shape),
            IAffineOperation affine => Probed(operation, affine, shapes, shape),
            _ => throw new NotPiecewiseException(
                $"The node '{VisibleText.Of(graph.Nodes[node].Name)}' ({operation.GetType().Name}) is not piecewise linear, so no unit "
                    + "after it has switched weights; ReLU, PReLU or hard-tanh would do in its place, and a Sigmoid or Softmax as the last "
                    + "step only."),
        };
    }

    private static SparseMap Elementwise(double[] input, Func<int, double, (double Weight, double Offset)> piece)
    {
        var map = new SparseMap.Builder(input.Length);
        for (var i = 0; i < input.Length; i++)
        {
            var (weight, offset) = piece(i, input[i]);
            map.Add(0, i, weight);
            map.End(offset);
        }

        return map.Build();
    }

    // What decides between equal values of a pool: after an activation that puts out the same for many, what went into it.
    private static double[] PreActivations(NetworkGraph graph, int node, double[][] values) =>
        graph.Nodes[node].Operation is NegativeSlope or Limited ? values[graph.Nodes[node].Inputs[0]] : values[node];

    private static SparseMap Pooled(MaxPool pool, TensorShape input, TensorShape output, double[] x, double[] before)
    {
        var map = new SparseMap.Builder(output.Count);
        foreach (var (inside, _) in pool.Windows(input, output))
        {
            var winner = inside[0];
            foreach (var i in inside)
                winner = x[i] > x[winner] || (x[i].Equals(x[winner]) && before[i] > before[winner]) ? i : winner;
            map.Add(0, winner, 1);
            map.End();
        }

        return map.Build();
    }

    private static SparseMap Largest(double[][] inputs, double sign)
    {
        var map = new SparseMap.Builder(inputs[0].Length);
        for (var i = 0; i < inputs[0].Length; i++)
        {
            var winner = 0;
            for (var k = 1; k < inputs.Length; k++)
                winner = sign * inputs[k][i] > sign * inputs[winner][i] ? k : winner;
            map.Add(winner, i, 1);
            map.End();
        }

        return map.Build();
    }

    private static SparseMap Scaled(ScaleAndShift affine, int count)
    {
        var map = new SparseMap.Builder(count);
        for (var i = 0; i < count; i++)
        {
            map.Add(0, i, affine.Scale[affine.Scale.Length == 1 ? 0 : i]);
            map.End(affine.Shift[affine.Shift.Length == 1 ? 0 : i]);
        }

        return map.Build();
    }

    // Numbered values come out where they were moved to.
    private static SparseMap Moved(Operation move, TensorShape[] inputs, TensorShape output)
    {
        var numbers = new List<Tensor>();
        var sources = new List<(int Input, int Position)>();
        foreach (var shape in inputs)
        {
            numbers.Add(new Tensor(shape, Enumerable.Range(sources.Count, shape.Count).Select(n => (double)n).ToArray()));
            sources.AddRange(Enumerable.Range(0, shape.Count).Select(p => (numbers.Count - 1, p)));
        }

        var moved = Tensor.Zeros(output);
        move.Evaluate(numbers, moved);
        var map = new SparseMap.Builder(output.Count);
        foreach (var number in moved.Values)
        {
            var (input, position) = sources[(int)number];
            map.Add(input, position, 1);
            map.End();
        }

        return map.Build();
    }

    private static SparseMap Summed(WeightedSum sum, int count)
    {
        var map = new SparseMap.Builder(count);
        for (var i = 0; i < count; i++)
        {
            for (var k = 0; k < sum.Weights.Count; k++)
                map.Add(k, i, sum.Weights[k]);
            map.End();
        }

        return map.Build();
    }

    private static SparseMap Averaged(AveragePool mean, TensorShape input, TensorShape output)
    {
        var map = new SparseMap.Builder(output.Count);
        foreach (var (inside, places) in mean.Windows(input, output))
        {
            foreach (var i in inside)
                map.Add(0, i, 1.0 / (mean.CountsAdded ? places : inside.Count));
            map.End();
        }

        return map.Build();
    }

    // Any other affine operation: its rows are what comes back from each value, its offsets what it makes of zeros.
    private static SparseMap Probed(Operation operation, IAffineOperation affine, TensorShape[] inputs, TensorShape output)
    {
        var offsets = Tensor.Zeros(output);
        operation.Evaluate(inputs.Select(Tensor.Zeros).ToArray(), offsets);
        var map = new SparseMap.Builder(output.Count);
        var seed = Tensor.Zeros(output);
        var rows = inputs.Select(Tensor.Zeros).ToArray();
        for (var i = 0; i < output.Count; i++)
        {
            seed.Values[i] = 1;
            affine.AddTransposed(seed, rows);
            seed.Values[i] = 0;
            for (var k = 0; k < rows.Length; k++)
            {
                for (var p = Array.FindIndex(rows[k].Values, w => w != 0); p >= 0; p = Array.FindIndex(rows[k].Values, p + 1, w => w != 0))
                    map.Add(k, p, rows[k].Values[p]);
                Array.Clear(rows[k].Values);
            }

            map.End(offsets.Values[i]);
        }

        return map.Build();
    }
}
