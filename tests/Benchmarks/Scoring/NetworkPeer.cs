using System;
using System.Collections.Generic;
using System.IO;
using System.Linq;
using Microsoft.ML.OnnxRuntime;
using RuleCompiler.Trainer.Convolution.Onnx;
using RuleCompiler.Trainer.Networks.Graphs;
using RuleCompiler.Trainer.Numerics;

namespace RuleCompiler.Benchmarks.Scoring;

/// <summary>
/// A network of 15-60-60-1 units, such as rules come from: in plain loops, in vectors, and by ONNX Runtime on one thread.
/// </summary>
internal sealed class NetworkPeer : IDisposable
{
    private static readonly int[] Layers = [15, 60, 60, 1];

    private readonly float[][] _rows;
    private readonly float[] _all;
    private readonly InferenceSession _session;
    private readonly RunOptions _options = new();
    private float _sink;

    public NetworkPeer(double[][] rows)
    {
        _rows = rows.Select(r => r.Select(v => (float)v).ToArray()).ToArray();
        _all = _rows.SelectMany(r => r).ToArray();
        var file = Path.Combine(Path.GetTempPath(), Path.GetRandomFileName());
        try
        {
            OnnxWriter.Write(file, Network());
            using var options = new SessionOptions { IntraOpNumThreads = 1, InterOpNumThreads = 1 };
            _session = new InferenceSession(file, options);
        }
        finally
        {
            File.Delete(file);
        }
    }

    public IEnumerable<ScoringWay> Ways
    {
        get
        {
            var network = new ForwardPass().Prepared();
            yield return new ScoringWay("network in plain loops", () =>
            {
                foreach (var row in _rows)
                    _sink += network.Plain(row);
            });
            yield return new ScoringWay("network in vectors", () =>
            {
                foreach (var row in _rows)
                    _sink += network.Vectorised(row);
            });
            yield return new ScoringWay("network by ONNX Runtime, one row", () =>
            {
                foreach (var row in _rows)
                    Ask(row, 1);
            });
            yield return new ScoringWay("network by ONNX Runtime, all rows", () => Ask(_all, _rows.Length));
        }
    }

    public void Dispose()
    {
        _session.Dispose();
        _options.Dispose();
        if (float.IsNaN(_sink))
            throw new InvalidOperationException("The answers are no numbers.");
    }

    private void Ask(float[] values, int rows)
    {
        using var input = OrtValue.CreateTensorValueFromMemory(values, [rows, Layers[0]]);
        using var answers = _session.Run(_options, _session.InputNames, [input], _session.OutputNames);
        _sink += answers[0].GetTensorDataAsSpan<float>()[0];
    }

    private static NetworkGraph Network()
    {
        var (random, builder) = (new Xoshiro256(1), new GraphBuilder());
        var last = builder.Add("input", new NetworkInput(new TensorShape(1, Layers[0])));
        for (var l = 1; l < Layers.Length; l++)
        {
            var weights = Enumerable.Range(0, Layers[l - 1] * Layers[l]).Select(_ => (double)(float)(random.NextDouble() - 0.5)).ToArray();
            last = builder.Add("dense", new Dense(weights, new double[Layers[l]]), last);
            if (l + 1 < Layers.Length)
                last = builder.Add("prelu", new NegativeSlope([0.25]), last);
        }

        return builder.Build([last]);
    }
}
