using System.Collections.Generic;
using System.Linq;

namespace RuleCompiler.Trainer.Networks.Graphs;

/// <summary>A graph that is decision trees over its inputs, and what follows them.</summary>
/// <param name="Trees">The trees.</param>
/// <param name="Inputs">The number of inputs.</param>
/// <param name="Head">What happens to the sums.</param>
public sealed record TreeModel(TreeEnsemble Trees, int Inputs, NetworkHead Head)
{
    /// <summary>With <see cref="NetworkHead.Threshold"/> the score above which the second label holds.</summary>
    public double Threshold { get; init; }

    /// <summary>The labels, where the graph says them.</summary>
    public IReadOnlyList<string> Labels { get; init; } = [];

    /// <summary>Finds the trees of a graph.</summary>
    /// <param name="graph">The graph.</param>
    /// <returns>The model; null where the graph has no trees.</returns>
    /// <exception cref="NotPiecewiseException">There is more than trees over the inputs themselves.</exception>
    public static TreeModel? Of(NetworkGraph graph)
    {
        var trees = graph.Nodes.Count(n => n.Operation is TreeEnsemble);
        if (trees == 0)
            return null;
        var head = GraphHead.Of(graph);
        var (at, node) = (GraphHead.BelowReshapes(graph, head.Scores), graph.Nodes[GraphHead.BelowReshapes(graph, head.Scores)]);
        if (trees > 1 || node.Operation is not TreeEnsemble ensemble)
            throw new NotPiecewiseException($"{PiecewiseChain.Name(graph, at)} computes with what trees give; rules are made of one ensemble of trees with nothing but a Sigmoid, Softmax or label behind it.");
        var input = GraphHead.BelowReshapes(graph, node.Inputs[0]);
        return graph.Nodes[input].Operation is NetworkInput && graph.InputCount == graph.Nodes[input].Shape.Count && graph.Nodes[at].Shape.Count == ensemble.BaseValues.Count
            ? new TreeModel(ensemble, graph.InputCount, head.Head) { Threshold = head.Threshold, Labels = head.Labels }
            : throw new NotPiecewiseException($"{PiecewiseChain.Name(graph, at)} looks at computed values or at several rows; rules are made of trees over the inputs themselves: leave the steps before them away, which trees do not need.");
    }
}
