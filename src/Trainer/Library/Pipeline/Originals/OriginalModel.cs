using System;
using System.Collections.Generic;
using System.Linq;
using RuleCompiler.Trainer.Networks;
using RuleCompiler.Trainer.Numerics;
using RuleCompiler.Trainer.Tables;
using RuleCompiler.Trainer.Training;

namespace RuleCompiler.Trainer.Pipeline.Originals;

/// <summary>The network that is collapsed, as training sees it: over the features, and with the points that it is asked at.</summary>
internal sealed class OriginalModel
{
    /// <summary>Rows and fresh points to train on together number at least this many per feature, within the next two bounds.</summary>
    private const int TrainedPerFeature = 1_000;

    private const int FewestTrained = 4_000;
    private const int LeastTrainedOfMany = 20_000;

    /// <summary>Fresh points are not more than this; with more rows than that, rows tell enough.</summary>
    private const int MostFresh = 50_000;

    /// <summary>Fresh points that choose among candidates, as a share of those to train on.</summary>
    private const int TrainedPerValidationPoint = 4;

    /// <summary>Fresh points that nothing is chosen by; with this many, agreement is known to half a percent.</summary>
    private const int TestPoints = 10_000;

    private readonly OriginalNetwork _network;
    private readonly Dataset _data;
    private readonly ulong _seed;

    public OriginalModel(OriginalNetwork network, Dataset data, int seed)
    {
        _network = network;
        _data = data;
        _seed = (ulong)seed;
        Start = OverFeatures().ToPRelu();
        Fresh = FreshPoints.Draw(data, TestPoints, Random(3));
    }

    /// <summary>The network from features to what is learned: standardised values, log-odds, or logits.</summary>
    public PReluNetwork Start { get; }

    /// <summary>Whether its own answers are what is learned.</summary>
    public bool IsTarget => _network.IsTarget;

    /// <summary>What a person should know of how it is learned.</summary>
    public IEnumerable<Note> Notes
    {
        get
        {
            if (_network.Scale is { IsOther: true } scale)
            {
                yield return new Note(
                    "scores-scaled",
                    $"the network's scores are not log-odds (its answer typically leads by {ShownNumber.Short(scale.Lead)}), so they were "
                        + $"learned in units of {ShownNumber.Short(scale.Unit)}"
                        + (scale.Zero == 0 ? "; " : $" from {ShownNumber.Short(scale.Zero)}; ")
                        + (IsTarget ? "the document has them as the network does." : "the document has log-odds of the labels."));
            }

            if (_network.AnswersByLeast)
                yield return new Note(
                    "decision-argmin",
                    "the network answers with its smallest output; the document has its outputs negated, of which the largest decides.");
        }
    }

    /// <summary>What the document's summary says besides what is learned; null where there is nothing to say.</summary>
    public string? Remark =>
        _network.AnswersByLeast ? " The network answers with its least output; the outputs here are its outputs negated." : null;

    /// <summary>Points that neither training nor choice uses.</summary>
    public DataPart Fresh { get; }

    // Where labels are learned they give the scores their unit, and the network is scaled to it; else the targets' encoding has the scale.
    private ScoreScale Hinted => _network.IsTarget ? ScoreScale.AsTheyAre : _network.Scale;

    private int LeastTrained => Math.Clamp(TrainedPerFeature * _data.Features.Features, FewestTrained, LeastTrainedOfMany);

    /// <summary>What the network answers, in the units of the rules.</summary>
    /// <returns>rows × outputs.</returns>
    public double[] Outputs(DataPart part) => _network.Answer(part.Table, part.Rows);

    /// <summary>Training rows and fresh points, with the network's answers as targets.</summary>
    public TrainingSet ToTrain(DataPart part, Loss loss)
    {
        var rows = part.Rows.Length;
        return Answered(part, FreshPoints.Draw(_data, Math.Min(Math.Max(LeastTrained - rows, rows), MostFresh), Random(1)), loss);
    }

    /// <summary>Validation rows and fresh points, with the network's answers as targets.</summary>
    public TrainingSet ToValidate(DataPart part, Loss loss) =>
        Answered(part, FreshPoints.Draw(_data, LeastTrained / TrainedPerValidationPoint, Random(2)), loss);

    /// <summary>Rows and points weigh the same together, however few the rows are.</summary>
    private TrainingSet Answered(DataPart rows, DataPart fresh, Loss loss)
    {
        var parts = new[] { rows, fresh };
        var total = rows.Rows.Length + fresh.Rows.Length;
        return new TrainingSet(
            parts.SelectMany(p => _data.Features.Encode(p.Table, p.Rows)).ToArray(),
            _data.Features.Features,
            loss.ToTargets(parts.SelectMany(Learned).ToArray(), _data.Targets.Outputs),
            _data.Targets.Outputs,
            parts.SelectMany(p => Enumerable.Repeat(total / (2f * p.Rows.Length), p.Rows.Length)).ToArray());
    }

    private float[] Learned(DataPart part)
    {
        var outputs = Outputs(part);
        return outputs.Select((y, i) => (float)((y - Mean(i % _data.Targets.Outputs)) / _data.Targets.ScaleOf(i % _data.Targets.Outputs)))
            .ToArray();
    }

    private PiecewiseNetwork OverFeatures()
    {
        var inputs = _network.Columns.Select(InputOf).ToArray();
        var outputs = Enumerable.Range(0, _data.Targets.Outputs).ToArray();
        var weights = new double[outputs.Length * outputs.Length];
        foreach (var k in outputs)
            weights[(k * outputs.Length) + k] = 1 / (_data.Targets.ScaleOf(k) * Hinted.Unit);
        var first = new PiecewiseLayer(
            _data.Features.Features, inputs.SelectMany(m => m.Weights).ToArray(), inputs.Select(m => m.Bias).ToArray(), new Identity());
        var last = new PiecewiseLayer(
            outputs.Length, weights, outputs.Select(k => -(Mean(k) + Hinted.Zero) / (_data.Targets.ScaleOf(k) * Hinted.Unit))
                .ToArray(), new Identity());
        return new PiecewiseNetwork([first, .. _network.Network.Layers, last]);
    }

    /// <summary>An input of the network as a function of the features: a column that does not vary in training is a constant.</summary>
    private AffineMap InputOf(string column)
    {
        var position = _data.Features.Inputs.ToList().FindIndex(i => string.Equals(i.Name, column, StringComparison.Ordinal));
        if (position < 0)
            return new AffineMap(new double[_data.Features.Features], OriginalNetwork.ValuesOf(_data.Table, column)(_data.Split.Train[0]));
        var weights = _data.Features.Inputs.Select((_, i) => new[] { i == position ? 1.0 : 0 }).ToArray();
        var (ofFeatures, bias) = _data.Features.ToFeatureSpace(new InputWeights(0, weights));
        return new AffineMap(ofFeatures, bias);
    }

    private double Mean(int output) => _data.Targets.ToOriginalUnits(output, [], 0).Bias;

    private Xoshiro256 Random(ulong stream) => new(Xoshiro256.Derive(Xoshiro256.Derive(_seed, 0xF5E5), stream));
}
