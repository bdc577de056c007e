using System.Collections.Generic;
using System.Linq;
using RuleCompiler.Trainer.Networks.Graphs;

namespace RuleCompiler.Trainer.Interpretation.Attributions;

/// <summary>How a node that sums up shares its relevance among its inputs.</summary>
internal interface IRelevanceRule
{
    /// <summary>Passes relevance on.</summary>
    /// <param name="node">The position of the node.</param>
    /// <param name="map">What it computes.</param>
    /// <param name="x">Its inputs.</param>
    /// <param name="relevance">One per value of the node.</param>
    /// <param name="inputs">Where the shares are added, one array per input.</param>
    /// <returns>What was not passed on: the shares of biases, and those that nothing could take.</returns>
    double Pass(int node, LocalMap map, IReadOnlyList<double[]> x, double[] relevance, IReadOnlyList<double[]> inputs);
}

/// <summary>Takes a unit's value back to the inputs as relevance, layer by layer.</summary>
/// <remarks>
/// Activations hand it to what went into them, a pool to its winner, a move to where the value came from; sums follow the rule.
/// </remarks>
internal static class RelevanceSweep
{
    /// <summary>Makes the sweep.</summary>
    /// <returns>One relevance per input value, and v without what was not passed on.</returns>
    public static Attribution From(NetworkState state, Unit unit, IRelevanceRule rule)
    {
        var graph = state.Graph;
        var relevance = new double[]?[graph.Nodes.Count];
        relevance[unit.Node] = new double[graph.Nodes[unit.Node].Shape.Count];
        relevance[unit.Node]![unit.Element] = state.ValueOf(unit);
        var sum = state.ValueOf(unit);
        for (var node = unit.Node; node >= 0; node--)
        {
            if (relevance[node] is not { } found || graph.Nodes[node].Operation is NetworkInput)
                continue;
            if (state.MapOf(node) is not { } map)
            {
                // A constant.
                sum -= found.Sum();
                continue;
            }

            var sources = graph.Nodes[node].Inputs;
            foreach (var k in sources)
                relevance[k] ??= new double[graph.Nodes[k].Shape.Count];
            var inputs = sources.Select(k => relevance[k]!).ToArray();
            switch (graph.Nodes[node].Operation)
            {
                case NegativeSlope or Absolute or Limited:
                    for (var i = 0; i < found.Length; i++)
                        inputs[0][i] += found[i];
                    break;
                case MaxPool or Maximum or Minimum or Reshape or Selection or Concatenation:
                    map.AddTransposed(found, inputs);
                    break;
                default:
                    sum -= rule.Pass(node, map, sources.Select(state.ValuesOf).ToArray(), found, inputs);
                    break;
            }
        }

        return new Attribution(graph.Inputs.SelectMany(i => relevance[i] ?? new double[graph.Nodes[i].Shape.Count]).ToArray(), sum);
    }
}
