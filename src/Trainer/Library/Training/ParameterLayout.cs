using System.Collections.Generic;
using System.Linq;
using RuleCompiler.Trainer.Training.Kernels;

namespace RuleCompiler.Trainer.Training;

/// <summary>Where each layer's weights, biases and slopes lie in one flat vector of parameters, and in that of their gradients.</summary>
/// <remarks>Weights are units × inputs with rows padded to whole cache lines; the padding takes part in nothing.</remarks>
internal sealed class ParameterLayout
{
    public ParameterLayout(IReadOnlyList<int> architecture)
    {
        Architecture = architecture;
        var layers = new List<LayerLayout>();
        var length = 0;
        for (var l = 1; l < architecture.Count; l++)
        {
            var inputs = architecture[l - 1];
            var units = architecture[l];
            var stride = FloatBuffer.Padded(inputs);
            var biases = length + (units * stride);
            var slopes = biases + FloatBuffer.Padded(units);
            var hidden = l < architecture.Count - 1;
            layers.Add(new LayerLayout(inputs, units, stride, length, biases, hidden ? slopes : -1));
            length = hidden ? slopes + FloatBuffer.Padded(units) : slopes;
        }

        Layers = layers;
        Length = length;
    }

    public IReadOnlyList<int> Architecture { get; }

    public IReadOnlyList<LayerLayout> Layers { get; }

    /// <summary>The number of PReLUs.</summary>
    public int HiddenUnits => Layers.Where(l => l.Hidden).Sum(l => l.Units);

    /// <summary>Floats in the vector, a multiple of 16.</summary>
    public int Length { get; }
}

/// <summary>One layer's place in the vector.</summary>
/// <param name="Inputs">Its inputs.</param>
/// <param name="Units">Its units.</param>
/// <param name="Stride">The leading dimension of its weights.</param>
/// <param name="Weights">Where its weights start.</param>
/// <param name="Biases">Where its biases start.</param>
/// <param name="Slopes">Where its slopes start, −1 in the last layer.</param>
internal sealed record LayerLayout(int Inputs, int Units, int Stride, int Weights, int Biases, int Slopes)
{
    public bool Hidden => Slopes >= 0;
}
