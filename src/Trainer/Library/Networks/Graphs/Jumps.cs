using System.Linq;

namespace RuleCompiler.Trainer.Networks.Graphs;

/// <summary>Where single precision matters: before operations whose value jumps.</summary>
/// <remarks>
/// A value that lands on the other side of a jump gives another answer, however little it is off, so that what comes before one is
/// computed
/// as its type says. Elsewhere a rounding only makes an answer less exact, and is left out.
/// </remarks>
internal static class Jumps
{
    /// <summary>The graph with the roundings that a jump depends on, and no others.</summary>
    public static NetworkGraph RoundedBeforeJumps(this NetworkGraph graph)
    {
        var decides = new bool[graph.Nodes.Count];
        for (var i = graph.Nodes.Count - 1; i >= 0; i--)
        {
            if (!decides[i] && !IsJump(graph.Nodes[i].Operation))
                continue;
            foreach (var input in graph.Nodes[i].Inputs)
                decides[input] = true;
        }

        return new NetworkGraph(
            graph.Nodes.Select((n, i) => n.IsSingle && !decides[i] ? n with { IsSingle = false } : n).ToArray(), graph.Outputs)
            .With(graph.Texts, graph.OutputValues);
    }

    /// <summary>Whether an operation is not continuous.</summary>
    public static bool IsJump(Operation operation) =>
        operation is TreeEnsemble or Truncation or Wrapped or Truth or OneHot or Mapping or Above or Comparison or Choice or Quantization or Imputation { Mark: not double.NaN };
}
