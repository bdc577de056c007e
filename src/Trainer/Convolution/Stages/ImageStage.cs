using System.Linq;
using RuleCompiler.Trainer.Images;
using RuleCompiler.Trainer.Training.Kernels;

namespace RuleCompiler.Trainer.Convolution.Stages;

/// <summary>A layer that makes images of images, in training.</summary>
/// <remarks>
/// Sixteen images form a group: their values lie side by side, so that a group is channels × rows × columns × 16. A group has its own
/// memory, and any thread may work on it; what comes of it depends on nothing else.
/// </remarks>
internal abstract unsafe class ImageStage
{
    private readonly FloatBuffer[] _outputs;
    private readonly FloatBuffer[] _gradients;

    protected ImageStage(ImageShape input, ImageShape output, int groups)
    {
        (Input, Result) = (input, output);
        _outputs = Memory(output.Length, groups);
        _gradients = Memory(output.Length, groups);
    }

    public ImageShape Input { get; }

    public ImageShape Result { get; }

    /// <summary>What the last forward pass made of a group.</summary>
    public float* Output(int group) => _outputs[group].Pointer;

    /// <summary>∂L/∂<see cref="Output"/>; a backward pass may change it.</summary>
    public float* OutputGradient(int group) => _gradients[group].Pointer;

    /// <summary>Brings what all groups share up to date with the parameters, before forward passes.</summary>
    public virtual void Prepare()
    {
    }

    /// <summary>Makes <see cref="Output"/>.</summary>
    public abstract void Forward(int group, float* input);

    /// <summary>Differentiates the last forward pass of a group.</summary>
    /// <param name="group">The group.</param>
    /// <param name="input">The input of that pass.</param>
    /// <param name="inputGradient">Receives ∂L/∂input, unless null.</param>
    public abstract void Backward(int group, float* input, float* inputGradient);

    /// <summary>Adds the groups' gradients by the parameters up, always in the same order.</summary>
    /// <param name="groups">How many groups the backward pass had.</param>
    public virtual void SumGradients(int groups)
    {
    }

    protected static FloatBuffer[] Memory(int vectors, int groups) =>
        Enumerable.Range(0, groups).Select(_ => new FloatBuffer(vectors * FloatBuffer.Line)).ToArray();
}
