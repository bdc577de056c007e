using System;
using System.Collections.Generic;
using System.Linq;
using RuleCompiler.Documents;
using RuleCompiler.Evaluation;

namespace RuleCompiler.Trainer.Training;

/// <summary>How good predictions are.</summary>
public static class PredictionMetrics
{
    /// <summary>
    /// Probabilities are kept this far from 0 and 1 in the logarithm of a loss, so that one sure mistake is not infinite.
    /// </summary>
    private const double LeastProbability = 1e-15;

    /// <summary>The metrics of values.</summary>
    /// <param name="outputs">Predictions, rows × targets, in the targets' units.</param>
    /// <param name="targets">What is true, rows × targets.</param>
    /// <param name="targetCount">Targets per row.</param>
    /// <returns><c>r2</c>, averaged over the targets, and <c>rmse</c> over all.</returns>
    public static EquatableArray<NamedNumber> OfValues(ReadOnlySpan<double> outputs, ReadOnlySpan<double> targets, int targetCount)
    {
        var rows = targets.Length / targetCount;
        // A power of two near the largest magnitude: dividing by it is exact, and then no square overflows or vanishes.
        var unit = UnitOf(outputs, targets);
        var r2 = 0.0;
        var squares = 0.0;
        for (var k = 0; k < targetCount; k++)
        {
            var mean = 0.0;
            for (var r = 0; r < rows; r++)
                mean += targets[(r * targetCount) + k] / unit / rows;
            var residual = 0.0;
            var total = 0.0;
            for (var r = 0; r < rows; r++)
            {
                var i = (r * targetCount) + k;
                var (truth, answer) = (targets[i] / unit, outputs[i] / unit);
                residual += (truth - answer) * (truth - answer);
                total += (truth - mean) * (truth - mean);
            }

            r2 += total > 0 ? 1 - (residual / total) : residual > 0 ? 0 : 1;
            squares += residual;
        }

        return EquatableArray.Of(Named("r2", r2 / targetCount), Named("rmse", Math.Sqrt(squares / targets.Length) * unit));
    }

    /// <summary>The metrics of probabilities of one or several yes/no questions.</summary>
    /// <param name="positive">Whether each question is answered yes, rows × targets.</param>
    /// <param name="probabilities">The probability of yes, or anything that grows with it, in [0, 1].</param>
    /// <param name="targets">1 for yes and 0 for no.</param>
    /// <param name="targetCount">Questions per row.</param>
    /// <returns>
    /// <c>accuracy</c>: the share of rows with every answer right; <c>auc</c> where there is one question; <c>logLoss</c> per question.
    /// </returns>
    public static EquatableArray<NamedNumber> OfBits(
        ReadOnlySpan<bool> positive, ReadOnlySpan<double> probabilities, ReadOnlySpan<double> targets, int targetCount)
    {
        var rows = targets.Length / targetCount;
        var right = 0;
        var loss = 0.0;
        for (var r = 0; r < rows; r++)
        {
            var all = true;
            for (var i = r * targetCount; i < (r + 1) * targetCount; i++)
            {
                all &= positive[i] == targets[i] > 0.5;
                loss += LossOf(targets[i] > 0.5 ? probabilities[i] : 1 - probabilities[i]);
            }

            right += all ? 1 : 0;
        }

        var metrics = new List<NamedNumber> { Named("accuracy", (double)right / rows) };
        if (targetCount == 1)
            metrics.Add(Named("auc", AreaUnderCurve(probabilities, targets)));
        metrics.Add(Named("logLoss", loss / targets.Length));
        return metrics.ToEquatableArray();
    }

    /// <summary>The metrics of probabilities of classes.</summary>
    /// <param name="labels">The position of the predicted class of each row.</param>
    /// <param name="probabilities">rows × classes.</param>
    /// <param name="targets">1 for the row's class and 0 for the others, rows × classes.</param>
    /// <param name="classes">The number of classes.</param>
    /// <returns><c>accuracy</c> and <c>logLoss</c>.</returns>
    public static EquatableArray<NamedNumber> OfClasses(
        ReadOnlySpan<int> labels, ReadOnlySpan<double> probabilities, ReadOnlySpan<double> targets, int classes)
    {
        var right = 0;
        var loss = 0.0;
        for (var r = 0; r < labels.Length; r++)
        {
            right += targets[(r * classes) + labels[r]] > 0.5 ? 1 : 0;
            for (var k = 0; k < classes; k++)
            {
                if (targets[(r * classes) + k] > 0.5)
                    loss += LossOf(probabilities[(r * classes) + k]);
            }
        }

        return EquatableArray.Of(Named("accuracy", (double)right / labels.Length), Named("logLoss", loss / labels.Length));
    }

    /// <summary>The probability that a positive row scores above a negative one, ties counting half (Mann and Whitney).</summary>
    /// <param name="scores">One score per row.</param>
    /// <param name="targets">1 for positive rows, 0 for negative ones.</param>
    /// <returns>The area under the ROC curve; 0.5 where one class is absent.</returns>
    public static double AreaUnderCurve(ReadOnlySpan<double> scores, ReadOnlySpan<double> targets)
    {
        var keys = scores.ToArray();
        var order = Enumerable.Range(0, keys.Length).ToArray();
        Array.Sort(keys, order);
        double positives = 0;
        double rankSum = 0;
        for (var i = 0; i < keys.Length;)
        {
            var j = i;
            while (j < keys.Length && keys[j].Equals(keys[i]))
                j++;
            for (var t = i; t < j; t++)
            {
                if (targets[order[t]] > 0.5)
                {
                    positives++;
                    rankSum += (i + j + 1) / 2.0;
                }
            }

            i = j;
        }

        var negatives = keys.Length - positives;
        return positives > 0 && negatives > 0 ? (rankSum - (positives * (positives + 1) / 2)) / (positives * negatives) : 0.5;
    }

    private static double UnitOf(ReadOnlySpan<double> outputs, ReadOnlySpan<double> targets)
    {
        var largest = 0.0;
        for (var i = 0; i < targets.Length; i++)
            largest = Math.Max(largest, Math.Max(Math.Abs(outputs[i]), Math.Abs(targets[i])));
        return largest > 0 ? Math.ScaleB(1, Math.ILogB(largest)) : 1;
    }

    /// <summary>
    /// A metric as it is written: six decimals, fewer where the value is large, say all that it can; more would only differ without
    /// meaning.
    /// </summary>
    internal static NamedNumber Named(string name, double value)
    {
        var decimals = 6;
        for (var magnitude = 1.0; decimals > 0 && Math.Abs(value) >= magnitude; magnitude *= 10)
            decimals--;
        return new NamedNumber(name, Number.From(Math.Round(value, decimals)));
    }

    /// <summary>The log loss of a row: what is true had this probability.</summary>
    internal static double LossOf(double probability) => -Logarithm.Of(Math.Clamp(probability, LeastProbability, 1));
}
