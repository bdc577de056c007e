using System;
using System.Linq;
using RuleCompiler.Documents;
using RuleCompiler.Evaluation;
using RuleCompiler.Trainer.Networks;
using RuleCompiler.Trainer.Rules;
using RuleCompiler.Trainer.Tables;
using RuleCompiler.Trainer.Training;
using RuleCompiler.Trainer.Training.Curves;

namespace RuleCompiler.Trainer.Pipeline;

/// <summary>The outputs of each kind of model on rows of the data, rows × outputs, in the units of the rules.</summary>
internal sealed class ModelOutputs
{
    private readonly Dataset _data;

    private readonly CurveEncoding _encoding;

    /// <summary>Prepares to evaluate.</summary>
    /// <param name="data">The data.</param>
    /// <param name="encoding">The features of hinge forms; null where they have no curves.</param>
    public ModelOutputs(Dataset data, CurveEncoding? encoding = null) =>
        (_data, _encoding) = (data, encoding ?? CurveEncoding.Without(data.Features));

    /// <summary>Of a rule document, computed by its evaluator.</summary>
    public double[] Of(RuleDocument document, DataPart part)
    {
        var evaluator = new RuleEvaluator(document);
        var outputs = new double[part.Rows.Length * document.Outputs.Count];
        var next = 0;
        foreach (var point in _data.Features.PointsOf(part, document))
        {
            var ofRow = evaluator.Evaluate(point).Outputs;
            ofRow.CopyTo(outputs, next);
            next += ofRow.Length;
        }

        return outputs;
    }

    /// <summary>Of a hinge form over the features.</summary>
    public double[] Of(HingeForm form, DataPart part)
    {
        var (inputs, count) = (_data.Features.Features, form.Outputs);
        var layout = new HingeParameters(form, TermPattern.Every(_encoding, form.Hinges + count));
        var parameters = layout.Read();
        var outputs = new double[part.Rows.Length * count];
        var next = 0;
        foreach (var block in RowBlocks.Of(part, RowBlocks.RowsAtOnce(inputs)))
        {
            var linear = new TrainingSet(
                _data.Features.Encode(block.Table, block.Rows), inputs, new float[block.Rows.Length * count], count);
            var ofBlock = new HingePass(layout, PieceRows.Of(_encoding, linear, block), Loss.SquaredError).Outputs(parameters);
            ofBlock.CopyTo(outputs, next);
            next += ofBlock.Length;
        }

        return ToOriginalUnits(outputs);
    }

    /// <summary>Of a network over the features.</summary>
    public double[] Of(PReluNetwork network, DataPart part) => OfFeatures(part, (x, outputs) => network.Evaluate(x).CopyTo(outputs));

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

    /// <summary>Of a function of the features, which are encoded block by block.</summary>
    private double[] OfFeatures(DataPart part, Model model)
    {
        var (inputs, count) = (_data.Features.Features, _data.Targets.Outputs);
        var outputs = new double[part.Rows.Length * count];
        var x = new double[inputs];
        var next = 0;
        var rowsAtOnce = RowBlocks.RowsAtOnce(inputs);
        var features = new float[Math.Min(rowsAtOnce, part.Rows.Length) * inputs];
        foreach (var block in RowBlocks.Of(part, rowsAtOnce))
        {
            _data.Features.Encode(block.Table, block.Rows, features);
            for (var r = 0; r < block.Rows.Length; r++)
            {
                Widen(features.AsSpan(r * inputs, inputs), x);
                model(x, outputs.AsSpan(next++ * count, count));
            }
        }

        return ToOriginalUnits(outputs);
    }

    private static void Widen(ReadOnlySpan<float> features, double[] x)
    {
        for (var j = 0; j < x.Length; j++)
            x[j] = features[j];
    }

    /// <summary>Changes outputs in place, and returns them.</summary>
    private double[] ToOriginalUnits(double[] outputs)
    {
        var count = _data.Targets.Outputs;
        for (var i = 0; i < outputs.Length; i++)
            outputs[i] = _data.Targets.ToOriginalUnits(i % count, [], outputs[i]).Bias;
        return outputs;
    }

    private delegate void Model(ReadOnlySpan<double> x, Span<double> outputs);
}
