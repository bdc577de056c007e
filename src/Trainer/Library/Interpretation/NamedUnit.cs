using System;
using System.Globalization;
using System.Linq;
using RuleCompiler.Documents;

namespace RuleCompiler.Trainer.Interpretation;

/// <summary>
/// A unit as people name it: <c>layer:index</c>, both counted from 0; the layer after the hidden ones is that of the outputs.
/// </summary>
/// <param name="Name">The name.</param>
/// <param name="Unit">The unit.</param>
/// <param name="IsOutput">Whether it is an output.</param>
public sealed record NamedUnit(string Name, Unit Unit, bool IsOutput)
{
    /// <summary>The output with the largest value, the first of equal ones, before a head such as softmax.</summary>
    /// <param name="state">The network at an input.</param>
    /// <returns>The unit.</returns>
    public static NamedUnit LargestOutput(NetworkState state)
    {
        var outputs = state.Outputs.ToArray();
        return Output(state, outputs, Argmax.Of(Array.ConvertAll(outputs, state.ValueOf)));
    }

    /// <summary>Finds a unit by its name.</summary>
    /// <param name="state">The network at an input.</param>
    /// <param name="name"><c>layer:index</c>, or <c>output:index</c>.</param>
    /// <returns>The unit.</returns>
    /// <exception cref="RuleCompilerException">There is no such unit; the message says which there are.</exception>
    public static NamedUnit Find(NetworkState state, string name)
    {
        var shown = VisibleText.Of(name);
        var parts = name.Split(':');
        var outputs = state.Outputs.ToArray();
        var layer = state.Layers.Count;
        if (parts.Length != 2 || (parts[0] != "output" && !TryRead(parts[0], out layer)) || !TryRead(parts[1], out var index))
            throw new RuleCompilerException(
                $"'{shown}' names no unit; write layer:index, both counted from 0, such as {Example(state)}, or output:0.");
        if (layer > state.Layers.Count)
        {
            throw new RuleCompilerException(FormattableString.Invariant(
                $"there is no layer {layer}: the network has {state.Layers.Count} hidden layers, counted from 0, and layer {state.Layers.Count} are its outputs."));
        }

        var count = layer == state.Layers.Count ? outputs.Length : state.Layers[layer].States.Length;
        if (index >= count)
        {
            var kind = layer == state.Layers.Count ? "the outputs" : FormattableString.Invariant($"layer {layer}");
            throw new RuleCompilerException(
                FormattableString.Invariant($"there is no unit {index} in {kind}: its units are from 0 to {count - 1}."));
        }

        return layer == state.Layers.Count
            ? Output(state, outputs, index)
            : new NamedUnit(FormattableString.Invariant($"{layer}:{index}"), new Unit(state.Layers[layer].Node, index), IsOutput: false);
    }

    private static string Example(NetworkState state) => FormattableString.Invariant($"{state.Layers.Count}:0");

    private static NamedUnit Output(NetworkState state, Unit[] outputs, int index) =>
        new(FormattableString.Invariant($"{state.Layers.Count}:{index}"), outputs[index], IsOutput: true);

    private static bool TryRead(string text, out int number) =>
        int.TryParse(text, NumberStyles.None, CultureInfo.InvariantCulture, out number);
}
