using System;
using System.Linq;

namespace RuleCompiler.Trainer.Training;

/// <summary>Evaluates models on a whole set, batch by batch.</summary>
internal sealed class ModelEvaluation
{
    private readonly TrainingSet _set;
    private readonly Batch _batch;
    private readonly int[] _rows;

    public ModelEvaluation(TrainingSet set, int batchRows)
    {
        _set = set;
        _batch = new Batch(batchRows, set.FeatureCount, set.OutputCount);
        _rows = Enumerable.Range(0, set.Rows).ToArray();
    }

    /// <summary>The mean loss over the set.</summary>
    public double MeanLoss(TrainableModel model, Loss loss)
    {
        var sum = 0.0;
        for (var from = 0; from < _rows.Length; from += _batch.Capacity)
        {
            Forward(model, from);
            unsafe
            {
                sum += _batch.Rows
                    * loss.OfBatch(
                        model.Outputs, model.OutputGradient, model.Stride, _batch.Targets, _batch.Weights, _batch.Rows, model.OutputCount);
            }
        }

        return sum / _rows.Length;
    }

    /// <summary>The outputs for every row.</summary>
    /// <returns>rows × outputs, row by row.</returns>
    public float[] Outputs(TrainableModel model)
    {
        var outputs = new float[_rows.Length * model.OutputCount];
        for (var from = 0; from < _rows.Length; from += _batch.Capacity)
        {
            Forward(model, from);
            unsafe
            {
                for (var r = 0; r < _batch.Rows; r++)
                {
                    for (var k = 0; k < model.OutputCount; k++)
                        outputs[((from + r) * model.OutputCount) + k] = model.Outputs[(k * model.Stride) + r];
                }
            }
        }

        return outputs;
    }

    private void Forward(TrainableModel model, int from)
    {
        _batch.Gather(_set, _rows.AsSpan(from, Math.Min(_batch.Capacity, _rows.Length - from)));
        model.Evaluate(_batch);
    }
}
