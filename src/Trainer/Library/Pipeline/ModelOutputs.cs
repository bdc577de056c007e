using System;
using System.Linq;
using RuleCompiler.Documents;
using RuleCompiler.Evaluation;
using RuleCompiler.Trainer.Networks;
using RuleCompiler.Trainer.Rules;
using RuleCompiler.Trainer.Tables;
using RuleCompiler.Trainer.Training;

namespace RuleCompiler.Trainer.Pipeline;

/// <summary>The outputs of each kind of model on rows of the data, rows × outputs, in the units of the rules.</summary>
internal sealed class ModelOutputs
{
    private readonly Dataset _data;

    public ModelOutputs(Dataset data) => _data = data;

    /// <summary>Of a rule document, computed by its evaluator.</summary>
    public double[] Of(RuleDocument document, DataPart part)
    {
        var evaluator = new RuleEvaluator(document);
        return _data.Features.ToPoints(part, document).SelectMany(point => evaluator.Evaluate(point).Outputs).ToArray();
    }

    /// <summary>Of a hinge form over the features.</summary>
    public double[] Of(HingeForm form, DataPart part)
    {
        var features = _data.Features.Encode(part.Table, part.Rows);
        var outputs = new double[part.Rows.Length * form.Outputs];
        var x = new double[form.Inputs];
        for (var r = 0; r < part.Rows.Length; r++)
        {
            for (var j = 0; j < x.Length; j++)
                x[j] = features[(r * x.Length) + j];
            form.Evaluate(x, outputs.AsSpan(r * form.Outputs, form.Outputs));
        }

        return ToOriginalUnits(outputs);
    }

    /// <summary>Of a network over the features.</summary>
    public double[] Of(PReluNetwork network, DataPart part)
    {
        var features = Array.ConvertAll(_data.Features.Encode(part.Table, part.Rows), v => (double)v);
        return ToOriginalUnits(Enumerable.Range(0, part.Rows.Length)
            .SelectMany(r => network.Evaluate(features.AsSpan(r * network.Inputs, network.Inputs))).ToArray());
    }

    /// <summary>Of a network in training.</summary>
    public double[] Of(float[] outputs) => ToOriginalUnits(outputs.Select(o => (double)o).ToArray());

    /// <summary>Of no model at all: the same answer for every row, the best that knows only the training targets.</summary>
    public double[] OfMajority(TrainingSet train, Decision decision, int rows)
    {
        var answer = ToOriginalUnits(Majority(train, decision).Select(o => (double)o).ToArray());
        return Enumerable.Range(0, rows).SelectMany(_ => answer).ToArray();
    }

    /// <summary>The best constant answer, as a model's outputs.</summary>
    public static float[] Majority(TrainingSet train, Decision decision)
    {
        var means = new double[train.OutputCount];
        for (var r = 0; r < train.Rows; r++)
        {
            for (var k = 0; k < means.Length; k++)
                means[k] += (double)train.Targets(r)[k] / train.Rows;
        }

        return means.Select(p => (float)(decision.Scores == ScoreKind.Logit ? Logit(p, decision) : p)).ToArray();
    }

    private static double Logit(double share, Decision decision)
    {
        var p = Math.Clamp(share, 1e-9, 1 - 1e-9);
        return Logarithm.Of(decision.ComparesOutputs ? p : p / (1 - p));
    }

    private double[] ToOriginalUnits(double[] outputs)
    {
        var count = _data.Targets.Outputs;
        return outputs.Select((o, i) => _data.Targets.ToOriginalUnits(i % count, [], o).Bias).ToArray();
    }
}
