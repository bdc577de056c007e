using System;
using System.Linq;
using Microsoft.ML;
using Microsoft.ML.Data;
using RuleCompiler.Documents;
using RuleCompiler.Trainer.Tables;
using RuleCompiler.Trainer.Training;

namespace RuleCompiler.Benchmarks.Peers;

/// <summary>A peer that has learned rows, and how good it is on others, by the metrics of <c>rulec</c>.</summary>
internal sealed class FittedPeer
{
    private readonly PeerTable _table;
    private readonly MLContext _context;
    private readonly ITransformer _model;

    private FittedPeer(PeerTable table, MLContext context, ITransformer model)
    {
        _table = table;
        _context = context;
        _model = model;
    }

    /// <summary>Learns; null where the peer has no trainer for the task.</summary>
    public static FittedPeer? Fit(PeerModel peer, PeerTable table, PeerRows rows, PeerOptions options)
    {
        // One of its own, so that no fit depends on those before it.
        var context = new MLContext(seed: 1);
        return peer.Trainer(context, table.Task, options) is { } trainer
            ? new FittedPeer(table, context, trainer.Fit(View(context, table, rows)))
            : null;
    }

    /// <summary>Accuracy, AUC and log loss, or R² and the root of the mean squared error.</summary>
    public EquatableArray<NamedNumber> Measure(PeerRows rows)
    {
        var answers = _model.Transform(View(_context, _table, rows));
        switch (_table.Task)
        {
            case TaskKind.Regression:
                return PredictionMetrics.OfValues(Numbers(answers, "Score"), rows.Targets, 1);
            case TaskKind.Binary:
                var probabilities = Numbers(answers, "Probability");
                return PredictionMetrics.OfBits(Array.ConvertAll(probabilities, p => p >= 0.5), probabilities, rows.Targets, 1);
            default:
                var scores = answers.GetColumn<float[]>("Score").ToArray();
                return PredictionMetrics.OfClasses(
                    Array.ConvertAll(scores, row => Array.IndexOf(row, row.Max())),
                    scores.SelectMany(row => row.Select(p => (double)p)).ToArray(),
                    rows.Targets.SelectMany(t => Enumerable.Range(0, _table.Labels).Select(k => k == (int)t ? 1.0 : 0.0)).ToArray(),
                    _table.Labels);
        }
    }

    /// <summary>The loss by which options are chosen: log loss, or the root of the mean squared error.</summary>
    public double Loss(PeerRows rows) =>
        Measure(rows).First(m => m.Name == (_table.Task == TaskKind.Regression ? "rmse" : "logLoss")).Value.Value;

    private static double[] Numbers(IDataView answers, string column) => answers.GetColumn<float>(column).Select(p => (double)p).ToArray();

    private static IDataView View(MLContext context, PeerTable table, PeerRows rows)
    {
        var features = new VectorDataViewType(NumberDataViewType.Single, table.Features);
        switch (table.Task)
        {
            case TaskKind.Regression:
                return Load<NumberRow>((row, target) => row.Label = (float)target);
            case TaskKind.Binary:
                return Load<BinaryRow>((row, target) => row.Label = target > 0.5);
            default:
                return Load<LabelRow>((row, target) => row.Label = (uint)target, new KeyDataViewType(typeof(uint), table.Labels));
        }

        IDataView Load<T>(Action<T, double> label, DataViewType? labelType = null)
            where T : FeatureRow, new()
        {
            var schema = SchemaDefinition.Create(typeof(T));
            schema[nameof(FeatureRow.Features)].ColumnType = features;
            if (labelType is not null)
                schema[nameof(LabelRow.Label)].ColumnType = labelType;
            var items = new T[rows.Targets.Length];
            for (var r = 0; r < items.Length; r++)
            {
                items[r] = new T { Features = rows.Features[r] };
                label(items[r], rows.Targets[r]);
            }

            return context.Data.LoadFromEnumerable(items, schema);
        }
    }

    private class FeatureRow
    {
        public float[] Features { get; set; } = [];
    }

    private sealed class NumberRow : FeatureRow
    {
        public float Label { get; set; }
    }

    private sealed class BinaryRow : FeatureRow
    {
        public bool Label { get; set; }
    }

    private sealed class LabelRow : FeatureRow
    {
        public uint Label { get; set; }
    }
}
