using System;
using System.IO;
using System.Linq;
using RuleCompiler.Trainer.Networks;
using RuleCompiler.Trainer.Numerics;

namespace RuleCompiler.Trainer.Training.Resuming;

/// <summary>Networks, hinge forms and random sequences as state.</summary>
internal static class ModelState
{
    public static void Write(this StateWriter writer, Xoshiro256 random) => writer.WriteList<ulong>(random.State);

    public static void ReadInto(this StateReader reader, Xoshiro256 random)
    {
        var state = reader.ReadList<ulong>();
        if (!Xoshiro256.IsState(state))
            throw new InvalidDataException("A random sequence cannot have this state.");
        random.Restore(state);
    }

    public static void Write(this StateWriter writer, PReluNetwork network)
    {
        writer.Write(network.Layers.Count);
        foreach (var layer in network.Layers)
        {
            writer.Write(layer.Inputs);
            writer.WriteList<double>(layer.Weights);
            writer.WriteList<double>(layer.Biases);
            writer.Write(layer.Slopes is not null);
            if (layer.Slopes is not null)
                writer.WriteList<double>(layer.Slopes);
        }
    }

    /// <summary>Reads a network with the layers of another.</summary>
    public static PReluNetwork ReadNetwork(this StateReader reader, ParameterLayout like)
    {
        var layers = new DenseLayer[reader.ReadCount(1)];
        if (layers.Length == 0)
            throw new InvalidDataException("A network has no layers.");
        for (var l = 0; l < layers.Length; l++)
        {
            var inputs = reader.ReadInt();
            var (weights, biases) = (reader.ReadList<double>(), reader.ReadList<double>());
            var slopes = reader.ReadBool() ? reader.ReadList<double>() : null;
            if (weights.Length != (long)inputs * biases.Length || (slopes is not null && slopes.Length != biases.Length))
                throw new InvalidDataException("The parameters of a layer do not fit together.");
            if ((slopes is null) != (l == layers.Length - 1) || (l > 0 && inputs != layers[l - 1].Units))
                throw new InvalidDataException("The layers do not fit together.");
            if (slopes is not null && Array.Exists(slopes, s => s is < 0 or > 1))
                throw new InvalidDataException("A slope is not from 0 to 1.");
            layers[l] = new DenseLayer(inputs, weights, biases, slopes);
        }

        var network = new PReluNetwork(layers);
        return network.Architecture.SequenceEqual(like.Architecture)
            ? network
            : throw new InvalidDataException("A network has other layers than the run's.");
    }

    public static void Write(this StateWriter writer, HingeForm form)
    {
        writer.Write(form.Inputs);
        foreach (var values in new[] { form.HingeWeights, form.HingeBiases, form.Couplings, form.OutputWeights, form.OutputBiases, form.OutputCouplings })
            writer.WriteList<double>(values);
        writer.WriteList<int>(form.Sources.Select(s => s.Level).ToArray());
        writer.WriteList<int>(form.Sources.Select(s => s.Neuron).ToArray());
        writer.WriteList<double>(form.Sources.Select(s => s.Slope).ToArray());
    }

    /// <summary>Reads a hinge form over as many inputs, with the same outputs and with hinges from the same PReLUs as another.</summary>
    public static HingeForm ReadHingeForm(this StateReader reader, HingeForm like)
    {
        var inputs = reader.ReadInt();
        var (hingeWeights, hingeBiases, couplings) = (reader.ReadList<double>(), reader.ReadList<double>(), reader.ReadList<double>());
        var (outputWeights, outputBiases, outputCouplings) = (
            reader.ReadList<double>(), reader.ReadList<double>(), reader.ReadList<double>());
        var (levels, neurons, slopes) = (reader.ReadList<int>(), reader.ReadList<int>(), reader.ReadList<double>());
        if (neurons.Length != levels.Length || slopes.Length != levels.Length)
            throw new InvalidDataException("The sources of a hinge form do not fit together.");
        var sources = levels.Select((level, j) => new HingeSource(level, neurons[j], slopes[j])).ToArray();
        if (new[] { hingeWeights, hingeBiases, couplings, outputWeights, outputBiases, outputCouplings }.Any(
            n => n.Any(v => Math.Abs(v) > float.MaxValue)))
            throw new InvalidDataException("A number is larger than any that is trained.");
        if (inputs != like.Inputs || !sources.SequenceEqual(like.Sources)
            || hingeWeights.Length != like.HingeWeights.Length || hingeBiases.Length != like.HingeBiases.Length
            || couplings.Length != like.Couplings.Length
            || outputWeights.Length != like.OutputWeights.Length || outputBiases.Length != like.OutputBiases.Length
            || outputCouplings.Length != like.OutputCouplings.Length)
            throw new InvalidDataException("A hinge form has other inputs, hinges or outputs than the run's.");
        return new HingeForm(inputs, hingeWeights, hingeBiases, couplings, outputWeights, outputBiases, outputCouplings, sources);
    }
}
