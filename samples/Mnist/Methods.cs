using System;
using System.Collections.Generic;
using System.Linq;
using RuleCompiler.Trainer.Interpretation;
using RuleCompiler.Trainer.Interpretation.Attributions;
using RuleCompiler.Trainer.Networks.Graphs;

namespace Samples;

/// <summary>The methods of attribution, applied to the output that the network prefers.</summary>
internal static class Methods
{
    /// <summary>Steps of integrated gradients; each takes as long as most other methods do in all.</summary>
    private const int Steps = 20;

    /// <summary>All of them, for inputs between bounds.</summary>
    public static IReadOnlyList<IAttribution> Within(double lower, double upper) =>
        [.. AttributionMethods.All([lower], [upper]).Select(m => m is IntegratedGradients ? new IntegratedGradients(Steps) : m)];

    /// <summary>What each method says of an input, one array per method.</summary>
    public static double[][] Attribute(NetworkGraph graph, double[] x)
    {
        var state = NetworkState.At(graph, x);
        var preferred = state.Outputs.MaxBy(state.ValueOf);
        return Within(Math.Min(0, x.Min()), Math.Max(1, x.Max())).Select(m => m.Attribute(state, preferred).Values).ToArray();
    }

    /// <summary>Their names, in order.</summary>
    public static IReadOnlyList<string> Names { get; } = Within(0, 1).Select(m => m.Name).ToArray();
}
