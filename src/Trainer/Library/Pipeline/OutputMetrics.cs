using System;
using System.Linq;
using RuleCompiler.Documents;
using RuleCompiler.Evaluation;
using RuleCompiler.Trainer.Tables;
using RuleCompiler.Trainer.Training;

namespace RuleCompiler.Trainer.Pipeline;

/// <summary>Measures any model by its outputs, in the units of the rules: values, log-odds or probabilities.</summary>
internal sealed class OutputMetrics
{
    private readonly Decision _decision;
    private readonly double[] _targets;
    private readonly int _outputs;

    /// <summary>Prepares to measure on some rows.</summary>
    /// <param name="data">The data.</param>
    /// <param name="part">The rows.</param>
    /// <param name="decision">How outputs become decisions.</param>
    public OutputMetrics(Dataset data, DataPart part, Decision decision)
    {
        _decision = decision;
        _outputs = data.Targets.Outputs;
        _targets = data.Task.Kind == TaskKind.Regression
            ? Interleaved(data, part)
            : data.Targets.Encode(part.Table, part.Rows).Select(t => (double)t).ToArray();
    }

    /// <summary>Prepares to measure on rows whose truth is known.</summary>
    /// <param name="decision">How outputs become decisions.</param>
    /// <param name="outputs">The number of outputs.</param>
    /// <param name="targets">What is true, rows × outputs: values in their own units, or 0 and 1.</param>
    public OutputMetrics(Decision decision, int outputs, double[] targets) =>
        (_decision, _outputs, _targets) = (decision, outputs, targets);

    /// <summary>The number of rows.</summary>
    public int Rows => _targets.Length / _outputs;

    /// <summary>What is true: values in their own units, or 0 and 1.</summary>
    public ReadOnlySpan<double> Targets => _targets;

    /// <summary>The metrics of outputs.</summary>
    /// <param name="outputs">rows × outputs.</param>
    /// <returns>The metrics by name.</returns>
    public EquatableArray<NamedNumber> Measure(double[] outputs) => _decision.Match(
        _ => PredictionMetrics.OfValues(outputs, _targets, _outputs),
        threshold =>
        {
            var positive = outputs.Select((o, i) => threshold.Bits[i % _outputs].IsReached(o)).ToArray();
            return PredictionMetrics.OfBits(positive, Probabilities(outputs, threshold.Scores), _targets, _outputs);
        },
        argmax =>
        {
            var labels = Enumerable.Range(0, Rows).Select(r => argmax.Classify(Row(outputs, r, _outputs))).ToArray();
            return PredictionMetrics.OfClasses(labels, ClassProbabilities(outputs, argmax), _targets, _outputs);
        });

    /// <summary>
    /// The mistake on each row: 1 where the decision is another than the true one and 0 where it is that; for values the squared error.
    /// </summary>
    /// <param name="outputs">rows × outputs.</param>
    /// <param name="scaleOf">The unit of each value.</param>
    public double[] Mistakes(double[] outputs, Func<int, double> scaleOf)
    {
        var mistake = _decision.Match<Func<ArraySegment<double>, ArraySegment<double>, double>>(
            _ => (row, truth) => Enumerable.Range(0, _outputs).Sum(k => Math.Pow((row[k] - truth[k]) / scaleOf(k), 2)),
            threshold => (row, truth) =>
                Enumerable.Range(0, _outputs).All(k => threshold.Bits[k].IsReached(row[k]) == truth[k] > 0.5) ? 0 : 1,
            argmax => (row, truth) => truth[argmax.Classify(row)] > 0.5 ? 0 : 1);
        return Enumerable.Range(0, Rows).Select(r => mistake(Row(outputs, r, _outputs), Row(_targets, r, _outputs))).ToArray();
    }

    /// <summary>The metric that models are compared by: accuracy, or R².</summary>
    /// <param name="metrics">What <see cref="Measure"/> returned.</param>
    /// <returns>The first of them.</returns>
    public static double Headline(EquatableArray<NamedNumber> metrics) => metrics[0].Value.Value;

    /// <summary>How two models agree on rows: the share of rows with the same decision, or R² where the decision is a value.</summary>
    /// <param name="decision">How outputs become decisions.</param>
    /// <param name="count">Outputs per row.</param>
    /// <param name="outputs">The outputs of one model, rows × outputs.</param>
    /// <param name="others">Those of the other, which R² takes for true.</param>
    public static Number Agreement(Decision decision, int count, double[] outputs, double[] others)
    {
        return decision.Match(
            _ => PredictionMetrics.OfValues(outputs, others, count)[0].Value,
            threshold => Share((row, other) =>
                Enumerable.Range(0, count).All(k => threshold.Bits[k].IsReached(row[k]) == threshold.Bits[k].IsReached(other[k]))),
            argmax => Share((row, other) => argmax.Classify(row) == argmax.Classify(other)));

        Number Share(Func<ArraySegment<double>, ArraySegment<double>, bool> isSame)
        {
            var rows = outputs.Length / count;
            var same = Enumerable.Range(0, rows).Count(r => isSame(Row(outputs, r, count), Row(others, r, count)));
            return Number.From(Math.Round((double)same / rows, 6));
        }
    }

    private static ArraySegment<double> Row(double[] values, int row, int count) => new(values, row * count, count);

    private static double[] Interleaved(Dataset data, DataPart part)
    {
        var targets = data.Task.Targets.Count;
        var values = new double[part.Rows.Length * targets];
        for (var t = 0; t < targets; t++)
        {
            var column = data.Task.Values(part.Table, t, part.Rows);
            for (var r = 0; r < column.Length; r++)
                values[(r * targets) + t] = column[r];
        }

        return values;
    }

    private static double[] Probabilities(double[] outputs, ScoreKind scores) =>
        outputs.Select(o => scores == ScoreKind.Logit ? Exponential.Logistic(o) : Math.Clamp(o, 0, 1)).ToArray();

    private double[] ClassProbabilities(double[] outputs, ArgmaxDecision argmax)
    {
        var result = new double[outputs.Length];
        for (var from = 0; from < outputs.Length; from += _outputs)
        {
            var row = new ArraySegment<double>(outputs, from, _outputs);
            var largest = row[argmax.Classify(row)];
            var sum = 0.0;
            for (var k = 0; k < _outputs; k++)
                sum += result[from + k] = argmax.Scores == ScoreKind.Logit ? Exponential.Of(row[k] - largest) : Math.Max(row[k], 0);
            for (var k = 0; k < _outputs; k++)
                result[from + k] = sum > 0 ? result[from + k] / sum : 1.0 / _outputs;
        }

        return result;
    }
}
