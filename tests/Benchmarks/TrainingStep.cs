using System.Collections.Generic;
using System.Globalization;
using System.Linq;
using BenchmarkDotNet.Attributes;
using BenchmarkDotNet.Columns;
using BenchmarkDotNet.Configs;
using BenchmarkDotNet.Reports;
using BenchmarkDotNet.Running;
using RuleCompiler.Trainer.Numerics;
using RuleCompiler.Trainer.Training;

namespace RuleCompiler.Benchmarks;

/// <summary>
/// One training step on one thread: forward, backward, update; with the force where the optimiser is plain gradient descent.
/// </summary>
[Config(typeof(Config))]
public class TrainingStep
{
    private TrainableNetwork _network = null!;
    private Optimizer _optimizer = null!;
    private Batch _batch = null!;
    private Loss _loss = null!;
    private bool _force;

    /// <summary>The networks: layers, rows of a batch, optimiser.</summary>
    [Params("4-5-5-5-5-3 64 SGD", "15-60-60-1 256 Adam", "105-64-64-2 256 Adam", "784-512-512-10 256 Adam")]
    public string Network { get; set; } = string.Empty;

    [GlobalSetup]
    public void Setup()
    {
        var (architecture, rows, optimizer) = Parse(Network);
        var random = new Xoshiro256(1);
        var (inputs, outputs) = (architecture[0], architecture[^1]);
        _force = optimizer == "SGD";
        _loss = _force ? Loss.SquaredError : outputs == 1 ? Loss.Logistic : Loss.Softmax;
        var targets = Enumerable.Range(0, rows).SelectMany(_ => Target(random.NextInt(outputs), outputs)).ToArray();
        var features = Enumerable.Range(0, rows * inputs).Select(_ => (float)random.NextDouble()).ToArray();
        _batch = new Batch(rows, inputs, outputs);
        _batch.Gather(new TrainingSet(features, inputs, targets, outputs), Enumerable.Range(0, rows).ToArray());
        _network = new TrainableNetwork(new ParameterLayout(architecture), rows);
        _network.Initialize(random);
        _optimizer = _force ? new Sgd() : new Adam(_network.Values.Length);
    }

    [Benchmark]
    public double Step()
    {
        var loss = _network.Differentiate(_batch, _loss);
        _optimizer.Step(_network.Values, _network.Gradient, 1e-3);
        if (_force)
            SlopeForce.Apply(_network, 1e-6f);
        return loss;
    }

    /// <summary>
    /// Multiplications and additions of the products of a step: forward, by the weights, and by the inputs of all layers but the first.
    /// </summary>
    internal static double Operations(string network)
    {
        var (architecture, rows, _) = Parse(network);
        var products = Enumerable.Range(1, architecture.Length - 1).Select(l => 2.0 * rows * architecture[l] * architecture[l - 1])
            .ToArray();
        return (3 * products.Sum()) - products[0];
    }

    private static (int[] Architecture, int Rows, string Optimizer) Parse(string network)
    {
        var parts = network.Split(' ');
        return (
            parts[0].Split('-').Select(n => int.Parse(n, CultureInfo.InvariantCulture)).ToArray(),
            int.Parse(parts[1], CultureInfo.InvariantCulture),
            parts[2]);
    }

    private static IEnumerable<float> Target(int label, int outputs) =>
        outputs == 1 ? [label % 2] : Enumerable.Range(0, outputs).Select(k => k == label ? 1f : 0f);

    private sealed class Config : ManualConfig
    {
        public Config() => AddColumn(new GigaflopsColumn());
    }

    private sealed class GigaflopsColumn : IColumn
    {
        public string Id => nameof(GigaflopsColumn);

        public string ColumnName => "GFLOP/s";

        public bool AlwaysShow => true;

        public ColumnCategory Category => ColumnCategory.Custom;

        public int PriorityInCategory => 0;

        public bool IsNumeric => true;

        public UnitType UnitType => UnitType.Dimensionless;

        public string Legend => "Operations of the matrix products per nanosecond";

        public bool IsAvailable(Summary summary) => true;

        public bool IsDefault(Summary summary, BenchmarkCase benchmarkCase) => false;

        public string GetValue(Summary summary, BenchmarkCase benchmarkCase, SummaryStyle style) => GetValue(summary, benchmarkCase);

        public string GetValue(Summary summary, BenchmarkCase benchmarkCase)
        {
            var mean = summary[benchmarkCase]?.ResultStatistics?.Mean;
            return mean is null
                ? "-"
                : (Operations((string)benchmarkCase.Parameters["Network"]) / mean.Value).ToString("F1", CultureInfo.InvariantCulture);
        }
    }
}
