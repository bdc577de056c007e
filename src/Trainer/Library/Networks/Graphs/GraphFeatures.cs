using System;
using System.Collections.Generic;
using System.Linq;

namespace RuleCompiler.Trainer.Networks.Graphs;

/// <summary>An input of a network as features: itself, or for a text one per category, which is 1 for it and else 0.</summary>
/// <param name="Name">What it is called; untrusted text.</param>
/// <param name="First">Its first feature.</param>
/// <param name="Categories">The categories of a text; null for a number.</param>
public sealed record NetworkFeature(string Name, int First, TextCategories? Categories)
{
    /// <summary>What stands for a missing value of a number; null where it is refused.</summary>
    public double? Missing { get; init; }

    /// <summary>The number of its features.</summary>
    public int Count => Categories?.Values.Count ?? 1;
}

/// <summary>
/// Writes a graph as one of numbers that are never missing: for each text it takes an indicator per category, in which all that is made of
/// texts alone is affine, and what stands for a missing number is said of the feature.
/// </summary>
internal static class GraphFeatures
{
    /// <summary>Writes it.</summary>
    /// <param name="graph">The graph.</param>
    /// <returns>The same function of features, and the features.</returns>
    /// <exception cref="NotPiecewiseException">A text is used in a way that is none of one input by itself.</exception>
    public static (NetworkGraph Graph, IReadOnlyList<NetworkFeature> Features) OverFeatures(this NetworkGraph graph)
    {
        var (names, missing) = (graph.InputNames, Missing(graph));
        graph = WithoutImputation(graph);
        if (graph.InputValues.All(i => i.Kind != InputKind.Text))
            return (graph, names.Select((n, i) => new NetworkFeature(n, i, null) { Missing = missing[i] }).ToArray());
        var isText = OfTexts(graph);
        var ends = Enumerable.Range(0, graph.Nodes.Count).Where(i => isText[i]
            && (graph.Outputs.Contains(i) || graph.Nodes.Where((n, k) => !isText[k] && n.Inputs.Contains(i)).Any())).ToArray();
        var made = ends
            .ToDictionary(i => i, i => Enumerable.Range(0, graph.Nodes[i].Shape.Count).Select(p => InputPath.Trace(graph, i, p)).ToArray());
        var features = new List<NetworkFeature>();
        for (var i = 0; i < graph.InputCount; i++)
        {
            var texts = graph.InputValues[i].Kind == InputKind.Text
                ? TextCategories.Collect(made.Values.SelectMany(m => m).Where(p => p.Input == i).ToArray(), graph.Texts)
                : null;
            features.Add(
                new NetworkFeature(
                    names[i], features.Count == 0 ? 0 : features[^1].First + features[^1].Count, texts)
                { Missing = missing[i] });
        }

        return (Write(graph, isText, made, features), features);
    }

    /// <summary>What a missing value of each input is replaced by before anything else is done to it; null where it is not.</summary>
    private static double?[] Missing(NetworkGraph graph)
    {
        var missing = new double?[graph.InputCount];
        foreach (var node in graph.Nodes.Where(n => n.Operation is Imputation { Mark: double.NaN }))
        {
            var imputation = (Imputation)node.Operation;
            for (var p = 0; p < node.Shape.Count; p++)
            {
                if (TryPath(graph, node.Inputs[0], p) is { Input: >= 0 } path && path.Steps.All(s => s is Rounded))
                    missing[path.Input] = imputation.At(p, double.NaN);
            }
        }

        return missing;
    }

    private static InputPath? TryPath(NetworkGraph graph, int node, int position)
    {
        try
        {
            return InputPath.Trace(graph, node, position);
        }
        catch (NotPiecewiseException)
        {
            // What is made of several inputs is missing with any of them.
            return null;
        }
    }

    private static NetworkGraph WithoutImputation(NetworkGraph graph) => new NetworkGraph(
        graph.Nodes.Select(n => n.Operation is Imputation { Mark: double.NaN } ? n with { Operation = new Reshape(n.Shape) } : n)
            .ToArray(), graph.Outputs)
        .With(graph.Texts, graph.OutputValues);

    private static bool[] OfTexts(NetworkGraph graph)
    {
        var isText = new bool[graph.Nodes.Count];
        for (var i = 0; i < isText.Length; i++)
        {
            var node = graph.Nodes[i];
            isText[i] = node.Operation is NetworkInput { Kind: InputKind.Text }
                || (node.Operation is Reshape or Selection or Concatenation or Elementwise or OneHot
                    && node.Inputs.Any(k => isText[k]) && node.Inputs.All(k => isText[k] || graph.Nodes[k].Operation is Constant));
        }

        return isText;
    }

    private static NetworkGraph Write(NetworkGraph graph, bool[] isText, Dictionary<int, InputPath[]> made, List<NetworkFeature> features)
    {
        var builder = new GraphBuilder();
        var (moved, indicators, input) = (new int[graph.Nodes.Count], new int[features.Count], 0);
        for (var i = 0; i < graph.Nodes.Count; i++)
        {
            var node = graph.Nodes[i];
            if (node.Operation is NetworkInput { Kind: InputKind.Text })
            {
                for (var k = 0; k < node.Shape.Count; k++, input++)
                    indicators[input] = builder.Add(node.Name, new NetworkInput(new TensorShape(1, features[input].Count)));
            }
            else
            {
                input += node.Operation is NetworkInput ? node.Shape.Count : 0;
            }

            if (!isText[i])
                moved[i] = builder.Add(node.Name, node.Operation, node.IsSingle, node.Inputs.Select(k => moved[k]).ToArray());
            else if (made.TryGetValue(i, out var paths))
                moved[i] = builder.Add(node.Name, new Reshape(node.Shape), Table(builder, node.Name, paths, features, indicators));
        }

        return builder.Build(graph.Outputs.Select(o => moved[o]).ToArray()).With(graph.Texts, graph.OutputValues);
    }

    /// <summary>Values that are made of one text each, as a sum over its categories.</summary>
    private static int Table(GraphBuilder builder, string name, InputPath[] paths, List<NetworkFeature> features, int[] indicators)
    {
        var used = paths.Select(p => p.Input).Where(i => i >= 0).Distinct().Order().ToArray();
        var constants = Array.ConvertAll(paths, p => p.Input < 0 ? p.Evaluate(0) : 0);
        var values = used
            .SelectMany(i => features[i].Categories!.Values.SelectMany(c => paths.Select(p => p.Input == i ? p.Evaluate(c) : 0))).ToArray();
        var all = used.Length == 1
            ? indicators[used[0]]
            : builder.Add(name, new Concatenation(1), used.Select(i => indicators[i]).ToArray());
        return builder.Add(name, new Dense(values, constants), all);
    }
}
