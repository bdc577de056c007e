using System;
using System.Collections.Generic;
using RuleCompiler.Documents;
using RuleCompiler.Trainer.Measures;
using RuleCompiler.Trainer.Training;

namespace RuleCompiler.Trainer.Pipeline.Measuring;

/// <summary>
/// Metrics of answers that come row by row, with the figures of <see cref="PredictionMetrics"/>. Of labels nothing is kept but sums; of
/// values, and of one threshold for the area under the curve, two numbers per row and output.
/// </summary>
internal abstract class RunningMetrics
{
    /// <summary>The rows.</summary>
    public long Rows { get; private set; }

    /// <summary>Begins without a row.</summary>
    /// <param name="decision">How outputs become answers.</param>
    /// <param name="outputs">The number of outputs.</param>
    public static RunningMetrics For(Decision decision, int outputs) => decision.Match<RunningMetrics>(
        _ => new OfValues(outputs), threshold => new OfBits(threshold), argmax => new OfLabels(argmax));

    /// <summary>Counts a row.</summary>
    /// <param name="outputs">What the rules answer.</param>
    /// <param name="probabilities">One per output; none where scores do not stand for any.</param>
    /// <param name="truths">
    /// What is true: a value per output, 0 or 1 for the two labels of each threshold, or the position of the label of the largest output.
    /// </param>
    public void Add(double[] outputs, double[] probabilities, ReadOnlySpan<double> truths)
    {
        Rows++;
        Count(outputs, probabilities, truths);
    }

    /// <summary>The metrics by name; none without rows.</summary>
    public EquatableArray<NamedNumber> Result => Rows == 0 ? EquatableArray<NamedNumber>.Empty : Measure().ToEquatableArray();

    private protected abstract void Count(double[] outputs, double[] probabilities, ReadOnlySpan<double> truths);

    private protected abstract IEnumerable<NamedNumber> Measure();

    private sealed class OfValues(int outputs) : RunningMetrics
    {
        private readonly List<double> _answers = [];
        private readonly List<double> _truths = [];

        private protected override void Count(double[] outputs, double[] probabilities, ReadOnlySpan<double> truths)
        {
            _answers.AddRange(outputs);
            _truths.AddRange(truths);
        }

        private protected override IEnumerable<NamedNumber> Measure() =>
            PredictionMetrics.OfValues(_answers.ToArray(), _truths.ToArray(), outputs);
    }

    private sealed class OfBits(ThresholdDecision decision) : RunningMetrics
    {
        private readonly bool _hasProbabilities = decision.Scores != ScoreKind.Plain;
        private readonly Recalls? _recalls = decision.Bits.Count == 1 ? new Recalls(2) : null;
        private readonly List<double> _scores = [];
        private readonly List<double> _truths = [];
        private long _right;
        private double _loss;

        private protected override void Count(double[] outputs, double[] probabilities, ReadOnlySpan<double> truths)
        {
            var isRight = true;
            for (var k = 0; k < truths.Length; k++)
            {
                isRight &= decision.Bits[k].IsReached(outputs[k]) == truths[k] > 0;
                if (_hasProbabilities)
                    _loss += PredictionMetrics.LossOf(truths[k] > 0 ? probabilities[k] : 1 - probabilities[k]);
            }

            _right += isRight ? 1 : 0;
            if (_recalls is null)
                return;
            _recalls.Add((int)truths[0], isRight);
            _scores.Add(_hasProbabilities ? probabilities[0] : outputs[0]);
            _truths.Add(truths[0]);
        }

        private protected override IEnumerable<NamedNumber> Measure()
        {
            yield return PredictionMetrics.Named("accuracy", (double)_right / Rows);
            if (_recalls is not null)
            {
                yield return PredictionMetrics.Named("balancedAccuracy", _recalls.BalancedAccuracy);
                yield return PredictionMetrics.Named("auc", PredictionMetrics.AreaUnderCurve(_scores.ToArray(), _truths.ToArray()));
            }

            if (_hasProbabilities)
                yield return PredictionMetrics.Named("logLoss", _loss / (Rows * decision.Bits.Count));
        }
    }

    private sealed class OfLabels(ArgmaxDecision decision) : RunningMetrics
    {
        private readonly bool _hasProbabilities = decision.Scores != ScoreKind.Plain;
        private readonly Recalls _recalls = new(decision.Labels.Count);
        private long _right;
        private double _loss;

        private protected override void Count(double[] outputs, double[] probabilities, ReadOnlySpan<double> truths)
        {
            var truth = (int)truths[0];
            var isRight = decision.Classify(outputs) == truth;
            _right += isRight ? 1 : 0;
            _recalls.Add(truth, isRight);
            if (_hasProbabilities)
                _loss += PredictionMetrics.LossOf(probabilities[truth]);
        }

        private protected override IEnumerable<NamedNumber> Measure()
        {
            yield return PredictionMetrics.Named("accuracy", (double)_right / Rows);
            yield return PredictionMetrics.Named("balancedAccuracy", _recalls.BalancedAccuracy);
            if (_hasProbabilities)
                yield return PredictionMetrics.Named("logLoss", _loss / Rows);
        }
    }
}
