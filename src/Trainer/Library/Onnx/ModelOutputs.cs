using System;
using System.Collections.Generic;
using System.Linq;
using RuleCompiler.Documents;
using RuleCompiler.Trainer.Onnx.Protocol;

namespace RuleCompiler.Trainer.Onnx;

/// <summary>The outputs of a model that are read, and the nodes that they need.</summary>
internal sealed class ModelOutputs
{
    private readonly HashSet<string> _used = new(StringComparer.Ordinal);

    private ModelOutputs(GraphProto graph, IReadOnlyList<string> names, IReadOnlyList<string> leftOut)
    {
        (Names, LeftOut) = (names, leftOut);
        _used.UnionWith(names);
        var needed = new Stack<NodeProto>();
        foreach (var node in graph.Node.Reverse().Where(n => n.Output.Any(_used.Contains)))
        {
            needed.Push(node);
            _used.UnionWith(node.Input);
        }

        Needed = needed.ToArray();
    }

    /// <summary>The names of the outputs.</summary>
    public IReadOnlyList<string> Names { get; }

    /// <summary>The names of those that only repeat an input, or never change.</summary>
    public IReadOnlyList<string> LeftOut { get; }

    /// <summary>The nodes that the outputs depend on, in their order.</summary>
    public IReadOnlyList<NodeProto> Needed { get; }

    /// <summary>Finds them.</summary>
    /// <param name="graph">The graph of the file.</param>
    /// <param name="output">The only one to read; null for all that are computed.</param>
    /// <exception cref="OnnxFault">There is none, or none of this name.</exception>
    public static ModelOutputs Find(GraphProto graph, string? output)
    {
        var names = graph.Output.Select(o => o.Name).ToArray();
        OnnxFault.When(names.Length == 0, "the model has no output.");
        if (output is not null)
        {
            OnnxFault.When(
                !names.Contains(output, StringComparer.Ordinal),
                $"the model has no output '{VisibleText.Of(output)}'; it has "
                    + $"{string.Join(", ", names.Select(n => $"'{VisibleText.Of(n)}'"))}.");
            return new ModelOutputs(graph, [output], []);
        }

        var (origins, changing) = Origins(graph);
        var computed = names.Where(n => changing.Contains(n) && !origins.Contains(n)).ToArray();
        // A model that computes nothing is read as it is.
        return computed.Length == 0 || computed.Length == names.Length
            ? new ModelOutputs(graph, names, [])
            : new ModelOutputs(graph, computed, names.Except(computed).ToArray());
    }

    /// <summary>Whether a value is used.</summary>
    public bool IsUsed(string name) => _used.Contains(name);

    /// <summary>The values that are inputs by another name, and those that depend on an input or may be faulty.</summary>
    private static (HashSet<string> Origins, HashSet<string> Changing) Origins(GraphProto graph)
    {
        var constants = graph.Initializer.Select(t => t.Name).ToHashSet(StringComparer.Ordinal);
        var origins = graph.Input.Select(i => i.Name).Where(n => !constants.Contains(n)).ToHashSet(StringComparer.Ordinal);
        var changing = new HashSet<string>(origins, StringComparer.Ordinal);
        changing.UnionWith(graph.Output.Select(o => o.Name).Except(graph.Node.SelectMany(n => n.Output)));
        foreach (var node in graph.Node)
        {
            if (node.OpType == "Identity" && node.Input.Count == 1 && origins.Contains(node.Input[0]))
                origins.UnionWith(node.Output);
            if (node.Input.Any(i => changing.Contains(i)))
                changing.UnionWith(node.Output);
        }

        return (origins, changing);
    }
}
