using System;
using System.Collections.Generic;
using System.Linq;
using Microsoft.ML.OnnxRuntime;
using Microsoft.ML.OnnxRuntime.Tensors;
using RuleCompiler.Trainer.Networks.Graphs;

namespace RuleCompiler.Trainer.Tests.Onnx;

/// <summary>What ONNX Runtime answers, row by row, for the inputs and outputs of a network as it is read here.</summary>
internal sealed class OnnxReference : IDisposable
{
    private readonly InferenceSession _session;
    private readonly NetworkGraph _graph;

    /// <summary>Opens a model.</summary>
    /// <param name="path">The file.</param>
    /// <param name="graph">The network that was read of it.</param>
    public OnnxReference(string path, NetworkGraph graph)
    {
        // In one thread, so that the sums of trees have one order.
        using var options = new SessionOptions { IntraOpNumThreads = 1, InterOpNumThreads = 1, LogSeverityLevel = OrtLoggingLevel.ORT_LOGGING_LEVEL_FATAL };
        (_session, _graph) = (new InferenceSession(path, options), graph);
    }

    public void Dispose() => _session.Dispose();

    /// <summary>The values of the network's outputs, one after the other: numbers, or texts.</summary>
    /// <param name="x">As the network takes them.</param>
    public object[] Evaluate(double[] x)
    {
        var given = new Dictionary<string, double[]>(StringComparer.Ordinal);
        var at = 0;
        foreach (var node in _graph.Inputs.Select(i => _graph.Nodes[i]))
        {
            given[node.Name] = x.AsSpan(at, node.Shape.Count).ToArray();
            at += node.Shape.Count;
        }

        var inputs = _session.InputMetadata.Where(i => _session.InputNames.Contains(i.Key))
            .Select(i => Input(i.Key, i.Value, given.GetValueOrDefault(i.Key))).ToArray();
        using var results = _session.Run(inputs, _graph.OutputValues.Select(o => o.Name).ToArray());
        return results.SelectMany(Values).ToArray();
    }

    /// <summary>The network's own values in the same form.</summary>
    public object[] Own(double[] x)
    {
        var (values, at) = (_graph.Evaluate(x), 0);
        return _graph.Outputs.SelectMany((node, o) => Enumerable.Range(0, _graph.Nodes[node].Shape.Count).Select(_ => values[at++])
            .Select(v => _graph.KindOf(o) == InputKind.Text && v >= 0 ? _graph.Texts[(int)v] : (object)v)).ToArray();
    }

    private NamedOnnxValue Input(string name, NodeMetadata metadata, double[]? values)
    {
        var shape = _graph.Inputs.Select(i => _graph.Nodes[i]).FirstOrDefault(n => n.Name == name)?.Shape.Dimensions.ToArray()
            ?? metadata.Dimensions.Select(d => Math.Max(1, d)).ToArray();
        values ??= new double[shape.Aggregate(1, (p, d) => p * d)];
        return metadata.ElementDataType switch
        {
            TensorElementType.Float => Of(v => (float)v),
            TensorElementType.Double => Of(v => v),
            TensorElementType.Int64 => Of(v => (long)v),
            TensorElementType.Int32 => Of(v => (int)v),
            TensorElementType.Bool => Of(v => v != 0),
            TensorElementType.String => Of(v => v >= 0 && v < _graph.Texts.Count ? _graph.Texts[(int)v] : "none of them"),
            var other => throw new NotSupportedException($"Inputs of {other} are not given."),
        };

        NamedOnnxValue Of<T>(Func<double, T> value) =>
            NamedOnnxValue.CreateFromTensor(name, new DenseTensor<T>(values!.Select(value).ToArray(), shape));
    }

    private static IEnumerable<object> Values(NamedOnnxValue result) => result.Value switch
    {
        Tensor<float> t => t.Select(v => (object)(double)v),
        Tensor<double> t => t.Select(v => (object)v),
        Tensor<long> t => t.Select(v => (object)(double)v),
        Tensor<int> t => t.Select(v => (object)(double)v),
        Tensor<uint> t => t.Select(v => (object)(double)v),
        Tensor<bool> t => t.Select(v => (object)(v ? 1.0 : 0.0)),
        Tensor<string> t => t,
        // A table by class, for each row.
        IEnumerable<NamedOnnxValue> rows => rows.SelectMany(r => r.Value switch
        {
            IDictionary<long, float> map => map.OrderBy(p => p.Key).Select(p => (object)(double)p.Value),
            IDictionary<string, float> map => map.Values.Select(v => (object)(double)v),
            _ => throw new NotSupportedException("A sequence holds no tables of numbers."),
        }),
        var other => throw new NotSupportedException($"Results of {other?.GetType()} are not compared."),
    };
}
