using RuleCompiler.Trainer.Training.Kernels;

namespace RuleCompiler.Trainer.Training;

/// <summary>A model with one flat vector of parameters, and the passes that evaluate and differentiate it over batches.</summary>
internal abstract unsafe class TrainableModel
{
    private readonly FloatBuffer _outputGradient;

    protected TrainableModel(int parameters, int outputs, int batchRows)
    {
        Values = new FloatBuffer(parameters);
        Gradient = new FloatBuffer(parameters);
        OutputCount = outputs;
        BatchRows = batchRows;
        Stride = FloatBuffer.Padded(batchRows);
        _outputGradient = new FloatBuffer(outputs * Stride);
    }

    /// <summary>The parameters.</summary>
    public FloatBuffer Values { get; }

    /// <summary>∂L/∂parameter after <see cref="Backward"/>, laid out like the parameters.</summary>
    public FloatBuffer Gradient { get; }

    public int OutputCount { get; }

    /// <summary>The largest batch that the working memory holds.</summary>
    public int BatchRows { get; }

    /// <summary>The leading dimension of <see cref="Outputs"/> and <see cref="OutputGradient"/>.</summary>
    public int Stride { get; }

    /// <summary>How many threads the passes use, and a step of an optimiser may; the results have the same bits for every number.</summary>
    public virtual int Threads => 1;

    /// <summary>outputs × rows after <see cref="Forward"/>.</summary>
    public abstract float* Outputs { get; }

    /// <summary>outputs × rows: ∂L/∂output, zero from the last row to the next multiple of 16.</summary>
    public float* OutputGradient => _outputGradient.Pointer;

    /// <summary>Evaluates the model on the rows of a batch.</summary>
    public abstract void Forward(Batch batch);

    /// <summary>Computes <see cref="Gradient"/> from <see cref="OutputGradient"/>, after a forward pass on the same batch.</summary>
    public abstract void Backward(Batch batch);

    /// <summary>Adds the gradient of ½·decay·Σw² over all weights to <see cref="Gradient"/>; biases and slopes are free.</summary>
    /// <param name="decay">The precision of the weights.</param>
    public abstract void AddDecay(float decay);

    /// <summary>Restores what holds for the parameters, after a step of the optimiser.</summary>
    public virtual void Constrain()
    {
    }

    /// <summary>Evaluates the model on the rows of a batch, with what is added to its outputs there.</summary>
    public void Evaluate(Batch batch)
    {
        Forward(batch);
        for (var r = 0; batch.HasOffsets && r < batch.Rows; r++)
        {
            for (var k = 0; k < OutputCount; k++)
                Outputs[(k * Stride) + r] += batch.Offsets[(r * OutputCount) + k];
        }
    }

    /// <summary>Evaluates and differentiates a loss.</summary>
    /// <returns>The mean loss over the batch.</returns>
    public double Differentiate(Batch batch, Loss loss)
    {
        Evaluate(batch);
        var value = loss.OfBatch(Outputs, OutputGradient, Stride, batch.Targets, batch.Weights, batch.Rows, OutputCount);
        Backward(batch);
        return value;
    }
}
